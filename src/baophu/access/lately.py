"""What the journal tells of late: how often each kind of deed, the newest lines; people by role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from baophu.access.models import AuditEntry, User


@dataclass(frozen=True, slots=True)
class Deeds:
    """One kind of deed since a moment."""

    action: str
    times: int
    people: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal."""

    at: datetime
    who: str
    post: str
    action: str
    subject: str


def deeds(*, since: datetime) -> list[Deeds]:
    """Every kind of deed since a moment, the most frequent first."""
    rows = AuditEntry.objects.filter(at__gte=since).order_by().values("action")
    told = rows.annotate(n=Count("id"), people=Count("by", distinct=True), last=Max("at"))
    return [Deeds(r["action"], r["n"], r["people"], r["last"]) for r in told.order_by("-n", "action")]


def newest(*, limit: int) -> list[Line]:
    """The newest lines of the journal."""
    rows = AuditEntry.objects.select_related("by").order_by("-id")[:limit]
    return [
        Line(
            row.at,
            row.by.full_name if row.by else "",
            (row.by.post or row.by.get_role_display()) if row.by else "",
            row.action,
            row.subject,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of one role."""

    role: str
    active: int
    closed: int
    last_sign_in: datetime | None


def accounts() -> list[Accounts]:
    """How many people there are in each role, and when one of them signed in last."""
    told = (
        User.objects.order_by()
        .values("role")
        .annotate(
            active=Count("id", filter=Q(is_active=True)),
            closed=Count("id", filter=Q(is_active=False)),
            last=Max("last_login"),
        )
    )
    return [Accounts(r["role"], r["active"], r["closed"], r["last"]) for r in told.order_by("role")]
