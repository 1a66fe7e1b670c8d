"""Finds the header of a sheet and which column holds which field of the list's contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from baophu.intake.contracts import Contract, contract
from baophu.kernel.text import fold, squeeze

Row = Sequence[str | None]

HEAD_ROWS: Final = 60
_DEEPEST: Final = 3
_SERIAL: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "thu tu", "no", "stt tt"})
_PARENTHESES: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_NUMBERS_AROUND: Final = re.compile(r"^(?:\d{1,2} )+|(?: \d{1,2})+$")
_ORDINAL: Final = re.compile(r"[(\[]?\s*(?:\d{1,2}|[A-Ha-h])(?:\s*=.*)?\s*[)\]]?")
_NEAR: Final = 0.92
_WHOLES: Final = frozenset({"tong so", "tong", "cong", "tong cong", "so luong", "chung"})
_WITHIN: Final = re.compile(r"\btrong do (?:co |so )?")  # a part named below its whole
_UNITS: Final = frozenset(
    {"dong", "vnd", "nguoi", "d", "trieu dong", "nghin dong", "1000 dong", "1 000 dong", "lao dong"}
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its titles mean; rows are counted from 0 in the sheet's frame."""

    first: int
    depth: int
    titles: tuple[str, ...]
    mapping: Mapping[str, int]  # field -> column
    serial: int | None
    twins: tuple[tuple[str, int, int], ...] = ()  # field, the column taken, another with the same title
    passed_over: tuple[tuple[str, int], ...] = ()  # field, a column whose title also means it
    score: float = 0

    @property
    def ends(self) -> int:
        """The first row below the header."""
        return self.first + self.depth

    def missing(self, of: Contract, *, commune_sender: bool) -> tuple[str, ...]:
        """Titles of required fields that no column holds."""
        return tuple(
            field.title
            for field in of.fields
            if field.required
            and field.id not in self.mapping
            and field.instead not in self.mapping
            and not (field.from_sender and commune_sender)
        )


@cache
def _known(list_name: str) -> Mapping[str, tuple[str, int]]:
    """Folded header -> field and how usual that spelling is (0 is the title)."""
    known: dict[str, tuple[str, int]] = {}
    for field in contract(list_name).fields:
        for rank, text in enumerate(field.headers):
            if text not in known or rank < known[text][1]:
                known[text] = (field.id, rank)
    return known


def title_key(title: str) -> str:
    """The key under which a mapped header is remembered."""
    return fold(title)[:200]


def _spellings(title: str) -> Iterator[tuple[str, int]]:
    """Ways to read a title, the surest first, each with a penalty."""
    whole = fold(title)
    yield whole, 0
    bare = fold(_PARENTHESES.sub(" ", title))
    yield bare, 100
    yield _NUMBERS_AROUND.sub("", bare), 200
    if _WITHIN.search(bare):
        yield _WITHIN.sub("", bare), 300


def meaning(
    title: str, list_name: str, remembered: Mapping[str, str], *, near: bool = False
) -> tuple[str, int] | None:
    """Give the field a title means and how unsure that is; an empty field means: leave this column out.

    `near` also forgives a typing error in the title.
    """
    key = title_key(title)
    if key in remembered:
        return remembered[key], -1
    known = _known(list_name)
    for text, penalty in _spellings(title):
        if text in known:
            field, rank = known[text]
            return field, rank + penalty
    return _nearest(key, list_name) if near else None


@lru_cache(maxsize=4096)
def _nearest(key: str, list_name: str) -> tuple[str, int] | None:
    """A title with a typing error: the one field whose header is nearly the same."""
    if not 6 <= len(key) <= 60 or key in _SERIAL:
        return None
    known = _known(list_name)
    found: dict[str, float] = {}
    for text, (field, _) in known.items():
        if abs(len(text) - len(key)) > 2:
            continue
        matcher = SequenceMatcher(None, key, text, autojunk=False)
        if matcher.quick_ratio() >= _NEAR and (ratio := matcher.ratio()) >= _NEAR:
            found[field] = max(found.get(field, 0), ratio)
    if len(found) != 1:
        return None
    return next(iter(found)), 1000


def find_header(rows: Sequence[Row], of: Contract, remembered: Mapping[str, str]) -> Header | None:
    """Find the best header among the first rows of a sheet; None when no title means anything.

    Errors in titles are forgiven only where the titles as they stand do not name every required field.
    """
    head = [[squeeze(cell or "") for cell in row] for row in rows[:HEAD_ROWS]]
    best = _best(head, of, remembered, near=False)
    if best is None or best.missing(of, commune_sender=False):
        forgiving = _best(head, of, remembered, near=True)
        if forgiving is not None and (best is None or forgiving.score > best.score):
            return forgiving
    return _with_near(best, of) if best else None


