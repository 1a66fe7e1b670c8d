"""Reads of jobs: one's own, one of them, what ended and was not told yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from baophu.access.queries import User
from baophu.jobs.models import Job
from baophu.jobs.rules import UNDER_WAY, JobKind, JobState, seconds_left
from baophu.kernel.errors import NotFound

__all__ = [
    "JobKind",
    "JobState",
    "JobView",
    "job",
    "made_folder",
    "mine",
    "staged_in_use",
    "under_way",
    "untold",
]
NEWEST = 50


@dataclass(frozen=True, slots=True)
class JobView:
    """One job as its page shows it."""

    id: int
    kind: JobKind
    arguments: dict[str, object]
    by_name: str
    asked_at: datetime
    state: JobState
    attempt: int
    started_at: datetime | None
    tried_at: datetime | None
    step: str
    permille: int
    cancelling: bool
    ended_at: datetime | None
    outcome: dict[str, object]

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNDER_WAY

    def seconds_left(self, at: datetime) -> int | None:
        """How long it still takes if it goes on as it went."""
        if self.state is not JobState.RUNNING or self.tried_at is None:
            return None
        return seconds_left(elapsed=at - self.tried_at, permille=self.permille)


def job(job_id: int, *, by: User) -> JobView:
    """One of a person's own jobs; raises NotFound for another's."""
    row = Job.objects.filter(id=job_id, by=by).select_related("by").first()
    if row is None:
        raise NotFound(what=f"công việc số {job_id}")
    return _view(row)


def mine(by: User) -> list[JobView]:
    """A person's newest jobs, newest first."""
    return [_view(row) for row in Job.objects.filter(by=by).select_related("by").order_by("-id")[:NEWEST]]


def under_way(kind: JobKind) -> JobView | None:
    """The oldest job of a kind that waits or runs, whoever began it."""
    rows = Job.objects.filter(kind=kind, state__in=UNDER_WAY).select_related("by")
    row = rows.order_by("id").first()
    return _view(row) if row else None


def untold(by: User) -> list[JobView]:
    """A person's jobs that wait, run, or ended unseen, oldest first."""
    rows = Job.objects.filter(by=by, told_at__isnull=True).select_related("by")
    return [_view(row) for row in rows.order_by("id")[:NEWEST]]


def staged_in_use() -> frozenset[str]:
    """The staged files that jobs under way still need."""
    rows = Job.objects.filter(state__in=UNDER_WAY, kind=JobKind.RECEIVE).values_list("arguments", flat=True)
    return frozenset(str(arguments.get("staged", "")) for arguments in rows)


def made_folder(job_id: int) -> Path:
    """Where the files that a job made lie."""
    return Path(settings.HOME) / "made" / str(job_id)


def _view(row: Job) -> JobView:
    """The plain form of a job."""
    return JobView(
        id=row.pk,
        kind=JobKind(row.kind),
        arguments=row.arguments,
        by_name=row.by.full_name,
        asked_at=row.asked_at,
        state=JobState(row.state),
        attempt=row.attempt,
        started_at=row.started_at,
        tried_at=row.tried_at,
        step=row.step,
        permille=row.permille,
        cancelling=row.cancel_at is not None and row.state in UNDER_WAY,
        ended_at=row.ended_at,
        outcome=row.outcome,
    )
