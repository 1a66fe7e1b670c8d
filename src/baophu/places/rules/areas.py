"""Areas as plain values, and who follows whom when boundaries change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PROVINCE = "province"
DISTRICT = "district"
COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An administrative unit as it stands on the day asked for."""

    code: str
    level: str
    name: str
    rank: str
    parent_code: str

    @property
    def full_name(self) -> str:
        """The rank and the name: "Thị trấn Xuân An"."""
        return f"{self.rank} {self.name}"


@dataclass(frozen=True, slots=True)
class Place:
    """A finder's answer; a district's `district_code` is its own code, blank where there are no districts."""

    code: str
    level: str
    name: str
    rank: str
    district_code: str

    @property
    def full_name(self) -> str:
        """The rank and the name: "Thị trấn Xuân An"."""
        return f"{self.rank} {self.name}"


@dataclass(frozen=True, slots=True)
class AreaFact:
    """An area under one code, name, rank and parent from a day up to (not including) another."""

    area: AreaRef
    starts_on: date
    ends_before: date | None

    def holds_on(self, on: date) -> bool:
        """True from the first day to the day before `ends_before`."""
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)


@dataclass(frozen=True, slots=True)
class SuccessionFact:
    """From `on`, all (`whole`) or a part of one area belongs to another; a blank `to_code` is not known."""

    level: str
    from_code: str
    to_code: str
    on: date
    whole: bool


@dataclass(frozen=True, slots=True)
class Successor:
    """An area that took over; `whole` is false when only a part of the asked area lies in it."""

    area: AreaRef
    whole: bool


@dataclass(frozen=True, slots=True)
class Successors:
    """Where an area of one day lies on a later day; `unknown` when it, or a part, cannot be placed."""

    areas: tuple[Successor, ...]
    unknown: bool


def areas_on(facts: Iterable[AreaFact], on: date) -> tuple[AreaRef, ...]:
    """Give the areas that stand on a day, in the order of the facts."""
    return tuple(fact.area for fact in facts if fact.holds_on(on))


def follow(
    code: str,
    level: str,
    *,
    from_on: date,
    to_on: date,
    areas: Sequence[AreaFact],
    successions: Sequence[SuccessionFact],
) -> Successors:
    """Follow an area of `from_on` through each change up to and including `to_on`.

    A code that had ended before `from_on` is followed from its last day: lists go on naming it for a while.
    """
    of_level = [fact for fact in areas if fact.area.level == level]
    since = _last_day(code, of_level, from_on)
    reached: dict[str, bool] = {code: True} if since else {}
    unknown = since is None
    for day in sorted({s.on for s in successions if s.level == level and since and since < s.on <= to_on}):
        changes = [s for s in successions if s.level == level and s.on == day]
        reached, lost = _step(reached, changes, {f.area.code for f in of_level if f.holds_on(day)})
        unknown = unknown or lost
    standing = {fact.area.code: fact.area for fact in of_level if fact.holds_on(to_on)}
    unknown = unknown or any(c not in standing for c in reached)
    found = tuple(Successor(standing[c], whole) for c, whole in sorted(reached.items()) if c in standing)
    return Successors(found, unknown)


def _last_day(code: str, facts: Sequence[AreaFact], on: date) -> date | None:
    """Give the last day up to `on` on which a code stood; None when it never did."""
    mine = [f for f in facts if f.area.code == code and f.starts_on <= on]
    if not mine:
        return None
    newest = max(mine, key=lambda f: f.starts_on)
    return on if newest.holds_on(on) or newest.ends_before is None else newest.ends_before - timedelta(days=1)


def _step(
    reached: dict[str, bool], changes: Sequence[SuccessionFact], standing: set[str]
) -> tuple[dict[str, bool], bool]:
    """Carry the reached areas over one day of changes; true when one has no known successor."""
    after: dict[str, bool] = {}
    lost = False
    for code, whole in reached.items():
        mine = [s for s in changes if s.from_code == code]
        if not mine or (code in standing and all(not s.whole for s in mine)):
            # It goes on under its code, less the parts it gave away.
            lost = lost or code not in standing
            after[code] = after.get(code, False) or (whole and not mine)
        for change in mine:
            lost = lost or not change.to_code
            if change.to_code:
                after[change.to_code] = after.get(change.to_code, False) or (whole and change.whole)
    return after, lost
