"""Searching the journal: by person, action, subject, area and day; who looked at one person's record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from baophu.access.models import AuditEntry, AuditMention, Role
from baophu.access.rules import GENESIS, line_hash

LOOKS = frozenset({"people.open", "row.open", "voluntary.open", "person.seen"})  # reads of a person's record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty field asks nothing. Days are local and both counted."""

    who: str = ""  # sign-in name
    action: str = ""  # whole, or its beginning up to a dot
    subject: str = ""
    area_code: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal."""

    number: int
    at: datetime
    username: str
    who: str
    role: str
    action: str
    subject: str
    area_code: str
    detail: dict[str, object]

    @property
    def role_label(self) -> str:
        """The role in which it was done (a Vietnamese msgid); empty on lines before roles were kept."""
        return str(Role(self.role).label) if self.role in Role.values else ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: how many lines, the first that does not fit."""

    lines: int
    broken: int | None
    why: str  # "hash", "order" or "mention"; empty where all fit


def count(wanted: Wanted) -> int:
    """How many lines fit."""
    return _rows(wanted).count()


def search(wanted: Wanted, *, offset: int = 0, limit: int = 50) -> list[Line]:
    """The lines that fit, the newest first."""
    rows = _rows(wanted).select_related("by").order_by("-id")
    return [_line(row) for row in rows[offset : offset + limit]]


def every(wanted: Wanted) -> Iterator[Line]:
    """All lines that fit, the newest first, read as they are taken."""
    for row in _rows(wanted).select_related("by").order_by("-id").iterator(chunk_size=2000):
        yield _line(row)


def actions() -> list[str]:
    """Every action that the journal knows."""
    return list(AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def looks_at(subject: str, *, further: tuple[str, ...] = ()) -> list[Line]:
    """Who opened a person's record, the newest first: by any of its pages.

    `further` are rows of lists that hold the person, as `receipt:ID:ROW`.
    """
    mentioned = AuditMention.objects.filter(subject__in=[subject, *further]).values("entry_id")
    rows = AuditEntry.objects.filter(Q(subject=subject) | Q(id__in=mentioned), action__in=LOOKS)
    return [_line(row) for row in rows.select_related("by").order_by("-id")]


def verify() -> Verdict:
    """Walk the whole chain: each hash, link and further subject; stop at the first line that does not fit."""
    previous, lines = GENESIS, 0
    mentions = _mentions()
    for entry in AuditEntry.objects.select_related("by").order_by("id").iterator(chunk_size=2000):
        lines += 1
        if entry.previous_hash != previous:
            return Verdict(lines, entry.pk, "order")
        if entry.hash != _hash(entry, previous):
            return Verdict(lines, entry.pk, "hash")
        if mentions.pop(entry.pk, []) != entry.detail.get("also", []):
            return Verdict(lines, entry.pk, "mention")
        previous = entry.hash
    return Verdict(lines, min(mentions, default=None), "mention" if mentions else "")


def _mentions() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for entry, subject in AuditMention.objects.order_by("subject").values_list("entry_id", "subject"):
        found.setdefault(entry, []).append(subject)
    return {entry: sorted(subjects) for entry, subjects in found.items()}


def _hash(entry: AuditEntry, previous: str) -> str:
    return line_hash(
        previous=previous, at=entry.at.astimezone(UTC), by=entry.by.username if entry.by else "",
        action=entry.action, subject=entry.subject, area_code=entry.area_code, detail=entry.detail,
        role=entry.role,
    )  # fmt: skip


def _rows(wanted: Wanted) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.all()
    if wanted.who:
        rows = rows.filter(by__username=wanted.who)
    if wanted.action:
        rows = rows.filter(Q(action=wanted.action) | Q(action__startswith=f"{wanted.action}."))
    if wanted.subject:
        mentioned = AuditMention.objects.filter(subject=wanted.subject).values("entry_id")
        rows = rows.filter(Q(subject=wanted.subject) | Q(id__in=mentioned))
    if wanted.area_code:
        rows = rows.filter(area_code=wanted.area_code)
    if wanted.first:
        rows = rows.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        rows = rows.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))


def _line(row: AuditEntry) -> Line:
    return Line(
        number=row.pk, at=row.at, username=row.by.username if row.by else "",
        who=row.by.full_name if row.by else "", role=row.role, action=row.action, subject=row.subject,
        area_code=row.area_code, detail=row.detail,
    )  # fmt: skip
