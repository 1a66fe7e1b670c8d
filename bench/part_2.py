"""Dues and interest of a year as ratios in one run; writes its section of `docs/reference/benchmarks.md`.

    python bench/part_2.py [--workers 1000000 --units 60000] [--write] [--json]

The dues of 2017 and their interest at its end, from Parquet lists to Parquet ledgers, against the floor (read
the same files, join members to units and to months, add up by unit and month, write) and against the same
contributions by openfisca-core from the same files. Each part runs in a process of its own, in turn; the
figures of openfisca-core and ours must be equal to the đồng.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from section import write_section

YEAR, ON, TIMES = 2017, date(2017, 12, 31), 3
AT_MOST_FLOORS, AT_LEAST_OPENFISCA, MOST_MB = 4, 10, 4096
HERE = Path(__file__).parent


def drawn(folder: Path, workers: int, units: int) -> None:
    """Draw a year's lists: rises, leavers, newcomers, leave, state staff, part-timers, foreigners."""
    import duckdb

    con = duckdb.connect(":memory:", config={"threads": 1})
    con.execute("SELECT setseed(0.157)")
    con.execute(
        f"""CREATE TABLE units AS SELECT 2::INTEGER AS receipt_id, (i + 1)::INTEGER AS row,
          'TA' || lpad(i::VARCHAR, 6, '0') || 'X' AS unit_code,
          CASE WHEN i % 7 = 0 THEN 'Hành chính sự nghiệp, đảng, đoàn thể'
            ELSE 'Doanh nghiệp ngoài quốc doanh' END AS unit_type,
          CASE WHEN i % 3 = 0 THEN '18073' ELSE '18679' END AS commune_code,
          DATE '{YEAR}-12-01' AS begins_on, DATE '{ON}' AS ends_on, 'b' AS sha256, 'si' AS sender_code
        FROM range({units}) t(i)"""
    )
    con.execute(
        f"""CREATE TABLE people AS SELECT i, floor(random() * {units})::INTEGER AS unit, random() AS who,
          random() AS spell, 2000 + floor(random() * 28000)::BIGINT AS thousands, random() AS odd,
          1 + floor(random() * 12)::INTEGER AS month FROM range({workers}) t(i)"""
    )
    con.execute(
        f"""CREATE TABLE members AS
        WITH told AS (
          SELECT lpad(i::VARCHAR, 10, '0') AS si_number, u.unit_code, i, spell, month,
            u.unit_type LIKE 'Hành%' AND who < 0.6 AS scaled,
            thousands * 1000 + CASE WHEN odd < 0.1 THEN floor(odd * 9990)::BIGINT ELSE 0 END AS wage,
            2.34 + floor(odd * 12) * 0.33 AS scale, who
          FROM people p JOIN units u ON u.row = p.unit + 1
        ), rows AS (
          SELECT *, 1 AS part FROM told UNION ALL SELECT *, 2 FROM told WHERE spell < 0.04
        )
        SELECT 1::INTEGER AS receipt_id, row_number() OVER (ORDER BY i, part)::INTEGER AS row, si_number,
          unit_code, CASE WHEN NOT scaled THEN wage + CASE WHEN part = 2 THEN 300000 ELSE 0 END END AS wage_vnd,
          CASE WHEN scaled THEN round(scale, 2)::VARCHAR END AS coefficient, NULL::VARCHAR AS allowances,
          CASE WHEN who > 0.97 THEN 'BHXH, BHYT' WHEN who > 0.96 THEN 'BHTNLĐ' END AS funds,
          CASE WHEN spell > 0.98 THEN 'maternity' END AS movement,
          CASE WHEN who > 0.60 AND who < 0.61 THEN 'Lao động nước ngoài'
            WHEN who > 0.61 AND who < 0.63 THEN 'Không chuyên trách xã' END AS job,
          NULL::BIGINT AS unpaid_days,
          CASE WHEN part = 2 THEN DATE '{YEAR}-04-01' WHEN spell > 0.04 AND spell < 0.14
            THEN make_date({YEAR}, month, 1) ELSE DATE '{YEAR}-01-01' END AS from_month,
          CASE WHEN spell < 0.04 AND part = 1 THEN DATE '{YEAR}-03-01' WHEN spell > 0.14 AND spell < 0.19
            THEN make_date({YEAR}, month, 1) END AS to_month
        FROM rows"""
    )
    for name in ("members", "units"):
        con.execute(f"COPY {name} TO '{folder / name}.parquet'")


