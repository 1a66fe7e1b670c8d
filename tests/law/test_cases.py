"""The worked cases: each is answered as it is written down."""

from __future__ import annotations

import pytest

from baophu.law.book import load
from law.asking import QUESTIONS, Case, ask, cases
from law.manual import PAGE, TITLES, page
from law.plain_data import holds


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_worked_case_is_answered_as_it_is_written_down(case: Case) -> None:
    answer = ask(case.ask, case.given, load())
    assert holds(case.answer, answer), f"{case.source}: {case.answer} is written, {answer} came back"


def test_every_case_has_a_name_of_its_own_and_a_document() -> None:
    names = [case.name for case in cases()]
    assert len(set(names)) == len(names) > 350
    assert all(case.source.strip() for case in cases())


def test_every_question_is_asked_by_a_case() -> None:
    assert {case.ask for case in cases()} | {"payroll", "local_support", "agent_fee"} >= set(QUESTIONS)


def test_the_manual_shows_every_worked_case_as_it_is_tested() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tests/law/manual.py"
    assert page().count("\n| ") == len(cases()) + 2 * len(TITLES)
