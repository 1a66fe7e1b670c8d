"""Writes of kept filters: one's own, no line in the journal for what changes nothing of anybody else."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from baophu.access.queries import User
from baophu.kernel.errors import Refused
from baophu.plan.models import KeptFilter

MOST_KEPT: Final = 30
LONGEST_NAME: Final = 80


class NamelessFilter(Refused):
    """A filter is kept under a name."""

    code = "plan.nameless_filter"
    message = "Chưa đặt tên bộ lọc, hoặc tên dài quá {most} ký tự. Đặt tên ngắn, ví dụ “Nợ lâu”."


class TooManyFilters(Refused):
    """A list of names that nobody reads."""

    code = "plan.too_many_filters"
    message = "Đã có {n} bộ lọc. Bỏ một bộ lọc không dùng rồi lưu lại."


def keep(*, by: User, at: datetime, name: str, question: str) -> None:
    """Keep a question; the same name is overwritten."""
    if not 0 < len(name) <= LONGEST_NAME:
        raise NamelessFilter(most=LONGEST_NAME)
    own = KeptFilter.objects.filter(owner=by)
    if own.exclude(name=name).count() >= MOST_KEPT:
        raise TooManyFilters(n=MOST_KEPT)
    KeptFilter.objects.update_or_create(
        owner=by, name=name, defaults={"question": question[:600], "kept_at": at}
    )


def drop(*, by: User, at: datetime, name: str) -> None:  # noqa: ARG001 - every action says when
    """Drop a kept question; nothing where there is none."""
    KeptFilter.objects.filter(owner=by, name=name).delete()
