"""What each list must hold: fields, kinds, titles and usual headers, read from `lists/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from baophu.kernel.errors import Refused
from baophu.kernel.text import fold

FOLDER: Final = Path(__file__).with_name("lists")


class UnknownList(Refused):
    """No contract has this name."""

    code = "intake.unknown_list"
    message = "Không có loại danh sách “{list_name}”. Các loại nhận được: {known}."


class Kind(StrEnum):
    """How a field's cells are read."""

    TEXT = "text"
    CODE = "code"  # text kept as it came, without spaces around signs
    COUNT = "count"
    MONEY = "money"
    NUMBER = "number"  # a decimal number, kept as text with a dot
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PHONE = "phone"
    TAX_CODE = "tax_code"
    ID_NUMBER = "id_number"
    SI_NUMBER = "si_number"
    UNIT_CODE = "unit_code"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a list; `headers` are folded, the likeliest first."""

    id: str
    kind: Kind
    title: str
    about: str
    required: bool = False
    from_sender: bool = False  # a commune's own list need not name the commune
    instead: str = ""  # the field that is read for this one where it is blank: an owner for a name
    birth: bool = False  # two-digit years lie before the list's period
    least: int | None = None
    most: int | None = None
    aliases: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()  # value -> folded spellings


@dataclass(frozen=True, slots=True)
class Contract:
    """One list: who sends it, how often, what a row is."""

    name: str
    title: str
    about: str
    sender: str
    cadence: str  # year, quarter, month, day
    clause: str
    row: str
    fields: tuple[Field, ...]
    spans: tuple[tuple[str, str], ...] = ()  # pairs of fields: the second is not before the first

    def field(self, identifier: str) -> Field:
        """Give the field with this identifier."""
        return next(f for f in self.fields if f.id == identifier)

    @property
    def placed(self) -> bool:
        """Whether rows lie in a commune: `commune_code` and `district_code` are made for them."""
        return any(f.id in {"commune", "district", "address"} for f in self.fields)


def _field(raw: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> Field:
    """Build a field from its entry and, with `use`, the shared one."""
    base = shared[raw["use"]] if "use" in raw else {}
    merged = {**base, **raw}
    title = str(merged["title"])
    aliases = tuple(
        dict.fromkeys([*raw.get("aliases", []), base.get("title", title), *base.get("aliases", [])])
    )
    identifier = str(raw.get("use", raw.get("id")))
    headers = dict.fromkeys(fold(text) for text in (title, *aliases, identifier))
    return Field(
        id=identifier,
        kind=Kind(merged["kind"]),
        title=title,
        about=str(merged["about"]),
        required=bool(merged.get("required", False)),
        from_sender=bool(merged.get("from_sender", False)),
        instead=str(merged.get("instead", "")),
        birth=bool(merged.get("birth", False)),
        least=merged.get("least", 0 if merged["kind"] == "count" else None),
        most=merged.get("most"),
        aliases=tuple(a for a in aliases if a != title),
        headers=tuple(headers),
        choices=tuple((str(value), tuple(words)) for value, words in merged.get("choices", {}).items()),
    )


@cache
def contracts() -> Mapping[str, Contract]:
    """Give every contract by the name of its list."""
    shared = yaml.safe_load((FOLDER / "_fields.yaml").read_text(encoding="utf-8"))
    found: dict[str, Contract] = {}
    for file in sorted(FOLDER.glob("[a-z]*.yaml")):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        found[file.stem] = Contract(
            name=file.stem,
            title=raw["title"],
            about=raw["about"],
            sender=raw["sender"],
            cadence=raw["cadence"],
            clause=raw["clause"],
            row=raw["row"],
            fields=tuple(_field(entry, shared) for entry in raw["fields"]),
            spans=tuple((first, last) for first, last in raw.get("spans", [])),
        )
    return found


def contract(list_name: str) -> Contract:
    """Give the contract of a list; raises `UnknownList` with the names known."""
    known = contracts()
    if list_name not in known:
        raise UnknownList(list_name=list_name, known=", ".join(known))
    return known[list_name]
