"""Who cites a parameter is found in the rules; the page of reference says what the book says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from baophu.law.book import Book, Dated, Status, Unit, Value, load
from baophu.reporting.citations import citations
from baophu.reporting.law_page import law_page
from baophu.reporting.law_words import ENTRY_STATES, GROUPS, RULES, STATUSES, UNITS, WORDS, shown
from baophu.web.assets import LOCALE
from baophu.web.translations import compile_catalogue
from law.listening import answer, every_case, whole_book

ENGLISH = LOCALE / "en/LC_MESSAGES/django.po"
PAGE = Path(__file__).resolve().parents[2] / "docs/reference/law.md"


@pytest.fixture(scope="module")
def compiled() -> Iterator[None]:
    """The English catalogue as Django reads it."""
    compile_catalogue(ENGLISH)
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


def test_the_page_of_law_is_the_one_that_the_book_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == law_page(load())


@pytest.mark.parametrize("key", load().keys)
def test_every_parameter_is_cited_by_a_rule_that_reads_it_itself(key: str) -> None:
    assert any(one.direct for one in citations(key))


@dataclass(frozen=True, slots=True)
class Watched(Book):
    """The book, noting in which module of law each parameter was read."""

    readers: set[tuple[str, str]] = field(default_factory=set)

    def value(self, key: str, on: date) -> Value:
        """Read, and note the nearest module that is not the book itself."""
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_globals["__name__"] == "baophu.law.book":
            frame = frame.f_back
        module = frame.f_globals["__name__"] if frame else ""
        if module.startswith("baophu."):
            self.readers.add((key, module.removeprefix("baophu.")))
        return Book.value(self, key, on)


def test_every_read_of_the_worked_cases_is_cited() -> None:
    book = whole_book()
    watched = Watched(book.parameters, book.sources, book.hash)
    for case in every_case():
        answer(case, watched)
    assert len(watched.readers) > 250
    uncited = [
        (key, module)
        for key, module in watched.readers
        if module not in {one.module for one in citations(key)}
    ]
    assert uncited == []


def test_a_rule_that_rests_on_another_cites_through_it() -> None:
    found = {one.module: one for one in citations("wages.base_salary")}
    assert found["law.bases"].direct and "cap_social" in found["law.bases"].rules
    assert not found["law.contribution"].direct and found["law.contribution"].rules == ("contribution",)
    assert "law.interest" not in found
    assert citations("nothing.like.it") == ()


def test_every_chapter_unit_status_word_and_rule_has_a_name() -> None:
    assert {key.partition(".")[0] for key in load().keys} == set(GROUPS)
    assert set(UNITS) == set(Unit) and set(STATUSES) == set(Status) and len(ENTRY_STATES) == 5
    assert {one.module for key in load().keys for one in citations(key)} == set(RULES)
    words = {
        w
        for key in load().keys
        for dated in load().dated(key)
        for w in _words(dated, load().parameters[key].unit)
    }
    assert words == set(WORDS)


def _words(dated: Dated, unit: Unit) -> set[str]:
    """The words of a rule in a value: itself, or the rows of its table."""
    if unit is Unit.WORD:
        return set(map(str, dated.value if isinstance(dated.value, tuple) else (dated.value,)))
    rows = dated.value if isinstance(dated.value, dict) else {}
    return {row for row in rows if isinstance(row, str) and not row.isdigit()}


@pytest.mark.parametrize(
    ("key", "on", "vietnamese", "english"),
    [
        ("arrears.monthly_rate.bhxh", date(2017, 1, 1), "1,317\u00a0%", "1.317%"),
        ("wages.base_salary", date(2018, 7, 1), "1.390.000\u00a0đồng", "VND\u00a01,390,000"),
        ("method.tolerance.percent", date(2018, 7, 1), "5\u00a0%", "5%"),
        ("participation.pensioner", date(2018, 7, 1), "không", "no"),
        ("participation.registration_days", date(2018, 7, 1), "30\u00a0ngày", "30\u00a0days"),
        ("contribution.floor.kind", date(2018, 7, 1), "lương tối thiểu vùng", "regional minimum wage"),
        ("deadlines.pension", date(2018, 7, 1), "ngày thường: 20\u00a0ngày", "calendar days: 20\u00a0days"),
        ("benefits.survivors.lump_from_2014", date(2018, 7, 1), "2", "2"),
        ("calendar.saturdays_worked", date(2017, 7, 1), "không có", "none"),
        ("voluntary.modes", date(2018, 7, 1), "1\u00a0tháng", "1\u00a0months"),
        (
            "arrears.criminal.amounts",
            date(2018, 7, 1),
            "50.000.000\u00a0đồng; 300",
            "VND\u00a050,000,000; VND",
        ),
    ],
)
def test_a_value_is_written_in_the_reader_s_signs(
    key: str, on: date, vietnamese: str, english: str, compiled: None
) -> None:
    value = load().value(key, on)
    assert shown(value.value, value.unit).startswith(vietnamese)
    with translation.override("en"):
        assert shown(value.value, value.unit).startswith(english)


def test_what_is_not_known_is_a_dash() -> None:
    assert shown(None, Unit.SHARE) == "—"
