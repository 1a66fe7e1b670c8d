"""A zipped workbook looked through before it is opened: sizes, damage, far cells, dead formulas."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from baophu.intake.readers.refusals import (
    CutOff,
    FormulaWithoutValue,
    SheetTooLarge,
    SuspiciousArchive,
)

MOST_UNPACKED: Final = 1_500_000_000
MOST_RATIO: Final = 250  # held against parts of more than `_SMALL` bytes only
MOST_CELLS: Final = 40_000_000
_SMALL: Final = 50_000_000
_BLOCK: Final = 1 << 20
_OVERLAP: Final = 4096

_WIDE_COLUMN: Final = re.compile(rb'"([A-Z]{2,3})\d+"')
_ROW: Final = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
_FIRST_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\b(?:[^>]*?\br="[A-Z]+(\d+)")?[^>/]*>(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"<(?:\w+:)?(?:v>[^<]|is>)"
)
_UNCALCULATED: Final = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+\d+)"[^>]*?><(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"')
_REPEATED: Final = re.compile(rb'number-(rows|columns)-repeated="(\d+)"')
_REPEATED_TEXT: Final = re.compile(
    rb'<table:table-cell[^>]*number-columns-repeated="(\d{4,})"[^>]*office:value-type='
    rb'|<table:table-cell[^>]*office:value-type=[^>]*number-columns-repeated="(\d{4,})"'
)
_REPEATED_ROW: Final = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d{5,})"[^>]*>(?:(?!</table:table-row>).){0,2000}?office:value-type=',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What a look through one worksheet part found."""

    first_row: int  # 1-based line of the first cell with a value, 0 when none stands in the first block
    formula: str  # first cell whose formula has no value, else ""
    last_row: int
    columns: int
    merged: tuple[tuple[int, int, int], ...] = ()  # column from 0, first and last 1-based line


def check_sizes(archive: zipfile.ZipFile, *, file: str) -> None:
    """Refuse what unpacks to far more than a list can be."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > _SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    if total > MOST_UNPACKED or dense:
        raise SuspiciousArchive(file=file, size_mb=f"{total // 1_000_000:,}".replace(",", "."))


def look_through(path: Path, *, file: str) -> dict[str, Part]:
    """Unpack every part once, checking sums, and tell what each worksheet holds; by the part's name."""
    found: dict[str, Part] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            check_sizes(archive, file=file)
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".bin", ".rels")):
                    with archive.open(info) as stream:
                        found[info.filename] = _look(stream, info.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise CutOff(file=file) from None
    return found


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Give the stream in blocks that overlap, so that no cell is cut."""
    tail = b""
    while block := stream.read(_BLOCK):
        yield tail + block
        tail = block[-_OVERLAP:]


def _look(stream: IO[bytes], name: str) -> Part:
    """Look through one part."""
    sheet = name.startswith("xl/worksheets/")
    first = last = 0
    formula = ""
    widest = 26
    merged: set[tuple[int, int, int]] = set()  # blocks overlap: what is met twice counts once
    for number, block in enumerate(_blocks(stream)):
        if not sheet:
            if name == "content.xml":
                widest = max(widest, _repeated(block))
            continue
        if number == 0:
            first = _first_row(block)
        if not formula and b"<f" in block and (match := _UNCALCULATED.search(block)):
            formula = match[1].decode()
        if letters := set(_WIDE_COLUMN.findall(block)):
            widest = max(widest, *map(_column_number, letters))
        if b"mergeCell " in block:
            merged.update(_merged(block))
        if rows := _ROW.findall(block[block.rfind(b"<row ") :] if b"<row " in block else block):
            last = max(last, *map(int, rows))
    return Part(first_row=first, formula=formula, last_row=last, columns=widest, merged=tuple(sorted(merged)))


def _merged(block: bytes) -> Iterator[tuple[int, int, int]]:
    """Give the cells merged over several rows: the first column, the first and the last line."""
    for letters, first, last in _MERGED.findall(block):
        if int(last) > int(first):
            yield _column_number(letters) - 1, int(first), int(last)


def _first_row(block: bytes) -> int:
    """The line of the first cell that holds a value."""
    match = _FIRST_CELL.search(block)
    return int(match[1]) if match and match[1] else 0


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _repeated(block: bytes) -> int:
    """How wide repeated cells with values, or rows repeated very often, make an open document."""
    columns = [int(a or b) for a, b in _REPEATED_TEXT.findall(block)]
    rows = [int(n) for n in _REPEATED_ROW.findall(block)]
    return max([*columns, *(n // 10 for n in rows), 0])


_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


def _attribute(element: bytes, name: str) -> str:
    """Give an attribute of a start tag, unescaped; empty when it is not there."""
    match = re.search(rb'\b%s="([^"]*)"' % name.encode(), element)
    return html.unescape(match[1].decode("utf-8", errors="replace")) if match else ""


def sheet_parts(path: Path) -> dict[str, str]:
    """Give the part of each worksheet by the sheet's name (no XML parser: nothing to expand)."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = {
            _attribute(element, "Id"): _attribute(element, "Target")
            for element in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
        }
        sheets = _SHEET.findall(archive.read("xl/workbook.xml"))
    found = {}
    for element in sheets:
        target = targets.get(_attribute(element, "r:id"), "")
        found[_attribute(element, "name")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def check_sheet(part: Part, *, file: str, sheet: str) -> None:
    """Refuse a worksheet that would fill memory, or whose formulas have no values."""
    if part.last_row * part.columns > MOST_CELLS:
        raise SheetTooLarge(file=file, sheet=sheet, rows=part.last_row, columns=part.columns)
    if part.formula:
        raise FormulaWithoutValue(file=file, sheet=sheet, cell=part.formula)
