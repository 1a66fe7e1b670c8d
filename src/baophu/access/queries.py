"""Reads of people, runs and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from baophu.access.models import AuditEntry, Role, Run, RunState, User
from baophu.access.rules import GENESIS, line_hash
from baophu.kernel.errors import NotFound

__all__ = [
    "Entry",
    "Role",
    "Run",
    "RunState",
    "User",
    "current_run",
    "entries_about",
    "first_broken_line",
    "person",
    "published_run",
    "published_runs",
    "running",
]


def current_run() -> Run | None:
    """The newest published run: what every page and export shows."""
    return Run.objects.filter(state=RunState.PUBLISHED).order_by("-id").first()


def published_run(number: int) -> Run:
    """A published run by its number; raises NotFound."""
    run = Run.objects.filter(state=RunState.PUBLISHED, id=number).first()
    if run is None:
        raise NotFound(what=f"lượt đối chiếu số {number}")
    return run


def published_runs() -> list[Run]:
    """Every published run, newest first."""
    return list(Run.objects.filter(state=RunState.PUBLISHED).select_related("by").order_by("-id"))


def running() -> Run | None:
    """The run under way, if any."""
    return Run.objects.filter(state=RunState.RUNNING).first()


def person(username: str) -> User:
    """The user of a sign-in name; raises NotFound."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NotFound(what=f"tài khoản {username}")
    return user


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal, as a reader sees it."""

    at: datetime
    who: str
    post: str
    action: str
    detail: dict[str, object]


def entries_about(subject: str, *, limit: int = 200) -> list[Entry]:
    """What the journal says of a subject, newest first."""
    rows = AuditEntry.objects.filter(subject=subject).select_related("by").order_by("-id")[:limit]
    return [
        Entry(
            row.at,
            row.by.full_name if row.by else "",
            (row.by.post or row.by.get_role_display()) if row.by else "",
            row.action,
            row.detail,
        )
        for row in rows
    ]


def first_broken_line() -> int | None:
    """The first journal line whose hash does not fit, None when the chain is whole."""
    previous = GENESIS
    for entry in AuditEntry.objects.select_related("by").order_by("id").iterator():
        expected = line_hash(
            previous=previous,
            at=entry.at.astimezone(UTC),
            by=entry.by.username if entry.by else "",
            action=entry.action,
            subject=entry.subject,
            area_code=entry.area_code,
            detail=entry.detail,
            role=entry.role,
        )
        if entry.previous_hash != previous or entry.hash != expected:
            return entry.id
        previous = entry.hash
    return None
