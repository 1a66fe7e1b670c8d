"""A debt's life in years: each with its interest, or with the number that is missing; never zero for unknown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baophu.law.book import Book, UnknownParameter, load
from baophu.law.interest import BadDebt, DebtFund, InterestSpan, Payment, interest, known_spans
from law.changed_book import unknown, with_share

RATES = {"2018-01-01": "0.0123", "2024-01-01": "0.007", "2025-01-01": "0.0065"}


def filled() -> Book:
    """The book as if every notice had been seen, by invented rates."""
    book = load()
    for day, share in RATES.items():
        for fund in DebtFund:
            book = with_share(book, f"arrears.monthly_rate.{fund}", date.fromisoformat(day), share)
    return book


BOOK, FILLED = load(), filled()


def spans(due: date, on: date, book: Book = BOOK, owed_vnd: int = 100_000_000) -> tuple[InterestSpan, ...]:
    return known_spans(fund=DebtFund.BHXH, owed_vnd=owed_vnd, due=due, on=on, book=book).value


def test_2018_is_undetermined_from_its_first_day_to_its_last() -> None:
    told = spans(date(2017, 10, 31), date(2019, 3, 31))
    assert [(s.starts_on, s.ends_on, s.amount_vnd) for s in told] == [
        (date(2017, 11, 1), date(2017, 12, 31), 1_317_000),
        (date(2018, 1, 1), date(2018, 12, 31), None),
        (date(2019, 1, 1), date(2019, 3, 31), 3_199_800),
    ]
    missing = told[1].missing
    assert missing is not None and "arrears.monthly_rate.bhxh" in str(missing)
    assert [s.times for s in told] == [1, 12, 3]


def test_a_year_without_a_charging_day_needs_no_rate() -> None:
    told = spans(date(2017, 12, 31), date(2018, 1, 31))
    assert [(s.starts_on, s.ends_on, s.times, s.amount_vnd) for s in told] == [
        (date(2018, 1, 1), date(2018, 1, 31), 0, 0)
    ]


def test_the_first_charge_of_2018_leaves_it_undetermined() -> None:
    [only] = spans(date(2017, 12, 31), date(2018, 2, 1))
    assert only.amount_vnd is None and only.missing is not None


def test_a_debt_in_time_has_no_span() -> None:
    assert spans(date(2018, 6, 30), date(2018, 6, 30)) == ()


def test_the_daily_regime_is_a_stretch_of_its_own() -> None:
    told = spans(date(2025, 5, 31), date(2025, 7, 31))
    assert [(s.by_day, s.times, s.amount_vnd) for s in told] == [(False, 0, 0), (True, 31, 930_000)]


def test_a_missing_daily_rate_leaves_only_its_stretch_open() -> None:
    told = spans(date(2023, 10, 31), date(2025, 8, 31), unknown(FILLED, "arrears.daily_rate.bhxh"))
    assert [s.amount_vnd is None for s in told] == [False, False, False, True]


def test_an_unknown_hand_over_leaves_the_days_of_an_old_debt_open() -> None:
    told = spans(date(2023, 10, 31), date(2025, 8, 31), unknown(FILLED, "arrears.old_debt_daily"))
    assert told[-1].amount_vnd is None
    young = spans(date(2025, 8, 31), date(2025, 9, 30), unknown(FILLED, "arrears.old_debt_daily"))
    assert [s.amount_vnd for s in young] == [900_000]


def test_payments_above_the_debt_are_refused() -> None:
    with pytest.raises(BadDebt):
        known_spans(
            fund=DebtFund.BHXH, owed_vnd=1, due=date(2016, 1, 31), on=date(2016, 5, 1), book=BOOK,
            payments=[Payment(date(2016, 3, 1), 2)],
        )  # fmt: skip


DAYS = st.dates(date(2016, 1, 1), date(2026, 6, 30))


@settings(max_examples=300, deadline=None)
@given(
    due=DAYS, on=DAYS, owed=st.integers(0, 10**10), fund=st.sampled_from(DebtFund),
    paid=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 30)), max_size=3),
)  # fmt: skip
def test_where_all_is_known_the_spans_add_up_to_the_interest(
    due: date, on: date, owed: int, fund: DebtFund, paid: list[tuple[int, int]]
) -> None:
    payments = [Payment(due + timedelta(days=after), owed * share // 100) for after, share in paid]
    asked = {"fund": fund, "owed_vnd": owed, "due": due, "on": on, "payments": payments}
    told = known_spans(**asked, book=FILLED).value  # type: ignore[arg-type]
    assert sum(s.amount_vnd or 0 for s in told) == interest(**asked, book=FILLED).value  # type: ignore[arg-type]
    assert all(s.missing is None for s in told)
    for before, after in pairwise(told):
        assert after.starts_on == before.ends_on + timedelta(days=1)
    if told:
        assert (told[0].starts_on, told[-1].ends_on) == (due + timedelta(days=1), on)


@settings(max_examples=200, deadline=None)
@given(due=DAYS, on=DAYS, owed=st.integers(1, 10**10))
def test_the_interest_refuses_exactly_where_a_span_is_open(due: date, on: date, owed: int) -> None:
    told = spans(due, on, owed_vnd=owed)
    try:
        interest(fund=DebtFund.BHXH, owed_vnd=owed, due=due, on=on, book=BOOK)
    except UnknownParameter:
        assert any(s.amount_vnd is None for s in told)
    else:
        assert all(s.amount_vnd is not None for s in told)
