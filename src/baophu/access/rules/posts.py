"""Posts: from which day to which they hold, and where an area of one day lies on another."""

from __future__ import annotations

from datetime import date


def holds(starts_on: date | None, ends_before: date | None, on: date) -> bool:
    """Whether a span without or with bounds covers a day; the end is not part of it."""
    return (starts_on is None or starts_on <= on) and (ends_before is None or on < ends_before)


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two half-open spans share a day."""
    return (second[1] is None or first[0] < second[1]) and (first[1] is None or second[0] < first[1])
