"""Dues of one unit for one month, from what lists tell of its members: the oracle.

A list of a period speaks of the months of the period's year up to its last month. Of the lists that speak of
a month and name a person in the unit, the newest holds; of its rows that cover the month, the one that began
last. A person leaves by a row, never by silence. What the first period said of the month is `declared`; what
the newest lists say, where that differs, `rectified`. The law is that of the month's first day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from baophu.funds.dues.charges import Charge, Member, Unit, charge
from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month
from baophu.law.book import Book
from baophu.law.contribution import Sides
from baophu.law.ruling import Sentence
from baophu.law.work import Fund

__all__ = ["Due", "Dues", "Line", "Member", "MemberList", "MemberRow", "Unit", "dues"]

_GONE: Final = ("left", "retired")


@dataclass(frozen=True, slots=True)
class MemberList:
    """A list of insured people: whose it is and of which period."""

    receipt_id: int
    begins_on: date
    ends_on: date
    sha256: str = ""
    sender: str = ""

    @property
    def order(self) -> tuple[date, date, str, str]:
        """What makes one list newer than another, whenever either arrived."""
        return (self.ends_on, self.begins_on, self.sha256, self.sender)

    @property
    def last_month(self) -> Month:
        """The last month of which it speaks."""
        return Month.of(self.ends_on)

    def speaks_of(self, month: Month) -> bool:
        """Say whether it tells who was insured in a month."""
        return month.year == self.last_month.year and month <= self.last_month


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One row of such a list: a person in the unit over a span of months."""

    list: MemberList
    row: int
    si_number: str
    from_month: Month
    to_month: Month | None
    member: Member

    def covers(self, month: Month) -> bool:
        """Say whether the month lies in the row's span."""
        return self.from_month <= month and (self.to_month is None or month <= self.to_month)

    @property
    def says_gone(self) -> bool:
        """Whether it tells that the person is no longer there: a leaver's row without an end."""
        return self.member.movement in _GONE and self.to_month is None


@dataclass(frozen=True, slots=True)
class Line:
    """What a unit owes to one fund for a month, and why."""

    fund: Fund
    employer_vnd: int
    employee_vnd: int
    because: Sentence


@dataclass(frozen=True, slots=True)
class Due:
    """What a unit owes for a month by one telling; without amounts where a value of law is not known."""

    receipt_id: int
    workers: int = 0
    leave_workers: int = 0
    social_base_vnd: int | None = 0
    unemployment_base_vnd: int | None = 0
    lines: tuple[Line, ...] = ()
    union_fee_vnd: int | None = 0
    undetermined: str = ""
    because: str = ""
    articles: tuple[str, ...] = ()

    def owed(self, fund: Fund) -> Sides | None:
        """What is owed to a fund; None where it is not determined."""
        if self.undetermined:
            return None
        line = next((line for line in self.lines if line.fund is fund), None)
        return Sides(line.employer_vnd, line.employee_vnd) if line else Sides(0, 0)

    @property
    def figures(self) -> tuple[object, ...]:
        """Everything two tellings are compared by."""
        counted = (self.workers, self.leave_workers, self.social_base_vnd, self.unemployment_base_vnd)
        return (*counted, *(self.owed(fund) for fund in Fund), self.union_fee_vnd, self.undetermined)


@dataclass(frozen=True, slots=True)
class Dues:
    """Declared and rectified side by side; None where there is nothing to say."""

    declared: Due | None
    rectified: Due | None

    @property
    def charged(self) -> Due | None:
        """The figure that holds."""
        return self.rectified or self.declared


def dues(*, unit: Unit, month: Month, rows: Iterable[MemberRow], book: Book) -> Dues:
    """Give what a unit owes for a month, from the rows of all lists that name people in it."""
    speaking = [row for row in rows if row.list.speaks_of(month)]
    if not speaking:
        return Dues(None, None)
    first = min(row.list.last_month for row in speaking)
    declared = _due(unit, month, [row for row in speaking if row.list.last_month == first], book)
    newest = _due(unit, month, speaking, book)
    rectified = newest if newest.figures != declared.figures else None
    said = declared.workers or declared.leave_workers or declared.undetermined
    return Dues(declared if said else None, rectified)


@dataclass(slots=True)
class _Sum:
    """What is gathered over the people of a unit."""

    charges: list[Charge] = field(default_factory=list)
    leave: int = 0
    refusals: dict[str, Refused] = field(default_factory=dict)
    refused: int = 0


def _due(unit: Unit, month: Month, rows: Sequence[MemberRow], book: Book) -> Due:
    """Charge everybody who by these rows was in the unit in the month."""
    found = _Sum()
    for row in _holding(rows, month):
        try:
            charged = charge(row.member, unit, on=month.first, book=book)
        except Refused as refusal:
            found.refusals.setdefault(str(refusal.values.get("key", refusal.code)), refusal)
            found.refused += 1
            continue
        if charged.on_leave:
            found.leave += 1
        elif charged.funds:
            found.charges.append(charged)
    newest = max(rows, key=lambda row: row.list.order).list
    return _summed(found, newest.receipt_id)


def _holding(rows: Sequence[MemberRow], month: Month) -> list[MemberRow]:
    """The row that holds for each person: of the newest list naming them, the last begun."""
    by_person: dict[str, list[MemberRow]] = {}
    for row in rows:
        by_person.setdefault(row.si_number, []).append(row)
    held = []
    for theirs in by_person.values():
        newest = max(theirs, key=lambda row: row.list.order).list
        covering = [row for row in theirs if row.list == newest and row.covers(month)]
        if covering:
            last = max(covering, key=lambda row: (row.from_month, row.row))
            if not last.says_gone:
                held.append(last)
    return held


def _summed(found: _Sum, receipt_id: int) -> Due:
    """Add up; one person whose amount is not known leaves the unit's amounts open."""
    workers = len(found.charges) + found.refused
    if found.refusals:
        key = min(found.refusals)
        return Due(
            receipt_id, workers, found.leave, None, None, (), None, key, because=str(found.refusals[key])
        )
    lines = tuple(line for fund in Fund if (line := _line(fund, found.charges)) is not None)
    articles = dict.fromkeys(article for one in found.charges for article in one.articles)
    return Due(
        receipt_id=receipt_id,
        workers=workers,
        leave_workers=found.leave,
        social_base_vnd=_total(found.charges, lambda one: one.social_base_vnd),
        unemployment_base_vnd=_total(found.charges, lambda one: one.unemployment_base_vnd),
        lines=lines,
        union_fee_vnd=_total(found.charges, lambda one: one.union_fee_vnd),
        because=" ".join(str(line.because) for line in lines),
        articles=tuple(articles),
    )


def _total(charges: Sequence[Charge], amount: Callable[[Charge], int]) -> int:
    return sum(amount(one) for one in charges)


def _line(fund: Fund, charges: Sequence[Charge]) -> Line | None:
    """The unit's line of a fund; None where nobody is in it."""
    sides = [one.funds[fund] for one in charges if fund in one.funds]
    if not sides:
        return None
    employer = sum(side.employer_vnd for side in sides)
    employee = sum(side.employee_vnd for side in sides)
    said = Sentence(
        "funds.due.line",
        "Quỹ {fund}: {people} người; đơn vị {employer}, người lao động {employee}.",
        {
            "fund": fund.value,
            "people": len(sides),
            "employer": format_vnd(employer),
            "employee": format_vnd(employee),
        },
    )
    return Line(fund, employer, employee, said)
