"""Interest on contributions paid late: charged by the month until 2025-06-30, by the day since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.book import Book, Reading, UnknownParameter, unknown
from baophu.law.ruling import Ruling, Sentence, half_up, percent, remarks, ruled, say

_REGIME: Final = "arrears.regime"
_OLD_DEBT_DAILY: Final = "arrears.old_debt_daily"
_FIRST_CHARGE: Final = "arrears.first_charge_months"


class BadDebt(Refused):
    """A debt below nothing, or payments above the debt."""

    code = "law.bad_debt"
    message = "Số nợ {amount} không hợp lệ. Ghi số đồng từ 0 trở lên, các lần trả không quá số nợ."


class DebtFund(StrEnum):
    """The two rates of interest: social, unemployment and accident insurance together; health insurance."""

    BHXH = "bhxh"
    BHYT = "bhyt"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid off a debt; on its own day the debt still bears interest."""

    on: date
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class _Debt:
    """A debt being charged: what was read and what is told about it."""

    fund: DebtFund
    owed_vnd: int
    due: date
    payments: Sequence[Payment]
    reading: Reading
    told: list[Sentence]

    def unpaid(self, before: date) -> int:
        """What stands unpaid on the morning of a day."""
        return self.owed_vnd - sum(payment.amount_vnd for payment in self.payments if payment.on < before)


def interest(
    *,
    fund: DebtFund,
    owed_vnd: int,
    due: date,
    on: date,
    book: Book,
    payments: Sequence[Payment] = (),
) -> Ruling[int]:
    """Give all interest run up from the due day to a day, simple, each charge rounded half up.

    By the month: charged on the first day of each month, first in the second month after the one owed, at the
    rate of the charging day's year, on what stood unpaid at the end of the day before. By the day: for each
    day after the due day, up to and with `on`. A debt older than the daily regime changes over on its first
    day. Raises `UnknownParameter` where a year's rate is not known.
    """
    _check(owed_vnd, payments)
    reading = Reading(book, due)
    if on <= due:
        message = "Đến ngày {on} chưa quá hạn đóng {due}: chưa có lãi."
        return ruled(0, [say("interest.not_late", message, on=format_day(on), due=format_day(due))], reading)
    change = daily_from(book)
    debt = _Debt(fund, owed_vnd, due, payments, reading, [])
    total = 0
    if due < change:
        total += _monthly(debt, min(on, change - timedelta(days=1)))
    if on >= change:
        total += _daily(debt, max(due, change - timedelta(days=1)), on)
        if due < change - timedelta(days=1):
            debt.told.append(_handed_over(change, reading.at(change)))
    return ruled(total, debt.told, reading)


def _check(owed_vnd: int, payments: Sequence[Payment]) -> None:
    """Refuse a debt below nothing and payments above it."""
    left = owed_vnd - sum(payment.amount_vnd for payment in payments)
    if owed_vnd < 0 or left < 0 or any(payment.amount_vnd < 0 for payment in payments):
        raise BadDebt(amount=format_vnd(owed_vnd))


def daily_from(book: Book) -> date:
    """Give the first day of the daily regime; raises `UnknownParameter`."""
    return _begins(book, "daily")


def _begins(book: Book, regime: str) -> date:
    """The first day of a regime."""
    for dated in book.dated(_REGIME):
        if dated.value == regime:
            return dated.holds_from
    raise unknown(_REGIME, date.max, book.parameters.get(_REGIME), regime)


def charging_days(due: date, on: date, months: int) -> Iterator[date]:
    """Give the first days of months on which interest is charged, up to and with a day."""
    month = Month.of(due).plus(months)
    while month.first <= on:
        yield month.first
        month = month.next


def _monthly(debt: _Debt, on: date) -> int:
    """The charges of the monthly regime up to and with a day."""
    last = debt.reading.at(on)
    last.word(_REGIME)
    grace = last.whole("arrears.grace_days")
    total, rates = 0, dict[str, int]()
    for day in charging_days(debt.due, on, last.whole(_FIRST_CHARGE)):
        charging = debt.reading.at(day)
        charging.word(_REGIME)
        rate = charging.share(f"arrears.monthly_rate.{debt.fund}")
        total += half_up(debt.unpaid(day) * rate)
        name = f"{percent(rate)} (năm {day.year})"
        rates[name] = rates.get(name, 0) + 1
    if not rates:
        message = "Chưa đến ngày tính lãi tháng đầu tiên (chậm dưới {days} ngày): chưa có lãi tháng."
        debt.told.append(say("interest.not_charged_yet", message, days=grace))
        return 0
    values = {"owed": format_vnd(debt.owed_vnd), "total": format_vnd(total)}
    charges = "; ".join(f"{count} lần {name}" for name, count in rates.items())
    message = "Lãi tháng trên nợ {owed}, tính vào ngày 1 hằng tháng, lãi đơn: {charges}; cộng {total}."
    debt.told.append(say("interest.monthly", message, charges=charges, **values))
    return total


def _daily(debt: _Debt, after: date, on: date) -> int:
    """The interest of the daily regime, for each day after one day up to and with another."""
    opened = debt.reading.at(after + timedelta(days=1))
    opened.word(_REGIME)
    opened.whole("arrears.grace_days")
    rate = opened.share(f"arrears.daily_rate.{debt.fund}")
    ends = sorted({payment.on for payment in debt.payments if after < payment.on < on} | {on})
    amount, begin = Fraction(0), after
    for end in ends:
        amount += debt.unpaid(end) * rate * (end - begin).days
        begin = end
    total = half_up(amount)
    message = "Lãi ngày {rate} từ sau ngày {after} đến hết ngày {on}, {days} ngày: {total}."
    values = {"rate": percent(rate), "after": format_day(after), "on": format_day(on)}
    debt.told.append(
        say("interest.daily", message, **values, days=(on - after).days, total=format_vnd(total))
    )
    return total


