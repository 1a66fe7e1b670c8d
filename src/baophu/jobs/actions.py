"""Writes of jobs by people: ask for one, cancel it, have seen its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.jobs.models import Job
from baophu.jobs.rules import MAY_ASK, UNDER_WAY, JobKind, JobState
from baophu.kernel.errors import Forbidden, NotFound, Refused


class AlreadyAsked(Refused):
    """Two reconciliations would do the same work twice."""

    code = "jobs.already_asked"
    message = (
        "Một lượt đối chiếu đang chờ hoặc đang chạy, do {who} bắt đầu. Chờ lượt đó xong rồi bắt đầu lại."
    )


class AlreadyEnded(Refused):
    """What has ended cannot be cancelled."""

    code = "jobs.already_ended"
    message = "Công việc số {job} đã kết thúc, không còn gì để hủy."


def ask(*, kind: JobKind, arguments: Mapping[str, object], by: User, at: datetime) -> int:
    """Put a job into the queue; returns its number. Raises Forbidden, AlreadyAsked."""
    if by.role not in MAY_ASK[kind] and not by.is_superuser:
        raise Forbidden(what=f"bắt đầu công việc {kind.value}")
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, arguments=dict(arguments), by=by, asked_at=at, not_before=at)
            journal.record(
                by=by,
                at=at,
                action=f"job.{kind.value}",
                subject=f"job:{job.pk}",
                area_code=by.area_code,
                detail=dict(arguments),
            )
    except IntegrityError:
        other = Job.objects.filter(kind=kind, state__in=UNDER_WAY).select_related("by").first()
        raise AlreadyAsked(who=other.by.full_name if other else "người khác") from None
    return job.pk


def cancel(*, job_id: int, by: User, at: datetime) -> None:
    """Cancel one's own job: at once while it waits, at its next step while it runs."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(id=job_id, by=by).first()
        if job is None:
            raise NotFound(what=f"công việc số {job_id}")
        if job.state not in UNDER_WAY:
            raise AlreadyEnded(job=job_id)
        job.cancel_at = job.cancel_at or at
        if job.state == JobState.WAITING:
            job.state, job.ended_at = JobState.CANCELLED, at
        job.save(update_fields=["cancel_at", "state", "ended_at"])
        journal.record(
            by=by, at=at, action="job.cancel", subject=f"job:{job_id}", area_code=by.area_code, detail={}
        )


def note_told(*, by: User, at: datetime) -> None:
    """The person has seen how their jobs ended."""
    Job.objects.filter(by=by, told_at__isnull=True).exclude(state__in=UNDER_WAY).update(told_at=at)
