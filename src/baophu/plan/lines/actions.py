"""Writes of the list of employers: with a run, or at the first look at a run that was made without it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb
from django.conf import settings
from django.db import IntegrityError

from baophu.access.bulk import store as own_store
from baophu.access.queries import Run, User, current_run
from baophu.engine.duck import session
from baophu.engine.rows import Store
from baophu.law.book import Book
from baophu.plan.lines import bulk
from baophu.plan.models import ListLine


def post(
    *,
    store: Store,
    con: duckdb.DuckDBPyConnection,
    run: int,
    on: date,
    law: Book,  # noqa: ARG001 - told like every storey that a run tells
    by: User | None,  # noqa: ARG001 - the run's own line in the journal says who
    at: datetime,  # noqa: ARG001
    progress: Callable[[str, float], None],
) -> dict[str, int]:
    """Write the lines of a run, invisible until it is published; those before the one shown go."""
    progress("Ghi danh sách đơn vị", 0.0)
    shown = current_run()
    before = shown.pk if shown else 0
    added = bulk.make(store, con, run=run, on=on, before=before)
    bulk.forget(store, before=before)
    return {f"{bulk.TABLE}.added": added}


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    return bulk.sweep(store, published=published)


def complete(*, run: Run, by: User | None, at: datetime) -> bool:  # noqa: ARG001 - nobody answers for a copy
    """Make the lines of a published run that has none, as runs of former versions; true when made."""
    if ListLine.objects.filter(run=run).exists():
        return False
    with session(
        memory_mb=settings.MEMORY_LIMIT_MB, threads=settings.THREADS, scratch=settings.HOME / "scratch"
    ) as con:
        try:
            return bulk.make(own_store(), con, run=run.pk, on=run.on, before=0) > 0
        except IntegrityError:  # another look made them at the same moment
            return True
