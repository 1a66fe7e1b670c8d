"""What stands beside an area's rates: the employers that lack the most workers."""

from __future__ import annotations

from dataclasses import dataclass

from baophu.access.queries import Run
from baophu.coverage.standings import Line, Order, Wanted, lines
from baophu.places.queries import area
from baophu.places.rules import AreaRef
from baophu.reporting import formats

MOST = 8


@dataclass(frozen=True, slots=True)
class Short:
    """One employer of the card, and where it is, as far as the page does not say."""

    line: Line
    where: str


def shortest(run: Run, inside: AreaRef) -> list[Short]:
    """The employers of an area that lack the most workers, the gravest first; none lacks nothing."""
    found = lines(
        run.pk, Wanted(area_code=inside.code), among=None, order=Order.LACKING, offset=0, limit=MOST
    )
    return [Short(line, _where(line, inside, run)) for line in found if line.lacking]


def _where(line: Line, inside: AreaRef, run: Run) -> str:
    code = {"province": line.district_code, "district": line.commune_code}.get(inside.level, "")
    place = area(code, run.on) if code else None
    return formats.short_area_name(place.rank, place.name) if place else ""
