"""Reads of places: the finder of a day, the areas of a day and their successors, agencies.

The package's sheets answer, not the tables: places are dated facts of law, the same on every machine. The
tables are their mirror (`actions.load`), there for SQL to join names.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache

from baophu.kernel.errors import Refused
from baophu.places import sheets
from baophu.places.models import Agency
from baophu.places.rules import AgencyDirectory, AgencyRef, AreaRef, PlaceFinder, Successors
from baophu.places.rules.areas import PROVINCE, areas_on, follow


class NoPlacesOnDay(Refused):
    """The day lies before the first that the sheets know."""

    code = "places.no_places_on_day"
    message = "Chưa có danh mục xã, huyện cho ngày {day}. Danh mục có từ ngày {first}."


def finder(on: date) -> PlaceFinder:
    """Give the finder of names and codes as they stand on a day; made once per process for each state."""
    return _finder(_state(on))


def areas(level: str, on: date) -> list[AreaRef]:
    """Give the areas of a level (province, district, commune) that stand on a day, in the order of codes."""
    return [area for area in areas_on(sheets.areas(), _state(on)) if area.level == level]


def area(code: str, on: date) -> AreaRef | None:
    """Give the area under an official code on a day."""
    return _areas_by_code(_state(on)).get(code)


def successors(code: str, level: str, from_on: date, to_on: date) -> Successors:
    """Give where an area of one day lies on a later one (`to_on` not before `from_on`)."""
    return follow(
        code, level, from_on=from_on, to_on=to_on, areas=sheets.areas(), successions=sheets.successions()
    )


def agencies(on: date) -> tuple[AgencyRef, ...]:
    """Give every agency of a day, those of each district and commune among them, in the order of codes."""
    return _directory(_state(on)).all()


def count_agencies() -> int:
    """Give how many agencies of the province the table holds; 0 before it was first loaded."""
    return Agency.objects.count()


def find_agency(text: str, *, on: date) -> AgencyRef:
    """Give the agency meant by a code or any usual spelling; raises `UnknownAgency` naming near ones."""
    return _directory(_state(on)).find(text)


@cache
def _changes() -> tuple[date, ...]:
    """Give the days on which any area began, in order."""
    return tuple(sorted({fact.starts_on for fact in sheets.areas()}))


def _state(on: date) -> date:
    """Give the day of the last change up to a day, so that all days between two changes share one finder."""
    place = bisect_right(_changes(), on)
    if not place:
        raise NoPlacesOnDay(day=on.strftime("%d/%m/%Y"), first=_changes()[0].strftime("%d/%m/%Y"))
    return _changes()[place - 1]


@cache
def _areas_by_code(state: date) -> dict[str, AreaRef]:
    """Give the areas of a state by code."""
    return {area.code: area for area in areas_on(sheets.areas(), state)}


@cache
def _finder(state: date) -> PlaceFinder:
    """Make the finder of a state."""
    second = {o.code: o.same_as for o in sheets.other_codes() if o.starts_on <= state < o.ends_before}
    return PlaceFinder(areas_on(sheets.areas(), state), second)


@cache
def _directory(state: date) -> AgencyDirectory:
    """Make the directory of agencies of a state."""
    standing = areas_on(sheets.areas(), state)
    return AgencyDirectory(
        province=[fact for fact in sheets.agencies() if fact.holds_on(state)],
        each_area=sheets.area_agencies(),
        areas=standing,
        abbreviations=sheets.abbreviations(),
        finder=_finder(state),
        province_name=next(area.name for area in standing if area.level == PROVINCE),
    )
