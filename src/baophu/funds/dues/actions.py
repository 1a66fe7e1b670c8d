"""Writes of dues: a run's dues of every unit, invisible until the run is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.engine import versions
from baophu.engine.rows import Store
from baophu.funds.dues import bulk
from baophu.law.book import Book


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
    """Write what each unit owes for the months of the ledger by the lists of a day."""
    progress("Tính số phải đóng", 0.0)
    bulk.make(con, ledger=bulk.Ledger.of(on), law=law)
    progress("Ghi số phải đóng", 0.5)
    renewal = bulk.keep(store, con, run=run)
    counts = {f"{bulk.TABLE}.added": renewal.added, f"{bulk.TABLE}.closed": renewal.closed}
    journal.record(by=by, at=at, action="funds.dues.post", subject=f"run:{run}", detail=counts)
    return counts


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    return versions.sweep(store, table=bulk.TABLE, published=published)
