"""`link`: from the lists that count to entities, by ordered SQL steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from duckdb import DuckDBPyConnection

from baophu.engine.steps import run_step
from baophu.linkage.bulk import blocks, functions, judged, marts
from baophu.linkage.bulk.reading import Evidence, open_lists
from baophu.linkage.rules import Edge

Progress = Callable[[str, float], None]
_SQL = Path(str(resources.files("baophu.linkage").joinpath("sql")))
_MOST_ROUNDS = 30


def step(con: DuckDBPyConnection, name: str) -> None:
    """Run one SQL file of this storey with its checks."""
    run_step(con, _SQL / f"{name}.sql")


def link(
    *,
    con: DuckDBPyConnection,
    evidence: Sequence[Evidence],
    judgements: Sequence[Edge],
    previous: Path | None,
    out: Path,
    progress: Progress,
) -> None:
    """Write `links`, `entities`, `events`, `edges` and `pairs` (Parquet) for the lists that count into `out`.

    The order of `evidence` and of `judgements` does not matter; `previous` is the folder of the last
    published run, whose identifiers are kept.
    """
    out.mkdir(parents=True, exist_ok=True)
    functions.define(con)
    blocks.number_blocks(con)
    open_lists(con, evidence)
    judged.open_judgements(con, judgements)
    employers(con, progress)
    persons(con, progress)
    marts.write(con, previous, out, step, progress)


def employers(con: DuckDBPyConnection, progress: Progress) -> None:
    """Every row that names an employer finds its cluster: `employer_cluster(pid, label, how, weight)`."""
    progress("Đọc các dòng nêu tên đơn vị", 0.05)
    judged.place(con, "employer")
    step(con, "10_staging_employer_rows")
    step(con, "11_staging_employer_names")
    step(con, "12_staging_employer_profiles")
    judged.settle(con, "employer", "employer_row")
    blocks.repair_codes(con)
    step(con, "20_intermediate_employer_keys")
    blocks.budget(con, "employer", "employer_key_size", "employer_key_words")
    progress("Ghép đơn vị theo mã", 0.15)
    step(con, "21_intermediate_employer_code_pairs")
    step(con, "22_intermediate_employer_levels")
    step(con, "23_intermediate_employer_exact")
    blocks.spread_labels(con, "employer")
    progress("Ghép đơn vị theo tên, địa chỉ", 0.25)
    step(con, "24_intermediate_employer_candidates")
    step(con, "22_intermediate_employer_levels")
    step(con, "15_staging_employer_frequency")
    step(con, "25_intermediate_employer_pairs")
    rounds(con, "employer", "25_intermediate_employer_round")


def persons(con: DuckDBPyConnection, progress: Progress) -> None:
    """Every row that names a person finds its cluster: table `person_cluster(pid, label, how, weight)`."""
    progress("Đọc các dòng nêu tên người", 0.35)
    judged.place(con, "person")
    step(con, "13_staging_person_rows")
    step(con, "14_staging_person_profiles")
    judged.settle(con, "person", "person_row")
    progress("Ghép người theo số định danh", 0.55)
    step(con, "26_intermediate_person_exact")
    blocks.spread_labels(con, "person")
    progress("Ghép người theo tên, ngày sinh", 0.65)
    step(con, "27_intermediate_person_keys")
    blocks.budget(con, "person", "person_key_size")
    step(con, "28_intermediate_person_pairs")
    rounds(con, "person", "29_intermediate_person_round")


def rounds(con: DuckDBPyConnection, subject: str, name: str) -> None:
    """Repeat a round until it joins nothing; only clusters with a pair to speak for them take part."""
    con.execute(f"CREATE OR REPLACE TABLE {subject}_journal(x BIGINT, y BIGINT, how VARCHAR, weight INTEGER)")
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_open AS
        WITH met AS (
            SELECT coalesce(a.label, p.x) AS x, coalesce(b.label, p.y) AS y FROM {subject}_pair p
            LEFT JOIN {subject}_drawn a ON a.pid = p.x LEFT JOIN {subject}_drawn b ON b.pid = p.y
        ), meeting AS (
            SELECT x AS label FROM met WHERE x <> y UNION SELECT y FROM met WHERE x <> y
        )
        SELECT d.*, true AS changed FROM {subject}_drawn d SEMI JOIN meeting m ON m.label = d.label
        UNION ALL
        SELECT m.label, m.label, 'exact', NULL, true
        FROM meeting m ANTI JOIN {subject}_drawn d ON d.pid = m.label"""
    )
    for _ in range(_MOST_ROUNDS):
        step(con, name)
        if not con.execute(f"SELECT count(*) FROM {subject}_choice").fetchall()[0][0]:
            break
    con.execute(
        f"""CREATE OR REPLACE TABLE {subject}_drawn AS
        SELECT d.* FROM {subject}_drawn d ANTI JOIN {subject}_open o ON o.pid = d.pid
        UNION ALL SELECT pid, label, how, weight FROM {subject}_open"""
    )
