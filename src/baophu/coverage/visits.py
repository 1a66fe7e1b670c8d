"""Reads for those who go and look: how many employers of each commune are open, what each list counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count

from baophu.coverage.models import Standing, StandingKind

OPEN = (StandingKind.MISSING, StandingKind.PARTIAL, StandingKind.UNVERIFIED)
COUNTING = frozenset({"headcount", "hired"})
OUTCOME = "outcome"  # of the last visit, with its day
VISITS = "findings"
PORTION = 900  # identifiers in one question


def open_by_commune(run: int, *, district_code: str) -> dict[str, dict[str, int]]:
    """By commune of a district: how many employers stand in each state that a visit can settle."""
    rows = (
        Standing.objects.filter(run_id=run, district_code=district_code, standing__in=OPEN)
        .order_by()
        .values("commune_code", "standing")
        .annotate(n=Count("id"))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["commune_code"]][row["standing"]] = row["n"]
    return dict(found)


def open_in(run: int, *, commune_code: str, limit: int) -> list[str]:
    """The employers of a commune that a visit can settle, those surely missing first, then by name."""
    rows = Standing.objects.filter(run_id=run, commune_code=commune_code, standing__in=OPEN)
    order = {kind: place for place, kind in enumerate(OPEN)}
    known = rows.values_list("employer_id", "standing", "name")
    ranked = sorted(known, key=lambda row: (order[StandingKind(row[1])], row[2], row[0]))
    return [employer for employer, _, _ in ranked[:limit]]


def counts_of(employer_ids: Collection[str], *, run: int) -> dict[str, dict[str, str]]:
    """By employer and list: the newest count of workers that its standing rests on, as it stands in the cell.

    Under `OUTCOME` stands the code of the last visit and its day: "3 (2018-05-14)".
    """
    ids, found = sorted(employer_ids), defaultdict[str, dict[str, str]](dict)
    for start in range(0, len(ids), PORTION):
        part = Standing.objects.filter(run_id=run, employer_id__in=ids[start : start + PORTION])
        for employer, evidence in part.values_list("employer_id", "evidence"):
            for cell in sorted(evidence, key=lambda cell: str(cell.get("as_of", ""))):
                if cell["list"] == VISITS and cell["column"] == OUTCOME:
                    found[employer][OUTCOME] = f"{cell['value']} ({cell.get('as_of', '')})"
                elif cell["column"] in COUNTING:
                    found[employer][cell["list"]] = str(cell["value"])
    return dict(found)
