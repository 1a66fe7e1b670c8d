"""Who may claim support from Finance, and who may say what Finance has transferred."""

from __future__ import annotations

from typing import Final

from baophu.access.queries import Role, User
from baophu.kernel.errors import Forbidden

PROVINCE: Final = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})
FINANCE: Final = "finance"


def is_province(by: User | None) -> bool:
    """Whether a person acts for the province's insurance office; None is the program's own operator."""
    return by is None or by.is_superuser or by.role in PROVINCE


def may_record_transfer(by: User | None) -> bool:
    """Whether a person may record Finance's transfers: its clerk, or the province's insurance office."""
    if by is not None and by.role == Role.AGENCY_CLERK:
        return by.agency_code == FINANCE or by.is_superuser
    return is_province(by)


def check_is_province(*, by: User | None, what: str) -> None:
    """Raise `Forbidden` unless a person acts for the province's insurance office."""
    if not is_province(by):
        raise Forbidden(what=what)


def check_may_record_transfer(*, by: User | None) -> None:
    """Raise `Forbidden` unless a person may record Finance's transfers."""
    if not may_record_transfer(by):
        raise Forbidden(what="ghi số tiền Sở Tài chính đã chuyển")
