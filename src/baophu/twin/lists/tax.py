"""What the provincial tax department sends: taxpayers, and the annexes of the income-tax settlement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt, numbers, parts
from baophu.twin.employers import Employer, Hard
from baophu.twin.lists.frame import (
    ListFile,
    Row,
    address,
    born_text,
    columns,
    day_text,
    id_text,
    signed,
    stream,
    two_numbers,
    whole_mark,
)
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

AGENCY: Final = "Cục Thuế tỉnh"
_TAXPAYERS: Final = (
    "no",
    "tax_code",
    "name",
    "address",
    "status",
    "legal_form",
    "industry",
    "representative",
    "phone",
    "started_on",
    "headcount",
)
_SPELLINGS: Final = {
    "no": ("STT",),
    "tax_code": ("Mã số thuế", "MST"),
    "name": ("Tên người nộp thuế", "Tên NNT"),
    "address": ("Địa chỉ trụ sở", "Địa chỉ"),
    "status": ("Trạng thái hoạt động", "Trạng thái NNT"),
    "legal_form": ("Loại hình kinh tế", "Loại hình"),
    "industry": ("Ngành nghề kinh doanh chính", "Ngành nghề"),
    "representative": ("Người đại diện", "Người đại diện theo pháp luật"),
    "phone": ("Điện thoại", "Số điện thoại"),
    "started_on": ("Ngày bắt đầu hoạt động", "Ngày cấp MST"),
    "headcount": ("Số lao động", "Tổng số lao động"),
}
_PAYROLL: Final = (
    "tax_code",
    "payer_name",
    "full_name",
    "worker_tax_code",
    "id_number",
    "born_on",
    "annex",
    "months",
    "income_vnd",
    "insurance_deducted_vnd",
)
_PAYROLL_SPELLINGS: Final = {
    "tax_code": ("MST cơ quan chi trả",),
    "payer_name": ("Tên cơ quan chi trả",),
    "full_name": ("Họ và tên",),
    "worker_tax_code": ("MST cá nhân",),
    "id_number": ("CMND/CCCD", "Số CMND/CCCD"),
    "born_on": ("Ngày sinh",),
    "annex": ("Phụ lục",),
    "months": ("Số tháng",),
    "income_vnd": ("Thu nhập chịu thuế",),
    "insurance_deducted_vnd": ("Bảo hiểm được trừ",),
}
_WORKER_SHARE: Final = (105, 1000)  # of the wage, taken from the worker: 8 + 1.5 + 1 %


def tax_name(employer: Employer) -> str:
    """Give the name the tax department knew at the end of 2017."""
    return employer.former_name or employer.name


def _taxpayer(world: World, employer: Employer, rng: Random) -> dict[str, Cell]:
    trade = parts.TRADES[employer.trade]
    said = employer.said
    return {
        "tax_code": employer.tax_code,
        "name": dirt.employer_name(tax_name(employer), dirt.TAX, rng),
        "address": address(world, employer, rng, street=rng.random() > 0.04),
        "status": said.tax_status,
        "legal_form": str(employer.form),
        "industry": f"{trade.code}:{trade.text}",
        "representative": employer.owner,
        "phone": employer.phone if rng.random() < 0.72 else None,
        "started_on": day_text(employer.started_on),
        "headcount": said.tax_headcount,
    }


def _again(world: World, employer: Employer, cells: dict[str, Cell], rng: Random) -> Row:
    """List a firm a second time, as registers do: form written out, address without the street."""
    name = tax_name(employer)
    longer = (
        name.replace("TNHH", "TRÁCH NHIỆM HỮU HẠN")
        .replace("MTV", "MỘT THÀNH VIÊN")
        .replace("CÔNG TY CP ", "CÔNG TY CỔ PHẦN ")
    )
    if longer == name:
        longer = name.replace("DOANH NGHIỆP TƯ NHÂN", "DNTN").replace("CỔ PHẦN", "CP")
    again = {**cells, "name": longer, "address": address(world, employer, rng, street=False), "phone": None}
    return Row(again, employer.at, mark=Hard.TWICE)


def _taxpayer_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "tax_enterprises")
    second: list[Row] = []
    number = 0
    for employer in world.employers:
        if not employer.said.tax_listed:
            continue
        number += 1
        cells = {"no": number, **_taxpayer(world, employer, rng)}
        yield Row(cells, employer.at, mark=whole_mark(employer))
        if employer.hard is Hard.TWICE:
            second.append(_again(world, employer, cells, rng))
    for row in second:
        number += 1
        row.cells["no"] = number
        yield row


def taxpayers(world: World) -> ListFile:
    """Give the list of taxpayers in operation or not at the end of 2017."""
    rng = stream(world, "tax_enterprises", "layout")
    count = sum(employer.said.tax_listed for employer in world.employers)
    fields = tuple(name for name in _TAXPAYERS if name != "started_on" or rng.random() < 0.5)
    style = Style(Format.CSV) if count > 100_000 else Style(Format.XLSX)
    received = date(2018, 2, 10)
    layout = Layout(
        fields,
        columns(fields, _SPELLINGS, rng),
        titles=(
            "DANH SÁCH NGƯỜI NỘP THUẾ ĐANG THỰC HIỆN NGHĨA VỤ THUẾ",
            "Kèm theo Công văn của Cục Thuế tỉnh Hà Tĩnh",
            "",
        ),
        footer=signed(received),
        style=style,
    )
    file = f"CucThue_DS_NNT_2017.{style.format}"
    return ListFile(file, "tax_enterprises", AGENCY, "2017", received, layout, _taxpayer_rows(world))


def _payer_cells(employer: Employer) -> dict[str, Cell]:
    return {"tax_code": employer.tax_code, "payer_name": tax_name(employer)}


def _worker(world: World, employer: Employer, at: int, rng: Random, *, long: bool) -> Row:
    """Write one worker's line; a tax code of one's own often stands instead of the personal number."""
    months = rng.choice((12, 12, 12, 11, 10, 8, 6, 4, 3)) if long else rng.choice((1, 1, 2))
    wage = (
        max(2_800_000, employer.wage_vnd + rng.randrange(-12, 16) * 100_000)
        if long
        else rng.randrange(15, 50) * 100_000
    )
    own_code = long and rng.random() < 0.45
    number = id_text(world, at, rng, newest=0.35, lost_zero=0.06)
    insured = long and (at in world.insured(employer) or (not employer.registered and rng.random() < 0.03))
    part, whole = _WORKER_SHARE
    cells: dict[str, Cell] = {
        **_payer_cells(employer),
        "full_name": dirt.person_name(world.people.name(at), rng),
        "worker_tax_code": numbers.personal_tax_code(at, world.seed) if own_code else None,
        "id_number": number if not own_code or rng.random() < 0.6 else None,
        "born_on": born_text(world, at, rng),
        "annex": "05-1/BK" if long else "05-2/BK",
        "months": months,
        "income_vnd": wage * months,
        "insurance_deducted_vnd": wage * months * part // whole if insured else 0,
    }
    return Row(cells, employer.at, at, whole_mark(employer), two_numbers(world, at))


def _payroll_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "tax_payroll")
    for employer in world.employers:
        if employer.said.payroll_long:
            for at in world.paid(employer):
                yield _worker(world, employer, at, rng, long=True)
        if employer.said.payroll_short:
            for at in world.paid_short(employer):
                yield _worker(world, employer, at, rng, long=False)


def payroll(world: World) -> ListFile:
    """Give the annexes 05-1/BK and 05-2/BK of the settlements for 2017."""
    rng = stream(world, "tax_payroll", "layout")
    layout = Layout(_PAYROLL, columns(_PAYROLL, _PAYROLL_SPELLINGS, rng), style=Style(Format.CSV))
    return ListFile(
        "CucThue_05KK_2017.csv",
        "tax_payroll",
        AGENCY,
        "2017",
        date(2018, 4, 20),
        layout,
        _payroll_rows(world),
    )


def files(world: World) -> Iterator[ListFile]:
    """Give the department's files in the order it sends them."""
    yield taxpayers(world)
    yield payroll(world)
