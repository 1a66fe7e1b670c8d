"""A province of a few invented lists, set up by `baophu init`."""

from __future__ import annotations

from pathlib import Path

import pytest

from baophu.cli.main import execute
from pipeline.main_job import Province


@pytest.fixture
def province(
    transactional_db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], settings
) -> Province:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path / "home"
    settings.EVIDENCE = tmp_path / "home/evidence"
    settings.RUNS = tmp_path / "home/runs"
    settings.HOME.mkdir()
    assert execute(["init"]) == 0
    return Province(folder=tmp_path, capsys=capsys)
