"""What is owed for a month: each fund, employer's and worker's side, the union fee apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.law.bases import Bases, Hazard, Pay, Region, bases, grant_base
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, Sentence, half_up, percent, ruled, say
from baophu.law.work import Fund

_RATE: Final = "contribution"


class NotLiableYet(Refused):
    """On the day the law does not yet oblige this group, so nothing is counted."""

    code = "law.not_liable_yet"
    message = "{who} chưa thuộc diện đóng BHXH bắt buộc ngày {day}. Chọn ngày từ {first} trở đi."


class NotLiable(Refused):
    """The law, as far as it is known, never obliges this group."""

    code = "law.not_liable"
    message = "{who} không thuộc diện đóng BHXH bắt buộc ngày {day}."


class BadAmount(Refused):
    """An amount of money below nothing."""

    code = "law.bad_amount"
    message = "Số tiền {amount} không hợp lệ. Ghi số đồng từ 0 trở lên."


class Who(StrEnum):
    """For whom contributions are counted."""

    VIETNAMESE = "vietnamese"
    FOREIGNER = "foreigner"
    HOUSEHOLD_OWNER = "household_owner"
    COMMUNE_PART_TIMER = "commune_part_timer"


@dataclass(frozen=True, slots=True)
class Sides:
    """What the employer and the worker owe to one fund."""

    employer_vnd: int
    employee_vnd: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """A month's contributions; the totals are sums of the rounded parts, the union fee is in none of them."""

    social_base_vnd: int
    unemployment_base_vnd: int
    funds: Mapping[Fund, Sides]
    union_fee_vnd: int
    rates: Mapping[Fund, tuple[Fraction, Fraction]]
    union_rate: Fraction

    def base_vnd(self, fund: Fund) -> int:
        """The base that a fund is counted on."""
        return self.unemployment_base_vnd if fund is Fund.UNEMPLOYMENT else self.social_base_vnd

    @property
    def employer_vnd(self) -> int:
        """The employer's total."""
        return sum(sides.employer_vnd for sides in self.funds.values())

    @property
    def employee_vnd(self) -> int:
        """The worker's total."""
        return sum(sides.employee_vnd for sides in self.funds.values())


@dataclass(frozen=True, slots=True)
class Terms:
    """What changes the rates: pay from the budget, a lower accident rate on approval, a suspended pension."""

    state_budget: bool = False
    reduced_accident: bool = False
    pension_suspended: bool = False


_FUNDS: Final[dict[Who, tuple[Fund, ...]]] = {
    Who.VIETNAMESE: tuple(Fund),
    Who.FOREIGNER: tuple(fund for fund in Fund if fund is not Fund.UNEMPLOYMENT),
    Who.HOUSEHOLD_OWNER: (Fund.SICKNESS_MATERNITY, Fund.RETIREMENT_DEATH),
    Who.COMMUNE_PART_TIMER: (Fund.SICKNESS_MATERNITY, Fund.RETIREMENT_DEATH),
}
_SIDES: Final = ("employer", "employee")
_NAMES: Final = {
    Fund.SICKNESS_MATERNITY: "ốm đau, thai sản",
    Fund.OCCUPATIONAL_ACCIDENT: "tai nạn lao động, bệnh nghề nghiệp",
    Fund.RETIREMENT_DEATH: "hưu trí, tử tuất",
    Fund.UNEMPLOYMENT: "bảo hiểm thất nghiệp",
    Fund.HEALTH: "bảo hiểm y tế",
}


def contribution(
    *,
    wage_vnd: int,
    on: date,
    book: Book,
    who: Who = Who.VIETNAMESE,
    region: Region = Region.IV,
    trained: bool = False,
    hazard: Hazard = Hazard.NONE,
    terms: Terms = Terms(),
) -> Ruling[Contribution]:
    """Give what is owed for the month of a day on a month's pay.

    A worker is taken to be in every fund of the group (a contract long enough); `terms.state_budget` is
    who is paid from the budget on the State's scale. Each fund and side is rounded half up. Raises
    `UnknownParameter`, `NotLiableYet` and `BadAmount`.
    """
    if wage_vnd < 0:
        raise BadAmount(amount=format_vnd(wage_vnd))
    reading = Reading(book, on)
    _check_liable(who, reading)
    counted = _bases(Pay(wage_vnd, region, trained, hazard, terms.state_budget), who, reading)
    rates = _rates(who, terms, reading)
    told = [*counted.sentences, *_told(rates, who, terms)]
    funds = {
        fund: Sides(*(half_up(rate * _base(fund, counted)) for rate in sides))
        for fund, sides in rates.items()
    }
    union_rate = _union_rate(who, reading)
    fee = half_up(union_rate * counted.social_vnd)
    owed = Contribution(counted.social_vnd, counted.unemployment_vnd, funds, fee, rates, union_rate)
    summary = say(
        "contribution",
        "Đơn vị đóng {employer}, người tham gia đóng {employee} trên mức {base}.",
        employer=format_vnd(owed.employer_vnd),
        employee=format_vnd(owed.employee_vnd),
        base=format_vnd(owed.social_base_vnd),
    )
    return ruled(owed, [summary, *told], reading)


