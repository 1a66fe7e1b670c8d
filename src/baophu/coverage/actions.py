"""Writes of coverage: a run's standings and rates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.coverage import bulk
from baophu.coverage.setting import setting_on
from baophu.engine.rows import Store
from baophu.engine.versions import sweep_rows
from baophu.law.book import Book


def measure(
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
    """Write every employer's standing and every area's rates on a day; invisible until published."""
    setting = setting_on(con, on=on, law=law)
    bulk.measure(con, setting, progress)
    progress("Ghi kết quả", 0.85)
    standings = bulk.keep_standings(store, con, run=run, article=setting.article)
    rates = bulk.keep_rates(store, con, run=run, setting=setting)
    counts = {"coverage_standing.added": standings, "coverage_rate.added": rates}
    journal.record(by=by, at=at, action="coverage.measure", subject=f"run:{run}", detail=counts)
    return counts


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    return sum(
        sweep_rows(store, table=table, column="run_id", published=published)
        for table in ("coverage_standing", "coverage_rate")
    )
