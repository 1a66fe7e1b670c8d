"""The home of who answers for an area's figures: needs, the ten questions, the chart, the map, what moved."""

from __future__ import annotations

from typing import Any

from baophu.access.queries import Role
from baophu.reporting import formats
from baophu.reporting.charts import dots
from baophu.reporting.overview import AreaLine
from baophu.reporting.verdict import verdict_of
from baophu.web.charts import roadmap_context
from baophu.web.figures import bars_of, filters_of, lines_of, map_context, shown_of
from baophu.web.homes.facts import Facts
from baophu.web.homes.needs import needs_of
from baophu.web.homes.questions import questions_of, shown
from baophu.web.labels import CAUSES, INDICATORS
from baophu.web.outlook import outlook_context

EACH_END = 3  # areas named at the best and at the worst end


def context_of(facts: Facts) -> dict[str, Any]:
    """What the template of a home of figures draws."""
    seen, scope = facts.at.seen, facts.scope
    lines = lines_of(seen, scope)
    area = seen.area
    filters = filters_of(area.level, area.code, area.parent_code)
    questions = questions_of(facts)
    bars = bars_of(seen)
    return {
        "seen": seen,
        "verdict": verdict_of(seen.headline),
        "needs": needs_of(facts),
        "questions": questions if lines else list(shown(questions)),
        "lists_on": facts.lists.on,
        "filters": filters,
        "lines": lines,
        "span": dots.span_of(line.part.headline.rate for line in lines if line.part.headline.rate),
        **map_context(seen, lines),
        **roadmap_context(seen),
        "indicators": [shown_of(indicator, seen, filters) for indicator in INDICATORS],
        "bars": bars,
        "others": [
            (cause, CAUSES[cause], count)
            for cause, count in seen.causes.items()
            if cause not in {bar.step.cause for bar in bars}
        ],
        "ends": _ends(facts),
        "reporting": seen.rates.get("reporting"),
        "unknown": formats.UNKNOWN,
        **outlook_context(seen),
        "own_district": facts.user.role == Role.SI_DISTRICT,
    }


def _ends(facts: Facts) -> list[tuple[AreaLine, str]]:
    """The worst areas first, then the best, each with who answers for it."""
    known = [line for line in facts.at.seen.lines if line.headline.value is not None]
    worst = list(reversed(known))[:EACH_END]
    best = [line for line in known[:EACH_END] if line not in worst]
    return [(line, _who(facts, line)) for line in [*worst, *reversed(best)]]


def _who(facts: Facts, line: AreaLine) -> str:
    code = line.area.code if line.area.level == "district" else line.area.parent_code
    found = facts.answering.get(code)
    return found.full_name if found else ""
