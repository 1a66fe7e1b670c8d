"""Sizes of blocks and their budgets, near codes, and components by the least label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import pyarrow as pa
from duckdb import DuckDBPyConnection

from baophu.kernel.identifiers import tax_code_repairs
from baophu.linkage.bulk.functions import quoted

_USUAL_MOST_ROWS = 60
_MOST_PAIRS_PER_ROW = 60
_LEAST_BUDGET = 200_000
_WORST = 3  # how many keys left out are named, per block


@dataclass(frozen=True, slots=True)
class Block:
    """One sort of key, and how far it is trusted."""

    name: str
    most_rows: int = _USUAL_MOST_ROWS  # a key of more rows is left out
    alone: bool = True  # one shared key is reason enough to compare
    unplaced: bool = False  # asked only where one of the two names no commune


BLOCKS: Mapping[str, tuple[Block, ...]] = {
    "employer": (
        Block("tax_code", 400),
        Block("unit_code", 400),
        Block("name"),
        Block("name in commune"),
        Block("name in district"),
        Block("proper name", 40),
        Block("proper name in commune"),
        Block("proper name in district"),
        Block("name without u", 40),
        Block("name without u in commune"),
        Block("beginning", 40),
        Block("beginning in commune", alone=False),
        Block("rare beginning in commune", 8),
        Block("beginning in district", alone=False, unplaced=True),
        Block("end in commune", alone=False),
        Block("end in district", alone=False, unplaced=True),
        Block("phone", 30),
        Block("owner in commune"),
        Block("owner in district", alone=False),
        Block("address in commune", 25, alone=False),
        Block("address and beginning"),
        Block("word in commune", 25, alone=False),
        Block("word in district", 40, alone=False, unplaced=True),
    ),
    "person": tuple(
        Block(name)
        for name in (
            "number",
            "name and birthday",
            "name and employer",
            "name, year and commune",
            "birthday and employer",
            "birthday and commune",
        )
    ),
}


def number_blocks(con: DuckDBPyConnection) -> None:
    """Function `…_block(name)` numbers a block; table `…_block_use(block, name, alone, unplaced)`."""
    for subject, blocks in BLOCKS.items():
        cases = " ".join(f"WHEN {quoted(one.name)} THEN {number}" for number, one in enumerate(blocks))
        con.execute(
            f"CREATE OR REPLACE MACRO {subject}_block(x) AS "
            f"CAST(CASE x {cases} ELSE error('no such block') END AS UTINYINT)"
        )
        rows = ", ".join(
            f"({subject}_block({quoted(one.name)}), {quoted(one.name)}, {one.alone}, {one.unplaced})"
            for one in blocks
        )
        con.execute(
            f"CREATE OR REPLACE TABLE {subject}_block_use AS "
            f"SELECT * FROM (VALUES {rows}) t(block, name, alone, unplaced)"
        )


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


def budget(con: DuckDBPyConnection, subject: str, sizes: str, words: str | None = None) -> None:
    """Table `block_budget(subject, block, most_rows)`: keys of more rows than that are left out.

    A block whose keys within bounds would still ask for too many pairs gets a tighter bound. The worst keys
    of each block stand in `block_left_out(subject, block, most_rows, key, rows)`; `words` is a function of a
    relation of profiles that tells (key, said, place) of each key they say.
    """
    con.execute(
        "CREATE TABLE IF NOT EXISTS block_budget(subject VARCHAR, block VARCHAR, most_rows BIGINT);"
        "CREATE TABLE IF NOT EXISTS block_left_out"
        '(subject VARCHAR, block VARCHAR, most_rows BIGINT, key VARCHAR, "rows" BIGINT)'
    )
    for table in ("block_budget", "block_left_out"):
        con.execute(f"DELETE FROM {table} WHERE subject = ?", [subject])
    found = con.execute(
        f"SELECT block, n, count(*) FROM {sizes} GROUP BY block, n ORDER BY block, n"
    ).fetchall()
    most_rows = {one.name: one.most_rows for one in BLOCKS[subject]}
    bounds = [
        (subject, block, _bound([(n, keys) for _, n, keys in counts], most_rows[block]))
        for block, counts in groupby(found, key=itemgetter(0))
    ]
    if bounds:
        con.executemany("INSERT INTO block_budget VALUES (?, ?, ?)", bounds)
    con.execute(
        f"""CREATE OR REPLACE TABLE block_worst AS
        SELECT s.block, b.most_rows, s.key, s.n
        FROM {sizes} s JOIN block_budget b ON b.subject = ? AND b.block = s.block
        WHERE s.n > b.most_rows
        QUALIFY rank() OVER (PARTITION BY s.block ORDER BY s.n DESC) <= {_WORST}""",
        [subject],
    )
    if con.execute("SELECT count(*) FROM block_worst").fetchall()[0][0]:
        _name_worst(con, subject, words)


def _name_worst(con: DuckDBPyConnection, subject: str, words: str | None) -> None:
    """Put the worst keys with what they say into `block_left_out`; one profile of each is asked for it."""
    told = "SELECT block, most_rows, CAST(key AS VARCHAR) AS said, n FROM block_worst"
    if words:
        con.execute(
            f"""CREATE OR REPLACE TABLE {subject}_speaker AS
            SELECT p.* FROM {subject}_profile p SEMI JOIN (
                SELECT min(k.pid) AS pid FROM {subject}_key k JOIN block_worst w ON w.key = k.key
                GROUP BY k.key
            ) s ON s.pid = p.pid"""
        )
        spoken = "s.said || CASE WHEN s.place = '' THEN '' ELSE '|' || s.place END"
        told = (
            f"SELECT DISTINCT w.block, w.most_rows, {spoken} AS said, w.n"
            f" FROM {words}('{subject}_speaker') s JOIN block_worst w ON w.key = s.key"
        )
    con.execute(
        f"""INSERT INTO block_left_out
        SELECT ?, block, most_rows, said, n FROM ({told})
        QUALIFY row_number() OVER (PARTITION BY block ORDER BY n DESC, said) <= {_WORST}""",
        [subject],
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

    Leaves `…_drawn(pid, label, how, weight)` of the profiles that an edge touches; every other is by itself.
    """
    _least_labels(con, subject)
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_drawn AS
        WITH broken AS (
            SELECT DISTINCT a.label FROM {subject}_judged j
            JOIN {subject}_lowest a ON a.pid = j.x JOIN {subject}_lowest b ON b.pid = j.y
            WHERE j.verdict = 'different' AND a.label = b.label
        ), judged AS (
            SELECT x AS pid FROM {subject}_edge WHERE how = 'judged'
            UNION SELECT y FROM {subject}_edge WHERE how = 'judged'
        )
        SELECT n.pid, CASE WHEN k.label IS NULL THEN n.label ELSE n.pid END AS label,
            CASE WHEN j.pid IS NOT NULL THEN 'judged' ELSE 'exact' END AS how, CAST(NULL AS INTEGER) AS weight
        FROM {subject}_lowest n
        LEFT JOIN broken k ON k.label = n.label
        LEFT JOIN judged j ON j.pid = n.pid"""
    )
    open_clusters(con, subject)


def open_clusters(con: DuckDBPyConnection, subject: str) -> None:
    """View `…_cluster(pid, label, how, weight)` of all profiles, those by themselves among them."""
    con.execute(
        f"""CREATE OR REPLACE VIEW {subject}_cluster AS
        SELECT p.pid, coalesce(d.label, p.pid) AS label, coalesce(d.how, 'exact') AS how, d.weight
        FROM {subject}_profile p LEFT JOIN {subject}_drawn d ON d.pid = p.pid"""
    )


def _least_labels(con: DuckDBPyConnection, subject: str) -> None:
    """Table `…_lowest(pid, label)` of the profiles that an edge touches; only what moved is handed on."""
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_hop AS
        SELECT x AS a, y AS b FROM {subject}_edge UNION ALL SELECT y, x FROM {subject}_edge"""
    )
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_lowest AS
        SELECT a AS pid, least(a, min(b)) AS label FROM {subject}_hop GROUP BY a"""
    )
    con.execute(
        f"CREATE OR REPLACE TABLE {subject}_moved AS "
        f"SELECT pid, label FROM {subject}_lowest WHERE label < pid"
    )
    while con.execute(f"SELECT count(*) FROM {subject}_moved").fetchall()[0][0]:
        con.execute(
            f"""CREATE OR REPLACE TABLE {subject}_moved AS
            SELECT h.a AS pid, min(n.label) AS label
            FROM {subject}_moved n JOIN {subject}_hop h ON h.b = n.pid JOIN {subject}_lowest m ON m.pid = h.a
            WHERE n.label < m.label GROUP BY h.a"""
        )
        con.execute(
            f"""UPDATE {subject}_lowest SET label = m.label FROM {subject}_moved m
            WHERE m.pid = {subject}_lowest.pid"""
        )