def _with_near(header: Header, of: Contract) -> Header:
    """Let titles with a typing error name fields that are still without a column."""
    mapping = dict(header.mapping)
    taken = {*mapping.values(), header.serial}
    for column, title in enumerate(header.titles):
        found = _nearest(title_key(title), of.name) if title and column not in taken else None
        if found and found[0] not in mapping:
            mapping[found[0]] = column
    return replace(header, mapping=mapping)


def _best(
    head: Sequence[Sequence[str]], of: Contract, remembered: Mapping[str, str], *, near: bool
) -> Header | None:
    """The header of the highest score."""
    best: Header | None = None
    for first in range(len(head)):
        for depth in range(1, min(_DEEPEST, len(head) - first) + 1):
            header = _read(head, first, depth, of, remembered, near=near)
            if header is not None and (best is None or header.score > best.score):
                best = header
    return best


def _read(
    rows: Sequence[Sequence[str]],
    first: int,
    depth: int,
    of: Contract,
    remembered: Mapping[str, str],
    *,
    near: bool,
) -> Header | None:
    """Read some rows as the header and score them."""
    titles = _titles(rows[first : first + depth])
    if titles is None:
        return None
    offers: dict[str, list[tuple[int, int]]] = {}
    serial: int | None = None
    for column, spellings in enumerate(titles):
        if spellings and fold(spellings[0]) in _SERIAL:
            serial = column if serial is None else serial
            continue
        meanings = (meaning(text, of.name, remembered, near=near) for text in spellings)
        found = min((m for m in meanings if m), key=lambda m: m[1], default=None)
        if found and found[0]:
            offers.setdefault(found[0], []).append((found[1], column))
    if not offers:
        return None
    return _decide((first, depth), titles, offers, serial, of)


def _decide(
    place: tuple[int, int],
    titles: list[tuple[str, ...]],
    offers: Mapping[str, list[tuple[int, int]]],
    serial: int | None,
    of: Contract,
) -> Header:
    """Choose one column per field and score the header."""
    first, depth = place
    shown = tuple(spellings[0] if spellings else "" for spellings in titles)
    mapping: dict[str, int] = {}
    twins: list[tuple[str, int, int]] = []
    passed_over: list[tuple[str, int]] = []
    for field, columns in offers.items():
        columns.sort()
        chosen = mapping[field] = columns[0][1]
        for _, other in columns[1:]:
            if fold(shown[other]) == fold(shown[chosen]):
                twins.append((field, chosen, other))
            else:
                passed_over.append((field, other))
    required = {field.id for field in of.fields if field.required}
    score = sum(3.0 if field in required else 1.0 for field in mapping) - 0.25 * (depth - 1) - 0.001 * first
    return Header(
        first=first,
        depth=depth,
        titles=shown,
        mapping=mapping,
        serial=serial,
        twins=tuple(twins),
        passed_over=tuple(passed_over),
        score=score,
    )


def _titles(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]] | None:
    """For each column the possible titles; None when these rows cannot be one header."""
    width = max(map(len, rows))
    cells = [[*row, *[""] * (width - len(row))] for row in rows]
    if any(not any(row) for row in cells):
        return None
    if len(cells) == 1:
        return [(text,) if text else () for text in cells[0]]
    return [_stacked(cells, column) for column in range(width)]


def _stacked(cells: list[list[str]], column: int) -> tuple[str, ...]:
    """Titles of a column under merged titles: joined from top to bottom, then the lowest alone."""
    parts: list[str] = []
    for level, row in enumerate(cells):
        text = row[column]
        below = any(lower[column] for lower in cells[level + 1 :])
        if not text and below:
            text = next((row[c] for c in range(column - 1, -1, -1) if row[c]), "")
        if text and text not in parts:
            parts.append(text)
    if not parts:
        return ()
    joined = " ".join(parts)
    if len(parts) > 1 and all(fold(part) in _UNITS | _WHOLES for part in parts[1:]):
        return joined, parts[0]
    return (joined,) if len(parts) == 1 else (joined, parts[-1])


def is_ordinal_row(row: Row) -> bool:
    """Whether a row only numbers the columns: (1), (2), … or A, B, 1, 2, …."""
    filled = [squeeze(cell) for cell in row if cell and cell.strip()]
    return len(filled) >= 3 and len(set(filled)) == len(filled) and all(map(_ORDINAL.fullmatch, filled))
