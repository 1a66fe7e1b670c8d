"""Who may send, correct or withdraw a list: BHXH of the province any, others what is their own."""

from __future__ import annotations

from datetime import date
from typing import Final

from baophu.access.queries import Role, User
from baophu.kernel.errors import Forbidden
from baophu.places.queries import area
from baophu.places.rules import AgencyRef

FIRST_YEAR: Final = 2018
_ANY: Final = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})


def check_may_send(*, by: User | None, agency: AgencyRef, on: date) -> None:
    """Raise `Forbidden` unless a person may act for an agency; None is the program's own operator."""
    if by is None or by.is_superuser or by.role in _ANY or _own(by, agency):
        return
    if by.role == Role.SI_DISTRICT and _was_in(agency.area_code, by.area_code, on):
        return
    raise Forbidden(what=f"gửi danh sách thay {agency.name}")


def _was_in(place: str, district: str, on: date) -> bool:
    """Whether a place is the district, or a commune that lay there since the plan: lists outlive communes."""
    if place == district:
        return True
    days = (on, *(date(year, 1, 1) for year in range(on.year, FIRST_YEAR - 1, -1)))
    return any((found := area(place, day)) is not None and found.parent_code == district for day in days)


def _own(by: User, agency: AgencyRef) -> bool:
    """Whether an agency is the person's own."""
    if by.role == Role.COMMUNE_CLERK:
        return agency.code == (by.agency_code or f"commune-{by.area_code}")
    return by.role == Role.AGENCY_CLERK and agency.code == by.agency_code
