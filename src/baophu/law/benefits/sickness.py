"""Sickness: the days of a year, the days of a spell, a sick child, the amount; convalescence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.law.bases import grant_base
from baophu.law.benefits.time import decimal
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, rest_on, ruled, say

_S: Final = "benefits.sickness"
_C: Final = "benefits.convalescence"


class HalfDaysNotCounted(Refused):
    """Before Law 41 only whole days of sickness were paid."""

    code = "law.half_days_not_counted"
    message = "Ngày {day} chưa tính nghỉ ốm nửa ngày. Ghi số ngày nguyên."


class ChildTooOld(Refused):
    """No leave is paid for a sick child of that age."""

    code = "law.child_too_old"
    message = "Con {age} tuổi, chỉ con dưới {below} tuổi mới được tính. Kiểm tra lại ngày sinh của con."


class Job(StrEnum):
    """How heavy the job is on the day of sickness."""

    NORMAL = "normal"
    HEAVY = "heavy"


class Rest(StrEnum):
    """Why somebody convalesces."""

    SICKNESS = "sickness"
    SURGERY = "surgery"
    LONG_DISEASE = "long_disease"
    BIRTH = "birth"
    CAESAREAN = "caesarean"
    TWINS = "twins"
    ACCIDENT_15 = "accident_15"
    ACCIDENT_31 = "accident_31"
    ACCIDENT_51 = "accident_51"


@dataclass(frozen=True, slots=True)
class LongDisease:
    """A disease on the long list: days at the full rate, then a lower rate for as long as was contributed."""

    days: int
    then_years: int
    then_rate: Fraction


def days_off_work(
    periods: Sequence[tuple[date, date]], *, not_worked: Collection[date] = (), weekday_off: int | None = None
) -> int:
    """Count the working days within periods, overlaps once; `weekday_off` is 0 for Monday to 6 for Sunday."""
    days = {
        first + timedelta(days=number) for first, last in periods for number in range((last - first).days + 1)
    }
    return sum(day not in not_worked and day.weekday() != weekday_off for day in days)


def year_days(*, years: int, job: Job, on: date, book: Book) -> Ruling[int]:
    """Give the most days of sickness that a year pays, by years contributed and the job on the day."""
    reading = Reading(book, on)
    days = int(str(reading.step(f"{_S}.days.{job}", years)))
    told = say("sickness.year", "Đóng {years} năm: tối đa {days} ngày một năm.", years=years, days=days)
    return ruled(days, [told], reading)


def paid_days(*, days: int, years: int, job: Job, on: date, book: Book, used_days: int = 0) -> Ruling[int]:
    """Give how many days of a spell are paid, `used_days` of the year having been paid before."""
    cap = year_days(years=years, job=job, on=on, book=book)
    paid = max(0, min(days, cap.value - used_days))
    message = "Nghỉ {days} ngày, đã hưởng {used} ngày trong năm: được {paid} ngày."
    told = say("sickness.paid", message, days=days, used=used_days, paid=paid)
    return Ruling(paid, (told, *cap.sentences), cap.articles, cap.entered)


def long_disease(*, years: int, on: date, book: Book) -> Ruling[LongDisease]:
    """Give the days and the further time that a disease on the long list pays."""
    reading = Reading(book, on)
    days = reading.whole(f"{_S}.long.days")
    rate = Fraction(str(reading.step(f"{_S}.long.rate", years)))
    message = "{days} ngày đầu, sau đó mức {rate}, tối đa bằng {years} năm đã đóng."
    told = say("sickness.long", message, days=days, rate=percent(rate), years=years)
    return ruled(LongDisease(days, years, rate), [told], reading)


def child_days(*, days: int, age_years: int, on: date, book: Book, used_days: int = 0) -> Ruling[int]:
    """Give how many working days with a sick child are paid in a year; each parent has them."""
    reading = Reading(book, on)
    below = reading.whole(f"{_S}.child.below_years")
    if age_years >= below:
        raise ChildTooOld(age=age_years, below=below)
    most = int(str(reading.step(f"{_S}.child.days", age_years)))
    paid = max(0, min(days, most - used_days))
    message = "Con {age} tuổi: tối đa {most} ngày một năm, được {paid} ngày."
    return ruled(paid, [say("sickness.child", message, age=age_years, most=most, paid=paid)], reading)


def child_amount(*, wage_vnd: int, days: Ruling[int], on: date, book: Book) -> Ruling[int]:
    """Give what the days paid for a sick child are worth: each as a day of one's own sickness."""
    paid = sickness(wage_vnd=wage_vnd, days=Fraction(days.value), on=on, book=book)
    reading = Reading(book, on)
    rest_on(reading, days)
    rest_on(reading, paid)
    return ruled(paid.value, [days.sentences[0], paid.sentences[0]], reading)


def sickness(*, wage_vnd: int, days: Fraction, on: date, book: Book) -> Ruling[int]:
    """Give what days of sickness pay; half days count from Law 41 on."""
    reading = Reading(book, on)
    if days.denominator != 1 and not reading.says(f"{_S}.half_day"):
        raise HalfDaysNotCounted(day=f"{on:%d/%m/%Y}")
    rate = reading.share(f"{_S}.rate")
    amount = half_up(rate * reading.share_of(wage_vnd, f"{_S}.month_days") * days)
    message = "{days} ngày, mỗi ngày {rate} của một phần {month} tiền lương tháng {wage}: {amount}."
    told = say(
        "sickness",
        message,
        days=decimal(days),
        rate=percent(rate),
        month=reading.whole(f"{_S}.month_days"),
        wage=format_vnd(wage_vnd),
        amount=format_vnd(amount),
    )
    return ruled(amount, [told], reading)


def long_sickness(*, wage_vnd: int, months: int, years: int, on: date, book: Book) -> Ruling[int]:
    """Give what months beyond the first days of a long disease pay."""
    reading = Reading(book, on)
    rate = Fraction(str(reading.step(f"{_S}.long.rate", years)))
    amount = half_up(rate * wage_vnd * months)
    message = "{months} tháng ở mức {rate} của {wage}: {amount}."
    values = {"months": months, "rate": percent(rate), "wage": format_vnd(wage_vnd)}
    return ruled(amount, [say("sickness.long_paid", message, **values, amount=format_vnd(amount))], reading)


def convalescence(*, days: int, rest: Rest, on: date, book: Book) -> Ruling[int]:
    """Give what days of convalescence pay, days off among them, up to the most for the ground."""
    reading = Reading(book, on)
    paid = min(days, int(str(reading.row(f"{_C}.days", rest))))
    amount = half_up(reading.share(f"{_C}.rate") * grant_base(reading) * paid)
    told = say("convalescence", "Dưỡng sức {days} ngày: {amount}.", days=paid, amount=format_vnd(amount))
    return ruled(amount, [told], reading)


def convalescence_year(*, starts_on: date, right_arose_on: date | None = None) -> int:
    """Give the year that days of convalescence are charged to: the one in which the right arose."""
    return (right_arose_on or starts_on).year
