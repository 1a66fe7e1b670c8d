"""A chart's specification to SVG and PNG, drawn once and kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from django.conf import settings
from django.utils.translation import get_language

from baophu.reporting.charts.theme import Frame, Palette, config

Spec = dict[str, Any]
VEGA_LITE = "6.4"  # the version that the bundle in the page holds
SCALE = 2  # of a PNG: sharp in print


def specification(chart: alt.LayerChart | alt.FacetChart, frame: Frame, palette: Palette) -> Spec:
    """A chart with its size and the theme, as plain data."""
    sized = chart.properties(
        width=frame.width, height=frame.height, autosize=alt.AutoSizeParams(type="fit", contains="padding")
    )
    told: Spec = sized.to_dict(validate=False)
    return {**told, "config": config(palette)}


def svg(of: object, make: Callable[[], Spec]) -> str:
    """The drawing of a thing as SVG text; `of` is everything that the specification depends on."""
    return _kept(of, ".svg", lambda: _svg(make()).encode()).decode()


def png(of: object, make: Callable[[], Spec]) -> bytes:
    """The drawing of a thing as a picture, on white."""
    return _kept(of, ".png", lambda: _png(make()))


def _svg(spec: Spec) -> str:
    _font_is_known()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def _png(spec: Spec) -> bytes:
    _font_is_known()
    white = {**spec, "config": {**spec["config"], "background": "#ffffff"}}
    return bytes(vl_convert.vegalite_to_png(white, vl_version=VEGA_LITE, scale=SCALE))


@cache
def _font_is_known() -> None:
    """Register the product's font, once a process."""
    vl_convert.register_font_directory(str(files("fontpkg_ibm_plex_sans") / "files"))


@cache
def _program() -> str:
    """What draws, as a hash: another program draws anew."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    told = hashlib.sha256(version("vl-convert-python").encode())
    for source in sources:
        told.update(source.read_bytes())
    return told.hexdigest()


def _kept(of: object, ending: str, draw: Callable[[], bytes]) -> bytes:
    """The drawing from the folder of drawings, made where it is not there; written whole or not at all."""
    name = hashlib.sha256(f"{_program()}\0{get_language()}\0{of!r}".encode()).hexdigest()
    file = Path(settings.HOME) / "charts" / name[:2] / f"{name}{ending}"
    if file.exists():
        return file.read_bytes()
    drawn = draw()
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(drawn)
    Path(part).replace(file)
    return drawn
