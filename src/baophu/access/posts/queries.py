"""Reads of posts, and of where the area of a post lies on a day: a right follows the mergers of its area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from baophu.access.models import Post, Role, User
from baophu.access.rules.posts import holds
from baophu.kernel.errors import NotFound
from baophu.places.queries import area, areas, successors

PROVINCE_DIGITS, DISTRICT_DIGITS = 2, 3
OLDEST = date(2017, 1, 1)


@dataclass(frozen=True, slots=True)
class PostView:
    """One post of a person's history."""

    id: int
    user_id: int
    username: str
    role: str
    agency_code: str
    area_code: str
    title: str
    starts_on: date
    ends_before: date | None
    handed_to: str
    reason: str

    @property
    def role_label(self) -> str:
        """The role's name (a Vietnamese msgid)."""
        return str(Role(self.role).label)

    def holds_on(self, on: date) -> bool:
        """Whether it holds on a day."""
        return holds(self.starts_on, self.ends_before, on)


def level_of(code: str) -> str:
    """The level that a code's length says: 2 digits a province, 3 a district, else a commune."""
    return {PROVINCE_DIGITS: "province", DISTRICT_DIGITS: "district"}.get(len(code), "commune")


def posts_of(user: User) -> list[PostView]:
    """Every post of a person, the newest first."""
    rows = Post.objects.filter(user=user).select_related("user", "handed_to")
    return [view(row) for row in rows]


def post(number: int) -> PostView:
    """One post; raises NotFound."""
    row = Post.objects.filter(id=number).select_related("user", "handed_to").first()
    if row is None:
        raise NotFound(what=f"nhiệm vụ số {number}")
    return view(row)


def in_force(user: User, on: date) -> list[PostView]:
    """The posts that a person may act in on a day."""
    return [found for found in posts_of(user) if found.holds_on(on)]


def acts(user: User, on: date) -> bool:
    """Whether the post that a person acts in holds on a day."""
    return holds(user.post_from, user.post_until, on)


def reach(user: User, on: date) -> tuple[str, ...]:
    """The codes, on a day, of the area that a person answers for; one, or several where it was divided."""
    return _reach(user.area_code, user.post_from, on)


@lru_cache(maxsize=4096)
def _reach(code: str, named_on: date | None, on: date) -> tuple[str, ...]:
    """Follow a code from the day it was named on: the area itself while it stands, else what took it over."""
    level = level_of(code)
    if level == "province" or on < OLDEST:
        return (code,)
    since = _last_day(code, min(named_on or on, on))
    if since is None:
        return (code,)
    reached = {found.area.code for found in successors(code, level, since, on).areas}
    if code in reached:
        return (code,)
    if level == "district":
        return _communes_of(code, since, on) or tuple(sorted(reached)) or (code,)
    return tuple(sorted(reached)) or (code,)


def _communes_of(district: str, named_on: date, on: date) -> tuple[str, ...]:
    """The communes in which those of a district that is gone lie on a day."""
    last = _last_day(district, on) or named_on
    former = [place.code for place in areas("commune", last) if place.parent_code == district]
    found = {s.area.code for code in former for s in successors(code, "commune", last, on).areas}
    return tuple(sorted(found))


def _last_day(code: str, on: date) -> date | None:
    """The last day up to one on which an area of this code and level stood; None when it never did."""
    if area(code, on) is not None:
        return on
    days = sorted({date(y, m, 1) for y in range(OLDEST.year, on.year + 1) for m in (1, 7)}, reverse=True)
    return next((d - timedelta(days=1) for d in days if d <= on and area(code, d - timedelta(days=1))), None)


def view(row: Post) -> PostView:
    """The plain form of a post; its person and who took over are read with it."""
    return PostView(
        id=row.id,
        user_id=row.user.pk,
        username=row.user.username,
        role=row.role,
        agency_code=row.agency_code,
        area_code=row.area_code,
        title=row.title,
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        handed_to=row.handed_to.full_name if row.handed_to else "",
        reason=row.reason,
    )
