"""Sizes of blocks and their budgets, near codes, and components by the least label."""

from __future__ import annotations

import pyarrow as pa
from duckdb import DuckDBPyConnection

from baophu.kernel.identifiers import tax_code_repairs

# The most rows that may share a key, per block; and the most pairs a block may ask for per row it holds.
MOST_ROWS = {
    "employer": {
        "tax_code": 400,
        "unit_code": 400,
        "name": 60,
        "proper name": 40,
        "name without u": 40,
        "beginning": 40,
        "rare beginning in commune": 8,
        "phone": 30,
        "address in commune": 25,
        "word in commune": 25,
        "word in district": 40,
    },
    "person": {},
}
_USUAL_MOST_ROWS = 60
_MOST_PAIRS_PER_ROW = 60
_LEAST_BUDGET = 200_000


def repair_codes(con: DuckDBPyConnection) -> None:
    """Table `tax_code_repair(invalid, valid)`: the valid codes one typing error away from an invalid one."""
    found = con.execute(
        "SELECT DISTINCT tax_code FROM employer_profile "
        "WHERE tax_code IS NOT NULL AND NOT code_stands ORDER BY 1"
    ).fetchall()
    pairs = [(code, valid) for (code,) in found for valid in tax_code_repairs(code)]
    table = pa.table(
        {
            "invalid": pa.array([a for a, _ in pairs], pa.string()),
            "valid": pa.array([b for _, b in pairs], pa.string()),
        }
    )
    con.register("repairs_arrow", table)
    con.execute(
        "CREATE OR REPLACE TABLE tax_code_repair AS SELECT r.* FROM repairs_arrow r "
        "SEMI JOIN employer_profile p ON p.tax_code = r.valid"
    )
    con.unregister("repairs_arrow")


def budget(con: DuckDBPyConnection, subject: str, sizes: str) -> None:
    """Table `block_budget(subject, block, most_rows)`: keys of more rows than that are left out.

    A block whose keys within bounds would still ask for too many pairs gets a tighter bound. The worst keys
    of each block stand in `block_left_out(subject, block, most_rows, key, rows)`.
    """
    con.execute(
        "CREATE TABLE IF NOT EXISTS block_budget(subject VARCHAR, block VARCHAR, most_rows BIGINT);"
        "CREATE TABLE IF NOT EXISTS block_left_out"
        '(subject VARCHAR, block VARCHAR, most_rows BIGINT, key VARCHAR, "rows" BIGINT)'
    )
    for table in ("block_budget", "block_left_out"):
        con.execute(f"DELETE FROM {table} WHERE subject = ?", [subject])
    blocks = con.execute(
        f"SELECT block, n, count(*) FROM {sizes} GROUP BY block, n ORDER BY block, n"
    ).fetchall()
    for block in sorted({name for name, _, _ in blocks}):
        counts = [(n, keys) for name, n, keys in blocks if name == block]
        most = _bound(counts, MOST_ROWS[subject].get(block, _USUAL_MOST_ROWS))
        con.execute("INSERT INTO block_budget VALUES (?, ?, ?)", [subject, block, most])
        con.execute(
            f"INSERT INTO block_left_out SELECT ?, block, ?, CAST(key AS VARCHAR), n FROM {sizes} "
            "WHERE block = ? AND n > ? ORDER BY n DESC, key LIMIT 3",
            [subject, most, block, most],
        )


def _bound(counts: list[tuple[int, int]], most: int) -> int:
    rows = sum(n * keys for n, keys in counts)
    allowed = max(_LEAST_BUDGET, _MOST_PAIRS_PER_ROW * rows)
    asked = 0
    bound = 1
    for n, keys in counts:
        asked += keys * n * (n - 1) // 2
        if n > most or asked > allowed:
            return bound
        bound = n
    return bound


def spread_labels(con: DuckDBPyConnection, subject: str) -> None:
    """Components of `…_edge(x, y, how)` by the least label; one that a 'different' forbids falls apart again.

    Leaves `…_cluster(pid, label, how, weight)`.
    """
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_hop AS
        SELECT x AS a, y AS b FROM {subject}_edge UNION SELECT y, x FROM {subject}_edge"""
    )
    while True:
        con.execute(
            f"""CREATE OR REPLACE TABLE {subject}_lower AS
            SELECT h.a AS pid, min(n.label) AS label
            FROM {subject}_hop h JOIN {subject}_label n ON n.pid = h.b JOIN {subject}_label m ON m.pid = h.a
            GROUP BY h.a HAVING min(n.label) < min(m.label)"""
        )
        if not con.execute(f"SELECT count(*) FROM {subject}_lower").fetchall()[0][0]:
            break
        con.execute(
            f"""UPDATE {subject}_label SET label = l.label FROM {subject}_lower l
            WHERE l.pid = {subject}_label.pid"""
        )
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_cluster AS
        WITH broken AS (
            SELECT DISTINCT a.label FROM {subject}_judged j
            JOIN {subject}_label a ON a.pid = j.x JOIN {subject}_label b ON b.pid = j.y
            WHERE j.verdict = 'different' AND a.label = b.label
        ), judged AS (
            SELECT x AS pid FROM {subject}_edge WHERE how = 'judged'
            UNION SELECT y FROM {subject}_edge WHERE how = 'judged'
        )
        SELECT n.pid, CASE WHEN k.label IS NULL THEN n.label ELSE n.pid END AS label,
            CASE WHEN j.pid IS NOT NULL THEN 'judged' ELSE 'exact' END AS how, CAST(NULL AS INTEGER) AS weight
        FROM {subject}_label n
        LEFT JOIN broken k ON k.label = n.label
        LEFT JOIN judged j ON j.pid = n.pid"""
    )
