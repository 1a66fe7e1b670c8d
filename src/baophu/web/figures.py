"""The province's page, the pages of its districts and communes, what changed, the runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from baophu.access import queries as access
from baophu.coverage.queries import STANDINGS, RateOf, movers, rates_of, rates_within, standing_counts
from baophu.places import queries as places
from baophu.places.rules import AreaRef
from baophu.reporting import overview as figures
from baophu.reporting.changes import Cause, Step, pairs_of
from baophu.reporting.charts import dots, schematic
from baophu.reporting.charts.keeping import shapes_of
from baophu.reporting.formats import UNKNOWN, area_name, number, percent
from baophu.reporting.overview import AreaLine, Overview
from baophu.reporting.targets import is_met, target_share
from baophu.reporting.verdict import Verdict, verdict_of
from baophu.web.beside import shortest
from baophu.web.charts import roadmap_context
from baophu.web.context import run_of
from baophu.web.guards import Asked, Scope, page
from baophu.web.labels import (
    CAUSES,
    COUNTED,
    DIMENSIONS,
    INDICATOR_TITLES,
    INDICATORS,
    Indicator,
    category_label,
)
from baophu.web.outlook import outlook_context
from baophu.web.rights import may_open

DOT_WIDTHS = (150, 76)
PAGE_SIZE = 50
BAR = 120  # px of an indicator's bar
LEAST_SPREAD = Decimal("0.005")  # smaller changes draw small bars, not full ones


@dataclass(frozen=True, slots=True)
class Line:
    """One area of the ranked table."""

    part: AreaLine
    filters: str
    wide: dots.Dots | None
    narrow: dots.Dots | None
    inside_scope: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One district on the schematic."""

    shape: schematic.Shape
    line: Line | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A further indicator as it is shown."""

    indicator: Indicator
    rate: RateOf | None
    filters: str
    target: Decimal | None
    met: bool | None

    @property
    def state(self) -> str:
        """How it stands against its target, in words; empty where there is none."""
        if self.target is None or self.met is None:
            return ""
        goal = percent(self.target, 0)
        if self.indicator.growth:
            goal = f"+{goal}"
        said = gettext("Đạt chỉ tiêu %(target)s") if self.met else gettext("Chưa đạt chỉ tiêu %(target)s")
        return said % {"target": goal}

    @property
    def goal(self) -> int | None:
        """The target as px of the bar."""
        return None if self.target is None or self.indicator.growth else int(self.target * BAR)

    @property
    def behind(self) -> str:
        """What to ask the list of employers, or of lists received, for the rows behind the figure."""
        return f"loai={self.indicator.list_name}" if self.indicator.list_name else self.filters

    @property
    def why(self) -> str:
        """Why there is no figure."""
        if self.rate is not None and self.rate.why:
            return gettext(self.rate.why)
        return gettext("Chưa có danh sách để tính trong lượt này.")

    @property
    def base(self) -> str:
        """Numerator and denominator in words."""
        rate = self.rate
        if rate is None or rate.value is None or not self.indicator.unit:
            return ""
        unit = gettext(self.indicator.unit)
        if self.indicator.growth:
            values = {"now": number(rate.numerator), "unit": unit, "before": number(rate.denominator)}
            return gettext("%(now)s %(unit)s, cùng kỳ %(before)s") % values
        return f"{number(rate.numerator)} / {number(rate.denominator)} {unit}"

    @property
    def bar(self) -> int | None:
        """The share as px of the bar."""
        if self.rate is None or self.rate.value is None or self.indicator.growth:
            return None
        return int(min(Decimal(1), max(Decimal(0), self.rate.value)) * BAR)


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall as px of a bar 110 px long."""

    step: Step
    label: str
    x: str
    width: str
    grows: bool


def filters_of(level: str, code: str, parent: str) -> str:
    """The part of an address that narrows the list of employers to an area; ends with & unless empty."""
    if level == "district":
        return f"district={code}&"
    return f"district={parent}&commune={code}&" if level == "commune" else ""


