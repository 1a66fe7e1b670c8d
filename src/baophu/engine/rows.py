"""Tables to Arrow and back, over the connection the caller hands in (ADR 0002).

On SQLite rows go by `executemany` in chunks that hold the write lock for well under half a second; on
PostgreSQL by COPY. Both use the caller's own connection: a second SQLite library on the file corrupts it.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv

FIRST_CHUNK = 5_000
LEAST_CHUNK = 500
MOST_CHUNK = 100_000
LOCK_SECONDS = 0.2  # aim of one chunk; the house's bound is 0.5
FETCH = 50_000


@dataclass(frozen=True, slots=True)
class Store:
    """The operational database as the caller sees it: its connection and its way to open a transaction."""

    connection: Any
    atomic: Callable[[], AbstractContextManager[Any]]

    @property
    def is_postgresql(self) -> bool:
        """Whether COPY is spoken."""
        return bool(self.connection.vendor == "postgresql")


def append(store: Store, table: str, rows: pa.Table, *, progress: Callable[[int], None] | None = None) -> int:
    """Insert every row of `rows` (columns named as in `table`); returns how many.

    Not one transaction: chunks are committed one by one, so rows must be invisible until published.
    """
    done = 0
    for chunk in _chunks(rows):
        started = time.perf_counter()
        with store.atomic():
            _copy(store, table, chunk) if store.is_postgresql else _insert(store, table, chunk)
        _Pace.learn(chunk.num_rows, time.perf_counter() - started, store.is_postgresql)
        done += chunk.num_rows
        if progress:
            progress(done)
    return done


def close_rows(store: Store, table: str, ids: Sequence[int], run: int) -> int:
    """Set `run_until` on the rows of a versioned table that a run no longer holds; returns how many."""
    sql = f"UPDATE {table} SET run_until = %s WHERE id = %s"
    for start in range(0, len(ids), FIRST_CHUNK):
        part = ids[start : start + FIRST_CHUNK]
        with store.atomic(), store.connection.cursor() as cursor:
            cursor.executemany(sql, [(run, one) for one in part])
    return len(ids)


def read(store: Store, sql: str, parameters: Sequence[object], schema: pa.Schema) -> pa.Table:
    """All rows of a query as Arrow in the given schema; days may come as text (SQLite) or as dates."""
    batches = []
    with store.connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        while rows := cursor.fetchmany(FETCH):
            columns = list(zip(*rows, strict=True))
            arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            batches.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


class _Pace:
    """How many rows fit into the aimed time, learnt from the chunks before."""

    rows = FIRST_CHUNK

    @classmethod
    def learn(cls, rows: int, seconds: float, copied: bool) -> None:
        if copied:
            cls.rows = MOST_CHUNK
        elif rows >= LEAST_CHUNK and seconds > 0:
            aimed = int(rows * LOCK_SECONDS / seconds)
            cls.rows = max(LEAST_CHUNK, min(MOST_CHUNK, aimed, cls.rows * 4))


def _chunks(rows: pa.Table) -> Iterator[pa.Table]:
    start = 0
    while start < rows.num_rows:
        chunk = rows.slice(start, _Pace.rows)
        start += chunk.num_rows
        yield chunk


def _insert(store: Store, table: str, rows: pa.Table) -> None:
    names = ", ".join(rows.column_names)
    marks = ", ".join(["%s"] * rows.num_columns)
    values = zip(*(_plain(column) for column in rows.columns), strict=True)
    with store.connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))


def _plain(column: pa.ChunkedArray) -> list[object]:
    if pa.types.is_date(column.type) or pa.types.is_decimal(column.type):
        return list(column.cast(pa.string()).to_pylist())
    return list(column.to_pylist())


def _copy(store: Store, table: str, rows: pa.Table) -> None:
    buffer = io.BytesIO()
    # every value quoted, nulls bare: so COPY tells an empty text from no value
    options = pa_csv.WriteOptions(include_header=False, quoting_style="all_valid")
    pa_csv.write_csv(rows, buffer, options)
    names = ", ".join(rows.column_names)
    with (
        store.connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as to,
    ):
        to.write(buffer.getvalue())


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_date(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if value is None else bool(value) for value in values], kind)
    return pa.array(values, kind)
