"""Deadlines: working days by Vietnam's calendar, swapped Saturdays, what a deadline on a day off becomes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.law.book import Reading, UnknownParameter, load
from baophu.law.deadlines import Calendar, UnknownKind, deadline, kinds, working_days_after


def working(on: date, *, saturdays: bool = False) -> bool:
    return Calendar(Reading(load(), on), saturdays).is_working(on)


@pytest.mark.parametrize(
    ("on", "works"),
    [
        (date(2018, 2, 13), True),
        (date(2018, 2, 14), False),
        (date(2018, 2, 20), False),
        (date(2018, 2, 21), True),
        (date(2018, 9, 2), False),
        (date(2018, 9, 3), False),
        (date(2018, 12, 31), False),
        (date(2021, 9, 3), False),
        (date(2020, 9, 3), True),
        (date(2026, 11, 24), False),
    ],
)
def test_offices_rest_on_weekends_and_public_days_off(on: date, works: bool) -> None:
    assert working(on) is works


def test_a_swapped_saturday_is_worked_only_where_it_is_asked_for() -> None:
    assert not working(date(2019, 1, 5))
    assert working(date(2019, 1, 5), saturdays=True)
    assert not working(date(2019, 1, 12), saturdays=True)


def test_a_year_without_a_calendar_refuses() -> None:
    with pytest.raises(UnknownParameter, match=r"calendar\.days_off"):
        working_days_after(received=date(2027, 12, 30), days=5, book=load())


def test_an_unknown_kind_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownKind, match="complaint_first"):
        deadline(kind="pensions", received=date(2018, 6, 1), book=load())


def test_every_kind_has_a_vietnamese_title() -> None:
    assert len(kinds(load())) > 40
    assert all(title and title[0].islower() for title in kinds(load()).values())


@given(st.dates(date(2016, 1, 1), date(2026, 6, 30)), st.integers(1, 45))
def test_working_days_end_on_a_working_day_and_count_out(received: date, days: int) -> None:
    last = working_days_after(received=received, days=days, book=load()).value
    between = [received + timedelta(days=number) for number in range(1, (last - received).days + 1)]
    assert working(last)
    assert sum(map(working, between)) == days


@given(st.dates(date(2016, 1, 1), date(2026, 6, 30)))
def test_a_calendar_deadline_never_ends_on_a_day_off(received: date) -> None:
    last = deadline(kind="complaint_first", received=received, book=load()).value
    assert working(last)
    assert last >= received + timedelta(days=30)