def lines_of(seen: Overview, scope: Scope) -> list[Line]:
    """The parts of an area as the ranked table and the map show them."""
    rates = [line.headline.rate for line in seen.lines if line.headline.rate is not None]
    span = dots.span_of(rates)
    shown = []
    for part in seen.lines:
        rate = part.headline.rate
        drawn = [dots.dots(rate, span, part.headline.path, width) if rate else None for width in DOT_WIDTHS]
        area = part.area
        covered = scope.covers(*(("", area.code) if area.level == "commune" else (area.code, "")))
        inside = covered or scope.code == area.parent_code
        shown.append(
            Line(part, filters_of(area.level, area.code, area.parent_code), drawn[0], drawn[1], inside)
        )
    return shown


def map_context(seen: Overview, lines: Sequence[Line]) -> dict[str, object]:
    """The map of the province's districts for a template: each place, and whose map it is."""
    if seen.area.level != "province":
        return {"places": [], "own_map": None}
    by_code = {line.part.area.code: line for line in lines}
    drawn, own = shapes_of(by_code)
    return {"places": [Place(shape, by_code.get(shape.code)) for shape in drawn], "own_map": own}


def bars_of(seen: Overview) -> list[Bar]:
    """The steps of the waterfall, none where there is nothing to hold a run against."""
    ends = [share for step in seen.steps for share in (step.starts, step.ends)]
    if not ends:
        return []
    least, most = min(ends), max(ends)
    spread = max(most - least, LEAST_SPREAD)
    bars = []
    for step in seen.steps:
        low, high = sorted((step.starts, step.ends))
        bars.append(
            Bar(
                step,
                gettext(CAUSES[step.cause]),
                f"{(low - least) / spread * 110:.1f}",
                f"{max((high - low) / spread * 110, Decimal(1)):.1f}",
                step.points >= 0,
            )
        )
    return bars


def _breakdown(seen: Overview) -> dict[str, dict[str, object]]:
    """Each dimension that is known, with its categories, the largest first."""
    shown: dict[str, dict[str, object]] = {}
    for name, rates in seen.breakdown.items():
        known = [r for r in rates if r.denominator]
        span = dots.span_of(known)
        ordered = sorted(known, key=lambda r: (-(r.denominator or 0), r.category))
        if name == "size":
            ordered = sorted(known, key=lambda r: list("01523").index(r.category[0]) if r.category else 9)
        rows = [
            {
                "rate": r,
                "label": gettext(category_label(name, r.category)),
                "dots": dots.dots(r, span, seen.headline.path, DOT_WIDTHS[1]),
            }
            for r in ordered
        ]
        if rows:
            shown[name] = {"name": name, "title": gettext(DIMENSIONS[name]), "rows": rows, "span": span}
    return shown


def shown_of(indicator: Indicator, seen: Overview, filters: str) -> Shown:
    """A further indicator of an area with its target."""
    rate = seen.rates.get(indicator.name)
    book, on = seen.law, seen.run.on
    known = rate is not None and rate.value is not None
    return Shown(
        indicator=indicator,
        rate=rate,
        filters=filters + indicator.filters,
        target=target_share(book, indicator.name, on) if known else None,
        met=is_met(book, indicator.name, on, rate.value) if rate and rate.value is not None else None,
    )


