"""Where a rate will stand if it goes on as it went: the drift method, with an interval. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

LEAST_POINTS = 4  # three steps at least: with fewer the spread cannot be told
LEAST_DAYS = 90
LOOK_BACK = timedelta(days=730)  # older growth belongs to another time
COVERAGE = 0.8  # the interval holds four times out of five
MICRO = Decimal("0.000001")
HALVINGS = 60  # of the search for a quantile: exact to the last digit of a float


class Refusal(StrEnum):
    """Why nothing is forecast."""

    FEW = "few"  # too few runs of different days
    SHORT = "short"  # the runs lie too near each other
    FAR = "far"  # the year's end lies further off than the history reaches back
    DONE = "done"  # the day asked for is not in the future


@dataclass(frozen=True, slots=True)
class Point:
    """A rate on a day."""

    on: date
    share: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """A share on a later day, the interval that holds it four times out of five, and what it rests on."""

    on: date
    share: Decimal
    low: Decimal
    high: Decimal
    points: int
    since: date
    freedom: int  # steps less one
    middle: float  # before it was kept within 0 and 1
    error: float  # standard error of the middle

    def chance_of(self, goal: Decimal) -> Decimal:
        """How likely the share is above a goal, to the hundredth."""
        if self.error == 0:
            return Decimal(int(self.middle > float(goal)))
        above = 1 - student(((float(goal)) - self.middle) / self.error, self.freedom)
        return Decimal(str(round(above, 2)))


def forecast(points: Sequence[Point], *, to: date) -> Forecast | Refusal:
    """The drift of the last two years carried on to a day, or why it cannot be told."""
    told = sorted(points, key=lambda point: point.on)
    told = [point for point in told if told[-1].on - point.on <= LOOK_BACK]
    if not told or to <= told[-1].on:
        return Refusal.DONE if told else Refusal.FEW
    days = (told[-1].on - told[0].on).days
    if len(told) < LEAST_POINTS:
        return Refusal.FEW
    if days < LEAST_DAYS:
        return Refusal.SHORT
    ahead = (to - told[-1].on).days
    if ahead > days:
        return Refusal.FAR
    return _drift(told, to, ahead, days)


def _drift(told: Sequence[Point], to: date, ahead: int, days: int) -> Forecast:
    steps = [(float(b.share - a.share), (b.on - a.on).days) for a, b in pairwise(told)]
    last, slope = float(told[-1].share), float(told[-1].share - told[0].share) / days
    freedom = len(steps) - 1
    variance = sum((change - slope * span) ** 2 / span for change, span in steps) / freedom
    error = math.sqrt(variance * ahead * (1 + ahead / days))
    middle = last + slope * ahead
    reach = quantile((1 + COVERAGE) / 2, freedom) * error
    return Forecast(
        to, _share(middle), _share(middle - reach), _share(middle + reach), len(told), told[0].on,
        freedom, middle, error,
    )  # fmt: skip


def _share(value: float) -> Decimal:
    """A share of 1 to the millionth: a rate cannot leave 0 and 1."""
    return Decimal(str(min(1.0, max(0.0, value)))).quantize(MICRO)


def student(t: float, freedom: int) -> float:
    """The distribution of Student for whole degrees of freedom: the probability of a value up to t."""
    angle = math.atan2(t, math.sqrt(freedom))
    cosine = math.cos(angle) ** 2
    odd = freedom % 2 == 1
    term = total = (math.cos(angle) if freedom > 1 else 0.0) if odd else 1.0
    for at in range(3 if odd else 2, freedom - 1, 2):
        term *= cosine * (at - 1) / at
        total += term
    inside = 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
    return (1 + inside) / 2


def quantile(probability: float, freedom: int) -> float:
    """The value that Student's distribution stays below with a probability above one half."""
    low, high = 0.0, 1.0
    while student(high, freedom) < probability:
        high *= 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if student(middle, freedom) < probability else (low, middle)
    return high
