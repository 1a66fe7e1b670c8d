"""A run's lines of the list of employers, from its standings and balances."""

from __future__ import annotations

from datetime import date
from typing import Final

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store, append, read
from baophu.engine.versions import BATCH, SWEEP, sweep_rows
from baophu.kernel.text import FOLD_SQL

TABLE: Final = "plan_listline"
_STANDINGS: Final = (
    "SELECT employer_id, name, district_code, commune_code, kind, sector, size, standing, subject, insured,"
    " deducted_not_insured, paying_tax FROM coverage_standing WHERE run_id = %s"
)
_TEXTS: Final = ("employer_id", "name", "district_code", "commune_code", "kind", "sector", "size", "standing")
_STANDINGS_SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        *((name, pa.int64()) for name in ("subject", "insured", "deducted")),
        ("paying_tax", pa.bool_()),
    ]
)
_OWED: Final = (
    "SELECT employer_id, sum(owed_vnd), min(month) FROM funds_balance WHERE run_from <= %s"
    " AND (run_until IS NULL OR run_until > %s) AND owed_vnd > 0 AND age <> 'not_due'"
    " AND employer_id IS NOT NULL GROUP BY employer_id"
)
_OWED_SCHEMA: Final = pa.schema(
    {"employer_id": pa.string(), "owed_vnd": pa.int64(), "owed_since": pa.date32()}
)
_BEFORE: Final = f"SELECT employer_id, standing, since FROM {TABLE} WHERE run_id = %s"
_BEFORE_SCHEMA: Final = pa.schema({"employer_id": pa.string(), "standing": pa.string(), "since": pa.date32()})
_LINES: Final = f"""
WITH told AS (
  SELECT s.*, coalesce(o.owed_vnd, 0) AS owed_vnd, o.owed_since,
    CASE WHEN s.standing IN ('missing', 'partial') THEN greatest(coalesce(subject, 0) - insured, 0) ELSE 0 END
      AS lacking,
    CASE WHEN b.standing = s.standing THEN b.since ELSE $day END AS since,
    {FOLD_SQL.format(x="s.name")} AS folded
  FROM list_standings s
  LEFT JOIN list_owed o USING (employer_id) LEFT JOIN list_before b USING (employer_id)
)
SELECT $run::INTEGER AS run_id, employer_id, district_code, commune_code, kind, sector, size, standing,
  insured, lacking, deducted, paying_tax, owed_vnd, owed_since, since,
  row_number() OVER (ORDER BY deducted DESC, lacking DESC, coalesce(subject, -1) DESC, folded, employer_id)
    AS gravity_rank,
  row_number() OVER (ORDER BY folded, name, employer_id) AS name_rank,
  row_number() OVER (ORDER BY lacking DESC, folded, employer_id) AS lacking_rank,
  row_number() OVER (ORDER BY coalesce(subject, -1) DESC, folded, employer_id) AS subject_rank,
  row_number() OVER (ORDER BY insured DESC, folded, employer_id) AS insured_rank,
  row_number() OVER (ORDER BY deducted DESC, folded, employer_id) AS deducted_rank,
  row_number() OVER (ORDER BY owed_vnd DESC, folded, employer_id) AS owed_rank
FROM told ORDER BY gravity_rank
"""


def make(store: Store, con: duckdb.DuckDBPyConnection, *, run: int, on: date, before: int) -> int:
    """Write the lines of a run; `before` is the run that `since` is carried on from. Returns how many."""
    con.register("list_standings", read(store, _STANDINGS, [run], _STANDINGS_SCHEMA))
    con.register("list_owed", read(store, _OWED, [run, run], _OWED_SCHEMA))
    con.register("list_before", read(store, _BEFORE, [before], _BEFORE_SCHEMA))
    lines = con.sql(_LINES, params={"run": run, "day": on}).to_arrow_reader(BATCH)
    added = sum(append(store, TABLE, pa.Table.from_batches([batch])) for batch in lines)
    for name in ("list_standings", "list_owed", "list_before"):
        con.unregister(name)
    return added


def forget(store: Store, *, before: int) -> None:
    """Take away the lines of runs before the one that is shown, in short transactions."""
    part = f"DELETE FROM {TABLE} WHERE id IN (SELECT id FROM {TABLE} WHERE run_id < %s LIMIT {SWEEP})"
    gone = 1
    while gone:
        with store.atomic(), store.connection.cursor() as cursor:
            cursor.execute(part, [before])
            gone = cursor.rowcount


def sweep(store: Store, *, published: int) -> int:
    """Take away the lines of runs that were never published."""
    return sweep_rows(store, table=TABLE, column="run_id", published=published)
