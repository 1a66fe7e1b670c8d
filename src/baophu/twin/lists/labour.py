"""What the department of labour sends: employers' use of labour, poor and near-poor households."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt
from baophu.twin.employers import Employer, Hard
from baophu.twin.lists.frame import (
    LARGE,
    ListFile,
    Row,
    born_text,
    columns,
    id_text,
    place_cells,
    signed,
    stream,
    two_numbers,
    whole_mark,
)
from baophu.twin.numbers import wrong_digit
from baophu.twin.people import Role
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

AGENCY: Final = "Sở Lao động - Thương binh và Xã hội"
_USE: Final = (
    "no",
    "name",
    "tax_code",
    "address",
    "commune",
    "district",
    "headcount",
    "open_ended",
    "fixed_term",
    "under_3_months",
)
_USE_SPELLINGS: Final = {
    "no": ("STT",),
    "name": ("Tên doanh nghiệp", "Tên đơn vị"),
    "tax_code": ("Mã số thuế", "MST"),
    "address": ("Địa chỉ",),
    "commune": ("Xã/phường",),
    "district": ("Huyện/TP/TX",),
    "headcount": ("Tổng số lao động", "Số lao động"),
    "open_ended": ("HĐ không xác định thời hạn",),
    "fixed_term": ("HĐ xác định thời hạn",),
    "under_3_months": ("HĐ dưới 3 tháng",),
}
_POOR: Final = (
    "household_code",
    "full_name",
    "born_on",
    "sex",
    "id_number",
    "commune",
    "district",
    "class",
    "decision_no",
    "valid_from",
    "valid_to",
)
_POOR_SPELLINGS: Final = {
    "household_code": ("Mã hộ",),
    "full_name": ("Họ và tên", "Họ tên thành viên"),
    "born_on": ("Ngày sinh", "Ngày, tháng, năm sinh"),
    "sex": ("Giới tính",),
    "id_number": ("Số CMND/CCCD",),
    "commune": ("Xã, phường, thị trấn",),
    "district": ("Huyện",),
    "class": ("Loại hộ", "Phân loại hộ"),
    "decision_no": ("Số quyết định",),
    "valid_from": ("Hiệu lực từ ngày",),
    "valid_to": ("Đến ngày",),
}


def wrong_code_here(employer: Employer) -> bool:
    """Say whether the mistyped code stands in this list: it does where no unit is registered."""
    return employer.hard is Hard.WRONG_CODE and not employer.registered


def _code(world: World, employer: Employer, rng: Random) -> tuple[Cell, Hard | None]:
    """Give the code as the form has it, and the mark if it is not the employer's own."""
    if employer.hard is Hard.FOREIGN_CODE and employer.partner is not None:
        return world.employers[employer.partner].tax_code, Hard.FOREIGN_CODE
    if wrong_code_here(employer):
        return wrong_digit(employer.tax_code, rng), Hard.WRONG_CODE
    if rng.random() < 0.12 or not employer.tax_code:
        return None, whole_mark(employer)
    code = dirt.typed_code(employer.tax_code, rng)
    return dirt.code_cell(code, as_number=rng.random() < 0.35), whole_mark(employer)


def _use_name(employer: Employer, rng: Random) -> tuple[str, Hard | None]:
    if employer.hard is Hard.CUT and not employer.registered:
        return dirt.cut(employer.name), Hard.CUT
    name = employer.former_name if employer.former_name and rng.random() < 0.2 else employer.name
    return dirt.employer_name(name, dirt.LABOUR, rng), None


def _use_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "labour_use")
    number = 0
    for employer in world.employers:
        if not employer.said.labour_listed:
            continue
        number += 1
        code, mark = _code(world, employer, rng)
        name, cut_mark = _use_name(employer, rng)
        count = employer.said.labour_headcount
        lasting = None if count is None else round(count * rng.uniform(0.4, 0.8))
        cells: dict[str, Cell] = {
            "no": number,
            "name": name,
            "tax_code": code,
            **place_cells(world, employer, rng),
            "headcount": count,
            "open_ended": lasting,
            "fixed_term": None if count is None or lasting is None else count - lasting,
            "under_3_months": 0 if count is not None else None,
        }
        yield Row(cells, employer.at, mark=cut_mark or mark)


def use(world: World) -> ListFile:
    """Give the yearly summary of how employers use labour, under a two-row header."""
    rng = stream(world, "labour_use", "layout")
    received = date(2018, 5, 15)
    layout = Layout(
        _USE,
        columns(_USE, _USE_SPELLINGS, rng),
        titles=("TỔNG HỢP THÔNG TIN SỬ DỤNG LAO ĐỘNG NĂM 2018", "(Thông tư số 27/2015/TT-BLĐTBXH)", ""),
        groups=(("Loại hợp đồng lao động", 7, 9),),
        footer=signed(received, right="GIÁM ĐỐC"),
        sums=("headcount",),
        style=Style(Format.XLSX),
    )
    return ListFile(
        "SLDTBXH_TT27_2018.xlsx", "labour_use", AGENCY, "2018", received, layout, _use_rows(world)
    )


def _poor_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "poor_households")
    for household, at in world.poor:
        commune = world.ground.communes[world.people.commune[at]]
        near = household * 2_654_435_761 % 100 < 48
        cells: dict[str, Cell] = {
            "household_code": f"42{commune.code}{household % 100_000:05d}",
            "full_name": dirt.person_name(world.people.name(at), rng),
            "born_on": born_text(world, at, rng),
            "sex": "Nữ" if world.people.woman[at] else "Nam",
            "id_number": id_text(world, at, rng, newest=0.3, lost_zero=0.02),
            "commune": dirt.commune_text(commune, rng),
            "district": commune.district,
            "class": "cận nghèo" if near else "nghèo",
            "decision_no": f"{1000 + int(commune.code) % 900}/QĐ-UBND",
            "valid_from": "01/01/2018",
            "valid_to": "31/12/2018",
        }
        yield Row(cells, person=at, person_mark=two_numbers(world, at))


def poor(world: World) -> ListFile:
    """Give the people of poor and near-poor households of 2018."""
    rng = stream(world, "poor_households", "layout")
    received = date(2018, 1, 20)
    large = len(world.span(Role.POOR)) > LARGE // 4
    layout = Layout(
        _POOR,
        columns(_POOR, _POOR_SPELLINGS, rng),
        titles=()
        if large
        else ("DANH SÁCH NGƯỜI THUỘC HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2018", "Chuẩn nghèo giai đoạn 2016-2020", ""),
        footer=() if large else signed(received, right="GIÁM ĐỐC"),
        style=Style(Format.CSV) if large else Style(Format.XLSX),
    )
    file = f"SLDTBXH_HoNgheo_2018.{layout.style.format}"
    return ListFile(file, "poor_households", AGENCY, "2018", received, layout, _poor_rows(world))


def files(world: World) -> Iterator[ListFile]:
    """Give the department's files in the order it sends them."""
    yield poor(world)
    yield use(world)
