"""Who may manage people, and what a post must be like; each refusal with the way out."""

from __future__ import annotations

from datetime import date

from baophu.access.models import Role, User
from baophu.access.posts.queries import level_of
from baophu.kernel.errors import Forbidden, Refused
from baophu.places.queries import area, areas, find_agency

DISTRICT_ROLES = frozenset({Role.SI_DISTRICT})
COMMUNE_ROLES = frozenset({Role.COMMUNE_CLERK})
BOUND_ROLES = frozenset({Role.AREA_LEADER})
ANY_AREA = frozenset({Role.SI_DESK, Role.OVERSIGHT, Role.AUDITOR})
WITH_AGENCY = frozenset({Role.AGENCY_CLERK})


class NotAnAdministrator(Forbidden):
    """Only administrators manage people."""

    code = "access.not_an_administrator"
    message = "Chỉ cán bộ quản trị hệ thống được mời người, giao và kết thúc nhiệm vụ."


class OwnAccount(Refused):
    """Nobody gives themselves a right."""

    code = "access.own_account"
    message = "Không tự giao nhiệm vụ hoặc khóa tài khoản của mình. Nhờ một cán bộ quản trị khác."


class UnknownArea(Refused):
    """The code names no area on that day."""

    code = "access.unknown_area"
    message = "Ngày {day} không có địa bàn nào mang mã {area}. Chọn địa bàn trong danh mục của ngày đó."


class WrongLevel(Refused):
    """The role answers for areas of another level."""

    code = "access.wrong_level"
    message = "Vai trò “{role}” không gắn với địa bàn {area}. Chọn địa bàn đúng cấp của vai trò."


class NoAgency(Refused):
    """A clerk of an agency needs one."""

    code = "access.no_agency"
    message = "Chưa chọn cơ quan. Vai trò “{role}” gắn với một cơ quan."


def check_may_manage(by: User | None) -> None:
    """Raise unless a person manages people; None is the operator at the command line."""
    if by is not None and not (by.is_active and by.role == Role.ADMINISTRATOR):
        raise NotAnAdministrator


def check_not_own(by: User | None, user: User) -> None:
    """Raise where somebody would change their own rights."""
    if by is not None and by.pk == user.pk:
        raise OwnAccount


def check_post(*, role: str, agency_code: str, area_code: str, on: date) -> None:
    """Raise where a role, its agency and its area do not belong together on a day."""
    place = area(area_code, on)
    if place is None:
        raise UnknownArea(day=f"{on:%d/%m/%Y}", area=area_code or "—")
    if place.level not in _levels(Role(role), on):
        raise WrongLevel(role=Role(role).label, area=place.full_name)
    if role in WITH_AGENCY and not agency_code:
        raise NoAgency(role=Role(role).label)
    if agency_code:
        find_agency(agency_code, on=on)


def _levels(role: Role, on: date) -> set[str]:
    """The levels a role may answer for; where there are no districts a district's officer has communes."""
    if role in COMMUNE_ROLES:
        return {"commune"}
    if role in DISTRICT_ROLES:
        return {"district"} if areas("district", on) else {"commune"}
    if role in BOUND_ROLES:
        return {"district", "commune"}
    return {"province", "district", "commune"} if role in ANY_AREA else {"province"}


__all__ = ["check_may_manage", "check_not_own", "check_post", "level_of"]
