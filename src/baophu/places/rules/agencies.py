"""Agencies of the province, those that each district or commune has, and how offices write their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.text import fold, squeeze
from baophu.places.rules.areas import AreaRef, Place
from baophu.places.rules.finder import PlaceFinder

_UNSPOKEN: Final = frozenset({"va"})
_LONGEST_ABBREVIATION: Final = 4


class UnknownAgency(Refused):
    """No agency, or more than one, fits the text."""

    code = "places.unknown_agency"
    message = "Không rõ cơ quan nào là “{text}”. Ghi mã hoặc tên đầy đủ như trong danh mục, ví dụ: {near}."


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency as it is named on the day asked for; `area_code` is the area it answers for."""

    code: str
    name: str
    kind: str
    area_code: str


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """An agency of the province, with its clause of the plan and the other names it goes by."""

    code: str
    name: str
    kind: str
    clause: str
    also: tuple[str, ...]
    area_code: str
    starts_on: date
    ends_before: date | None

    def holds_on(self, on: date) -> bool:
        """True from the first day to the day before `ends_before`."""
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)


@dataclass(frozen=True, slots=True)
class AreaAgency:
    """A kind of agency that each area of a level has one of; its code is the prefix and the area's code."""

    prefix: str
    level: str
    name: str
    kind: str
    clause: str
    also: tuple[str, ...]

    def of(self, area: AreaRef | Place) -> AgencyRef:
        """Give the agency of one area: "Ủy ban nhân dân xã Cẩm Hòa"."""
        rank = area.rank[0].lower() + area.rank[1:]
        return AgencyRef(
            f"{self.prefix}-{area.code}", f"{self.name} {rank} {area.name}", self.kind, area.code
        )


class AgencyDirectory:
    """The agencies of one day, found by code or by any usual spelling of their names."""

    def __init__(
        self,
        *,
        province: Iterable[AgencyFact],
        each_area: Iterable[AreaAgency],
        areas: Iterable[AreaRef],
        abbreviations: Mapping[str, str],
        finder: PlaceFinder,
        province_name: str,
    ) -> None:
        """Take the agencies and areas that stand on the day."""
        self._abbreviations = abbreviations
        self._finder = finder
        self._kinds = tuple(each_area)
        self._by_code: dict[str, AgencyRef] = {}
        self._by_key: dict[str, AgencyRef] = {}
        here = self._key(province_name)
        for fact in province:
            agency = AgencyRef(fact.code, fact.name, fact.kind, fact.area_code)
            self._by_code[fact.code] = agency
            for name in (fact.name, *fact.also):
                for tail in ("", " tinh", f" tinh {here}", f" {here}"):
                    self._by_key.setdefault(self._key(name) + tail, agency)
        self.areas = tuple(areas)
        for area in self.areas:
            for kind in self._kinds:
                if kind.level == area.level:
                    agency = kind.of(area)
                    self._by_code[agency.code] = agency

    def all(self) -> tuple[AgencyRef, ...]:
        """Give every agency of the day, in the order of codes."""
        return tuple(self._by_code[code] for code in sorted(self._by_code))

    def find(self, text: str) -> AgencyRef:
        """Give the agency meant by a code or a name; raises `UnknownAgency` with the nearest names."""
        text = squeeze(text)
        by_code = self._by_code.get(text.lower()) or self._by_code.get(text)
        agency = by_code or self._by_key.get(self._key(text)) or self._of_area(text)
        if agency is None:
            raise UnknownAgency(text=text[:120], near="; ".join(self._near(text)))
        return agency

    def _of_area(self, text: str) -> AgencyRef | None:
        """Read the longest head that is a kind of agency, then a place: "UBND xã Cẩm Hòa, Cẩm Xuyên"."""
        words = text.split()
        for cut in range(len(words) - 1, 0, -1):
            head = self._key(" ".join(words[:cut]))
            kinds = [k for k in self._kinds if head in {self._key(n) for n in (k.name, *k.also)}]
            if kinds:
                place = self._place(" ".join(words[cut:]))
                found = [k.of(place) for k in kinds if place and k.level == place.level]
                return found[0] if found else None
        return self._by_second_code(text)

    def _place(self, text: str) -> Place | None:
        """Give the place after an agency's name: an address, or an official code."""
        return self._finder.in_address(text) or self._finder.commune(text) or self._finder.district(text)

    def _by_second_code(self, text: str) -> AgencyRef | None:
        """Read "commune-18151" where the number is a second code of the area."""
        prefix, _, code = text.lower().rpartition("-")
        place = self._finder.commune(code) if code.isdigit() else None
        return self._by_code.get(f"{prefix}-{place.code}") if place else None

    def _key(self, text: str) -> str:
        """Fold a name, with every abbreviation written out and the words that carry nothing left away."""
        words = [word for word in fold(text).split() if word not in _UNSPOKEN]
        written: list[str] = []
        while words:
            for length in range(min(_LONGEST_ABBREVIATION, len(words)), 0, -1):
                head = " ".join(words[:length])
                if head in self._abbreviations or length == 1:
                    written.append(self._abbreviations.get(head, head))
                    del words[:length]
                    break
        return " ".join(written)

    def _near(self, text: str) -> list[str]:
        """Give up to three names that look like the text."""
        names = {fold(a.name): f"{a.name} ({a.code})" for a in self._by_code.values()}
        near = difflib.get_close_matches(self._key(text), names, n=3, cutoff=0.5)
        return [names[key] for key in near] or [
            f"{a.name} ({a.code})" for a in list(self._by_code.values())[1:4]
        ]
