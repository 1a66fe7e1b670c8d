"""The worked cases gathered beside the checkout: printed ones, derived ones, and those printed wrongly."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from baophu.law.book import load
from law.asking import ask
from law.plain_data import holds
from law.shared_cases import questions

# Nothing in the product answers these: income tax, a soldier's early retirement, the sum of several laws' fines.
NOT_OURS = {"KV-PIT-2025", "PIT-111-4", "TT19BQP-2", "FINE-KCD"}


def _told(shared: Path, part: str) -> list[dict[str, Any]]:
    path = shared / "data" / "law" / "cases.yaml"
    if not path.is_file():
        pytest.skip("the worked cases are not here: data/law/cases.yaml beside the checkout")
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))[part]
    return found


def _held(told: list[dict[str, Any]]) -> set[str]:
    """The cases of which every question is answered as the case expects."""
    held = set()
    for case in told:
        asked = questions(case)
        answers = [holds(q.answer, ask(q.ask, q.given, q.book(load()))) for q in asked]
        if asked and all(answers):
            held.add(case["id"])
    return held


@pytest.mark.shared
@pytest.mark.parametrize(
    ("part", "number"), [("published", 147), ("published_but_wrong", 9), ("derived", 72)]
)
def test_every_gathered_case_that_is_ours_holds(
    shared: Path, part: str, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _told(shared, part)
    held = _held(told)
    with capsys.disabled():
        sys.stdout.write(f"\n{part}: {len(held)} of {len(told)} hold\n")
    assert len(told) == number
    assert {case["id"] for case in told} - held <= NOT_OURS