def floor_work(folder: Path) -> Callable[[], object]:
    """Read the same files, join members to units and to months, add up by unit and month, write."""
    import duckdb

    def work() -> object:
        with duckdb.connect(":memory:", config={"threads": 2, "preserve_insertion_order": "false"}) as con:
            con.execute(
                f"CREATE TABLE months AS SELECT make_date({YEAR}, i::INTEGER, 1) AS month FROM range(1, 13) t(i)"
            )
            return con.execute(
                f"""COPY (
                  SELECT m.unit_code, d.month, count(*) AS people, sum(m.wage_vnd) AS wages
                  FROM read_parquet('{folder}/members.parquet') m
                  JOIN read_parquet('{folder}/units.parquet') u ON u.unit_code = m.unit_code
                  JOIN months d ON m.from_month <= d.month AND (m.to_month IS NULL OR d.month <= m.to_month)
                  GROUP BY m.unit_code, d.month
                ) TO '{folder}/floor.parquet'"""
            )

    return work


def dues_work(folder: Path) -> Callable[[], object]:
    """Our dues and interest, from the lists' Parquet to Parquet; gives the seconds of the dues alone, written."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
    django.setup()
    from baophu.engine.duck import session
    from baophu.engine.steps import run_step
    from baophu.funds.dues import bulk
    from baophu.kernel.time import Month
    from baophu.law.book import load

    law = load()

    def work() -> object:
        with session(memory_mb=3072, threads=2, scratch=folder / "scratch") as con:
            begun, started = time.process_time(), time.perf_counter()
            _lists(con, folder)
            bulk.make(con, ledger=bulk.Ledger(Month(YEAR, 1), Month(YEAR, 12)), law=law)
            con.execute(f"COPY due TO '{folder}/due.parquet'")
            alone = {"alone": time.perf_counter() - started, "alone_busy": time.process_time() - begun}
            _debts(con, law)
            run_step(con, HERE / "interest_of_unpaid.sql")
            con.execute(f"COPY interest TO '{folder}/interest.parquet'")
        return alone

    return work


def _lists(con: Any, folder: Path) -> None:
    """The relations that a run has before dues are posted."""
    con.execute(
        f"""CREATE TABLE receipts AS
        SELECT 1::INTEGER AS receipt_id, 'insured_members' AS list, DATE '{YEAR}-12-01' AS begins_on,
          DATE '{ON}' AS ends_on, 'a' AS sha256, 'si' AS agency_code
        UNION ALL SELECT 2, 'insured_units', DATE '{YEAR}-12-01', DATE '{ON}', 'b', 'si'"""
    )
    for name in ("members", "units"):
        con.execute(
            f"CREATE VIEW rows_insured_{name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')"
        )
    con.execute(
        "CREATE VIEW links AS SELECT 'employer' AS kind, receipt_id, row, 'E' || unit_code AS entity"
        " FROM rows_insured_members"
    )
    con.execute(
        "CREATE VIEW employer_golden AS SELECT 'E' || unit_code AS employer_id, commune_code FROM rows_insured_units"
    )


def _debts(con: Any, law: Any) -> None:
    """All of the year unpaid: social, unemployment and accident insurance together, health apart."""
    con.execute(
        f"CREATE TABLE p AS SELECT DATE '{ON}' AS on_day, {law.whole('arrears.first_charge_months', ON)} AS first_charge"
    )
    con.execute("CREATE TABLE monthly_rate (fund VARCHAR, year INTEGER, micro BIGINT)")
    for fund in ("bhxh", "bhyt"):
        micro = int(law.share(f"arrears.monthly_rate.{fund}", ON) * 1_000_000)
        con.execute("INSERT INTO monthly_rate VALUES (?, ?, ?)", [fund, YEAR, micro])
    social = ["sickness_maternity", "occupational_accident", "retirement_death", "unemployment"]
    total = " + ".join(f"{fund}_{side}_vnd" for fund in social for side in ("employer", "employee"))
    con.execute(
        f"""CREATE TABLE debts AS
        SELECT unit_code, month, 'bhxh' AS fund, {total} AS owed_vnd FROM due
        UNION ALL SELECT unit_code, month, 'bhyt', health_employer_vnd + health_employee_vnd FROM due"""
    )


def openfisca_work(folder: Path) -> Callable[[], object]:
    """The same dues by openfisca-core, from the same files to the same written columns by unit and month."""
    import duckdb
    import numpy as np
    import openfisca_dues as theirs

    from baophu.law.book import load

    made = theirs.system(load())

    def work() -> object:
        with duckdb.connect(":memory:", config={"threads": 2}) as con:
            units = con.execute(UNITS.format(folder=folder)).fetchnumpy()
            members = con.execute(MEMBERS.format(folder=folder)).fetchnumpy()
        given = {name: members[name] for name in theirs.OF_MEMBERS if name not in {"charged", "on_leave"}}
        given |= {name: units[name] for name in theirs.OF_UNITS}
        year, figures = theirs.Year(made, members["unit"], len(units["public"])), {}
        for month in range(1, 13):
            there = (members["begins"] <= month) & (month <= members["ends"])
            given["charged"] = (there & (members["leave"] == 0)).astype(np.int32)
            given["on_leave"] = (there & (members["leave"] == 1)).astype(np.int32)
            figures[month] = year.dues_of_month(given, f"{YEAR}-{month:02d}")
        _keep_theirs(folder, units, figures)
        return None

    return work


UNITS = """
SELECT unit_code, 'E' || unit_code AS employer_id, (commune_code = '18073')::INTEGER AS region_iii,
  (unit_type LIKE 'Hành%')::INTEGER AS public
