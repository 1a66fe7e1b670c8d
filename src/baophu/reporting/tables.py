"""A table to a file: CSV, Parquet or a spreadsheet; the same values give the same bytes."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from baophu.kernel.errors import Refused

SHEET_ROWS = 1_048_576
MADE_AT = datetime(2017, 5, 11)  # noqa: DTZ001 - a spreadsheet's own date; fixed, so that bytes are equal
BATCH = 20_000
PROBABILITY = pa.decimal128(5, 4)  # written with all four places


class UnknownFormat(Refused):
    """The file's ending names no format we write."""

    code = "reporting.unknown_format"
    message = "Chưa xuất được tệp “{file}”: chỉ nhận đuôi .csv, .parquet, .xlsx. Đổi đuôi tệp rồi xuất lại."


class TooManyRows(Refused):
    """A spreadsheet cannot hold so many rows."""

    code = "reporting.too_many_rows"
    message = "Bảng có {rows} dòng, một trang tính Excel chỉ chứa {limit} dòng. Xuất ra .csv hoặc .parquet."


def plain(value: object) -> object:
    """A value as text files write it: no exponent, no idle zeros, days as 2018-06-30, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value


def _in_full(value: object) -> object:
    """A decimal with all its places."""
    return f"{value:f}" if isinstance(value, Decimal) else plain(value)


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    for batch in table.to_batches(max_chunksize=BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_csv(table: pa.Table, out: Path) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        texts = [_in_full if field.type == PROBABILITY else plain for field in table.schema]
        writer.writerows(
            [text(value) for text, value in zip(texts, row, strict=True)] for row in _rows(table)
        )


def _write_parquet(table: pa.Table, out: Path) -> None:
    pq.write_table(table, out, compression="zstd")


def _write_xlsx(table: pa.Table, out: Path) -> None:
    if table.num_rows >= SHEET_ROWS:
        raise TooManyRows(rows=table.num_rows, limit=SHEET_ROWS - 1)
    book = xlsxwriter.Workbook(str(out), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE_AT})
    head, sheet = book.add_format({"bold": True}), book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.column_names):
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(_rows(table), start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                sheet.write_number(line, column, float(value))
            elif value is not None:
                sheet.write_string(line, column, str(plain(value)))
    book.close()


WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}


def check_format(out: Path) -> None:
    """Raise `UnknownFormat` unless the ending is one we write."""
    if out.suffix.lower() not in WRITERS:
        raise UnknownFormat(file=out.name)


def save(table: pa.Table, out: Path) -> None:
    """Write the table whole or not at all."""
    check_format(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, suffix=out.suffix)
    os.close(handle)
    part = Path(name)
    try:
        WRITERS[out.suffix.lower()](table, part)
        part.chmod(0o644)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
