"""Finds the commune or district that a text names, as of one day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from baophu.kernel.text import fold, squeeze
from baophu.places.rules.areas import COMMUNE, DISTRICT, PROVINCE, AreaRef, Place
from baophu.places.rules.spelling import (
    RANK_STARTS,
    RANKS,
    accented,
    keys_of,
    one_error_apart,
    read_name,
    shortened,
)

_SEPARATORS: Final = re.compile(r"\s*[,;\n–—]\s*|\s+-\s*|\s*-\s+")
_WORDS: Final = re.compile(r"[\s.]+")
_COUNTRY: Final = frozenset({"viet nam", "vietnam", "vn"})
_LEAST_LETTERS: Final = 5  # a shorter name has too many neighbours for an error to be told from another name
_REMEMBERED: Final = 500_000  # texts kept in mind before starting anew; bounds the memory of a long process

_FROM_ABOVE: Final = (PROVINCE, DISTRICT, COMMUNE)

_Scope = frozenset[str] | None  # the codes of the districts that a commune may lie in; None: any


class PlaceFinder:
    """Reads names and codes of places as offices write them; the same text always gets the same answer.

    A text that could mean two places, or a place outside the province, gives None: never a guess.
    """

    def __init__(self, areas: Iterable[AreaRef], other_codes: Mapping[str, str]) -> None:
        """Take the areas that stand on the day, and the second codes some of them were listed under."""
        self._by_code: dict[str, Place] = {}
        self._districts: dict[str, list[Place]] = {}
        self._communes: dict[str, list[Place]] = {}
        self._province_keys: set[str] = set()
        self._province_codes: set[str] = set()
        for area in sorted(areas, key=lambda a: _FROM_ABOVE.index(a.level)):
            self._add(area)
        for code, same_as in other_codes.items():
            if same_as in self._by_code:
                self._by_code.setdefault(code, self._by_code[same_as])
        self._near: dict[str, dict[str, set[str]]] = {}
        self._remembered: dict[tuple[str, str | None], Place | None] = {}
        self._remembered_districts: dict[str, tuple[Place, ...]] = {}
        self._remembered_addresses: dict[str, Place | None] = {}

    def commune(self, text: str, district: str | None = None) -> Place | None:
        """Give the commune named by a name or an official code, within the district when one is given."""
        question = (text, district)
        try:
            return self._remembered[question]
        except KeyError:
            pass
        answer = self._find_commune(text, district)
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[question] = answer
        return answer

    def district(self, text: str) -> Place | None:
        """Give the district named by a name or an official code; None when the text could mean two."""
        found = self._districts_named(text)
        return found[0] if len(found) == 1 else None

    def in_address(self, text: str) -> Place | None:
        """Give the commune, else the district, that an address in this province names, from the right."""
        try:
            return self._remembered_addresses[text]
        except KeyError:
            pass
        answer = self._read_address(text, None)
        if len(self._remembered_addresses) >= _REMEMBERED:
            self._remembered_addresses.clear()
        self._remembered_addresses[text] = answer
        return answer

    def _add(self, area: AreaRef) -> None:
        """Put one area under its code and its keys."""
        if area.level == PROVINCE:
            self._province_keys.update(keys_of(area.name))
            self._province_codes.add(area.code)
            return
        of_district = area.code if area.level == DISTRICT else area.parent_code
        if of_district in self._province_codes:
            of_district = ""
        place = Place(area.code, area.level, area.name, area.rank, of_district)
        shelf = self._districts if area.level == DISTRICT else self._communes
        self._by_code[area.code] = place
        for key in keys_of(area.name):
            shelf.setdefault(key, []).append(place)

    def _find_commune(self, text: str, district: str | None) -> Place | None:
        """Answer without memory."""
        text = squeeze(text)
        code = _code_in(text)
        if code:
            place = self._by_code.get(code)
            return place if place and place.level == COMMUNE else None
        scope: _Scope = None
        if district and self._districts and squeeze(district):
            scope = frozenset(p.code for p in self._districts_named(district))
            if not scope:
                return None
        level, rank, key = read_name(fold(text), self._communes)
        if level in {"", COMMUNE} and (place := self._pick(key, rank, text, scope)):
            return place
        if _SEPARATORS.search(text) or len(_pieces(text)) > 1:
            place = self._read_address(text, scope)
            return place if place and place.level == COMMUNE else None
        return None

    def _pick(self, key: str, rank: str, text: str, scope: _Scope) -> Place | None:
        """Choose the one commune under a key in the scope: by accents, by rank, else by one typing error."""
        found = self._communes_under(key, scope)
        if not found and scope is not None:
            found = self._with_one_error(key, scope)
        return _only(found, rank, text)

    def _with_one_error(self, key: str, scope: frozenset[str]) -> list[Place]:
        """Give the communes of the scope whose name is one typing error away from the key."""
        if len(key) < _LEAST_LETTERS:
            return []
        near = {
            known
            for district in scope
            for short in shortened(key)
            for known in self._near_keys(district).get(short, ())
            if one_error_apart(key, known)
        }
        found = {p.code: p for known in near for p in self._communes[known] if p.district_code in scope}
        return [found[code] for code in sorted(found)]

    def _near_keys(self, district: str) -> dict[str, set[str]]:
        """Give the keys of a district's communes by each text that leaves one letter out."""
        if district not in self._near:
            near: dict[str, set[str]] = {}
            for key, places in self._communes.items():
                # A number as a Roman numeral has no near keys: "Sơn Kim" is not "Sơn Kim I" mistyped.
                if any(p.district_code == district and key == keys_of(p.name)[0] for p in places):
                    for short in shortened(key):
                        near.setdefault(short, set()).add(key)
            self._near[district] = near
        return self._near[district]

    def _districts_named(self, text: str) -> tuple[Place, ...]:
        """Give every district that a text may mean."""
        found = self._remembered_districts.get(text)
        if found is None:
            if len(self._remembered_districts) >= _REMEMBERED:
                self._remembered_districts.clear()
            found = self._remembered_districts[text] = self._find_districts(squeeze(text))
        return found

    def _find_districts(self, text: str) -> tuple[Place, ...]:
        """Answer without memory."""
        code = _code_in(text)
        if code:
            place = self._by_code.get(code)
            return (place,) if place and place.level == DISTRICT else ()
        level, rank, key = read_name(fold(text))
        if level in {"", DISTRICT} and (found := self._districts_under(key, rank, forgiving=True)):
            return found
        if _SEPARATORS.search(text) or len(_pieces(text)) > 1:
            place = self._read_address(text, None)
            return (place,) if place and place.level == DISTRICT else ()
        return ()

    def _read_address(self, text: str, scope: _Scope) -> Place | None:
        """Read the parts of an address from the right: province, district, commune."""
        district: Place | None = None
        last = scope is None  # only the last part says which province it is
        for part in self._parts(text):
            level, rank, key = read_name(fold(part), self._communes)
            if last and level in {"", PROVINCE} and key in self._province_keys:
                last = False
                continue
            if (
                level != COMMUNE
                and scope is None
                and (found := self._districts_under(key, rank, forgiving=bool(rank)))
            ):
                scope = frozenset(p.code for p in found)
                district = found[0] if len(found) == 1 else None
            elif level in {"", COMMUNE} and (place := self._commune_part(key, rank, part, scope)):
                return place
            elif last or self._lies_elsewhere(level, scope):
                return None
            last = False
        return district

    def _parts(self, text: str) -> list[str]:
        """Give the parts of an address from the right, without the country; a last province stands alone."""
        pieces = [p for s in reversed(_SEPARATORS.split(squeeze(text))) for p in reversed(_pieces(s))]
        parts = [p for p in pieces if fold(p) and fold(p) not in _COUNTRY]
        words = parts[0].split() if parts else []
        province = " ".join(words[-2:])
        if (
            len(words) > 3
            and read_name(fold(province))[2] in self._province_keys
            and not _is_rank(words[:-2])
        ):
            parts[0:1] = [province, " ".join(words[:-2])]
        return parts

    def _commune_part(self, key: str, rank: str, part: str, scope: _Scope) -> Place | None:
        """Choose the commune that one part of an address names; an error is forgiven only after its rank."""
        if rank:
            return self._pick(key, rank, part, scope)
        return _only(self._communes_under(key, scope), rank, part)

    def _communes_under(self, key: str, scope: _Scope) -> list[Place]:
        """Give the communes under a key within the scope."""
        return [p for p in self._communes.get(key, ()) if scope is None or p.district_code in scope]

    def _districts_under(self, key: str, rank: str, *, forgiving: bool) -> tuple[Place, ...]:
        """Give the districts under a key, those of the rank first; one typing error may be forgiven."""
        found = list(self._districts.get(key, ()))
        if not found and forgiving and len(key) >= _LEAST_LETTERS:
            found = [p for known, ps in self._districts.items() if one_error_apart(key, known) for p in ps]
        return tuple([p for p in found if p.rank == rank] or found)

    def _lies_elsewhere(self, level: str, scope: _Scope) -> bool:
        """True when a district or province is named that is none of ours; never once districts have ended."""
        return bool(self._districts) and level in {DISTRICT, PROVINCE} and scope is None


