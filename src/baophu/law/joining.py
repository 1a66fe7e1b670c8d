"""Who may take part in voluntary insurance on a day: age, citizenship, compulsory insurance, a pension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from baophu.kernel.time import format_day
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, Sentence, ruled, say

LEAST_AGE: Final = "voluntary.least_age"
_EXCLUDED: Final = "voluntary.excluded"


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who wants to take part."""

    born: date
    foreigner: bool = False
    compulsory: bool = False  # must take part in compulsory insurance on the day
    pensioner: bool = False


def age_on(born: date, on: date) -> int:
    """Give an age in full years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def old_enough(*, born: date, on: date, book: Book) -> Ruling[bool]:
    """Say whether somebody is old enough to take part on a day."""
    reading = Reading(book, on)
    old, told = _old_enough(born, reading)
    return ruled(old, [told], reading)


def _old_enough(born: date, reading: Reading) -> tuple[bool, Sentence]:
    least, age = reading.whole(LEAST_AGE), age_on(born, reading.on)
    message = "Ngày {day} đủ {age} tuổi, cần từ đủ {least} tuổi."
    told = say("voluntary.age", message, day=format_day(reading.on), age=max(age, 0), least=least)
    return age >= least, told


_BARS: Final = {
    "foreigner": "Người nước ngoài không thuộc diện tham gia BHXH tự nguyện.",
    "compulsory": "Người thuộc diện BHXH bắt buộc thì đóng BHXH bắt buộc, không đóng tự nguyện.",
    "pensioner": "Người đang hưởng lương hưu không đóng BHXH tự nguyện.",
}


def may_join(who: Joiner, *, on: date, book: Book) -> Ruling[bool]:
    """Say whether somebody may take part in voluntary insurance on a day, and everything that bars it."""
    reading = Reading(book, on)
    old, told = _old_enough(who.born, reading)
    sentences = [told]
    for bar, message in _BARS.items():
        if reading.says(f"{_EXCLUDED}.{bar}") and getattr(who, bar):
            sentences.append(say(f"voluntary.bar.{bar}", message))
    may = old and len(sentences) == 1
    closing = "Được tham gia BHXH tự nguyện." if may else "Không được tham gia BHXH tự nguyện."
    return ruled(may, [say(f"voluntary.join.{may}".lower(), closing), *sentences], reading)
