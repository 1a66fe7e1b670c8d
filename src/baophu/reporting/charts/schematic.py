"""The districts as a schematic: which corners, where the figure stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("schematic.yaml")
WIDTH, HEIGHT = 590, 376


@dataclass(frozen=True, slots=True)
class Call:
    """A leader line to a name that stands outside its shape."""

    line: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One district: its outline as an SVG path and the place of its figure."""

    code: str
    outline: str
    x: int
    y: int
    call: Call | None
    named: bool = True  # there is room for the name above the figure


def _call(given: dict[str, Any] | None) -> Call | None:
    if given is None:
        return None
    x0, y0 = given["from"]
    x1, y1 = given["to"]
    anchor = str(given["anchor"])
    return Call(f"M{x0} {y0}L{x1} {y1}", x1 - 2 if anchor == "end" else x1 + 4, y1, anchor)


@cache
def shapes() -> tuple[Shape, ...]:
    """Every district's shape; the city last, since it is drawn over its neighbour."""
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    corners = given["corners"]
    return tuple(
        Shape(
            code=code,
            outline=f"M{'L'.join(f'{corners[name][0]} {corners[name][1]}' for name in district['corners'])}Z",
            x=district["label"][0],
            y=district["label"][1],
            call=_call(district.get("call")),
        )
        for code, district in given["districts"].items()
    )
