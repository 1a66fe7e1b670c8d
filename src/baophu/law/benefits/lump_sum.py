"""The lump sum for who leaves, and what is paid at once to who emigrates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.benefits.time import Contributed, decimal
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, ruled, say

_L: Final = "benefits.lump_sum"


class Ground(StrEnum):
    """Why somebody asks for the lump sum."""

    LEFT_WORK = "left_work"
    ABROAD = "abroad"
    ILLNESS = "illness"
    RETIREMENT_AGE = "retirement_age"


@dataclass(frozen=True, slots=True)
class LumpSum:
    """A lump sum and how it is counted: years of each part, months of the average."""

    amount_vnd: int
    years_before_2014: Fraction
    years_since_2014: Fraction
    months_of_average: Fraction


def lump_sum(
    *,
    contributed: Contributed,
    average_vnd: int,
    on: date,
    book: Book,
    support_vnd: int = 0,
) -> Ruling[LumpSum]:
    """Give the lump sum decided on a day, less what the State paid towards voluntary contributions.

    Below a year it is a share of the wages contributions were paid on, at most two averages. Nobody owes
    anything back: it is never below nothing.
    """
    reading = Reading(book, on)
    older, newer = contributed.years()
    if contributed.months < 12:
        return _below_year(contributed, average_vnd, support_vnd, reading)
    months = older * reading.share(f"{_L}.before_2014") + newer * reading.share(f"{_L}.from_2014")
    amount = max(0, half_up(months * average_vnd) - support_vnd)
    told = say(
        "lump_sum",
        "{older} năm trước 2014 và {newer} năm từ 2014: {months} tháng bình quân {average}, được {amount}.",
        older=decimal(older),
        newer=decimal(newer),
        months=decimal(months),
        average=format_vnd(average_vnd),
        amount=format_vnd(amount),
    )
    return ruled(LumpSum(amount, older, newer, months), [told], reading)


def _below_year(
    contributed: Contributed, average_vnd: int, support_vnd: int, reading: Reading
) -> Ruling[LumpSum]:
    """The lump sum of who contributed for less than a year."""
    rate, most = reading.share(f"{_L}.below_year.rate"), reading.share(f"{_L}.below_year.most")
    months = min(rate * contributed.months, most)
    amount = max(0, half_up(months * average_vnd) - support_vnd)
    message = "Đóng {count} tháng, chưa đủ một năm: {rate} tiền lương đã đóng, được {amount}."
    told = say(
        "lump_sum.below_year",
        message,
        count=contributed.months,
        rate=percent(rate),
        amount=format_vnd(amount),
    )
    return ruled(LumpSum(amount, Fraction(0), Fraction(0), months), [told], reading)


def may_take_lump_sum(
    *, ground: Ground, months: int, first: Month, left: Month, on: date, book: Book
) -> Ruling[bool]:
    """Say whether the lump sum may be had on a day; who just left work waits a year and has bounds."""
    reading = Reading(book, on)
    if ground in (Ground.ABROAD, Ground.ILLNESS):
        # The grounds stand in the same article as the waiting time.
        reading.whole(f"{_L}.wait_months")
        return ruled(True, [say("lump_sum.ground", "Được hưởng, không phải chờ.")], reading)
    most = reading.whole(f"{_L}.below_months")
    if ground is Ground.RETIREMENT_AGE:
        most = reading.whole("benefits.pension.least_months")
        allowed = months < most
        message = "Đủ tuổi nghỉ hưu, đóng {months} tháng, cần dưới {most} tháng."
        return ruled(allowed, [say("lump_sum.age", message, months=months, most=most)], reading)
    wait = left.plus(reading.whole(f"{_L}.wait_months") + 1).first
    bound = reading.value(f"{_L}.started_before").value
    allowed = on >= wait and months < most and isinstance(bound, date) and first.first < bound
    message = (
        "Nghỉ việc, đóng {months} tháng (cần dưới {most}), bắt đầu đóng {first}, chờ đến ngày {wait}: "
        "{answer}."
    )
    answer = "được hưởng" if allowed else "chưa được hưởng"
    values = {"months": months, "most": most, "first": first.text, "wait": format_day(wait)}
    return ruled(allowed, [say("lump_sum.left_work", message, **values, answer=answer)], reading)


def base_salary_day(*, decided: date, book: Book) -> Ruling[date]:
    """Give the day whose base salary converts wages of the State's scale: that of the decision."""
    reading = Reading(book, decided)
    reading.word(f"{_L}.base_salary_day")
    message = "Tính theo lương cơ sở của ngày ra quyết định {day}."
    return ruled(decided, [say("lump_sum.base_day", message, day=format_day(decided))], reading)


def emigration(*, monthly_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give what is paid at once to who emigrates and has a monthly allowance."""
    reading = Reading(book, on)
    months = reading.whole("benefits.emigration_months")
    message = "Trả một lần {months} tháng trợ cấp: {amount}."
    amount = months * monthly_vnd
    return ruled(amount, [say("emigration", message, months=months, amount=format_vnd(amount))], reading)


def region_allowance(*, periods: tuple[tuple[Fraction, int], ...], on: date, book: Book) -> Ruling[int]:
    """Give the allowance for months served in regions, each period a coefficient and its months."""
    reading = Reading(book, on)
    weighed = sum((coefficient * months for coefficient, months in periods), Fraction(0))
    amount = half_up(
        weighed * reading.share("benefits.region_allowance") * reading.whole("wages.base_salary")
    )
    told = say("region_allowance", "Trợ cấp khu vực một lần: {amount}.", amount=format_vnd(amount))
    return ruled(amount, [told], reading)
