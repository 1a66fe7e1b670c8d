"""The receipt of a list as PDF: what the sender keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from baophu.reporting.documents.typeset import pdf


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """All that stands on a receipt."""

    number: str
    state: str  # a sentence: what holds of this receipt now
    lines: Sequence[tuple[str, str]]  # what, value
    kinds: Sequence[tuple[str, str, int]]  # of fault, column, how many cells
    made_from: str


def receipt_pdf(paper: ReceiptPaper) -> bytes:
    """The receipt as PDF/A-2b on A4."""
    return pdf("receipt", asdict(paper))
