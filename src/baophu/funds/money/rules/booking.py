"""What a closed month keeps, and what the first open month is told of it since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baophu.funds.money.rules.funds import POOL, MoneyFund
from baophu.funds.money.rules.ledger import MonthBook, Paid
from baophu.kernel.time import Month


class Kind(StrEnum):
    """What a posting freezes."""

    DUE = "due"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"
    INTEREST = "interest"
    INTEREST_ADJUSTMENT = "interest_adjustment"


@dataclass(frozen=True, slots=True)
class Posted:
    """A frozen amount of a unit: booked in `month` for `of_month`; None could not be told."""

    month: Month
    of_month: Month
    fund: MoneyFund
    kind: Kind
    amount_vnd: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A transfer of the unit, posted or matched now: what makes two the same, and where it was booked."""

    paid_on: date
    amount_vnd: int  # a posted one below 0 took an earlier one back
    voucher_no: str
    account: str
    key: str = ""
    booked_on: date | None = None

    @property
    def same(self) -> tuple[date, int, str, str]:
        """What a corrected list repeats."""
        return self.paid_on, abs(self.amount_vnd), self.voucher_no, self.account


@dataclass(frozen=True, slots=True)
class Told:
    """The dues of a month as the lists tell them now; `missing` is the key of a value that is not known."""

    due: Mapping[MoneyFund, int | None]
    missing: str = ""


def books(
    months: Sequence[Month],
    told: Mapping[Month, Told],
    *,
    posted: Sequence[Posted] = (),
    closed_until: Month | None = None,
    spoken: Collection[Month] = (),
    reversed_vnd: int = 0,
) -> tuple[MonthBook, ...]:
    """Give the book of each month: closed ones as posted, the first open one with what has changed since.

    `spoken` are the months of which the lists tell at all; a unit that they tell nothing of owes nothing
    there. A month outside them is left as it was posted.
    """
    made = []
    for month in months:
        if closed_until is not None and month <= closed_until:
            made.append(_closed(month, posted))
            continue
        now = told.get(month, Told({}))
        first = closed_until is not None and month == closed_until.next
        adjustment = _summed(changes(months, told, posted, closed_until, spoken)) if first else {}
        if first and reversed_vnd:
            adjustment[POOL] = adjustment.get(POOL, 0) + reversed_vnd
        made.append(MonthBook(month, now.due, adjustment, now.missing))
    return tuple(made)


def _closed(month: Month, posted: Sequence[Posted]) -> MonthBook:
    of: dict[Kind, dict[MoneyFund, int | None]] = defaultdict(dict)
    since: dict[MoneyFund, int] = {}
    for one in posted:
        if one.month == month:
            kind = Kind.ADJUSTMENT if one.kind is Kind.REVERSAL else one.kind
            before = of[kind].get(one.fund)
            of[kind][one.fund] = one.amount_vnd if before is None else before + (one.amount_vnd or 0)
        if one.of_month == month and one.kind is Kind.INTEREST_ADJUSTMENT:
            since[one.fund] = since.get(one.fund, 0) + (one.amount_vnd or 0)
    missing = "posted" if None in of[Kind.DUE].values() else ""
    return MonthBook(
        month,
        of[Kind.DUE],
        _known(of[Kind.ADJUSTMENT]),
        missing,
        closed=True,
        interest=of[Kind.INTEREST],
        interest_adjustment=_known(of[Kind.INTEREST_ADJUSTMENT]),
        interest_since=since,
    )


def _known(amounts: Mapping[MoneyFund, int | None]) -> dict[MoneyFund, int]:
    return {fund: amount or 0 for fund, amount in amounts.items()}


def changes(
    months: Sequence[Month],
    told: Mapping[Month, Told],
    posted: Sequence[Posted],
    closed_until: Month | None,
    spoken: Collection[Month],
) -> dict[tuple[Month, MoneyFund], int]:
    """Give what each closed month and fund owes otherwise than was posted for it, then and since."""
    stands: dict[tuple[Month, MoneyFund], int] = defaultdict(int)
    for one in posted:
        if one.kind in (Kind.DUE, Kind.ADJUSTMENT):
            stands[(one.of_month, one.fund)] += one.amount_vnd or 0
    found = {}
    for month in months:
        if closed_until is None or month > closed_until or month not in spoken:
            continue
        for fund in MoneyFund:
            now = told.get(month, Told({})).due.get(fund, 0)
            difference = 0 if now is None else now - stands[(month, fund)]
            if difference:
                found[(month, fund)] = difference
    return found


def _summed(changed: Mapping[tuple[Month, MoneyFund], int]) -> dict[MoneyFund, int]:
    sums: dict[MoneyFund, int] = {}
    for (_, fund), amount in changed.items():
        sums[fund] = sums.get(fund, 0) + amount
    return sums


def booked(
    moved: Sequence[Moved], *, posted: Sequence[Moved] = (), closed_until: Month | None = None
) -> tuple[list[Paid], int]:
    """Give the unit's payments on the days on which they are booked, and what posted money was taken back.

    A closed month keeps the transfers posted in it; one found since is booked on the first open day; a
    posted one that no list bears any more stands, and is taken back by a charge in the first open month.
    """
    if closed_until is None:
        return [Paid(one.key, one.paid_on, one.amount_vnd) for one in moved], 0
    standing: Counter[tuple[date, int, str, str]] = Counter()
    for one in posted:
        standing[one.same] += 1 if one.amount_vnd > 0 else -1
    now = [
        Paid("posted", one.booked_on or one.paid_on, one.amount_vnd) for one in posted if one.amount_vnd > 0
    ]
    for one in moved:
        if standing[one.same] > 0:
            standing[one.same] -= 1
        else:
            now.append(Paid(one.key, max(one.paid_on, closed_until.next.first), one.amount_vnd))
    return now, sum(same[1] * count for same, count in standing.items() if count > 0)
