"""What a run leaves: links, entities, events, the machine's journal and the doubtful pairs, as Parquet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from duckdb import DuckDBPyConnection

from baophu.linkage.bulk.functions import quoted

# Words that many rows repeat are numbered (ENUM): quick to sort and to write, and text again when read.
_HALF_OF_LINKS = """
    SELECT CAST('{kind}' AS ENUM ('employer', 'person')) AS kind, list_name AS list, receipt_id,
    file_name AS file, sha256, CAST(l.rid % 4294967296 AS INTEGER) AS row, begins_on, period, n.entity,
    CAST(CASE WHEN l.rid = l.label THEN 'new' ELSE l.how END AS ENUM ('new', 'exact', 'judged', 'probable'))
        AS method,
    CASE WHEN l.rid <> l.label AND l.how = 'probable' THEN chance('{kind}', l.weight) ELSE 10000 END
        AS probability_e4, l.rid
    FROM {kind}_link l JOIN entity n ON n.kind = '{kind}' AND n.label = l.label
    JOIN evidence_words e ON e.ev = l.rid // 4294967296"""

FILES = {
    "links": "SELECT * EXCLUDE (rid) FROM ("
    + " UNION ALL ".join(_HALF_OF_LINKS.format(kind=kind) for kind in ("employer", "person"))
    + ") ORDER BY kind, rid",
    "entities": "SELECT kind, entity, minted_from FROM entity ORDER BY kind, label",
    "events": "SELECT subject, left_id, right_id, kind FROM identity_event ORDER BY ALL",
    "edges": "SELECT * FROM journal_edge ORDER BY ALL",
    "pairs": 'SELECT * FROM doubtful ORDER BY weight_milli DESC, "left", "right"',
    "blocks": "SELECT * FROM block_left_out ORDER BY ALL",
}


def write(
    con: DuckDBPyConnection,
    previous: Path | None,
    out: Path,
    step: Callable[[DuckDBPyConnection, str], None],
    progress: Callable[[str, float], None],
) -> None:
    """Mint or keep identifiers, then write every file of the run."""
    progress("Giữ và cấp mã định danh", 0.85)
    open_previous(con, previous)
    step(con, "30_mart_labels")
    step(con, "31_mart_entities")
    step(con, "32_mart_journal")
    _word_evidence(con)
    progress("Ghi kết quả ghép", 0.95)
    with ThreadPoolExecutor(len(FILES)) as writers:  # the end of a sorted file is one thread's work
        for done in [writers.submit(_write, con.cursor(), name, out) for name in FILES]:
            done.result()


def _write(con: DuckDBPyConnection, name: str, out: Path) -> None:
    """Write one file of the run, over a cursor of its own."""
    with con:
        con.execute(f"COPY ({FILES[name]}) TO {quoted(str(out / f'{name}.parquet'))} (FORMAT parquet)")


def _word_evidence(con: DuckDBPyConnection) -> None:
    """Table `evidence_words`: what every row of a file repeats, as numbered words."""
    fields = ["ev", "receipt_id", "begins_on"]
    for column in ("list_name", "file_name", "sha256", "period"):
        words = con.execute(f"SELECT DISTINCT {column} FROM evidence ORDER BY 1").fetchall()
        kind = f"ENUM ({', '.join(quoted(word) for (word,) in words)})" if words else "VARCHAR"
        fields.append(f"CAST({column} AS {kind}) AS {column}")
    con.execute(f"CREATE OR REPLACE TABLE evidence_words AS SELECT {', '.join(fields)} FROM evidence")


def open_previous(con: DuckDBPyConnection, previous: Path | None) -> None:
    """Tables `previous_link(kind, rid, entity)` and `previous_minted(kind, entity, minted_from, rid)`.

    Rows of lists that no longer count have no place today and are left out; the identifiers stay.
    """
    if previous is None:
        con.execute("CREATE OR REPLACE TABLE previous_link(kind VARCHAR, rid BIGINT, entity VARCHAR)")
        con.execute(
            "CREATE OR REPLACE TABLE "
            "previous_minted(kind VARCHAR, entity VARCHAR, minted_from VARCHAR, rid BIGINT)"
        )
        return
    links, entities = (quoted(str(previous / f"{name}.parquet")) for name in ("links", "entities"))
    con.execute(
        f"""CREATE OR REPLACE TABLE previous_link AS
        SELECT p.kind, CAST(e.ev AS BIGINT) * 4294967296 + p.row AS rid, p.entity
        FROM read_parquet({links}) p
        JOIN (SELECT list_name, sha256, min(ev) AS ev FROM evidence GROUP BY list_name, sha256) e
        ON e.list_name = p.list AND e.sha256 = p.sha256"""
    )
    con.execute(
        f"""CREATE OR REPLACE TABLE previous_minted AS
        SELECT p.kind, p.entity, p.minted_from,
            CAST(e.ev AS BIGINT) * 4294967296 + CAST(split_part(p.minted_from, ':', 3) AS BIGINT) AS rid
        FROM read_parquet({entities}) p
        LEFT JOIN (SELECT list_name, sha256, min(ev) AS ev FROM evidence GROUP BY list_name, sha256) e
        ON e.list_name = split_part(p.minted_from, ':', 1) AND e.sha256 = split_part(p.minted_from, ':', 2)"""
    )
