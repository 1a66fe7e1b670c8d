"""The C12-TS form: the same sheet as PDF and as workbook, in Vietnamese whatever the reader's language."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
from django.utils import translation

from baophu.reporting.documents.c12 import (
    COLUMNS,
    NoticeLine,
    NoticeSheet,
    notice_pdf,
    notice_workbook,
    written,
)

SHEET = NoticeSheet(
    superior="Bảo hiểm xã hội tỉnh Hà Tĩnh",
    office="Bảo hiểm xã hội huyện Thạch Hà",
    month="Tháng 9 năm 2018",
    name="Công ty TNHH May Thạch Liên Hồng",
    unit_code="TA0417B",
    tax_code="3001427096",
    address="Thôn Khang, xã Thạch Liên, huyện Thạch Hà",
    verdict="Còn phải nộp 9.400.000 đồng, chưa gồm lãi từ 01/03/2018.",
    lines=(
        NoticeLine("A", "Kỳ trước mang sang", ("",) * 5, head=True),
        NoticeLine("A.2.2", "Thiếu", (8_000_000, 900_000, 400_000, 100_000, 9_400_000)),
        NoticeLine("B.5.3", "Tiền lãi", (None, 0, 0, 0, None)),
    ),
    remarks=("Chưa có mức lãi công bố cho năm 2018.",),
    place_and_day="Hà Tĩnh, ngày 05 tháng 10 năm 2018",
    signer="Giám đốc",
    made_from="Lượt đối chiếu số 214",
)


def _rows(data: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].values)


def test_the_workbook_holds_figures_that_can_be_added_up() -> None:
    rows = _rows(notice_workbook(SHEET))
    head = next(at for at, row in enumerate(rows) if row == COLUMNS)
    assert rows[head + 2] == ("A.2.2", "Thiếu", 8_000_000, 900_000, 400_000, 100_000, 9_400_000)


def test_what_is_not_determined_is_a_dash_and_never_a_zero() -> None:
    rows = _rows(notice_workbook(SHEET))
    assert ("B.5.3", "Tiền lãi", "—", 0, 0, 0, "—") in rows
    assert (written(None), written(0)) == ("—", "0")


def test_the_form_is_vietnamese_whatever_language_the_reader_chose() -> None:
    with translation.override("en"):
        assert written(1_234_567) == "1.234.567"


def test_the_pdf_is_for_archives_and_the_same_sheet_gives_the_same_bytes() -> None:
    made = notice_pdf(SHEET)
    assert made.startswith(b"%PDF-") and b"pdfaid:part>2<" in made
    assert notice_pdf(SHEET) == made
    assert notice_pdf(replace(SHEET, month="Tháng 10 năm 2018")) != made


def test_a_hostile_name_is_set_as_text_and_not_as_a_program() -> None:
    hostile = replace(SHEET, name='#panic("x") $ * _ [ \\', address="#import")
    assert notice_pdf(hostile).startswith(b"%PDF-")