FROM read_parquet('{folder}/units.parquet') ORDER BY unit_code
"""
# Which of a person's rows in a unit holds: each until the next one begins.
MEMBERS = """
WITH told AS (
  SELECT u.unit::INTEGER AS unit, m.*, month(from_month)::INTEGER AS begins,
    least(coalesce(month(to_month), 12),
      lead(month(from_month), 1, 13) OVER (PARTITION BY u.unit, si_number ORDER BY from_month, row) - 1
    )::INTEGER AS ends
  FROM read_parquet('{folder}/members.parquet') m
  JOIN (
    SELECT unit_code, row_number() OVER (ORDER BY unit_code) - 1 AS unit
    FROM read_parquet('{folder}/units.parquet')
  ) u ON u.unit_code = m.unit_code
)
SELECT unit, begins, ends, coalesce(wage_vnd, 0)::INTEGER AS wage,
  coalesce((coefficient::DECIMAL(9, 4) * 1000000)::INTEGER, 0) AS coefficient_micro,
  CASE WHEN job LIKE 'Lao động nước ngoài%' THEN 1 WHEN job LIKE 'Không chuyên trách%' THEN 4 ELSE 0 END AS kind,
  coalesce(funds LIKE 'BHXH%', true)::INTEGER AS in_sickness,
  coalesce(funds LIKE 'BHXH%', true)::INTEGER AS in_retirement, 1 AS in_accident,
  (funds IS NULL)::INTEGER AS in_unemployment, coalesce(funds LIKE '%BHYT%', true)::INTEGER AS in_health,
  (movement IS NOT NULL)::INTEGER AS leave
FROM told
"""


def _keep_theirs(folder: Path, units: Any, figures: dict[int, dict[str, Any]]) -> None:
    """Write what openfisca-core found, by unit and month."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = len(units["unit_code"])
    columns: dict[str, Any] = {
        name: pa.chunked_array([pa.array(units[name])] * len(figures))
        for name in ("unit_code", "employer_id")
    }
    columns["month"] = np.repeat(
        np.array([date(YEAR, month, 1) for month in figures], "datetime64[D]"), count
    )
    columns["receipt_id"] = np.full(count * len(figures), 1, np.int32)
    for name in next(iter(figures.values())):
        columns[name] = np.concatenate([of_month[name] for of_month in figures.values()])
    pq.write_table(pa.table(columns), folder / "openfisca.parquet")


def differing_months(folder: Path) -> tuple[int, int]:
    """How many unit-months there are, and how many on which openfisca-core and ours differ."""
    import duckdb
    import openfisca_dues as theirs

    ours = {name: name if name.endswith("workers") else f"{name}_vnd" for name in theirs.SUMMED}
    equal = " AND ".join(f"coalesce(d.{ours[name]}, 0) = o.{name}" for name in ours)
    with duckdb.connect(":memory:") as con:
        count, alike = con.execute(
            f"""SELECT count(*), count(*) FILTER ({equal})
            FROM read_parquet('{folder}/openfisca.parquet') o
            LEFT JOIN read_parquet('{folder}/due.parquet') d ON d.unit_code = o.unit_code AND d.month = o.month"""
        ).fetchall()[0]
    return int(count), int(count) - int(alike)


PARTS = {"floor": floor_work, "dues": dues_work, "openfisca": openfisca_work}


