"""Writes of the journal: a person judges pairs, takes judgements back, checks employers drawn by lot."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Count

import baophu.access.actions as audit
from baophu.access.queries import User
from baophu.kernel.errors import NotFound, Refused
from baophu.linkage.models import ClusterCheck, Composition, EmployerRow, Judgement
from baophu.linkage.review import Alike
from baophu.linkage.rows import in_force
from baophu.linkage.rules import Subject, Verdict
from baophu.linkage.rules.readings import SAMPLE_OF_ALIKE, SECOND_READER_PEOPLE

LOT = 200  # employers drawn from a run for its rows to be looked at
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


class SampleNotAgreed(Refused):
    """Pairs alike are decided together only after the reader's sample of them."""

    code = "linkage.sample_not_agreed"
    message = (
        "Chưa kết luận chung được cho nhóm này: cần xét riêng đủ {n} cặp mẫu và cùng một kết luận "
        "“là một” hoặc “khác nhau”."
    )


class NotForOneReader(Refused):
    """A large merge needs a second person, so it is never decided in a batch."""

    code = "linkage.not_for_one_reader"
    message = "Không còn cặp nào trong nhóm kết luận chung được; các cặp lớn cần hai người xét từng cặp."


class AlreadyChecked(Refused):
    """An employer of the lot is checked by one person, once."""

    code = "linkage.already_checked"
    message = "Đơn vị mẫu số {place} đã có người kiểm tra. Mở đơn vị kế tiếp."


def judge(
    *,
    by: User | None,
    at: datetime,
    subject: str,
    left: str,
    right: str,
    verdict: str,
    note: str = "",
    of_queue: bool = False,
    people: int = 0,
    batch: str = "",
) -> int:
    """Write a judgement of two rows into the journal; the next run obeys it. Returns its number.

    The newest judgement of a pair counts; the former stay to be read. One of the queue knows how many workers
    it concerns: a large merge counts when a second person says the same (`rules.settled`).
    """
    first, second = _checked_pair(left, right)
    with transaction.atomic():
        made = Judgement.objects.create(
            subject=Subject(subject),
            left=first,
            right=second,
            verdict=Verdict(verdict),
            note=note[:400],
            by=by,
            at=at,
            of_queue=of_queue,
            people=people,
            batch=batch,
        )
        audit.record(
            by=by,
            at=at,
            action="linkage.judge",
            subject=first,
            detail={"judgement": made.pk, "subject": subject, "right": second, "verdict": verdict},
        )
    return int(made.pk)


def _checked_pair(left: str, right: str) -> tuple[str, str]:
    """Two different rows, in the journal's order; raises NotARow, OneRow."""
    for row in (left, right):
        if not _ROW.fullmatch(row):
            raise NotARow(row=row[:60])
    if left == right:
        raise OneRow()
    return (left, right) if left < right else (right, left)


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


def judge_alike(
    *, by: User, at: datetime, kind: Alike, people: Mapping[int, int], verdict: str, note: str = ""
) -> tuple[str, int]:
    """Decide together the waiting pairs of a kind after the reader's sample; gives the batch and how many.

    `people`: workers by pair. Merges that need two persons stay in the queue.
    """
    if kind.agreed is None or kind.agreed != verdict:
        raise SampleNotAgreed(n=SAMPLE_OF_ALIKE)
    large = verdict == Verdict.SAME
    open_to_one = [
        one for one in kind.waiting if not (large and people.get(one.id, 0) >= SECOND_READER_PEOPLE)
    ]
    if not open_to_one:
        raise NotForOneReader()
    batch = hashlib.sha256(f"{kind.pattern}|{by.pk}|{at.isoformat()}".encode()).hexdigest()[:16]
    with transaction.atomic():
        for one in open_to_one:
            judge(
                by=by, at=at, subject=Subject.EMPLOYER, left=one.left, right=one.right, verdict=verdict,
                note=note, of_queue=True, people=people.get(one.id, 0), batch=batch,
            )  # fmt: skip
    return batch, len(open_to_one)


def withdraw_batch(*, by: User | None, at: datetime, batch: str, because: str) -> int:
    """Take back all that was decided together; returns how many judgements."""
    with transaction.atomic():
        rows = Judgement.objects.filter(batch=batch, withdrawn_at=None).exclude(batch="")
        numbers = list(rows.values_list("pk", flat=True))
        if not numbers:
            raise NotFound(what=f"đợt kết luận {batch}")
        for number in numbers:
            withdraw_judgement(by=by, at=at, judgement=number, because=because)
    return len(numbers)


def draw_lot(*, by: User | None, at: datetime, run: int) -> int:
    """Draw employers of a run by lot for their rows to be checked; the same on every machine, drawn once."""
    with transaction.atomic():
        if ClusterCheck.objects.filter(run_id=run).exists():
            return 0
        sizes = {
            row["employer_id"]: row["n"]
            for row in EmployerRow.objects.filter(in_force(run)).values("employer_id").annotate(n=Count("id"))
        }
        drawn = random.Random(run).sample(sorted(sizes), min(LOT, len(sizes)))
        ClusterCheck.objects.bulk_create(
            ClusterCheck(run_id=run, employer_id=employer, place=place, rows=sizes[employer])
            for place, employer in enumerate(drawn, 1)
        )
        audit.record(
            by=by, at=at, action="linkage.draw_lot", subject=f"run:{run}", detail={"employers": len(drawn)}
        )
    return len(drawn)


def record_check(*, by: User, at: datetime, check: int, found: str, note: str = "") -> None:
    """Write what a person found of an employer drawn by lot."""
    with transaction.atomic():
        row = ClusterCheck.objects.select_for_update().filter(pk=check).first()
        if row is None:
            raise NotFound(what=f"đơn vị kiểm tra số {check}")
        if row.found != Composition.WAITING:
            raise AlreadyChecked(place=row.place)
        row.found, row.note, row.by, row.at = Composition(found), note[:400], by, at
        row.save()
        audit.record(
            by=by,
            at=at,
            action="linkage.check",
            subject=f"employer:{row.employer_id}",
            detail={"run": row.run_id, "found": found},
        )
