"""What the lists of all offices share: a row with its truth, a file, choosing columns and spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt
from baophu.twin.employers import Employer, Hard
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

LARGE: Final = 100_000  # rows from which a list is always sent as CSV


@dataclass(slots=True)
class Row:
    """One data row: its cells by field, whom it names, and the mark of a hard case."""

    cells: dict[str, Cell]
    employer: int | None = None
    person: int | None = None
    mark: Hard | None = None
    person_mark: Hard | None = None


@dataclass(slots=True)
class ListFile:
    """One file to write: what the manifest says of it, its layout and its rows."""

    file: str
    list_name: str
    agency: str
    period: str
    received_on: date
    layout: Layout
    rows: Iterator[Row]


def stream(world: World, *names: object) -> Random:
    """Give the stream of chance of one file; files do not disturb each other."""
    return Random(":".join([str(world.seed), *map(str, names)]))


def columns(fields: Sequence[str], spellings: Mapping[str, Sequence[str]], rng: Random) -> tuple[str, ...]:
    """Choose each column's header among the spellings an office may use."""
    return tuple(rng.choice(spellings[name]) if name in spellings else "" for name in fields)


def tabular(rows: int, rng: Random, *, csv_share: float = 0.3) -> Style:
    """Choose the kind of file of a provincial office; large lists are CSV."""
    if rows > LARGE or rng.random() < csv_share:
        return Style(Format.CSV)
    return Style(Format.XLSX)


def signed(
    day: date, *, place: str = "Hà Tĩnh", left: str = "NGƯỜI LẬP BIỂU", right: str = "THỦ TRƯỞNG ĐƠN VỊ"
) -> tuple[str, ...]:
    """Give the footer: place and day, then the two signatures."""
    return (f"|{place}, ngày {day.day:02d} tháng {day.month} năm {day.year}", f"{left}|{right}")


def address(world: World, employer: Employer, rng: Random, *, street: bool = True) -> str:
    """Write the whole address in one cell: street, commune, district, province."""
    commune = world.ground.communes[employer.commune]
    parts = [employer.street] if street and employer.street else []
    tail = "tỉnh Hà Tĩnh" if rng.random() < 0.35 else "Hà Tĩnh"
    return ", ".join([*parts, commune.full_name, commune.district, tail])


def place_cells(world: World, employer: Employer, rng: Random, *, blank: float = 0.03) -> dict[str, Cell]:
    """Write street, commune and district in cells of their own."""
    commune = world.ground.communes[employer.commune]
    return {
        "address": dirt.street_text(employer.street, rng),
        "commune": dirt.commune_text(commune, rng) if rng.random() >= blank else None,
        "district": dirt.district_text(commune, rng),
    }


def whole_mark(employer: Employer) -> Hard | None:
    """Give the mark that all rows of the employer carry; other cases mark only the row they touch."""
    return (
        employer.hard
        if employer.hard in (Hard.BRANCH, Hard.RENAMED, Hard.SHARED_CODE, Hard.CLOSED_OPEN)
        else None
    )


def day_text(day: date | None) -> str | None:
    """Write a day as Vietnamese offices do."""
    return None if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def born_text(world: World, at: int, rng: Random) -> str | None:
    """Write a day of birth; some cells hold only the year, a few nothing."""
    born = world.people.born_on(at)
    draw = rng.random()
    if draw < 0.965:
        return day_text(born)
    if draw < 0.985:
        return str(born.year)
    return f"{born.day}/{born.month}/{born.year}" if draw < 0.997 else None


def id_text(world: World, at: int, rng: Random, *, newest: float, lost_zero: float) -> str | None:
    """Write the personal number an office holds; a new number may have lost its leading zero."""
    number = world.people.id_number(at, newest=rng.random() < newest)
    if number.startswith("0") and rng.random() < lost_zero:
        return number.lstrip("0")
    return number or None


def two_numbers(world: World, at: int) -> Hard | None:
    """Mark the rows of a person who has an old and a new number."""
    return Hard.TWO_NUMBERS if world.people.has_two_numbers(at) else None
