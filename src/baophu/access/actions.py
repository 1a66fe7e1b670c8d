"""Writes of the journal, of runs and of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.db import IntegrityError, connection, transaction

from baophu.access.models import AuditEntry, Role, Run, RunState, User
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
) -> AuditEntry:
    """Append one line to the journal, in the caller's transaction."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [JOURNAL_LOCK])
        last = AuditEntry.objects.order_by("-id").first()
        previous = last.hash if last else GENESIS
        plain = dict(detail or {})
        at = at.astimezone(UTC)
        return AuditEntry.objects.create(
            at=at,
            by=by,
            action=action,
            subject=subject,
            area_code=area_code,
            detail=plain,
            previous_hash=previous,
            hash=line_hash(
                previous=previous,
                at=at,
                by=by.username if by else "",
                action=action,
                subject=subject,
                area_code=area_code,
                detail=plain,
            ),
        )


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
) -> User:
    """Make an account, or bring an existing one to these rights; audited, the password is not."""
    with transaction.atomic():
        user = User.objects.filter(username=username).first() or User(username=username)
        user.full_name, user.role, user.area_code = full_name, role, area_code
        user.agency_code, user.post = agency_code, post
        user.set_password(password)
        user.save()
        record(
            by=by,
            at=at,
            action="person.add",
            subject=f"user:{username}",
            area_code=area_code,
            detail={"role": str(role)},
        )
    return user
