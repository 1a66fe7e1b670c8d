"""The lists of a run as SQL views: each row with its place in the one order of evidence."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa
from duckdb import DuckDBPyConnection

from baophu.linkage.bulk.functions import quoted
from baophu.linkage.bulk.merged_places import open_merged_places


class Evidence(Protocol):
    """What linkage needs to know of a list that counts."""

    @property
    def receipt_id(self) -> int: ...
    @property
    def list_name(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def begins_on(self) -> date: ...
    @property
    def rows_path(self) -> Path: ...


_TEXT = "VARCHAR"
_PLACE = {"address": _TEXT, "commune_code": _TEXT, "district_code": _TEXT}
_IDENTITY = {"full_name": _TEXT, "born_on": "DATE", "id_number": _TEXT}

_REGISTERED = {"tax_code": _TEXT, "name": _TEXT, "representative": _TEXT, "phone": _TEXT, "legal_form": _TEXT}
_INSURED = {"si_number": _TEXT, "sex": _TEXT, "commune_code": _TEXT, **_IDENTITY}

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "tax_enterprises": {**_REGISTERED, **_PLACE},
    "new_businesses": {**_REGISTERED, **_PLACE},
    "commune_businesses": {
        "tax_code": _TEXT, "name": _TEXT, "owner": _TEXT, "phone": _TEXT, "kind": _TEXT, **_PLACE,
    },
    "labour_use": {"tax_code": _TEXT, "name": _TEXT, **_PLACE},
    "zone_enterprises": {"tax_code": _TEXT, "name": _TEXT, "phone": _TEXT},
    "trade_unions": {"tax_code": _TEXT, "name": _TEXT},
    "insured_units": {
        "unit_code": _TEXT, "tax_code": _TEXT, "name": _TEXT, "phone": _TEXT, "unit_type": _TEXT, **_PLACE,
    },
    "association_members": {"tax_code": _TEXT, "name": _TEXT, "commune_code": _TEXT, "district_code": _TEXT},
    "business_events": {"tax_code": _TEXT},
    "findings": {
        "employer": _TEXT, "tax_code": _TEXT, "unit_code": _TEXT, "commune_code": _TEXT,
        "district_code": _TEXT,
    },
    "tax_payroll": {"tax_code": _TEXT, "payer_name": _TEXT, "worker_tax_code": _TEXT, **_IDENTITY},
    "insured_members": {"unit_code": _TEXT, **_INSURED},
    "voluntary_members": _INSURED,
    "poor_households": {"commune_code": _TEXT, **_IDENTITY},
    "beneficiaries": {"si_number": _TEXT, "commune_code": _TEXT, **_IDENTITY},
    "deaths": {"commune_code": _TEXT, **_IDENTITY},
}  # fmt: skip


def in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence by period begin, list and file hash, never by arrival; lists that name nobody are left out."""
    known = [one for one in evidence if one.list_name in COLUMNS]
    return sorted(known, key=lambda one: (one.begins_on, one.list_name, one.sha256, one.receipt_id))


def open_lists(con: DuckDBPyConnection, evidence: Sequence[Evidence]) -> None:
    """Create `evidence` and one view `list_…` a list; `rid` orders rows as identifiers are minted."""
    ordered = in_order(evidence)
    slots = sorted({(one.list_name, one.period) for one in ordered})
    slot_of = {slot: number for number, slot in enumerate(slots)}
    places: dict[str, int] = dict.fromkeys(COLUMNS, 0)
    rows = []
    for number, one in enumerate(ordered):
        place = places[one.list_name]
        places[one.list_name] += 1
        rows.append((number, one.list_name, place, slot_of[one.list_name, one.period], one.receipt_id,
                     one.file_name, one.sha256, one.begins_on, one.period))  # fmt: skip
    _create_evidence(con, rows)
    moved = open_merged_places(con, {one.begins_on for one in ordered})
    for list_name, columns in COLUMNS.items():
        paths = [one.rows_path for one in ordered if one.list_name == list_name]
        select = _select(con, list_name, columns, paths, moved)
        con.execute(f"CREATE OR REPLACE VIEW list_{list_name} AS {select}")


_EVIDENCE = pa.schema(
    [
        ("ev", pa.int32()),
        ("list_name", pa.string()),
        ("place", pa.int32()),
        ("slot", pa.int32()),
        ("receipt_id", pa.int32()),
        ("file_name", pa.string()),
        ("sha256", pa.string()),
        ("begins_on", pa.date32()),
        ("period", pa.string()),
    ]
)


def _create_evidence(con: DuckDBPyConnection, rows: Sequence[tuple[object, ...]]) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_EVIDENCE)
    arrays = [pa.array(list(values), field.type) for values, field in zip(columns, _EVIDENCE, strict=True)]
    con.register("evidence_arrow", pa.table(arrays, schema=_EVIDENCE))
    con.execute("CREATE OR REPLACE TABLE evidence AS SELECT * FROM evidence_arrow")
    con.unregister("evidence_arrow")


def _select(
    con: DuckDBPyConnection, list_name: str, columns: Mapping[str, str], paths: Sequence[Path], moved: bool
) -> str:
    """The rows of every file of a list; a column that no file has is null."""
    if not paths:
        nulls = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in columns.items())
        return f"SELECT CAST(NULL AS BIGINT) AS rid, CAST(NULL AS INTEGER) AS slot, {nulls} WHERE false"
    files = ", ".join(quoted(str(path)) for path in paths)
    source = f"read_parquet([{files}], union_by_name = true)"
    held = {name for name, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    fields = ", ".join(
        f"CAST({_value(column, held, moved)} AS {kind}) AS {column}" for column, kind in columns.items()
    )
    today = (
        " LEFT JOIN place_today t ON t.code = r.commune_code AND t.begins_on = e.begins_on"
        if moved and "commune_code" in held
        else ""
    )
    return (
        f"SELECT CAST(e.ev AS BIGINT) * 4294967296 + r.row AS rid, e.slot, {fields} "
        f"FROM (SELECT *, file_index FROM {source}) r JOIN evidence e "
        f"ON e.list_name = {quoted(list_name)} AND e.place = r.file_index{today}"
    )


def _value(column: str, held: Container[str], moved: bool) -> str:
    """A field as it came; a commune under the code it bears on the newest day."""
    if column not in held:
        return "NULL"
    return "coalesce(t.today, r.commune_code)" if moved and column == "commune_code" else f"r.{column}"
