"""A received file turned into rows: sheet chosen, header found, cells typed, faults told, Parquet written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from baophu.intake.choosing import Chosen, Task, check_columns, choose, factors
from baophu.intake.contracts import Contract, Field
from baophu.intake.convert import Context, Found, dtype_of, typed
from baophu.intake.header import Header
from baophu.intake.placing import COLUMNS, place_columns
from baophu.intake.readers.refusals import NoDataRows, UnreadableFile
from baophu.intake.rows import row_indices

_SLICE_ROWS: Final = 250_000
_MOST_FAULTS: Final = 10_000
_PLAIN: Final = pl.CompatLevel.oldest()  # text as every reader of Parquet knows it


class TooManyFaults(UnreadableFile):
    """So many rows cannot be taken that the list itself must be wrong."""

    code = "intake.too_many_faults"
    message = (
        "Tệp {file} có hơn {count} ô không đọc được, đầu tiên ở dòng {line}: {reason} "
        "Sửa cả cột rồi gửi lại tệp."
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why one row could not be taken."""

    row: int
    sheet_row: int
    field: str
    title: str
    value: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave; the rows themselves lie in the Parquet files written."""

    taken: int
    quarantined: int
    faults: tuple[Fault, ...]
    header: tuple[str, ...]
    header_row: int
    mapping: Mapping[str, int]
    sheet: str
    encoding: str
    units: Mapping[str, int]  # money field -> đồng in one unit
    warnings: tuple[str, ...]


def read_list(task: Task, *, rows_path: Path, cells_path: Path) -> Reading:
    """Read a file and write `rows.parquet` and `cells.parquet`; raises `UnreadableFile`."""
    task.told("Đọc tệp", 0.05)
    chosen, warnings = choose(task)
    check_columns(chosen, task)
    indices = row_indices(chosen.frame, chosen.header, task.contract)
    if not len(indices):
        line = int(chosen.sheet.lines[chosen.header.ends - 1])
        raise NoDataRows(file=task.file, line=line)
    context = Context(latest_birth_year=task.where.ends_on.year, factors=factors(chosen, task.contract))
    faults: list[Fault] = []
    taken = warned = 0
    writers = _Writers(rows_path, cells_path)
    for start in range(0, len(indices), _SLICE_ROWS):
        part = _part(chosen, indices.slice(start, _SLICE_ROWS), start)
        rows, found, strange = typed_rows(part, chosen.header, task, context)
        faults.extend(found)
        _check_bearable(faults, task)
        warned += strange
        taken += rows.height
        task.told("Đọc từng dòng", 0.4 + 0.5 * min(start + _SLICE_ROWS, len(indices)) / len(indices))
        writers.write(rows.to_arrow(compat_level=_PLAIN), part.cells())
    writers.close()
    if warned:
        warnings.append(f"{warned} ô mã số, điện thoại hoặc lựa chọn không đúng dạng, giữ nguyên như đã gửi.")
    return Reading(
        taken=taken,
        quarantined=len(indices) - taken,
        faults=tuple(faults),
        header=chosen.header.titles,
        header_row=int(chosen.sheet.lines[chosen.header.first]),
        mapping=dict(chosen.header.mapping),
        sheet=chosen.sheet.name,
        encoding=chosen.encoding,
        units=context.factors,
        warnings=tuple(warnings),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A slice of data rows: clean cells, cells as they came, their numbers."""

    frame: pl.DataFrame
    raw: pl.DataFrame
    row: pl.Series
    sheet_row: pl.Series
    broken: Mapping[tuple[int, int], str]  # (place in the slice, column) -> #REF!

    def cells(self) -> pa.Table:
        """The content of `cells.parquet` for the slice.

        All cells stand in one column first and are then gathered row by row: many times faster than
        putting lists together.
        """
        rows, width = self.raw.height, self.raw.width
        flat = pl.concat([self.raw[name].fill_null("").alias("cell") for name in self.raw.columns])
        place = pl.int_range(0, rows * width, eager=True)
        cells = flat.gather((place % width) * rows + place // width)
        ends = (pl.int_range(0, rows + 1, eager=True) * width).to_arrow()
        columns = {
            "row": self.row.to_arrow(),
            "sheet_row": self.sheet_row.to_arrow(),
            "cells": pa.LargeListArray.from_arrays(ends, cells.to_arrow(compat_level=_PLAIN)),
        }
        return pa.table(columns)


def _part(chosen: Chosen, indices: pl.Series, start: int) -> Part:
    """Cut a slice of rows out of the sheet."""
    row = pl.int_range(start + 1, start + 1 + len(indices), dtype=pl.Int32, eager=True).alias("row")
    places = {int(at): place for place, at in enumerate(indices)} if chosen.sheet.broken else {}
    broken = {
        (places[cell.row], cell.column): cell.text for cell in chosen.sheet.broken if cell.row in places
    }
    raw = chosen.raw[indices]
    for (place, column), text in broken.items():
        raw[place, column] = text
    return Part(
        frame=chosen.frame[indices],
        raw=raw,
        row=row,
        sheet_row=chosen.sheet.lines.gather(indices).alias("sheet_row"),
        broken=broken,
    )


def typed_rows(
    part: Part, header: Header, task: Task, context: Context
) -> tuple[pl.DataFrame, list[Fault], int]:
    """Type a slice: the rows that can be taken, the faults of the others, how many cells only warn."""
    found: list[Found] = []
    warned = 0
    columns: dict[str, pl.Series] = {}
    for field in task.contract.fields:
        at = header.mapping.get(field.id)
        if at is None:
            columns[field.id] = pl.Series(field.id, [None] * part.frame.height, dtype=dtype_of(field))
            continue
        column, spoiled, strange = typed(part.frame[str(at)], field, context)
        spoiled += _broken(part, field, at)
        found += spoiled
        warned += strange
        columns[field.id] = column.alias(field.id)
        if field.required and not (field.from_sender and task.where.commune_code):
            found += _blank(part, header, column, field, {f.at for f in spoiled})
    rows = _with_instead(pl.DataFrame([part.row, part.sheet_row, *columns.values()]), task.contract)
    found += _backwards(rows, part, header, task.contract)
    bad = pl.Series([f.at for f in found], dtype=pl.UInt32).unique()
    if len(bad):
        rows = rows.with_row_index("at").filter(~pl.col("at").is_in(bad.implode())).drop("at")
    return place_columns(rows, task.contract, task.where), _faults(found, part, header), warned


def _broken(part: Part, field: Field, column: int) -> list[Found]:
    """Cells with an error of the spreadsheet program."""
    return [
        Found(
            at,
            field.id,
            text,
            "error_cell",
            f"{field.title}: ô có lỗi công thức {text}. Ghi lại giá trị của ô.",
        )
        for (at, where), text in part.broken.items()
        if where == column
    ]


def _with_instead(rows: pl.DataFrame, of: Contract) -> pl.DataFrame:
    """Fill blank fields from those read instead of them: a shop without a name bears its owner's."""
    filled = [pl.coalesce(f.id, f.instead).alias(f.id) for f in of.fields if f.instead]
    return rows.with_columns(filled)


def _blank(part: Part, header: Header, column: pl.Series, field: Field, told: set[int]) -> list[Found]:
    """Required cells that are blank, or hold words instead of a value."""
    found = []
    raw = part.frame[str(header.mapping[field.id])]
    blank = column.is_null()
    if field.instead in header.mapping:
        blank &= part.frame[str(header.mapping[field.instead])].is_null()
    for at in blank.arg_true().to_list():
        if at in told:
            continue
        value = raw[at] or ""
        said = f"Chưa có {_lower(field.title)}" + (f" (ô ghi “{value}”)" if value else "")
        found.append(
            Found(at, field.id, value, "required", f"{said}. Điền ô này rồi gửi lại, hoặc sửa trên màn hình.")
        )
    return found


def _lower(title: str) -> str:
    """A title inside a sentence: a capital stays when it begins an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _backwards(rows: pl.DataFrame, part: Part, header: Header, of: Contract) -> list[Found]:
    """Spans that end before they begin."""
    found = []
    for first, last in of.spans:
        late = (rows[last] < rows[first]).fill_null(value=False).arg_true().to_list()
        for at in late:
            value = part.frame[str(header.mapping[last])][at]
            begin = part.frame[str(header.mapping[first])][at]
            titles = (of.field(last).title, _lower(of.field(first).title))
            reason = f"{titles[0]} “{value}” trước {titles[1]} “{begin}”. Kiểm tra lại hai ô này."
            found.append(Found(at, last, value, "backwards", reason))
    return found


def _faults(found: Sequence[Found], part: Part, header: Header) -> list[Fault]:
    """Give each fault its row and the title of its column."""
    return [
        Fault(
            row=int(part.row[f.at]),
            sheet_row=int(part.sheet_row[f.at]),
            field=f.field,
            title=header.titles[header.mapping[f.field]],
            value=f.value,
            code=f.code,
            reason=f.reason,
        )
        for f in sorted(found, key=lambda one: one.at)
    ]


class _Writers:
    """Writes both Parquet files slice by slice."""

    def __init__(self, rows_path: Path, cells_path: Path) -> None:
        self._paths = (rows_path, cells_path)
        self._open: list[Any] = []

    def write(self, rows: pa.Table, cells: pa.Table) -> None:
        """Append a slice to each file."""
        if not self._open:
            self._open = [
                pq.ParquetWriter(self._paths[0], rows.schema, compression="zstd"),
                pq.ParquetWriter(self._paths[1], cells.schema, compression="zstd", use_dictionary=False),
            ]
        for writer, table in zip(self._open, (rows, cells), strict=True):
            writer.write_table(table)

    def close(self) -> None:
        """Finish both files."""
        for writer in self._open:
            writer.close()


def columns_of(of: Contract) -> tuple[str, ...]:
    """The columns of `rows.parquet` for a list."""
    return ("row", "sheet_row", *(f.id for f in of.fields), *(COLUMNS if of.placed else ()))


def _check_bearable(faults: Sequence[Fault], task: Task) -> None:
    """Refuse a file in which a whole column must be wrong, rather than quarantine it row by row."""
    if len(faults) > _MOST_FAULTS:
        first = faults[0]
        raise TooManyFaults(file=task.file, count=_MOST_FAULTS, line=first.sheet_row, reason=first.reason)


def header_of(titles: Sequence[str], mapping: Mapping[str, int]) -> Header:
    """The header that a receipt keeps."""
    return Header(first=0, depth=1, titles=tuple(titles), mapping=dict(mapping), serial=None)
