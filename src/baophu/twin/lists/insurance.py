"""What the insurance office itself holds: units, their members, voluntary members, benefits, findings."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt, numbers
from baophu.twin.employers import Employer, Hard, Kind
from baophu.twin.lists.frame import (
    ListFile,
    Row,
    born_text,
    columns,
    day_text,
    id_text,
    place_cells,
    stream,
    two_numbers,
    whole_mark,
)
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

AGENCY: Final = "BHXH tỉnh"
NOW: Final = "2018-06"
BEFORE: Final = "2017-06"
_RECEIVED: Final = {NOW: date(2018, 7, 2), BEFORE: date(2017, 7, 4)}
_UNITS: Final = (
    "unit_code",
    "tax_code",
    "name",
    "address",
    "commune",
    "district",
    "unit_type",
    "joined_on",
    "status",
    "insured_workers",
    "payroll_vnd",
    "e_filing",
    "phone",
)
_UNIT_SPELLINGS: Final = {
    "unit_code": ("Mã đơn vị",),
    "tax_code": ("Mã số thuế",),
    "name": ("Tên đơn vị",),
    "address": ("Địa chỉ",),
    "commune": ("Xã/phường",),
    "district": ("Huyện",),
    "unit_type": ("Khối", "Khối quản lý"),
    "joined_on": ("Ngày tham gia",),
    "status": ("Trạng thái",),
    "insured_workers": ("Số lao động tham gia",),
    "payroll_vnd": ("Tổng quỹ lương",),
    "e_filing": ("Giao dịch điện tử",),
    "phone": ("Điện thoại",),
}
_MEMBERS: Final = (
    "si_number",
    "full_name",
    "born_on",
    "sex",
    "id_number",
    "unit_code",
    "wage_vnd",
    "movement",
    "from_month",
    "to_month",
)
_MEMBER_SPELLINGS: Final = {
    "si_number": ("Mã số BHXH",),
    "full_name": ("Họ và tên",),
    "born_on": ("Ngày sinh",),
    "sex": ("Giới tính",),
    "id_number": ("Số CMND/CCCD",),
    "unit_code": ("Mã đơn vị",),
    "wage_vnd": ("Mức lương đóng",),
    "movement": ("Biến động",),
    "from_month": ("Từ tháng",),
    "to_month": ("Đến tháng",),
}
_TYPES: Final = {
    Kind.PUBLIC: "Hành chính sự nghiệp, đảng, đoàn thể",
    Kind.ENTERPRISE: "Doanh nghiệp ngoài quốc doanh",
    Kind.COOPERATIVE: "Hợp tác xã",
    Kind.HOUSEHOLD: "Hộ kinh doanh cá thể",
}


def _unit_code_cell(employer: Employer, rng: Random) -> tuple[str | None, Hard | None]:
    """Give the tax code as the unit's file has it; public bodies seldom have one there."""
    if employer.hard is Hard.WRONG_CODE:
        return numbers.wrong_digit(employer.tax_code, rng), Hard.WRONG_CODE
    blank = 0.7 if employer.kind is Kind.PUBLIC else 0.15
    if not employer.tax_code or rng.random() < blank:
        return None, whole_mark(employer)
    if employer.tax_code.startswith("0") and rng.random() < 0.3:
        return dirt.unmarked(employer.tax_code), whole_mark(employer)
    return employer.tax_code, whole_mark(employer)


def _unit(world: World, employer: Employer, period: str, *, insured: int) -> Row:
    """Write a unit's line; the office's database keeps its spelling from month to month."""
    rng = stream(world, "insured_units", employer.at)
    code, mark = _unit_code_cell(employer, rng)
    own = employer.former_name if period == BEFORE and employer.former_name else employer.name
    name = dirt.employer_name(own, dirt.INSURANCE, rng)
    if employer.hard is Hard.CUT:
        name, mark = dirt.cut(employer.name), Hard.CUT
    cells: dict[str, Cell] = {
        "unit_code": employer.unit_code,
        "tax_code": code,
        "name": name,
        **place_cells(world, employer, rng),
        "unit_type": _TYPES[employer.kind],
        "joined_on": day_text(employer.joined_on),
        "status": "Đang tham gia",
        "insured_workers": insured if rng.random() < 0.95 else max(1, insured + rng.choice((-1, 1))),
        "payroll_vnd": insured * employer.wage_vnd,
        "e_filing": "Có" if rng.random() < (0.35 if period == BEFORE else 0.6) else "Không",
        "phone": employer.phone if rng.random() < 0.5 else None,
    }
    return Row(cells, employer.at, mark=mark)


def _unit_rows(world: World, period: str) -> Iterator[Row]:
    for employer in world.employers:
        insured = employer.insured if period == NOW else employer.insured_before
        if employer.registered and insured:
            yield _unit(world, employer, period, insured=insured)


def units(world: World, period: str) -> ListFile:
    """Give the registered units of a month."""
    rng = stream(world, "insured_units", "layout")
    layout = Layout(_UNITS, columns(_UNITS, _UNIT_SPELLINGS, rng), style=Style(Format.CSV))
    return ListFile(
        f"BHXH_don_vi_{period}.csv",
        "insured_units",
        AGENCY,
        period,
        _RECEIVED[period],
        layout,
        _unit_rows(world, period),
    )


