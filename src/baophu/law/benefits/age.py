"""The age of retirement of a day, and the day from which a pension is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.time import Month, format_day
from baophu.law.benefits.time import in_words
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, ruled, say


class TooManyMissing(Refused):
    """More months are missing than may be paid at once."""

    code = "law.too_many_missing_months"
    message = "Còn thiếu {missing} tháng, chỉ được đóng một lần nhiều nhất {most} tháng. Đóng tự nguyện tiếp."


class Sex(StrEnum):
    """As the retirement ages tell people apart."""

    MALE = "m"
    FEMALE = "f"


class Condition(StrEnum):
    """What lowers the age of retirement."""

    NORMAL = "normal"
    HEAVY = "heavy"  # heavy or harmful work, or a region of special hardship
    DISABILITY_61 = "disability_61"  # work capacity lost by 61 to 80 per cent
    DISABILITY_81 = "disability_81"  # by 81 per cent and more
    HEAVIEST = "heaviest"  # coal mining underground


@dataclass(frozen=True, slots=True)
class Retirement:
    """The age at which somebody retires, the month it is reached in, the first day of the pension."""

    age_months: int
    reached_in: Month
    pension_from: date


_SEXES: Final = {Sex.MALE: "men", Sex.FEMALE: "women"}


def retirement_age(*, sex: Sex, on: date, book: Book, condition: Condition = Condition.NORMAL) -> Ruling[int]:
    """Give the age of retirement of a day's year, in months."""
    reading = Reading(book, on)
    age = _age(sex, condition, reading)
    told = say("age", "Tuổi nghỉ hưu năm {year}: {age}.", year=on.year, age=in_words(age))
    return ruled(age, [told], reading)


def _age(sex: Sex, condition: Condition, reading: Reading) -> int:
    """The age in months."""
    if condition is Condition.DISABILITY_61:
        return reading.whole(f"benefits.pension.age_disability.{_SEXES[sex]}")
    normal = reading.whole(f"benefits.pension.age.{_SEXES[sex]}")
    if condition is Condition.NORMAL:
        return normal
    # One clause gives the miner and who lost 81 per cent the same age; only the miner's pension is whole.
    cut = Condition.HEAVIEST if condition is Condition.DISABILITY_81 else condition
    return normal - reading.whole(f"benefits.pension.age_cut.{cut}")


def retirement(
    *, sex: Sex, born: Month, book: Book, condition: Condition = Condition.NORMAL
) -> Ruling[Retirement]:
    """Give when somebody retires: the first calendar year by whose end that year's age is reached.

    The pension is paid from the first day of the month after the one in which the age is reached.
    """
    first = book.dated(f"benefits.pension.age.{_SEXES[sex]}")[0].holds_from.year
    if condition is not Condition.NORMAL:
        first = max(first, 2016)
    year = max(first, born.year + 40)
    while True:
        reading = Reading(book, date(year, 12, 31))
        age = _age(sex, condition, reading)
        reached = born.plus(age)
        if reached.year <= year:
            break
        year += 1
    start = reached.next.first
    told = say(
        "retirement",
        "Đủ tuổi nghỉ hưu {age} trong tháng {month}; hưởng từ ngày {day}.",
        age=in_words(age),
        month=reached.text,
        day=format_day(start),
    )
    return ruled(Retirement(age, reached, start), [told], reading)


def birth_of_year(year: int) -> date:
    """Give the birthday that counts for the age of retirement when only the year is known.

    It is 1 January of the year after; for reducing an early pension the year's own 1 January counts.
    """
    return date(year + 1, 1, 1)


def pension_start(
    *, ready: Month, book: Book, missing_months: int = 0, paid_in: Month | None = None
) -> Ruling[Month]:
    """Give the month a pension begins.

    `ready` is the first month in which every other condition is met (the month after the age is reached, the
    month after the assessment). A few months still missing may be paid at once, and their month counts too.
    """
    if not missing_months or paid_in is None:
        reading = Reading(book, ready.first)
        told = say("pension.start", "Hưởng lương hưu từ tháng {month}.", month=ready.text)
        return ruled(ready, [told], reading)
    reading = Reading(book, paid_in.first)
    most = reading.whole("benefits.pension.missing_most_months")
    if missing_months > most:
        raise TooManyMissing(missing=missing_months, most=most)
    start = max(ready, paid_in)
    message = "Đóng một lần {missing} tháng còn thiếu trong tháng {paid}: hưởng lương hưu từ tháng {month}."
    values = {"missing": missing_months, "paid": paid_in.text, "month": start.text}
    return ruled(start, [say("pension.start_paid", message, **values)], reading)
