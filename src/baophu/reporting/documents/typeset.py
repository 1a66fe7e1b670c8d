"""PDF by typst: a template of ours, data by JSON, fonts from a package; no request to the outside world."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import font_source_serif_pro
import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(font_source_serif_pro.__file__).parent / "files"
# Archives keep PDF/A; a fixed moment, so that the same figures give the same bytes.
STANDARD: Final = "a-2b"
MADE_AT = datetime(2017, 5, 11, tzinfo=UTC)


def pdf(template: str, data: Mapping[str, object]) -> bytes:
    """Typeset a template of this folder with the data that it reads as JSON; returns the PDF's bytes."""
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=int(MADE_AT.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for {template}, not one PDF")
    return made
