"""The coverage chart on a page: the still drawing at two widths, and where its specification is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from baophu.reporting.charts import drawing, roadmap
from baophu.reporting.charts.theme import NARROW, PAGE, WIDE, Frame
from baophu.reporting.homes.standpoint import outlook_of
from baophu.reporting.overview import Overview

ROADMAP = "lo-trinh"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One width of a chart: the still drawing, and where its specification is asked for."""

    svg: SafeString
    kind: str  # the class that shows it at this width alone
    spec: str


def roadmap_context(seen: Overview) -> dict[str, object]:
    """The chart of an area for a template: both widths, its sentence; nothing where none can be drawn."""
    told = roadmap.roadmap_of(seen, outlook_of(seen))
    if told is None:
        return {"charts": [], "chart_said": ""}
    address = reverse("web:chart", args=[ROADMAP, seen.area.code, "json"])
    return {
        "charts": [
            Drawn(_still(told, frame), kind, f"{address}{query}")
            for frame, kind, query in ((WIDE, "only-l", ""), (NARROW, "only-s", "?hep=1"))
        ],
        "chart_said": roadmap.sentence(told, seen.headline.path),
    }


def _still(told: roadmap.Roadmap, frame: Frame) -> SafeString:
    of = ("roadmap", told, frame, "page")
    still = drawing.svg(of, partial(roadmap.chart_spec, told, frame, PAGE))
    return mark_safe(still.replace("<svg ", '<svg aria-hidden="true" ', 1))