def _context(seen: Overview, scope: Scope, role: str) -> dict[str, object]:
    verdict: Verdict = verdict_of(seen.headline)
    lines = lines_of(seen, scope)
    area = seen.area
    filters = filters_of(area.level, area.code, area.parent_code)
    rates = [line.part.headline.rate for line in lines if line.part.headline.rate]
    bars = bars_of(seen)
    return {
        "seen": seen,
        "verdict": verdict,
        "filters": filters,
        "lines": lines,
        "span": dots.span_of(rates),
        **map_context(seen, lines),
        **roadmap_context(seen),
        **outlook_context(seen),
        "indicators": [shown_of(indicator, seen, filters) for indicator in INDICATORS],
        "bars": bars,
        "others": [
            (cause, CAUSES[cause], count)
            for cause, count in seen.causes.items()
            if cause not in {bar.step.cause for bar in bars}
        ],
        "breakdown": _breakdown(seen),
        "may_send": may_open(role, "upload"),
        "short": shortest(seen.run, area) if may_open(role, "employers") else [],
        "may_see_parent": scope.whole_province or scope.code == area.parent_code,
        "reporting": seen.rates.get("reporting"),
        "unknown": UNKNOWN,
    }


def _area_page(request: Asked, code: str) -> HttpResponse:
    run = run_of(request)
    if run is None:
        return render(request, "web/no_run.html", {})
    seen = figures.overview(run, code=code)
    if not may_see(request.scope, seen.area):
        raise Http404
    return render(
        request,
        "web/area.html",
        _context(seen, request.scope, request.user.role),
    )


def may_see(scope: Scope, area: AreaRef) -> bool:
    """Whether an area lies within the reader's own."""
    if area.level == "province":
        return scope.whole_province
    if area.level == "district":
        return scope.covers(area.code, "")
    return scope.covers(area.parent_code, area.code)


@require_GET
@page("area")
def area(request: Asked, code: str) -> HttpResponse:
    """One district or commune."""
    return _area_page(request, code)


@require_GET
@page("changes")
def changes(request: Asked, change: str) -> HttpResponse:
    """The employers behind one cause of the change between two runs, in an area."""
    run = run_of(request)
    if run is None or change not in set(Cause):
        raise Http404
    code = request.GET.get("area", request.scope.code)
    seen = figures.compared(run, code=code)
    if not may_see(request.scope, seen.area) or seen.before is None:
        raise Http404
    pairs = pairs_of(Cause(change), STANDINGS)
    found = movers(seen.before.id, run.id, pairs=pairs, conditions=figures.conditions_of(seen.area))
    pages = Paginator(found.order_by("name", "id"), PAGE_SIZE)
    shown = {
        "seen": seen,
        "title": CAUSES[Cause(change)],
        "page": pages.get_page(request.GET.get("page")),
        "names": {
            a.code: area_name(a.rank, a.name)
            for level in ("district", "commune")
            for a in places.areas(level, run.on)
        },
        "gone": change == Cause.GONE,
    }
    return render(request, "web/changes.html", shown)


@require_GET
@page("runs")
def runs(request: Asked) -> HttpResponse:
    """Every published run, newest first."""
    scope, published = request.scope, access.published_runs()
    found = rates_within(
        [r.id for r in published], level=scope.level, codes=[scope.code], indicators=(figures.PLAN,)
    )
    rates = {rate.run: rate for rate in found}
    lines = [{"run": r, "rate": rates.get(r.id)} for r in published]
    return render(request, "web/runs.html", {"runs": lines, "running": access.running()})


@require_GET
@page("run")
def run(request: Asked, number: int) -> HttpResponse:
    """One run: what went in (hashes), what came out in the reader's area."""
    shown = access.published_run(number)
    scope = request.scope
    rates = {
        rate.indicator: rate
        for rate in rates_of(shown.id, area_code=scope.code, level=scope.level)
        if not rate.dimension
    }
    seconds = (shown.published_at - shown.started_at).total_seconds() if shown.published_at else None
    told = {
        "shown": shown,
        "standings": standing_counts(shown.id, **scope.conditions),
        "rates": [
            (rates[name], title, name in COUNTED) for name, title in INDICATOR_TITLES.items() if name in rates
        ],
        "current": run_of(request) == shown,
        "seconds": seconds and int(seconds),
    }
    return render(request, "web/run.html", told)
