"""What a run found, in short: counts for the run's own record, and a hash that equal inputs repeat."""

from __future__ import annotations

import hashlib

from django.db.models import Count

from baophu.coverage.models import Rate, Standing

HASHED = (
    "employer_id", "standing", "subject_low", "subject", "subject_high", "insured", "because", "rows",
)  # fmt: skip
HASHED_RATE = ("level", "area_code", "indicator", "dimension", "category", "value", "low", "high")


def figures(run: int) -> dict[str, object]:
    """How many employers stand where, for the run's own record."""
    rows = Standing.objects.filter(run_id=run).values_list("standing").annotate(n=Count("id"))
    return {"standings": dict(rows.order_by("standing"))}


def result_hash(run: int) -> str:
    """A hash over the run's standings and rates: equal inputs give an equal hash."""
    digest = hashlib.sha256()
    standings = Standing.objects.filter(run_id=run).order_by("employer_id").values_list(*HASHED)
    for row in standings.iterator():
        digest.update(repr(row).encode())
    lines = [
        "|".join("" if cell is None else str(cell) for cell in row)
        for row in Rate.objects.filter(run_id=run).values_list(*HASHED_RATE).iterator()
    ]
    digest.update("\n".join(sorted(lines)).encode())
    return digest.hexdigest()
