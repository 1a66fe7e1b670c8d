"""A run's links of employers and its doubtful pairs, written beside the register's version."""

from __future__ import annotations

import duckdb

from baophu.engine.rows import Store, append
from baophu.engine.versions import renew, sweep, sweep_rows

# Rows of these lists name a person; their employer stands in the register's spells.
OF_PEOPLE = ("tax_payroll", "insured_members")
WORDS_OF_SQL = frozenset({"left", "right"})


def keep_links(store: Store, con: duckdb.DuckDBPyConnection, *, run: int) -> dict[str, int]:
    """Write which row is which employer from the relation `links`; returns how many were added, closed."""
    lists = ", ".join(f"'{name}'" for name in OF_PEOPLE)
    con.execute(
        "CREATE OR REPLACE VIEW employer_rows_golden AS"
        " SELECT entity AS employer_id, list AS list_name, receipt_id, row, method, probability_e4"
        f" FROM links WHERE kind = 'employer' AND list NOT IN ({lists})"
    )
    table = "linkage_employerrow"
    renewal = renew(
        store, con, table=table, relation="employer_rows_golden", run=run, order="receipt_id, row"
    )
    return {f"{table}.added": renewal.added, f"{table}.closed": renewal.closed}


def keep_doubts(store: Store, con: duckdb.DuckDBPyConnection, *, run: int) -> dict[str, int]:
    """Write the pairs that a person must decide from the relation `pairs`; returns how many."""
    found = con.sql(
        f"SELECT {run}::BIGINT AS run_id, left_entity AS left_employer_id, right_entity AS right_employer_id,"
        ' "left", "right", weight_milli, levels, why FROM pairs ORDER BY "left", "right"'
    ).to_arrow_table()
    quoted = [f'"{name}"' if name in WORDS_OF_SQL else name for name in found.column_names]
    table = "linkage_doubtfulpair"
    return {f"{table}.added": append(store, table, found.rename_columns(quoted))}


def sweep_unpublished(store: Store, *, published: int) -> int:
    """Take away what runs after `published` left behind; returns how many rows."""
    swept = sweep(store, table="linkage_employerrow", published=published)
    return swept + sweep_rows(store, table="linkage_doubtfulpair", column="run_id", published=published)
