"""Writes of the journal: a person judges a pair of rows, or takes a judgement back."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

import baophu.access.actions as audit
from baophu.access.queries import User
from baophu.kernel.errors import NotFound, Refused
from baophu.linkage.models import Judgement
from baophu.linkage.rules import Subject, Verdict

_ROW = re.compile(r"[a-z_]+:[0-9a-f]{64}:[1-9][0-9]*")


class NotARow(Refused):
    """A judgement names rows as `list:sha256:row`."""

    code = "linkage.not_a_row"
    message = "“{row}” không chỉ một dòng nào của danh sách. Chọn lại hai dòng cần xét."


class OneRow(Refused):
    """A row cannot be told from itself."""

    code = "linkage.one_row"
    message = "Hai bên là cùng một dòng. Chọn hai dòng khác nhau."


class AlreadyWithdrawn(Refused):
    """A judgement is taken back once."""

    code = "linkage.already_withdrawn"
    message = "Kết luận số {judgement} đã được rút lại trước đó."


def judge(
    *, by: User | None, at: datetime, subject: str, left: str, right: str, verdict: str, note: str = ""
) -> int:
    """Write a judgement of two rows into the journal; the next run obeys it. Returns its number.

    The newest judgement of a pair counts; the former stay to be read.
    """
    for row in (left, right):
        if not _ROW.fullmatch(row):
            raise NotARow(row=row[:60])
    if left == right:
        raise OneRow()
    first, second = sorted((left, right))
    with transaction.atomic():
        made = Judgement.objects.create(
            subject=Subject(subject),
            left=first,
            right=second,
            verdict=Verdict(verdict),
            note=note[:400],
            by=by,
            at=at,
        )
        audit.record(
            by=by,
            at=at,
            action="linkage.judge",
            subject=first,
            detail={"judgement": made.pk, "subject": subject, "right": second, "verdict": verdict},
        )
    return int(made.pk)


def withdraw_judgement(*, by: User | None, at: datetime, judgement: int, because: str) -> None:
    """Take a judgement back; the line stays, the next run no longer obeys it."""
    with transaction.atomic():
        found = Judgement.objects.select_for_update().filter(pk=judgement).first()
        if found is None:
            raise NotFound(what=f"kết luận số {judgement}")
        if found.withdrawn_at is not None:
            raise AlreadyWithdrawn(judgement=judgement)
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        audit.record(
            by=by,
            at=at,
            action="linkage.withdraw_judgement",
            subject=found.left,
            detail={"judgement": judgement, "right": found.right, "because": because},
        )
