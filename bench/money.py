"""The money room at a full province: a year of accounts of 70,000 units, month by month, and their writing.

`python bench/money.py --units 70000` draws dues, transfers, opening balances and closed months, reckons them
and prints processor seconds by step, peak memory and the hash of every relation that a run keeps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

ON = date(2020, 12, 31)
FUND_PARTS = (
    "retirement_death_employer_vnd", "retirement_death_employee_vnd", "health_employer_vnd", "health_employee_vnd",
    "unemployment_employer_vnd", "unemployment_employee_vnd", "sickness_maternity_employer_vnd",
    "occupational_accident_employer_vnd",
)  # fmt: skip
SHARES = (14, 8, 3, 1.5, 1, 1, 3, 0.5)
ORIGIN = (
    "'{name}' AS list, '{name}.csv' AS file, '{name}' AS sha256, 'si' AS sender_code, '42' AS sender_area,"
    " DATE '2020-12-01' AS begins_on, DATE '2020-12-31' AS ends_on, DATE '2020-12-31' AS as_of"
)


def drawn(con: Any, units: int) -> None:
    """Create what a run hands to the room: most units pay on time, some late or short, some hardly ever."""
    con.execute("SELECT setseed(0.5)")
    con.execute(
        f"CREATE TABLE unit AS SELECT i, 'TA' || lpad(i::VARCHAR, 6, '0') || 'X' AS unit_code, 1 + hash(i) % 40 AS size,"
        f" (hash(i * 7 + 1) % 1000)::INTEGER AS luck FROM range({units}) t(i)"
    )
    con.execute(
        "CREATE TABLE year AS SELECT make_date(2020, m::INTEGER, 1) AS month, m FROM range(1, 13) t(m)"
    )
    told = ", ".join(
        f"((size * 5000000 + luck * 1000) * {share} / 100)::BIGINT AS {name}"
        for name, share in zip(FUND_PARTS, SHARES, strict=True)
    )
    con.execute(
        f"""CREATE TABLE due AS
        SELECT unit_code, 'E' || unit_code AS employer_id, month, 'declared' AS version, size::INTEGER AS workers,
          0 AS leave_workers, size * 5000000 AS social_base_vnd, size * 5000000 AS unemployment_base_vnd, {told},
          0::BIGINT AS sickness_maternity_employee_vnd, 0::BIGINT AS occupational_accident_employee_vnd,
          0::BIGINT AS union_fee_vnd, 1 AS receipt_id, '' AS undetermined
        FROM unit, year
        UNION ALL
        SELECT unit_code, 'E' || unit_code, month, 'rectified', size::INTEGER, 0, size * 5000000, size * 5000000,
          {told.replace("luck * 1000", "luck * 1000 + 77777")}, 0, 0, 0, 1, ''
        FROM unit, year WHERE luck % 50 = 0"""
    )
    total = " + ".join(
        f"((size * 5000000 + luck * 1000) * {share} / 100)::BIGINT"
        for _, share in zip(FUND_PARTS, SHARES, strict=True)
    )
    con.execute(
        f"""CREATE TABLE rows_payments AS
        SELECT 3 AS receipt_id, {ORIGIN.format(name="payments")},
          row_number() OVER (ORDER BY m, i)::INTEGER AS row,
          least(DATE '2020-12-31', month + (24 + luck % 8 + CASE WHEN luck >= 700 THEN luck % 90 ELSE 0 END)::INTEGER)::DATE AS paid_on,
          CASE WHEN luck >= 900 THEN ({total}) * (luck % 10) // 10 + 1000 ELSE {total} END::BIGINT AS amount_vnd,
          CASE WHEN luck % 3 > 0 THEN unit_code END AS unit_code,
          CASE WHEN luck % 3 = 0 THEN 'Nop BHXH ' || unit_code || ' thang ' || m END AS reference,
          'CT' || i || '-' || m AS voucher_no, 'Công ty số ' || i AS payer, '3941' AS account
        FROM unit, year WHERE luck < 980"""
    )
    con.execute(
        f"""CREATE TABLE rows_insured_units AS
        SELECT 2 AS receipt_id, {ORIGIN.format(name="insured_units")}, (i + 1)::INTEGER AS row, unit_code,
          lpad((3000000000 + i)::VARCHAR, 10, '0') AS tax_code, 'Công ty số ' || i AS name,
          CASE WHEN luck % 20 = 0 THEN '3 tháng một lần' END AS pay_mode FROM unit"""
    )
    con.execute(
        f"""CREATE TABLE rows_opening_balances AS
        SELECT 4 AS receipt_id, {ORIGIN.format(name="opening_balances")}, (i + 1)::INTEGER AS row, unit_code,
          DATE '2020-01-01' AS month, CASE WHEN luck % 4 = 0 THEN -500000 ELSE luck * 10000 END::BIGINT AS social_vnd,
          (luck * 2000)::BIGINT AS health_vnd, 0::BIGINT AS unemployment_vnd, 0::BIGINT AS accident_vnd,
          (luck * 10)::BIGINT AS interest_vnd FROM unit WHERE luck % 10 = 0 OR luck > 950"""
    )
    con.execute(
        "CREATE TABLE links AS SELECT 'employer' AS kind, 'E' || unit_code AS entity, 'insured_units' AS list,"
        " 2 AS receipt_id, 'insured_units.csv' AS file, row FROM rows_insured_units"
    )
    con.execute(
        "CREATE TABLE employer_golden AS SELECT 'E' || unit_code AS employer_id, name, '446' AS district_code,"
        " '18679' AS commune_code FROM rows_insured_units"
    )
    con.execute(
        f"CREATE TABLE rows_tax_enterprises AS SELECT 5 AS receipt_id, {ORIGIN.format(name='tax')}, 1 AS row,"
        " 'x' AS name LIMIT 0"
    )
    con.execute(
        "CREATE TABLE receipts AS SELECT 1 AS receipt_id, 'insured_members' AS list, 'm.csv' AS file"
        " UNION ALL SELECT 4, 'opening_balances', 's.csv'"
    )


def decided(con: Any, closed: int) -> Any:
    """What closings froze: the dues of the first `closed` months as the lists tell them, less a little."""
    from baophu.funds.money import bulk

    none = bulk.nothing_decided()
    if not closed:
        return none
    con.execute(
        f"""CREATE TABLE froze AS SELECT unit_code, month, month AS of_month, f.fund, 'due' AS kind,
          CASE f.fund WHEN 'social' THEN retirement_death_employer_vnd + retirement_death_employee_vnd
            + sickness_maternity_employer_vnd WHEN 'health' THEN health_employer_vnd + health_employee_vnd
            WHEN 'unemployment' THEN unemployment_employer_vnd + unemployment_employee_vnd
            ELSE occupational_accident_employer_vnd END::BIGINT AS amount_vnd
        FROM due, (VALUES ('social'), ('health'), ('unemployment'), ('accident')) f(fund)
        WHERE version = 'declared' AND month(month) <= {closed}"""
    )
    months = [(date(2020, month + 1, 1),) for month in range(closed)]
    import pyarrow as pa

    kept = con.sql("SELECT * FROM froze").to_arrow_table().cast(bulk.SCHEMAS["postings"])
    con.execute("DROP TABLE froze")
    closes = pa.table({"month": pa.array([row[0] for row in months], pa.date32())})
    moved = con.sql(
        "SELECT coalesce(unit_code, regexp_extract(reference, 'TA[0-9]+X')) AS unit_code, paid_on, amount_vnd, voucher_no,"
        f" account, paid_on AS booked_on FROM rows_payments WHERE month(paid_on) <= {closed}"
    ).to_arrow_table()
    return bulk.Decided(none.assignments, closes, kept, moved.cast(bulk.SCHEMAS["posted_transfers"]))


def hashes(con: Any) -> dict[str, str]:
    """The hash of every kept relation, whatever the order of its rows."""
    from baophu.funds.money import bulk

    found = {}
    for kept in bulk.KEPT:
        names = sorted(row[0] for row in con.execute(f"DESCRIBE {kept.relation}").fetchall())
        values = ", ".join(f"coalesce({name}::VARCHAR, chr(1))" for name in names)
        count, total = con.execute(
            f"SELECT count(*), sum(hash(concat_ws(chr(2), {values}))::HUGEINT) FROM {kept.relation}"
        ).fetchall()[0]
        found[kept.relation] = f"{count} {hashlib.sha256(str(total).encode()).hexdigest()[:16]}"
    return found


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(units: int, closed: int, memory_mb: int, folder: Path, *, write: bool) -> dict[str, Any]:
    """Draw, reckon and keep once; processor seconds of each step and the peak of memory."""
    os.environ["BAOPHU_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "baophu.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from baophu.access.bulk import store
    from baophu.engine.duck import session
    from baophu.funds.money import bulk
    from baophu.law.book import load

    law, steps = load(), []
    if write:
        call_command("migrate", verbosity=0)
    with session(memory_mb=memory_mb, threads=2, scratch=folder / "scratch") as con:
        drawn(con, units)
        told = decided(con, closed)
        before, begun = _peak_mb(), time.process_time()
        bulk.reckon(
            con, told, on=ON, law=law, progress=lambda step, _: steps.append((step, time.process_time()))
        )
        reckoned = time.process_time()
        found: dict[str, Any] = {
            "units": units,
            "closed": closed,
            "drawn_mb": before,
            "reckoned_mb": _peak_mb(),
        }
        if write:
            with store().connection.cursor() as cursor:
                cursor.execute("PRAGMA foreign_keys=OFF")
            found["kept"] = bulk.keep(store(), con, run=1)
        found["kept_mb"] = _peak_mb()
        found |= {
            "reckon_busy": round(reckoned - begun, 1),
            "keep_busy": round(time.process_time() - reckoned, 1),
        }
        ends = [*(at for _, at in steps[1:]), reckoned]
        found["steps"] = {step: round(end - at, 2) for (step, at), end in zip(steps, ends, strict=True)}
        found["hashes"] = hashes(con)
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--units", type=int, default=70_000)
    options.add_argument("--closed", type=int, default=0)
    options.add_argument("--memory", type=int, default=2000)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="baophu-bench-") as folder:
        found = measure(asked.units, asked.closed, asked.memory, Path(folder), write=asked.write)
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
