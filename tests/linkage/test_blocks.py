"""Keys that too many rows share are left out and named; the rows still join by other keys."""

from __future__ import annotations

from pathlib import Path

import duckdb

from baophu.linkage.bulk.blocks import budget
from linkage.drawn import Drawer


def sizes(rows: list[tuple[str, str, int]]) -> duckdb.DuckDBPyConnection:
    """A session that holds sizes of keys."""
    con = duckdb.connect()
    con.execute("CREATE TABLE sizes(block VARCHAR, key VARCHAR, n BIGINT)")
    con.executemany("INSERT INTO sizes VALUES (?, ?, ?)", rows)
    return con


def test_a_key_above_its_bound_is_left_out_and_named() -> None:
    con = sizes([("phone", "one", 30), ("phone", "office", 31), ("phone", "two", 2)])
    budget(con, "employer", "sizes")
    assert con.execute("SELECT block, most_rows FROM block_budget").fetchall() == [("phone", 30)]
    assert con.execute('SELECT key, "rows" FROM block_left_out').fetchall() == [("office", 31)]


def test_a_block_that_asks_for_too_many_pairs_gets_a_tighter_bound() -> None:
    con = sizes([("name", f"k{n}", 60) for n in range(200)] + [("name", "small", 5)])
    con.execute("INSERT INTO sizes SELECT 'name', 'w' || i, 59 FROM range(100) t(i)")
    budget(con, "employer", "sizes")
    most = con.execute("SELECT most_rows FROM block_budget").fetchall()[0][0]
    assert 5 <= most <= 60
    asked = con.execute(f"SELECT sum(n * (n - 1) // 2) FROM sizes WHERE n <= {most}").fetchall()[0][0]
    assert asked <= max(200_000, 60 * (300 * 60))


def test_rows_of_a_crowded_name_still_join_by_their_code(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    crowd = [{"tax_code": f"42000{n:05d}", "name": "Công ty TNHH Sông Mai"} for n in range(1, 90)]
    tax = drawer.add("tax_enterprises", crowd, "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA1X", "tax_code": "4200000007", "name": "Cty TNHH Sông Mai"}]
    )
    linked = drawer.link()
    assert linked.one((tax, 7), (unit, 1))
    assert not linked.one((tax, 8), (unit, 1))
    assert "name" in {row["block"] for row in linked.table("blocks")}
