"""Health insurance of a household that pays for itself, and when a soldier's card ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.bases import grant_base
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, ruled, say


def household_health(*, months: Sequence[int], on: date, book: Book) -> Ruling[tuple[int, ...]]:
    """Give what each member owes for each one's months, in order; later members pay a part of the first's."""
    reading = Reading(book, on)
    reading.value("health.household.members")
    shares = [Fraction(str(part)) for part in book.parts("health.household.members", on)]
    first = reading.share("health.household.rate") * grant_base(reading)
    owed = tuple(
        half_up(first * shares[min(place, len(shares) - 1)]) * count for place, count in enumerate(months)
    )
    message = "Hộ {people} người, người thứ nhất {first} một tháng: cộng {total}."
    told = say(
        "health.household",
        message,
        people=len(owed),
        first=format_vnd(half_up(first)),
        total=format_vnd(sum(owed)),
    )
    return ruled(owed, [told], reading)


def soldier_card(*, discharged: date, book: Book) -> Ruling[tuple[date, date]]:
    """Give the last day of a soldier's card, the month's last, and the first day of the card that follows."""
    reading = Reading(book, discharged)
    reading.word("health.soldier_card_ends")
    last = Month.of(discharged).last
    told = say("health.soldier_card", "Thẻ có giá trị đến hết ngày {day}.", day=format_day(last))
    return ruled((last, last + timedelta(days=1)), [told], reading)
