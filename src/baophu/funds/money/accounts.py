"""Reads of a unit's account, of what closed months come to since, and of the closings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Min

from baophu.funds.models import Balance, Change, LedgerLine, MonthClose, OpeningBalance, Transfer
from baophu.funds.money.rules.ageing import Age
from baophu.funds.money.seen import Undetermined, in_run, undetermined_span
from baophu.funds.money.transfers import TransferView, transfer_view
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month

Row = TypeVar("Row", LedgerLine, Balance, Transfer, Change)


@dataclass(frozen=True, slots=True)
class BalanceView:
    """What is owed for a month and a fund."""

    month: date
    fund: str
    due_vnd: int
    paid_vnd: int
    owed_vnd: int
    interest_vnd: int
    interest_owed_vnd: int
    due_on: date
    age: str
    undetermined: Undetermined | None
    opening: bool
    source: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What a closed month now comes to otherwise, and where it is booked."""

    unit_code: str
    booked_in: date
    of_month: date
    fund: str
    kind: str
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A unit's account in a run."""

    unit_code: str
    lines: tuple[LedgerLine, ...]
    balances: tuple[BalanceView, ...]
    transfers: tuple[TransferView, ...]
    changes: tuple[ChangeView, ...]
    opening: OpeningBalance | None
    owed_vnd: int
    overdue_vnd: int
    credit_vnd: int
    interest_owed_vnd: int
    undetermined: Undetermined | None


def ledger_of(unit_code: str, *, run: int) -> LedgerView:
    """A unit's account with each month's lines and each debt; raises NotFound when the ledger has none."""
    found = _ledgers(run, unit_code=unit_code)
    if not found:
        raise NotFound(what=f"sổ của đơn vị mã {unit_code}")
    return found[0]


def ledgers_of(employer_id: str, *, run: int) -> list[LedgerView]:
    """The accounts of all units of an employer, in the order of their codes, in five queries."""
    return _ledgers(run, employer_id=employer_id)


def _ledgers(run: int, **whose: str) -> list[LedgerView]:
    seen = in_run(run)
    lines = _by_unit(LedgerLine.objects.filter(seen, **whose).order_by("month", "fund"))
    moved = _by_unit(Transfer.objects.filter(seen, held="", **whose).order_by("booked_on", "id"))
    owed = _by_unit(Balance.objects.filter(seen, **whose).order_by("month", "fund"))
    changed = _by_unit(Change.objects.filter(seen, **whose).order_by("of_month", "fund", "kind"))
    opened = {row.unit_code: row for row in OpeningBalance.objects.filter(seen, **whose)}
    return [
        _ledger(
            unit,
            lines=lines.get(unit, []),
            balances=[_balance(row) for row in owed.get(unit, ())],
            transfers=tuple(transfer_view(row) for row in moved.get(unit, ())),
            changes=tuple(_change(row) for row in changed.get(unit, ())),
            opening=opened.get(unit),
        )
        for unit in sorted({*lines, *moved})
    ]


def _by_unit(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows of a run by the unit that they belong to, each unit's in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.unit_code].append(row)
    return found


def _ledger(
    unit_code: str,
    *,
    lines: Sequence[LedgerLine],
    balances: Sequence[BalanceView],
    transfers: tuple[TransferView, ...],
    changes: tuple[ChangeView, ...],
    opening: OpeningBalance | None,
) -> LedgerView:
    spans = [one.undetermined for one in balances if one.undetermined]
    last = max((line.month for line in lines), default=None)
    return LedgerView(
        unit_code=unit_code,
        lines=tuple(lines),
        balances=tuple(balances),
        transfers=transfers,
        changes=changes,
        opening=opening,
        owed_vnd=sum(one.owed_vnd for one in balances),
        overdue_vnd=sum(one.owed_vnd for one in balances if one.age != Age.NOT_DUE),
        credit_vnd=sum(line.carried_over_vnd for line in lines if line.month == last),
        interest_owed_vnd=sum(one.interest_owed_vnd for one in balances),
        undetermined=undetermined_span(
            min((one.first for one in spans), default=None), max((one.last for one in spans), default=None)
        ),
    )


def _balance(row: Balance) -> BalanceView:
    return BalanceView(
        row.month, row.fund, row.due_vnd, row.paid_vnd, row.owed_vnd, row.interest_vnd,
        row.interest_vnd - row.interest_paid_vnd, row.due_on, row.age,
        undetermined_span(row.undetermined_from, row.undetermined_to), row.opening, row.source,
    )  # fmt: skip


def restatements(*, run: int, unit_code: str = "", month: Month | None = None) -> Iterator[ChangeView]:
    """What closed months now come to otherwise, of one unit or one booking month when asked."""
    found = Change.objects.filter(in_run(run))
    if unit_code:
        found = found.filter(unit_code=unit_code)
    if month is not None:
        found = found.filter(month=month.first)
    for row in found.order_by("unit_code", "of_month", "fund", "kind"):
        yield _change(row)


def _change(row: Change) -> ChangeView:
    return ChangeView(row.unit_code, row.month, row.of_month, row.fund, row.kind, row.amount_vnd)


@dataclass(frozen=True, slots=True)
class CloseView:
    """A closed month."""

    month: date
    run: int
    by: str
    at: datetime


def closes() -> list[CloseView]:
    """The closed months, newest first."""
    rows = MonthClose.objects.select_related("by").order_by("-month")
    return [CloseView(row.month, row.run_id, row.by.full_name if row.by else "", row.at) for row in rows]


def next_to_close(*, run: int) -> Month | None:
    """The oldest month of the ledger that is still open."""
    lines = LedgerLine.objects.filter(in_run(run)).exclude(month__in=MonthClose.objects.values("month"))
    first = lines.aggregate(first=Min("month"))["first"]
    return Month.of(first) if first else None
