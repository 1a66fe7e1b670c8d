"""The plan's targets beside the rates: the year's target, the roadmap, how many units are still needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from baophu.law.book import Book, UnknownParameter
from baophu.law.targets import GROWTH, SHARE, Target, roadmap, target

MICRO = Decimal("0.000001")
E_FILING = "targets.e_filing.share"
OF_UNITS = frozenset(
    {"units_plan", "units_unemployment"}
)  # the target is held against these, not against FULL
OTHERS = {"voluntary_growth": GROWTH, "e_filing": E_FILING}


@dataclass(frozen=True, slots=True)
class Goal:
    """A year's target as a point on the chart."""

    due_on: date
    share: Decimal


def year_end(on: date) -> date:
    """31 December of the day's year: until then the year's target can be met."""
    return date(on.year, 12, 31)


def goals(book: Book) -> list[Goal]:
    """Every year for which the plan sets its own share of units, in order."""
    return [Goal(year_end(d.holds_from), Decimal(str(d.value))) for d in book.dated(SHARE)]


def units_target(book: Book, on: date) -> Target | None:
    """The share of units that the day's year must reach; None before the plan's first year."""
    try:
        return target(on=on, book=book)
    except UnknownParameter:
        return None


def path_on(book: Book, on: date) -> Decimal | None:
    """Where the roadmap stands on a day, to the millionth; None where the plan draws none."""
    share = roadmap(on=on, book=book).share
    return None if share is None else (Decimal(share.numerator) / share.denominator).quantize(MICRO)


def target_share(book: Book, indicator: str, on: date) -> Decimal | None:
    """The target of an indicator in the day's year; None where the plan sets none."""
    if indicator in OF_UNITS:
        wanted = units_target(book, on)
        return wanted.share if wanted else None
    if indicator not in OTHERS:
        return None
    try:
        return book.share(OTHERS[indicator], on)
    except UnknownParameter:
        return None


def is_met(book: Book, indicator: str, on: date, share: Decimal) -> bool | None:
    """Whether a rate reaches its target of the year; None where the plan sets none."""
    if indicator in OF_UNITS:
        wanted = units_target(book, on)
        return wanted.is_met_by(share) if wanted else None
    goal = target_share(book, indicator, on)
    return None if goal is None else share >= goal


def still_needed(wanted: Target, *, numerator: Decimal, denominator: Decimal) -> int:
    """How many units must still join, the number of units held equal, for the rate to meet the target."""
    edge = wanted.share * denominator - numerator
    if wanted.strict:
        least = edge.to_integral_value(rounding=ROUND_FLOOR) + 1
    else:
        least = edge.to_integral_value(rounding=ROUND_CEILING)
    return max(0, int(least))
