"""A quarter's claim over all participants: the run's months against the claims that stand, in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store, append, read
from baophu.engine.steps import run_steps
from baophu.engine.versions import BATCH
from baophu.funds.voluntary.bulk.posting import SQL

MONTHS = pa.schema(
    [
        ("person_id", pa.string()),
        ("month", pa.date32()),
        ("paid_on", pa.date32()),
        ("day_told", pa.bool_()),
        ("status", pa.string()),
        ("grp", pa.string()),
        ("number", pa.int64()),
        ("support_vnd", pa.int64()),
        ("receipt_id", pa.int64()),
        ("row", pa.int64()),
        ("poor_receipt_id", pa.int64()),
        ("poor_row", pa.int64()),
    ]
)
LINES = pa.schema(
    [
        ("id", pa.int64()),
        ("person_id", pa.string()),
        ("month", pa.date32()),
        ("quarter_on", pa.date32()),
        ("amount_vnd", pa.int64()),
        ("grp", pa.string()),
        ("paid_on", pa.date32()),
        ("receipt_id", pa.int64()),
        ("row", pa.int64()),
    ]
)
_NOW = (
    "SELECT {columns} FROM funds_voluntarymonth"
    " WHERE run_from <= %s AND (run_until IS NULL OR run_until > %s) AND status <> 'doubled'"
)
_STANDING = "SELECT {columns} FROM funds_claimline WHERE claim_id IN ({marks})"


def load(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    *,
    run: int,
    claims: Sequence[tuple[int, date]],
    quarter_on: date,
) -> None:
    """Create `now_months`, `claimed_lines`, `claimed_quarters` and `claim_p` from the tables."""
    now = read(store, _NOW.format(columns=", ".join(MONTHS.names)), [run, run], MONTHS)
    marks = ", ".join("%s" for _ in claims) or "NULL"
    standing = read(
        store,
        _STANDING.format(columns=", ".join(LINES.names), marks=marks),
        [number for number, _ in claims],
        LINES,
    )
    quarters = pa.table({"quarter_on": pa.array([quarter for _, quarter in claims], pa.date32())})
    asked = pa.table({"quarter_on": pa.array([quarter_on], pa.date32())})
    for name, table in (
        ("now_months", now), ("claimed_lines", standing), ("claimed_quarters", quarters), ("claim_p", asked),
    ):  # fmt: skip
        con.register("claim_arrow", table)
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM claim_arrow")
        con.unregister("claim_arrow")


def compare(con: duckdb.DuckDBPyConnection) -> None:
    """Create `claim_lines` from the loaded relations."""
    run_steps(con, SQL / "claim")


def keep_lines(store: Store, con: duckdb.DuckDBPyConnection, *, claim: int) -> int:
    """Write the lines of a claim; invisible while the claim is being prepared; returns how many."""
    lines = con.sql(
        f"SELECT {claim}::BIGINT AS claim_id, person_id, month, quarter_on, kind, why, amount_vnd, grp,"
        " paid_on, number, receipt_id, row, poor_receipt_id, poor_row FROM claim_lines"
        " ORDER BY person_id, month"
    ).to_arrow_reader(BATCH)
    return sum(append(store, "funds_claimline", pa.Table.from_batches([batch])) for batch in lines)


def totals(con: duckdb.DuckDBPyConnection) -> tuple[int, int, int, int]:
    """How many lines and people, the sum asked for, and how much of it corrects former claims."""
    row = con.execute(
        "SELECT count(*), count(DISTINCT person_id), coalesce(sum(amount_vnd), 0)::BIGINT,"
        " coalesce(sum(amount_vnd) FILTER (kind = 'correction'), 0)::BIGINT FROM claim_lines"
    ).fetchone()
    lines, people, amount, corrections = row or (0, 0, 0, 0)
    return lines, people, amount, corrections


def held_back(con: duckdb.DuckDBPyConnection, quarter_on: date) -> int:
    """Supported months of the quarter whose receipt has no day: not claimed."""
    row = con.execute(
        "SELECT count(*) FROM claim_now WHERE status = 'supported' AND NOT day_told AND quarter_on = ?",
        [quarter_on],
    ).fetchone()
    return int(row[0]) if row else 0
