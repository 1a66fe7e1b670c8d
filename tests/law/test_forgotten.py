"""A value set to unknown makes every answer that rests on it refuse, tried for each parameter; none changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from baophu.law.book import Book, UnknownParameter, load
from baophu.reporting.targets import target_share
from law.asking import Case, ask
from law.changed_book import forgotten, unknown
from law.listening import Listening, answer, every_case, heard_by, whole_book
from law.shared_cases import questions
from law.test_shared_cases import _told

# A page shows an absent target as a dash, so its rule answers None: tried below.
SHOWN_AS_A_DASH = "targets.e_filing.share"
OBLIGATION = "obligation"  # leaves out the funds that it cannot judge: tried below


def test_every_parameter_is_read_by_a_case() -> None:
    read = frozenset[str]().union(*(heard.keys for heard in heard_by().values()))
    assert sorted(set(load().keys) - read - {SHOWN_AS_A_DASH}) == []


@pytest.mark.parametrize("key", load().keys)
def test_a_forgotten_parameter_makes_each_answer_that_rests_on_it_refuse(key: str) -> None:
    book = unknown(whole_book(), key)
    answered = [
        case.name
        for case in every_case()
        if key in heard_by()[case.name].keys and case.ask != OBLIGATION and not _refuses(case, book, key)
    ]
    assert answered == []


@pytest.mark.parametrize("key", load().keys)
def test_one_forgotten_value_makes_each_answer_that_read_it_refuse(key: str) -> None:
    answered = []
    for dated in whole_book().dated(key):
        book = forgotten(whole_book(), key, dated.holds_from)
        answered += [
            (case.name, dated.holds_from)
            for case in every_case()
            if (key, dated.holds_from) in heard_by()[case.name].values and case.ask != OBLIGATION
            if not _refuses(case, book, key)
        ]
    assert answered == []


def _refuses(case: Case, book: Book, key: str) -> bool:
    """Whether a case is refused for the want of just this parameter."""
    try:
        answer(case, book)
    except UnknownParameter as refusal:
        return refusal.values["key"] == key
    return False


@pytest.mark.parametrize("key", load().keys)
def test_an_answer_that_only_looked_through_a_forgotten_history_is_the_same_or_refuses(key: str) -> None:
    book = unknown(whole_book(), key)
    for case in every_case():
        heard = heard_by()[case.name]
        if key in heard.leafed and key not in heard.keys:
            try:
                now = answer(case, book)
            except UnknownParameter as refusal:
                assert refusal.values["key"] == key
            else:
                assert now == answer(case, whole_book())


@pytest.mark.parametrize("key", [key for key in load().keys if key.startswith(("participation.", "wages."))])
def test_an_obligation_with_a_forgotten_number_refuses_or_only_leaves_the_fund_out(key: str) -> None:
    book = unknown(whole_book(), key)
    for case in every_case():
        if case.ask != OBLIGATION or key not in heard_by()[case.name].keys:
            continue
        known = answer(case, whole_book())
        try:
            now = answer(case, book)
        except UnknownParameter as refusal:
            assert refusal.values["key"] == key
        else:
            assert now["value"] == known["value"]
            assert now["funds"].items() < known["funds"].items()


def test_a_forgotten_target_of_electronic_filing_is_shown_as_none() -> None:
    on = date(2018, 6, 30)
    assert target_share(load(), "e_filing", on) == Decimal(1)
    assert target_share(unknown(load(), SHOWN_AS_A_DASH), "e_filing", on) is None


def _gathered(shared: Path) -> list[tuple[str, Any]]:
    """Every question of the gathered cases that stands on the book as it is."""
    parts = ("published", "published_but_wrong", "derived")
    asked = [(case["id"], q) for part in parts for case in _told(shared, part) for q in questions(case)]
    return [(name, q) for name, q in asked if q.rate_per_cent is None and q.ask != OBLIGATION]


@pytest.mark.shared
def test_the_gathered_cases_refuse_as_well_for_each_parameter_they_read(shared: Path) -> None:
    answered, tried = [], 0
    for name, question in _gathered(shared):
        listening = Listening(load().parameters, load().sources, load().hash)
        try:
            ask(question.ask, question.given, listening)
        except UnknownParameter:
            continue
        for key in {key for key, _ in listening.heard}:
            tried += 1
            try:
                ask(question.ask, question.given, unknown(load(), key))
            except UnknownParameter as refusal:
                assert refusal.values["key"] == key
            else:
                answered.append((name, key))
    assert answered == []
    assert tried > 500
