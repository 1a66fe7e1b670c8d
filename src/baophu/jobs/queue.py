"""A worker's hand on the queue: take a job, beat while holding it, say how far it is, put it back, end it.

Every write names the attempt it belongs to: a worker that was thought dead and woke up changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from baophu.access.queries import User
from baophu.jobs.models import Job
from baophu.jobs.rules import BUSY_WAIT, LEASE, JobKind, JobState

_LOOKED_AT: Final = 10  # oldest first; where another worker was quicker, the next one


class Stopped(BaseException):
    """Who began the job cancelled it: leave at once, with nothing half-written."""


class Lost(BaseException):
    """Another worker holds the job now: leave at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in a worker's hand."""

    id: int
    kind: JobKind
    arguments: dict[str, object]
    by: User
    attempt: int
    started_at: datetime
    cancelled: bool  # asked to end while no worker was alive: only tidy up

    def text(self, name: str) -> str:
        """An argument as text, blank when it is not there."""
        return str(self.arguments.get(name, ""))

    def day(self, name: str) -> date:
        """An argument that is a day."""
        return date.fromisoformat(self.text(name))


def take(*, worker: str, at: datetime) -> Taken | None:
    """Take the oldest job that waits, or whose worker died; None when there is none."""
    waiting = Q(state=JobState.WAITING, not_before__lte=at)
    orphaned = Q(state=JobState.RUNNING) & (Q(beat_at__lt=at - LEASE) | Q(beat_at__isnull=True))
    found = Job.objects.filter(waiting | orphaned).select_related("by").order_by("not_before", "id")
    for job in found[:_LOOKED_AT]:
        started_at = job.started_at or at
        unchanged = {"beat_at__isnull": True} if job.beat_at is None else {"beat_at": job.beat_at}
        mine = Job.objects.filter(id=job.pk, attempt=job.attempt, state=job.state, **unchanged).update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            worker=worker[:80],
            started_at=started_at,
            tried_at=at,
            beat_at=at,
            step="",
            permille=0,
        )
        if mine:
            return Taken(
                id=job.pk,
                kind=JobKind(job.kind),
                arguments=job.arguments,
                by=job.by,
                attempt=job.attempt + 1,
                started_at=started_at,
                cancelled=job.cancel_at is not None,
            )
    return None


def beat(taken: Taken, *, at: datetime) -> bool:
    """Say that the worker lives; False when the job is no longer its own."""
    return bool(_own(taken).update(beat_at=at))


def note(taken: Taken, *, step: str, permille: int, at: datetime) -> None:
    """Say how far it is; raises Stopped when it was cancelled, Lost when another worker has it."""
    if _own(taken).filter(cancel_at__isnull=True).update(step=step[:200], permille=permille, beat_at=at):
        return
    raise Stopped if _own(taken).exists() else Lost


def put_back(taken: Taken, *, at: datetime, busy: bool) -> None:
    """Let it be taken up again: at once, or after a while where another process holds what it needs."""
    later = at + BUSY_WAIT if busy else at
    _own(taken).update(
        state=JobState.WAITING, not_before=later, beat_at=None, worker="", attempt=taken.attempt - 1
    )


def end(taken: Taken, *, state: JobState, outcome: dict[str, object], at: datetime) -> None:
    """Write how it ended; nothing when another worker has it."""
    whole = {"permille": 1000} if state is JobState.DONE else {}
    _own(taken).update(state=state, outcome=outcome, ended_at=at, step="", **whole)


def _own(taken: Taken) -> QuerySet[Job]:
    """The job while it is still this attempt's."""
    return Job.objects.filter(id=taken.id, attempt=taken.attempt, state=JobState.RUNNING)
