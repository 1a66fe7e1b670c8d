"""Versioned tables: a run adds what is new, closes what is gone, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store, append, close_rows, read

SWEEP = 20_000
BATCH = 200_000
# Anti joins, not NOT IN: one pass over two hash tables, however many millions of rows there are.
GONE = "SELECT id FROM known_arrow ANTI JOIN stood USING (id) ORDER BY id"


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a run changed in one table."""

    added: int
    closed: int


def renew(
    store: Store,
    con: duckdb.DuckDBPyConnection,
    *,
    table: str,
    relation: str,
    run: int,
    order: str,
    by: str = "",
) -> Renewal:
    """Bring a versioned table to the rows of a DuckDB relation, as of run `run`.

    The relation has the table's columns but id, run_from, run_until and fingerprint. Rows are known by a
    fingerprint of all their values, so an unchanged row costs nothing; `order` fixes the order of new rows.
    With `by`, a column that is never null, only the rows of one of its values are held at a time.
    """
    schema = pa.schema([("id", pa.int64()), ("fingerprint", pa.string())])
    known = read(store, f"SELECT id, fingerprint FROM {table} WHERE run_until IS NULL", [], schema)
    con.register("known_arrow", known)
    con.execute("CREATE OR REPLACE TEMP TABLE stood (id BIGINT)")
    added = 0
    for part in _parts(con, relation, by):
        added += _add(store, con, table=table, relation=part, run=run, order=order)
    gone = con.execute(GONE).fetchall()
    con.unregister("known_arrow")
    con.execute("DROP TABLE stood")
    closed = close_rows(store, table, [row[0] for row in gone], run)
    return Renewal(added=added, closed=closed)


def _parts(con: duckdb.DuckDBPyConnection, relation: str, by: str) -> Iterator[str]:
    """The relation whole, or one query for each value of a column, in the order of its values."""
    if not by:
        yield relation
        return
    values = con.execute(f"SELECT DISTINCT {by}::VARCHAR FROM {relation} ORDER BY 1").fetchall()
    kind = con.execute(f"SELECT typeof({by}) FROM {relation} LIMIT 1").fetchall()
    for (value,) in values:
        yield f"(SELECT * FROM {relation} WHERE {by} = '{value}'::{kind[0][0]})"


def _add(
    store: Store, con: duckdb.DuckDBPyConnection, *, table: str, relation: str, run: int, order: str
) -> int:
    """Add the rows of a relation that are new, and note in `stood` the known ones that it still has."""
    names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()]
    values = ", ".join(f"coalesce({name}::VARCHAR, chr(1))" for name in names)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE renewed AS"
        f" SELECT *, md5(concat_ws(chr(2), {values})) AS fingerprint FROM {relation}"
    )
    con.execute("INSERT INTO stood SELECT id FROM known_arrow SEMI JOIN renewed USING (fingerprint)")
    added = 0
    fresh = con.sql(
        f"SELECT {', '.join(names)}, fingerprint, {run}::INTEGER AS run_from"
        f" FROM renewed ANTI JOIN known_arrow USING (fingerprint) ORDER BY {order}"
    )
    for batch in fresh.to_arrow_reader(BATCH):
        added += append(store, table, pa.Table.from_batches([batch]))
    con.execute("DROP TABLE renewed")
    return added


def sweep(store: Store, *, table: str, published: int) -> int:
    """Take away what a run that was never published left behind; returns how many rows."""
    reopened = f"UPDATE {table} SET run_until = NULL WHERE run_until > %s"
    with store.atomic(), store.connection.cursor() as cursor:
        cursor.execute(reopened, [published])
    return sweep_rows(store, table=table, column="run_from", published=published)


def sweep_rows(store: Store, *, table: str, column: str, published: int) -> int:
    """Delete, newest first and in short transactions, the rows whose `column` is past the published run."""
    swept = 0
    newest = f"SELECT id FROM {table} WHERE {column} > %s ORDER BY id DESC LIMIT {SWEEP}"
    while True:
        with store.connection.cursor() as cursor:
            cursor.execute(newest, [published])
            ids = [row[0] for row in cursor.fetchall()]
        if not ids:
            return swept
        with store.atomic(), store.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id >= %s AND {column} > %s", [ids[-1], published])
        swept += len(ids)
