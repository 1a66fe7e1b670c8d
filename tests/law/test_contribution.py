"""A month's contributions: the last and the first day of each rate, the floor, the caps, one đồng beside them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.law.bases import Hazard, Pay, Region, cap_social, cap_unemployment, floor, region_of
from baophu.law.book import UnknownParameter, load
from baophu.law.contribution import (
    BadAmount,
    Contribution,
    NotLiableYet,
    Sides,
    Terms,
    Who,
    contribution,
)
from baophu.law.work import Fund

TEN = 10_000_000
HUNDRED = 100_000_000
STATE = Terms(state_budget=True)


def owed(wage_vnd: int, on: date, **told: object) -> Contribution:
    return contribution(wage_vnd=wage_vnd, on=on, book=load(), **told).value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "accident", "unemployment", "employer", "employee"),
    [
        (date(2016, 1, 1), 100_000, 100_000, 2_200_000, 1_050_000),
        (date(2017, 5, 31), 100_000, 100_000, 2_200_000, 1_050_000),
        (date(2017, 6, 1), 50_000, 100_000, 2_150_000, 1_050_000),
        (date(2021, 6, 30), 50_000, 100_000, 2_150_000, 1_050_000),
        (date(2021, 7, 1), 0, 100_000, 2_100_000, 1_050_000),
        (date(2021, 9, 30), 0, 100_000, 2_100_000, 1_050_000),
        (date(2021, 10, 1), 0, 0, 2_000_000, 1_050_000),
        (date(2022, 6, 30), 0, 0, 2_000_000, 1_050_000),
        (date(2022, 7, 1), 50_000, 0, 2_050_000, 1_050_000),
        (date(2022, 9, 30), 50_000, 0, 2_050_000, 1_050_000),
        (date(2022, 10, 1), 50_000, 100_000, 2_150_000, 1_050_000),
        (date(2026, 9, 30), 50_000, 100_000, 2_150_000, 1_050_000),
    ],
)
def test_each_rate_changes_on_its_own_day(
    on: date, accident: int, unemployment: int, employer: int, employee: int
) -> None:
    month = owed(TEN, on)
    assert month.funds[Fund.OCCUPATIONAL_ACCIDENT] == Sides(accident, 0)
    assert month.funds[Fund.UNEMPLOYMENT] == Sides(unemployment, 100_000)
    assert month.funds[Fund.RETIREMENT_DEATH] == Sides(1_400_000, 800_000)
    assert (month.employer_vnd, month.employee_vnd, month.union_fee_vnd) == (employer, employee, 200_000)


@pytest.mark.parametrize("on", [date(2021, 7, 1), date(2021, 10, 1), date(2022, 6, 30)])
def test_who_is_paid_from_the_budget_has_no_part_in_the_measures_of_2021(on: date) -> None:
    month = owed(TEN, on, terms=STATE)
    assert month.funds[Fund.OCCUPATIONAL_ACCIDENT] == Sides(50_000, 0)
    assert month.funds[Fund.UNEMPLOYMENT] == Sides(100_000, 100_000)


def test_a_rate_of_nothing_is_said_aloud_with_its_article() -> None:
    ruling = contribution(wage_vnd=TEN, on=date(2021, 7, 1), book=load())
    assert "Quỹ tai nạn lao động, bệnh nghề nghiệp đang áp dụng mức 0%" in ruling.because
    assert any("68/NQ-CP" in article for article in ruling.articles)


def test_an_approved_employer_pays_less_to_the_accident_fund_but_not_more_than_nothing() -> None:
    reduced = Terms(reduced_accident=True)
    assert owed(TEN, date(2020, 7, 15), terms=reduced).funds[Fund.OCCUPATIONAL_ACCIDENT] == Sides(30_000, 0)
    assert owed(TEN, date(2021, 7, 1), terms=reduced).funds[Fund.OCCUPATIONAL_ACCIDENT] == Sides(0, 0)
    with pytest.raises(UnknownParameter):
        owed(TEN, date(2020, 7, 14), terms=reduced)


def test_a_suspended_pension_fund_is_left_out_and_the_sentence_says_so() -> None:
    ruling = contribution(wage_vnd=TEN, on=date(2021, 9, 1), book=load(), terms=Terms(pension_suspended=True))
    assert Fund.RETIREMENT_DEATH not in ruling.value.funds
    assert (ruling.value.employer_vnd, ruling.value.employee_vnd) == (700_000, 250_000)
    assert "tạm dừng" in ruling.because


@pytest.mark.parametrize(
    ("on", "region", "cap", "cap_of_unemployment"),
    [
        (date(2016, 4, 30), Region.IV, 23_000_000, 48_000_000),
        (date(2016, 5, 1), Region.IV, 24_200_000, 48_000_000),
        (date(2022, 6, 30), Region.III, 29_800_000, 68_600_000),
        (date(2022, 7, 1), Region.III, 29_800_000, 72_800_000),
        (date(2025, 6, 30), Region.IV, 46_800_000, 69_000_000),
        (date(2026, 7, 1), Region.IV, 50_600_000, 74_000_000),
    ],
)
def test_a_wage_at_the_cap_and_one_dong_above_owe_the_same(
    on: date, region: Region, cap: int, cap_of_unemployment: int
) -> None:
    assert cap_social(on=on, book=load()).value == cap
    assert cap_unemployment(region, on=on, book=load()).value == cap_of_unemployment
    for wage_vnd in (cap, cap + 1):
        assert owed(wage_vnd, on, region=region).social_base_vnd == cap
    for wage_vnd in (cap_of_unemployment, cap_of_unemployment + 1):
        assert owed(wage_vnd, on, region=region).unemployment_base_vnd == cap_of_unemployment
    assert owed(cap - 1, on, region=region).social_base_vnd == cap - 1


def test_pay_on_the_state_s_scale_has_the_cap_of_the_base_salary_in_both_insurances() -> None:
    month = owed(HUNDRED, date(2018, 6, 30), terms=STATE)
    assert (month.social_base_vnd, month.unemployment_base_vnd) == (26_000_000, 26_000_000)


@pytest.mark.parametrize(
    ("pay", "on", "lowest"),
    [
        (Pay(0, Region.IV), date(2018, 1, 1), 2_760_000),
        (Pay(0, Region.III, trained=True), date(2018, 1, 1), 3_306_300),
        (Pay(0, Region.I, trained=True, hazard=Hazard.HEAVY), date(2020, 1, 1), 4_965_870),
        (Pay(0, Region.I, hazard=Hazard.EXTRA), date(2020, 1, 1), 4_729_400),
        (Pay(0, Region.III, trained=True), date(2022, 6, 30), 3_670_100),
        (Pay(0, Region.III, trained=True), date(2022, 7, 1), 3_640_000),
        (Pay(0, Region.III, trained=True, hazard=Hazard.HEAVY), date(2025, 7, 1), 2_340_000),
        (Pay(0, Region.III), date(2026, 7, 1), 2_530_000),
        (Pay(0, Region.III, state_budget=True), date(2018, 1, 1), 0),
    ],
)
def test_the_floor_follows_region_training_and_harm(pay: Pay, on: date, lowest: int) -> None:
    assert floor(pay, on=on, book=load()).value == lowest


def test_a_wage_below_the_floor_is_raised_and_the_sentence_says_so() -> None:
    ruling = contribution(wage_vnd=2_759_999, on=date(2018, 1, 1), book=load())
    assert ruling.value.social_base_vnd == 2_760_000
    assert "thấp hơn mức thấp nhất" in ruling.because
    assert "thấp hơn" not in contribution(wage_vnd=2_760_000, on=date(2018, 1, 1), book=load()).because


def test_what_harm_adds_after_2020_is_in_conflict_and_refused() -> None:
    with pytest.raises(UnknownParameter, match="hazard"):
        owed(TEN, date(2021, 1, 1), hazard=Hazard.HEAVY)


@pytest.mark.parametrize(
    ("codes", "on", "region"),
    [
        (["18073", "436"], date(2018, 6, 30), Region.III),
        (["18756", "449"], date(2018, 6, 30), Region.III),
        (["18115", "437"], date(2018, 6, 30), Region.IV),
        (["18073", "42"], date(2025, 7, 1), Region.III),
        (["18685", "42"], date(2026, 1, 1), Region.III),
        (["18115", "42"], date(2026, 1, 1), Region.IV),
    ],
)
def test_a_place_lies_in_region_iii_by_its_own_code_or_its_district_s(
    codes: list[str], on: date, region: Region
) -> None:
    assert region_of(codes, on=on, book=load()).value is region


@pytest.mark.parametrize(
    ("on", "employer", "employee"),
    [
        (date(2018, 12, 1), 650_000, 150_000),
        (date(2021, 6, 30), 650_000, 150_000),
        (date(2021, 12, 31), 600_000, 150_000),  # the accident fund at nothing: Decision 23/2021
        (date(2022, 1, 1), 2_000_000, 950_000),
        (date(2022, 7, 1), 2_050_000, 950_000),
        (date(2026, 8, 1), 2_050_000, 950_000),
    ],
)
def test_a_foreigner_owes_the_pension_fund_from_2022_and_never_unemployment(
    on: date, employer: int, employee: int
) -> None:
    month = owed(TEN, on, who=Who.FOREIGNER)
    assert (month.employer_vnd, month.employee_vnd) == (employer, employee)
    assert Fund.UNEMPLOYMENT not in month.funds


@pytest.mark.parametrize(
    ("who", "on"),
    [
        (Who.FOREIGNER, date(2018, 11, 30)),
        (Who.HOUSEHOLD_OWNER, date(2025, 6, 30)),
        (Who.COMMUNE_PART_TIMER, date(2015, 12, 31)),
    ],
)
def test_a_group_that_is_not_liable_yet_is_refused_and_told_the_first_day(who: Who, on: date) -> None:
    first = on + timedelta(days=1)
    with pytest.raises(NotLiableYet, match=f"{first:%d/%m/%Y}"):
        owed(TEN, on, who=who)
    owed(TEN, first, who=who)


def test_a_household_owner_pays_alone_between_one_and_twenty_reference_levels() -> None:
    for wage_vnd, employee in ((0, 632_500), (2_530_000, 632_500), (60_000_000, 12_650_000)):
        month = owed(wage_vnd, date(2026, 7, 1), who=Who.HOUSEHOLD_OWNER)
        assert (month.employer_vnd, month.employee_vnd, month.union_fee_vnd) == (0, employee, 0)


def test_a_commune_part_timer_s_base_was_the_base_salary_whatever_the_pay() -> None:
    last = owed(9_999_999, date(2025, 6, 30), who=Who.COMMUNE_PART_TIMER)
    assert last.funds == {Fund.RETIREMENT_DEATH: Sides(327_600, 187_200)}
    first = owed(TEN, date(2025, 7, 1), who=Who.COMMUNE_PART_TIMER)
    assert first.funds == {
        Fund.SICKNESS_MATERNITY: Sides(300_000, 0),
        Fund.RETIREMENT_DEATH: Sides(1_400_000, 800_000),
    }


def test_a_wage_below_nothing_is_refused() -> None:
    with pytest.raises(BadAmount, match="-1 đ"):
        owed(-1, date(2018, 1, 1))


@pytest.mark.parametrize("who", list(Who))
def test_every_day_of_the_plan_is_answered_or_refused_with_a_reason_and_no_zero_is_silent(who: Who) -> None:
    day, last = date(2016, 1, 1), date(2026, 9, 30)
    answered: list[date] = []
    while day <= last:
        try:
            ruling = contribution(wage_vnd=TEN, on=day, book=load(), who=who)
        except NotLiableYet as refusal:
            assert f"{day:%d/%m/%Y}" in str(refusal)
        else:
            assert ruling.value.employee_vnd > 0 and ruling.articles
            for sides in ruling.value.funds.values():
                assert sum((sides.employer_vnd, sides.employee_vnd)) > 0 or "mức 0%" in ruling.because
            answered.append(day)
        day += timedelta(days=1)
    assert answered[-1] == last
    assert all(after - before == timedelta(days=1) for before, after in pairwise(answered))


@given(st.integers(0, 200_000_000), st.dates(date(2016, 1, 1), date(2026, 9, 30)), st.sampled_from(Region))
def test_more_pay_never_owes_less_and_a_total_is_the_sum_of_its_parts(
    wage_vnd: int, on: date, region: Region
) -> None:
    less, more = (owed(wage, on, region=region) for wage in (wage_vnd, wage_vnd + 1000))
    assert less.employer_vnd <= more.employer_vnd
    assert less.employee_vnd <= more.employee_vnd
    assert less.employer_vnd == sum(sides.employer_vnd for sides in less.funds.values())
