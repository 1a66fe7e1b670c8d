"""Reads of intake: the lists that count on a day, quarantined rows, one row as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from baophu.intake.models import Fault, Receipt, ReceiptState
from baophu.kernel.errors import Corrupt, NotFound

QUARANTINE_COLUMNS = ("list", "file", "row", "column", "value", "reason", "receipt")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One list that counts, and where its rows lie."""

    receipt_id: int
    number: str
    list_name: str
    file_name: str
    sha256: str
    agency_code: str
    agency_name: str
    period: str
    begins_on: date
    ends_on: date
    received_on: date
    rows_path: Path
    cells_path: Path
    taken: int
    area_code: str


@dataclass(frozen=True, slots=True)
class RowCells:
    """A data row as it came: titles, cells, its line, the field of each column, what was wrong."""

    receipt_id: int
    number: str
    row: int
    sheet_row: int
    header: tuple[str, ...]
    cells: tuple[str, ...]
    fields: dict[int, str]  # column -> field
    faults: dict[int, tuple[str, ...]]  # column -> reasons still open


def evidence(*, on: date) -> list[Evidence]:
    """The lists that count on a day: newest version, not withdrawn, period begun, in order."""
    counted = Receipt.objects.filter(state=ReceiptState.ACCEPTED, nil=False, begins_on__lte=on)
    found = [_evidence(receipt) for receipt in counted]
    return sorted(found, key=lambda e: (e.begins_on, e.list_name, e.sha256, e.period, e.agency_code))


def _evidence(receipt: Receipt) -> Evidence:
    """The plain form; raises Corrupt when the rows are gone."""
    folder = receipt.evidence
    rows = folder / receipt.rows_name
    if not rows.exists():
        raise Corrupt(what=f"các dòng của biên nhận {receipt.number} không còn trong kho")
    return Evidence(
        receipt_id=receipt.pk,
        number=receipt.number,
        list_name=receipt.list_name,
        file_name=receipt.file_name,
        sha256=receipt.sha256,
        agency_code=receipt.agency_code,
        agency_name=receipt.agency_name,
        period=receipt.period,
        begins_on=receipt.begins_on,
        ends_on=receipt.ends_on,
        received_on=receipt.received_on,
        rows_path=rows,
        cells_path=folder / "cells.parquet",
        taken=receipt.taken,
        area_code=receipt.area_code,
    )


def row_cells(*, receipt_id: int, row: int) -> RowCells:
    """One data row of a list as it came; raises NotFound."""
    receipt = Receipt.objects.filter(id=receipt_id, nil=False).first()
    if receipt is None:
        raise NotFound(what=f"biên nhận {receipt_id}")
    path = receipt.evidence / "cells.parquet"
    found = pq.read_table(path, filters=[("row", "=", row)]).to_pylist() if path.exists() else []
    if not found:
        raise NotFound(what=f"dòng {row} của biên nhận {receipt.number}")
    reasons: dict[int, tuple[str, ...]] = {}
    for fault in Fault.objects.filter(receipt=receipt, row=row, corrected_at__isnull=True):
        column = int(receipt.mapping.get(fault.column, -1))
        reasons[column] = (*reasons.get(column, ()), fault.reason)
    return RowCells(
        receipt_id=receipt.pk,
        number=receipt.number,
        row=row,
        sheet_row=found[0]["sheet_row"],
        header=tuple(receipt.header),
        cells=tuple(cell or "" for cell in found[0]["cells"]),
        fields={int(column): field for field, column in receipt.mapping.items()},
        faults=reasons,
    )


def quarantine() -> Iterator[tuple[str, str, int, str, str, str, str]]:
    """Open faults of the lists that count, in the columns of `QUARANTINE_COLUMNS`."""
    faults = Fault.objects.filter(
        corrected_at__isnull=True, receipt__state=ReceiptState.ACCEPTED
    ).select_related("receipt")
    for fault in faults.order_by(
        "receipt__list_name", "receipt__file_name", "receipt_id", "row", "id"
    ).iterator():
        receipt = fault.receipt
        yield (
            receipt.list_name,
            receipt.file_name,
            fault.row,
            fault.column,
            fault.value,
            fault.reason,
            receipt.number,
        )
