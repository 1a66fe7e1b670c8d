"""The monthly notice of contributions, form C12-TS (Decision 595/QĐ-BHXH): as PDF and as workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import xlsxwriter
from django.utils import translation

from baophu.reporting.documents.typeset import MADE_AT, pdf
from baophu.reporting.formats import number

TITLE = "THÔNG BÁO KẾT QUẢ ĐÓNG BHXH, BHYT, BHTN, BHTNLĐ, BNN"
COLUMNS = ("STT", "Nội dung", "BHXH", "BHYT", "BHTN", "BHTNLĐ, BNN", "Cộng")
Cell = int | str | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line: its number on the form, what it says, five figures (four funds and their sum).

    A figure is đồng or a count, text such as a rate, None where it is not determined, "" where none belongs.
    """

    code: str
    title: str
    cells: tuple[Cell, Cell, Cell, Cell, Cell]
    head: bool = False


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """All that stands on the paper, in the order of the form."""

    superior: str
    office: str
    month: str
    name: str
    unit_code: str
    tax_code: str
    address: str
    verdict: str  # the first line that its reader needs: how much, by when
    lines: Sequence[NoticeLine]
    remarks: Sequence[str]
    place_and_day: str
    signer: str
    made_from: str  # run, moment, law: what another copy is made from


def written(cell: Cell) -> str:
    """A figure as the Vietnamese form has it, whatever language the reader of the screen chose."""
    if isinstance(cell, str):
        return cell
    with translation.override("vi"):
        return number(cell)


def notice_pdf(sheet: NoticeSheet) -> bytes:
    """The form as PDF/A-2b."""
    data: dict[str, object] = asdict(sheet)
    data["title"], data["columns"] = TITLE, COLUMNS
    data["lines"] = [
        {"code": line.code, "title": line.title, "head": line.head, "cells": [written(c) for c in line.cells]}
        for line in sheet.lines
    ]
    return pdf("c12", data)


def notice_workbook(sheet: NoticeSheet) -> bytes:
    """The form as XLSX: figures are numbers, so that a unit's accountant can add them up again."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        page = book.add_worksheet("C12-TS")
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 7)
        page.set_column(1, 1, 52)
        page.set_column(2, 6, 17)
        first = _heading(book, page, sheet)
        page.repeat_rows(first)
        last = _table(book, page, sheet, first)
        for at, remark in enumerate((*sheet.remarks, sheet.made_from), start=last + 2):
            page.write_string(at, 0, remark)
    return out.getvalue()


def _heading(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, sheet: NoticeSheet) -> int:
    """Write who tells whom; returns the row of the table's head."""
    bold, centred = book.add_format({"bold": True}), book.add_format({"bold": True, "align": "center"})
    page.write_string(0, 0, sheet.superior.upper())
    page.write_string(1, 0, sheet.office.upper(), bold)
    page.merge_range(3, 0, 3, 6, TITLE, centred)
    page.merge_range(4, 0, 4, 6, sheet.month, centred)
    told = (
        f"Kính gửi: {sheet.name}",
        f"Mã đơn vị: {sheet.unit_code}   Mã số thuế: {sheet.tax_code}",
        f"Địa chỉ: {sheet.address}",
        sheet.verdict,
    )
    for row, text in enumerate(told, start=6):
        page.write_string(row, 0, text, bold)
    return 11


def _table(
    book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, sheet: NoticeSheet, first: int
) -> int:
    """Write head and lines; returns the last row."""
    top = book.add_format(
        {"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#EEEEEE"}
    )
    plain = {"border": 1, "num_format": "#,##0", "text_wrap": True, "valign": "top"}
    formats = {head: book.add_format(plain | {"bold": head}) for head in (False, True)}
    page.write_row(first, 0, COLUMNS, top)
    for row, line in enumerate(sheet.lines, start=first + 1):
        look = formats[line.head]
        page.write_string(row, 0, line.code, look)
        page.write_string(row, 1, line.title, look)
        for column, cell in enumerate(line.cells, start=2):
            if isinstance(cell, int):
                page.write_number(row, column, cell, look)
            else:
                page.write_string(row, column, written(cell), look)
    return first + len(sheet.lines)
