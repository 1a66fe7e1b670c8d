"""The heavy promises of part 2, each shown with its figures.

python shows/part_2.py [NAME ...]      # agree bulk claim spark (make spark brings Spark)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from baophu.funds.voluntary.rules import Account

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = 50_000


class Short(SystemExit):
    """A promise was not kept."""


def claim() -> None:
    """Quarter claims of 50,000 voluntary members: SQL equal to the oracle on all, each line explained."""
    _with_tests()
    from funds.voluntary_drawn import by_oracle, by_sql, drawn

    lists = drawn(PEOPLE, 157, first_day=date(2025, 4, 1))
    started = time.monotonic()
    con = lists.posted()
    posted = time.monotonic() - started
    accounts = lists.accounts()
    worked = time.monotonic() - started - posted
    sql, oracle = by_sql(con), by_oracle(accounts)
    apart = [person for person in sql.keys() | oracle.keys() if sql.get(person) != oracle.get(person)]
    months = sum(len(told["months"]) for told in sql.values())
    print(
        f"claim: {len(sql)} people, {sum(len(t['payments']) for t in sql.values())} payments, {months} months;"
        f" SQL {posted:.1f} s, oracle {worked:.1f} s; people on whom the two differ: {len(apart)}"
    )
    if apart:
        raise Short(f"claim: {apart[:5]}")
    _claimed(con, accounts, "first claim")
    rest = drawn(PEOPLE, 157, first_day=date(2025, 4, 1))
    changed = 0
    for row in rest.rows["voluntary_members"]:
        if row["row"] % 19 == 0:
            row["group"], changed = "cận nghèo", changed + 1
    print(f"claim: {changed} rows corrected before the next claim")
    after = rest.posted()
    _claimed(after, rest.accounts(), "second claim", before=con)


def _claimed(
    con: duckdb.DuckDBPyConnection,
    accounts: dict[str, Account],
    title: str,
    before: duckdb.DuckDBPyConnection | None = None,
) -> None:
    """One quarter's claim by SQL, held to the oracle line by line; every line must have its sentence."""
    from baophu.funds.voluntary.bulk.claims import compare
    from baophu.funds.voluntary.reasons import article_of, sentence, values_of
    from baophu.funds.voluntary.rules.claim import Claimed, lines_of
    from baophu.law.book import load

    quarter_on, first = (date(2025, 7, 1), date(2025, 4, 1)) if before else (date(2025, 4, 1), None)
    started = time.monotonic()
    con.execute(
        "CREATE OR REPLACE TABLE now_months AS SELECT m.*, p.paid_on, p.day_told, p.receipt_id, p.row,"
        " t.poor_receipt_id, t.poor_row FROM vol_months m"
        " JOIN vol_payments p ON p.person_id = m.person_id AND p.position = m.position"
        " JOIN vol_tariffs t ON t.person_id = m.person_id AND t.position = m.position"
    )
    held = before.sql("SELECT 1 AS id, * FROM claim_lines").to_arrow_table() if before else None
    was: dict[str, dict[date, Claimed]] = {}
    if held is not None:
        con.register("held", held)
        con.execute("CREATE OR REPLACE TABLE claimed_lines AS SELECT * FROM held")
        for line in held.to_pylist():
            known = Claimed(line["amount_vnd"], line["quarter_on"], line["grp"], line["paid_on"])
            was.setdefault(line["person_id"], {})[line["month"]] = known
    else:
        con.execute(
            "CREATE OR REPLACE TABLE claimed_lines (id BIGINT, person_id VARCHAR, month DATE, quarter_on DATE,"
            " amount_vnd BIGINT, grp VARCHAR, paid_on DATE, receipt_id INTEGER, row INTEGER)"
        )
    con.execute("CREATE OR REPLACE TABLE claimed_quarters AS SELECT ?::DATE AS quarter_on", [first])
    con.execute("CREATE OR REPLACE TABLE claim_p AS SELECT ?::DATE AS quarter_on", [quarter_on])
    compare(con)
    took = time.monotonic() - started
    columns = "person_id, month, quarter_on, kind, why, amount_vnd, grp, paid_on, number"
    sql = set(con.execute(f"SELECT {columns} FROM claim_lines").fetchall())
    oracle = set()
    for person in sorted(accounts.keys() | was.keys()):
        account = accounts[person]
        for line in lines_of(
            account.months, {p.position: p for p in account.payments}, quarter_on=quarter_on,
            before=was.get(person, {}), claimed_quarters={first} if first else (),
        ):  # fmt: skip
            oracle.add((person, line.month, line.quarter_on, line.kind, line.why, line.amount_vnd, line.group,
                        line.paid_on, line.number))  # fmt: skip
    explained = 0
    for _, month, _, kind, why, amount, group, paid_on, number in sql:
        values = values_of(
            group=group, paid_on=paid_on, month=month, amount_vnd=amount, number=number, lacks="",
            article=article_of(group, paid_on, load()),
        )  # fmt: skip
        explained += bool(sentence("supported" if kind == "claim" else why, values))
    reasons = dict(sorted(Counter(line[4] or "claim" for line in sql).items()))
    print(
        f"claim: {title}: {len(sql)} lines of {len({line[0] for line in sql})} people, {sum(x[5] for x in sql):,} đồng,"
        f" SQL {took:.1f} s; by reason {reasons}; explained {explained}; lines that differ from the oracle:"
        f" {len(sql ^ oracle)}"
    )
    if sql != oracle or explained != len(sql) or not sql:
        raise Short(f"claim: {title}: {sorted(map(str, sql ^ oracle))[:3]}")


