"""Writes of the journal, of runs and of people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from baophu.access.models import AuditEntry, AuditMention, Post, Role, Run, RunState, User
from baophu.access.rules import GENESIS, line_hash
from baophu.kernel.errors import Refused

JOURNAL_LOCK = 157  # PostgreSQL advisory lock: the chain must not fork


class RunUnderWay(Refused):
    """Two reconciliations at once would write the same register."""

    code = "access.run_under_way"
    message = "Lượt đối chiếu số {run} đang chạy. Chờ lượt này xong rồi chạy lại."


def record(
    *,
    by: User | None,
    at: datetime,
    action: str,
    subject: str,
    area_code: str = "",
    detail: Mapping[str, object] | None = None,
    also: Collection[str] = (),
) -> AuditEntry:
    """Append one line to the journal, in the caller's transaction; `also` names further subjects of it."""
    mentions = sorted(set(also))
    line: dict[str, Any] = {
        "at": at.astimezone(UTC),
        "action": action,
        "subject": subject,
        "area_code": area_code,
        "detail": dict(detail or {}) | ({"also": mentions} if mentions else {}),
        "role": str(by.role) if by else "",
    }
    with transaction.atomic():
        previous = _end_of_chain()
        sealed = line_hash(previous=previous, by=by.username if by else "", **line)
        entry = AuditEntry.objects.create(by=by, previous_hash=previous, hash=sealed, **line)
        AuditMention.objects.bulk_create([AuditMention(entry=entry, subject=name) for name in mentions])
    return entry


def _end_of_chain() -> str:
    """The hash that the next line covers; on PostgreSQL nobody else adds one until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [JOURNAL_LOCK])
    last = AuditEntry.objects.order_by("-id").first()
    return last.hash if last else GENESIS


def start_run(*, by: User | None, at: datetime, on: date, engine: str) -> Run:
    """Open a run; refuses while another is under way."""
    try:
        with transaction.atomic():
            run = Run.objects.create(by=by, on=on, started_at=at, engine=engine)
            record(by=by, at=at, action="run.start", subject=f"run:{run.id}", detail={"on": on.isoformat()})
            return run
    except IntegrityError:
        other = Run.objects.filter(state=RunState.RUNNING).first()
        raise RunUnderWay(run=other.id if other else "?") from None


def note_progress(*, run: Run, step: str, permille: int) -> None:
    """Say how far a run is; not audited."""
    Run.objects.filter(id=run.id).update(step=step[:80], progress_permille=permille)


def publish_run(
    *, by: User | None, at: datetime, run: Run, hashes: Mapping[str, str], figures: Mapping[str, object]
) -> Run:
    """The one short transaction that makes a run's rows visible."""
    with transaction.atomic():
        for name, value in hashes.items():
            setattr(run, name, value)
        run.figures = dict(figures)
        run.state = RunState.PUBLISHED
        run.published_at = at
        run.step = ""
        run.progress_permille = 1000
        run.save()
        record(by=by, at=at, action="run.publish", subject=f"run:{run.id}", detail=dict(hashes))
    return run


def abandon_run(*, by: User | None, at: datetime, run: Run, because: str) -> None:
    """Close a run that will not be published (failed or killed)."""
    with transaction.atomic():
        Run.objects.filter(id=run.id, state=RunState.RUNNING).update(state=RunState.FAILED, step=because[:80])
        record(by=by, at=at, action="run.abandon", subject=f"run:{run.id}", detail={"because": because[:400]})


def add_person(
    *,
    by: User | None,
    at: datetime,
    username: str,
    password: str,
    full_name: str,
    role: Role,
    area_code: str,
    agency_code: str = "",
    post: str = "",
    starts_on: date | None = None,
) -> User:
    """Make an account, or bring an existing one to these rights; audited, the password is not.

    With `starts_on` the post is one of the person's history, its area named as of that day.
    """
    with transaction.atomic():
        user = User.objects.filter(username=username).first() or User(username=username)
        user.full_name, user.role, user.area_code = full_name, role, area_code
        user.agency_code, user.post = agency_code, post
        user.post_from, user.post_until = starts_on, None
        user.set_password(password)
        user.save()
        if starts_on:
            _note_post(user, by=by, at=at)
        record(
            by=by,
            at=at,
            action="person.add",
            subject=f"user:{username}",
            area_code=area_code,
            detail={"role": str(role)},
        )
    return user


def _note_post(user: User, *, by: User | None, at: datetime) -> None:
    """Keep the post that a person has now in the history of posts, once."""
    assert user.post_from is not None
    Post.objects.get_or_create(
        user=user,
        role=user.role,
        agency_code=user.agency_code,
        area_code=user.area_code,
        starts_on=user.post_from,
        ends_before=None,
        defaults={"title": user.post, "given_by": by, "given_at": at},
    )
