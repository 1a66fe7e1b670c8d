"""Officers and entries as the tests of entered law need them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from baophu.access.models import Role, User
from baophu.lawbook import actions

KEY = "arrears.monthly_rate.bhxh"  # its 2018 value is not known to the files
AT = datetime(2018, 3, 5, 2, 30, tzinfo=UTC)
NEW_YEAR = date(2018, 1, 1)


def officer(name: str, role: Role = Role.SI_PROVINCE) -> User:
    """Someone who signs in under a name."""
    found = User.objects.filter(username=name).first()
    return found or User.objects.create(username=name, role=role, full_name=f"Cán bộ {name}")


def entered(by: User | None = None, **changes: Any) -> int:
    """An invented rate of 2018, entered and not confirmed; gives its number."""
    given: dict[str, Any] = {
        "key": KEY,
        "value": "1,2345%",
        "holds_from": NEW_YEAR,
        "document": "Số 9999/TB-BHXH",
        "document_on": date(2018, 1, 12),
        "article": "Thông báo của BHXH Việt Nam",
    }
    return actions.enter(by=by or officer("lan"), at=AT, **{**given, **changes})


def confirmed(**changes: Any) -> int:
    """The same, confirmed by a second person."""
    number = entered(**changes)
    actions.confirm(by=officer("minh", Role.SI_DIRECTOR), at=AT, number=number)
    return number
