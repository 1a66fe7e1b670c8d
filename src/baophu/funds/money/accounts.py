"""Reads of a unit's account, of what closed months come to since, and of the closings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from baophu.funds.models import Balance, Change, LedgerLine, MonthClose, OpeningBalance, Transfer
from baophu.funds.money.rules.ageing import Age
from baophu.funds.money.seen import Undetermined, in_run, undetermined_span
from baophu.funds.money.transfers import TransferView, transfer_view
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month


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
    mine = {"unit_code": unit_code}
    lines = tuple(LedgerLine.objects.filter(in_run(run), **mine).order_by("month", "fund"))
    moved = Transfer.objects.filter(in_run(run), held="", **mine).order_by("booked_on", "id")
    if not lines and not moved:
        raise NotFound(what=f"sổ của đơn vị mã {unit_code}")
    rows = Balance.objects.filter(in_run(run), **mine).order_by("month", "fund")
    balances = tuple(_balance(row) for row in rows)
    spans = [one.undetermined for one in balances if one.undetermined]
    last = max((line.month for line in lines), default=None)
    return LedgerView(
        unit_code=unit_code,
        lines=lines,
        balances=balances,
        transfers=tuple(transfer_view(row) for row in moved),
        changes=tuple(restatements(run=run, unit_code=unit_code)),
        opening=OpeningBalance.objects.filter(in_run(run), **mine).first(),
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
        yield ChangeView(row.unit_code, row.month, row.of_month, row.fund, row.kind, row.amount_vnd)


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
