"""The steps of dues on the second engine: Spark says what the one-case rule says, and refuses as DuckDB does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from baophu.engine.spark import Tables, session
from baophu.engine.steps import StepBroken, run_step
from baophu.law.book import load
from funds.dues_drawn import drawn_cases
from funds.dues_forms import by_spark, differing, numbered
from funds.dues_named import named_cases

pytest.importorskip("pyspark", reason="Spark is not installed: make spark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17, which is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tables]:
    """One Spark for all tests of the module."""
    with session(memory_mb=1536, threads=1, scratch=tmp_path_factory.mktemp("spark")) as made:
        yield made


def test_spark_agrees_with_the_one_case_rule_on_named_and_drawn_cases(tables: Tables) -> None:
    cases = numbered([*named_cases(), *drawn_cases(2_000, seed=30)])
    expected = [case.by_oracle(load()) for case in cases]
    assert differing(cases, by_spark(cases, tables), expected) == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(0, 1, 0), (1, 2, 1), (3, 2, 2), (1_499_999, 1_000_000, 1), (1_500_000, 1_000_000, 2)],
)
def test_spark_rounds_half_up(tables: Tables, numerator: int, denominator: int, rounded: int) -> None:
    asked = tables.execute(f"SELECT half_up(n, d) FROM (VALUES ({numerator}, {denominator})) AS t(n, d)")
    assert asked.fetchall() == [(rounded,)]


def test_a_step_that_breaks_its_promise_stops_spark_too(tables: Tables, tmp_path: Path) -> None:
    step = tmp_path / "10_twice.sql"
    step.write_text(
        "-- the same number twice\nCREATE OR REPLACE TABLE twice AS\nSELECT n FROM (VALUES (1), (1)) AS t(n);\n"
        "-- check unique: twice(n)\n",
        encoding="utf-8",
    )
    with pytest.raises(StepBroken):
        run_step(tables.as_connection, step)


def test_tables_go_to_spark_and_come_back_as_they_were(tables: Tables) -> None:
    con = duckdb.connect(":memory:")
    con.execute(
        "CREATE TABLE told AS SELECT 'đồng' AS word, DATE '0001-01-01' AS day, 9007199254740993 AS vnd"
    )
    tables.take(con, ["told"])
    tables.execute("CREATE OR REPLACE TABLE back AS SELECT * FROM told")
    tables.give(con, "back")
    assert con.execute("SELECT * FROM back").fetchall() == con.execute("SELECT * FROM told").fetchall()
