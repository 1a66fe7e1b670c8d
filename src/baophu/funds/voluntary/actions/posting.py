"""Post what a run's lists say of voluntary participants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import duckdb

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.engine.rows import Store
from baophu.funds.models import Sponsorship
from baophu.funds.voluntary import bulk
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
    """Write every participant's payments, months and stretches; invisible until the run is published."""
    progress("Tính BHXH tự nguyện", 0.0)
    bulk.post(con, on=on, law=law, sponsorships=_standing_sponsorships())
    progress("Lưu BHXH tự nguyện", 0.6)
    counts = bulk.keep(store, con, run=run)
    journal.record(by=by, at=at, action="voluntary.post", subject=f"run:{run}", detail=counts)
    return counts


def sweep(*, store: Store, published: int) -> int:
    """Remove what unpublished runs left; returns how many rows."""
    return bulk.sweep_unpublished(store, published=published)


def _standing_sponsorships() -> list[dict[str, object]]:
    fields = ("id", "starts_on", "ends_before", "amount_vnd", "share_ppm", "groups", "area_code", "people")
    standing = Sponsorship.objects.filter(withdrawn_at__isnull=True).order_by("id")
    return [dict(zip(fields, row, strict=True)) for row in standing.values_list(*fields)]
