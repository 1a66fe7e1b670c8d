"""The gate of every page: signed in, the role may open it, and the area it may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from baophu.access.queries import User
from baophu.web.rights import PUBLIC, may_person_open

LEVEL_BY_LENGTH = {2: "province", 3: "district", 5: "commune"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The area a person answers for; everything outside does not exist for them."""

    level: str
    code: str

    @property
    def whole_province(self) -> bool:
        """Whether nothing is left out."""
        return self.level == "province"

    @property
    def conditions(self) -> dict[str, str]:
        """Filter conditions for a table with `district_code` and `commune_code`."""
        return {} if self.whole_province else {f"{self.level}_code": self.code}

    def covers(self, district_code: str, commune_code: str) -> bool:
        """Whether a place lies inside; a row without a place belongs to the province alone."""
        if self.whole_province:
            return True
        return self.code == (district_code if self.level == "district" else commune_code)


class Asked(HttpRequest):
    """A request that passed the gate: someone is signed in and their area is known."""

    user: User
    scope: Scope


def area_of(user: User) -> Scope:
    """The person's area; a code of unknown shape sees nothing."""
    if user.area_code == settings.PROVINCE:
        return Scope("province", user.area_code)
    level = LEVEL_BY_LENGTH.get(len(user.area_code), "commune")
    return Scope("commune" if level == "province" else level, user.area_code)


View = Callable[..., HttpResponseBase]


def page(name: str) -> Callable[[View], View]:
    """Open a view to the roles that `rights` names; others read "not found", never "forbidden"."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path())
            if not may_person_open(user, name):
                raise Http404
            request.scope = area_of(user)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.page_name = name  # type: ignore[attr-defined]
        return guarded

    return guard


def public(name: str) -> Callable[[View], View]:
    """Mark a view as open to everyone, signed in or not; `rights.PUBLIC` must name it."""

    def mark(view: View) -> View:
        if name not in PUBLIC:
            raise ValueError(f"{name} is not in rights.PUBLIC")
        view.page_name = name  # type: ignore[attr-defined]
        return view

    return mark
