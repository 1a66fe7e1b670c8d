"""Where a run's files lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def folder_of(run: int) -> Path:
    """The folder of a run's links, machine judgements and doubtful pairs."""
    return Path(settings.RUNS) / str(run)