def agree() -> None:
    """Bulk dues equal the one-case rule to the đồng: named boundary cases and 100,000 drawn rows."""
    _with_tests()
    from baophu.law.book import load
    from funds.dues_drawn import drawn_cases
    from funds.dues_forms import by_steps, differing, numbered
    from funds.dues_named import named_cases

    named = numbered(named_cases())
    differ = differing(named, by_steps(named), [case.by_oracle(load()) for case in named])
    print(f"agree: {len(named)} named cases, {len(differ)} differ")
    for seed in (157, 2018):
        drawn = numbered(drawn_cases(100_000, seed=seed))
        apart = differing(drawn, by_steps(drawn), [case.by_oracle(load()) for case in drawn])
        rows = sum(len(case.rows) for case in drawn)
        print(
            f"agree: seed {seed}: {rows:,} drawn rows in {len(drawn):,} units and months, {len(apart)} differ"
        )
        differ += apart
    if differ:
        raise Short(f"agree: {differ[:5]}")


def spark() -> None:
    """The same steps on Spark equal the one-case rule to the đồng: named cases and 100,000 drawn rows."""
    _with_tests()
    from baophu.engine.spark import session
    from baophu.law.book import load
    from funds.dues_drawn import drawn_cases
    from funds.dues_forms import by_spark, differing, numbered
    from funds.dues_named import named_cases

    differ = []
    for what, found in (("named", named_cases()), ("drawn", drawn_cases(100_000, seed=157))):
        cases = numbered(found)
        started = time.monotonic()
        with session(memory_mb=3072, threads=2, scratch=Path(os.environ["BAOPHU_HOME"])) as tables:
            told = by_spark(cases, tables)
        took = time.monotonic() - started
        apart = differing(cases, told, [case.by_oracle(load()) for case in cases])
        rows = sum(len(case.rows) for case in cases)
        print(
            f"spark: {len(cases):,} {what} units and months of {rows:,} rows in {took:.0f} s,"
            f" {len(apart)} differ"
        )
        differ += apart
    if differ:
        raise Short(f"spark: {differ[:5]}")


def bulk() -> None:
    """A year of dues and interest of 1,000,000 workers in 60,000 units, against its bars."""
    command = [sys.executable, str(ROOT / "bench/part_2.py"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise Short(f"bulk: exit {done.returncode}\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    print(
        f"bulk: {found['dues']:.2f} s, {found['floors']:.2f} times the floor ({found['floor']:.2f} s);"
        f" the dues alone {found['dues_alone']:.2f} s, openfisca-core {found['openfisca']:.2f} s,"
        f" {found['times_faster']:.1f} times faster; at most {found['peak_mb']:,.0f} MB;"
        f" {found['unit_months']:,} unit-months, {found['differing']:,} differ"
    )
    short = [bar for bar, kept in found["bars"].items() if not kept]
    if short:
        raise Short(f"bulk: not kept: {'; '.join(short)}")


def _with_tests() -> None:
    """Make the tests' cases importable, with a home of this show's own."""
    sys.path.insert(0, str(ROOT / "tests"))
    os.environ["BAOPHU_HOME"] = tempfile.mkdtemp(prefix="baophu-show-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
    import django

    django.setup()


SHOWS: dict[str, Callable[[], None]] = {"agree": agree, "bulk": bulk, "claim": claim, "spark": spark}


def main(names: list[str]) -> None:
    """Run the named shows, all when none is named."""
    unknown = [name for name in names if name not in SHOWS]
    if unknown:
        raise SystemExit(f"no show {unknown}; there are {', '.join(SHOWS)}")
    for name in names or (name for name in SHOWS if name != "spark" or find_spec("pyspark")):
        started = time.monotonic()
        print(f"== {name}: {(SHOWS[name].__doc__ or '').splitlines()[0]}", flush=True)
        SHOWS[name]()
        print(f"   {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
