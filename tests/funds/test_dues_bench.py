"""What the bench measures is what the law says: its interest, and its openfisca-core system."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest

from baophu.engine.steps import run_step
from baophu.funds.dues import bulk
from baophu.kernel.time import Month
from baophu.law.book import UnknownParameter, load
from baophu.law.due import due_day
from baophu.law.interest import DebtFund, interest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.mark.parametrize("on", [date(2017, 12, 31), date(2018, 1, 1), date(2017, 2, 28), date(2023, 12, 1)])
def test_the_bench_charges_the_interest_of_the_law(on: date) -> None:
    rng = Random(7)
    debts = [
        (f"U{n}", Month(on.year, rng.randrange(1, 13)), rng.choice(("bhxh", "bhyt")), rng.randrange(10**9))
        for n in range(300)
    ]
    con = duckdb.connect(":memory:")
    con.execute(bulk.HALF_UP)
    con.execute("CREATE TABLE p AS SELECT CAST(? AS DATE) AS on_day, 2 AS first_charge", [on])
    con.execute("CREATE TABLE monthly_rate (fund VARCHAR, year INTEGER, micro BIGINT)")
    con.execute("CREATE TABLE debts (unit_code VARCHAR, month DATE, fund VARCHAR, owed_vnd BIGINT)")
    for fund in DebtFund:
        for dated in load().dated(f"arrears.monthly_rate.{fund}"):
            micro = None if dated.value is None else int(dated.value * 1_000_000)  # type: ignore[operator, arg-type]
            con.execute("INSERT INTO monthly_rate VALUES (?, ?, ?)", [fund, dated.holds_from.year, micro])
    con.executemany("INSERT INTO debts VALUES (?, ?, ?, ?)", [(u, m.first, f, v) for u, m, f, v in debts])
    run_step(con, BENCH / "interest_of_unpaid.sql")
    rows = con.execute("SELECT unit_code, interest_vnd, undetermined FROM interest").fetchall()
    found = {unit: None if open_ else int(vnd) for unit, vnd, open_ in rows}
    expected = {}
    for unit, month, fund, owed in debts:
        due = due_day(month=month, book=load()).value
        try:
            expected[unit] = interest(fund=DebtFund(fund), owed_vnd=owed, due=due, on=on, book=load()).value
        except UnknownParameter:
            expected[unit] = None
    assert found == expected


def test_each_command_writes_its_own_section_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    from section import write_section  # type: ignore[import-not-found]

    page = tmp_path / "benchmarks.md"
    write_section("make bench", ["first figures", "", "| a | b |"], page)
    write_section("make bench-2", ["two"], page)
    write_section("make bench", ["three"], page)
    text = page.read_text(encoding="utf-8")
    assert text.count("## ") == 2 and "first figures" not in text
    assert text.index("three") < text.index("two")
