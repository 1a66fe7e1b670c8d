"""Writes of the register: only a reconciliation takes rows in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import duckdb

import baophu.access.actions as journal
from baophu.access.queries import User, current_run
from baophu.engine.rows import Store
from baophu.register import bulk
from baophu.register.search import bulk as search


def take_in(
    *,
    store: Store,
    con: duckdb.DuckDBPyConnection,
    run: int,
    by: User | None,
    at: datetime,
    progress: Callable[[str, float], None],
) -> dict[str, int]:
    """Write a run's employers, people and spells; invisible until the run is published."""
    counts = bulk.take_in(store, con, run=run, progress=progress)
    shown = current_run()
    counts |= search.index(store, con, run=run, published=shown.id if shown else 0)
    journal.record(by=by, at=at, action="register.take_in", subject=f"run:{run}", detail=counts)
    return counts


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    swept = search.sweep(store, published=published)
    return swept + bulk.sweep_unpublished(store, published=published)
