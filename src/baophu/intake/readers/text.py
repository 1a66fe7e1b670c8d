"""Delimited text in any encoding that offices use, streamed; line numbers are those of the file."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

import polars as pl

from baophu.intake.readers.refusals import (
    BinaryJunk,
    CellTooLong,
    CutOffText,
    EmptyFile,
    MixedEncodings,
    TooManyColumns,
)
from baophu.intake.readers.sheet import Sheet
from baophu.kernel.encodings import Encoding, decode
from baophu.kernel.syllables import is_syllable
from baophu.kernel.text import nfc

LONGEST_CELL: Final = 100_000
MOST_COLUMNS: Final = 1_000
_CHUNK_ROWS: Final = 50_000
_SAMPLE_LINES: Final = 400
_DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_LINES_IN_A_CELL: Final = 60
_FAR_EAST: Final = re.compile("[\u2e80-\ufefe\uff00-\uffff]")
_BAD_CONTROLS: Final = frozenset(map(chr, range(9))) | {"\x0e", "\x0f", "\x7f"}


def read_text(path: Path, *, file: str) -> Sheet:
    """Read a delimited text file."""
    encoding = encoding_of(path, file=file)
    delimiter = _delimiter(list(islice(_lines(path, encoding, file=file), _SAMPLE_LINES)))
    csv.field_size_limit(LONGEST_CELL)
    frames: list[pl.DataFrame] = []
    lines: list[pl.Series] = []
    for rows, numbers in _chunks(_records(path, encoding, delimiter, file=file), file=file):
        columns = list(zip_longest(*rows))
        frames.append(
            pl.DataFrame({str(i): column for i, column in enumerate(columns)}, schema_overrides=None)
        )
        lines.append(pl.Series("line", numbers, dtype=pl.Int32))
    frames = [frame for frame in frames if frame.width]
    if not frames:
        raise EmptyFile(file=file)
    frame = pl.concat(frames, how="diagonal") if len(frames) > 1 else frames[0]
    return Sheet(name="", frame=frame, lines=pl.concat(lines), encoding=encoding)


def _chunks(
    records: Iterator[tuple[list[str], int]], *, file: str
) -> Iterator[tuple[list[list[str]], list[int]]]:
    """Gather records so that no more than a chunk stands in memory as Python text."""
    while chunk := list(islice(records, _CHUNK_ROWS)):
        widest = max(chunk, key=lambda record: len(record[0]))
        if len(widest[0]) > MOST_COLUMNS:
            raise TooManyColumns(file=file, columns=len(widest[0]), line=widest[1], limit=MOST_COLUMNS)
        yield [row or [""] for row, _ in chunk], [line for _, line in chunk]


class _Watched:
    """Lines handed to the csv reader, with those of the record at hand remembered."""

    def __init__(self, lines: Iterator[str], *, file: str) -> None:
        self._lines = lines
        self._file = file
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> _Watched:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if not _BAD_CONTROLS.isdisjoint(line):
            raise BinaryJunk(file=self._file, line=self.number)
        self.taken.append(line)
        return line


def _records(path: Path, encoding: str, delimiter: str, *, file: str) -> Iterator[tuple[list[str], int]]:
    """Parse records; an unclosed quotation is refused where it began instead of swallowing rows."""
    watched = _Watched(_lines(path, encoding, file=file), file=file)
    reader = csv.reader(watched, delimiter=delimiter, strict=True)
    width = 0
    record: list[str] | None = None
    while True:
        final, last = watched.taken[-1:], record
        watched.taken = []
        begins = watched.number + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            if "limit" in str(error):
                raise CellTooLong(file=file, line=begins, limit=LONGEST_CELL) from None
            raise CutOffText(file=file, line=begins) from None
        if record is None:
            _check_end(final, last or [], width, file=file, line=begins - 1)
            return
        if len(watched.taken) > 1:
            _check_quotation(watched.taken, delimiter, width, file=file, line=begins)
        width = max(width, len(record))
        if begins == 1 and len(record) <= 2 and record[:1] and record[0].lower().startswith("sep="):
            continue
        yield record, begins


def _check_quotation(taken: list[str], delimiter: str, width: int, *, file: str, line: int) -> None:
    """A quoted cell may hold line breaks, but not whole rows."""
    odd = sum(text.count('"') for text in taken) % 2 == 1
    swallowed = width > 2 and any(text.count(delimiter) >= width - 1 for text in taken[1:-1])
    if odd or swallowed or len(taken) > _MOST_LINES_IN_A_CELL:
        raise CutOffText(file=file, line=line)


def _check_end(final: list[str], last: list[str], width: int, *, file: str, line: int) -> None:
    """A last row that stops half-way, without the end of its line, was cut."""
    half = width > 3 and width <= 2 * len(last) and len(last) < width
    if half and final and not final[0].endswith(("\n", "\r")):
        raise CutOffText(file=file, line=line)


def _lines(path: Path, encoding: str, *, file: str) -> Iterator[str]:
    """Give decoded lines with their ends, as the csv reader wants them."""
    name = {"tcvn3": "latin-1", "vni": "latin-1"}.get(encoding, encoding)
    number = 0
    with path.open("r", encoding=name, newline="", errors="strict") as stream:
        try:
            for line in stream:
                number += 1
                yield line
        except UnicodeDecodeError:
            raise BinaryJunk(file=file, line=number + 1) from None


def _delimiter(sample: list[str]) -> str:
    """Choose the sign that cuts most lines into the same number of cells."""
    if sample and sample[0].lower().startswith("sep="):
        return sample[0][4:5] or ","

    def score(delimiter: str) -> float:
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
        except csv.Error:
            return 0
        return max((count * min(width - 1, 20) for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=score)


# --- encodings ---


def encoding_of(path: Path, *, file: str) -> str:
    """Name the encoding of a text file: utf-8-sig, utf-16…, cp1258, tcvn3 or vni."""
    with path.open("rb") as stream:
        head = stream.read(65536)
    if head[:3] == codecs.BOM_UTF8:
        return _unicode(path, file=file)
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _utf16(path, "utf-16", file=file)
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if sum(zeros) > len(head) // 4:
        if min(zeros) * 20 > max(zeros):
            raise BinaryJunk(file=file, line=1)
        return _utf16(path, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", file=file)
    return _unicode(path, file=file)


def _utf16(path: Path, name: str, *, file: str) -> str:
    """Check UTF-16 to its end; a lost byte turns all that follows into signs of the Far East."""
    number = 0
    try:
        with path.open("r", encoding=name, newline="") as stream:
            for line in stream:
                number += 1
                if len(_FAR_EAST.findall(line)) * 8 > len(line):
                    raise BinaryJunk(file=file, line=number)
    except UnicodeError:
        raise CutOffText(file=file, line=number + 1) from None
    return name


def _unicode(path: Path, *, file: str) -> str:
    """UTF-8 when every line is; else the old encoding that gives the most Vietnamese."""
    good = 0
    bad: list[bytes] = []
    first_bad = last = 0
    with path.open("rb") as stream:
        for last, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                first_bad = first_bad or last
                if len(bad) < 3000:
                    bad.append(line)
    if not bad:
        return "utf-8-sig"
    if good and len(bad) == 1 and first_bad == last and not bad[0].endswith(b"\n"):
        raise CutOffText(file=file, line=last)
    if good * 20 > len(bad):
        raise MixedEncodings(file=file, line=first_bad)
    return _legacy(bad, file=file, line=first_bad)


def _legacy(lines: list[bytes], *, file: str, line: int) -> str:
    """Choose between Windows 1258 and the two encodings that hide in Latin letters."""
    sample = lines[:400]
    latin = [text.decode("latin-1") for text in sample]
    readings = {
        "cp1258": [nfc(text.decode("cp1258", errors="replace")) for text in sample],
        "tcvn3": [decode(text, Encoding.TCVN3) for text in latin],
        "vni": [decode(text, Encoding.VNI) for text in latin],
    }
    scores = {name: _share_of_syllables(texts) for name, texts in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.25:
        raise BinaryJunk(file=file, line=line)
    return best


def _share_of_syllables(texts: list[str]) -> float:
    """Give the share of words with accented letters that are Vietnamese syllables."""
    words = [word for text in texts for word in _words(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0


def _words(text: str) -> list[str]:
    """Cut text at everything that is no letter."""
    return "".join(c if c.isalpha() or c == "\u00ad" else " " for c in text).split()
