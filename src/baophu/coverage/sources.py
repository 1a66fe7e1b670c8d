"""The rows that a standing rests on, as they are kept: neighbours of one file in one piece. Pure.

An employer with thousands of people on a payroll rests on thousands of rows; kept as `list:file:first-last`
they take a line instead of pages in every run. Read back, each row is named by itself again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BETWEEN = re.compile(r";(?=[a-z_]+:)")  # a file's name may hold a semicolon
_PIECE = re.compile(r"(?P<file>.+):(?P<first>\d+)(?:-(?P<last>\d+))?", re.DOTALL)


def unpacked(kept: str) -> tuple[str, ...]:
    """Every row as `list:file:row`, sorted by bytes."""
    return tuple(sorted(row for piece in _BETWEEN.split(kept) if piece for row in _rows(piece)))


def _rows(piece: str) -> Iterator[str]:
    """The rows of one piece; a piece that is not in the usual form stays as it is."""
    match = _PIECE.fullmatch(piece)
    if match is None or match["last"] is None:
        yield piece
        return
    for row in range(int(match["first"]), int(match["last"]) + 1):
        yield f"{match['file']}:{row}"
