"""One way in for any file: judged by content, bounded by size, given as sheets of text."""

from __future__ import annotations

from pathlib import Path

from baophu.intake.readers.html_table import read_html
from baophu.intake.readers.kinds import FileKind, kind_of
from baophu.intake.readers.refusals import EmptyFile, FileTooLarge
from baophu.intake.readers.sheet import Sheet
from baophu.intake.readers.text import read_text
from baophu.intake.readers.workbook import read_workbook


def read_sheets(path: Path, *, file: str, limit_mb: int) -> list[Sheet]:
    """Read a file into its sheets; `file` is the name said to the sender. Raises `UnreadableFile`."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile(file=file)
    if size > limit_mb * 1_000_000:
        raise FileTooLarge(file=file, size_mb=-(-size // 1_000_000), limit_mb=limit_mb)
    kind = kind_of(path, file=file)
    if kind is FileKind.TEXT:
        return [read_text(path, file=file)]
    if kind is FileKind.HTML:
        return [read_html(path, file=file)]
    return read_workbook(path, kind, file=file)
