"""A sheet of text: what every reader gives, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell that holds an error of the spreadsheet program, such as #REF!; counted from 0."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells of one column merged into one over several rows; counted from 0, the last included."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as text in columns "0", "1", …; null is an empty cell; `lines` are 1-based lines of the sheet."""

    name: str
    frame: pl.DataFrame
    lines: pl.Series
    encoding: str
    broken: tuple[BrokenCell, ...] = field(default=())
    hidden: bool = False
    merged: tuple[MergedCells, ...] = field(default=())


def from_rows(
    rows: list[list[str]] | list[tuple[str, ...]], lines: list[int], *, name: str, encoding: str
) -> Sheet:
    """Build a sheet from rows of unequal width."""
    width = max((len(row) for row in rows), default=0)
    columns = {str(i): [row[i] if i < len(row) else None for row in rows] for i in range(width)}
    frame = pl.DataFrame(columns, schema={str(i): pl.String for i in range(width)})
    return Sheet(name=name, frame=frame, lines=pl.Series("line", lines, dtype=pl.Int32), encoding=encoding)
