"""Deadlines of procedures, complaints and denunciations, in calendar and in working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.time import format_day
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, Sentence, ruled, say

_PREFIX: Final = "deadlines."
_DAYS_OFF: Final = "calendar.days_off"
_SATURDAYS: Final = "calendar.saturdays_worked"
_ROLLS_OVER: Final = "calendar.rolls_over"
_FIRST_COUNTS: Final = "calendar.first_day_counts"


# Other words that people use for a deadline.
ALIASES: Final[Mapping[str, str]] = {
    "accident": "work_accident",
    "book": "first_book",
    "complaint": "complaint_first",
    "death": "survivors",
    "maternity": "sickness",  # one article settles both
    "resume": "resume_pension",
    "sickness_maternity": "sickness",
    "unemployment": "unemployment_decision",
}


class UnknownKind(Refused):
    """No deadline of that name is known."""

    code = "law.unknown_deadline"
    message = "Không có thời hạn tên “{kind}”. Các thời hạn: {kinds}."


class Counting(StrEnum):
    """Which days count."""

    CALENDAR = "calendar"
    WITHOUT_HOLIDAYS = "without_holidays"  # every day but public holidays
    WORKING = "working"


_NAMES: Final = {
    Counting.CALENDAR: "ngày",
    Counting.WITHOUT_HOLIDAYS: "ngày không kể ngày lễ, Tết",
    Counting.WORKING: "ngày làm việc",
}


@dataclass(slots=True)
class Calendar:
    """Working days by the book; each year is read once, a year without a list of days off refuses."""

    reading: Reading
    swapped_saturdays: bool = False

    def is_holiday(self, on: date) -> bool:
        """Say whether a weekday is a public day off."""
        return on in self.reading.at(on).days(_DAYS_OFF)

    def is_working(self, on: date) -> bool:
        """Say whether offices work: Monday to Friday but public days off, and swapped Saturdays if asked."""
        if on.weekday() == 5 and self.swapped_saturdays:
            return on in self.reading.at(on).days(_SATURDAYS)
        return on.weekday() < 5 and not self.is_holiday(on)

    def counts(self, on: date, counting: Counting) -> bool:
        """Say whether a day counts."""
        if counting is Counting.WORKING:
            return self.is_working(on)
        return counting is Counting.CALENDAR or not self.is_holiday(on)

    def after(self, received: date, days: int, counting: Counting) -> date:
        """Give the day on which so many counting days after the day of receipt are full."""
        on, left = received, days - self.reading.says(_FIRST_COUNTS)
        while left > 0:
            on += timedelta(days=1)
            left -= self.counts(on, counting)
        return on

    def working_from(self, on: date) -> date:
        """Give a day itself, or the next working day."""
        while not self.is_working(on):
            on += timedelta(days=1)
        return on


def working_days_after(
    *, received: date, days: int, book: Book, swapped_saturdays: bool = False
) -> Ruling[date]:
    """Give the day by which so many working days have passed; the day of receipt does not count."""
    reading = Reading(book, received)
    last = Calendar(reading, swapped_saturdays).after(received, days, Counting.WORKING)
    message = "{days} ngày làm việc từ sau ngày {received}: chậm nhất ngày {last}."
    values = {"days": days, "received": format_day(received), "last": format_day(last)}
    return ruled(last, [say("deadline.working", message, **values)], reading)


def kinds(book: Book) -> Mapping[str, str]:
    """Give the deadlines by name, each with its Vietnamese title."""
    return {
        key.removeprefix(_PREFIX): book.parameters[key].name.partition(": ")[2]
        for key in book.keys
        if key.startswith(_PREFIX)
    }


def deadline(*, kind: str, received: date, book: Book, swapped_saturdays: bool = False) -> Ruling[date]:
    """Give the last day of a deadline that began on a day, by the law of that day.

    Calendar days that end on a day off run to the next working day.
    """
    names, asked = kinds(book), kind
    kind = ALIASES.get(kind, kind)
    if kind not in names:
        raise UnknownKind(kind=asked, kinds=", ".join([*names, *ALIASES]))
    reading = Reading(book, received)
    [(word, number)] = reading.table(_PREFIX + kind).items()
    counting, days = Counting(str(word)), int(str(number))
    calendar = Calendar(reading, swapped_saturdays)
    ends = last = calendar.after(received, days, counting)
    told: list[Sentence] = []
    if counting is not Counting.WORKING and reading.says(_ROLLS_OVER):
        last = calendar.working_from(ends)
    message = "{title}: {days} {counting} từ sau ngày {received}, chậm nhất ngày {last}."
    values = {"title": names[kind].capitalize(), "days": days, "counting": _NAMES[counting]}
    told.append(say("deadline", message, **values, received=format_day(received), last=format_day(last)))
    if last != ends:
        message = "Ngày cuối {ends} là ngày nghỉ nên kéo đến ngày làm việc kế tiếp."
        told.append(say("deadline.rolled_over", message, ends=format_day(ends)))
    return ruled(last, told, reading)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The stretch of a deadline: its last day, and the days off in it."""

    last: date
    days: int
    counting: Counting
    ends: date  # the day on which the days are full; `last` may be later
    holidays: tuple[date, ...]  # the public ones on weekdays
    weekend_days: int

    @property
    def rolled_over(self) -> bool:
        """Whether the last day was moved off a day off."""
        return self.last != self.ends


def elapsed(*, kind: str, received: date, book: Book, swapped_saturdays: bool = False) -> Ruling[Elapsed]:
    """Give a deadline with the days off that lie in it; where calendar days count they count too."""
    ruling = deadline(kind=kind, received=received, book=book, swapped_saturdays=swapped_saturdays)
    reading = Reading(book, received)
    [(word, number)] = reading.table(_PREFIX + kind).items()
    counting, days = Counting(str(word)), int(str(number))
    calendar = Calendar(reading, swapped_saturdays)
    ends = calendar.after(received, days, counting)
    stretch = [received + timedelta(days=n + 1) for n in range((ruling.value - received).days)]
    weekend = sum(on.weekday() >= 5 and not calendar.is_working(on) for on in stretch)
    holidays = tuple(on for on in stretch if on.weekday() < 5 and calendar.is_holiday(on))
    found = Elapsed(ruling.value, days, counting, ends, holidays, weekend)
    return Ruling(found, ruling.sentences, ruling.articles)
