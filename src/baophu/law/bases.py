"""The wage that contributions are counted on: the floor and the caps of a day, by region and commune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, Sentence, half_up, ruled, say

BASE_SALARY: Final = "wages.base_salary"
REFERENCE_LEVEL: Final = "wages.reference_level"
REGION_III: Final = "wages.region_iii"
_FLOOR: Final = "contribution.floor"
_CAP: Final = "contribution.cap"


class Region(StrEnum):
    """The regions of the minimum wage; the province lies in III and IV only."""

    I = "i"  # noqa: E741
    II = "ii"
    III = "iii"
    IV = "iv"


class Hazard(StrEnum):
    """How heavy or harmful a job is."""

    NONE = "none"
    HEAVY = "hazard"
    EXTRA = "extra_hazard"


@dataclass(frozen=True, slots=True)
class Pay:
    """A month's pay and what decides its floor and caps."""

    wage_vnd: int
    region: Region
    trained: bool = False
    hazard: Hazard = Hazard.NONE
    state_budget: bool = False


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases of a month: for social and health insurance, and for unemployment insurance."""

    social_vnd: int
    unemployment_vnd: int
    sentences: tuple[Sentence, ...]


def region_of(codes: Sequence[str], *, on: date, book: Book) -> Ruling[Region]:
    """Give the region of a place by its official code and those it lies in; outside region III it is IV."""
    reading = Reading(book, on)
    table = reading.table(REGION_III)
    place = next((str(table[code]) for code in codes if code in table), None)
    if place is not None:
        return ruled(Region.III, [say("region.iii", "{place} thuộc vùng III.", place=place)], reading)
    return ruled(
        Region.IV, [say("region.iv", "Nơi này không có trong danh sách vùng III: vùng IV.")], reading
    )


def level(word: str, region: Region, reading: Reading) -> int:
    """Give the amount a limit is counted on: the base salary, the reference level, the regional minimum."""
    keys = {
        "base_salary": BASE_SALARY,
        "reference_level": REFERENCE_LEVEL,
        "regional_minimum": f"wages.regional_minimum.{region}",
    }
    return reading.whole(keys[word])


def grant_base(reading: Reading) -> int:
    """Give the amount grants are multiples of: the base salary, from 2025-07-01 the reference level."""
    return level(reading.word(f"{_CAP}.social_health_of"), Region.IV, reading)


def floor(pay: Pay, *, on: date, book: Book) -> Ruling[int]:
    """Give the lowest base of a day; 0 on the State's scale while only the regional minimum bounds."""
    reading = Reading(book, on)
    lowest = _floor(pay, reading)
    told = say("floor", "Mức làm căn cứ đóng thấp nhất: {floor}.", floor=format_vnd(lowest))
    return ruled(lowest, [told], reading)


def _floor(pay: Pay, reading: Reading) -> int:
    """The lowest base: the regional minimum with what training and harm add, or the reference level."""
    kind = reading.word(f"{_FLOOR}.kind")
    if kind != "regional_minimum":
        return level(kind, pay.region, reading)
    if pay.state_budget:
        return 0
    lowest = Fraction(level(kind, pay.region, reading))
    if pay.trained:
        lowest *= 1 + reading.share(f"{_FLOOR}.trained")
    if pay.hazard is not Hazard.NONE:
        lowest *= 1 + reading.share(f"{_FLOOR}.{pay.hazard}")
    return half_up(lowest)


def cap_social(*, on: date, book: Book) -> Ruling[int]:
    """Give the highest base of social and health insurance on a day."""
    reading = Reading(book, on)
    highest = _cap_social(reading)
    told = say("cap.social", "Mức đóng BHXH, BHYT cao nhất: {cap}.", cap=format_vnd(highest))
    return ruled(highest, [told], reading)


def _cap_social(reading: Reading) -> int:
    return half_up(reading.share(f"{_CAP}.social_health") * grant_base(reading))


def cap_unemployment(region: Region, *, on: date, book: Book, state_budget: bool = False) -> Ruling[int]:
    """Give the highest base of unemployment insurance on a day."""
    reading = Reading(book, on)
    highest = _cap_unemployment(region, state_budget, reading)
    told = say("cap.unemployment", "Mức đóng bảo hiểm thất nghiệp cao nhất: {cap}.", cap=format_vnd(highest))
    return ruled(highest, [told], reading)


def _cap_unemployment(region: Region, state_budget: bool, reading: Reading) -> int:
    counted_on = "unemployment_state_of" if state_budget else "unemployment_of"
    amount = level(reading.word(f"{_CAP}.{counted_on}"), region, reading)
    return half_up(reading.share(f"{_CAP}.unemployment") * amount)


def bases(pay: Pay, reading: Reading, *, with_unemployment: bool) -> Bases:
    """Give the bases of a month's pay; raises `UnknownParameter`."""
    lowest, highest = _floor(pay, reading), _cap_social(reading)
    told: list[Sentence] = []
    wage_vnd = max(pay.wage_vnd, lowest)
    if wage_vnd > pay.wage_vnd:
        message = "Tiền lương {wage} thấp hơn mức thấp nhất, tính trên {floor}."
        told.append(say("floor.raised", message, wage=format_vnd(pay.wage_vnd), floor=format_vnd(lowest)))
    if wage_vnd > highest:
        message = "Tiền lương {wage} vượt mức cao nhất, BHXH và BHYT tính trên {cap}."
        told.append(say("cap.social.cut", message, wage=format_vnd(wage_vnd), cap=format_vnd(highest)))
    if not with_unemployment:
        return Bases(min(wage_vnd, highest), 0, tuple(told))
    most = _cap_unemployment(pay.region, pay.state_budget, reading)
    if wage_vnd > most:
        message = "Bảo hiểm thất nghiệp tính trên mức cao nhất {cap}."
        told.append(say("cap.unemployment.cut", message, cap=format_vnd(most)))
    return Bases(min(wage_vnd, highest), min(wage_vnd, most), tuple(told))


def must_contribute(*, unpaid_days: int, on: date, book: Book) -> Ruling[bool]:
    """Say whether a month with so many unpaid working days is contributed for."""
    reading = Reading(book, on)
    exempt = reading.whole("contribution.unpaid_days")
    owed = unpaid_days < exempt
    message = (
        "Nghỉ không hưởng lương {days} ngày làm việc trong tháng (từ {exempt} ngày thì không đóng): {answer}."
    )
    answer = "vẫn đóng" if owed else "không đóng"
    return ruled(owed, [say("unpaid_days", message, days=unpaid_days, exempt=exempt, answer=answer)], reading)


def pay_parts(*, on: date, book: Book) -> Ruling[str]:
    """Give which parts of pay contributions are counted on, as a word."""
    reading = Reading(book, on)
    word = reading.word("contribution.pay_parts")
    return ruled(word, [say(f"pay_parts.{word}", _PARTS[word])], reading)


_PARTS: Final = {
    "contract_wage": "Đóng trên tiền lương ghi trong hợp đồng.",
    "wage_and_allowances": "Đóng trên mức lương và phụ cấp lương.",
    "wage_allowances_and_supplements": "Đóng trên mức lương, phụ cấp lương và khoản bổ sung khác.",
    "wage_allowances_and_stable_supplements": (
        "Đóng trên mức lương, phụ cấp lương và khoản bổ sung trả thường xuyên, ổn định mỗi kỳ."
    ),
}
