"""Charts as files: one specification gives the page's lively chart and the document's SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from baophu.reporting import formats
from baophu.reporting.charts import drawing, roadmap, steps
from baophu.reporting.charts.drawing import Spec
from baophu.reporting.charts.theme import NARROW, PAGE, PAPER, WIDE, Frame, Palette
from baophu.reporting.homes.standpoint import Standpoint, stand
from baophu.web.charts import ROADMAP
from baophu.web.context import run_of
from baophu.web.figures import may_see
from baophu.web.guards import Asked, page
from baophu.web.labels import CAUSES
from baophu.web.law_in_force import book_in_force

STEPS = "thay-doi"
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@require_GET
@page("chart")
def chart(request: Asked, name: str, code: str, ending: str) -> HttpResponse:
    """A chart of an area as SVG or PNG for a document, or its specification for the page."""
    run = run_of(request)
    if run is None:
        raise Http404
    at = stand(run, code=code, law=book_in_force())
    if not may_see(request.scope, at.seen.area):
        raise Http404
    frame = NARROW if request.GET.get("hep") else WIDE
    make, of = _specification(name, at, frame)
    if ending == "json":
        return JsonResponse(make(PAGE))
    if ending not in TYPES:
        raise Http404
    drawn: str | bytes
    if ending == "svg":
        drawn = drawing.svg((of, "paper"), partial(make, PAPER))
    else:
        drawn = drawing.png((of, "paper"), partial(make, PAPER))
    answer = HttpResponse(drawn, content_type=TYPES[ending])
    day = f"{run.on:%Y-%m-%d}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{code}-{day}.{ending}"'
    return answer


def _specification(name: str, at: Standpoint, frame: Frame) -> tuple[Callable[[Palette], Spec], object]:
    """How a chart is drawn in a palette, and everything that it depends on."""
    seen = at.seen
    told = roadmap.roadmap_of(seen, at.outlook)
    if name == ROADMAP and told is not None:
        return partial(roadmap.chart_spec, told, frame), ("roadmap", told, frame)
    if name == STEPS and seen.steps and seen.before is not None:
        named = [(step, gettext(CAUSES[step.cause])) for step in seen.steps]
        ends = (formats.day(seen.before.on), formats.day(seen.run.on))
        return partial(steps.chart_spec, named, ends, frame), ("steps", named, ends, frame)
    raise Http404
