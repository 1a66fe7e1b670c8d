"""The official codes of commune and district for each row, as of the list's period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from baophu.intake.contracts import Contract
from baophu.places import queries as places
from baophu.places.rules import PlaceFinder

COLUMNS = ("commune_code", "district_code")
_TAIL_PARTS = 3  # a commune, its district and the province close an address


@dataclass(frozen=True)
class Whereabouts:
    """Where a list was made: the days of its period and, for a commune's own list, its code."""

    begins_on: date
    ends_on: date
    commune_code: str = ""

    @cached_property
    def finders(self) -> tuple[PlaceFinder, ...]:
        """The places of the period's last day, then those of its first where they differ."""
        last, first = places.finder(self.ends_on), places.finder(self.begins_on)
        return (last,) if first is last else (last, first)

    @cached_property
    def own(self) -> tuple[str | None, str | None]:
        """The sender's commune and its district."""
        if not self.commune_code:
            return None, None
        for finder in self.finders:
            place = finder.commune(self.commune_code)
            if place:
                return place.code, place.district_code or None
        return None, None


def place_columns(rows: pl.DataFrame, of: Contract, where: Whereabouts) -> pl.DataFrame:
    """Give the rows with `commune_code` and `district_code`; null where no place, or two, may be meant."""
    if not of.placed:
        return rows
    names = [name for name in ("commune", "district", "address") if any(f.id == name for f in of.fields)]
    keys = (
        rows.select(*(pl.col(n) if n != "address" else _tail(pl.col("address")) for n in names))
        if rows.height
        else rows.select(names)
    )
    distinct = keys.unique(maintain_order=True)
    codes = [_codes(dict(zip(names, values, strict=True)), where) for values in distinct.iter_rows()]
    table = distinct.with_columns(
        pl.Series("commune_code", [code[0] for code in codes], dtype=pl.String),
        pl.Series("district_code", [code[1] for code in codes], dtype=pl.String),
    )
    found = keys.join(table, on=names, how="left", nulls_equal=True, maintain_order="left")
    return rows.with_columns(found["commune_code"], found["district_code"])


def _tail(address: pl.Expr) -> pl.Expr:
    """The end of an address, where its places are named: few distinct texts, so that each is read once."""
    address = address.str.replace(r"(?i)[,.\s–-]*vi[ệe]t\s?nam\W*$", "")
    parts = address.str.split(",")
    tail = parts.list.tail(_TAIL_PARTS).list.join(",")
    return pl.when(parts.list.len() > _TAIL_PARTS).then(tail).otherwise(address).alias("address")


def _codes(named: dict[str, str | None], where: Whereabouts) -> tuple[str | None, str | None]:
    """Find the codes of one row: commune and district as given, else the address, else the sender."""
    district_code: str | None = None
    for finder in where.finders:
        place = _commune(finder, named)
        if place:
            return place
        district_code = district_code or _district(finder, named)
    own_commune, own_district = where.own
    if own_commune and district_code in {None, own_district}:
        return own_commune, own_district
    return None, district_code or own_district


def _commune(finder: PlaceFinder, named: dict[str, str | None]) -> tuple[str, str | None] | None:
    """The commune that a row names."""
    commune, district, address = (named.get(n) for n in ("commune", "district", "address"))
    place = None
    if commune:
        place = finder.commune(commune, district)
        if place is None and district and finder.district(district) is None:
            place = finder.commune(commune)
    if place is None and address and not commune:
        place = finder.in_address(f"{address}, {district}" if district else address)
    if place is None or place.level != "commune":
        return None
    return place.code, place.district_code or None


def _district(finder: PlaceFinder, named: dict[str, str | None]) -> str | None:
    """The district that a row names."""
    district, address = named.get("district"), named.get("address")
    place = finder.district(district) if district else None
    if place is None and address:
        place = finder.in_address(address)
    return place.district_code or None if place else None
