"""The waterfall: what each cause did to the rate between two runs, for documents."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from baophu.reporting import formats
from baophu.reporting.changes import Step
from baophu.reporting.charts.drawing import Spec, specification
from baophu.reporting.charts.theme import Frame, Palette

ROW, EDGE = 30, 12  # px of a bar's line, of the margins above and below
LEAST_SPREAD = Decimal("0.005")


def chart_spec(
    steps: Sequence[tuple[Step, str]], ends: tuple[str, str], frame: Frame, palette: Palette
) -> Spec:
    """The steps with their names between the two days."""
    first, last = steps[0][0].starts, steps[-1][0].ends
    rows = [_row(ends[0], first, first, formats.percent(first), palette.path)]
    for step, name in steps:
        colour = palette.m5 if step.points >= 0 else palette.m1
        rows.append(_row(name, step.starts, step.ends, formats.bare_points(step.points), colour))
    rows.append(_row(ends[1], last, last, formats.percent(last), palette.path))
    tall = Frame(frame.width, ROW * len(rows) + 2 * EDGE, frame.narrow)
    names = [row["name"] for row in rows]
    shares = [share for row in rows for share in (row["from"], row["to"])]
    spread = max(max(shares) - min(shares), float(LEAST_SPREAD * 100))
    scale = alt.Scale(domain=[min(shares), min(shares) + spread * 1.35], nice=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=names, axis=alt.Axis(labelLimit=frame.width // 2))
    )
    bars = base.mark_bar(height=12).encode(
        x=alt.X("from:Q", scale=scale, axis=None),
        x2=alt.X2("to:Q"),
        color=alt.Color("colour:N", scale=None),
        tooltip=alt.Tooltip("said:N"),
    )
    marks = base.mark_tick(thickness=2.4, size=16).encode(
        x=alt.X("to:Q", scale=scale, axis=None), color=alt.Color("colour:N", scale=None)
    )
    words = base.mark_text(align="left", dx=7).encode(
        x=alt.X("end:Q", scale=scale, axis=None), text=alt.Text("word:N")
    )
    return specification(alt.layer(bars, marks, words), tall, palette)


def _row(name: str, starts: Decimal, ends: Decimal, word: str, colour: str) -> dict[str, Any]:
    low, high = sorted((float(starts * 100), float(ends * 100)))
    return {
        "name": name, "from": round(float(starts * 100), 3), "to": round(float(ends * 100), 3),
        "low": round(low, 3), "end": round(high, 3), "word": word, "colour": colour,
        "said": f"{name}: {word}",
    }  # fmt: skip
