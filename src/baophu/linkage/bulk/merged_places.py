"""Communes that were merged or got another code between a list and the newest one: one code for both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import pyarrow as pa
from duckdb import DuckDBPyConnection

from baophu.places.queries import NoPlacesOnDay, areas, successors

COMMUNE = "commune"


def open_merged_places(con: DuckDBPyConnection, days: Iterable[date]) -> bool:
    """Table `place_today(begins_on, code, today)`: codes of each day that read otherwise on the newest day.

    A commune that was divided keeps its code: nobody knows into which part a row fell. Returns whether any
    code changed.
    """
    known = sorted(set(days))
    rows = [(day, code, today) for day in known for code, today in renamed(day, known[-1])]
    table = pa.table(
        {
            "begins_on": pa.array([day for day, _, _ in rows], pa.date32()),
            "code": pa.array([code for _, code, _ in rows], pa.string()),
            "today": pa.array([today for _, _, today in rows], pa.string()),
        }
    )
    con.register("places_arrow", table)
    con.execute("CREATE OR REPLACE TABLE place_today AS SELECT * FROM places_arrow")
    con.unregister("places_arrow")
    return bool(rows)


@cache
def renamed(day: date, newest: date) -> tuple[tuple[str, str], ...]:
    """The codes of communes of a day whose place bears another code on a later one."""
    before, after = _codes(day), _codes(newest)
    if before == after:
        return ()
    moved = []
    for code in sorted(before):
        heirs = successors(code, COMMUNE, day, newest).areas
        if len(heirs) == 1 and heirs[0].area.code != code:
            moved.append((code, heirs[0].area.code))
    return tuple(moved)


def _codes(day: date) -> frozenset[str]:
    """The codes that stand on a day; none where the sheets do not reach."""
    try:
        return frozenset(area.code for area in areas(COMMUNE, day))
    except NoPlacesOnDay:
        return frozenset()
