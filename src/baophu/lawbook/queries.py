"""Reads of entered law: the whole book, what waits for a second person, the history of a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from django.db import connection

import baophu.law.book as files
from baophu.kernel.errors import NotFound
from baophu.law.book import Book
from baophu.lawbook.models import Closing, EnteredValue
from baophu.lawbook.rules.standing import Entry, joined, may_stand

__all__ = [
    "EntryState",
    "EntryView",
    "book",
    "book_if_ready",
    "entries",
    "entry",
    "is_ready",
    "pending",
    "published",
]


class EntryState(StrEnum):
    """Where an entry stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    OVERTAKEN = "overtaken"  # confirmed, but the published book has no room for it any more
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as a reader sees it; persons by their full names."""

    id: int
    key: str
    typed: str
    holds_from: date
    document: str
    document_on: date
    article: str
    note: str
    state: EntryState
    entered_by: str
    entered_by_id: int
    entered_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    closed_by: str
    closed_at: datetime | None
    reason: str


def published() -> Book:
    """Give the book of the files alone."""
    return files.load()


def book() -> Book:
    """Give the law book: the files' values and what two officers entered and confirmed."""
    rows = EnteredValue.objects.filter(confirmed_by__isnull=False, closing="")
    return _joined(tuple(_entry(row) for row in rows.order_by("key", "holds_from")))


def book_if_ready() -> Book:
    """Give the law book; the files' alone where the database was never prepared: nobody entered any."""
    return book() if is_ready() else published()


def is_ready() -> bool:
    """Whether the database was prepared for entries."""
    return EnteredValue._meta.db_table in connection.introspection.table_names()


@lru_cache(maxsize=4)
def _joined(confirmed: tuple[Entry, ...]) -> Book:
    return joined(published(), confirmed)


def entries(key: str = "") -> list[EntryView]:
    """Every entry, or those of a parameter, newest first."""
    rows = EnteredValue.objects.select_related("entered_by", "confirmed_by", "closed_by").order_by("-id")
    return [_view(row) for row in (rows.filter(key=key) if key else rows)]


def pending() -> list[EntryView]:
    """What waits for a second person, oldest first."""
    return [one for one in reversed(entries()) if one.state is EntryState.PENDING]


def entry(number: int) -> EntryView:
    """One entry; raises NotFound."""
    rows = EnteredValue.objects.select_related("entered_by", "confirmed_by", "closed_by")
    row = rows.filter(id=number).first()
    if row is None:
        raise NotFound(what=f"giá trị đã ghi số {number}")
    return _view(row)


def _entry(row: EnteredValue) -> Entry:
    return Entry(row.key, row.value, row.holds_from, row.document, row.document_on, row.article)


def _state(row: EnteredValue) -> EntryState:
    if row.closing:
        return EntryState.REJECTED if row.closing == Closing.REJECTED else EntryState.WITHDRAWN
    if row.confirmed_by is None:
        return EntryState.PENDING
    return EntryState.CONFIRMED if may_stand(published(), _entry(row)) else EntryState.OVERTAKEN


def _view(row: EnteredValue) -> EntryView:
    return EntryView(
        id=row.id,
        key=row.key,
        typed=row.value,
        holds_from=row.holds_from,
        document=row.document,
        document_on=row.document_on,
        article=row.article,
        note=row.note,
        state=_state(row),
        entered_by=row.entered_by.full_name,
        entered_by_id=row.entered_by.id,
        entered_at=row.entered_at,
        confirmed_by=row.confirmed_by.full_name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
        closed_by=row.closed_by.full_name if row.closed_by else "",
        closed_at=row.closed_at,
        reason=row.reason,
    )
