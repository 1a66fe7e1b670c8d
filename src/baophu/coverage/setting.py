"""What a measurement needs besides the lists: the law's numbers, the areas of the day, who reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
from django.conf import settings

from baophu.coverage.method import article_of, method_on
from baophu.coverage.rules import Method
from baophu.intake.receipts import arrivals
from baophu.kernel.time import Period
from baophu.law.book import Book
from baophu.places.queries import agencies, areas, successors

LEVELS = ("province", "district", "commune")
QUARTERLY = "commune_businesses"  # the list that every commune owes each quarter


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the run's day."""

    code: str
    level: str
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a measurement needs besides the lists."""

    method: Method
    article: str
    province: str
    places: Sequence[Place]
    area_map: Mapping[str, tuple[str, str]]  # any commune code -> (commune, district) on the day
    reporting: Mapping[tuple[str, str], tuple[int, int]]  # (level, code) -> (arrived, communes)


def setting_on(con: duckdb.DuckDBPyConnection, *, on: date, law: Book) -> Setting:
    """The setting of a day, for the communes that the golden records name."""
    district_of = {area.code: area.parent_code for area in areas("commune", on)}
    return Setting(
        method=method_on(on, law),
        article=article_of(on, law),
        province=settings.PROVINCE,
        places=[Place(area.code, level, area.full_name) for level in LEVELS for area in areas(level, on)],
        area_map=_area_map(con, on, district_of),
        reporting=_reporting(on),
    )


def last_quarter(on: date) -> Period:
    """The newest quarter that has ended by the day, a quarter's own last day included."""
    number = (on.month - 1) // 3 + 1
    this = Period.parse(f"{on.year}-Q{number}")
    if this.ends_on <= on:
        return this
    return Period.parse(f"{on.year}-Q{number - 1}" if number > 1 else f"{on.year - 1}-Q4")


def _area_map(
    con: duckdb.DuckDBPyConnection, on: date, district_of: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Where each commune named in the lists lies on the day; one that was split is left out."""
    told = con.execute(
        "SELECT DISTINCT commune_code FROM employer_golden WHERE commune_code <> ''"
        " UNION SELECT DISTINCT commune_code FROM person_golden WHERE commune_code <> ''"
    ).fetchall()
    newest = con.execute(
        "SELECT coalesce(max(begins_on), ?) FROM receipts WHERE begins_on <= ?", [on, on]
    ).fetchall()[0][0]
    found = {code: (code, district) for code, district in district_of.items()}
    for (code,) in told:
        if code not in found:
            after = successors(code, "commune", newest, on)
            whole = [s.area.code for s in after.areas if s.area.code in district_of]
            if len(whole) == 1:
                found[code] = (whole[0], district_of[whole[0]])
    return found


def _reporting(on: date) -> dict[tuple[str, str], tuple[int, int]]:
    """Per area, how many communes' lists or nil returns of the last quarter arrived, of how many communes."""
    quarter = last_quarter(on)
    sent = _senders(quarter)
    arrived: Counter[tuple[str, str]] = Counter()
    communes: Counter[tuple[str, str]] = Counter()
    for area in areas("commune", quarter.ends_on):
        for key in zip(LEVELS, (settings.PROVINCE, area.parent_code, area.code), strict=True):
            if key[1]:
                communes[key] += 1
                arrived[key] += area.code in sent
    return {key: (arrived[key], n) for key, n in communes.items()}


def _senders(quarter: Period) -> set[str]:
    """The communes whose list of the quarter came; a nil return is an answer too."""
    area_of = {agency.code: agency.area_code for agency in agencies(quarter.ends_on)}
    came = arrivals(lists=[QUARTERLY], ends_from=quarter.begins_on, received_to=date.max)
    return {
        area_of[one.agency_code] for one in came if one.period == quarter.text and one.agency_code in area_of
    }
