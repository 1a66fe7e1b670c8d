"""What the department of planning and investment sends each month: new businesses, and their events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from baophu.twin import dirt, parts
from baophu.twin.employers import Employer
from baophu.twin.encode import Script
from baophu.twin.lists.frame import ListFile, Row, address, columns, day_text, signed, stream, whole_mark
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

AGENCY: Final = "Sở Kế hoạch và Đầu tư"
_NEW: Final = (
    "tax_code",
    "name",
    "address",
    "registered_on",
    "charter_capital_vnd",
    "legal_form",
    "industry",
    "representative",
    "headcount",
)
_NEW_SPELLINGS: Final = {
    "tax_code": ("Mã số doanh nghiệp",),
    "name": ("Tên doanh nghiệp",),
    "address": ("Địa chỉ trụ sở chính", "Địa chỉ trụ sở"),
    "registered_on": ("Ngày cấp", "Ngày đăng ký"),
    "charter_capital_vnd": ("Vốn điều lệ",),
    "legal_form": ("Loại hình DN", "Loại hình doanh nghiệp"),
    "industry": ("Ngành nghề KD chính", "Ngành nghề kinh doanh chính"),
    "representative": ("Người đại diện theo pháp luật", "Người đại diện"),
    "headcount": ("Số lao động dự kiến",),
}
_EVENTS: Final = ("no", "tax_code", "name", "event", "on", "until", "document")
_EVENT_SPELLINGS: Final = {
    "no": ("STT",),
    "tax_code": ("Mã số doanh nghiệp", "Mã số DN"),
    "name": ("Tên doanh nghiệp",),
    "event": ("Biến động", "Loại biến động"),
    "on": ("Từ ngày", "Ngày hiệu lực"),
    "until": ("Đến ngày",),
    "document": ("Số văn bản",),
}
# The registry's program changed hands: each month comes out of another machine.
_STYLES: Final = (
    Style(Format.CSV, Script.CP1258, ";"),
    Style(Format.CSV, Script.UTF16, "\t"),
    Style(Format.CSV, Script.UTF8_BOM, ";"),
    Style(Format.XLSX),
    Style(Format.CSV, Script.CP1258, ";"),
    Style(Format.CSV, Script.UTF8, ";", decomposed=True),
)


def _sent_on(month: int) -> date:
    return date(2018, month + 1, 5)


def _new_rows(world: World, month: int) -> Iterator[Row]:
    rng = stream(world, "new_businesses", month)
    for employer in world.employers:
        said = employer.said
        if said.registered_month != month:
            continue
        trade = parts.TRADES[employer.trade]
        cells: dict[str, Cell] = {
            "tax_code": employer.tax_code,
            "name": dirt.employer_name(employer.name, dirt.PLANNING, rng),
            "address": address(world, employer, rng),
            "registered_on": day_text(employer.started_on),
            "charter_capital_vnd": rng.choice((5, 9, 10, 15, 18, 19, 20, 30, 50, 80, 99, 150)) * 100_000_000,
            "legal_form": str(employer.form),
            "industry": f"{trade.code}:{trade.text}",
            "representative": employer.owner,
            "headcount": said.expected_headcount,
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def _event_rows(world: World, employers: list[Employer], month: int) -> Iterator[Row]:
    rng = stream(world, "business_events", month)
    for number, employer in enumerate(employers, 1):
        said = employer.said
        cells: dict[str, Cell] = {
            "no": number,
            "tax_code": employer.tax_code,
            "name": dirt.employer_name(employer.name, dirt.PLANNING, rng),
            "event": said.event,
            "on": day_text(said.event_on),
            "until": day_text(said.event_until),
            "document": f"{rng.randrange(100, 9000)}/TB-ĐKKD",
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def new_businesses(world: World, rng: Random) -> Iterator[ListFile]:
    """Give the new registrations of each month that has some."""
    months = {employer.said.registered_month for employer in world.employers}
    for month in sorted(months - {0}):
        style = _STYLES[month - 1]
        yield ListFile(
            f"SKHDT_DKKD_moi_T{month:02d}_2018.{style.format}",
            "new_businesses",
            AGENCY,
            f"2018-{month:02d}",
            _sent_on(month),
            Layout(_NEW, columns(_NEW, _NEW_SPELLINGS, rng), style=style),
            _new_rows(world, month),
        )


def events(world: World, rng: Random) -> Iterator[ListFile]:
    """Give suspensions, returns, dissolutions and bankruptcies of each month that has some."""
    months: dict[int, list[Employer]] = defaultdict(list)
    for employer in world.employers:
        if employer.said.event_on:
            months[employer.said.event_on.month].append(employer)
    for month, employers in sorted(months.items()):
        received = _sent_on(month) + timedelta(days=2)
        layout = Layout(
            _EVENTS,
            columns(_EVENTS, _EVENT_SPELLINGS, rng),
            titles=(
                "SỞ KẾ HOẠCH VÀ ĐẦU TƯ TỈNH HÀ TĨNH",
                f"DANH SÁCH DOANH NGHIỆP BIẾN ĐỘNG THÁNG {month}/2018",
            ),
            footer=signed(received, right="TRƯỞNG PHÒNG"),
            style=Style(Format.XLSX if month % 2 else Format.ODS),
        )
        yield ListFile(
            f"SKHDT_BienDong_T{month:02d}_2018.{layout.style.format}",
            "business_events",
            AGENCY,
            f"2018-{month:02d}",
            received,
            layout,
            _event_rows(world, employers, month),
        )


def files(world: World) -> Iterator[ListFile]:
    """Give the monthly files of January to June 2018; a month without anything to tell sends none."""
    rng = stream(world, "planning", "layout")
    yield from new_businesses(world, rng)
    yield from events(world, rng)
