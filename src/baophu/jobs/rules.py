"""Pure rules of long work: who may ask for what, when a worker counts as dead, how long is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from baophu.access.queries import Role

BEAT_SECONDS: Final = 3
LEASE: Final = timedelta(seconds=15)  # a worker silent for longer is dead, its job is taken up again
MOST_ATTEMPTS: Final = 5
BUSY_WAIT: Final = timedelta(seconds=5)  # what another process holds is tried again after this
WHOLE: Final = 1000
_TOO_EARLY: Final = 20  # under 2 % nothing can be said of the time left


class JobKind(StrEnum):
    """What is done behind the page."""

    RECEIVE = "receive"
    RECONCILE = "reconcile"
    EXPORT = "export"
    CLAIM = "claim"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"  # a rule said no; the sentence is kept
    FAILED = "failed"  # the program or the machine failed, told in a sentence
    CANCELLED = "cancelled"


UNDER_WAY: Final = frozenset({JobState.WAITING, JobState.RUNNING})
_PROVINCE = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})
MAY_ASK: Final[dict[JobKind, frozenset[Role]]] = {
    JobKind.RECEIVE: _PROVINCE | {Role.SI_DISTRICT, Role.AGENCY_CLERK, Role.COMMUNE_CLERK},
    JobKind.RECONCILE: _PROVINCE,
    JobKind.EXPORT: _PROVINCE | {Role.AUDITOR},
    JobKind.CLAIM: _PROVINCE,
}


def is_dead(beat_at: datetime | None, at: datetime) -> bool:
    """Whether the worker of a running job has been silent for longer than its lease."""
    return beat_at is None or at - beat_at > LEASE


def seconds_left(*, elapsed: timedelta, permille: int) -> int | None:
    """How long a job still takes if it goes on as it went; None while nothing can be said."""
    if permille < _TOO_EARLY or permille > WHOLE:
        return None
    return round(elapsed.total_seconds() * (WHOLE - permille) / permille)
