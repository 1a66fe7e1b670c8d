"""How old a debt is, and what the agency's reports call it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from baophu.kernel.time import Month
from baophu.law.book import Book

OWED_FROM: Final = "arrears.ageing.owed_from_months"
LONG_FROM: Final = "arrears.ageing.long_from_months"


class Age(StrEnum):
    """The classes of debt by months past the due day."""

    NOT_DUE = "not_due"
    LATE = "late"
    OWED = "owed"
    LONG = "long"


AGE_NAMES: Final = {
    Age.NOT_DUE: "Chưa quá hạn",
    Age.LATE: "Chậm đóng dưới 1 tháng",
    Age.OWED: "Nợ từ 1 đến dưới 3 tháng",
    Age.LONG: "Nợ kéo dài từ 3 tháng",
}


def months_late(due: date, on: date) -> int:
    """Give the whole months between the first late day and the end of a day, below 0 when not yet late."""
    first, after = Month.of(due + timedelta(days=1)), Month.of(on + timedelta(days=1))
    return (after.year - first.year) * 12 + after.number - first.number


def age(due: date, on: date, book: Book) -> Age:
    """Give the class of a debt with this due day on a day; raises `UnknownParameter`."""
    if on <= due:
        return Age.NOT_DUE
    months = months_late(due, on)
    if months >= book.whole(LONG_FROM, on):
        return Age.LONG
    return Age.OWED if months >= book.whole(OWED_FROM, on) else Age.LATE
