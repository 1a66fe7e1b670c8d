"""A unit's account month by month: dues, interest, what money paid, what is carried forward.

The order of a month: what is booked for it stands on its first day; then, by the month, interest is charged
on what stood overdue and unpaid; then the credit and each payment fill what is owed, by the law's order and
the oldest month first; by the day, interest runs through the month and is charged at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from baophu.funds.money.rules.funds import INTEREST, POOL, MoneyFund, allocation_order
from baophu.kernel.time import Month
from baophu.law.book import Book, UnknownParameter
from baophu.law.due import due_day
from baophu.law.interest import daily_from
from baophu.law.ruling import half_up


@dataclass(frozen=True, slots=True)
class MonthBook:
    """What is booked for a month; `due` None cannot be told (`missing` names the law's key).

    A closed month has its posted interest (None: it could not be told at closing) and what later months
    have already booked for it (`interest_since`).
    """

    month: Month
    due: Mapping[MoneyFund, int | None] = field(default_factory=dict)
    adjustment: Mapping[MoneyFund, int] = field(default_factory=dict)
    missing: str = ""
    closed: bool = False
    interest: Mapping[MoneyFund, int | None] = field(default_factory=dict)
    interest_adjustment: Mapping[MoneyFund, int] = field(default_factory=dict)
    interest_since: Mapping[MoneyFund, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paid:
    """A transfer matched to the unit, on the day it is booked."""

    key: str
    on: date
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class History:
    """All that an account follows from: a book for each month from the first to the last, and the money.

    The opening (below 0: paid over) stands on the first day of the first month, as of the month before.
    """

    unit_code: str
    books: Sequence[MonthBook]
    paid: Sequence[Paid] = ()
    opening: Mapping[MoneyFund, int] = field(default_factory=dict)
    opening_interest_vnd: int = 0
    cycle_months: int = 1


@dataclass(slots=True)
class Debt:
    """What is owed for a month and a fund, with its interest."""

    month: Month
    fund: MoneyFund
    due_on: date
    due_vnd: int = 0
    paid_vnd: int = 0
    interest_vnd: int = 0
    interest_paid_vnd: int = 0
    undetermined_from: date | None = None
    undetermined_to: date | None = None
    accrued: Fraction = Fraction(0)

    @property
    def owed_vnd(self) -> int:
        """What is unpaid."""
        return self.due_vnd - self.paid_vnd

    @property
    def interest_owed_vnd(self) -> int:
        """Interest charged and unpaid."""
        return self.interest_vnd - self.interest_paid_vnd


Parted: TypeAlias = dict[MoneyFund, list[tuple[Debt, int]]]
"""What a charge of interest adds to each debt of a fund."""


@dataclass(slots=True)
class Line:
    """A month and a fund on the notice."""

    month: Month
    fund: MoneyFund
    brought_owed_vnd: int = 0
    brought_over_vnd: int = 0
    brought_interest_vnd: int = 0
    due_vnd: int | None = 0
    adjustment_vnd: int = 0
    interest_base_vnd: int = 0
    interest_vnd: int | None = 0
    interest_adjustment_vnd: int = 0
    paid_vnd: int = 0
    paid_interest_vnd: int = 0
    carried_owed_vnd: int = 0
    carried_over_vnd: int = 0
    carried_interest_vnd: int = 0
    undetermined: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """A part of a payment (of the credit: key "") and the debt it paid."""

    key: str
    on: date
    month: Month
    fund: MoneyFund
    interest: bool
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A unit's account on a day."""

    lines: tuple[Line, ...]
    debts: tuple[Debt, ...]
    allocations: tuple[Allocation, ...]
    credit_vnd: int


def ledger(history: History, *, on: date, book: Book) -> Ledger:
    """Give a unit's account up to and with a day; a rate that is not known leaves interest undetermined."""
    account = _Account(history, on, book)
    for entry in history.books:
        account.carry_through(entry)
    debts = tuple(account.debts[key] for key in sorted(account.debts))
    return Ledger(tuple(account.lines), debts, tuple(account.allocations), account.credit)


def _rate_key(regime: str, fund: MoneyFund) -> str:
    return f"arrears.{regime}_rate.{fund.rate_of}"


@dataclass(slots=True)
class _Account:
    """The account as it runs."""

    history: History
    on: date
    book: Book
    debts: dict[tuple[Month, str], Debt] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    credit: int = 0
    pending: dict[MoneyFund, int] = field(default_factory=dict)
    adjusted: bool = False  # the first open month has been met
    now: dict[MoneyFund, Line] = field(default_factory=dict)

    def carry_through(self, entry: MonthBook) -> None:
        """Book one month."""
        self.now = {fund: Line(entry.month, fund) for fund in MoneyFund}
        if not self.lines:
            self._open(entry.month)
        for line in self.now.values():
            self._bring_forward(line)
        if not self.lines:
            self._pool_opening()
        self._post(entry)
        self._book_interest_adjustments(entry)
        daily = entry.month.first >= daily_from(self.book)
        if not daily:
            self._charge(entry, self._monthly(entry.month), daily=False)
        self._receive(entry, daily=daily)
        for line in self.now.values():
            self._carry_forward(line)
        self.lines.extend(self.now.values())

    def debt(self, month: Month, fund: MoneyFund) -> Debt:
        """The debt of a month, made when it is new."""
        key = (month, str(fund))
        if key not in self.debts:
            due = due_day(
                month=self._cycle_end(month), book=self.book, cycle_months=self.history.cycle_months
            )
            self.debts[key] = Debt(month, fund, due.value)
        return self.debts[key]

    def _cycle_end(self, month: Month) -> Month:
        cycle = self.history.cycle_months
        return Month(month.year, -(-month.number // cycle) * cycle)

    # --- the opening ---

    def _open(self, month: Month) -> None:
        """What BHXH brought forward counts as owed for the month before."""
        for fund in MoneyFund:
            amount = self.history.opening.get(fund, 0)
            if amount > 0:
                self.debt(month.previous, fund).due_vnd = amount
            self.now[fund].brought_over_vnd = max(-amount, 0)
        if self.history.opening_interest_vnd:
            self.debt(month.previous, POOL).interest_vnd = self.history.opening_interest_vnd

    def _bring_forward(self, line: Line) -> None:
        line.brought_owed_vnd, line.brought_interest_vnd = self._owed(line.fund)
        if line.fund is POOL:
            line.brought_over_vnd += self.credit

    def _pool_opening(self) -> None:
        """What was paid over in any column becomes the unit's credit."""
        for line in self.now.values():
            self._pool(line.fund, line.brought_over_vnd)

    def _pool(self, fund: MoneyFund, amount: int) -> None:
        self.credit += amount
        self.now[fund].paid_vnd -= amount
        self.now[POOL].paid_vnd += amount

    def _owed(self, fund: MoneyFund) -> tuple[int, int]:
        mine = [debt for debt in self.debts.values() if debt.fund is fund]
        return sum(debt.owed_vnd for debt in mine), sum(debt.interest_owed_vnd for debt in mine)

    # --- what is booked ---

    def _post(self, entry: MonthBook) -> None:
        """Stand the month's dues and adjustments; what is below nothing becomes credit."""
        for fund in MoneyFund:
            line, due = self.now[fund], entry.due.get(fund, 0)
            line.due_vnd, line.adjustment_vnd = due, entry.adjustment.get(fund, 0)
            if due is None:
                line.undetermined = entry.missing
            charged = (due or 0) + line.adjustment_vnd
            if charged == 0:
                continue
            debt = self.debt(entry.month, fund)
            debt.due_vnd += charged
            if charged < 0:
                debt.paid_vnd += charged
                self._pool(fund, -charged)

    def _book_interest_adjustments(self, entry: MonthBook) -> None:
        """Interest of closed months that the law now tells otherwise stands in the first open month."""
        if entry.closed:
            for fund, amount in entry.interest_adjustment.items():
                self._adjust(entry.month, fund, amount)
        elif not self.adjusted:
            self.adjusted = True
            for fund, amount in self.pending.items():
                self._adjust(entry.month, fund, amount)

    def _adjust(self, month: Month, fund: MoneyFund, amount: int) -> None:
        if amount:
            self.now[fund].interest_adjustment_vnd += amount
            self.debt(month, fund).interest_vnd += amount

    # --- interest ---

    def _rate(self, regime: str, fund: MoneyFund, day: date) -> tuple[Fraction, str]:
        """The rate, or the key for which none is known."""
        key = _rate_key(regime, fund)
        try:
            return Fraction(self.book.share(key, day)), ""
        except UnknownParameter:
            return Fraction(0), key

    def _overdue(self, fund: MoneyFund, month: Month) -> Iterator[Debt]:
        """The unpaid debts on which interest is charged on the first day of a month, oldest first."""
        after = self.book.whole("arrears.first_charge_months", month.first)
        for key in sorted(self.debts):
            debt = self.debts[key]
            if debt.fund is fund and debt.owed_vnd > 0 and Month.of(debt.due_on).plus(after) <= month:
                yield debt

    def _monthly(self, month: Month) -> Parted:
        """The charge of the first day of a month: rounded on each fund's whole base, parted by its debts."""
        parted: Parted = {}
        for fund in MoneyFund:
            debts, line = list(self._overdue(fund, month)), self.now[fund]
            if not debts:
                continue
            line.interest_base_vnd = sum(debt.owed_vnd for debt in debts)
            rate, unknown = self._rate("monthly", fund, month.first)
            if unknown:
                self._undetermine(line, debts, unknown, month.first, month.first)
                continue
            below, parts = 0, []
            for debt in debts:
                upto = below + debt.owed_vnd
                parts.append((debt, half_up(upto * rate) - half_up(below * rate)))
                below = upto
            parted[fund] = parts
        return parted

    def _undetermine(self, line: Line, debts: Sequence[Debt], key: str, first: date, last: date) -> None:
        line.interest_vnd, line.undetermined = None, line.undetermined or key
        for debt in debts:
            debt.undetermined_from = debt.undetermined_from or first
            debt.undetermined_to = last

    def _charge(self, entry: MonthBook, parted: Parted, *, daily: bool) -> None:
        """Charge what the law tells; a closed month keeps what was posted, the rest waits."""
        for fund in MoneyFund:
            line, parts = self.now[fund], parted.get(fund, ())
            told = None if line.interest_vnd is None else sum(amount for _, amount in parts)
            posted = entry.interest.get(fund, 0) if entry.closed else told
            if entry.closed and told is not None:
                waits = told - (posted or 0) - entry.interest_since.get(fund, 0)
                self.pending[fund] = self.pending.get(fund, 0) + waits
            line.interest_vnd = posted
            if posted is None and not line.undetermined:
                line.undetermined = _rate_key("daily" if daily else "monthly", fund)
            if posted == told:
                for debt, amount in parts:
                    debt.interest_vnd += amount
            elif posted:
                self.debt(entry.month, fund).interest_vnd += posted

    # --- money ---

    def _receive(self, entry: MonthBook, *, daily: bool) -> None:
        """Let the credit and the payments of the month fill what is owed; run the days between them."""
        month = entry.month
        last = min(month.last, self.on)
        paid = [one for one in self.history.paid if month.first <= one.on <= last]
        self._fill("", month.first, 0)
        accrued = {key: debt.accrued for key, debt in self.debts.items()}
        day = month.first
        while day <= last:
            if daily:
                self._accrue(day)
            for one in paid:
                if one.on == day:
                    self._fill(one.key, day, one.amount_vnd)
            day += timedelta(days=1)
        if daily:
            self._charge(entry, self._parted_days(accrued), daily=True)

    def _fill(self, key: str, on: date, amount: int) -> None:
        """Spend an amount (the credit: none) in the law's order; what is left over is credit."""
        left = amount + self.credit
        for name in allocation_order(self.book, on):
            for debt in self._bucket(name, on):
                interest = name == INTEREST
                part = min(left, debt.interest_owed_vnd if interest else debt.owed_vnd)
                if part <= 0:
                    continue
                left -= part
                self._settle(debt, part, interest=interest)
                self.allocations.append(Allocation(key, on, debt.month, debt.fund, interest, part))
        self.now[POOL].paid_vnd += left - self.credit
        self.credit = left

    def _bucket(self, name: str, on: date) -> list[Debt]:
        """The debts that a step of the order fills, oldest first; interest by fund in that order."""
        if name != INTEREST:
            return [self.debts[key] for key in sorted(self.debts) if key[1] == name]
        order = allocation_order(self.book, on)
        return sorted(self.debts.values(), key=lambda debt: (debt.month, order.index(debt.fund)))

    def _settle(self, debt: Debt, part: int, *, interest: bool) -> None:
        line = self.now[debt.fund]
        if interest:
            debt.interest_paid_vnd += part
            line.paid_interest_vnd += part
        else:
            debt.paid_vnd += part
            line.paid_vnd += part

    def _accrue(self, day: date) -> None:
        """Let a late day run on what stood unpaid in its morning."""
        for debt in self.debts.values():
            if debt.owed_vnd <= 0 or day <= debt.due_on:
                continue
            rate, unknown = self._rate("daily", debt.fund, day)
            if unknown:
                self._undetermine(self.now[debt.fund], [debt], unknown, day, day)
            debt.accrued += debt.owed_vnd * rate
            self.now[debt.fund].interest_base_vnd += debt.owed_vnd

    def _parted_days(self, before: Mapping[tuple[Month, str], Fraction]) -> Parted:
        """What the days of the month add to each debt: what has run up, rounded, less what was charged."""
        parted: Parted = {}
        for key in sorted(self.debts):
            debt = self.debts[key]
            amount = half_up(debt.accrued) - half_up(before.get(key, Fraction(0)))
            parted.setdefault(debt.fund, []).append((debt, amount))
        return parted

    def _carry_forward(self, line: Line) -> None:
        line.carried_owed_vnd, line.carried_interest_vnd = self._owed(line.fund)
        line.carried_over_vnd = self.credit if line.fund is POOL else 0
