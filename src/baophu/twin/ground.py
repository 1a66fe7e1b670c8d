"""The ground of the simulated province: real communes of 2018 with an invented weight and temper each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from random import Random
from typing import Final

DAY: Final = date(2018, 6, 30)
_TOWN_WEIGHT: Final = {"Phường": 9.0, "Thị trấn": 6.0, "Xã": 1.6}
_DISTRICT_WEIGHT: Final = {"436": 2.4, "449": 1.9, "437": 1.2, "445": 0.9, "446": 1.0}
_SIZE_OF_WHOLE: Final = 2000  # from this many units every commune has some


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune: `weight` draws firms and people, `full_name` carries its rank ("Phường Trần Phú")."""

    code: str
    name: str
    rank: str
    district_code: str
    district: str
    weight: float
    urban: bool

    @property
    def full_name(self) -> str:
        """Rank and name."""
        return f"{self.rank} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """A district's temper: how willingly its employers register, and how diligent its communes are."""

    code: str
    full_name: str
    willing: float
    diligent: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Communes in use, their districts, and the weights to draw a commune with."""

    communes: tuple[Commune, ...]
    districts: dict[str, District]
    cumulative: tuple[float, ...]
    by_district: dict[str, tuple[int, ...]]


def _areas(level: str) -> list[dict[str, str]]:
    """Read the areas of one level that stood on the day of the simulation."""
    text = files("baophu.places").joinpath("data", "areas.csv").read_text(encoding="utf-8-sig")
    day = DAY.isoformat()
    rows = [row for row in csv.DictReader(text.splitlines()) if row["level"] == level]
    return [
        row
        for row in rows
        if row["starts_on"] <= day and (not row["ends_before"] or row["ends_before"] > day)
    ]


def _chosen(rows: list[dict[str, str]], units: int, rng: Random) -> list[dict[str, str]]:
    """Keep all communes of a whole province; for a small sample some of each district, towns first."""
    if units >= _SIZE_OF_WHOLE:
        return rows
    each = max(2, min(24, units // 110))
    kept: set[str] = set()
    for district in sorted({row["parent_code"] for row in rows}):
        own = [row for row in rows if row["parent_code"] == district]
        rng.shuffle(own)
        own.sort(key=lambda row: row["rank"] == "Xã")
        kept.update(row["code"] for row in own[: each // 2] + own[-(each - each // 2) :])
    return [row for row in rows if row["code"] in kept]


def lay(*, units: int, seed: int) -> Ground:
    """Give the ground of a province of that many units; the same seed gives the same ground."""
    rng = Random(f"{seed}:ground")
    districts = {
        row["code"]: District(
            row["code"],
            f"{row['rank']} {row['name']}",
            willing=min(
                0.9, max(0.25, rng.gauss(0.52, 0.11) + (0.12 if row["code"] in _DISTRICT_WEIGHT else 0.0))
            ),
            diligent=min(0.97, max(0.4, rng.gauss(0.72, 0.15))),
        )
        for row in sorted(_areas("district"), key=lambda row: row["code"])
    }
    communes = []
    for row in _chosen(sorted(_areas("commune"), key=lambda row: row["code"]), units, rng):
        district = districts[row["parent_code"]]
        weight = _TOWN_WEIGHT[row["rank"]] * _DISTRICT_WEIGHT.get(district.code, 0.8) * rng.uniform(0.5, 1.7)
        communes.append(
            Commune(
                row["code"],
                row["name"],
                row["rank"],
                district.code,
                district.full_name,
                weight,
                row["rank"] != "Xã",
            )
        )
    total, cumulative = 0.0, []
    for commune in communes:
        total += commune.weight
        cumulative.append(total)
    by_district = {
        code: tuple(at for at, commune in enumerate(communes) if commune.district_code == code)
        for code in districts
    }
    return Ground(tuple(communes), districts, tuple(cumulative), by_district)
