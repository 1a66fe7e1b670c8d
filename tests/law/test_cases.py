"""The worked cases: each is answered as it is written down, and refuses when a number it rests on is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

import pytest

from baophu.law.book import Book, UnknownParameter, Value, load
from law.asking import QUESTIONS, Case, ask, cases
from law.changed_book import unknown
from law.plain_data import holds

# What the program itself measures with stands in the book too, and is read by a storey above.
ELSEWHERE = ("method.", "targets.e_filing.")


@dataclass(frozen=True, slots=True)
class Listening(Book):
    """The book, noting each parameter that is read."""

    heard: set[str] = field(default_factory=set)

    def value(self, key: str, on: date) -> Value:
        """Read and note."""
        self.heard.add(key)
        return Book.value(self, key, on)


@cache
def heard_by() -> dict[str, set[str]]:
    """The parameters that each case reads, by its name."""
    book, found = load(), {}
    for case in cases():
        listening = Listening(book.parameters, book.sources, book.hash)
        ask(case.ask, case.given, listening)
        found[case.name] = listening.heard
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_worked_case_is_answered_as_it_is_written_down(case: Case) -> None:
    answer = ask(case.ask, case.given, load())
    assert holds(case.answer, answer), f"{case.source}: {case.answer} is written, {answer} came back"


def test_every_case_has_a_name_of_its_own_and_a_document() -> None:
    names = [case.name for case in cases()]
    assert len(set(names)) == len(names) > 350
    assert all(case.source.strip() for case in cases())


def test_every_question_is_asked_by_a_case() -> None:
    assert {case.ask for case in cases()} | {"payroll", "local_support"} >= set(QUESTIONS)


def _parameters() -> list[str]:
    return [key for key in load().keys if not key.startswith((*ELSEWHERE, "deadlines."))]


def test_every_parameter_is_read_by_a_case() -> None:
    unknown = {"voluntary.support.local", "voluntary.agent_fee.new", "voluntary.agent_fee.renewed"}
    read = set().union(*heard_by().values()) | unknown
    assert sorted(set(_parameters()) - read) == []


@pytest.mark.parametrize("key", _parameters())
def test_a_forgotten_number_makes_each_answer_that_rests_on_it_refuse(key: str) -> None:
    book = unknown(load(), key)
    answered = []
    for case in cases():
        if key not in heard_by()[case.name] or case.ask == "obligation":
            continue  # an obligation leaves out the funds it cannot judge: see below
        try:
            ask(case.ask, case.given, book)
        except UnknownParameter as refusal:
            assert key in str(refusal)
        else:
            answered.append(case.name)
    assert answered == []


@pytest.mark.parametrize("key", [key for key in load().keys if key.startswith("participation.")])
def test_an_obligation_with_a_forgotten_number_refuses_or_leaves_the_fund_out(key: str) -> None:
    book = unknown(load(), key)
    for case in cases():
        if key in heard_by()[case.name] and case.ask == "obligation":
            known = ask(case.ask, case.given, load())
            try:
                now = ask(case.ask, case.given, book)
            except UnknownParameter as refusal:
                assert key in str(refusal)
            else:
                assert len(now["funds"]) < len(known["funds"])


@pytest.mark.parametrize("key", [key for key in load().keys if key.startswith("deadlines.")])
def test_every_deadline_is_answered_from_its_first_day_or_refuses_where_unknown(key: str) -> None:
    for dated in load().dated(key):
        given = {"kind": key.removeprefix("deadlines."), "received": max(dated.holds_from, date(2014, 1, 2))}
        if dated.value is None:
            with pytest.raises(UnknownParameter, match=key):
                ask("deadline", given, load())
        else:
            assert date.fromisoformat(ask("deadline", given, load())) > given["received"]
    with pytest.raises(UnknownParameter, match=key):
        ask("deadline", given, unknown(load(), key))
