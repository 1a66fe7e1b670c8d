"""People's judgements brought to the rows of a run."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from baophu.linkage.rules import Edge


def open_judgements(con: DuckDBPyConnection, judgements: Sequence[Edge]) -> None:
    """Table `judgement(subject, lrid, rrid, verdict)`; one of a row that does not count today rests."""
    edges = sorted(set(judgements))
    table = pa.table(
        {
            "subject": pa.array([str(e.subject) for e in edges], pa.string()),
            "left": pa.array([e.left for e in edges], pa.string()),
            "right": pa.array([e.right for e in edges], pa.string()),
            "verdict": pa.array([str(e.verdict) for e in edges], pa.string()),
        }
    )
    con.register("judgement_arrow", table)
    con.execute(
        """CREATE OR REPLACE TABLE judgement AS
        WITH said AS (SELECT * FROM judgement_arrow), places AS (
            SELECT ev, list_name || ':' || sha256 || ':' AS prefix FROM evidence
        ), ends AS (
            SELECT DISTINCT side FROM (SELECT "left" AS side FROM said UNION ALL SELECT "right" FROM said)
        ), found AS (
            SELECT e.side,
                min(CAST(p.ev AS BIGINT) * 4294967296 + CAST(split_part(e.side, ':', 3) AS BIGINT)) AS rid
            FROM ends e JOIN places p
            ON p.prefix = split_part(e.side, ':', 1) || ':' || split_part(e.side, ':', 2) || ':'
            GROUP BY e.side
        )
        SELECT DISTINCT s.subject, least(l.rid, r.rid) AS lrid, greatest(l.rid, r.rid) AS rrid, s.verdict
        FROM said s JOIN found l ON l.side = s."left" JOIN found r ON r.side = s."right"
        WHERE s.verdict IN ('same', 'different') AND l.rid <> r.rid"""
    )
    con.unregister("judgement_arrow")


def place(con: DuckDBPyConnection, subject: str) -> None:
    """Table `…_apart(rid)`: rows that a person told from another are never lumped together as alike."""
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_apart AS
        SELECT DISTINCT rid FROM (
            SELECT lrid AS rid FROM judgement WHERE subject = '{subject}' AND verdict = 'different'
            UNION ALL SELECT rrid FROM judgement WHERE subject = '{subject}' AND verdict = 'different'
        )"""
    )


def settle(con: DuckDBPyConnection, subject: str, rows: str) -> None:
    """Table `…_judged(x, y, verdict)` between profiles; a row judged both ways stays different."""
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_judged AS
        SELECT least(a.pid, b.pid) AS x, greatest(a.pid, b.pid) AS y, min(j.verdict) AS verdict
        FROM judgement j JOIN {rows} a ON a.rid = j.lrid JOIN {rows} b ON b.rid = j.rrid
        WHERE j.subject = '{subject}' AND a.pid <> b.pid
        GROUP BY least(a.pid, b.pid), greatest(a.pid, b.pid)"""
    )
