"""Workbooks (xlsx, xls, ods) through fastexcel: cells as text, numbers without ".0", days in ISO form."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any, Final

import fastexcel
import polars as pl
import python_calamine

from baophu.intake.readers import archive
from baophu.intake.readers.kinds import FileKind
from baophu.intake.readers.refusals import (
    CellTooLong,
    CutOff,
    EmptyFile,
    PasswordProtected,
    SheetTooLarge,
    TooManyColumns,
)
from baophu.intake.readers.sheet import BrokenCell, MergedCells, Sheet
from baophu.intake.readers.text import LONGEST_CELL, MOST_COLUMNS

_MOST_SHEETS: Final = 60
_ERROR: Final = re.compile(r"Error\((\w+)\)")
_ERROR_TEXTS: Final = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}


def read_workbook(path: Path, kind: FileKind, *, file: str) -> list[Sheet]:
    """Read every sheet that has cells; raises a refusal for a damaged, locked or monstrous workbook."""
    parts = archive.look_through(path, file=file) if kind in {FileKind.XLSX, FileKind.ODS} else {}
    if kind is FileKind.ODS and "content.xml" in parts:
        archive.check_sheet(_spread(parts["content.xml"]), file=file, sheet="1")
    names = archive.sheet_parts(path) if kind is FileKind.XLSX else {}
    book = _open(path, file=file)
    sheets: list[Sheet] = []
    for name in book.sheet_names[:_MOST_SHEETS]:
        part = parts.get(names.get(name, ""))
        if part:
            archive.check_sheet(part, file=file, sheet=name)
        sheet = _load(book, name, path, part, file=file)
        if sheet is not None:
            sheets.append(sheet)
    if not book.sheet_names:
        raise CutOff(file=file)
    if not sheets:
        raise EmptyFile(file=file)
    return sheets


def _spread(content: archive.Part) -> archive.Part:
    """Treat repeated cells of an open document as a sheet's width over all its lines."""
    lines = 1_048_576 if content.columns > 1000 else 0
    return archive.Part(first_row=0, formula="", last_row=lines, columns=content.columns)


def _open(path: Path, *, file: str) -> fastexcel.ExcelReader:
    """Open a workbook; a password is told apart from damage."""
    try:
        return fastexcel.read_excel(path.read_bytes())
    except fastexcel.FastExcelError as error:
        if "password" in str(error).lower():
            raise PasswordProtected(file=file) from None
        raise CutOff(file=file) from None
    except BaseException as error:
        raise _panic(error, file=file) from None


def _panic(error: BaseException, *, file: str) -> BaseException:
    """A panic inside the reader is damage of the file; anything else that is no Exception goes its way."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return CutOff(file=file)
    return error


def _load(
    book: fastexcel.ExcelReader, name: str, path: Path, part: archive.Part | None, *, file: str
) -> Sheet | None:
    """Load one sheet as text; None when it has no cells."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = book.load_sheet(name, header_row=None, dtypes="string")
            batch, errors = loaded.to_arrow_with_errors()
    except BaseException as error:
        raise _panic(error, file=file) from None
    frame = pl.DataFrame(pl.from_arrow(batch))
    if frame.height == 0 or frame.width == 0:
        return None
    frame.columns = [str(i) for i in range(frame.width)]
    first = _first_line(path, name, part, file=file)
    _check_shape(frame, first, file=file, sheet=name)
    broken = tuple(_broken(error) for error in (errors.errors if errors else []))
    lines = pl.int_range(first, first + frame.height, dtype=pl.Int32, eager=True).alias("line")
    return Sheet(
        name=name,
        frame=frame,
        lines=lines,
        encoding="",
        broken=broken,
        hidden=loaded.visible != "visible",
        merged=_merged(part, first, frame),
    )


def _merged(part: archive.Part | None, first: int, frame: pl.DataFrame) -> tuple[MergedCells, ...]:
    """The merged cells of a worksheet as places in its frame."""
    return tuple(
        MergedCells(column, top - first, min(bottom - first, frame.height - 1))
        for column, top, bottom in (part.merged if part else ())
        if column < frame.width and 0 <= top - first < frame.height
    )


def _first_line(path: Path, name: str, part: archive.Part | None, *, file: str) -> int:
    """The 1-based line of the first row that has a cell: the reader drops the blank rows above it."""
    if part is not None:
        return part.first_row or 1
    try:
        start = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(name).start
    except BaseException as error:
        raise _panic(error, file=file) from None
    return int(start[0]) + 1 if start else 1


def _broken(error: Any) -> BrokenCell:
    """Tell which error of the spreadsheet program stands in a cell."""
    row, column = error.position
    match = _ERROR.search(error.detail)
    return BrokenCell(row=row, column=column, text=_ERROR_TEXTS.get(match[1] if match else "", "#ERROR!"))


def _check_shape(frame: pl.DataFrame, first: int, *, file: str, sheet: str) -> None:
    """Refuse sheets too wide, or with a whole text in one cell."""
    if frame.width > MOST_COLUMNS:
        filled = frame.select(pl.all().is_not_null().any()).row(0)
        if sum(filled) > MOST_COLUMNS:
            raise TooManyColumns(file=file, columns=frame.width, line=first, limit=MOST_COLUMNS)
        raise SheetTooLarge(file=file, sheet=sheet, rows=frame.height, columns=frame.width)
    longest = frame.select(pl.all().str.len_bytes().max()).row(0)
    for column, length in enumerate(longest):
        if (length or 0) > LONGEST_CELL:
            row = frame[str(column)].str.len_bytes().arg_max() or 0
            raise CellTooLong(file=file, line=first + row, limit=LONGEST_CELL)
