"""One area on one page: its rates against the plan, its parts, what changed since the run before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from baophu.access.queries import Run, published_runs
from baophu.coverage import queries as coverage
from baophu.coverage.queries import RateOf
from baophu.kernel.errors import NotFound
from baophu.law.book import Book
from baophu.law.targets import Target
from baophu.lawbook.queries import book as law_book
from baophu.places import queries as places
from baophu.places.rules import AreaRef
from baophu.reporting.changes import Cause, Step, counts, waterfall
from baophu.reporting.targets import Goal, goals, path_on, still_needed, units_target, year_end

PLAN, FULL = "units_plan", "units"
CHILD_LEVEL = {"province": "district", "district": "commune"}
PACE_DAYS = (60, 120)  # a pace is told from a run between two and four months back
NO_CONDITIONS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Headline:
    """The rate the plan is held against, with its target, the path, and what is still needed."""

    rate: RateOf | None
    full: RateOf | None
    target: Target | None
    path: Decimal | None
    needed: int | None
    due_on: date
    weeks_left: int
    lately_a_week: Decimal | None  # units joined a week over the last months, None where no run tells

    @property
    def value(self) -> Decimal | None:
        """The share itself."""
        return self.rate.value if self.rate else None

    @property
    def gap(self) -> Decimal | None:
        """How far above (+) or below (−) the path."""
        return None if self.value is None or self.path is None else self.value - self.path

    @property
    def met(self) -> bool:
        """Whether the year's target is reached already."""
        return bool(self.target and self.value is not None and self.target.is_met_by(self.value))

    @property
    def needed_a_week(self) -> int | None:
        """Units a week from now to the year's end."""
        if not self.needed or self.weeks_left <= 0:
            return None
        return -(-self.needed // self.weeks_left)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One part of the area in the ranked table and on the map."""

    area: AreaRef
    headline: Headline
    change: Decimal | None
    standings: Mapping[str, int]
    reporting: RateOf | None

    @property
    def tone(self) -> int:
        """The map's class, 1 (far below the path) to 5 (far above), 0 where not known."""
        gap = self.headline.gap
        if gap is None:
            return 0
        points = gap * 100
        return 1 + sum((points >= -7, points >= -2, points > 2, points > 5))


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of an area shows."""

    run: Run
    area: AreaRef
    parent: AreaRef | None
    headline: Headline
    rates: Mapping[str, RateOf]
    breakdown: Mapping[str, Sequence[RateOf]]  # dimension -> categories of the PLAN rate
    standings: Mapping[str, int]
    deducted: tuple[int, int]
    lines: Sequence[AreaLine]
    past: Sequence[RateOf]
    goals: Sequence[Goal]
    before: RateOf | None
    steps: Sequence[Step]
    causes: Mapping[Cause, int]
    law: Book

    @property
    def change(self) -> Decimal | None:
        """The change of the PLAN rate since the run before."""
        if self.before is None or self.before.value is None or self.headline.value is None:
            return None
        return self.headline.value - self.before.value

    @property
    def expected_liable(self) -> Decimal | None:
        """How many of the unverified are estimated to be liable, in the FULL rate."""
        full = self.headline.full
        if full is None or full.denominator is None:
            return None
        known = sum(self.standings[kind] for kind in coverage.LIABLE)
        return max(Decimal(0), full.denominator - known)


def conditions_of(area: AreaRef) -> Mapping[str, str]:
    """The filter of an area on tables with `district_code` and `commune_code`."""
    return NO_CONDITIONS if area.level == "province" else {f"{area.level}_code": area.code}


def area_at(code: str, on: date) -> AreaRef:
    """The area under a code on a day; raises NotFound."""
    found = places.area(code, on)
    if found is None:
        raise NotFound(what=code)
    return found


def _pace(past: Iterable[RateOf], now: RateOf | None) -> Decimal | None:
    """Units a week by which those inside grew since the run two to four months back."""
    if now is None or now.numerator is None:
        return None
    for earlier in past:
        days = (now.on - earlier.on).days
        if PACE_DAYS[0] <= days <= PACE_DAYS[1] and earlier.numerator is not None:
            return (now.numerator - earlier.numerator) * 7 / days
    return None


def headline_of(rates: Mapping[str, RateOf], book: Book, on: date, past: Iterable[RateOf] = ()) -> Headline:
    """The rate of an area against the target of the day's year and the path to it."""
    rate, target = rates.get(PLAN), units_target(book, on)
    needed = None
    if target and rate and rate.numerator is not None and rate.denominator:
        needed = still_needed(target, numerator=rate.numerator, denominator=rate.denominator)
    return Headline(
        rate=rate,
        full=rates.get(FULL),
        target=target,
        path=path_on(book, on),
        needed=needed,
        due_on=year_end(on),
        weeks_left=(year_end(on) - on).days // 7,
        lately_a_week=_pace(past, rate),
    )


def _lines(run: Run, area: AreaRef, previous: Run | None, book: Book) -> list[AreaLine]:
    """The parts of an area, best first; those without a rate last, by code."""
    level = CHILD_LEVEL.get(area.level)
    if level is None:
        return []
    children = [a for a in places.areas(level, run.on) if a.parent_code == area.code]
    runs = [run.id, previous.id] if previous else [run.id]
    found = coverage.rates_within(
        runs, level=level, codes=[a.code for a in children], indicators=(PLAN, FULL, "reporting")
    )
    by_run = {(r.run, r.area_code, r.indicator): r for r in found}
    standings = coverage.standing_counts_by(run.id, f"{level}_code", **conditions_of(area))
    none = dict.fromkeys(coverage.STANDINGS, 0)
    lines = []
    for child in children:
        own = {i: by_run[run.id, child.code, i] for i in (PLAN, FULL) if (run.id, child.code, i) in by_run}
        former = by_run.get((previous.id, child.code, PLAN)) if previous else None
        headline = headline_of(own, book, run.on)
        change = None
        if former and former.value is not None and headline.value is not None:
            change = headline.value - former.value
        reporting = by_run.get((run.id, child.code, "reporting"))
        lines.append(AreaLine(child, headline, change, standings.get(child.code, none), reporting))
    return sorted(
        lines, key=lambda x: (x.headline.value is None, -(x.headline.value or Decimal(0)), x.area.code)
    )


def _previous(run: Run, runs: Sequence[Run]) -> Run | None:
    """The newest published run for an earlier day; a second run of one day is no step in time."""
    return next((r for r in runs if r.id < run.id and r.on < run.on), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """An area, the run shown and the one it is held against."""

    area: AreaRef
    parent: AreaRef | None
    run: Run
    before: Run | None


def compared(run: Run, *, code: str) -> Compared:
    """An area with the run before this one; raises NotFound for a code that is no area."""
    area = area_at(code, run.on)
    parent = places.area(area.parent_code, run.on) if area.parent_code else None
    return Compared(area, parent, run, _previous(run, published_runs()))


def overview(run: Run, *, code: str) -> Overview:
    """The page of a province, district or commune in a run; raises NotFound for a code that is no area."""
    area = area_at(code, run.on)
    parent = places.area(area.parent_code, run.on) if area.parent_code else None
    runs = [r for r in published_runs() if r.id <= run.id]
    previous = _previous(run, runs)
    book = law_book()
    rates = coverage.rates_of(run.id, area_code=area.code, level=area.level)
    whole = {rate.indicator: rate for rate in rates if not rate.dimension}
    past = coverage.history(
        runs=[r.id for r in runs], area_code=area.code, level=area.level, indicators=(PLAN,)
    )
    conditions = conditions_of(area)
    before = next((r for r in past if previous and r.run == previous.id), None)
    moves = coverage.moves(previous.id, run.id, conditions=conditions) if previous else []
    steps = waterfall(moves, before=before, after=whole[PLAN], plan=True) if before and PLAN in whole else []
    return Overview(
        run=run,
        area=area,
        parent=parent,
        headline=headline_of(whole, book, run.on, past),
        rates=whole,
        breakdown={
            name: [r for r in rates if r.dimension == name and r.indicator == PLAN]
            for name in ("kind", "size", "sector")
        },
        standings=coverage.standing_counts(run.id, **conditions),
        deducted=coverage.deducted_not_insured(run.id, **conditions),
        lines=_lines(run, area, previous, book),
        past=past,
        goals=goals(book),
        before=before,
        steps=steps,
        causes=counts(moves),
        law=book,
    )
