"""The law's numbers of the money room as plain values for the population's SQL; no rule is shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from baophu.kernel.errors import Corrupt
from baophu.kernel.time import Month
from baophu.law.book import Book, UnknownParameter

MILLION: Final = 1_000_000
RATE_OF: Final = {"social": "bhxh", "health": "bhyt", "unemployment": "bhxh", "accident": "bhxh"}
LONGEST_CYCLE: Final = 6


class RateTooFine(Corrupt):
    """A rate is finer than a millionth: the whole numbers of the population cannot hold it."""

    code = "funds.rate_too_fine"
    message = "mức lãi {key} = {value} nhỏ hơn một phần triệu"


@dataclass(frozen=True, slots=True)
class MonthLaw:
    """What the law says of a month."""

    month: Month
    daily: bool
    first_charge: int
    order: tuple[str, ...]
    rates: dict[str, tuple[int | None, str]]  # fund -> (parts per million or None, key)


def month_law(month: Month, book: Book) -> MonthLaw:
    """Give what a month is reckoned by; a rate that is not known is None."""
    daily = book.word("arrears.regime", month.first) == "daily"
    regime = "daily" if daily else "monthly"
    keys = {fund: f"arrears.{regime}_rate.{of}" for fund, of in RATE_OF.items()}
    return MonthLaw(
        month=month,
        daily=daily,
        first_charge=book.whole("arrears.first_charge_months", month.first),
        order=tuple(str(part) for part in book.parts("arrears.allocation_order", month.first)),
        rates={fund: (_rate_ppm(key, month.first, book), key) for fund, key in keys.items()},
    )


def _rate_ppm(key: str, on: date, book: Book) -> int | None:
    try:
        share = book.share(key, on)
    except UnknownParameter:
        return None
    parts = share * MILLION
    if parts != int(parts):
        raise RateTooFine(key=key, value=share)
    return int(parts)


def due_months(last: Month, book: Book) -> Iterator[tuple[date, int, int]]:
    """Give each month with how many months after it, and after a cycle, its due day lies."""
    first = Month.of(book.dated("arrears.due.months_after")[0].holds_from)
    month = first
    while month <= last.plus(LONGEST_CYCLE):
        yield (
            month.first,
            book.whole("arrears.due.months_after", month.last),
            book.whole("arrears.due.months_after_cycle", month.last),
        )
        month = month.next
