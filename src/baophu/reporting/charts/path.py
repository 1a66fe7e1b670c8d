"""The coverage chart: actual rate with its bounds over time, against the path to the plan's targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from baophu.coverage.queries import RateOf
from baophu.reporting.targets import Goal


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size and margins in px; drawn again for each width, never scaled down."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


WIDE = Frame(640, 282, 38, 92, 12, 28)
NARROW = Frame(346, 250, 30, 58, 12, 28)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the drawing with what is written beside it."""

    x: str
    y: str
    share: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line with its label's place."""

    at: str
    label: str
    label_at: str


@dataclass(frozen=True, slots=True)
class PathChart:
    """What the template draws; every coordinate is text ready for an attribute."""

    frame: Frame
    shares: Sequence[Tick]
    years: Sequence[Tick]
    band: str
    actual: str
    path: str
    goals: Sequence[Mark]
    points: Sequence[Mark]
    bars: Sequence[tuple[str, str, str]]  # x, top, bottom: bounds where a band would be too thin to see
    now: Mark | None

    below: bool  # today's figure lies below the path: its label stands below too

    @property
    def plot_right(self) -> int:
        """Where the grid ends."""
        return self.frame.width - self.frame.right

    @property
    def plot_bottom(self) -> int:
        """Where the grid ends below."""
        return self.frame.height - self.frame.bottom


class _Scale:
    """Days and shares to px."""

    def __init__(self, frame: Frame, first: date, last: date, least: int) -> None:
        self.frame, self.first, self.least = frame, first, least
        self.days = (last - first).days

    def x(self, on: date) -> float:
        span = self.frame.width - self.frame.left - self.frame.right
        return self.frame.left + span * (on - self.first).days / self.days

    def y(self, share: Decimal) -> float:
        span = self.frame.height - self.frame.top - self.frame.bottom
        return self.frame.top + span * (100 - float(share) * 100) / (100 - self.least)

    def mark(self, on: date, share: Decimal) -> Mark:
        return Mark(f"{self.x(on):.1f}", f"{self.y(share):.1f}", share, on)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return " L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _least(past: Sequence[RateOf], goals: Sequence[Goal]) -> int:
    """The lowest share shown, in whole tens below everything drawn, never above 50."""
    shares = [s for r in past for s in (r.value, r.low) if s is not None] + [goal.share for goal in goals]
    lowest = min(shares, default=Decimal("0.5"))
    tens = max(0, min(50, int(lowest * 10) * 10))
    return tens if tens >= 40 else tens - tens % 20


def path_chart(
    past: Sequence[RateOf], goals: Sequence[Goal], frame: Frame, path: Decimal | None
) -> PathChart | None:
    """The chart of one area; None when there is neither a rate nor a target."""
    past = [rate for rate in past if rate.value is not None]
    if not past or not goals:
        return None
    first = date(min(past[0].on.year, goals[0].due_on.year), 1, 1)
    last = date(max(past[-1].on.year, goals[-1].due_on.year), 12, 31)
    least = _least(past, goals)
    scale = _Scale(frame, first, last, least)
    marks = [scale.mark(goal.due_on, goal.share) for goal in goals]
    points = [scale.mark(rate.on, rate.value) for rate in past if rate.value is not None]
    bounded = [(scale.x(r.on), scale.y(r.high), scale.y(r.low)) for r in past if r.low is not None and r.high]
    band = ""
    if len(bounded) > 1:
        upper = [(x, top) for x, top, _ in bounded]
        lower = [(x, low) for x, _, low in reversed(bounded)]
        band = f"M{_line([*upper, *lower])}Z"
    years = []
    for year in range(first.year, last.year + 1):
        middle, end = scale.x(date(year, 7, 1)), scale.x(date(year, 12, 31))
        years.append(Tick(f"{end:.1f}", str(year), f"{middle:.1f}"))
    shares = [
        Tick(f"{scale.y(Decimal(ten) / 100):.1f}", str(ten), f"{scale.y(Decimal(ten) / 100) + 4:.1f}")
        for ten in range(100, least - 1, -10 if least >= 40 else -20)
    ]
    return PathChart(
        frame=frame,
        shares=shares,
        years=years,
        band=band,
        actual=f"M{_line([(float(p.x), float(p.y)) for p in points])}" if len(points) > 1 else "",
        path=f"M{_line([(float(g.x), float(g.y)) for g in marks])}" if len(marks) > 1 else "",
        goals=marks,
        points=points,
        bars=[(f"{x:.1f}", f"{top:.1f}", f"{low:.1f}") for x, top, low in bounded[-1:]],
        now=points[-1],
        below=path is None or points[-1].share < path,
    )
