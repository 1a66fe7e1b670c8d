"""A reminder of lists that are overdue: one page an agency, its text the same as on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from baophu.reporting.documents.typeset import pdf


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one agency is reminded of."""

    agency: str
    lines: Sequence[tuple[str, str, str, str]]  # list, period, due, how long overdue
    text: str  # as it may be sent by any means


@dataclass(frozen=True, slots=True)
class ReminderPaper:
    """Reminders of a day, one page each."""

    office: str
    on: str
    reminders: Sequence[Reminder]
    made_from: str


def reminder_pdf(paper: ReminderPaper) -> bytes:
    """The reminders as PDF/A-2b; number and signature are left to the office."""
    return pdf("reminder", asdict(paper))
