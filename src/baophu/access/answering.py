"""Who answers for which area, and how many people there are in each role."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from baophu.access.models import Role, User


@dataclass(frozen=True, slots=True)
class Answerable:
    """A person of the insurance office of an area."""

    area_code: str
    full_name: str
    post: str


def answerable(area_codes: Collection[str]) -> dict[str, Answerable]:
    """Who of the insurance office answers for each area; the first one named where there are more."""
    rows = User.objects.filter(role=Role.SI_DISTRICT, is_active=True, area_code__in=area_codes)
    found: dict[str, Answerable] = {}
    for code, name, post in rows.order_by("id").values_list("area_code", "full_name", "post"):
        found.setdefault(code, Answerable(code, name, post))
    return found
