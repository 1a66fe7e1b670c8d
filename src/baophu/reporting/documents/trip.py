"""The trip sheet of a commune: what an officer takes along, as PDF to write on, as a workbook to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import xlsxwriter

from baophu.reporting.documents.typeset import MADE_AT, pdf

KEY: Final = "Mã tra cứu"
OUTCOME: Final = "Mã kết quả"
WORKERS: Final = "Số lao động thuộc diện"
NOTE: Final = "Ghi chú"
HEADER_LINE: Final = 4
ROWS_A_PAGE: Final = 25
PRINTED: Final = (
    KEY, "STT", "Tên đơn vị, chủ", "Địa chỉ, thôn", "Mã số thuế", "Mã đơn vị", "Điện thoại", "LĐ: thuế",
    "LĐ: xã", "LĐ: Sở LĐ", "Đang đóng", "Lần trước",
)  # fmt: skip
FILLED: Final = (OUTCOME, WORKERS, NOTE)


@dataclass(frozen=True, slots=True)
class TripLine:
    """One employer to be visited."""

    key: str
    name: str
    owner: str
    address: str
    tax_code: str
    unit_code: str
    phone: str
    counts: tuple[str, str, str, str]  # tax, commune, labour, insured
    before: str  # the last contact and its result


@dataclass(frozen=True, slots=True)
class TripSheet:
    """All that stands on the paper."""

    title: str
    place: str
    told: str  # how many, of which day
    lines: Sequence[TripLine]
    outcomes: Sequence[tuple[int, str]]
    officer: str
    made_from: str


def trip_pdf(sheet: TripSheet) -> bytes:
    """The sheet on A4 landscape, its head repeated, at most 25 employers a page."""
    data: dict[str, Any] = asdict(sheet)
    data["pages"] = [data["lines"][at : at + ROWS_A_PAGE] for at in range(0, len(sheet.lines), ROWS_A_PAGE)]
    del data["lines"]
    data["rows_a_page"] = ROWS_A_PAGE
    return pdf("trip", data)


def trip_workbook(sheet: TripSheet) -> bytes:
    """The sheet as XLSX: outcomes are chosen from a list, what is printed cannot be changed by mistake."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        page = book.add_worksheet("Phiếu đi xã")
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEEEEE"})
        fill = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#FCE4D6"})
        for row, text in enumerate((f"{sheet.title}: {sheet.place}", sheet.told, sheet.made_from)):
            page.write_string(row, 0, text, bold)
        for column, title in enumerate((*PRINTED, *FILLED)):
            page.write_string(HEADER_LINE, column, title, fill if title in FILLED else head)
        _rows(book, page, sheet)
        _page(page, len(sheet.lines))
        _legend(book.add_worksheet("Mã kết quả"), sheet.outcomes, bold)
    return out.getvalue()


def _rows(book: Any, page: Any, sheet: TripSheet) -> None:
    """The employers, with a choice of outcomes beside each."""
    printed = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "locked": True})
    open_cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "locked": False})
    for number, line in enumerate(sheet.lines, start=1):
        row = HEADER_LINE + number
        who = f"{line.name}\n{line.owner}" if line.owner else line.name
        named = (line.key, str(number), who, line.address, line.tax_code, line.unit_code, line.phone)
        cells = (*named, *line.counts, line.before)
        for column, text in enumerate(cells):
            page.write_string(row, column, text, printed)
        for column in range(len(PRINTED), len(PRINTED) + len(FILLED)):
            page.write_blank(row, column, None, open_cell)
    first, last = HEADER_LINE + 1, HEADER_LINE + max(len(sheet.lines), 1)
    column = len(PRINTED)
    listed = f"='Mã kết quả'!$A$2:$A${len(sheet.outcomes) + 1}"
    choice = {"validate": "list", "source": listed, "ignore_blank": True}
    page.data_validation(first, column, last, column, choice)
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100_000}
    page.data_validation(first, column + 1, last, column + 1, {**whole, "ignore_blank": True})


def _page(page: Any, rows: int) -> None:
    """How the sheet looks and prints."""
    for column, width in enumerate((12, 5, 34, 26, 15, 12, 13, 7, 7, 7, 8, 20, 30, 12, 30)):
        page.set_column(column, column, width)
    page.freeze_panes(HEADER_LINE + 1, 3)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_LINE)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.print_area(0, 0, HEADER_LINE + rows, len(PRINTED) + len(FILLED) - 1)


def _legend(page: Any, outcomes: Sequence[tuple[int, str]], bold: Any) -> None:
    """The codes that may be chosen."""
    page.write_string(0, 0, "Mã kết quả", bold)
    page.set_column(0, 0, 60)
    for row, (code, words) in enumerate(outcomes, start=1):
        page.write_string(row, 0, f"{code} {words}")
