"""Reads the package's own sheets of places: areas and their changes since 2017, agencies of Plan 157."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from baophu.places.rules.agencies import AgencyFact, AreaAgency
from baophu.places.rules.areas import AreaFact, AreaRef, SuccessionFact

KNOWN_FROM = date(2004, 1, 1)
"""The state of 2017 is taken to hold from this day, for want of an older list."""


@dataclass(frozen=True, slots=True)
class OtherCode:
    """A second code that lists gave to an area between two days."""

    code: str
    same_as: str
    starts_on: date
    ends_before: date


@cache
def areas() -> tuple[AreaFact, ...]:
    """Give every area with the span on which it stood so."""
    return tuple(
        AreaFact(
            AreaRef(row["code"], row["level"], row["name"], row["rank"], row["parent_code"]),
            date.fromisoformat(row["starts_on"]),
            date.fromisoformat(row["ends_before"]) if row["ends_before"] else None,
        )
        for row in _rows("areas.csv")
    )


@cache
def successions() -> tuple[SuccessionFact, ...]:
    """Give every change of boundaries; a blank successor is one we do not know."""
    return tuple(
        SuccessionFact(
            row["level"], row["from_code"], row["to_code"], date.fromisoformat(row["on"]), row["whole"] == "1"
        )
        for row in _rows("successions.csv")
    )


@cache
def other_codes() -> tuple[OtherCode, ...]:
    """Give the codes that were corrected, still met in lists."""
    return tuple(
        OtherCode(
            row["code"],
            row["same_as"],
            date.fromisoformat(row["starts_on"]),
            date.fromisoformat(row["ends_before"]),
        )
        for row in _rows("other_codes.csv")
    )


@cache
def agencies() -> tuple[AgencyFact, ...]:
    """Give the agencies of the province."""
    return tuple(
        AgencyFact(
            code=entry["code"],
            name=entry["name"],
            kind=entry["kind"],
            clause=entry.get("clause", ""),
            also=tuple(entry.get("also", ())),
            area_code=entry.get("area", "42"),
            starts_on=KNOWN_FROM,
            ends_before=None,
        )
        for entry in _agency_sheet()["province"]
    )


@cache
def area_agencies() -> tuple[AreaAgency, ...]:
    """Give the agencies that each district, or each commune, has one of."""
    return tuple(
        AreaAgency(
            prefix=entry["prefix"],
            level=entry["level"],
            name=entry["name"],
            kind=entry["kind"],
            clause=entry.get("clause", ""),
            also=tuple(entry.get("also", ())),
        )
        for entry in _agency_sheet()["each_area"]
    )


@cache
def abbreviations() -> dict[str, str]:
    """Give what each folded abbreviation in an agency's name stands for, folded."""
    return dict(_agency_sheet()["abbreviations"])


@cache
def _agency_sheet() -> dict[str, Any]:
    """Read the sheet of agencies."""
    loaded: dict[str, Any] = yaml.safe_load(_text("agencies.yaml"))
    return loaded


def _rows(name: str) -> list[dict[str, str]]:
    """Read one comma-separated sheet."""
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    """Read one file of the package's data."""
    return (resources.files("baophu.places") / "data" / name).read_text(encoding="utf-8")
