"""The plan's targets (section II, items 2 and 3 of Plan 157/KH-UBND)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.law.book import UnknownParameter, load
from baophu.law.targets import roadmap, target, voluntary_target


@pytest.mark.parametrize(
    ("on", "share", "strict"),
    [
        (date(2017, 1, 1), "0.70", True),
        (date(2017, 12, 31), "0.70", True),
        (date(2018, 1, 1), "0.80", True),
        (date(2019, 12, 31), "0.90", True),
        (date(2020, 1, 1), "1.00", False),
        (date(2026, 6, 30), "1.00", False),
    ],
)
def test_each_year_has_its_target(on: date, share: str, strict: bool) -> None:
    found = target(on=on, book=load())
    assert (found.year, found.share, found.strict) == (on.year, Decimal(share), strict)
    assert "157/KH-UBND" in found.article


def test_until_2019_a_target_must_be_exceeded_and_from_2020_reached() -> None:
    in_2017, in_2020 = target(on=date(2017, 6, 30), book=load()), target(on=date(2020, 6, 30), book=load())
    assert not in_2017.is_met_by(Fraction(7, 10))
    assert in_2017.is_met_by(Fraction(701, 1000))
    assert in_2020.is_met_by(Fraction(1))
    assert not in_2020.is_met_by(Fraction(9999, 10000))


def test_before_the_plan_there_is_no_target() -> None:
    with pytest.raises(UnknownParameter):
        target(on=date(2016, 12, 31), book=load())
    with pytest.raises(UnknownParameter):
        voluntary_target(last_year=100, on=date(2016, 12, 31), book=load())


@pytest.mark.parametrize(
    ("on", "share"),
    [
        (date(2017, 12, 31), Fraction(7, 10)),
        (date(2018, 1, 1), Fraction(7, 10) + Fraction(1, 3650)),
        (date(2018, 6, 30), Fraction(7, 10) + Fraction(181, 3650)),
        (date(2018, 12, 31), Fraction(8, 10)),
        (date(2020, 2, 29), Fraction(9, 10) + Fraction(60, 3660)),
        (date(2020, 12, 31), Fraction(1)),
        (date(2021, 5, 1), Fraction(1)),
    ],
)
def test_the_roadmap_is_a_straight_line_by_days_between_year_ends(on: date, share: Fraction) -> None:
    assert roadmap(on=on, book=load()).share == share


@pytest.mark.parametrize("on", [date(2017, 1, 1), date(2017, 12, 30)])
def test_in_2017_there_is_no_roadmap_because_2016_has_no_target(on: date) -> None:
    found = roadmap(on=on, book=load())
    assert found.share is None
    assert "31/12/2017" in found.because
    assert "2016" in found.because


def test_before_2017_the_roadmap_says_that_the_target_is_not_known() -> None:
    found = roadmap(on=date(2016, 5, 1), book=load())
    assert found.share is None
    assert "31/12/2016" in found.because


@given(st.dates(min_value=date(2017, 12, 31), max_value=date(2025, 12, 31)))
def test_the_roadmap_never_falls(on: date) -> None:
    today, tomorrow = roadmap(on=on, book=load()), roadmap(on=on + timedelta(days=1), book=load())
    assert today.share is not None
    assert tomorrow.share is not None
    assert Fraction(7, 10) <= today.share <= tomorrow.share <= 1


def test_voluntary_insurance_grows_by_three_tenths_rounded_up() -> None:
    on = date(2018, 1, 1)
    assert [voluntary_target(last_year=n, on=on, book=load()) for n in (0, 10, 100, 101)] == [0, 13, 130, 132]
