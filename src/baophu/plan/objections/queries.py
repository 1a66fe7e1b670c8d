"""Reads of objections: of an employer, those that wait in an area, one by its receipt's code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from baophu.plan.lines.queries import portions
from baophu.plan.models import Objection, Outcome
from baophu.plan.objections.rules import UnknownReceipt
from baophu.register.queries import employers

__all__ = ["OUTCOMES", "ObjectionView", "Outcome", "by_code", "of_employer", "urging_rests", "waiting"]

OUTCOMES = tuple(Outcome.choices)


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection as it stands."""

    code: str
    employer_id: str | None
    tax_code: str
    text: str
    said_by: str
    contact: str
    received_at: datetime
    noted_by: str  # blank: typed on the public page
    due_on: date | None
    outcome: str
    answer: str
    answered_at: datetime | None
    answered_by: str

    @property
    def open(self) -> bool:
        """Whether it waits for an answer: urging rests meanwhile."""
        return self.answered_at is None

    @property
    def outcome_words(self) -> str:
        """The outcome as a Vietnamese msgid."""
        return str(Outcome(self.outcome).label) if self.outcome else ""

    def days_left(self, on: date) -> int | None:
        """Days until the last day; below 0 when it is past; None where the clock cannot be told."""
        return (self.due_on - on).days if self.due_on else None


def of_employer(employer_id: str) -> list[ObjectionView]:
    """All that an employer objected to, newest first."""
    return [_view(row) for row in _rows().filter(employer_id=employer_id).order_by("-id")]


def waiting(*, run: int, area_code: str, limit: int = 200) -> list[ObjectionView]:
    """Unanswered objections of an area, the nearest last day first; the province has unmatched ones too."""
    rows = list(_rows().filter(answered_at__isnull=True).order_by("id"))
    if area_code != settings.PROVINCE:
        cards = employers([row.employer_id for row in rows if row.employer_id], run=run)
        own = {one for one, card in cards.items() if area_code in {card.district_code, card.commune_code}}
        rows = [row for row in rows if row.employer_id in own]
    views = [_view(row) for row in rows[:limit]]
    return sorted(views, key=lambda view: (view.due_on or date.max, view.received_at))


def urging_rests(employer_ids: Collection[str]) -> set[str]:
    """Those of some employers whom nobody may urge now: an objection of theirs waits."""
    found: set[str] = set()
    for part in portions(list(employer_ids)):
        rows = Objection.objects.filter(employer_id__in=part, answered_at__isnull=True)
        found |= {one for one in rows.values_list("employer_id", flat=True) if one}
    return found


def by_code(code: str) -> ObjectionView:
    """An objection by its receipt's code, however it is typed; raises UnknownReceipt."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum()).removeprefix("PA")
    row = _rows().filter(code=f"PA-{signs[:3]}-{signs[3:6]}-{signs[6:]}").first()
    if row is None:
        raise UnknownReceipt(what=f"phản ánh {code}")
    return _view(row)


def _rows() -> QuerySet[Objection]:
    return Objection.objects.select_related("noted_by", "answered_by")


def _view(row: Objection) -> ObjectionView:
    return ObjectionView(
        code=row.code,
        employer_id=row.employer_id,
        tax_code=row.tax_code,
        text=row.text,
        said_by=row.said_by,
        contact=row.contact,
        received_at=row.received_at,
        noted_by=row.noted_by.full_name if row.noted_by else "",
        due_on=row.due_on,
        outcome=row.outcome,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by.full_name if row.answered_by else "",
    )
