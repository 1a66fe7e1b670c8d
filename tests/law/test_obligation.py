"""Who must take part: the last day without and the first day with each rule, by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.law.book import UnknownParameter, load
from baophu.law.obligation import Answer, BadContractLength, Fund, Kind, obligation

LAST_OF_2017 = date(2017, 12, 31)
FIRST_OF_2018 = date(2018, 1, 1)
LAST_OF_LAW_58 = date(2025, 6, 30)
FIRST_OF_LAW_41 = date(2025, 7, 1)
SOCIAL = {"sickness_maternity", "occupational_accident", "retirement_death"}


def ask(kind: Kind, months: int | None, on: date, **told: object) -> Answer:
    return obligation(kind=kind, contract_months=months, on=on, book=load(), **told)  # type: ignore[arg-type]


def owed(answer: Answer) -> set[str]:
    return {fund for fund, is_owed in answer.funds.items() if is_owed}


@pytest.mark.parametrize("kind", [Kind.EMPLOYEE, Kind.HOUSEHOLD_WORKER, Kind.PART_TIME])
@pytest.mark.parametrize(
    ("months", "on", "liable"),
    [
        (2, LAST_OF_2017, False),
        (3, LAST_OF_2017, True),
        (None, LAST_OF_2017, True),
        (0, FIRST_OF_2018, False),
        (1, FIRST_OF_2018, True),
        (2, FIRST_OF_2018, True),
        (3, FIRST_OF_2018, True),
        (None, FIRST_OF_2018, True),
        (0, LAST_OF_LAW_58, False),
        (1, LAST_OF_LAW_58, True),
        (0, FIRST_OF_LAW_41, False),
        (1, FIRST_OF_LAW_41, True),
    ],
)
def test_a_contract_binds_from_three_months_and_since_2018_from_one(
    kind: Kind, months: int | None, on: date, liable: bool
) -> None:
    answer = ask(kind, months, on)
    assert answer.value is liable
    assert (owed(answer) >= SOCIAL) is liable


def test_the_sentence_names_the_length_the_day_and_the_article() -> None:
    refused = ask(Kind.EMPLOYEE, 2, LAST_OF_2017)
    assert "2 tháng" in refused.because
    assert "3 tháng" in refused.because
    assert "31/12/2017" in refused.because
    assert any("58/2014/QH13" in article for article in refused.articles)
    assert "khoản 1 Điều 124" in ask(Kind.EMPLOYEE, 1, FIRST_OF_2018).because


@pytest.mark.parametrize(
    ("months", "on", "funds"),
    [
        (3, LAST_OF_2017, SOCIAL | {"unemployment", "health"}),
        (2, FIRST_OF_2018, SOCIAL),
        (3, FIRST_OF_2018, SOCIAL | {"unemployment", "health"}),
        (2, LAST_OF_LAW_58, SOCIAL),
        (2, FIRST_OF_LAW_41, SOCIAL | {"health"}),
        (2, date(2025, 12, 31), SOCIAL | {"health"}),
        (2, date(2026, 1, 1), SOCIAL | {"health", "unemployment"}),
        (0, date(2026, 1, 1), set()),
    ],
)
def test_unemployment_and_health_insurance_have_contract_lengths_of_their_own(
    months: int, on: date, funds: set[str]
) -> None:
    assert owed(ask(Kind.EMPLOYEE, months, on)) == funds


def test_a_fund_whose_rule_is_not_known_for_the_day_is_left_out() -> None:
    answer = ask(Kind.EMPLOYEE, 12, date(2008, 12, 31))
    assert answer.value
    assert "unemployment" not in answer.funds
    assert answer.funds["retirement_death"]


@pytest.mark.parametrize(
    ("headcount", "owed_then", "owed_now"), [(None, None, True), (9, False, True), (10, True, True)]
)
def test_until_2014_unemployment_insurance_needed_ten_workers(
    headcount: int | None, owed_then: bool | None, owed_now: bool
) -> None:
    told = {"employer_headcount": headcount}
    assert ask(Kind.EMPLOYEE, 12, date(2014, 12, 31), **told).funds.get("unemployment") is owed_then
    assert ask(Kind.EMPLOYEE, 12, date(2015, 1, 1), **told).funds["unemployment"] is owed_now


def test_before_the_first_law_in_the_book_an_answer_is_refused() -> None:
    with pytest.raises(UnknownParameter, match="31/12/2006"):
        ask(Kind.EMPLOYEE, 12, date(2006, 12, 31))


def test_a_contract_of_fewer_than_no_months_is_refused() -> None:
    with pytest.raises(BadContractLength, match="-1"):
        ask(Kind.EMPLOYEE, -1, FIRST_OF_2018)


@pytest.mark.parametrize(
    ("on", "pay_vnd", "liable"),
    [
        (LAST_OF_LAW_58, 1_000_000, True),
        (FIRST_OF_LAW_41, 2_339_999, False),
        (FIRST_OF_LAW_41, 2_340_000, True),
        (date(2026, 6, 30), 2_340_000, True),
        (date(2026, 7, 1), 2_529_999, False),
        (date(2026, 7, 1), 2_530_000, True),
        (FIRST_OF_LAW_41, None, True),
    ],
)
def test_a_part_timer_is_liable_from_the_reference_level_on(
    on: date, pay_vnd: int | None, liable: bool
) -> None:
    answer = ask(Kind.PART_TIME, 12, on, monthly_pay_vnd=pay_vnd)
    assert answer.value is liable
    assert bool(owed(answer)) is liable


def test_a_part_timer_whose_pay_is_not_told_is_told_the_condition() -> None:
    assert "từ 2.340.000 đ trở lên" in ask(Kind.PART_TIME, 12, FIRST_OF_LAW_41).because


@pytest.mark.parametrize(
    ("on", "months", "liable", "funds"),
    [
        (date(2018, 11, 30), 12, False, {"health"}),
        (date(2018, 12, 1), 12, True, {"sickness_maternity", "occupational_accident", "health"}),
        (date(2018, 12, 1), 11, False, {"health"}),
        (date(2018, 12, 1), None, True, {"sickness_maternity", "occupational_accident", "health"}),
        (date(2018, 12, 1), 2, False, set()),
        (date(2021, 12, 31), 12, True, {"sickness_maternity", "occupational_accident", "health"}),
        (date(2022, 1, 1), 12, True, SOCIAL | {"health"}),
        (FIRST_OF_LAW_41, 12, True, SOCIAL | {"health"}),
        (FIRST_OF_LAW_41, 11, False, {"health"}),
    ],
)
def test_a_foreigner_is_liable_from_december_2018_with_a_contract_of_a_year(
    on: date, months: int | None, liable: bool, funds: set[str]
) -> None:
    answer = ask(Kind.FOREIGNER, months, on)
    assert answer.value is liable
    assert owed(answer) == funds


def test_a_foreigner_without_permit_is_excluded_until_law_41() -> None:
    assert not ask(Kind.FOREIGNER, 12, LAST_OF_LAW_58, has_permit=False).value
    assert ask(Kind.FOREIGNER, 12, FIRST_OF_LAW_41, has_permit=False).value


@pytest.mark.parametrize("told", [{"moved_within_company": True}, {"past_retirement_age": True}])
def test_a_foreigner_moved_within_the_company_or_of_retirement_age_is_excluded(told: dict[str, bool]) -> None:
    for on in (date(2018, 12, 1), FIRST_OF_LAW_41):
        assert not ask(Kind.FOREIGNER, 12, on, **told).value


@pytest.mark.parametrize(
    ("on", "declares_tax", "liable"),
    [
        (LAST_OF_LAW_58, True, False),
        (FIRST_OF_LAW_41, True, True),
        (FIRST_OF_LAW_41, False, False),
        (date(2029, 6, 30), False, False),
        (date(2029, 7, 1), False, True),
        (date(2029, 7, 1), True, True),
    ],
)
def test_a_household_owner_is_liable_by_the_way_of_paying_tax(
    on: date, declares_tax: bool, liable: bool
) -> None:
    answer = ask(Kind.HOUSEHOLD_OWNER, None, on, declares_tax=declares_tax)
    assert answer.value is liable
    assert owed(answer) == ({"sickness_maternity", "retirement_death", "health"} if liable else set())


@pytest.mark.parametrize("kind", [Kind.HOUSEHOLD_OWNER, Kind.MANAGER_UNPAID])
def test_an_owner_or_unpaid_manager_of_retirement_age_is_excluded(kind: Kind) -> None:
    assert not ask(kind, None, FIRST_OF_LAW_41, past_retirement_age=True).value


def test_a_manager_without_pay_is_liable_from_law_41_on() -> None:
    assert not ask(Kind.MANAGER_UNPAID, None, LAST_OF_LAW_58).value
    answer = ask(Kind.MANAGER_UNPAID, None, FIRST_OF_LAW_41)
    assert answer.value
    assert owed(answer) == {"sickness_maternity", "retirement_death", "health"}


def test_commune_part_timers_are_liable_from_2016_and_those_of_villages_from_law_41() -> None:
    assert not ask(Kind.COMMUNE_PART_TIMER, None, date(2015, 12, 31)).value
    assert owed(ask(Kind.COMMUNE_PART_TIMER, None, date(2016, 1, 1))) == {"retirement_death", "health"}
    assert not ask(Kind.VILLAGE_PART_TIMER, None, LAST_OF_LAW_58).value
    for kind in (Kind.COMMUNE_PART_TIMER, Kind.VILLAGE_PART_TIMER):
        assert owed(ask(kind, None, FIRST_OF_LAW_41)) == {"sickness_maternity", "retirement_death", "health"}


@pytest.mark.parametrize("on", [LAST_OF_2017, FIRST_OF_2018, FIRST_OF_LAW_41])
def test_pensioners_and_people_on_probation_are_not_liable(on: date) -> None:
    for answer in (
        ask(Kind.PENSIONER, None, on),
        ask(Kind.PROBATION, 2, on),
        ask(Kind.EMPLOYEE, None, on, pension_paid=True),
    ):
        assert not answer.value
        assert not owed(answer)


@given(
    st.sampled_from(Kind),
    st.none() | st.integers(0, 60),
    st.dates(min_value=date(2016, 1, 1), max_value=date(2030, 12, 31)),
)
def test_every_answer_has_a_sentence_an_article_and_every_fund(
    kind: Kind, months: int | None, on: date
) -> None:
    answer = ask(kind, months, on)
    assert answer.articles
    assert all(article in answer.because for article in answer.articles)
    assert "None" not in answer.because
    assert set(answer.funds) == set(Fund)
    assert answer.value == (answer.funds["sickness_maternity"] or answer.funds["retirement_death"])


@given(st.integers(0, 59), st.dates(min_value=date(2016, 1, 1), max_value=date(2030, 12, 31)))
def test_a_longer_contract_never_frees(months: int, on: date) -> None:
    for kind in (Kind.EMPLOYEE, Kind.PART_TIME, Kind.FOREIGNER):
        shorter, longer = ask(kind, months, on), ask(kind, months + 1, on)
        assert owed(shorter) <= owed(longer)
