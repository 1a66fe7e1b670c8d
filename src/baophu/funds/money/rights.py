"""Who may decide in the money room, and what a reason is."""

from __future__ import annotations

from typing import Final

from baophu.access.queries import Role, User
from baophu.funds.money.refusals import ReasonMissing
from baophu.kernel.errors import Forbidden

CLOSERS: Final = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE})
COLLECTORS: Final = CLOSERS | {Role.SI_DISTRICT}


def may(by: User | None, roles: frozenset[Role], what: str) -> None:
    """Raise `Forbidden` unless a person's role is among these; None is the program's own operator."""
    if by is not None and not by.is_superuser and by.role not in roles:
        raise Forbidden(what=what)


def told(because: str) -> str:
    """Give a reason that is one; raises `ReasonMissing`."""
    if not because.strip():
        raise ReasonMissing
    return because.strip()[:400]
