"""The list of employers as a spreadsheet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from baophu.access.queries import Run, User
from baophu.coverage.standings import Line, StandingKind
from baophu.places.queries import area
from baophu.register.queries import EmployerKind
from baophu.reporting import formats

COLUMNS: tuple[tuple[str, int], ...] = (
    (gettext_noop("STT"), 6),
    (gettext_noop("Tên đơn vị"), 46),
    (gettext_noop("Mã số thuế"), 15),
    (gettext_noop("Mã đơn vị BHXH"), 15),
    (gettext_noop("Loại"), 18),
    (gettext_noop("Huyện"), 22),
    (gettext_noop("Xã, phường"), 22),
    (gettext_noop("Ngành"), 7),
    (gettext_noop("Quy mô"), 9),
    (gettext_noop("Tình trạng"), 18),
    (gettext_noop("Thuộc diện"), 11),
    (gettext_noop("Ít nhất"), 9),
    (gettext_noop("Nhiều nhất"), 11),
    (gettext_noop("Đang tham gia"), 13),
    (gettext_noop("Còn thiếu"), 10),
    (gettext_noop("Đã trừ tiền, chưa đóng (người)"), 18),
    (gettext_noop("Đang nộp thuế"), 13),
    (gettext_noop("Chuyên quản"), 24),
    (gettext_noop("Vì sao"), 80),
    (gettext_noop("Mã tra cứu"), 16),
)


def write_sheet(
    lines: Iterable[Line],
    *,
    said: Sequence[tuple[str, str]],
    run: Run,
    officers: Mapping[str, User],
) -> IO[bytes]:
    """The lines with their filters, run and day above; texts are never read as formulas."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(gettext("Đơn vị"))
    bold = book.add_format({"bold": True})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F7F9FA"}
    )
    for place, (_title, width) in enumerate(COLUMNS):
        page.set_column(place, place, width)
    page.write_string(0, 0, gettext("Danh sách đơn vị sử dụng lao động"), bold)
    top = [
        (gettext("Lượt đối chiếu"), f"{run.pk}, {formats.moment(run.published_at)}"),
        (gettext("Số liệu đến hết ngày"), formats.day(run.on)),
        *said,
        (gettext("Xuất lúc"), formats.moment(timezone.now())),
    ]
    for row, (title, value) in enumerate(top, start=1):
        page.write_string(row, 0, f"{title}: {value}")
    first = len(top) + 2
    page.freeze_panes(first + 1, 2)
    for place, (title, _) in enumerate(COLUMNS):
        page.write_string(first, place, gettext(title), head)
    labels = {
        str(value): gettext(str(label)) for value, label in (*EmployerKind.choices, *StandingKind.choices)
    }
    for number, line in enumerate(lines, start=1):
        _write_line(page, first + number, number, line, run=run, labels=labels, officers=officers)
    book.close()
    out.seek(0)
    return out


def _write_line(
    page: xlsxwriter.worksheet.Worksheet,
    row: int,
    number: int,
    line: Line,
    *,
    run: Run,
    labels: dict[str, str],
    officers: Mapping[str, User],
) -> None:
    """One employer."""
    values: list[str | int | None] = [
        number,
        line.name,
        line.tax_code,
        line.unit_code,
        labels.get(line.kind, line.kind),
        _name(line.district_code, run),
        _name(line.commune_code, run),
        line.sector,
        line.size,
        labels.get(line.standing, line.standing),
        line.subject,
        line.subject_low,
        line.subject_high,
        line.insured,
        line.lacking,
        line.deducted_not_insured,
        gettext("có") if line.paying_tax else gettext("không"),
        officers[line.employer_id].full_name if line.employer_id in officers else "",
        line.because,
        line.employer_id,
    ]
    for place, value in enumerate(values):
        if isinstance(value, int):
            page.write_number(row, place, value)
        elif value:
            page.write_string(row, place, value)


def _name(code: str, run: Run) -> str:
    """An area's full name on the run's day."""
    place = area(code, run.on) if code else None
    return place.full_name if place else ""
