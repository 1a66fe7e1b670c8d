"""The coverage chart: the actual rate with its bounds, the path to the targets, the forecast with its fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt
from django.utils.translation import gettext

from baophu.coverage.queries import RateOf
from baophu.reporting import formats
from baophu.reporting.charts.drawing import Spec, specification
from baophu.reporting.charts.theme import ACTUAL, DASH, DOTS, PATH, SIZE, Frame, Palette
from baophu.reporting.forecast import Forecast, Refusal
from baophu.reporting.overview import Overview
from baophu.reporting.targets import Goal

Row = dict[str, Any]
WORD, SAID, TOP = alt.Text("word:N"), alt.Tooltip("said:N"), alt.Y2("top:Q")
HEADROOM = 0.17  # of the years drawn: room on the right for the label of the last target


@dataclass(frozen=True, slots=True)
class Roadmap:
    """What the chart draws."""

    past: Sequence[RateOf]  # those with a value
    goals: Sequence[Goal]
    outlook: Forecast | None
    below: bool  # today's rate lies below the path: its label stands below too

    @property
    def now(self) -> RateOf:
        """The newest rate."""
        return self.past[-1]


def roadmap_of(seen: Overview, outlook: Forecast | Refusal) -> Roadmap | None:
    """What to draw of an area; None where there is neither a rate nor a target."""
    past = [rate for rate in seen.past if rate.value is not None]
    if not past or not seen.goals:
        return None
    below = seen.headline.path is None or (past[-1].value or Decimal(0)) < seen.headline.path
    return Roadmap(past, seen.goals, outlook if isinstance(outlook, Forecast) else None, below)


class _Days:
    """Days as numbers from the first of January: no time zone has a say in where a point stands."""

    def __init__(self, drawn: Roadmap) -> None:
        self.first = date(min(drawn.past[0].on.year, drawn.goals[0].due_on.year), 1, 1)
        self.last = date(max(drawn.past[-1].on.year, drawn.goals[-1].due_on.year), 12, 31)

    def at(self, on: date) -> int:
        """Where a day stands."""
        return (on - self.first).days

    @property
    def years(self) -> range:
        """The years drawn."""
        return range(self.first.year, self.last.year + 1)


def chart_spec(drawn: Roadmap, frame: Frame, palette: Palette) -> Spec:
    """The specification of the chart for one width and one palette."""
    days = _Days(drawn)
    least = _least(drawn)
    span = days.at(days.last)
    room = HEADROOM * (1.5 if frame.narrow else 1)
    x = alt.Scale(domain=[0, round(span * (1 + room))], nice=False)
    y = alt.Scale(domain=[least, 100], nice=False, clamp=True)
    ticks = list(range(least, 101, 10 if least >= 40 else 20))
    scales = _Scales(x, y, ticks, palette, frame)
    layers = [
        *_years(days, least, scales), *_bounds(drawn, days, scales), *_path(drawn, days, scales),
        *_outlook(drawn, days, scales), *_actual(drawn, days, scales),
    ]  # fmt: skip
    return specification(alt.layer(*layers), frame, palette)


@dataclass(frozen=True, slots=True)
class _Scales:
    """What every layer shares."""

    x: alt.Scale
    y: alt.Scale
    ticks: Sequence[int]
    palette: Palette
    frame: Frame

    def on(self, rows: Sequence[Row], **more: Any) -> alt.Chart:
        """A layer of rows with `x` and `y`."""
        axis = alt.Axis(values=self.ticks, format="d")
        return alt.Chart(alt.InlineData(values=list(rows))).encode(
            x=alt.X("x:Q", scale=self.x, axis=None), y=alt.Y("y:Q", scale=self.y, axis=axis), **more
        )


def _least(drawn: Roadmap) -> int:
    """The lowest share shown, in whole tens below everything drawn, never above 50."""
    shares = [s for r in drawn.past for s in (r.value, r.low) if s is not None]
    shares += [goal.share for goal in drawn.goals]
    shares += [drawn.outlook.low] if drawn.outlook else []
    tens = max(0, min(50, int(min(shares) * 10) * 10))
    return tens if tens >= 40 else tens - tens % 20


def _hundred(share: Decimal) -> float:
    return float(round(share * 100, 2))


def _years(days: _Days, least: int, s: _Scales) -> list[alt.Chart]:
    ends = [{"x": days.at(date(year, 12, 31)), "y": least, "top": 100} for year in days.years]
    middles = [{"x": days.at(date(year, 7, 1)), "y": least, "word": str(year)} for year in days.years]
    return [
        s.on(ends, y2=TOP).mark_rule(stroke=s.palette.grid),
        s.on(middles, text=WORD).mark_text(baseline="top", dy=8),
    ]


def _bounds(drawn: Roadmap, days: _Days, s: _Scales) -> list[alt.Chart]:
    rows = [
        {"x": days.at(r.on), "y": _hundred(r.low), "top": _hundred(r.high)}
        for r in drawn.past
        if r.low is not None and r.high is not None
    ]
    if not rows:
        return []
    last = s.on(rows[-1:], y2=TOP).mark_rule(stroke=s.palette.act, strokeWidth=1.4, opacity=0.65)
    return [s.on(rows, y2=TOP).mark_area(fill=s.palette.band, stroke=None), last]


def _path(drawn: Roadmap, days: _Days, s: _Scales) -> list[alt.Chart]:
    goals = [
        {
            "x": days.at(goal.due_on), "y": _hundred(goal.share),
            "word": formats.bare_percent(goal.share, 0),
            "said": gettext("Chỉ tiêu %(share)s, %(on)s")
            % {"share": formats.percent(goal.share, 0), "on": formats.day(goal.due_on)},
        }
        for goal in drawn.goals
    ]  # fmt: skip
    last = {**goals[-1]}
    if not s.frame.narrow:
        last["word"] = gettext("Chỉ tiêu %(value)s") % {"value": goals[-1]["word"]}
    return [
        s.on(goals).mark_line(stroke=s.palette.path, strokeWidth=PATH, strokeDash=DASH),
        s.on(goals, tooltip=SAID).mark_point(
            shape="diamond",
            size=70,
            opacity=1,
            fill=s.palette.surface,
            stroke=s.palette.path,
            strokeWidth=1.8,
        ),
        s.on(goals[:-1], text=WORD).mark_text(align="right", dx=-8, dy=-8),
        s.on([last], text=WORD).mark_text(align="left", dx=9, fontWeight=500),
    ]


def _outlook(drawn: Roadmap, days: _Days, s: _Scales) -> list[alt.Chart]:
    outlook = drawn.outlook
    if outlook is None or drawn.now.value is None:
        return []
    start, end = days.at(drawn.now.on), days.at(outlook.on)
    now, then = _hundred(drawn.now.value), _hundred(outlook.share)
    low, high = _hundred(outlook.low), _hundred(outlook.high)
    fan = [{"x": start, "y": now, "top": now}, {"x": end, "y": low, "top": high}]
    said = gettext("Dự báo %(on)s: %(share)s, khoảng %(bounds)s") % {
        "on": formats.day(outlook.on),
        "share": formats.percent(outlook.share),
        "bounds": formats.bounds(outlook.low, outlook.high),
    }
    word = f"{formats.day_month(outlook.on)}: {formats.bare_percent(outlook.share)}"
    point = [{"x": end, "y": then, "word": word, "said": said}]
    return [
        s.on(fan, y2=TOP).mark_area(fill=s.palette.band, stroke=None),
        s.on([{"x": start, "y": now}, {"x": end, "y": then}]).mark_line(
            stroke=s.palette.act, strokeWidth=2.2, strokeDash=DOTS
        ),
        s.on(point, tooltip=SAID).mark_point(
            size=40, fill=s.palette.surface, stroke=s.palette.act, strokeWidth=1.6, opacity=1
        ),
        s.on(point, text=WORD).mark_text(align="left", dx=8, fontWeight=600, fill=s.palette.ink),
    ]


def _actual(drawn: Roadmap, days: _Days, s: _Scales) -> list[alt.Chart]:
    rows = [
        {"x": days.at(rate.on), "y": _hundred(rate.value), "said": _said(rate)}
        for rate in drawn.past
        if rate.value is not None
    ]
    now = {**rows[-1], "word": gettext("Nay %(value)s") % {"value": formats.bare_percent(drawn.now.value)}}
    label: dict[str, Any] = {"align": "right", "dx": -9, "dy": -10}
    if drawn.below:
        label = (
            {"align": "right", "dx": -4, "dy": -14} if drawn.outlook else {"align": "left", "dx": 9, "dy": 13}
        )
    ink = s.palette.act
    return [
        s.on(rows).mark_line(stroke=ink, strokeWidth=ACTUAL, strokeJoin="round"),
        s.on(rows, tooltip=SAID).mark_circle(fill=ink, size=26, opacity=1),
        s.on([now], tooltip=SAID).mark_circle(
            fill=ink, size=80, stroke=s.palette.surface, strokeWidth=2, opacity=1
        ),
        s.on([now], text=WORD).mark_text(fontWeight=600, fontSize=SIZE, fill=ink, **label),
    ]


def _said(rate: RateOf) -> str:
    """A point in words: the day, the share, its bounds."""
    values = {
        "on": formats.day(rate.on),
        "share": formats.percent(rate.value),
        "bounds": formats.bounds(rate.low, rate.high, 1),
    }
    return gettext("%(on)s: %(share)s, giới hạn %(bounds)s") % values


def sentence(drawn: Roadmap, path: Decimal | None) -> str:
    """The chart as a sentence, for who cannot see it."""
    said = _said(drawn.now)
    if path is not None:
        said += "; " + gettext("lộ trình %(path)s") % {"path": formats.percent(path)}
    if drawn.outlook:
        said += "; " + gettext("dự báo %(on)s: %(share)s, khoảng %(bounds)s") % {
            "on": formats.day(drawn.outlook.on),
            "share": formats.percent(drawn.outlook.share),
            "bounds": formats.bounds(drawn.outlook.low, drawn.outlook.high),
        }
    return f"{said}."
