"""Ordered SQL steps: run by name, held to the promises written in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from baophu.engine.duck import session
from baophu.engine.steps import StepBroken, run_step, run_steps
from baophu.engine.versions import GONE


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as opened:
        yield opened


def step(folder: Path, text: str, name: str = "10_staging_t.sql") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_steps_run_in_the_order_of_their_names(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    step(tmp_path, "CREATE TABLE later AS SELECT a + 1 AS a FROM sooner;", "20_mart_later.sql")
    step(tmp_path, "CREATE TABLE sooner AS SELECT 1 AS a;", "10_staging_sooner.sql")
    told: list[str] = []
    run_steps(con, tmp_path, lambda name, _share: told.append(name))
    assert con.execute("SELECT a FROM later").fetchall() == [(2,)]
    assert told == ["10_staging_sooner", "20_mart_later"]


def test_a_semicolon_ends_a_statement_only_at_the_end_of_a_line(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    run_step(con, step(tmp_path, "CREATE TABLE t AS SELECT ';' AS a, -- one; two\n 'b;c' AS b;\n-- done;\n"))
    assert con.execute("SELECT a, b FROM t").fetchall() == [(";", "b;c")]


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        ("(1, 2), (1, 3)", "unique: t(a)"),
        ("(1, 2), (1, 2)", "unique: t(a, b)"),
        ("(1, NULL)", "not null: t(a, b)"),
        ("(1, 2)", "empty: SELECT a FROM t WHERE b = 2"),
    ],
)
def test_a_step_that_breaks_its_promise_stops_the_run_and_says_which(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, rows: str, check: str
) -> None:
    text = f"CREATE TABLE t AS SELECT * FROM (VALUES {rows}) v(a, b);\n-- check {check}\n"
    with pytest.raises(StepBroken) as broken:
        run_step(con, step(tmp_path, text))
    assert broken.value.values == {"step": "10_staging_t", "check": check, "count": 1}


def test_a_step_that_keeps_its_promises_says_nothing(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    promises = (
        "-- check unique: t(a)\n-- check not null: t(a, b)\n-- check empty: SELECT a FROM t WHERE b > 9\n"
    )
    run_step(con, step(tmp_path, f"CREATE TABLE t AS SELECT 1 AS a, 2 AS b;\n{promises}"))


def test_a_promise_that_cannot_be_read_stops_the_run(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(StepBroken):
        run_step(con, step(tmp_path, "CREATE TABLE t AS SELECT 1 AS a;\n-- check unique: the column a\n"))


def test_rows_that_are_gone_are_found_by_a_hash_anti_join(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE known_arrow AS SELECT range AS id, range::VARCHAR AS fingerprint FROM range(5000)"
    )
    con.execute("CREATE TABLE stood AS SELECT range AS id FROM range(1, 6000)")
    plan = con.execute(f"EXPLAIN {GONE}").fetchall()[0][1].upper().replace("_", " ")
    assert "HASH JOIN" in plan and "ANTI" in plan and "NESTED" not in plan
    assert con.execute(GONE).fetchall() == [(0,)]


def test_a_session_keeps_to_its_memory_and_never_fetches_an_extension(tmp_path: Path) -> None:
    with session(memory_mb=256, threads=1, scratch=tmp_path / "scratch") as opened:
        rows = opened.execute(
            "SELECT name, value FROM duckdb_settings() WHERE name IN"
            " ('autoinstall_known_extensions', 'autoload_known_extensions', 'threads')"
        ).fetchall()
        assert dict(rows) == {
            "autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1",
        }  # fmt: skip
        with pytest.raises(duckdb.OutOfMemoryException):
            opened.execute("SELECT list(range) FROM range(200000000)")
    assert list((tmp_path / "scratch").iterdir()) == []
