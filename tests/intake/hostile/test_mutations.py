"""Lists changed at random places: read or refused in a sentence, never an error of another kind."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from baophu.kernel.errors import Refused
from intake.hostile.files import SEED, SHEET, _cp1258, _many
from intake.office import csv_bytes, ods_bytes, part, repacked, xls_bytes, xlsx_bytes
from intake.reading import read

BASE = _many(30)
WHOLE = {
    "csv": csv_bytes(BASE),
    "utf16": csv_bytes(BASE, encoding="utf-16"),
    "cp1258": _cp1258(csv_bytes(BASE, encoding="utf-8").decode()),
    "semicolon": csv_bytes(BASE, encoding="utf-8", delimiter=";"),
    "xlsx": xlsx_bytes(BASE),
    "xls": xls_bytes(BASE),
    "ods": ods_bytes(BASE),
}
PIECES = (b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"\x9e", b"=1+1", b"\xef\xbb\xbf", b"<", b"9" * 30)


def _changed(data: bytes, rng: random.Random) -> bytes:
    """Change a few places: other bytes, lost bytes, doubled stretches, troublesome signs."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at, other = rng.randrange(len(changed)), rng.randrange(len(changed))
        match rng.randrange(4):
            case 0:
                changed[at] = rng.randrange(256)
            case 1:
                del changed[at : at + rng.randrange(1, 30)]
            case 2:
                changed[at:at] = changed[other : other + rng.randrange(1, 200)]
            case _:
                changed[at:at] = rng.choice(PIECES)
    return bytes(changed)


def _inside(kind: str, rng: random.Random) -> bytes:
    """A workbook whole as an archive, changed inside."""
    name = SHEET if kind == "xlsx" else "content.xml"
    return repacked(WHOLE[kind], {name: _changed(part(WHOLE[kind], name), rng)})


@pytest.mark.parametrize("kind", [*WHOLE, "inside xlsx", "inside ods"])
def test_a_list_changed_at_random_is_read_or_refused(kind: str) -> None:
    rng = random.Random(f"{SEED}{kind}")
    seen: Counter[str] = Counter()
    for _ in range(40):
        data = (
            _inside(kind.removeprefix("inside "), rng) if kind[:6] == "inside" else _changed(WHOLE[kind], rng)
        )
        try:
            came = read(data, "tax_enterprises")
            seen["read"] += 1
            assert came.reading.taken == came.rows.height
            assert came.reading.taken + came.reading.quarantined == came.cells.height
        except Refused as refusal:
            seen[refusal.code] += 1
            assert "ds" in str(refusal)
    assert sum(seen.values()) == 40, seen
