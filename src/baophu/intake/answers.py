"""The workbook a sender gets back: its own rows, with the fault and our finding beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
import xlsxwriter

from baophu.intake.models import Fault, Receipt
from baophu.intake.refusals import NotASpreadsheetName, NothingToAnswer
from baophu.kernel.errors import Corrupt
from baophu.kernel.time import format_day

_ROWS_A_SHEET: Final = 1_000_000
_WIDTH: Final = 24
_FIRST_LINE: Final = 4


def write_answer(receipt: Receipt, out: Path, findings: Mapping[int, str]) -> None:
    """Write the workbook; cells are text only, so nothing in them is ever calculated."""
    if out.suffix.lower() != ".xlsx":
        raise NotASpreadsheetName(file=out.name)
    if receipt.nil:
        raise NothingToAnswer(number=receipt.number)
    path = receipt.evidence / "cells.parquet"
    if not path.exists():
        raise Corrupt(what=f"các dòng của biên nhận {receipt.number}")
    faults = _reasons(receipt)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        wrong = book.add_format({"bg_color": "#FDE9E7", "text_wrap": True})
        sheet: Any = None
        line = _ROWS_A_SHEET
        for row, cells in _rows(path):
            if line >= _ROWS_A_SHEET:
                sheet, line = _sheet(book, receipt, bold), _FIRST_LINE
            _write_row(sheet, line, row, cells, faults.get(row, []), wrong, len(receipt.header))
            if row in findings:
                sheet.write_string(line, len(receipt.header) + 3, findings[row])
            line += 1


def _reasons(receipt: Receipt) -> dict[int, list[tuple[int, str]]]:
    """Open faults by row: the column and the reason."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for fault in Fault.objects.filter(receipt=receipt, corrected_at__isnull=True):
        found[fault.row].append((receipt.mapping.get(fault.column, -1), fault.reason))
    return found


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows as they came, in batches."""
    for batch in pq.ParquetFile(path).iter_batches(columns=["row", "cells"], batch_size=20_000):
        yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)


def _sheet(book: Any, receipt: Receipt, bold: Any) -> Any:
    """A sheet with the receipt's title and the header."""
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, f"TRẢ LỜI DANH SÁCH ĐÃ GỬI: BIÊN NHẬN {receipt.number}", bold)
    told = f"Tệp {receipt.file_name}, nhận ngày {format_day(receipt.received_on)}: "
    told += f"nhận {receipt.taken} dòng, {receipt.quarantined} dòng cần sửa."
    sheet.write_string(1, 0, told)
    titles = ["Dòng", *receipt.header, "Kết quả", "Cần sửa", "Kết quả đối chiếu của BHXH"]
    sheet.set_column(1, len(titles), _WIDTH)
    for column, title in enumerate(titles):
        sheet.write_string(3, column, str(title), bold)
    return sheet


def _write_row(  # noqa: PLR0917  # a line of a sheet is all of these
    sheet: Any, line: int, row: int, cells: list[str], own: list[tuple[int, str]], wrong: Any, width: int
) -> None:
    """One row with what became of it."""
    spoiled = {column for column, _ in own}
    sheet.write_number(line, 0, row)
    for column, cell in enumerate(cells[:width]):
        if cell or column in spoiled:
            sheet.write_string(line, column + 1, cell or "", *([wrong] if column in spoiled else []))
    sheet.write_string(line, width + 1, "Cần sửa" if own else "Đã nhận")
    if own:
        sheet.write_string(line, width + 2, " ".join(reason for _, reason in own), wrong)
