"""Reads for a leader's page, few and wide: an area's rates over all runs with its parts', counts by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from baophu.coverage.models import Rate, Standing
from baophu.coverage.queries import FIELDS, RateOf

OF_PARTS = ("units_plan", "units", "reporting")


def rates_around(
    *, up_to: int, area_code: str, level: str, part_level: str, parts: Sequence[str]
) -> list[RateOf]:
    """The whole rates of an area and of its parts in every published run up to one, by run; in one read.

    Of the area every indicator, of its parts those that a ranked table shows.
    """
    own = Q(area_code=area_code, level=level)
    below = Q(area_code__in=parts, level=part_level, indicator__in=OF_PARTS)
    found = Rate.objects.filter(own | below if parts else own, run_id__lte=up_to, dimension="")
    rows = found.filter(run__state="published").order_by("run_id", "area_code", "indicator")
    return [RateOf(*row) for row in rows.values_list(*FIELDS)]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many employers of one part stand so, on the tax department's list of those at work or not."""

    part: str  # a district's or commune's code, "" where it is not known
    standing: str
    paying_tax: bool
    employers: int
    deducting: int  # those that deducted insurance from people who are not insured
    deducted_from: int  # how many such people


def cells(run: int, part_field: str, **conditions: object) -> list[Cell]:
    """The employers of an area counted by part, standing and tax, in the order of parts; in one read."""
    rows = (
        Standing.objects.filter(run_id=run, **conditions)
        .values(part_field, "standing", "paying_tax")
        .annotate(
            n=Count("id"),
            deducting=Count("id", filter=Q(deducted_not_insured__gt=0)),
            people=Sum("deducted_not_insured", default=0),
        )
        .order_by(part_field, "standing", "paying_tax")
    )
    return [
        Cell(row[part_field], row["standing"], row["paying_tax"], row["n"], row["deducting"], row["people"])
        for row in rows
    ]
