"""The average wage that long-term benefits are counted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month
from baophu.law.benefits.time import decimal, months_between
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, cut, half_up, ruled, say

COEFFICIENT: Final = "benefits.average.coefficient"
_OLDEST: Final = 1994  # the row for every year before 1995


class NoMonths(Refused):
    """An average over no month at all."""

    code = "law.no_months"
    message = "Không có tháng nào để tính bình quân. Ghi số tháng đã đóng từ 1 trở lên."


@dataclass(frozen=True, slots=True)
class YearSum:
    """The wages of one year on which contributions were paid, added up."""

    year: int
    total_vnd: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Months at one coefficient of the State's scale; `factor` holds allowances paid in per cent of it."""

    months: int
    coefficient: Fraction
    factor: Fraction = Fraction(1)


def coefficient(*, year: int, on: date, book: Book) -> Ruling[Fraction]:
    """Give the factor that lifts a year's wages for a benefit that begins on a day."""
    reading = Reading(book, on)
    factor = _coefficient(year, reading)
    told = say("coefficient", "Mức điều chỉnh của năm {year}: {factor}.", year=year, factor=decimal(factor))
    return ruled(factor, [told], reading)


def _coefficient(year: int, reading: Reading) -> Fraction:
    return Fraction(str(reading.row(COEFFICIENT, max(year, _OLDEST))))


def adjusted(sums: Sequence[YearSum], *, on: date, book: Book) -> Ruling[tuple[int, ...]]:
    """Give each year's wages lifted for a benefit that begins on a day, each rounded half up."""
    reading = Reading(book, on)
    lifted = tuple(half_up(_coefficient(part.year, reading) * part.total_vnd) for part in sums)
    told = say("average.adjusted", "Tiền lương sau điều chỉnh: {total}.", total=format_vnd(sum(lifted)))
    return ruled(lifted, [told], reading)


def average_of(total_vnd: int, months: int) -> Fraction:
    """Give the exact average of a sum over months."""
    if months <= 0:
        raise NoMonths()
    return Fraction(total_vnd, months)


def average_cut(total_vnd: int, months: int) -> int:
    """Give the average cut to the đồng, as a lump sum is counted on it."""
    return cut(average_of(total_vnd, months))


def scale_average(periods: Sequence[Scale], *, on: date, book: Book) -> Ruling[int]:
    """Give the average of months on the State's scale at the base salary of the day the benefit begins."""
    reading = Reading(book, on)
    months = sum(period.months for period in periods)
    weighed = sum((p.months * p.coefficient * p.factor for p in periods), Fraction(0))
    if months <= 0:
        raise NoMonths()
    average = half_up(weighed * reading.whole("wages.base_salary") / months)
    message = "Bình quân {months} tháng theo lương cơ sở: {average}."
    told = say("average.scale", message, months=months, average=format_vnd(average))
    return ruled(average, [told], reading)


def seniority_amount(*, coefficient: Fraction, share: Fraction, on: date, book: Book) -> Ruling[int]:
    """Give converted seniority pay: a share of an old coefficient at the base salary of the day."""
    reading = Reading(book, on)
    amount = half_up(coefficient * share * reading.whole("wages.base_salary"))
    told = say("average.seniority", "Phụ cấp thâm niên chuyển đổi: {amount}.", amount=format_vnd(amount))
    return ruled(amount, [told], reading)


def scale_window(*, first: Month, on: date, book: Book) -> Ruling[int | None]:
    """Give how many last months on the State's scale are averaged; None is all of them."""
    reading = Reading(book, on)
    if first.year >= reading.whole("benefits.average.all_from_year"):
        return ruled(None, [say("average.all", "Tính bình quân toàn bộ thời gian đóng.")], reading)
    months = int(str(reading.step("benefits.average.window_months", first.year)))
    told = say("average.window", "Tính bình quân {months} tháng cuối.", months=months)
    return ruled(months, [told], reading)


def last_months(periods: Sequence[tuple[Month, Month]], months: int) -> tuple[tuple[Month, Month, int], ...]:
    """Cut the last months out of periods, across the gaps between them; each with its count."""
    cut_out: list[tuple[Month, Month, int]] = []
    left = months
    for first, last in sorted(periods, reverse=True):
        taken = min(left, months_between(first, last))
        if taken:
            cut_out.append((last.plus(1 - taken), last, taken))
        left -= taken
    return tuple(reversed(cut_out))


def last_average(wages: Mapping[Month, int], months: int) -> Fraction:
    """Give the average wage of the last months that have one, skipping the gaps."""
    chosen = [wages[month] for month in sorted(wages)[-months:]]
    return average_of(sum(chosen), len(chosen))
