"""The target of a year, the roadmap, and how many units are still needed (II.2 of the plan)."""

from datetime import date
from decimal import Decimal

import pytest

from baophu.law.book import load
from baophu.law.targets import Target
from baophu.reporting.targets import goals, path_on, still_needed, target_share, units_target

EIGHTY = Target(2018, Decimal("0.80"), True, "")


def test_the_roadmap_is_a_straight_line_between_year_ends():
    assert path_on(load(), date(2018, 12, 31)) == Decimal("0.8")
    assert path_on(load(), date(2017, 12, 31)) == Decimal("0.7")
    assert path_on(load(), date(2018, 9, 30)) == Decimal("0.774795")  # 273 of 365 days


def test_before_the_first_year_end_there_is_no_roadmap():
    assert path_on(load(), date(2017, 6, 30)) is None
    assert units_target(load(), date(2016, 12, 31)) is None


def test_a_strict_target_must_be_exceeded():
    assert still_needed(EIGHTY, numerator=Decimal(80), denominator=Decimal(100)) == 1
    assert still_needed(EIGHTY, numerator=Decimal(81), denominator=Decimal(100)) == 0
    assert still_needed(EIGHTY, numerator=Decimal(3412), denominator=Decimal(4471)) == 165


def test_the_last_target_need_only_be_reached():
    whole = Target(2020, Decimal("1.00"), False, "")
    assert still_needed(whole, numerator=Decimal(99), denominator=Decimal(100)) == 1
    assert still_needed(whole, numerator=Decimal(100), denominator=Decimal(100)) == 0
    assert still_needed(whole, numerator=Decimal(99), denominator=Decimal("99.2")) == 1


@pytest.mark.parametrize(
    ("indicator", "share"),
    [
        ("units_plan", Decimal("0.80")),
        ("units_unemployment", Decimal("0.80")),
        ("units", None),
        ("voluntary_growth", Decimal("0.30")),
        ("e_filing", Decimal("1.00")),
        ("workers", None),
    ],
)
def test_a_target_is_held_against_what_the_plan_names(indicator, share):
    assert target_share(load(), indicator, date(2018, 6, 30)) == share


def test_the_goals_are_the_years_of_the_plan():
    assert [(g.due_on.year, g.share) for g in goals(load())] == [
        (2017, Decimal("0.70")), (2018, Decimal("0.80")), (2019, Decimal("0.90")), (2020, Decimal("1.00")),
    ]  # fmt: skip
