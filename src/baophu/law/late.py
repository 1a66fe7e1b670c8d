"""Late payment against evasion, and the days on which the agency must remind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from baophu.kernel.time import Month, format_day
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, ruled, say

_AFTER: Final = "arrears.evasion_after_days"
_REGISTRATION: Final = "participation.registration_days"


class Lateness(StrEnum):
    """What an unpaid or unregistered obligation is on a day."""

    IN_TIME = "in_time"
    LATE = "late"
    EVASION = "evasion"


@dataclass(frozen=True, slots=True)
class Reminders:
    """The days of a month of reminding."""

    reminder_by: date
    force_majeure_by: date
    data_before: date


_TOLD: Final = {
    Lateness.IN_TIME: "Còn trong hạn (hạn {due}).",
    Lateness.LATE: "Quá hạn {due} là {days} ngày: chậm đóng.",
    Lateness.EVASION: "Quá hạn {due} là {days} ngày, trên {after} ngày: trốn đóng.",
}


def unpaid(
    *, due: date, on: date, book: Book, reminded: bool, force_majeure: bool = False
) -> Ruling[Lateness]:
    """Say what a declared and unpaid amount is; it is evasion only after a written reminder."""
    return _lateness(due, reminded and not force_majeure, Reading(book, on))


def unregistered(*, liable_from: date, on: date, book: Book) -> Ruling[Lateness]:
    """Say what it is not to have registered somebody who is liable from a day."""
    reading = Reading(book, on)
    due = liable_from + timedelta(days=reading.whole(_REGISTRATION))
    return _lateness(due, True, reading)


def _lateness(due: date, may_be_evasion: bool, reading: Reading) -> Ruling[Lateness]:
    """Judge by the days past the due day."""
    after, days = reading.whole(_AFTER), (reading.on - due).days
    verdict = Lateness.IN_TIME if days <= 0 else Lateness.LATE
    if days > after and may_be_evasion:
        verdict = Lateness.EVASION
    told = say(f"late.{verdict}", _TOLD[verdict], due=format_day(due), days=days, after=after)
    return ruled(verdict, [told], reading)


def reminders(*, month: Month, book: Book) -> Ruling[Reminders]:
    """Give the last day to remind in a month, to prove force majeure, and the day the data must go before.

    The data go to the authorities in the first month of the next quarter.
    """
    reading = Reading(book, month.last)
    next_quarter = Month(month.year, (month.number - 1) // 3 * 3 + 1).plus(3)
    found = Reminders(
        month.first.replace(day=reading.whole("arrears.reminder_day")),
        month.first.replace(day=reading.whole("arrears.force_majeure_day")),
        next_quarter.first.replace(day=reading.whole("arrears.data_day")),
    )
    message = (
        "Đôn đốc bằng văn bản chậm nhất {reminder}; đơn vị chứng minh bất khả kháng chậm nhất {force}; "
        "gửi dữ liệu trước {data}."
    )
    told = say(
        "reminders",
        message,
        reminder=format_day(found.reminder_by),
        force=format_day(found.force_majeure_by),
        data=format_day(found.data_before),
    )
    return ruled(found, [told], reading)
