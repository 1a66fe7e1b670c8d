"""Which lists a person sees: everything for the province's officers, else the area's or the agency's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from baophu.access.queries import Role, User
from baophu.intake.receipts import ReceiptView
from baophu.intake.rights import check_may_send
from baophu.kernel.errors import Forbidden, NotFound
from baophu.places.queries import areas
from baophu.places.rules import AgencyRef
from baophu.web.rights import SOCIAL_INSURANCE

FIRST_YEAR = 2018
WHOLE = frozenset({Role.PROVINCE_LEADER, Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Sight:
    """The agencies and areas whose lists a person sees; None means all."""

    agency_codes: frozenset[str] | None
    area_codes: frozenset[str] | None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.agency_codes is None and self.area_codes is None

    def covers(self, agency_code: str, area_code: str) -> bool:
        """Whether an agency's lists are seen."""
        if self.whole:
            return True
        return agency_code in (self.agency_codes or ()) or area_code in (self.area_codes or ())


def sight_of(user: User, today: date) -> Sight:
    """What a person sees by role: the province's all, a district's communes, a sender's own."""
    if user.role in WHOLE:
        return Sight(None, None)
    own = frozenset({own_agency(user)} - {""})
    if user.role in {Role.SI_DISTRICT, Role.SI_DESK, Role.AREA_LEADER}:
        return Sight(own, district_areas(user.area_code, today))
    return Sight(own, frozenset())


def own_agency(user: User) -> str:
    """The agency that a person sends for; empty for those who send nothing of their own."""
    if user.agency_code:
        return user.agency_code
    if user.role == Role.COMMUNE_CLERK:
        return f"commune-{user.area_code}"
    return f"si-{user.area_code}" if user.role in SOCIAL_INSURANCE else ""


@cache
def district_areas(district_code: str, today: date) -> frozenset[str]:
    """The district and every commune that has been its own since the plan."""
    days = [date(year, 1, 1) for year in range(FIRST_YEAR, today.year + 1)]
    communes = (place for day in days for place in areas("commune", day))
    return frozenset({district_code} | {p.code for p in communes if p.parent_code == district_code})


def check_seen(receipt: ReceiptView, sight: Sight) -> ReceiptView:
    """The receipt itself; raises NotFound outside the person's sight."""
    if not sight.covers(receipt.agency_code, receipt.area_code):
        raise NotFound(what=f"biên nhận {receipt.number}")
    return receipt


def may_write(user: User, receipt: ReceiptView, today: date) -> bool:
    """Whether a person may correct, withdraw or answer a list, by intake's own rule."""
    agency = AgencyRef(receipt.agency_code, receipt.agency_name, "", receipt.area_code)
    try:
        check_may_send(by=user, agency=agency, on=today)
    except Forbidden:
        return False
    return True
