"""The accounts of all units: transfers matched, months booked one after the other, the run's rows kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store
from baophu.engine.steps import run_step, run_steps
from baophu.engine.versions import renew, sweep
from baophu.funds.money.lawful import due_months, month_law
from baophu.kernel.text import FOLD_SQL
from baophu.kernel.time import Month
from baophu.law.book import Book

SQL: Final = Path(__file__).parent / "sql"
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A versioned table, the relation it follows, the order of its new rows and by what they are parted."""

    table: str
    relation: str
    order: str
    by: str = ""


KEPT: Final = (
    _Kept("funds_transfer", "transfer_marts", "receipt_id, row"),
    _Kept("funds_openingbalance", "opening_rows", "unit_code"),
    _Kept("funds_balance", "balance_rows", "unit_code, month, fund", "month"),
    _Kept("funds_ledgerline", "line_rows", "unit_code, month, fund", "month"),
    _Kept("funds_monthhead", "head_rows", "unit_code, month", "month"),
    _Kept("funds_change", "change_rows", "unit_code, month, of_month, fund, kind"),
    _Kept("funds_reversal", "reversal_rows", "unit_code, paid_on, amount_vnd, voucher_no, account"),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What officers decided and closings froze, as tables."""

    assignments: pa.Table  # transfer_key, unit_code
    closes: pa.Table  # month
    postings: pa.Table  # unit_code, month, of_month, fund, kind, amount_vnd
    posted_transfers: pa.Table  # unit_code, paid_on, amount_vnd, voucher_no, account, booked_on


SCHEMAS: Final = {
    "assignments": pa.schema([("transfer_key", pa.string()), ("unit_code", pa.string())]),
    "closes": pa.schema([("month", pa.date32())]),
    "postings": pa.schema(
        [
            ("unit_code", pa.string()),
            ("month", pa.date32()),
            ("of_month", pa.date32()),
            ("fund", pa.string()),
            ("kind", pa.string()),
            ("amount_vnd", pa.int64()),
        ]
    ),
    "posted_transfers": pa.schema(
        [
            ("unit_code", pa.string()),
            ("paid_on", pa.date32()),
            ("amount_vnd", pa.int64()),
            ("voucher_no", pa.string()),
            ("account", pa.string()),
            ("booked_on", pa.date32()),
        ]
    ),
}


def nothing_decided() -> Decided:
    """Give the decisions of a house in which nobody has decided yet."""
    return Decided(**{name: schema.empty_table() for name, schema in SCHEMAS.items()})


def reckon(
    con: duckdb.DuckDBPyConnection, decided: Decided, *, on: date, law: Book, progress: Progress
) -> None:
    """Create the relations that `KEPT` names from the lists, the dues, the decisions and the law.

    `due`, `rows_payments`, `rows_insured_units`, `rows_opening_balances`, `links` and `employer_golden`
    are there.
    """
    progress("Ghép tiền nộp vào đơn vị", 0.0)
    match(con, decided, on=on, law=law)
    run_steps(con, SQL / "book")
    months = _months(con, on)
    for number, month in enumerate(months):
        progress(f"Ghi sổ tháng {month.text}", 0.2 + 0.6 * number / len(months))
        _book_month(con, month, decided, on=on, law=law)
    run_steps(con, SQL / "finish")


def match(con: duckdb.DuckDBPyConnection, decided: Decided, *, on: date, law: Book) -> None:
    """Create `verdicts_of_transfers`: each transfer's unit, or why it is held."""
    _hand_over(con, decided, on=on, law=law)
    run_steps(con, SQL / "match")


def _months(con: duckdb.DuckDBPyConnection, on: date) -> list[Month]:
    (row,) = con.execute("SELECT min(start) FROM ledger_units").fetchall()
    months, month = [], Month.of(row[0]) if row[0] else Month.of(on).next
    while month.first <= on:
        months.append(month)
        month = month.next
    return months


def _book_month(
    con: duckdb.DuckDBPyConnection, month: Month, decided: Decided, *, on: date, law: Book
) -> None:
    said = month_law(month, law)
    closed: list[date] = decided.closes.column("month").to_pylist()
    last_closed = max(closed, default=None)
    first_open = last_closed is not None and month == Month.of(last_closed).next
    this = (
        month.first,
        min(month.last, on),
        said.first_charge,
        last_closed is not None and month.first <= last_closed,
        first_open,
    )
    _relation(con, "this", ("month", "last_day", "first_charge", "closed", "first_open"), [this])
    rates = [(fund, ppm, key) for fund, (ppm, key) in sorted(said.rates.items())]
    con.execute("CREATE OR REPLACE TABLE rates_now (fund money_fund, rate_ppm BIGINT, rate_key VARCHAR)")
    con.executemany("INSERT INTO rates_now VALUES (?, ?, ?)", rates)
    _relation(con, "order_now", ("place", "name"), list(enumerate(said.order)))
    steps = (
        ("30_fill", "40_daily_interest", "50_charge")
        if said.daily
        else ("20_monthly_interest", "50_charge", "30_fill")
    )
    for step in ("10_post", *steps, "60_lines", "70_set_aside"):
        run_step(con, SQL / "month" / f"{step}.sql")


def _hand_over(con: duckdb.DuckDBPyConnection, decided: Decided, *, on: date, law: Book) -> None:
    """Create the decisions' tables, `money_p` (the day and the ages), `law_month` and `money_fold`."""
    for name in SCHEMAS:
        con.register("decided_arrow", getattr(decided, name))
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM decided_arrow")
        con.unregister("decided_arrow")
    con.execute(f"CREATE OR REPLACE MACRO money_fold(x) AS {FOLD_SQL.format(x='x')}")
    ages = (
        law.whole("arrears.ageing.owed_from_months", on),
        law.whole("arrears.ageing.long_from_months", on),
    )
    _relation(
        con, "money_p", ("on_day", "january", "owed_from", "long_from"), [(on, date(on.year, 1, 1), *ages)]
    )
    months = list(due_months(Month.of(on), law))
    _relation(con, "law_month", ("month", "months_after", "months_after_cycle"), months)


def _relation(
    con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Create a table of rows that are never none."""
    table = {column: pa.array([row[place] for row in rows]) for place, column in enumerate(columns)}
    con.register("handed_arrow", pa.table(table))
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM handed_arrow")
    con.unregister("handed_arrow")


def keep(store: Store, con: duckdb.DuckDBPyConnection, *, run: int) -> dict[str, int]:
    """Write the run's rows; returns how many were added and closed, by table."""
    counts: dict[str, int] = {}
    for kept in KEPT:
        renewal = renew(
            store, con, table=kept.table, relation=kept.relation, run=run, order=kept.order, by=kept.by
        )
        counts |= {f"{kept.table}.added": renewal.added, f"{kept.table}.closed": renewal.closed}
    return counts


def sweep_unpublished(store: Store, *, published: int) -> int:
    """Take away what runs after `published` left behind; returns how many rows."""
    return sum(sweep(store, table=kept.table, published=published) for kept in KEPT)


def decided_from(rows: Mapping[str, Sequence[Sequence[object]]]) -> Decided:
    """Put decisions read as rows into their tables."""
    tables = {}
    for name, schema in SCHEMAS.items():
        columns = list(zip(*rows.get(name, ()), strict=True)) or [()] * len(schema)
        arrays = [pa.array(list(column), field.type) for column, field in zip(columns, schema, strict=True)]
        tables[name] = pa.Table.from_arrays(arrays, schema=schema)
    return Decided(**tables)
