"""What a reader answers for, in few reads: an area's figures, its parts, what moved, where it heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from baophu.access.queries import Run
from baophu.coverage import queries as coverage
from baophu.coverage.picture import Cell, cells, rates_around
from baophu.coverage.queries import RateOf
from baophu.law.book import Book
from baophu.places import queries as places
from baophu.places.rules import AreaRef
from baophu.reporting.changes import counts, waterfall
from baophu.reporting.forecast import Forecast, Point, Refusal, forecast
from baophu.reporting.overview import (
    CHILD_LEVEL,
    FULL,
    PLAN,
    AreaLine,
    Overview,
    area_at,
    conditions_of,
    headline_of,
)
from baophu.reporting.targets import goals, year_end


@dataclass(frozen=True, slots=True)
class Standpoint:
    """An area's overview, its employers counted by part, and where its rate will stand at the year's end."""

    seen: Overview
    cells: Sequence[Cell]
    outlook: Forecast | Refusal

    def employers(self, *standings: str, paying_tax: bool | None = None) -> int:
        """How many employers stand so; on the tax department's list of those at work only when asked."""
        return sum(
            cell.employers
            for cell in self.cells
            if cell.standing in standings and paying_tax in (None, cell.paying_tax)
        )


@dataclass(frozen=True, slots=True)
class _Rates:
    """Every rate that was read, found by run, area and indicator."""

    area: AreaRef
    by_key: Mapping[tuple[int, str, str], RateOf]
    runs: Mapping[int, RateOf]  # the area's own plan rate by run

    def of(self, run: int, code: str) -> dict[str, RateOf]:
        """The rates of an area in a run by indicator."""
        return {i: rate for (r, c, i), rate in self.by_key.items() if r == run and c == code}


def stand(run: Run, *, code: str, law: Book) -> Standpoint:
    """The standpoint of an area in a run; raises NotFound for a code that is no area. Three reads."""
    area = area_at(code, run.on)
    level = CHILD_LEVEL.get(area.level, "")
    children = [a for a in places.areas(level, run.on) if a.parent_code == area.code] if level else []
    found = rates_around(
        up_to=run.id, area_code=area.code, level=area.level, part_level=level,
        parts=[child.code for child in children],
    )  # fmt: skip
    rates = _Rates(
        area,
        {(r.run, r.area_code, r.indicator): r for r in found},
        {r.run: r for r in found if r.area_code == area.code and r.indicator == PLAN},
    )
    counted = cells(run.id, f"{level or 'commune'}_code", **conditions_of(area))
    seen = _overview(run, rates, children, counted, law)
    return Standpoint(seen, counted, outlook_of(seen))


def outlook_of(seen: Overview) -> Forecast | Refusal:
    """Where the plan rate will stand on 31 December, told from the runs up to the one shown."""
    points = [Point(rate.on, rate.value) for rate in seen.past if rate.value is not None]
    return forecast(points, to=year_end(seen.run.on))


def _overview(
    run: Run, rates: _Rates, children: Sequence[AreaRef], counted: Sequence[Cell], law: Book
) -> Overview:
    area = rates.area
    own = rates.of(run.id, area.code)
    past = _newest_of_days(rates.runs.values())
    before = max((r for r in rates.runs.values() if r.run < run.id and r.on < run.on),
                 key=lambda r: r.run, default=None)  # fmt: skip
    moves = coverage.moves(before.run, run.id, conditions=conditions_of(area)) if before else []
    return Overview(
        run=run,
        area=area,
        parent=places.area(area.parent_code, run.on) if area.parent_code else None,
        headline=headline_of(own, law, run.on, past),
        rates=own,
        breakdown={},
        standings=_standings(counted),
        deducted=(sum(c.deducting for c in counted), sum(c.deducted_from for c in counted)),
        lines=_lines(run, rates, (children, counted), before.run if before else None, law),
        past=past,
        goals=goals(law),
        before=before,
        steps=waterfall(moves, before=before, after=own[PLAN], plan=True) if before and PLAN in own else [],
        causes=counts(moves),
        law=law,
    )


def _newest_of_days(found: Iterable[RateOf]) -> list[RateOf]:
    """One rate a day, the newest run's, in the order of days."""
    by_day = {rate.on: rate for rate in sorted(found, key=lambda r: r.run)}
    return [by_day[on] for on in sorted(by_day)]


def _standings(counted: Sequence[Cell]) -> dict[str, int]:
    found = dict.fromkeys(coverage.STANDINGS, 0)
    for cell in counted:
        found[cell.standing] += cell.employers
    return found


def _lines(
    run: Run, rates: _Rates, parts: tuple[Sequence[AreaRef], Sequence[Cell]], before: int | None, law: Book
) -> list[AreaLine]:
    """The parts of the area, best first; those without a rate last, by code."""
    lines = []
    children, counted = parts
    for child in children:
        own = rates.of(run.id, child.code)
        headline = headline_of({name: own[name] for name in (PLAN, FULL) if name in own}, law, run.on)
        former = rates.by_key.get((before, child.code, PLAN)) if before else None
        change = None
        if former and former.value is not None and headline.value is not None:
            change = headline.value - former.value
        standings = _standings([cell for cell in counted if cell.part == child.code])
        lines.append(AreaLine(child, headline, change, standings, own.get("reporting")))
    return sorted(
        lines, key=lambda x: (x.headline.value is None, -(x.headline.value or Decimal(0)), x.area.code)
    )
