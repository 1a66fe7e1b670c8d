"""Payments, months and stretches of all participants, written as one run's version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from baophu.engine.rows import Store
from baophu.engine.steps import run_steps
from baophu.engine.versions import renew, sweep
from baophu.funds.voluntary.bulk.relations import hand_over
from baophu.law.book import Book

SQL = Path(__file__).parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A versioned table, its rows from the steps' relations, and their order."""

    table: str
    rows: str
    order: str


KEPT = (
    _Kept(
        "funds_voluntarypayment",
        "SELECT person_id, receipt_id, row, position, left(si_number, 20) AS si_number, district_code,"
        " commune_code, left(agent_code, 40) AS agent_code, left(staff, 120) AS staff, enrolment, goes_on,"
        " income_vnd, mode_months::INTEGER AS mode_months, from_month, to_month, months::INTEGER AS months,"
        " way, coalesce(told_group, '') AS told_group, grp, poor_receipt_id, poor_row,"
        " left(receipt_no, 60) AS receipt_no, paid_on, day_told, due_vnd, due_law_vnd, due_why, paid_vnd,"
        " own_vnd, state_vnd, support_vnd, local_vnd, other_vnd,"
        " supported_months::INTEGER AS supported_months, unused_months::INTEGER AS unused_months, refund_vnd,"
        " flags FROM vol_settled",
        "person_id, position",
    ),
    _Kept(
        "funds_voluntarymonth",
        "SELECT m.person_id, p.receipt_id, p.row, m.month, p.paid_on, p.day_told, m.status, m.grp,"
        " t.poor_receipt_id, t.poor_row, m.number, m.support_vnd, m.local_vnd, m.other_vnd, m.sponsored_vnd,"
        " m.lacks FROM vol_months m"
        " JOIN vol_payments p ON p.person_id = m.person_id AND p.position = m.position"
        " JOIN vol_tariffs t ON t.person_id = m.person_id AND t.position = m.position",
        "person_id, month, receipt_id, row",
    ),
    _Kept(
        "funds_voluntarystretch",
        "SELECT person_id, number, starts_on, ends_before, renew_by,"
        " number = max(number) OVER (PARTITION BY person_id) AS newest, district_code, commune_code,"
        " left(agent_code, 40) AS agent_code FROM vol_stretches",
        "person_id, number",
    ),
    _Kept(
        "funds_sponsoredmonth",
        "SELECT person_id, sponsorship_id, month, amount_vnd FROM vol_sponsored",
        "person_id, month, sponsorship_id",
    ),
)


def post(
    con: duckdb.DuckDBPyConnection,
    *,
    on: date,
    law: Book,
    sponsorships: Sequence[Mapping[str, object]] = (),
    progress: Callable[[str, float], None] | None = None,
) -> None:
    """Create the relations `vol_*` from `receipts`, `rows_<list>` and `links`."""
    hand_over(con, on=on, law=law, sponsorships=sponsorships)
    run_steps(con, SQL / "post", progress)


def keep(store: Store, con: duckdb.DuckDBPyConnection, *, run: int) -> dict[str, int]:
    """Write the run's version of every table; returns how many rows were added and closed."""
    counts: dict[str, int] = {}
    for kept in KEPT:
        con.execute(f"CREATE OR REPLACE VIEW vol_kept AS {kept.rows}")
        renewal = renew(store, con, table=kept.table, relation="vol_kept", run=run, order=kept.order)
        counts |= {f"{kept.table}.added": renewal.added, f"{kept.table}.closed": renewal.closed}
    return counts


def sweep_unpublished(store: Store, *, published: int) -> int:
    """Take away what runs after `published` left behind; returns how many rows."""
    return sum(sweep(store, table=kept.table, published=published) for kept in KEPT)
