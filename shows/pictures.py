"""Pictures of every page of the demonstration province, for the documentation and for the eye.

    python shows/pictures.py [FOLDER]      # docs/pictures unless told otherwise

Each page at 1440 and 390 px, in Vietnamese and in English; `province.png` stands in the README.
"""

from __future__ import annotations

import base64
import os
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "src"), str(HERE / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")

from journeys.desks import NARROW, WIDE, Desk, Desks  # noqa: E402
from journeys.lists import happenings  # noqa: E402
from journeys.pages import Stop, every_stop  # noqa: E402
from journeys.served import Home  # noqa: E402

COLOURS = 64
# Reads a picture, keeps its commonest colours (of 16 shades a channel, each as it mostly is), maps the others
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
    const key = pixel & 0xf0f0f0, bucket = buckets.get(key);
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
LONGEST = {WIDE["width"]: 2400, NARROW["width"]: 3600}  # px; the rest of a long list says nothing new
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
MOST_BYTES = 3 * 2**20


def main(folder: Path) -> None:
    """Set the demonstration up in a home of its own, serve it, take the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium: apt-get install chromium")
    home = Home(Path(tempfile.mkdtemp(prefix="baophu-pictures-")))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    try:
        home.carry_out(
            ["assets"],
            ["demo"],
            *happenings(home.folder),
            ["reconcile", "--on", "2018-06-30"],
        )  # fmt: skip
        with home.served() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            take(browser, address, folder)
            browser.close()
    finally:
        shutil.rmtree(home.folder)
    weight = sum(picture.stat().st_size for picture in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures, {weight:,} B in {folder}")
    if weight > MOST_BYTES:
        raise SystemExit(f"more than {MOST_BYTES:,} B")


def take(browser: Browser, address: str, folder: Path) -> None:
    """Every page in both languages and both widths."""
    desks = Desks(browser)
    table = browser.new_page()  # a blank one: our own pages allow no picture to be fetched
    stops = every_stop(address, desks)
    for language in ("vi", "en"):
        seats: dict[str, Desk] = {}
        for stop in stops:
            desk = seats.get(stop.who) or desks.at(address, name=stop.who)
            seats[stop.who] = desk
            desk.context.add_cookies([{"name": "language", "value": language, "url": address}])
            for viewport in (WIDE, NARROW):
                picture(
                    desk,
                    table,
                    stop,
                    viewport,
                    folder / f"{name_of(stop)}-{viewport['width']}-{language}.png",
                )
    home = folder / f"home-{WIDE['width']}-vi.png"
    shutil.copyfile(home, folder / "province.png")
    desks.close()


def name_of(stop: Stop) -> str:
    """The page's name as a file's name."""
    return stop.name.replace(" ", "-")


def picture(desk: Desk, table: Page, stop: Stop, viewport: dict[str, int], file: Path) -> None:
    """One page, its colours reduced."""
    desk.page.set_viewport_size(viewport)  # type: ignore[arg-type]
    desk.open(stop.path, stop.status)
    desk.page.evaluate("document.fonts.ready")
    whole = base64.b64encode(desk.page.screenshot(full_page=True)).decode()
    file.write_bytes(reduced(table, whole, LONGEST[viewport["width"]]))


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
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "docs/pictures")
