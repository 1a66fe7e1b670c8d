"""Lists of people beside the units: voluntary members, benefits in payment, deaths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from baophu.law.book import load
from baophu.law.support import Group, support
from baophu.law.voluntary import month_due
from baophu.twin import dirt
from baophu.twin.lists.frame import (
    LARGE,
    ListFile,
    Row,
    born_text,
    columns,
    id_text,
    signed,
    stream,
    two_numbers,
)
from baophu.twin.people import Role
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

INSURANCE: Final = "BHXH tỉnh"
JUSTICE: Final = "Sở Tư pháp"
_DAY: Final = date(2018, 6, 30).toordinal()
_SPOILED: Final = 0.002  # rows of voluntary members with a month that does not exist
_VOLUNTARY: Final = (
    "si_number",
    "full_name",
    "born_on",
    "sex",
    "id_number",
    "commune",
    "district",
    "income_vnd",
    "mode_months",
    "from_month",
    "to_month",
    "group",
    "receipt_no",
    "receipt_on",
    "due_vnd",
    "state_support_vnd",
    "paid_vnd",
    "enrolment",
    "agent_code",
)
_VOLUNTARY_SPELLINGS: Final = {
    "si_number": ("Mã số BHXH",),
    "full_name": ("Họ và tên",),
    "born_on": ("Ngày sinh",),
    "sex": ("Giới tính",),
    "id_number": ("Số CMND/CCCD",),
    "commune": ("Xã/phường",),
    "district": ("Huyện",),
    "income_vnd": ("Mức thu nhập đóng",),
    "mode_months": ("Phương thức đóng (tháng)",),
    "from_month": ("Từ tháng",),
    "to_month": ("Đến tháng",),
    "group": ("Đối tượng",),
    "receipt_no": ("Số biên lai",),
    "receipt_on": ("Ngày biên lai",),
    "due_vnd": ("Số tiền phải đóng",),
    "state_support_vnd": ("NSNN hỗ trợ",),
    "paid_vnd": ("Người tham gia đóng",),
    "enrolment": ("Đóng mới/Đóng tiếp",),
    "agent_code": ("Mã đại lý",),
}
_AGENTS: Final = 24
_GROUPS: Final = {"nghèo": Group.POOR, "cận nghèo": Group.NEAR_POOR, "DTTS": Group.ETHNIC_MINORITY}
_BENEFITS: Final = (
    "si_number",
    "full_name",
    "born_on",
    "id_number",
    "commune",
    "district",
    "benefit",
    "from_month",
    "to_month",
    "amount_vnd",
)
_BENEFIT_SPELLINGS: Final = {
    "si_number": ("Mã số BHXH", "Số sổ BHXH"),
    "full_name": ("Họ và tên", "Họ và tên người hưởng"),
    "born_on": ("Ngày sinh",),
    "id_number": ("Số CMND/CCCD",),
    "commune": ("Xã/phường",),
    "district": ("Huyện",),
    "benefit": ("Loại chế độ", "Chế độ"),
    "from_month": ("Từ tháng",),
    "to_month": ("Đến tháng",),
    "amount_vnd": ("Mức hưởng", "Số tiền"),
}
_DEATHS: Final = ("no", "full_name", "born_on", "died_on", "id_number", "commune", "district")
_DEATH_HEADERS: Final = ("STT", "Họ và tên", "Ngày sinh", "Ngày chết", "Số CMND/CCCD", "Xã/phường", "Huyện")


def _person(world: World, at: int, rng: Random, *, newest: float) -> dict[str, Cell]:
    commune = world.ground.communes[world.people.commune[at]]
    return {
        "full_name": dirt.person_name(world.people.name(at), rng),
        "born_on": born_text(world, at, rng),
        "sex": "Nữ" if world.people.woman[at] else "Nam",
        "id_number": id_text(world, at, rng, newest=newest, lost_zero=0.02),
        "commune": dirt.commune_text(commune, rng),
        "district": commune.district,
    }


def _volunteers(world: World) -> list[tuple[int, str]]:
    """Give voluntary members and their group: their own, and people of working age from poor households."""
    rng = stream(world, "volunteers")
    found = [(at, "DTTS" if rng.random() < 0.004 else "") for at in world.span(Role.VOLUNTARY)]
    poor = world.span(Role.POOR)
    for household, at in world.poor:
        age = (_DAY - world.people.born[at]) / 365.25
        if at in poor and 22 < age < 56 and rng.random() < 0.05:
            found.append((at, "cận nghèo" if household * 2_654_435_761 % 100 < 48 else "nghèo"))
    rng.shuffle(found)
    return found


def _receipt(
    rng: Random, *, at: int, span: tuple[int, int, int], income_vnd: int, group: str
) -> dict[str, Cell]:
    """Give what the receipt of a payment says; a few agents compute support wrongly."""
    year, start, months = span
    paid_on = date(year, start, rng.randrange(1, 26))
    due_vnd = month_due(income_vnd=income_vnd, on=paid_on, book=load()).value * months
    counted = Group.OTHER if rng.random() < 0.01 else _GROUPS.get(group, Group.OTHER)
    state_vnd = support(group=counted, months=months, on=paid_on, book=load()).value
    return {
        "receipt_no": f"{year % 100}{at:07d}",
        "receipt_on": paid_on,
        "due_vnd": due_vnd,
        "state_support_vnd": state_vnd,
        "paid_vnd": due_vnd - state_vnd - (1_000 if rng.random() < 0.004 else 0),
        "agent_code": f"DL{at % _AGENTS + 1:02d}",
    }


def _voluntary_rows(world: World, year: int) -> Iterator[Row]:
    rng, receipts = stream(world, "voluntary_members", year), stream(world, "voluntary receipts", year)
    for at, group in _volunteers(world):
        known_since = at * 2_246_822_519 % 100
        if year == 2017 and known_since >= 64:
            continue  # joined in the year between
        if year == 2018 and known_since < 7:
            continue  # did not pay on
        start, mode = rng.randrange(1, 7), rng.choice((1, 3, 3, 3, 6, 6, 12))
        end = max(6, start + mode - 1)
        cells: dict[str, Cell] = {
            "si_number": world.people.si_number(at),
            **_person(world, at, rng, newest=0.5),
            "income_vnd": 700_000 + 50_000 * min(60, int(rng.expovariate(0.35))),
            "mode_months": mode,
            "from_month": f"{start:02d}/{year}",
            "to_month": f"{(end - 1) % 12 + 1:02d}/{year + (end - 1) // 12}",
            "group": group or None,
            "enrolment": "Đóng mới" if year == 2018 and known_since >= 64 else "Đóng tiếp",
        }
        income_vnd = cells["income_vnd"]
        cells |= _receipt(
            receipts, at=at, span=(year, start, end - start + 1), group=group,
            income_vnd=income_vnd if isinstance(income_vnd, int) else 0,
        )  # fmt: skip
        if rng.random() < _SPOILED:
            cells["from_month"] = f"13/{year}"
        yield Row(cells, person=at, person_mark=two_numbers(world, at))


def voluntary(world: World, year: int) -> ListFile:
    """Give the voluntary members of June of a year."""
    rng = stream(world, "voluntary layout")
    layout = Layout(_VOLUNTARY, columns(_VOLUNTARY, _VOLUNTARY_SPELLINGS, rng), style=Style(Format.CSV))
    received = date(2018, 7, 2) if year == 2018 else date(2017, 7, 4)
    return ListFile(
        f"BHXH_tu_nguyen_{year}-06.csv",
        "voluntary_members",
        INSURANCE,
        f"{year}-06",
        received,
        layout,
        _voluntary_rows(world, year),
    )


def _benefit(age: float, *, woman: bool, rng: Random) -> tuple[str, float, float]:
    """Say which benefit a person of that age draws, for how many years at most, and its usual millions."""
    if age < 18:
        return "Trợ cấp tuất hằng tháng", age, 0.65
    if age < 50:
        return "Trợ cấp tai nạn lao động", min(12, age - 22), 1.2
    retired = 55 if woman else 60
    if age < retired:
        return "Trợ cấp mất sức lao động", 20, 1.5
    if age > 80 and rng.random() < 0.25:
        return "Trợ cấp tuất hằng tháng", 15, 0.65
    return "Lương hưu", age - retired, 3.6


def _beneficiary_rows(world: World) -> Iterator[Row]:
    rng = stream(world, "beneficiaries")
    for at in world.span(Role.BENEFICIARY):
        age = (_DAY - world.people.born[at]) / 365.25
        benefit, since, million = _benefit(age, woman=bool(world.people.woman[at]), rng=rng)
        year = 2018 - int(rng.random() * max(1.0, since))
        month = rng.randrange(1, 13) if year < 2018 else rng.randrange(1, 7)
        last = date.fromordinal(world.people.born[at])
        cells: dict[str, Cell] = {
            "si_number": world.people.si_number(at),
            **_person(world, at, rng, newest=0.25),
            "benefit": benefit,
            "from_month": f"{month:02d}/{max(year, last.year + 1)}",
            "to_month": f"{last.month:02d}/{last.year + 18}" if age < 18 else None,
            "amount_vnd": round(million * 1_000_000 * rng.lognormvariate(0, 0.25) / 100) * 100
            if million > 1
            else 650_000,
        }
        yield Row(cells, person=at, person_mark=two_numbers(world, at))


def beneficiaries(world: World) -> ListFile:
    """Give the benefits in payment in June 2018."""
    large = len(world.span(Role.BENEFICIARY)) > LARGE // 4
    rng = stream(world, "beneficiaries layout")
    layout = Layout(
        _BENEFITS,
        columns(_BENEFITS, _BENEFIT_SPELLINGS, rng),
        style=Style(Format.CSV if large else Format.XLSX),
    )
    return ListFile(
        f"BHXH_huong_2018-06.{layout.style.format}",
        "beneficiaries",
        INSURANCE,
        "2018-06",
        date(2018, 7, 2),
        layout,
        _beneficiary_rows(world),
    )


def _dead(world: World) -> dict[int, list[int]]:
    """Give the deaths of each month of 2018; some old beneficiaries among them still stand in the list."""
    rng = stream(world, "deaths")
    months: dict[int, list[int]] = defaultdict(list)
    for at in world.span(Role.DECEASED):
        months[rng.randrange(1, 7)].append(at)
    for at in world.span(Role.BENEFICIARY):
        if (_DAY - world.people.born[at]) / 365.25 > 72 and rng.random() < 0.015:
            months[rng.randrange(1, 7)].append(at)
    return months


def _death_rows(world: World, month: int, people: list[int]) -> Iterator[Row]:
    rng = stream(world, "deaths", month)
    for number, at in enumerate(people, 1):
        cells: dict[str, Cell] = {
            "no": number,
            **_person(world, at, rng, newest=0.4),
            "died_on": date(2018, month, rng.randrange(1, 29)),
        }
        yield Row(cells, person=at, person_mark=two_numbers(world, at))


def deaths(world: World) -> Iterator[ListFile]:
    """Give the deaths registered month by month."""
    for month, people in sorted(_dead(world).items()):
        received = date(2018, month + 1, 5)
        layout = Layout(
            _DEATHS,
            _DEATH_HEADERS,
            titles=(f"DANH SÁCH ĐĂNG KÝ KHAI TỬ THÁNG {month}/2018", ""),
            footer=signed(received, right="GIÁM ĐỐC"),
            style=Style(Format.XLSX),
        )
        yield ListFile(
            f"STP_khai_tu_2018-{month:02d}.xlsx",
            "deaths",
            JUSTICE,
            f"2018-{month:02d}",
            received,
            layout,
            _death_rows(world, month, people),
        )


def files(world: World) -> Iterator[ListFile]:
    """Give the lists of people in the order they arrive."""
    yield voluntary(world, 2017)
    yield from deaths(world)
    yield beneficiaries(world)
    yield voluntary(world, 2018)
