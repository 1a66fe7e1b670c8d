"""The rows of all lists as DuckDB relations: one view `rows_<list>` a list, with where each row came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from baophu.intake.contracts import contracts
from baophu.intake.queries import Evidence

# How a field's kind of the contract stands in Parquet, for lists of which nothing came; all others are text.
_TYPES = {"count": "BIGINT", "money": "BIGINT", "day": "DATE", "month": "DATE", "yes_no": "BOOLEAN"}
_ORIGIN = (
    "c.receipt_id, c.list, c.file, c.sha256, c.agency_code AS sender_code, c.area_code AS sender_area,"
    " c.begins_on, c.ends_on, c.as_of"
)


def attach(con: duckdb.DuckDBPyConnection, evidence: Sequence[Evidence]) -> None:
    """Create `receipts` and, for every list of the contracts, `rows_<list>` (empty where nothing came).

    Each view has receipt_id, list, file, sha256, sender_code, sender_area, begins_on, ends_on, as_of
    (the earlier of period end and receipt), row, and every field of the list.
    """
    _receipts(con, evidence)
    by_list: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_list[item.list_name].append(item)
    for name in contracts():
        _view(con, name, by_list.get(name, []))


def _receipts(con: duckdb.DuckDBPyConnection, evidence: Sequence[Evidence]) -> None:
    columns = {
        "receipt_id": pa.array([e.receipt_id for e in evidence], pa.int32()),
        "list": pa.array([e.list_name for e in evidence], pa.string()),
        "file": pa.array([e.file_name for e in evidence], pa.string()),
        "sha256": pa.array([e.sha256 for e in evidence], pa.string()),
        "path": pa.array([str(e.rows_path) for e in evidence], pa.string()),
        "agency_code": pa.array([e.agency_code for e in evidence], pa.string()),
        "area_code": pa.array([e.area_code for e in evidence], pa.string()),
        "period": pa.array([e.period for e in evidence], pa.string()),
        "begins_on": pa.array([e.begins_on for e in evidence], pa.date32()),
        "ends_on": pa.array([e.ends_on for e in evidence], pa.date32()),
        "as_of": pa.array([min(e.ends_on, e.received_on) for e in evidence], pa.date32()),
    }
    con.register("receipts_arrow", pa.table(columns))
    con.execute("CREATE OR REPLACE TABLE receipts AS SELECT * FROM receipts_arrow")
    con.unregister("receipts_arrow")


def _view(con: duckdb.DuckDBPyConnection, name: str, evidence: Sequence[Evidence]) -> None:
    paths = [str(item.rows_path) for item in evidence if item.taken]
    if paths:
        listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        con.execute(
            f"CREATE OR REPLACE VIEW rows_{name} AS SELECT {_ORIGIN}, r.* EXCLUDE (filename)"
            f" FROM read_parquet([{listed}], union_by_name = true, filename = true) r"
            f" JOIN receipts c ON c.path = r.filename AND c.list = '{name}'"
        )
        return
    nothing = ", ".join(f"NULL::{kind} AS {field}" for field, kind in empty_columns(name))
    con.execute(
        f"CREATE OR REPLACE VIEW rows_{name} AS SELECT {_ORIGIN}, x.*"
        f" FROM receipts c, (SELECT NULL::INTEGER AS row, NULL::INTEGER AS sheet_row, {nothing}) x"
        " WHERE false"
    )


def empty_columns(name: str) -> list[tuple[str, str]]:
    """The fields of a list with their DuckDB types, places' codes included."""
    contract = contracts()[name]
    fields = [(f'"{field.id}"', _TYPES.get(str(field.kind), "VARCHAR")) for field in contract.fields]
    if contract.placed:
        fields += [("commune_code", "VARCHAR"), ("district_code", "VARCHAR")]
    return fields
