"""Maternity: the window before birth, the average, the leave and the grant, the father's days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month
from baophu.law.bases import grant_base
from baophu.law.benefits.average import last_average
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, ruled, say

_M: Final = "benefits.maternity"


class Birth(StrEnum):
    """How a birth was, as the father's days depend on it."""

    NORMAL = "normal"
    CAESAREAN = "caesarean"
    TWINS = "twins"
    TWINS_CAESAREAN = "twins_caesarean"
    SECOND_CHILD = "second_child"


@dataclass(frozen=True, slots=True)
class Maternity:
    """What a mother has."""

    leave_months: int
    allowance_vnd: int
    grant_vnd: int

    @property
    def total_vnd(self) -> int:
        """The allowance of the leave and the grant together."""
        return self.allowance_vnd + self.grant_vnd


@dataclass(frozen=True, slots=True)
class Window:
    """The months in which contributions are looked for."""

    first: Month
    last: Month


def window(*, born: date, paid_in_birth_month: bool, book: Book) -> Ruling[Window]:
    """Give the months before a birth; the month of birth is among them from the 15th on, if it was paid."""
    reading = Reading(book, born)
    month = Month.of(born)
    turn = reading.whole(f"{_M}.month_turn_day")
    last = month if born.day >= turn and paid_in_birth_month else month.previous
    first = last.plus(1 - reading.whole(f"{_M}.window_months"))
    message = "Xét từ tháng {first} đến tháng {last}."
    return ruled(
        Window(first, last), [say("maternity.window", message, first=first.text, last=last.text)], reading
    )


def is_entitled(
    *, months_in_window: int, on: date, book: Book, total_months: int = 0, ordered_rest: bool = False
) -> Ruling[bool]:
    """Say whether the months contributed before a birth suffice; fewer do when rest was ordered."""
    reading = Reading(book, on)
    least = reading.whole(f"{_M}.least_months")
    entitled = months_in_window >= least
    if not entitled and ordered_rest:
        fewest, total = reading.whole(f"{_M}.rest.least_months"), reading.whole(f"{_M}.rest.total_months")
        entitled = months_in_window >= fewest and total_months >= total
    message = "Đã đóng {months} tháng trong 12 tháng trước khi sinh, cần đủ {least}: {answer}."
    answer = "đủ điều kiện" if entitled else "chưa đủ điều kiện"
    told = say("maternity.months", message, months=months_in_window, least=least, answer=answer)
    return ruled(entitled, [told], reading)


def average(wages: Mapping[Month, int], *, on: date, book: Book) -> Ruling[int]:
    """Give the average of the last contributed months before the leave, skipping months without."""
    reading = Reading(book, on)
    months = reading.whole(f"{_M}.average_months")
    mean = half_up(last_average(wages, months))
    message = "Bình quân {months} tháng gần nhất: {average}."
    return ruled(mean, [say("maternity.average", message, months=months, average=format_vnd(mean))], reading)


def maternity(
    *, average_vnd: int, on: date, book: Book, children: int = 1, child_number: int = 1
) -> Ruling[Maternity]:
    """Give what a mother has for a birth on a day: `children` at once, the first being `child_number`."""
    reading = Reading(book, on)
    second = child_number == 2
    leave = reading.whole(f"{_M}.second_child_leave_months" if second else f"{_M}.leave_months")
    leave += (children - 1) * reading.whole(f"{_M}.extra_child_months")
    allowance = leave * average_vnd
    grant = half_up(children * reading.share(f"{_M}.grant") * grant_base(reading))
    message = "Nghỉ {months} tháng, trợ cấp {allowance}; trợ cấp một lần cho {children} con {grant}."
    told = say(
        "maternity",
        message,
        months=leave,
        allowance=format_vnd(allowance),
        children=children,
        grant=format_vnd(grant),
    )
    return ruled(Maternity(leave, allowance, grant), [told], reading)


def father(*, average_vnd: int, birth: Birth, on: date, book: Book) -> Ruling[tuple[int, int]]:
    """Give the father's working days for a birth on a day, and what he is paid for them."""
    reading = Reading(book, on)
    days = int(str(reading.row(f"{_M}.father_days", birth)))
    amount = half_up(reading.share_of(average_vnd, f"{_M}.father_month_days") * days)
    within = reading.whole(f"{_M}.father_within_days")
    message = "Cha được nghỉ {days} ngày làm việc trong {within} ngày kể từ ngày sinh, trợ cấp {amount}."
    told = say("maternity.father", message, days=days, within=within, amount=format_vnd(amount))
    return ruled((days, amount), [told], reading)