def _members(world: World, period: str) -> tuple[array[int], array[int]]:
    """Give (employer, person) of all members of a month, in the order of an old database: none."""
    employers, people = array("I"), array("I")
    for employer in world.employers:
        if employer.registered:
            span = world.insured(employer) if period == NOW else world.insured_before(employer)
            employers.extend([employer.at] * len(span))
            people.extend(span)
    order = list(range(len(people)))
    stream(world, "insured_members", period, "order").shuffle(order)
    return array("I", [employers[at] for at in order]), array("I", [people[at] for at in order])


def _member_cells(world: World, employer: Employer, at: int, rng: Random) -> dict[str, Cell]:
    wage = max(2_760_000, employer.wage_vnd + rng.randrange(-14, 18) * 100_000)
    return {
        "si_number": world.people.si_number(at),
        "full_name": dirt.person_name(world.people.name(at), rng),
        "born_on": born_text(world, at, rng),
        "sex": "Nữ" if world.people.woman[at] else "Nam",
        "id_number": id_text(world, at, rng, newest=0.55, lost_zero=0.01),
        "unit_code": employer.unit_code,
        "wage_vnd": wage,
    }


def _member_rows(world: World, period: str) -> Iterator[Row]:
    """Give a line for each span: a wage that changed in April makes two, people who left have an end."""
    rng = stream(world, "insured_members", period)
    year = period[:4]
    for employer_at, at in zip(*_members(world, period), strict=True):
        employer = world.employers[employer_at]
        mark = two_numbers(world, at)
        cells = _member_cells(world, employer, at, rng)
        start = f"01/{year}"
        if rng.random() < 0.04:
            earlier = {**cells, "movement": None, "from_month": start, "to_month": f"03/{year}"}
            yield Row(earlier, person=at, person_mark=mark)
            wage = cells["wage_vnd"]
            cells = {**cells, "wage_vnd": (wage if isinstance(wage, int) else 0) + 300_000}
            start = f"04/{year}"
        newcomer = rng.random() < 0.03
        if newcomer:
            start = f"{rng.randrange(2, 7):02d}/{year}"
        movement = (
            "Tăng mới" if newcomer else "Thai sản" if world.people.woman[at] and rng.random() < 0.02 else None
        )
        yield Row(
            {**cells, "movement": movement, "from_month": start, "to_month": None},
            person=at,
            person_mark=mark,
        )
    if period == NOW:
        yield from _left_rows(world, rng)


def _left_rows(world: World, rng: Random) -> Iterator[Row]:
    """Give people who left this spring: out of last year's state, and some who are now insured elsewhere."""
    registered = [employer for employer in world.employers if employer.registered]
    for employer in registered:
        now = world.insured(employer)
        gone = [at for at in world.insured_before(employer) if at not in now and rng.random() < 0.5]
        if rng.random() < 0.03:
            elsewhere = world.newcomers(rng.choice(registered))
            gone.extend(at for at in elsewhere[:2] if at not in now)
        for at in gone:
            span: dict[str, Cell] = {
                "movement": rng.choice(("Giảm", "Nghỉ việc", "Chuyển đi")),
                "from_month": "01/2018",
                "to_month": f"{rng.randrange(2, 6):02d}/2018",
            }
            cells = {**_member_cells(world, employer, at, rng), **span}
            yield Row(cells, person=at, person_mark=two_numbers(world, at))


def members(world: World, period: str) -> ListFile:
    """Give the insured people of a month."""
    layout = Layout(
        _MEMBERS,
        columns(_MEMBERS, _MEMBER_SPELLINGS, stream(world, "members layout")),
        style=Style(Format.CSV),
    )
    return ListFile(
        f"BHXH_lao_dong_{period}.csv",
        "insured_members",
        AGENCY,
        period,
        _RECEIVED[period],
        layout,
        _member_rows(world, period),
    )


def _finding_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "findings")
    for employer in world.employers:
        said = employer.said
        if not said.finding_code:
            continue
        day = rng.randrange(2, 30)
        cells: dict[str, Cell] = {
            "employer": dirt.employer_name(employer.name, dirt.INSURANCE, rng),
            "tax_code": employer.tax_code,
            "found_on": date(2018, 5, day),
            "document": f"{rng.randrange(10, 400)}/BB-BHXH",
            "outcome": said.finding_code,
            "headcount": said.finding_headcount,
            "note": {1: "có lao động thuộc diện", 2: "chỉ có chủ và người nhà", 3: "không ở địa chỉ đăng ký"}[
                said.finding_code
            ],
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def findings(world: World) -> ListFile:
    """Give what officers found in May 2018."""
    fields = ("employer", "tax_code", "found_on", "document", "outcome", "headcount", "note")
    headers = (
        "Tên đơn vị",
        "Mã số thuế",
        "Ngày làm việc",
        "Số văn bản",
        "Mã kết quả",
        "Số lao động",
        "Ghi chú",
    )
    layout = Layout(
        fields, headers, titles=("KẾT QUẢ XÁC MINH ĐƠN VỊ THÁNG 5/2018", ""), style=Style(Format.XLSX)
    )
    return ListFile(
        "BHXH_xac_minh_2018-05.xlsx",
        "findings",
        AGENCY,
        "2018-05",
        date(2018, 6, 4),
        layout,
        _finding_rows(world),
    )


def files(world: World) -> Iterator[ListFile]:
    """Give the office's own lists: a year ago, findings, now."""
    yield units(world, BEFORE)
    yield members(world, BEFORE)
    if any(employer.said.finding_code for employer in world.employers):
        yield findings(world)
    yield units(world, NOW)
    yield members(world, NOW)
