"""Writes of the money room: a run's accounts, the closing of a month, the decisions of officers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import duckdb
from django.db import transaction
from django.db.models import Min

import baophu.access.actions as journal
from baophu.access.bulk import store as own_store
from baophu.access.queries import User, current_run, running
from baophu.engine.rows import Store
from baophu.funds.models import Assignment, LedgerLine, MonthClose, Transfer
from baophu.funds.money import bulk, freezing
from baophu.funds.money.agreements import (
    Paper,
    classify_hard,
    commit,
    open_dispute,
    relieve,
    settle_dispute,
    withdraw,
)
from baophu.funds.money.refusals import (
    AlreadyAssigned,
    BadDecision,
    EarlierMonthOpen,
    MonthClosed,
    NothingReckoned,
    NotInLedger,
    NotWithdrawable,
    RepeatedTransfer,
    RunEndsEarly,
    RunUnderWay,
)
from baophu.funds.money.rights import CLOSERS, COLLECTORS, may, told
from baophu.funds.money.seen import in_run
from baophu.kernel import identifiers
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month, format_day
from baophu.law.book import Book

__all__ = [
    "Paper",
    "assign",
    "classify_hard",
    "close_month",
    "commit",
    "open_dispute",
    "post",
    "relieve",
    "settle_dispute",
    "sweep",
    "withdraw",
    "withdraw_assignment",
]


def post(
    *,
    store: Store,
    con: duckdb.DuckDBPyConnection,
    run: int,
    on: date,
    law: Book,
    by: User | None,
    at: datetime,
    progress: Callable[[str, float], None],
) -> dict[str, int]:
    """Write every transfer's unit and every unit's account as of a day; invisible until published."""
    bulk.reckon(con, freezing.decided(store), on=on, law=law, progress=progress)
    progress("Ghi sổ theo dõi tiền đóng", 0.85)
    counts = bulk.keep(store, con, run=run)
    journal.record(by=by, at=at, action="funds.post_money", subject=f"run:{run}", detail=counts)
    return counts


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    return bulk.sweep_unpublished(store, published=published)


def close_month(*, by: User | None, at: datetime, month: Month) -> dict[str, int]:
    """Close a month for good on the figures of the newest run; returns how many postings were frozen.

    One transaction: killed at any moment, the month is closed whole or not at all.
    """
    may(by, CLOSERS, "chốt số liệu tháng")
    with transaction.atomic():
        run = _run_to_close(month)
        made = MonthClose.objects.create(month=month.first, run_id=run, by=by, at=at)
        counts = freezing.freeze(own_store(), close=made.pk, month=month.first, last=month.last, run=run)
        detail: Mapping[str, object] = {"run": run, **counts}
        journal.record(
            by=by, at=at, action="funds.close_month", subject=f"month:{month.first}", detail=detail
        )
    return counts


def _run_to_close(month: Month) -> int:
    """The run whose figures a month is closed on; refuses a month that may not be closed."""
    run = current_run()
    if run is None:
        raise NothingReckoned
    if running() is not None:
        raise RunUnderWay
    if MonthClose.objects.filter(month=month.first).exists():
        raise MonthClosed(month=month.text)
    if run.on < month.last:
        raise RunEndsEarly(month=month.text, on=format_day(run.on), last=format_day(month.last))
    lines = LedgerLine.objects.filter(in_run(run.id))
    closed = MonthClose.objects.values("month")
    first = lines.exclude(month__in=closed).aggregate(first=Min("month"))["first"]
    if first is None or not lines.filter(month=month.first).exists():
        raise NotInLedger(month=month.text)
    if first < month.first:
        raise EarlierMonthOpen(month=month.text, earlier=Month.of(first).text)
    return run.id


def assign(*, by: User | None, at: datetime, transfer_key: str, unit_code: str, because: str) -> int:
    """Give a transfer to a unit; the next run obeys. Returns the number of the decision."""
    may(by, COLLECTORS, "chọn đơn vị cho giao dịch nộp tiền")
    reason, code = told(because), identifiers.unit_code(unit_code)
    if code is None:
        raise BadDecision(what=f"“{unit_code[:30]}” không phải mã đơn vị")
    run = current_run()
    found = Transfer.objects.filter(in_run(run.id if run else 0), transfer_key=transfer_key).first()
    if found is None:
        raise NotFound(what="giao dịch nộp tiền này")
    if found.held == "duplicate":
        raise RepeatedTransfer(other=found.other)
    with transaction.atomic():
        standing = Assignment.objects.filter(transfer_key=transfer_key, withdrawn_at__isnull=True).first()
        if standing is not None:
            raise AlreadyAssigned(number=standing.pk, unit_code=standing.unit_code)
        made = Assignment.objects.create(
            transfer_key=transfer_key, unit_code=code, because=reason, by=by, at=at
        )
        detail = {"unit_code": made.unit_code, "because": reason, "assignment": made.pk}
        journal.record(by=by, at=at, action="funds.assign", subject=transfer_key, detail=detail)
    return int(made.pk)


def withdraw_assignment(*, by: User | None, at: datetime, assignment: int, because: str) -> None:
    """Take an assignment back; the line stays, the next run no longer obeys it."""
    may(by, COLLECTORS, "rút quyết định chọn đơn vị")
    reason = told(because)
    with transaction.atomic():
        found = Assignment.objects.select_for_update().filter(pk=assignment).first()
        if found is None:
            raise NotFound(what=f"quyết định số {assignment}")
        if found.withdrawn_at is not None:
            raise NotWithdrawable(number=assignment)
        found.withdrawn_at, found.withdrawn_by, found.withdrawn_because = at, by, reason
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        detail = {"assignment": assignment, "unit_code": found.unit_code, "because": reason}
        journal.record(
            by=by, at=at, action="funds.withdraw_assignment", subject=found.transfer_key, detail=detail
        )
