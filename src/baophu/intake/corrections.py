"""A quarantined row read again with corrected cells; once nothing is wrong it joins the rows taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from baophu.intake import landing
from baophu.intake.bulk import Part, header_of, typed_rows
from baophu.intake.choosing import Task
from baophu.intake.cleaning import clean
from baophu.intake.contracts import contract
from baophu.intake.convert import Context
from baophu.intake.models import Fault, Receipt
from baophu.intake.placing import Whereabouts
from baophu.intake.refusals import AlreadyCorrected, StillFaulty
from baophu.kernel.errors import Corrupt

_NUMBERED = re.compile(r"rows(?:-(\d+))?\.parquet")


def corrected(receipt: Receipt, fault: Fault, value: str) -> bool:
    """Read the row again with the value and say whether it is now taken; raises `StillFaulty`."""
    if fault.corrected_at is not None:
        raise AlreadyCorrected(value=fault.corrected_value)
    folder = receipt.evidence
    values = {
        other.column: other.corrected_value or ""
        for other in Fault.objects.filter(receipt=receipt, row=fault.row, corrected_at__isnull=False)
    }
    rows, faults = _read_again(receipt, folder, fault.row, {**values, fault.column: value})
    for still in faults:
        if still.field == fault.column:
            raise StillFaulty(reason=still.reason, fault=still.code)
    if faults:
        return False
    _take(receipt, folder, rows)
    return True


def _read_again(receipt: Receipt, folder: Path, row: int, values: Mapping[str, str]):  # type: ignore[no-untyped-def]
    """Type one row with some cells replaced."""
    kept = pl.scan_parquet(folder / "cells.parquet").filter(pl.col("row") == row).collect()
    if kept.height != 1:
        raise Corrupt(what=f"dòng {row} của biên nhận {receipt.number}")
    cells = list(kept["cells"][0])
    for field, value in values.items():
        cells[receipt.mapping[field]] = value
    raw = pl.DataFrame({str(i): [cell] for i, cell in enumerate(cells)}, schema_overrides=None)
    of = contract(receipt.list_name)
    commune = receipt.area_code if receipt.number.count("-") and len(receipt.area_code) == 5 else ""
    task = Task(
        path=folder / "file",
        file=receipt.file_name,
        contract=of,
        where=Whereabouts(
            receipt.begins_on, receipt.ends_on, commune if of.name == "commune_businesses" else ""
        ),
        remembered={},
        limit_mb=0,
    )
    part = Part(frame=clean(raw), raw=raw, row=kept["row"], sheet_row=kept["sheet_row"], broken={})
    context = Context(latest_birth_year=receipt.ends_on.year, factors=dict(receipt.units))
    rows, faults, _ = typed_rows(part, header_of(receipt.header, receipt.mapping), task, context)
    return rows, faults


def _take(receipt: Receipt, folder: Path, row: pl.DataFrame) -> None:
    """Write the rows with one more under the next name."""
    former = pl.read_parquet(folder / receipt.rows_name)
    match = _NUMBERED.fullmatch(receipt.rows_name)
    name = f"rows-{int(match[1] or 1) + 1 if match else 2}.parquet"
    joined = pl.concat([former, row.select(former.columns).cast(former.schema)]).sort("row")
    landing.write_beside(folder, name, lambda path: joined.write_parquet(path, compression="zstd"))
    receipt.rows_name = name
    receipt.taken += 1
    receipt.quarantined -= 1
    receipt.save(update_fields=["rows_name", "taken", "quarantined"])
