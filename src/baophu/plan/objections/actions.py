"""Writes of objections: received from the employer or noted by an officer, answered with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import Role, User
from baophu.kernel.errors import Forbidden, Refused
from baophu.law.deadlines import deadline
from baophu.lawbook.queries import book
from baophu.plan.models import Objection, Outcome
from baophu.plan.objections.rules import (
    MOST_WAITING,
    SHORTEST_TEXT,
    AnsweredAlready,
    AnswerWithoutReason,
    TooLittleSaid,
    TooManyWaiting,
    receipt_code,
)

CLOCK = "complaint_first"
ANSWERERS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.SI_DISTRICT})


def receive(
    *,
    by: User | None,
    at: datetime,
    on: date,
    employer_id: str | None,
    tax_code: str,
    text: str,
    said_by: str,
    contact: str,
) -> Objection:
    """Keep what an employer says; `by` is the officer who noted it, nobody on the public page.

    The clock is that of a first complaint; a day that the book of law cannot reckon leaves it open.
    """
    if len(text.strip()) < SHORTEST_TEXT:
        raise TooLittleSaid(n=len(text.strip()))
    with transaction.atomic():
        waiting = Objection.objects.filter(tax_code=tax_code, answered_at__isnull=True).count()
        if waiting >= MOST_WAITING:
            raise TooManyWaiting(code=tax_code, n=waiting)
        kept = Objection.objects.create(
            code=f"moi-{at:%H%M%S%f}",
            employer_id=employer_id,
            tax_code=tax_code,
            text=text.strip(),
            said_by=said_by.strip(),
            contact=contact.strip(),
            received_at=at,
            noted_by=by,
            due_on=_due_on(on),
        )
        kept.code = receipt_code(kept.pk, settings.SECRET_KEY)
        Objection.objects.filter(pk=kept.pk).update(code=kept.code)
        _note(kept, by=by, at=at, action="objection.receive")
    return kept


def answer(*, by: User, at: datetime, code: str, outcome: Outcome, reason: str) -> Objection:
    """Answer an objection with its reason; letters to the employer go on."""
    if by.role not in ANSWERERS:
        raise Forbidden(what="trả lời phản ánh")
    if not reason.strip():
        raise AnswerWithoutReason(code=code)
    with transaction.atomic():
        kept = Objection.objects.select_for_update().get(code=code)
        if kept.answered_at:
            raise AnsweredAlready(code=code)
        kept.outcome, kept.answer, kept.answered_at, kept.answered_by = outcome, reason.strip(), at, by
        Objection.objects.filter(pk=kept.pk).update(
            outcome=outcome, answer=kept.answer, answered_at=at, answered_by=by
        )
        _note(kept, by=by, at=at, action="objection.answer")
    return kept


def _due_on(on: date) -> date | None:
    """The last day of a first complaint's settlement; None where the days off of the year are not known."""
    try:
        return deadline(kind=CLOCK, received=on, book=book()).value
    except Refused:
        return None


def _note(kept: Objection, *, by: User | None, at: datetime, action: str) -> None:
    journal.record(
        by=by,
        at=at,
        action=action,
        subject=f"employer:{kept.employer_id}" if kept.employer_id else f"objection:{kept.code}",
        detail={"code": kept.code, "outcome": kept.outcome},
    )
