"""Populations of the register: identities, golden records and spells, written as one run's version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store, append, read
from baophu.engine.versions import BATCH, renew, sweep, sweep_rows


@dataclass(frozen=True, slots=True)
class _Kept:
    """A versioned table, the relation it follows, and what a person reads while it is written."""

    table: str
    relation: str
    order: str
    title: str


IDENTITIES = {"employer": "register_employer", "person": "register_person"}
VERSIONED = (
    _Kept("register_employerrecord", "employer_golden", "employer_id", "Lưu hồ sơ đơn vị"),
    _Kept("register_personrecord", "person_golden", "person_id", "Lưu hồ sơ người lao động"),
    _Kept("register_spell", "spell_golden", "receipt_id, row", "Lưu quá trình tham gia"),
)


def take_in(
    store: Store,
    con: duckdb.DuckDBPyConnection,
    *,
    run: int,
    progress: Callable[[str, float], None],
) -> dict[str, int]:
    """Write the run's employers, people and spells from the relations `entities`, `employer_golden`,
    `person_golden`, `spell_golden` and `events`; returns how many rows were added and closed, by table."""
    counts: dict[str, int] = {}
    progress("Cấp mã cho đơn vị và người mới", 0.0)
    for kind, table in IDENTITIES.items():
        counts[f"{table}.added"] = _mint(store, con, kind=kind, table=table, run=run)
    for number, kept in enumerate(VERSIONED):
        progress(kept.title, 0.2 + 0.25 * number)
        renewal = renew(store, con, table=kept.table, relation=kept.relation, run=run, order=kept.order)
        counts |= {f"{kept.table}.added": renewal.added, f"{kept.table}.closed": renewal.closed}
    events = con.sql(
        f"SELECT subject, left_id, right_id, kind, {run}::INTEGER AS run FROM events ORDER BY ALL"
    ).to_arrow_table()
    counts["register_identityevent.added"] = append(store, "register_identityevent", events)
    return counts


def _mint(store: Store, con: duckdb.DuckDBPyConnection, *, kind: str, table: str, run: int) -> int:
    """Write the identifiers that the register does not hold yet; returns how many."""
    known = read(store, f"SELECT id FROM {table}", [], pa.schema([("id", pa.string())]))
    con.register("known_ids", known)
    fresh = con.sql(
        f"SELECT entity AS id, minted_from, {run}::INTEGER AS minted_run"
        f" FROM entities ANTI JOIN known_ids ON known_ids.id = entities.entity"
        f" WHERE kind = '{kind}' ORDER BY entity"
    )
    added = 0
    for batch in fresh.to_arrow_reader(BATCH):
        added += append(store, table, pa.Table.from_batches([batch]))
    con.unregister("known_ids")
    return added


def sweep_unpublished(store: Store, *, published: int) -> int:
    """Take away what runs after `published` left behind; identities stay, they are never deleted."""
    swept = sum(sweep(store, table=kept.table, published=published) for kept in VERSIONED)
    return swept + sweep_rows(store, table="register_identityevent", column="run", published=published)
