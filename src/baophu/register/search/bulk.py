"""The index of words of one run's employers: made in DuckDB, kept as one row a word."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store, append, read
from baophu.engine.versions import BATCH, SWEEP, sweep_rows
from baophu.kernel.text import FOLD_SQL
from baophu.register.search.rules import LONGEST_WORD, SHORTEST_CORRECTED

WORDS, NEAR = "register_searchword", "register_searchnear"
_RECORDS: Final = (
    "SELECT id, name, representative, address, commune_code, district_code"
    " FROM register_employerrecord WHERE run_until IS NULL"
)
_RECORDS_SCHEMA: Final = pa.schema(
    {
        "id": pa.int64(),
        "name": pa.string(),
        "representative": pa.string(),
        "address": pa.string(),
        "commune_code": pa.string(),
        "district_code": pa.string(),
    }
)
_AREAS: Final = "SELECT DISTINCT code, rank || ' ' || name FROM places_area WHERE level <> 'province'"
_AREAS_SCHEMA: Final = pa.schema([("code", pa.string()), ("words", pa.string())])
_POSTINGS: Final = f"""
CREATE OR REPLACE TEMP TABLE search_postings AS
WITH named AS (SELECT code, string_agg(words, ' ' ORDER BY words) AS words FROM search_areas GROUP BY code),
told AS (
  SELECT id, 'n' AS field, name AS said FROM search_records
  UNION ALL SELECT id, 'p', representative FROM search_records WHERE representative <> ''
  UNION ALL SELECT id, 'a', concat_ws(' ', address, c.words, d.words) FROM search_records
    LEFT JOIN named c ON c.code = commune_code LEFT JOIN named d ON d.code = district_code
),
spoken AS (
  SELECT id, field, unnest(string_split({FOLD_SQL.format(x="said")}, ' ')) AS word FROM told
  UNION ALL SELECT id, 'z', '@' || district_code FROM search_records WHERE district_code <> ''
  UNION ALL SELECT id, 'z', '@' || commune_code FROM search_records WHERE commune_code <> ''
)
SELECT left(word, {LONGEST_WORD}) AS word, field, list(DISTINCT id ORDER BY id) AS ids
FROM spoken WHERE word <> '' GROUP BY ALL
"""
_NEAR: Final = """
SELECT DISTINCT key, word FROM (
  SELECT word, word AS key FROM search_new
  UNION ALL
  SELECT word, left(word, place) || substr(word, place + 2) FROM search_new, range(0, 40) t(place)
  WHERE place < length(word)
) WHERE key <> '' ORDER BY word, key
"""
_NEW_WORDS: Final = f"""
CREATE OR REPLACE TEMP TABLE search_new AS
SELECT DISTINCT word FROM search_postings ANTI JOIN search_known USING (word)
WHERE field <> 'z' AND length(word) >= {SHORTEST_CORRECTED} AND NOT regexp_full_match(word, '[0-9]+')
"""


def index(store: Store, con: duckdb.DuckDBPyConnection, *, run: int, published: int) -> dict[str, int]:
    """Write the words of a run's employers; words of runs before the published one are taken away.

    Reads the golden records that the run left open, so it comes after they were renewed.
    """
    con.register("search_records", read(store, _RECORDS, [], _RECORDS_SCHEMA))
    con.register("search_areas", read(store, _AREAS, [], _AREAS_SCHEMA))
    con.execute(_POSTINGS)
    counts = {f"{WORDS}.added": _keep_words(store, con, run), f"{NEAR}.added": _keep_near(store, con)}
    for name in ("search_records", "search_areas"):
        con.unregister(name)
    for name in ("search_postings", "search_new"):
        con.execute(f"DROP TABLE {name}")
    _forget(store, before=published)
    return counts


def sweep(store: Store, *, published: int) -> int:
    """Take away the words of runs that were never published."""
    return sweep_rows(store, table=WORDS, column="run", published=published)


def _keep_words(store: Store, con: duckdb.DuckDBPyConnection, run: int) -> int:
    added = 0
    words = con.sql("SELECT word, field, ids FROM search_postings ORDER BY word, field")
    for batch in words.to_arrow_reader(BATCH // 10):
        added += append(store, WORDS, _packed(batch, run, as_text=store.is_postgresql))
    return added


def _packed(batch: pa.RecordBatch, run: int, *, as_text: bool) -> pa.Table:
    """Lists of numbers as bytes; COPY reads bytes as text `\\x0a0b`."""
    lists = batch.column("ids")
    flat = lists.flatten().cast(pa.uint32())
    numbers = flat.buffers()[1].to_pybytes()[4 * flat.offset : 4 * (flat.offset + len(flat))]
    starts = [4 * (at - lists.offsets[0].as_py()) for at in lists.offsets.to_pylist()]
    packed = [numbers[a:b] for a, b in pairwise(starts)]
    records = pa.array(["\\x" + one.hex() for one in packed]) if as_text else pa.array(packed, pa.binary())
    columns = {
        "run": pa.array([run] * len(packed), pa.int32()),
        "word": batch.column("word"),
        "field": batch.column("field"),
        "employers": pa.array([len(one) // 4 for one in packed], pa.int32()),
        "records": records,
    }
    return pa.table(columns)


def _keep_near(store: Store, con: duckdb.DuckDBPyConnection) -> int:
    """Words never met before, under each text one letter short of them."""
    known = read(store, f"SELECT word FROM {NEAR} WHERE key = word", [], pa.schema([("word", pa.string())]))
    con.register("search_known", known)
    con.execute(_NEW_WORDS)
    con.unregister("search_known")
    return sum(append(store, NEAR, pa.Table.from_batches([b])) for b in con.sql(_NEAR).to_arrow_reader(BATCH))


def _forget(store: Store, *, before: int) -> None:
    """Words of runs that are no longer shown, in short transactions."""
    part = f"DELETE FROM {WORDS} WHERE id IN (SELECT id FROM {WORDS} WHERE run < %s LIMIT {SWEEP})"
    gone = 1
    while gone:
        with store.atomic(), store.connection.cursor() as cursor:
            cursor.execute(part, [before])
            gone = cursor.rowcount
