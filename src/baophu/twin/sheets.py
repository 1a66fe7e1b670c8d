"""Writes a list as a file of an office: titles, header, rows, footer, in the office's own kind of file."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import xlsxwriter

from baophu.twin.biff import xls
from baophu.twin.encode import Script, shown, to_bytes

Cell = str | int | date | None
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 0
_MADE: Final = datetime(2018, 7, 5, 8, 0)  # noqa: DTZ001 (a workbook's own property has no zone)
_ZIP_DAY: Final = (2018, 7, 5, 8, 0, 0)
_ODS_KIND: Final = "application/vnd.oasis.opendocument.spreadsheet"


class Format(StrEnum):
    """Kinds of file; the value is the ending."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


@dataclass(frozen=True, slots=True)
class Style:
    """How an office saves its files."""

    format: Format
    script: Script = Script.UTF8_BOM
    delimiter: str = ","
    decomposed: bool = False  # NFD, as some machines save


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the rows; `groups` are (text, first column, last column) of an upper header line."""

    fields: tuple[str, ...]
    headers: tuple[str, ...]
    titles: tuple[str, ...] = ()
    groups: tuple[tuple[str, int, int], ...] = ()
    numbered_line: bool = False
    footer: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    total_word: str = "Tổng cộng"
    blank_after: tuple[int, ...] = ()  # rows that a blank line follows
    style: Style = field(default_factory=lambda: Style(Format.CSV))


def _head(layout: Layout) -> tuple[list[list[Cell]], list[Merge]]:
    """Give the lines above the rows and what is merged in them."""
    width = len(layout.headers)
    lines: list[list[Cell]] = []
    merged: list[Merge] = []
    for title in layout.titles:
        if title:
            merged.append((len(lines), 0, len(lines), width - 1))
        lines.append([title, *[None] * (width - 1)])
    top = len(lines)
    if not layout.groups:
        lines.append(list(layout.headers))
    else:
        upper: list[Cell] = list(layout.headers)
        lower: list[Cell] = [None] * width
        for text, first, last in layout.groups:
            upper[first : last + 1] = [text, *[None] * (last - first)]
            lower[first : last + 1] = layout.headers[first : last + 1]
            merged.append((top, first, top, last))
        merged.extend((top, at, top + 1, at) for at in range(width) if lower[at] is None)
        lines += [upper, lower]
    if layout.numbered_line:
        lines.append([f"({at + 1})" for at in range(width)])
    return lines, merged


def _foot(layout: Layout, sums: dict[str, int]) -> list[list[Cell]]:
    """Give the lines below the rows: totals, place and day, signatures."""
    width = len(layout.headers)
    lines: list[list[Cell]] = []
    if layout.sums:
        line: list[Cell] = [sums.get(name) if name in layout.sums else None for name in layout.fields]
        line[0 if layout.fields[0] not in layout.sums else 1] = layout.total_word
        lines.append(line)
    for at, text in enumerate(layout.footer):
        left, _, right = text.partition("|")
        line = [None] * width
        line[min(1, width - 1)], line[max(0, width - 3)] = left or None, right or left or None
        lines += [[None] * width, line] if at == 0 else [line]
    return lines


class _Summing:
    """Passes rows on and adds up the columns that the footer totals."""

    def __init__(self, layout: Layout, rows: Iterable[Sequence[Cell]]) -> None:
        self.sums: dict[str, int] = dict.fromkeys(layout.sums, 0)
        self._at = {name: layout.fields.index(name) for name in layout.sums}
        self._rows = rows

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            for name, at in self._at.items():
                cell = row[at]
                self.sums[name] += cell if isinstance(cell, int) else 0
            yield row


def write(path: Path, layout: Layout, rows: Iterable[Sequence[Cell]]) -> None:
    """Write one file; the same layout and rows give the same bytes."""
    summing = _Summing(layout, rows)
    writer = {Format.CSV: _csv, Format.XLSX: _xlsx, Format.ODS: _ods, Format.XLS: _xls}[layout.style.format]
    writer(path, layout, summing)


def _lines(layout: Layout, rows: _Summing) -> Iterator[Sequence[Cell]]:
    yield from _head(layout)[0]
    for number, row in enumerate(rows, 1):
        yield row
        if number in layout.blank_after:
            yield [None] * len(layout.headers)
    yield from _foot(layout, rows.sums)


def _csv(path: Path, layout: Layout, rows: _Summing) -> None:
    style = layout.style
    plain = style.script in (Script.UTF8, Script.UTF8_BOM, Script.UTF16) and not style.decomposed
    if plain:
        with path.open("w", encoding=style.script.value, newline="") as out:
            csv.writer(out, delimiter=style.delimiter).writerows(
                map(_plain, line) for line in _lines(layout, rows)
            )
        return
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=style.delimiter).writerows(map(_plain, line) for line in _lines(layout, rows))
    whole = unicodedata.normalize("NFD", text.getvalue()) if style.decomposed else text.getvalue()
    path.write_bytes(to_bytes(whole, style.script))


def _plain(cell: Cell) -> str | int | None:
    """Give a day as text: only a new Excel file keeps it as a day."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def _typed(cell: Cell, style: Style) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = unicodedata.normalize("NFD", cell) if style.decomposed else cell
    return shown(text, style.script)


def _xlsx(path: Path, layout: Layout, rows: _Summing) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("DS")
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    head, merged = _head(layout)
    for at, header in enumerate(layout.headers):
        sheet.set_column(at, at, max(8, min(42, len(header) + 6)))
    for at, line in enumerate(_lines(layout, rows)):
        for column, cell in enumerate(line):
            typed = _typed(cell, layout.style)
            if isinstance(typed, int):
                sheet.write_number(at, column, typed)
            elif isinstance(typed, date):
                sheet.write_datetime(at, column, typed, day)
            elif typed:
                sheet.write_string(at, column, typed, bold if at < len(head) else None)
        for top, left, bottom, right in merged:
            if top == at and (right > left or bottom > top):
                _merge(sheet, (top, left, bottom, right))
    book.close()


def _merge(sheet: xlsxwriter.worksheet.Worksheet, merge: Merge) -> None:
    """Merge cells without writing them again: rows already streamed out cannot be touched."""
    sheet.merge.append(list(merge))


def _xls(path: Path, layout: Layout, rows: _Summing) -> None:
    lines = [[_plain(_typed(cell, layout.style)) for cell in line] for line in _lines(layout, rows)]
    merged = [merge for merge in _head(layout)[1] if merge[3] > merge[1] or merge[2] > merge[0]]
    path.write_bytes(xls(lines, merged))


def _ods_cell(cell: Cell, style: Style) -> str:
    typed = _plain(_typed(cell, style))
    if typed is None or typed == "":
        return "<table:table-cell/>"
    if isinstance(typed, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{typed}">'
            f"<text:p>{typed}</text:p></table:table-cell>"
        )
    text = escape(typed).replace("  ", ' <text:s text:c="1"/>')
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _ods(path: Path, layout: Layout, rows: _Summing) -> None:
    body = "".join(
        f"<table:table-row>{''.join(_ods_cell(cell, layout.style) for cell in line)}</table:table-row>"
        for line in _lines(layout, rows)
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
        f' xmlns:text="{space}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="DS">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as out:
        for name, text in (
            ("mimetype", _ODS_KIND),
            ("content.xml", content),
            ("META-INF/manifest.xml", manifest),
        ):
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(info, text)
