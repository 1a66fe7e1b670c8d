"""Reads of which row is which employer, and of the pairs that wait for a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from baophu.linkage.models import DoubtfulPair, EmployerRow
from baophu.linkage.rules import explain

E4 = 10_000


@dataclass(frozen=True, slots=True)
class RowLink:
    """A row of a list belongs to an employer."""

    employer_id: str
    list_name: str
    receipt_id: int
    row: int
    method: str
    probability_e4: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one employer; `other_id` is the employer across from the one asked for."""

    id: int
    left: str  # list:sha256:row
    right: str
    other_id: str
    weight_milli: int
    because: tuple[str, ...]  # Vietnamese sentences: what speaks for and against


def rows_of(employer_id: str, *, run: int, limit: int = 200) -> list[RowLink]:
    """The rows of lists of employers that belong to an employer in a run, the newest list first."""
    found = EmployerRow.objects.filter(in_force(run), employer_id=employer_id)
    return [_link(row) for row in found.order_by("-receipt_id", "row")[:limit]]


def employers_of_rows(receipt_id: int, rows: list[int], *, run: int) -> dict[int, RowLink]:
    """Which employer each of some rows of a list belongs to in a run."""
    found = EmployerRow.objects.filter(in_force(run), receipt_id=receipt_id, row__in=rows)
    return {row.row: _link(row) for row in found}


def employers_of_list(receipt_id: int, *, run: int) -> dict[int, str]:
    """The employer of every row of a list that names one, in a run."""
    found = EmployerRow.objects.filter(in_force(run), receipt_id=receipt_id)
    return dict(found.order_by("row").values_list("row", "employer_id"))


def pairs_of(employer_id: str, *, run: int, limit: int = 20) -> list[Pair]:
    """The doubtful pairs of an employer in a run, the likeliest first."""
    mine = Q(left_employer_id=employer_id) | Q(right_employer_id=employer_id)
    found = DoubtfulPair.objects.filter(mine, run_id=run).order_by("-weight_milli", "id")[:limit]
    return [
        Pair(
            id=row.pk,
            left=row.left,
            right=row.right,
            other_id=row.right_employer_id if row.left_employer_id == employer_id else row.left_employer_id,
            weight_milli=row.weight_milli,
            because=tuple(explain({**row.levels, "why": row.why})),
        )
        for row in found
    ]


def in_force(run: int) -> Q:
    """Rows known in a run."""
    return Q(run_from__lte=run) & (Q(run_until__isnull=True) | Q(run_until__gt=run))


def _link(row: EmployerRow) -> RowLink:
    """The plain form of a link."""
    return RowLink(row.employer_id, row.list_name, row.receipt_id, row.row, row.method, row.probability_e4)
