"""Writes a small old Excel workbook (.xls, BIFF8 in an OLE container): one sheet of texts and numbers."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Final

_SECTOR: Final = 512
_SMALLEST: Final = 4096  # a shorter stream would need the mini FAT
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MOST_ROWS: Final = 3000


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0x41, 6))


def _label(row: int, column: int, text: str) -> bytes:
    text = text[:1000]
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def _number(row: int, column: int, value: int) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value)))


def _sheet(rows: Iterable[Sequence[str | int | None]], merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    out, count, width = [], 0, 0
    for at, row in enumerate(rows):
        count, width = at + 1, max(width, len(row))
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                out.append(_number(at, column, cell))
            elif cell:
                out.append(_label(at, column, cell))
    dimensions = _record(0x0200, struct.pack("<IIHHH", 0, count, 0, width, 0))
    ranges = struct.pack("<H", len(merged)) + b"".join(
        struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged
    )
    tail = _record(0x00E5, ranges) if merged else b""
    return b"".join([_bof(0x0010), dimensions, *out, tail, _record(0x000A)])


def _workbook(name: str, sheet: bytes) -> bytes:
    """Put the globals (font, format, sheet's place) before the sheet."""
    font = _record(0x0031, struct.pack("<HHHHHBBBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial")
    style = _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    title = struct.pack("<BB", len(name), 0) + name.encode("ascii")
    head = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + font * 4 + style * 16
    start = len(head) + 4 + 6 + len(title) + 4
    place = _record(0x0085, struct.pack("<IH", start, 0) + title)
    return head + place + _record(0x000A) + sheet


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw), kind, 1, _FREE, _FREE, child, b"", 0, 0, 0, start, size
    )


def _container(stream: bytes) -> bytes:
    """Wrap one stream into an OLE file: header, FAT sectors, directory, stream."""
    stream = stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    body = len(stream) // _SECTOR
    fats = 1
    while fats * 128 < fats + 1 + body:
        fats += 1
    chain = [_FAT] * fats + [_END] + [fats + 2 + at for at in range(body - 1)] + [_END]
    chain += [_FREE] * (fats * 128 - len(chain))
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        0,
        0,
        fats,
        fats,
        0,
        _SMALLEST,
        _END,
        0,
        _END,
        0,
    )
    header += struct.pack("<109I", *([*range(fats)] + [_FREE] * (109 - fats)))
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, fats + 1, len(stream), _FREE)
    directory += _entry("", 0, 0, 0, _FREE) * 2
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def xls(
    rows: Sequence[Sequence[str | int | None]], merged: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    """Give the bytes of a workbook with one sheet; `merged` holds (top, left, bottom, right), from 0."""
    if len(rows) > _MOST_ROWS:
        raise ValueError(f"{len(rows)} rows are more than a small old workbook takes")
    return _container(_workbook("Sheet1", _sheet(rows, merged)))
