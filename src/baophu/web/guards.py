"""The gate of every page: signed in, the role may open it, and the area it may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from baophu.access.posts.queries import acts, level_of, reach
from baophu.access.queries import User
from baophu.web.context import run_of
from baophu.web.rights import ENTRANCES, PUBLIC, may_person_open


@dataclass(frozen=True, slots=True)
class Scope:
    """The area a person answers for on a day; everything outside does not exist for them.

    An area that was divided, or a district after the districts, is several: `codes` then holds all of them.
    """

    level: str
    code: str
    further: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is one's own."""
        return (self.code, *self.further)

    @property
    def within(self) -> str:
        """The area as reads of rows take it (`register.queries.in_area`)."""
        return "+".join(self.codes)

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
        return (district_code if self.level == "district" else commune_code) in self.codes


class Asked(HttpRequest):
    """A request that passed the gate: someone is signed in and their area is known."""

    user: User
    scope: Scope


def area_of(user: User, on: date) -> Scope:
    """The person's area as it lies on a day; a code of unknown shape sees nothing."""
    if user.area_code == settings.PROVINCE:
        return Scope("province", user.area_code)
    codes = reach(user, on)
    level = level_of(codes[0])
    return Scope("commune" if level == "province" else level, codes[0], codes[1:])


def _scope(request: HttpRequest, user: User) -> Scope:
    """The person's area on the day of the run shown, today where there is none."""
    run = run_of(request)
    return area_of(user, run.on if run else timezone.localdate())


View = Callable[..., HttpResponseBase]


def lacks_second_step(request: HttpRequest, user: User) -> bool:
    """Whether the role must prove more than a password, and this session has not."""
    return user.role in settings.SECOND_STEP_ROLES and not request.session.get("second_step")


def page(name: str, *, own: bool = False) -> Callable[[View], View]:
    """Open a view to the roles that `rights` names; others read "not found", never "forbidden".

    Who holds no post today, or lacks the second step that the role requires, is led to the own account:
    the pages of which (`own`) stay open.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path())
            if not may_person_open(user, name):
                raise Http404
            if not own and (not acts(user, timezone.localdate()) or lacks_second_step(request, user)):
                return HttpResponseRedirect(reverse("web:my-account"))
            request.scope = SimpleLazyObject(lambda: _scope(request, user))  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.page_name = name  # type: ignore[attr-defined]
        return guarded

    return guard


def entrance(name: str) -> Callable[[View], View]:
    """Mark a view as a way in, before anybody is signed in; `rights.ENTRANCES` must name it."""

    def mark(view: View) -> View:
        if name not in ENTRANCES:
            raise ValueError(f"{name} is not in rights.ENTRANCES")
        view.page_name = name  # type: ignore[attr-defined]
        return view

    return mark


def public(name: str) -> Callable[[View], View]:
    """Mark a view as open to everyone, signed in or not; `rights.PUBLIC` must name it."""

    def mark(view: View) -> View:
        if name not in PUBLIC:
            raise ValueError(f"{name} is not in rights.PUBLIC")
        view.page_name = name  # type: ignore[attr-defined]
        return view

    return mark
