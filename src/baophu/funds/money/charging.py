"""A run's dues, charged as officers decided: a pension fund suspended, a lower accident rate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.engine.rows import Store
from baophu.funds.dues import bulk
from baophu.funds.models import Relief
from baophu.funds.models.money import ReliefKind
from baophu.kernel.time import Month
from baophu.law.book import Book


def standing_reliefs() -> list[bulk.UnitDecision]:
    """The decisions that were not taken back, as the dues are told of them."""
    rows = Relief.objects.filter(withdrawn_at__isnull=True).order_by("id")
    return [
        bulk.UnitDecision(
            row.unit_code,
            Month.of(row.from_month),
            Month.of(row.to_month),
            pension_suspended=row.kind == ReliefKind.PENSION_SUSPENSION,
            reduced_accident=row.kind == ReliefKind.ACCIDENT_REDUCTION,
        )
        for row in rows
    ]


def post_dues(
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
    """Write what each unit owes for the months of the ledger, by the lists of a day and what was decided."""
    progress("Tính số phải đóng", 0.0)
    bulk.make(con, ledger=bulk.Ledger.of(on), law=law, decisions=standing_reliefs())
    progress("Ghi số phải đóng", 0.5)
    renewal = bulk.keep(store, con, run=run)
    counts = {f"{bulk.TABLE}.added": renewal.added, f"{bulk.TABLE}.closed": renewal.closed}
    journal.record(by=by, at=at, action="funds.dues.post", subject=f"run:{run}", detail=counts)
    return counts
