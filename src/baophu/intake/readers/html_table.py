"""Web pages saved as .xls, as many reporting programs give them: the largest plain table is read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from baophu.intake.readers.refusals import CellTooLong, EmptyFile, NotAList, TooManyColumns
from baophu.intake.readers.sheet import Sheet, from_rows
from baophu.intake.readers.text import LONGEST_CELL, MOST_COLUMNS

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BREAKS: Final = frozenset({"br", "p", "div"})


class _Tables(HTMLParser):
    """Gathers the rows of every table; a cell that spans columns leaves blanks to its right."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.nested = False
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self.nested = self.nested or self._depth > 1
            self.tables.append([])
        elif tag == "tr" and self._depth:
            self._close_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self._depth:
            self._close_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), MOST_COLUMNS) if span.isdigit() and int(span) else 1
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"}:
            self._close_cell()
        elif tag == "table" and self._depth:
            self._close_cell()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1].extend([" ".join("".join(self._cell).split()), *[""] * (self._span - 1)])
        self._cell = None


def read_html(path: Path, *, file: str) -> Sheet:
    """Read the largest table of a page; refuses a page without one or with tables inside tables."""
    data = path.read_bytes()
    named = _CHARSET.search(data[:4096])
    parser = _Tables()
    parser.feed(_decoded(data, named[1].decode() if named else "utf-8"))
    parser.close()
    tables = [[row for row in table if row] for table in parser.tables]
    if not any(tables) or parser.nested:
        raise NotAList(file=file, kind="trang web")
    rows = max(tables, key=len)
    if not any(any(row) for row in rows):
        raise EmptyFile(file=file)
    _check(rows, file=file)
    return from_rows(rows, list(range(1, len(rows) + 1)), name="", encoding="html")


def _decoded(data: bytes, charset: str) -> str:
    """Decode by the page's own word, else UTF-8, else byte by byte (the columns tell TCVN3 and VNI)."""
    for name in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (charset, "utf-8-sig", "cp1258"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _check(rows: list[list[str]], *, file: str) -> None:
    """The bounds of every reader."""
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_COLUMNS:
            raise TooManyColumns(file=file, columns=len(row), line=number, limit=MOST_COLUMNS)
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise CellTooLong(file=file, line=number, limit=LONGEST_CELL)
