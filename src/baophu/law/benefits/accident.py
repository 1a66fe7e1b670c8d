"""Occupational accidents and diseases: the lump sum, the monthly allowance, care, death."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.law.bases import grant_base
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, rest_on, ruled, say


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a loss of work capacity brings: once or each month, by its two parts, and for who cares."""

    monthly: bool
    by_disability_vnd: int
    by_years_vnd: int
    carer_vnd: int

    @property
    def total_vnd(self) -> int:
        """Both parts, without what the carer has."""
        return self.by_disability_vnd + self.by_years_vnd


_A: Final = "benefits.accident"


class OutsideRange(Refused):
    """The loss of work capacity has another benefit, or none."""

    code = "law.disability_outside_range"
    message = "Suy giảm {percent}% không thuộc khoảng hưởng trợ cấp này (từ {least}% đến {most}%)."


def lump_by_disability(*, percent: int, on: date, book: Book) -> Ruling[int]:
    """Give the part of the lump sum that follows from the loss of work capacity."""
    reading = Reading(book, on)
    least, monthly_from = (
        reading.whole(f"{_A}.lump.least_percent"),
        reading.whole(f"{_A}.monthly.least_percent"),
    )
    if not least <= percent < monthly_from:
        raise OutsideRange(percent=percent, least=least, most=monthly_from - 1)
    times = reading.share(f"{_A}.lump.base") + (percent - least) * reading.share(f"{_A}.lump.rise")
    amount = half_up(times * grant_base(reading))
    message = "Suy giảm {percent}%: trợ cấp một lần {amount}."
    return ruled(amount, [say("accident.lump", message, percent=percent, amount=format_vnd(amount))], reading)


def lump_by_years(*, years: int, wage_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give the part of the lump sum that follows from the years contributed to the fund."""
    reading = Reading(book, on)
    months = reading.share(f"{_A}.lump.first_year")
    months += max(0, years - 1) * reading.share(f"{_A}.lump.further_year")
    amount = half_up(months * wage_vnd)
    message = "Đóng {years} năm: {amount} theo thời gian."
    return ruled(amount, [say("accident.years", message, years=years, amount=format_vnd(amount))], reading)


def monthly_by_disability(*, percent: int, on: date, book: Book) -> Ruling[int]:
    """Give the part of the monthly allowance that follows from the loss of work capacity."""
    reading = Reading(book, on)
    least = reading.whole(f"{_A}.monthly.least_percent")
    if not least <= percent <= 100:
        raise OutsideRange(percent=percent, least=least, most=100)
    share = reading.share(f"{_A}.monthly.base") + (percent - least) * reading.share(f"{_A}.monthly.rise")
    amount = half_up(share * grant_base(reading))
    message = "Suy giảm {percent}%: {amount} một tháng."
    return ruled(
        amount, [say("accident.monthly", message, percent=percent, amount=format_vnd(amount))], reading
    )


def monthly_by_years(*, years: int, wage_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give the part of the monthly allowance that follows from the years contributed to the fund."""
    reading = Reading(book, on)
    share = reading.share(f"{_A}.monthly.first_year")
    share += max(0, years - 1) * reading.share(f"{_A}.monthly.further_year")
    amount = half_up(share * wage_vnd)
    message = "Đóng {years} năm: thêm {amount} một tháng."
    return ruled(
        amount, [say("accident.monthly_years", message, years=years, amount=format_vnd(amount))], reading
    )


def carer(*, percent: int, helpless: bool, on: date, book: Book) -> Ruling[int]:
    """Give the allowance for somebody who cares: spine, both eyes, two limbs or the mind gone."""
    reading = Reading(book, on)
    least = reading.whole(f"{_A}.carer_percent")
    entitled = helpless and percent >= least
    amount = half_up(reading.share(f"{_A}.carer") * grant_base(reading)) if entitled else 0
    message = "Suy giảm {percent}% (cần từ {least}% và không tự phục vụ): trợ cấp người phục vụ {amount}."
    values = {"percent": percent, "least": least, "amount": format_vnd(amount)}
    return ruled(amount, [say("accident.carer", message, **values)], reading)


def death(*, on: date, book: Book) -> Ruling[int]:
    """Give what relatives are paid once when somebody dies of an occupational accident or disease."""
    reading = Reading(book, on)
    times: Fraction = reading.share(f"{_A}.death")
    amount = half_up(times * grant_base(reading))
    told = say("accident.death", "Trợ cấp một lần khi chết: {amount}.", amount=format_vnd(amount))
    return ruled(amount, [told], reading)


def allowance(
    *, percent: int, years: int, wage_vnd: int, on: date, book: Book, helpless: bool = False
) -> Ruling[Allowance]:
    """Give the whole allowance of a loss of work capacity on a day, once or monthly as the loss decides."""
    reading = Reading(book, on)
    monthly = percent >= reading.whole(f"{_A}.monthly.least_percent")
    by_loss = (monthly_by_disability if monthly else lump_by_disability)(percent=percent, on=on, book=book)
    count = monthly_by_years if monthly else lump_by_years
    by_years = count(years=years, wage_vnd=wage_vnd, on=on, book=book)
    parts = [by_loss, by_years]
    if helpless:
        parts.append(carer(percent=percent, helpless=True, on=on, book=book))
    for part in parts:
        rest_on(reading, part)
    cared = parts[2].value if helpless else 0
    found = Allowance(monthly, by_loss.value, by_years.value, cared)
    return ruled(found, [part.sentences[0] for part in parts], reading)
