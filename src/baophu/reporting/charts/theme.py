"""The one theme of every chart: sizes, lines, and two palettes of one set of names.

On a page a colour is a custom property of the page's style, so that one drawing serves light and dark; in a
document it is the light value.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

FONT = "IBM Plex Sans"
SIZE = 12  # px: nothing smaller
ACTUAL, PATH = 2.6, 1.6  # px of the actual line and of the path
DASH, DOTS = [5, 4], [1.5, 3.5]  # the path; the forecast


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for each thing that is drawn."""

    act: str
    band: str
    path: str
    grid: str
    ink: str
    ink_2: str
    control: str
    surface: str
    m1: str
    m2: str
    m3: str
    m4: str
    m5: str
    m0: str
    m1i: str
    m2i: str
    m3i: str
    m4i: str
    m5i: str
    m0i: str
    mline: str


PAGE = Palette(*(f"var(--{field.name.replace('_', '-')})" for field in fields(Palette)))
PAPER = Palette(
    act="#0b5394", band="rgba(11, 83, 148, 0.16)", path="#4a5763", grid="#e3e8ec", ink="#13202c",
    ink_2="#43525f", control="#76838f", surface="#ffffff",
    m1="#a9560f", m2="#e9a655", m3="#f5efdc", m4="#a3c8e3", m5="#2f6fa8", m0="#e8ecf0",
    m1i="#ffffff", m2i="#13202c", m3i="#13202c", m4i="#13202c", m5i="#ffffff", m0i="#43525f",
    mline="#5a6976",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's whole size in px; drawn again for each width, never scaled down."""

    width: int
    height: int
    narrow: bool


WIDE, NARROW = Frame(640, 282, False), Frame(346, 250, True)


def config(palette: Palette) -> dict[str, Any]:
    """The theme as a Vega-Lite config."""
    return {
        "background": None,
        "font": FONT,
        "aria": False,
        "padding": 2,
        "view": {"stroke": None},
        "axis": {
            "domain": False, "tickSize": 0, "ticks": False, "gridColor": palette.grid,
            "tickColor": palette.grid, "domainColor": palette.grid, "labelColor": palette.ink_2,
            "labelFontSize": SIZE, "labelPadding": 7, "title": None,
        },
        "text": {"font": FONT, "fontSize": SIZE, "fill": palette.ink_2},
        "legend": {"disable": True},
    }  # fmt: skip
