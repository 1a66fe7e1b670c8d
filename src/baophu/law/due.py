"""The last day to pay, and how late a payment is."""

from __future__ import annotations

from datetime import date
from typing import Final

from baophu.kernel.time import Month, format_day
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, ruled, say

MONTHS_AFTER: Final = "arrears.due.months_after"
MONTHS_AFTER_CYCLE: Final = "arrears.due.months_after_cycle"


def due_day(*, month: Month, book: Book, cycle_months: int = 1) -> Ruling[date]:
    """Give the last day to pay for a month, or for a cycle of 3 or 6 months that ends with it.

    The law of the month's last day decides.
    """
    reading = Reading(book, month.last)
    after = reading.whole(MONTHS_AFTER if cycle_months == 1 else MONTHS_AFTER_CYCLE)
    last = month.plus(after).last
    told = say("due", "Hạn đóng của tháng {month} là ngày {day}.", month=month.text, day=format_day(last))
    return ruled(last, [told], reading)
