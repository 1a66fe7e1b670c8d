"""A list's page and a row's page: what was understood, what stands in the cells, what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from baophu.intake.contracts import Field, contracts
from baophu.intake.receipts import FaultView, ReceiptView, RowAsItCame
from baophu.kernel.identifiers import mask
from baophu.reporting import formats

PERSONAL = frozenset({"full_name", "id_number", "si_number", "worker_tax_code"})
HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class Understood:
    """One column of the file and the field it was taken for."""

    place: int
    title: str
    field: str  # "" when kept as it came
    field_title: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as it came, with its header, what it became, and its faults."""

    place: int
    title: str
    field: str
    came: str
    became: str
    faults: tuple[FaultView, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One row in the preview."""

    row: int
    sheet_row: int
    cells: tuple[tuple[str, bool], ...]  # text, has an open fault


def fields_of(list_name: str) -> dict[str, Field]:
    """The contract's fields by identifier; none for a list no longer known."""
    known = contracts()
    return {f.id: f for f in known[list_name].fields} if list_name in known else {}


def names_people(list_name: str) -> bool:
    """Whether a row of the list is about a person."""
    return "full_name" in fields_of(list_name)


def columns(receipt: ReceiptView) -> list[Understood]:
    """Every column of the file in its order."""
    taken_as = {place: name for name, place in receipt.mapping.items()}
    fields = fields_of(receipt.list_name)
    found = []
    for place, title in enumerate(receipt.header):
        name = taken_as.get(place, "")
        known = fields.get(name)
        found.append(Understood(place, title, name, gettext(known.title) if known else name))
    return found


def missing_fields(receipt: ReceiptView) -> list[str]:
    """Titles of the contract's fields that the file has no column for."""
    return [gettext(f.title) for f in fields_of(receipt.list_name).values() if f.id not in receipt.mapping]


def preview(receipt: ReceiptView, rows: Sequence[RowAsItCame], faults: Sequence[FaultView]) -> list[LineView]:
    """Rows as they came, people masked, cells with an open fault marked."""
    shown = columns(receipt)
    bad = {(fault.row, fault.column) for fault in faults if fault.corrected_at is None}
    people = names_people(receipt.list_name)
    return [
        LineView(
            row.row,
            row.sheet_row,
            tuple(
                (
                    masked(_cell(row, c.place), c.field, people=people),
                    bool(c.field) and (row.row, c.field) in bad,
                )
                for c in shown
            ),
        )
        for row in rows
    ]


def cells_of(
    receipt: ReceiptView,
    row: RowAsItCame,
    *,
    became: dict[str, object] | None,
    faults: Sequence[FaultView],
    asked: str,
    opened: bool,
) -> list[CellView]:
    """Every cell of a row; personal ones masked unless opened."""
    people = names_people(receipt.list_name) and not opened
    found = []
    for c in columns(receipt):
        value = became.get(c.field) if became and c.field else None
        found.append(
            CellView(
                place=c.place,
                title=c.title,
                field=c.field_title,
                came=masked(_cell(row, c.place), c.field, people=people),
                became=masked(in_words(value), c.field, people=people) if value is not None else "",
                faults=tuple(f for f in faults if c.field and f.column == c.field),
                asked=bool(asked) and asked in (c.field, c.title),
            )
        )
    return found


def masked(text: str, field: str, *, people: bool) -> str:
    """A cell of a list of people: names cut, numbers dotted, columns without a meaning hidden."""
    if not people or not text:
        return text
    if field == "full_name":
        return formats.masked_name(text)
    if field in PERSONAL:
        return mask(text) if len(text) > len(HIDDEN) else HIDDEN
    return text if field else HIDDEN


def in_words(value: object) -> str:
    """A taken value as a person reads it."""
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int):
        return formats.number(value)
    return "" if value is None else str(value)


def _cell(row: RowAsItCame, place: int) -> str:
    """The text of a cell; empty when the row is shorter."""
    text = row.cells[place] if place < len(row.cells) else None
    return text or ""
