"""The map in use: the schematic, or the agency's own file, kept under its hash; changes are journaled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.places.queries import areas
from baophu.reporting import formats
from baophu.reporting.charts.outlines import read
from baophu.reporting.charts.schematic import Shape, shapes

SUBJECT = "map:districts"
LEVEL = "district"


@dataclass(frozen=True, slots=True)
class OwnMap:
    """The agency's own map in use: its file's name and hash, the day of its places, when it was kept."""

    name: str
    sha256: str
    on: date
    kept_on: date


def own_map() -> OwnMap | None:
    """The agency's own map in use; None while the schematic is."""
    pointer = _folder() / "current.json"
    if not pointer.exists():
        return None
    told = json.loads(pointer.read_text(encoding="utf-8"))
    return OwnMap(
        told["name"], told["sha256"], date.fromisoformat(told["on"]), date.fromisoformat(told["kept_on"])
    )


def shapes_of(codes: Collection[str]) -> tuple[tuple[Shape, ...], OwnMap | None]:
    """What to draw for these districts: the own map where it draws exactly them, else the schematic."""
    own = own_map()
    if own is not None:
        drawn = _drawn(str(_folder() / f"{own.sha256}.geojson"), own.on)
        if {one.code for one in drawn} == set(codes):
            return drawn, own
    return shapes(), None


def keep_map(*, by: User, at: datetime, on: date, name: str, content: bytes) -> OwnMap:
    """Take an agency's map into use; refuses a file that is not exactly the districts of a day. Audited."""
    read(content, places=areas(LEVEL, on), day=formats.day(on))
    own = OwnMap(name[:120], hashlib.sha256(content).hexdigest(), on, at.date())
    told = {"name": own.name, "sha256": own.sha256, "on": on.isoformat()}
    _folder().mkdir(parents=True, exist_ok=True)
    _write(_folder() / f"{own.sha256}.geojson", content)
    with transaction.atomic():
        journal.record(by=by, at=at, action="map.keep", subject=SUBJECT, detail=told)
        pointer = json.dumps({**told, "kept_on": own.kept_on.isoformat()}, ensure_ascii=False)
        _write(_folder() / "current.json", pointer.encode())
    return own


def withdraw_map(*, by: User, at: datetime) -> None:
    """Go back to the schematic; the file stays. Audited; without an own map nothing is done."""
    own = own_map()
    if own is None:
        return
    with transaction.atomic():
        journal.record(by=by, at=at, action="map.withdraw", subject=SUBJECT, detail={"sha256": own.sha256})
        (_folder() / "current.json").unlink()


def _folder() -> Path:
    return Path(settings.HOME) / "maps"


def _write(file: Path, content: bytes) -> None:
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file)


@lru_cache(maxsize=4)
def _drawn(file: str, on: date) -> tuple[Shape, ...]:
    """The outlines of a kept file, once a process."""
    return read(Path(file).read_bytes(), places=areas(LEVEL, on), day=formats.day(on))
