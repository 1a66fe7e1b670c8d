"""Reads of people, runs and the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from baophu.access.models import AuditEntry, Role, Run, RunState, User
from baophu.access.trail.queries import verify
from baophu.kernel.errors import NotFound
from baophu.kernel.text import fold

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
    "user_of",
    "users",
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


def user_of(number: int) -> User:
    """The active user of a number; raises NotFound."""
    user = User.objects.filter(id=number, is_active=True).first()
    if user is None:
        raise NotFound(what="tài khoản này")
    return user


def users(*, words: str = "", role: str = "", closed: bool = False) -> list[User]:
    """People by full name: those whose name, sign-in name or post holds the words; the closed ones apart."""
    found = User.objects.filter(is_active=not closed).order_by("full_name", "id")
    if role:
        found = found.filter(role=role)
    asked = fold(words).split()
    return [u for u in found if all(w in fold(f"{u.full_name} {u.username} {u.post}") for w in asked)]


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
    """The first journal line that does not fit the chain, None when it is whole."""
    return verify().broken
