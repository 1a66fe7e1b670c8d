"""Files made at set-up, never committed: the font cut down to the letters we use, compiled translations."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import vl_convert
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from baophu.reporting.charts.drawing import VEGA_LITE
from baophu.web.translations import compile_catalogue

PACKAGE = Path(__file__).resolve().parent
BUILT = PACKAGE / "static" / "built"
LOCALE = PACKAGE.parent / "locale"
FONT = "IBMPlexSans[wdth,wght].ttf"
LETTERS: tuple[tuple[int, int], ...] = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1B0), (0x300, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9),
    (0x2010, 0x2026), (0x2030, 0x203A), (0x20AB, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2215),
    (0x2248, 0x2248), (0x2260, 0x2265), (0x25B2, 0x25BC), (0xF7, 0xF7),
)  # fmt: skip


def font_file() -> Path:
    """The font as its package ships it (all weights, all Vietnamese letters)."""
    return Path(str(files("fontpkg_ibm_plex_sans") / "files" / FONT))


def build_font(out: Path) -> Path:
    """A woff2 of the letters we use, weights 400 to 600, one width; made once, it takes seconds."""
    target = out / "ibm-plex-sans.woff2"
    if target.exists() and target.stat().st_mtime >= max(
        font_file().stat().st_mtime, Path(__file__).stat().st_mtime
    ):
        return target
    narrowed = BytesIO()
    whole = TTFont(font_file())
    instancer.instantiateVariableFont(whole, {"wdth": 100, "wght": (400, 400, 600)}, inplace=True)
    whole.save(narrowed)
    narrowed.seek(0)
    font = TTFont(narrowed)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "liga"]
    options.flavor = "woff2"
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    cutter.subset(font)
    out.mkdir(parents=True, exist_ok=True)
    font.flavor = "woff2"
    font.save(target)
    return target


def build_charts(out: Path) -> Path:
    """The library that makes charts lively, in one file of our own: no request to another host."""
    target = out / "vega.js"
    mark = f"/* vl-convert {version('vl-convert-python')}, Vega-Lite {VEGA_LITE} */\n"
    if target.exists() and target.read_text(encoding="utf-8").startswith(mark):
        return target
    out.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle(vl_version=VEGA_LITE)  # type: ignore[call-arg]
    target.write_text(f"{mark}{bundle}", encoding="utf-8")
    return target


def build() -> list[Path]:
    """Make every file; safe to repeat. Returns what was written."""
    made = [build_font(BUILT), build_charts(BUILT)]
    made += [compile_catalogue(catalogue) for catalogue in sorted(LOCALE.rglob("*.po"))]
    return made
