"""Keys that too many rows share are left out and named; the rows still join by other keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from baophu.linkage.bulk.blocks import budget, spread_labels
from baophu.linkage.bulk.functions import define
from linkage.drawn import Drawer


@cache
def defined() -> duckdb.DuckDBPyConnection:
    """A session that knows the functions of the steps."""
    con = duckdb.connect()
    define(con)
    return con


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


def test_a_key_left_out_is_named_in_the_words_it_says(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    crowd = [{"tax_code": f"42000{n:05d}", "name": "Công ty TNHH Sông Mai"} for n in range(1, 90)]
    drawer.add("tax_enterprises", crowd, "2017")
    left_out = {row["block"]: (row["key"], row["rows"]) for row in drawer.link().table("blocks")}
    assert left_out["name"] == ("song mai", 89)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=14))
def test_profiles_that_edges_lead_to_bear_the_least_label(edges: list[tuple[int, int]]) -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE person_profile AS SELECT range AS pid FROM range(1, 13)")
    con.execute("CREATE TABLE person_judged(x BIGINT, y BIGINT, verdict VARCHAR)")
    con.execute("CREATE TABLE person_edge(x BIGINT, y BIGINT, how VARCHAR)")
    apart = [(x, y, "exact") for x, y in edges if x != y]
    if apart:
        con.executemany("INSERT INTO person_edge VALUES (?, ?, ?)", apart)
    spread_labels(con, "person")
    least = {pid: pid for pid in range(1, 13)}
    for _ in least:
        for x, y, _how in apart:
            least[x] = least[y] = min(least[x], least[y])
    assert dict(con.execute("SELECT pid, label FROM person_cluster").fetchall()) == least


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(1, 2))
def test_errors_within_a_bound_are_those_of_the_dear_measure(a: str, b: str, most: int) -> None:
    con = defined()
    both = "SELECT within_errors($1, $2, $3), damerau_levenshtein($1, $2) <= $3"
    quick, dear = con.execute(both, [a, b, most]).fetchall()[0]
    assert quick == dear
