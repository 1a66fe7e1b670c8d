"""A workbook that is no list of a contract: its first sheet's cells as text, by the same careful readers."""

from __future__ import annotations

from django.conf import settings

from baophu.intake import staging
from baophu.intake.readers.opening import read_sheets


def rows_of(content: bytes, *, file: str) -> list[tuple[str | None, ...]]:
    """The first sheet's rows; raises `UnreadableFile` for what is no table."""
    token = staging.stage(content)
    try:
        sheets = read_sheets(staging.staged(token), file=file, limit_mb=settings.MAX_FILE_MB)
        return list(sheets[0].frame.iter_rows()) if sheets else []
    finally:
        staging.discard(token)
