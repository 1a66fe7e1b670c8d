"""Each day from 2016-01-01 to 2026-09-30: every rule answers, or refuses with a reason; no zero is silent.

The tables are written here once more, in a form of their own, and hold the book to them day by day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from baophu.kernel.errors import Refused
from baophu.kernel.time import Month
from baophu.law.book import Reading, UnknownParameter, load
from baophu.law.contribution import NotLiableYet, Terms, Who, contribution
from baophu.law.deadlines import Calendar, deadline, kinds
from baophu.law.due import due_day
from baophu.law.interest import DebtFund, interest
from baophu.law.obligation import Kind, obligation
from baophu.law.support import Group, support
from baophu.law.work import Fund

FIRST, LAST = date(2016, 1, 1), date(2026, 9, 30)
YEARS = range(FIRST.year, LAST.year + 1)
WAGE, DEBT = 10_000_000, 100_000_000  # a wage between every floor and every cap

# (from, employer ‰: sickness+maternity, accident, pension, unemployment, health, then both totals)
EMPLOYER = [
    (date(2016, 1, 1), (30, 10, 140, 10, 30), 220, 105),
    (date(2017, 6, 1), (30, 5, 140, 10, 30), 215, 105),
    (date(2021, 7, 1), (30, 0, 140, 10, 30), 210, 105),
    (date(2021, 10, 1), (30, 0, 140, 0, 30), 200, 105),
    (date(2022, 7, 1), (30, 5, 140, 0, 30), 205, 105),
    (date(2022, 10, 1), (30, 5, 140, 10, 30), 215, 105),
]
EMPLOYEE = (0, 0, 80, 10, 15)
ORDER = (
    Fund.SICKNESS_MATERNITY,
    Fund.OCCUPATIONAL_ACCIDENT,
    Fund.RETIREMENT_DEATH,
    Fund.UNEMPLOYMENT,
    Fund.HEALTH,
)
# ‰ of employer and worker together, by group, from the first day on which the group is liable
OTHERS = {
    Who.FOREIGNER: [
        (date(2018, 12, 1), 65, 15),
        (date(2021, 7, 1), 60, 15),
        (date(2022, 1, 1), 200, 95),
        (date(2022, 7, 1), 205, 95),
    ],
    Who.HOUSEHOLD_OWNER: [(date(2025, 7, 1), 0, 250)],
    Who.COMMUNE_PART_TIMER: [(date(2025, 7, 1), 170, 80)],
}
GRANT = [
    (date(2013, 7, 1), 1_150_000), (date(2016, 5, 1), 1_210_000), (date(2017, 7, 1), 1_300_000),
    (date(2018, 7, 1), 1_390_000), (date(2019, 7, 1), 1_490_000), (date(2023, 7, 1), 1_800_000),
    (date(2024, 7, 1), 2_340_000),
]  # fmt: skip
# đồng of interest a month on 100 million, by year; the years left out are not known
MONTHLY = {
    DebtFund.BHXH: {2016: 1_065_000, 2017: 1_317_000, 2019: 1_066_600, 2020: 966_600, 2021: 836_600, 2022: 731_600,
                    2023: 698_400},
    DebtFund.BHYT: {2016: 1_083_000, 2017: 967_000, 2019: 866_600, 2020: 976_600, 2021: 513_400, 2022: 543_400,
                    2023: 1_601_600},
}  # fmt: skip
DAILY_FROM, DAILY = date(2025, 7, 1), 30_000
SUPPORT = [
    (date(2016, 1, 1), (0, 0, 0, 0)),
    (date(2018, 1, 1), (46_200, 38_500, 15_400, 15_400)),
    (date(2022, 1, 1), (99_000, 82_500, 33_000, 33_000)),
    (date(2025, 7, 1), (165_000, 132_000, 99_000, 66_000)),
]
GROUPS = (Group.POOR, Group.NEAR_POOR, Group.ETHNIC_MINORITY, Group.OTHER)
# from which day a kind of work is liable on a contract of two months, or without any; "" where it never is
LIABLE_FROM = {
    Kind.EMPLOYEE: date(2018, 1, 1), Kind.HOUSEHOLD_WORKER: date(2018, 1, 1), Kind.PART_TIME: date(2018, 1, 1),
    Kind.HOUSEHOLD_OWNER: date(2025, 7, 1), Kind.MANAGER_UNPAID: date(2025, 7, 1),
    Kind.COMMUNE_PART_TIMER: date(2016, 1, 1), Kind.VILLAGE_PART_TIMER: date(2025, 7, 1),
    Kind.FOREIGNER: None, Kind.PENSIONER: None, Kind.PROBATION: None,
}  # fmt: skip


def days_of(year: int) -> Iterator[date]:
    """Each day of a year, as far as the plan reaches."""
    on = date(year, 1, 1)
    while on.year == year and on <= LAST:
        yield on
        on += timedelta(days=1)


def holding(table: Sequence[tuple[Any, ...]], on: date) -> tuple[Any, ...] | None:
    """The row of a table that holds on a day."""
    at = bisect_right([row[0] for row in table], on)
    return table[at - 1] if at else None


def test_the_days_are_3926() -> None:
    assert sum(1 for year in YEARS for _ in days_of(year)) == (LAST - FIRST).days + 1 == 3926


@pytest.mark.parametrize("year", YEARS)
def test_contributions_of_a_worker_equal_the_table(year: int) -> None:
    for on in days_of(year):
        ruling = contribution(wage_vnd=WAGE, on=on, book=load())
        row = holding(EMPLOYER, on)
        assert row is not None
        _, employer, both, theirs = row
        sides = [
            (ruling.value.funds[fund].employer_vnd, ruling.value.funds[fund].employee_vnd) for fund in ORDER
        ]
        assert sides == [(a * 10_000, b * 10_000) for a, b in zip(employer, EMPLOYEE, strict=True)], on
        assert (ruling.value.employer_vnd, ruling.value.employee_vnd) == (both * 10_000, theirs * 10_000), on
        assert ruling.value.union_fee_vnd == 200_000
        assert ruling.because.count("mức 0%") == sum(1 for a, b in sides if a + b == 0)
        assert ruling.articles


@pytest.mark.parametrize("year", YEARS)
def test_the_state_budget_keeps_its_rates_through_the_measures_of_2021(year: int) -> None:
    for on in days_of(year):
        month = contribution(wage_vnd=WAGE, on=on, book=load(), terms=Terms(state_budget=True)).value
        expected = 2_200_000 if on < date(2017, 6, 1) else 2_150_000
        assert (month.employer_vnd, month.employee_vnd) == (expected, 1_050_000), on


@pytest.mark.parametrize("year", YEARS)
def test_other_groups_owe_by_the_table_or_are_told_from_when(year: int) -> None:
    for on in days_of(year):
        for who, table in OTHERS.items():
            row = holding(table, on)
            if who is Who.COMMUNE_PART_TIMER and on < table[0][0]:
                _check_commune_part_timer(on)
                continue
            if row is None:
                with pytest.raises(NotLiableYet, match=f"{table[0][0]:%d/%m/%Y}"):
                    contribution(wage_vnd=WAGE, on=on, book=load(), who=who)
                continue
            month = contribution(wage_vnd=WAGE, on=on, book=load(), who=who).value
            assert (month.employer_vnd, month.employee_vnd) == (row[1] * 10_000, row[2] * 10_000), (who, on)


def _check_commune_part_timer(on: date) -> None:
    """Until 2025-06-30 the base was the base salary: 14% and 8% of it."""
    row = holding(GRANT, on)
    assert row is not None
    month = contribution(wage_vnd=WAGE, on=on, book=load(), who=Who.COMMUNE_PART_TIMER).value
    assert (month.employer_vnd, month.employee_vnd) == (row[1] * 14 // 100, row[1] * 8 // 100), on


@pytest.mark.parametrize("year", YEARS)
def test_who_must_take_part_turns_on_its_day_and_always_says_why(year: int) -> None:
    for on in days_of(year):
        for kind, first in LIABLE_FROM.items():
            pay = 3_000_000 if kind is Kind.PART_TIME else None  # above every floor
            answer = obligation(kind=kind, contract_months=2, on=on, book=load(), monthly_pay_vnd=pay)
            assert answer.value is (first is not None and on >= first), (kind, on)
            assert answer.articles and answer.because.count("(") == answer.because.count(")") > 0


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("fund", list(DebtFund))
def test_interest_of_a_debt_due_two_months_before_equals_the_table_or_is_refused(
    fund: DebtFund, year: int
) -> None:
    """By the month it has been charged once, on the first day of this month; by the day for each day since due."""
    for on in days_of(year):
        due = Month.of(on).plus(-2).last
        told: dict[str, Any] = {"fund": fund, "owed_vnd": DEBT, "due": due, "on": on, "book": load()}
        if on >= DAILY_FROM:
            assert interest(**told).value == (on - max(due, DAILY_FROM - timedelta(1))).days * DAILY, on
        elif on.year in MONTHLY[fund]:
            ruling = interest(**told)
            assert ruling.value == MONTHLY[fund][on.year], on
            assert ruling.articles and "lãi" in ruling.because.lower()
        else:
            with pytest.raises(UnknownParameter, match=f"{on.year} của BHXH Việt Nam"):
                interest(**told)


@pytest.mark.parametrize("year", YEARS)
def test_no_interest_of_nothing_is_silent(year: int) -> None:
    for on in days_of(year):
        ruling = interest(fund=DebtFund.BHXH, owed_vnd=DEBT, due=on, on=on, book=load())
        assert ruling.value == 0 and "chưa có lãi" in ruling.because


@pytest.mark.parametrize("year", YEARS)
def test_the_due_day_of_each_month_is_its_own_or_the_next_ones_last(year: int) -> None:
    for on in days_of(year):
        month = Month.of(on)
        expected = month.last if on < DAILY_FROM else month.next.last
        assert due_day(month=month, book=load()).value == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_state_s_support_of_a_month_equals_the_table(year: int) -> None:
    for on in days_of(year):
        row = holding(SUPPORT, on)
        assert row is not None
        for group, amount in zip(GROUPS, row[1], strict=True):
            ruling = support(group=group, months=1, on=on, book=load())
            assert ruling.value == amount, (group, on)
            assert ruling.articles and (amount or "chưa hỗ trợ" in ruling.because)


@pytest.mark.parametrize("year", YEARS)
def test_a_deadline_that_begins_on_any_day_ends_on_a_later_working_day_or_is_refused(year: int) -> None:
    names = sorted(kinds(load()))
    for number, on in enumerate(days_of(year)):
        for kind in ("complaint_first", "pension", names[number % len(names)]):
            try:
                ruling = deadline(kind=kind, received=on, book=load())
            except UnknownParameter as refusal:
                assert refusal.values["key"] in (f"deadlines.{kind}", "calendar.days_off"), (kind, on)
                assert str(refusal).count("baophu law enter") == 1
                continue
            assert on < ruling.value <= on + timedelta(days=200), (kind, on)
            assert Calendar(Reading(load(), on)).is_working(ruling.value)
            assert ruling.articles


def test_every_refusal_of_law_is_one_of_the_family_that_a_face_can_show() -> None:
    assert issubclass(UnknownParameter, Refused) and issubclass(NotLiableYet, Refused)
