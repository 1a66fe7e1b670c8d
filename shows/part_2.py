"""The heavy promises of part 2, each shown on invented people; prints its figures.

python shows/part_2.py [NAME ...]      # claim
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from baophu.funds.voluntary.rules import Account

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
PEOPLE = 50_000


class Short(SystemExit):
    """A promise was not kept."""


def claim() -> None:
    """Quarter claims of 50,000 voluntary members: SQL equal to the oracle on all, each line explained."""
    _ready()
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


def _ready() -> None:
    """Django's settings with a home that is thrown away; the show touches no database."""
    home = tempfile.mkdtemp(prefix="baophu-show-")
    os.environ |= {"BAOPHU_HOME": home, "DJANGO_SETTINGS_MODULE": "baophu.config.settings"}
    import django

    django.setup()


SHOWS: dict[str, Callable[[], None]] = {"claim": claim}


def main(names: list[str]) -> None:
    """Run the named shows, all when none is named."""
    unknown = [name for name in names if name not in SHOWS]
    if unknown:
        raise SystemExit(f"no show {unknown}; there are {', '.join(SHOWS)}")
    for name in names or SHOWS:
        started = time.monotonic()
        print(f"== {name}: {(SHOWS[name].__doc__ or '').splitlines()[0]}", flush=True)
        SHOWS[name]()
        print(f"   {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
