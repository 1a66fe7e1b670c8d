"""The minutes by which units pass from one collection officer to another, for both to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils import translation

from baophu.reporting.documents.typeset import pdf
from baophu.reporting.formats import number

TITLE = "BIÊN BẢN BÀN GIAO ĐƠN VỊ PHỤ TRÁCH"
COLUMNS = ("STT", "Đơn vị", "Tình trạng", "Còn thiếu", "Trừ tiền, chưa đóng", "Nợ quá hạn (đồng)", "Phản ánh")


@dataclass(frozen=True, slots=True)
class HandedUnit:
    """One unit with what was open when the minutes were drawn up."""

    name: str
    standing: str
    lacking: int
    deducted: int
    owed_vnd: int
    objections: int


@dataclass(frozen=True, slots=True)
class MinutesSheet:
    """All that stands on the paper; a moment that has not come is blank."""

    number: str
    drawn_up: str
    giver: str
    giver_post: str
    receiver: str
    receiver_post: str
    because: str
    effective: str
    given: str
    received: str
    units: Sequence[HandedUnit]
    made_from: str


def minutes_pdf(sheet: MinutesSheet) -> bytes:
    """The minutes as PDF/A-2b."""
    with translation.override("vi"):
        data: dict[str, object] = asdict(sheet)
        data["title"], data["columns"] = TITLE, COLUMNS
        data["units"] = [_written(at, unit) for at, unit in enumerate(sheet.units, start=1)]
        data["totals"] = [
            number(sum(unit.lacking for unit in sheet.units)),
            number(sum(unit.deducted for unit in sheet.units)),
            number(sum(unit.owed_vnd for unit in sheet.units)),
            number(sum(unit.objections for unit in sheet.units)),
        ]
        data["count"] = number(len(sheet.units))
        return pdf("handover", data)


def _written(at: int, unit: HandedUnit) -> list[str]:
    figures = (unit.lacking, unit.deducted, unit.owed_vnd, unit.objections)
    return [number(at), unit.name, unit.standing, *map(number, figures)]
