"""A rate with its bounds on one line of a table: a dot on an interval, the path as a dashed rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from baophu.coverage.queries import RateOf

EDGE = 5


@dataclass(frozen=True, slots=True)
class Span:
    """The shares at the two ends, in whole percent; they stand in the column's head."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Dots:
    """One line's drawing, 16 px high."""

    width: int
    low: str
    high: str
    value: str
    path: str | None
    left: int
    right: int


def span_of(rates: Iterable[RateOf]) -> Span:
    """Ends that hold every rate and bound, in whole fives."""
    shares = [s for rate in rates for s in (rate.low, rate.value, rate.high) if s is not None]
    lowest, highest = min(shares, default=Decimal("0.5")), max(shares, default=Decimal(1))
    least = max(0, int(lowest * 20) * 5)
    most = min(100, -(-int(highest * 10000) // 500) * 5)
    return Span(least, max(most, least + 5))


def dots(rate: RateOf, span: Span, path: Decimal | None, width: int) -> Dots | None:
    """The drawing of one rate; None where it is not known."""
    if rate.value is None:
        return None

    def at(share: Decimal) -> str:
        part = (float(share) * 100 - span.least) / (span.most - span.least)
        return f"{EDGE + min(1.0, max(0.0, part)) * (width - 2 * EDGE):.1f}"

    low, high = (
        rate.low if rate.low is not None else rate.value,
        rate.high if rate.high is not None else rate.value,
    )
    inside = path is not None and span.least <= path * 100 <= span.most
    return Dots(
        width,
        at(low),
        at(high),
        at(rate.value),
        at(path) if path is not None and inside else None,
        EDGE,
        width - EDGE,
    )
