"""The reference page of lists says what the contracts say."""

from __future__ import annotations

from pathlib import Path

from baophu.intake.reference import lists_page

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/lists.md"


def test_the_page_of_lists_is_the_one_the_contracts_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == lists_page()