def run_part(name: str, folder: Path) -> dict[str, float]:
    """One part once, in this process: seconds of the whole and of what it times itself, peak memory."""
    work = PARTS[name](folder)
    begun, started = time.process_time(), time.perf_counter()
    alone = work()
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    busy = time.process_time() - begun
    timed = alone if isinstance(alone, dict) else {}
    return {"seconds": took, "busy": busy, "peak_mb": peak, "alone": took, "alone_busy": busy} | timed


def measured(workers: int, units: int) -> dict[str, Any]:
    """All parts in turn, each in processes of its own; medians."""
    with tempfile.TemporaryDirectory(prefix="baophu-bench-") as name:
        folder = Path(name)
        env = {**os.environ, "BAOPHU_HOME": str(folder / "home"), "PYTHONPATH": str(HERE)}
        drawn(folder, workers, units)
        runs: dict[str, list[dict[str, float]]] = {part: [] for part in PARTS}
        for _ in range(TIMES):
            for part in PARTS:
                command = [sys.executable, str(HERE / "part_2.py"), "--part", part, "--folder", name]
                done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
                runs[part].append(json.loads(done.stdout.splitlines()[-1]))
        count, differ = differing_months(folder)
    found: dict[str, Any] = {"workers": workers, "units": units, "unit_months": count, "differing": differ}
    for part, times in runs.items():
        found[part] = statistics.median(one["seconds"] for one in times)
        found[f"{part}_busy"] = statistics.median(one["busy"] for one in times)
    for name in ("alone", "alone_busy"):
        found[f"dues_{name}"] = statistics.median(one[name] for one in runs["dues"])
    found["peak_mb"] = max(one["peak_mb"] for one in runs["dues"])
    found["floors"] = found["dues"] / found["floor"]
    found["times_faster"] = found["openfisca"] / found["dues_alone"]
    found["times_less_busy"] = found["openfisca_busy"] / found["dues_alone_busy"]
    return found


def bars(found: dict[str, Any]) -> dict[str, bool]:
    """Which promises the figures keep."""
    return {
        f"at most {AT_MOST_FLOORS} times the floor": found["floors"] <= AT_MOST_FLOORS,
        f"at least {AT_LEAST_OPENFISCA} times faster than openfisca-core": found["times_faster"]
        >= AT_LEAST_OPENFISCA,
        f"under {MOST_MB} MB": found["peak_mb"] < MOST_MB,
        "equal to openfisca-core to the đồng": found["differing"] == 0,
    }


def table(found: dict[str, Any]) -> list[str]:
    """The section of the page."""
    return [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}; medians of {TIMES}, each part in processes of its own, in turn.",
        f"The year {YEAR} of {found['workers']:,} workers in {found['units']:,} units:"
        f" {found['unit_months']:,} unit-months, {found['differing']:,} on which openfisca-core differs from ours.",
        "",
        "| what | seconds | against | ratio |",
        "| --- | ---: | --- | ---: |",
        f"| dues and interest, Parquet in, Parquet out | {found['dues']:.2f} | floor {found['floor']:.2f} s | {found['floors']:.2f} |",
        f"| the dues alone, Parquet in, Parquet out | {found['dues_alone']:.2f} | openfisca-core, the same"
        f" {found['openfisca']:.2f} s | 1/{found['times_faster']:.1f} |",
        "",
        f"Processor seconds: floor {found['floor_busy']:.2f}, dues and interest {found['dues_busy']:.2f}, the dues"
        f" alone {found['dues_alone_busy']:.2f}, openfisca-core {found['openfisca_busy']:.2f}, which is"
        f" {found['times_less_busy']:.1f} times the dues alone. openfisca-core keeps one processor busy, the dues both.",
        f"Peak memory of dues and interest: {found['peak_mb']:,.0f} MB.",
        "",
        *(f"- {bar}: {'kept' if kept else 'not kept'}" for bar, kept in bars(found).items()),
    ]


def main() -> None:
    """Measure, print, and with --write put the figures into the documentation."""
    options = argparse.ArgumentParser()
    options.add_argument("--workers", type=int, default=1_000_000)
    options.add_argument("--units", type=int, default=60_000)
    options.add_argument("--write", action="store_true")
    options.add_argument("--json", action="store_true")
    options.add_argument("--part", choices=PARTS)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    if asked.part:
        print(json.dumps(run_part(asked.part, asked.folder)))
        return
    found = measured(asked.workers, asked.units)
    lines = table(found)
    print(json.dumps(found | {"bars": bars(found)}) if asked.json else "\n".join(lines))
    if asked.write:
        write_section("make bench-2", lines)


if __name__ == "__main__":
    main()