def _handed_over(change: date, reading: Reading) -> Sentence:
    """Say how an old debt goes over to the daily regime."""
    reading.says(_OLD_DEBT_DAILY)
    message = (
        "Nợ có trước ngày {change}: tính lãi tháng theo quy định cũ đến hết ngày trước đó, từ ngày {change} "
        "tính lãi ngày; quy định chuyển tiếp chưa được đối chiếu với văn bản, cần kiểm tra trước khi "
        "ra thông báo."
    )
    return say("interest.handed_over", message, change=format_day(change))


@dataclass(frozen=True, slots=True)
class InterestSpan:
    """A stretch of a debt's life, both days in it, whose interest is known or hangs on a missing value.

    `rate` is taken `times` often: by the month on each charging day, by the day on each day.
    """

    starts_on: date
    ends_on: date
    by_day: bool
    times: int
    rate: Fraction | None
    amount_vnd: int | None
    missing: UnknownParameter | None


def known_spans(
    *,
    fund: DebtFund,
    owed_vnd: int,
    due: date,
    on: date,
    book: Book,
    payments: Sequence[Payment] = (),
) -> Ruling[tuple[InterestSpan, ...]]:
    """Split a debt's life into years of the monthly regime and the daily regime, each known or not.

    Where all are known their amounts add up to `interest`; what is unknown has no amount and its reason.
    """
    _check(owed_vnd, payments)
    reading = Reading(book, due)
    if on <= due:
        return ruled((), [], reading)
    change = daily_from(book)
    debt = _Debt(fund, owed_vnd, due, payments, reading, [])
    spans: list[InterestSpan] = []
    if due < change - timedelta(days=1):
        spans += _year_spans(debt, min(on, change - timedelta(days=1)))
    if on >= change:
        spans.append(_day_span(debt, max(due, change - timedelta(days=1)), on, change))
    return ruled(tuple(spans), debt.told, reading)


def _year_spans(debt: _Debt, on: date) -> Iterator[InterestSpan]:
    """The monthly regime year by year, from the day after the due day up to and with a day."""
    begins = debt.due + timedelta(days=1)
    first_charge = debt.reading.at(on).whole(_FIRST_CHARGE)
    charges = list(charging_days(debt.due, on, first_charge))
    for year in range(begins.year, on.year + 1):
        first, last = max(begins, date(year, 1, 1)), min(on, date(year, 12, 31))
        days = [day for day in charges if day.year == year]
        rate, amount, missing = None, 0, None
        try:
            for day in days:
                charging = debt.reading.at(day)
                charging.word(_REGIME)
                rate = charging.share(f"arrears.monthly_rate.{debt.fund}")
                amount += half_up(debt.unpaid(day) * rate)
        except UnknownParameter as unknown_rate:
            missing = unknown_rate
        known = None if missing else amount
        yield InterestSpan(first, last, False, len(days), rate, known, missing)


def _day_span(debt: _Debt, after: date, on: date, change: date) -> InterestSpan:
    """The daily regime as one stretch; a debt older than it also needs the rule that hands it over."""
    starts_on, days = after + timedelta(days=1), (on - after).days
    rate, amount, missing = None, None, None
    try:
        if debt.due < change - timedelta(days=1):
            handed_over = _handed_over(change, debt.reading.at(change))
            debt.told.append(handed_over)
        rate = debt.reading.at(starts_on).share(f"arrears.daily_rate.{debt.fund}")
        amount = _daily(debt, after, on)
    except UnknownParameter as unknown_rate:
        missing = unknown_rate
    return InterestSpan(starts_on, on, True, days, rate, amount, missing)


def evasion_interest(
    *, fund: DebtFund, months: Sequence[tuple[Month, int]], found: Month, book: Book
) -> Ruling[tuple[int, ...]]:
    """Give the interest of each evaded month found in a month: N charges, up to the finding.

    N is the months between the two less one; months before 2016 bear the rate of 2016, later ones each
    charging year's own rate.
    """
    reading = Reading(book, found.first)
    first = _begins(book, "monthly")
    results = []
    for month, amount_vnd in months:
        days = list(charging_days(month.last, found.first, reading.whole(_FIRST_CHARGE)))
        rates = [reading.at(max(day, first)).share(f"arrears.monthly_rate.{fund}") for day in days]
        results.append(half_up(amount_vnd * sum(rates, Fraction(0))))
    message = "Truy thu {count} tháng trốn đóng phát hiện trong tháng {month}: lãi cộng {total}."
    told = say(
        "interest.evasion", message, count=len(months), month=found.text, total=format_vnd(sum(results))
    )
    return ruled(tuple(results), [told], reading)


def monthly_rate_from_year(year_rate: Fraction) -> Fraction:
    """Give the monthly late rate from a yearly one: a twelfth, to four decimals of a per cent, doubled."""
    return 2 * Fraction(half_up(year_rate / 12 * 1_000_000), 1_000_000)


def entered_rates(charged: Iterable[Month], *, book: Book) -> list[Sentence]:
    """Say of each monthly rate charged in these months that officers entered by which document they did."""
    reading = Reading(book, date.min)
    for month in charged:
        for fund in DebtFund:
            with suppress(UnknownParameter):
                reading.at(month.first).aside().share(f"arrears.monthly_rate.{fund}")
    return remarks(reading)
