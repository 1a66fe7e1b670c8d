"""Reads of kept filters."""

from __future__ import annotations

from dataclasses import dataclass

from baophu.access.queries import User
from baophu.plan.models import KeptFilter


@dataclass(frozen=True, slots=True)
class KeptView:
    """A question under its name."""

    name: str
    question: str


def filters_of(user: User) -> list[KeptView]:
    """What someone keeps, by name."""
    rows = KeptFilter.objects.filter(owner=user).order_by("name")
    return [KeptView(row.name, row.question) for row in rows]
