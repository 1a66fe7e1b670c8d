"""Interest on late payment: the first charge, the year's rate, the change of regime, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from baophu.kernel.time import Month
from baophu.law.book import UnknownParameter, load
from baophu.law.due import due_day
from baophu.law.interest import BadDebt, DebtFund, Payment, evasion_interest, interest, monthly_rate_from_year

DEBT = 100_000_000


def run_up(due: date, on: date, fund: DebtFund = DebtFund.BHXH, owed_vnd: int = DEBT) -> int:
    return interest(fund=fund, owed_vnd=owed_vnd, due=due, on=on, book=load()).value


@pytest.mark.parametrize(
    ("month", "cycle", "last"),
    [
        (Month(2020, 2), 1, date(2020, 2, 29)),
        (Month(2025, 6), 1, date(2025, 6, 30)),
        (Month(2025, 7), 1, date(2025, 8, 31)),
        (Month(2025, 12), 1, date(2026, 1, 31)),
        (Month(2025, 6), 3, date(2025, 6, 30)),
        (Month(2025, 9), 3, date(2025, 10, 31)),
    ],
)
def test_the_due_day_moves_to_the_next_month_with_law_41(month: Month, cycle: int, last: date) -> None:
    assert due_day(month=month, cycle_months=cycle, book=load()).value == last


@pytest.mark.parametrize(
    ("on", "charged"),
    [
        (date(2021, 1, 31), 0),
        (date(2021, 2, 1), 0),
        (date(2021, 2, 28), 0),
        (date(2021, 3, 1), 836_600),
        (date(2021, 3, 31), 836_600),
        (date(2021, 4, 1), 1_673_200),
    ],
)
def test_a_month_s_debt_is_first_charged_on_day_1_of_the_second_month_after(on: date, charged: int) -> None:
    assert run_up(date(2021, 1, 31), on) == charged


def test_health_insurance_has_a_rate_of_its_own() -> None:
    assert run_up(date(2023, 1, 31), date(2023, 3, 1)) == 698_400
    assert run_up(date(2023, 1, 31), date(2023, 3, 1), DebtFund.BHYT) == 1_601_600


def test_each_charge_bears_the_rate_of_its_own_year() -> None:
    assert run_up(date(2022, 9, 30), date(2023, 2, 1)) == 2 * 731_600 + 2 * 698_400


@pytest.mark.parametrize(
    ("due", "on"),
    [
        (date(2017, 11, 30), date(2018, 1, 1)),
        (date(2017, 1, 31), date(2019, 1, 1)),
        (date(2023, 11, 30), date(2024, 1, 1)),
        (date(2025, 4, 30), date(2025, 6, 1)),
        (date(2025, 4, 30), date(2025, 8, 1)),
        (date(2015, 10, 31), date(2015, 12, 1)),
    ],
)
def test_a_charge_in_a_year_without_a_known_rate_is_refused(due: date, on: date) -> None:
    with pytest.raises(UnknownParameter):
        run_up(due, on)


def test_the_day_before_the_first_charge_of_an_unknown_year_is_still_answered() -> None:
    assert run_up(date(2017, 11, 30), date(2017, 12, 31)) == 0
    assert run_up(date(2017, 10, 31), date(2017, 12, 31)) == 1_317_000


@pytest.mark.parametrize(
    ("due", "on", "days"),
    [
        (date(2025, 8, 31), date(2025, 8, 31), 0),
        (date(2025, 8, 31), date(2025, 9, 1), 1),
        (date(2025, 10, 31), date(2026, 1, 31), 92),
        (date(2025, 6, 30), date(2025, 6, 30), 0),
        (date(2025, 6, 30), date(2025, 7, 1), 1),
        (date(2025, 5, 31), date(2025, 7, 1), 1),
    ],
)
def test_since_law_41_every_day_after_the_due_day_counts(due: date, on: date, days: int) -> None:
    for fund in DebtFund:
        assert run_up(due, on, fund) == days * 30_000


def test_a_debt_that_changes_regime_says_how_and_that_it_is_not_verified() -> None:
    handed_over = interest(
        fund=DebtFund.BHXH, owed_vnd=DEBT, due=date(2025, 5, 31), on=date(2025, 7, 31), book=load()
    )
    assert "chuyển tiếp chưa được đối chiếu" in handed_over.because
    new = interest(
        fund=DebtFund.BHXH, owed_vnd=DEBT, due=date(2025, 6, 30), on=date(2025, 7, 31), book=load()
    )
    assert "chuyển tiếp" not in new.because


def test_a_payment_ends_interest_on_its_part_after_its_own_day() -> None:
    payments = [Payment(date(2025, 11, 10), 40_000_000), Payment(date(2025, 11, 30), 60_000_000)]
    for last in (date(2025, 11, 30), date(2026, 3, 1)):
        ruling = interest(
            fund=DebtFund.BHXH, owed_vnd=DEBT, due=date(2025, 10, 31), on=last, book=load(), payments=payments
        )
        assert ruling.value == 660_000


def test_in_the_monthly_regime_a_payment_before_day_1_is_not_charged() -> None:
    told = {"fund": DebtFund.BHXH, "owed_vnd": DEBT, "due": date(2021, 1, 31), "book": load()}
    paid = [Payment(date(2021, 2, 28), DEBT)]
    assert interest(on=date(2021, 3, 1), payments=paid, **told).value == 0  # type: ignore[arg-type]
    late = [Payment(date(2021, 3, 1), DEBT)]
    assert interest(on=date(2021, 5, 1), payments=late, **told).value == 836_600  # type: ignore[arg-type]


def test_each_charge_is_rounded_half_up() -> None:
    assert run_up(date(2021, 1, 31), date(2021, 3, 1), owed_vnd=59) == 0
    assert run_up(date(2021, 1, 31), date(2021, 3, 1), owed_vnd=60) == 1
    assert run_up(date(2021, 1, 31), date(2021, 4, 1), owed_vnd=60) == 2


@pytest.mark.parametrize("owed_vnd", [-1, 10])
def test_a_debt_below_nothing_or_paid_over_is_refused(owed_vnd: int) -> None:
    with pytest.raises(BadDebt):
        interest(
            fund=DebtFund.BHXH,
            owed_vnd=owed_vnd,
            due=date(2021, 1, 31),
            on=date(2021, 3, 1),
            book=load(),
            payments=[Payment(date(2021, 2, 1), 11)],
        )


def test_evaded_months_of_2015_found_in_2016_bear_the_rate_of_2016() -> None:
    months = [(Month(2015, 1), 50_000_000), (Month(2015, 2), 60_000_000), (Month(2015, 6), 70_000_000)]
    ruling = evasion_interest(fund=DebtFund.BHXH, months=months, found=Month(2016, 5), book=load())
    assert ruling.value == (7_987_500, 8_946_000, 7_455_000)


def test_no_interest_runs_without_a_day_between_due_and_asked() -> None:
    due = date(2020, 2, 29)
    assert [run_up(due, due - timedelta(days=days)) for days in (0, 1, 30)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("year_percent", "month_percent"),
    [("4.19", "0.6984"), ("9.61", "1.6016"), ("5.02", "0.8366"), ("3.08", "0.5134"), ("6.39", "1.065")],
)
def test_a_monthly_rate_is_a_rounded_twelfth_doubled(year_percent: str, month_percent: str) -> None:
    assert monthly_rate_from_year(Fraction(year_percent) / 100) == Fraction(month_percent) / 100
