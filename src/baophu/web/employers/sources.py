"""Where a figure or a field came from: the cell of a list, named and linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from baophu.intake.contracts import contracts
from baophu.intake.receipts import ReceiptView, receipts_by_id
from baophu.reporting import formats
from baophu.web.lists.words import period_words

PLACE_OF_PART = 4  # list, receipt, row, column


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a list as received."""

    list_name: str
    receipt_id: int
    row: int
    column: str

    @classmethod
    def parse(cls, text: str) -> Cell | None:
        """From `list:receipt:row:column`; None when it is not one."""
        parts = text.split(":")
        if len(parts) != PLACE_OF_PART or not (parts[1].isdigit() and parts[2].isdigit()):
            return None
        return cls(parts[0], int(parts[1]), int(parts[2]), parts[3])


@dataclass(frozen=True, slots=True)
class Source:
    """A cell with the list it stands in, for the second line of a fact."""

    cell: Cell
    title: str  # who sent what
    received_on: date | None
    sender: str = ""

    @property
    def short(self) -> str:
        """`Cục Thuế tỉnh Hà Tĩnh, 13/04/2018`."""
        return f"{self.sender}, {formats.day(self.received_on)}" if self.sender else self.title

    @property
    def line(self) -> str:
        """`nhận 13/04/2018 · dòng 4.118`."""
        said = gettext("dòng %(row)s") % {"row": formats.number(self.cell.row)}
        if self.received_on is None:
            return said
        return gettext("nhận %(on)s") % {"on": formats.day(self.received_on)} + f" · {said}"


def list_title(list_name: str) -> str:
    """A list's name in the reader's language."""
    known = contracts()
    return gettext(known[list_name].title) if list_name in known else list_name


def lowered(text: str) -> str:
    """A title inside a sentence: its first letter small, unless it starts with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def receipts_of(cells: Iterable[Cell]) -> dict[int, ReceiptView]:
    """The receipts of cells, in one read."""
    return receipts_by_id({cell.receipt_id for cell in cells})


def name_source(cell: Cell, receipts: dict[int, ReceiptView]) -> Source:
    """A cell with its list's sender and period."""
    receipt = receipts.get(cell.receipt_id)
    if receipt is None:
        return Source(cell, list_title(cell.list_name), None)
    title = f"{receipt.agency_name}, {lowered(list_title(cell.list_name))}, {period_words(receipt.span)}"
    return Source(cell, title, receipt.received_on, receipt.agency_name)