def _code_in(text: str) -> str:
    """Give the official code that a text is (a number cell may have left ".0" behind), else nothing."""
    bare = text.removesuffix(".0")
    return bare if bare.isascii() and bare.isdigit() else ""


def _only(found: list[Place], rank: str, text: str) -> Place | None:
    """Give the one place meant: by accents where names fold alike, then by rank; None when two remain."""
    if len(found) > 1:
        spelled = accented(text)
        found = [p for p in found if spelled.endswith(accented(p.name))] or found
    if len(found) > 1 and rank:
        found = [p for p in found if p.rank == rank]
    return found[0] if len(found) == 1 else None


def _pieces(segment: str) -> list[str]:
    """Cut one segment before each rank: "thôn 2 xã Bùi Xá huyện Đức Thọ" has three pieces."""
    words = [word for word in _WORDS.split(segment) if word]
    pieces: list[list[str]] = []
    for position, word in enumerate(words):
        if not pieces or (
            _begins_rank(words, position) and position < len(words) - 1 and not _is_rank(pieces[-1])
        ):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [" ".join(piece) for piece in pieces]


def _begins_rank(words: list[str], position: int) -> bool:
    """True when a rank begins at this word; an accented word must be spelled as the rank is."""
    word = words[position].lower()
    folded = fold(word)
    if folded not in RANK_STARTS or (not word.isascii() and accented(word) not in _RANK_SPELLINGS):
        return False
    after = fold(words[position + 1]) if position + 1 < len(words) else ""
    if folded in {"t", "thi", "thanh"}:
        return f"{folded} {after}" in RANKS
    return after not in RANK_STARTS  # "xa Bui Xa huyen": a word before a rank ends a name


def _is_rank(piece: list[str]) -> bool:
    """True when the piece so far is nothing but a rank, or half of one ("thị" before "xã")."""
    folded = fold(" ".join(piece))
    return folded in RANKS or folded in RANK_STARTS


_RANK_SPELLINGS: Final = frozenset({"xã", "phường", "thị", "huyện", "thành", "tỉnh"})
