"""Pictures of every page and of what its forms answer, for the eye; and the picture of the README.

    python shows/pictures.py              # docs/pictures/province.png alone
    python shows/pictures.py FOLDER       # every page, 1440 and 390 px, Vietnamese and English, light and dark
    python shows/pictures.py FOLDER --at http://127.0.0.1:8000 --looks vi-1440-light --only home "employer short"

`--at` looks at a demonstration that is served already; without it one is set up and left again.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src"), str(HERE / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")

from journeys.desks import NARROW, WIDE, Desk, Desks  # noqa: E402
from journeys.lists import happenings  # noqa: E402
from journeys.pages import DIRECTOR, every_stop  # noqa: E402
from journeys.scenes import SCENES  # noqa: E402
from journeys.served import Home  # noqa: E402

COLOURS = 250
# Reads a picture, keeps its commonest colours (of 32 shades a channel, each as it mostly is), maps the others
# to the nearest of them.
REDUCE = """async ([picture, colours, longest]) => {
  const whole = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
  const width = whole.width, height = Math.min(whole.height, longest);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(whole, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const buckets = new Map();
  for (const [pixel, n] of [...counts].sort((a, b) => b[1] - a[1])) {
    const key = pixel & 0xf8f8f8, bucket = buckets.get(key);
    if (bucket) bucket.n += n; else buckets.set(key, {pixel, n});
  }
  const palette = [...buckets.values()].sort((a, b) => b.n - a.n).slice(0, colours).map((bucket) => bucket.pixel);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const known = palette.map(parts), nearest = new Map();
  for (const pixel of counts.keys()) {
    const [r, g, b] = parts(pixel);
    let best = 0, least = Infinity;
    known.forEach(([x, y, z], place) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = place; }
    });
    nearest.set(pixel, best);
  }
  let text = '';
  const indexed = Uint8Array.from(pixels, (pixel) => nearest.get(pixel));
  for (let at = 0; at < indexed.length; at += 32768) text += String.fromCharCode(...indexed.subarray(at, at + 32768));
  return [width, height, known.flat(), btoa(text)];
}"""
LONGEST = 2400  # px; the rest of a long page says nothing new
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
VIEWPORTS = {str(viewport["width"]): viewport for viewport in (WIDE, NARROW)}
LOOKS = [
    f"{lang}-{width}-{theme}" for theme in ("light", "dark") for lang in ("vi", "en") for width in VIEWPORTS
]
README = HERE / "docs/pictures/province.png"


@dataclass(frozen=True, slots=True)
class Look:
    """A language, a width and a theme: `vi-390-dark`."""

    language: str
    width: str
    theme: str

    def take_on(self, desk: Desk) -> None:
        """Choose them as the reader would."""
        chosen = {"language": self.language, "theme": self.theme}
        desk.context.add_cookies([{"name": n, "value": v, "url": desk.address} for n, v in chosen.items()])
        desk.page.set_viewport_size(VIEWPORTS[self.width])  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.width}-{self.language}-{self.theme}"


def main(asked: argparse.Namespace) -> None:
    """Serve a demonstration unless one is served, take the pictures asked for."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium: apt-get install chromium")
    with served(asked.at) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        if asked.folder is None:
            readme(browser, address)
        else:
            asked.folder.mkdir(parents=True, exist_ok=True)
            looks = [Look(*text.split("-")) for text in asked.looks.split(",")]
            taken = take(browser, address, asked.folder, looks, asked.only)
            print(f"{taken} pictures in {asked.folder}")
        browser.close()


@contextmanager
def served(address: str) -> Iterator[str]:
    """The address given, or a demonstration of our own with the usual mishaps."""
    if address:
        yield address.rstrip("/")
        return
    home = Home(Path(tempfile.mkdtemp(prefix="baophu-pictures-")))
    try:
        home.carry_out(
            ["assets"],
            ["demo"],
            *happenings(home.folder),
            ["reconcile", "--on", "2018-06-30"],
        )  # fmt: skip
        with home.served() as own:
            yield own
    finally:
        shutil.rmtree(home.folder)


def take(browser: Browser, address: str, folder: Path, looks: list[Look], only: list[str]) -> int:
    """Every page in every look, then every state; pages first, since states change what is there."""
    desks, seats, taken = Desks(browser), dict[str, Desk](), 0

    def seat(who: str) -> Desk:
        return seats.setdefault(who, seats.get(who) or desks.at(address, name=who))

    for stop in every_stop(address, desks):
        for look in looks if not only or stop.name in only else ():
            look.take_on(seat(stop.who))
            seat(stop.who).open(stop.path, stop.status)
            shoot(seat(stop.who), folder / f"{stop.name.replace(' ', '-')}-{look}.png")
            taken += 1
    for scene in SCENES:
        for look in looks if not only or scene.name in only else ():
            look.take_on(seat(scene.who))
            scene.bring_about(seat(scene.who))
            shoot(seat(scene.who), folder / f"{scene.name.replace(' ', '-')}-{look}.png")
            taken += 1
    desks.close()
    return taken


def shoot(desk: Desk, file: Path) -> None:
    """The whole page as it is."""
    desk.page.evaluate("document.fonts.ready")
    desk.page.screenshot(path=file, full_page=True)


def readme(browser: Browser, address: str) -> None:
    """The province's page as it stands in the README, its colours reduced."""
    desks = Desks(browser)
    desk = desks.at(address, name=DIRECTOR)
    desk.open("/")
    desk.page.evaluate("document.fonts.ready")
    whole = base64.b64encode(desk.page.screenshot(full_page=True)).decode()
    README.write_bytes(
        reduced(browser.new_page(), whole, LONGEST)
    )  # our own pages allow no picture to be fetched
    print(f"{README.stat().st_size:,} B in {README}")
    desks.close()


def reduced(page: Page, whole: str, longest: int) -> bytes:
    """A PNG with a palette: four bits a pixel are too few, eight with a small palette pack well."""
    width, height, palette, text = page.evaluate(REDUCE, [whole, COLOURS, longest])
    rows = base64.b64decode(text)
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--at", default="")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--only", nargs="*", default=[])
    main(parser.parse_args())
