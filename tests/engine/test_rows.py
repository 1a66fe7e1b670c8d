"""Rows between Arrow and the database, as one run's version."""

from __future__ import annotations

from datetime import date

import duckdb
import pyarrow as pa
import pytest

from baophu.access.bulk import store
from baophu.engine.rows import append, read
from baophu.engine.steps import StepBroken, run_step
from baophu.engine.versions import renew, sweep

pytestmark = pytest.mark.django_db(transaction=True)
SCHEMA = pa.schema([("id", pa.string()), ("minted_from", pa.string()), ("minted_run", pa.int32())])


def people(*names: str) -> pa.Table:
    return pa.Table.from_pylist(
        [{"id": n, "minted_from": f"l:{n}:1", "minted_run": 1} for n in names], schema=SCHEMA
    )


def record(con: duckdb.DuckDBPyConnection, **names: str) -> None:
    rows = [
        {
            "person_id": key, "full_name": name, "born_on": date(1990, 2, 28), "sex": "", "id_number": "",
            "old_id_number": "", "si_number": "", "commune_code": "", "district_code": "",
        }
        for key, name in names.items()
    ]  # fmt: skip
    con.register("golden_arrow", pa.Table.from_pylist(rows))
    con.execute("CREATE OR REPLACE TABLE golden AS SELECT * FROM golden_arrow")


def renewed(con: duckdb.DuckDBPyConnection, run: int) -> tuple[int, int]:
    done = renew(store(), con, table="register_personrecord", relation="golden", run=run, order="person_id")
    return done.added, done.closed


def seen(run: int) -> list[tuple[str, str]]:
    schema = pa.schema([("person_id", pa.string()), ("full_name", pa.string())])
    sql = (
        "SELECT person_id, full_name FROM register_personrecord"
        " WHERE run_from <= %s AND (run_until IS NULL OR run_until > %s) ORDER BY person_id"
    )
    return [(r["person_id"], r["full_name"]) for r in read(store(), sql, [run, run], schema).to_pylist()]


def test_what_is_appended_comes_back_with_quotes_nulls_and_empty_texts() -> None:
    awkward = people('a"b', "c,d", "e\nf", "Ngã ba Đồng Lộc", "x';--")
    append(store(), "register_person", awkward)
    back = read(store(), "SELECT id, minted_from, minted_run FROM register_person ORDER BY id", [], SCHEMA)
    assert sorted(back.to_pylist(), key=str) == sorted(awkward.to_pylist(), key=str)


def test_a_run_adds_what_is_new_closes_what_is_gone_and_leaves_the_rest() -> None:
    append(store(), "register_person", people("P1", "P2", "P3"))
    with duckdb.connect(":memory:") as con:
        record(con, P1="An", P2="Bình")
        assert renewed(con, 1) == (2, 0)
        record(con, P1="An", P2="Bính", P3="Cúc")
        assert renewed(con, 2) == (2, 1)
        assert renewed(con, 3) == (0, 0)
    assert seen(1) == [("P1", "An"), ("P2", "Bình")]
    assert seen(2) == [("P1", "An"), ("P2", "Bính"), ("P3", "Cúc")]


def test_a_relation_renewed_part_by_part_comes_to_the_same_as_whole() -> None:
    append(store(), "register_person", people("P1", "P2", "P3", "P4"))
    with duckdb.connect(":memory:") as con:
        for run, names in enumerate(
            ({"P1": "An", "P2": "Bình"}, {"P2": "Bình", "P3": "An", "P4": "Bính"}, {}, {"P1": "An"}), 1
        ):
            record(con, **(names or {"P0": "x"}))
            if not names:
                con.execute("DELETE FROM golden")
            done = renew(
                store(), con, table="register_personrecord", relation="golden", run=run, order="person_id",
                by="full_name",
            )  # fmt: skip
            assert (done.added, done.closed) == ((2, 0), (2, 1), (0, 3), (1, 0))[run - 1]
            assert seen(run) == sorted(names.items())


def test_a_sweep_restores_the_published_run_exactly() -> None:
    append(store(), "register_person", people("P1", "P2"))
    with duckdb.connect(":memory:") as con:
        record(con, P1="An")
        renewed(con, 1)
        record(con, P1="Ân", P2="Bình")
        renewed(con, 2)
        sweep(store(), table="register_personrecord", published=1)
        assert seen(9) == [("P1", "An")]
        record(con, P1="Ân", P2="Bình")
        assert renewed(con, 3) == (2, 1)


def test_a_broken_promise_stops_the_step(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "10_staging_twice.sql"
    file.write_text("CREATE TABLE t AS SELECT unnest([1, 1]) AS a;\n-- check unique: t(a)\n")
    with duckdb.connect(":memory:") as con, pytest.raises(StepBroken, match="10_staging_twice"):
        run_step(con, file)