_WHO: Final = {
    Who.VIETNAMESE: "Người lao động Việt Nam",
    Who.FOREIGNER: "Người lao động nước ngoài",
    Who.HOUSEHOLD_OWNER: "Chủ hộ kinh doanh",
    Who.COMMUNE_PART_TIMER: "Người hoạt động không chuyên trách ở cấp xã",
}
_LIABLE: Final = {
    Who.FOREIGNER: "participation.foreigner.social",
    Who.HOUSEHOLD_OWNER: "participation.household_owner.declaring",
    Who.COMMUNE_PART_TIMER: "participation.commune_part_timer.commune",
}


def _check_liable(who: Who, reading: Reading) -> None:
    """Refuse a group that the law of the day does not yet oblige, naming its first day."""
    key = _LIABLE.get(who)
    if key is None or reading.aside().says(key):
        return
    dated = reading.book.dated(key)
    first = min((value.holds_from for value in dated if value.value is True), default=None)
    if first is None or first <= reading.on:
        raise NotLiable(who=_WHO[who], day=f"{reading.on:%d/%m/%Y}")
    raise NotLiableYet(who=_WHO[who], day=f"{reading.on:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")


def _bases(pay: Pay, who: Who, reading: Reading) -> Bases:
    """The bases of the pay; a commune part-timer's was the base salary itself until 2025-06-30."""
    if who is Who.COMMUNE_PART_TIMER and reading.word("contribution.commune_part_timer.base") != "pay":
        amount = grant_base(reading)
        message = "Căn cứ đóng của người hoạt động không chuyên trách là lương cơ sở {amount}."
        return Bases(amount, 0, (say("contribution.base_salary", message, amount=format_vnd(amount)),))
    return bases(pay, reading, with_unemployment=who is Who.VIETNAMESE)


def _union_rate(who: Who, reading: Reading) -> Fraction:
    """What the employer of a group pays to the trade union; nobody pays it for who has no employer."""
    employed = who in (Who.VIETNAMESE, Who.FOREIGNER)
    return reading.share("contribution.union_fee") if employed else Fraction(0)


def _base(fund: Fund, counted: Bases) -> int:
    return counted.unemployment_vnd if fund is Fund.UNEMPLOYMENT else counted.social_vnd


def _rates(who: Who, terms: Terms, reading: Reading) -> dict[Fund, tuple[Fraction, Fraction]]:
    """The rates of each fund, employer's first; a fund that the group does not have on the day is absent."""
    rates: dict[Fund, tuple[Fraction, Fraction]] = {}
    for fund in _FUNDS[who]:
        if terms.pension_suspended and fund is Fund.RETIREMENT_DEATH:
            _check_suspension(reading)
            continue
        keys = [_key(who, fund, side, terms, reading) for side in _SIDES]
        if any(keys):
            employer, employee = (reading.share(key) if key else Fraction(0) for key in keys)
            rates[fund] = (employer, employee)
    return rates


def _key(who: Who, fund: Fund, side: str, terms: Terms, reading: Reading) -> str | None:
    """The key of a rate; None where the law names no such side, or not yet for a fund the group has later."""
    key = f"{_RATE}.{who}.{fund}.{side}"
    if who is Who.VIETNAMESE and side == "employer":
        special = f"{_RATE}.state_budget.{fund}.employer"
        if terms.state_budget and special in reading.book.parameters:
            return special
        if terms.reduced_accident and fund is Fund.OCCUPATIONAL_ACCIDENT and reading.share(key) > 0:
            return f"{_RATE}.{who}.{fund}_reduced.{side}"
    values = reading.book.dated(key)
    later = who is Who.COMMUNE_PART_TIMER and fund is Fund.SICKNESS_MATERNITY
    if not values or (later and reading.on < values[0].holds_from):
        return None
    return key


def _check_suspension(reading: Reading) -> None:
    """Refuse a suspended pension fund on a day whose law knows none."""
    reading.says("contribution.suspension")


def _told(rates: Mapping[Fund, tuple[Fraction, Fraction]], who: Who, terms: Terms) -> list[Sentence]:
    """The rates in words; a rate of nothing is said aloud."""
    parts = [
        f"{_NAMES[fund]} {percent(employer)} + {percent(employee)}"
        for fund, (employer, employee) in rates.items()
    ]
    told = [say("contribution.rates", "Mức đóng (đơn vị + người tham gia): {rates}.", rates="; ".join(parts))]
    for fund, sides in rates.items():
        if sum(sides) == 0:
            message = "Quỹ {fund} đang áp dụng mức 0%."
            told.append(say("contribution.nothing", message, fund=_NAMES[fund]))
    if terms.pension_suspended:
        told.append(say("contribution.suspended", "Đang tạm dừng đóng quỹ hưu trí, tử tuất; đóng bù sau."))
    if who is Who.FOREIGNER:
        told.append(say("contribution.no_unemployment", "Người nước ngoài không đóng bảo hiểm thất nghiệp."))
    if who in (Who.HOUSEHOLD_OWNER, Who.COMMUNE_PART_TIMER):
        told.append(say("contribution.health_apart", "Bảo hiểm y tế tính riêng, không có trong số này."))
    return told
