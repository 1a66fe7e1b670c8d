"""Reads of standings: the list of employers, its counts, one employer over the runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from baophu.access.queries import RunState
from baophu.coverage.models import Standing, StandingKind
from baophu.coverage.sources import unpacked
from baophu.register.queries import in_area

__all__ = [
    "Evidence",
    "Finding",
    "Line",
    "Order",
    "Past",
    "StandingKind",
    "Tally",
    "Wanted",
    "Workers",
    "every_line",
    "lines",
    "of_employer",
    "of_employers",
    "over_runs",
    "tallies",
    "workers_of",
]

LACKING = (StandingKind.MISSING, StandingKind.PARTIAL)
PORTION = 900  # identifiers in one question
HEAVY = ("evidence", "rows")  # what a line does not show


class Order(StrEnum):
    """How a list of employers is sorted."""

    GRAVITY = "gravity"  # insurance deducted but not insured, then the most workers lacking
    LACKING = "lacking"
    NAME = "name"
    SUBJECT = "subject"
    INSURED = "insured"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which standings are asked for; an empty field asks nothing."""

    area_code: str  # as `register.queries.in_area` reads it: 2 digits a province, 3 a district, 5 a commune
    standing: str = ""
    district_code: str = ""
    commune_code: str = ""
    kind: str = ""
    size: str = ""
    sector: str = ""
    paying_tax: bool = False
    deducted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One employer of the list."""

    employer_id: str
    kind: str
    name: str
    tax_code: str
    unit_code: str
    district_code: str
    commune_code: str
    sector: str
    size: str
    standing: str
    subject_low: int | None
    subject: int | None
    subject_high: int | None
    insured: int
    lacking: int
    paying_tax: bool
    deducted_not_insured: int
    because: str  # the Vietnamese sentence; the code and the values say it in another language
    because_code: str
    because_values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure of one cell that a standing rests on."""

    receipt_id: int
    list_name: str
    row: int
    column: str
    value: object


@dataclass(frozen=True, slots=True)
class Finding:
    """One employer's standing in full."""

    line: Line
    rows: tuple[str, ...]  # list:file:row
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many employers have a standing, and how many workers they lack."""

    employers: int = 0
    lacking: int = 0
    with_deduction: int = 0


@dataclass(frozen=True, slots=True)
class Workers:
    """An employer in short: where it stands and how many workers it concerns."""

    employer_id: str
    name: str
    standing: str
    subject: int | None
    insured: int
    district_code: str
    commune_code: str

    @property
    def people(self) -> int:
        """The more of those subject and those insured."""
        return max(self.subject or 0, self.insured)


@dataclass(frozen=True, slots=True)
class Past:
    """An employer's standing in one run."""

    run: int
    on: date
    standing: str
    subject: int | None
    insured: int
    because: str


def lines(
    run: int, wanted: Wanted, *, among: QuerySet[Any, str] | None, order: Order, offset: int, limit: int
) -> list[Line]:
    """A page of the list; `among` narrows it to the employers of another query.

    The numbers of the page's rows come first: sorting whole rows of a province costs four times as much.
    """
    ids = list(_ordered(run, wanted, among, order).values_list("id", flat=True)[offset : offset + limit])
    rows = Standing.objects.filter(id__in=ids).annotate(lack=_lacking()).defer(*HEAVY)
    found = {row.pk: row for row in rows}
    return [_line(found[number]) for number in ids]


def every_line(run: int, wanted: Wanted, *, among: QuerySet[Any, str] | None, order: Order) -> Iterator[Line]:
    """The whole list, read in portions."""
    rows = _ordered(run, wanted, among, order).defer(*HEAVY)
    return (_line(row) for row in rows.iterator(chunk_size=2000))


def tallies(run: int, wanted: Wanted, *, among: QuerySet[Any, str] | None) -> dict[str, Tally]:
    """Counts by standing, whatever standing is asked for: they label the choices."""
    rows = (
        _asked(run, wanted, among, with_standing=False)
        .order_by()
        .values("standing")
        .annotate(
            employers=Count("id"),
            lack=Sum(_lacking()),
            with_deduction=Count("id", filter=Q(deducted_not_insured__gt=0)),
        )
    )
    return {row["standing"]: Tally(row["employers"], row["lack"] or 0, row["with_deduction"]) for row in rows}


def of_employer(employer_id: str, *, run: int) -> Finding | None:
    """An employer's standing in a run, None where the run gave none."""
    row = Standing.objects.filter(run_id=run, employer_id=employer_id).annotate(lack=_lacking()).first()
    if row is None:
        return None
    return Finding(
        line=_line(row),
        rows=unpacked(row.rows),
        evidence=tuple(
            Evidence(e["receipt"], e["list"], e["row"], e.get("column", ""), e.get("value"))
            for e in row.evidence
        ),
    )


def of_employers(employer_ids: Collection[str], *, run: int) -> dict[str, Line]:
    """The lines of some employers of a run, asked for in portions that every database takes."""
    ids = sorted(set(employer_ids))
    found: dict[str, Line] = {}
    for start in range(0, len(ids), PORTION):
        part = ids[start : start + PORTION]
        rows = Standing.objects.filter(run_id=run, employer_id__in=part).annotate(lack=_lacking())
        found |= {row.employer_id: _line(row) for row in rows}
    return found


def workers_of(employer_ids: Collection[str], *, run: int) -> dict[str, Workers]:
    """Names, places and workers of some employers of a run, for long lists of them."""
    ids = sorted(set(employer_ids))
    found: dict[str, Workers] = {}
    for start in range(0, len(ids), PORTION):
        rows = Standing.objects.filter(run_id=run, employer_id__in=ids[start : start + PORTION])
        told = rows.values_list(
            "employer_id", "name", "standing", "subject", "insured", "district_code", "commune_code"
        )
        found |= {row[0]: Workers(*row) for row in told}
    return found


def over_runs(employer_id: str) -> list[Past]:
    """An employer's standing in every published run, newest first."""
    rows = (
        Standing.objects.filter(employer_id=employer_id, run__state=RunState.PUBLISHED)
        .order_by("-run_id")
        .values_list("run_id", "run__on", "standing", "subject", "insured", "because")
    )
    return [Past(*row) for row in rows]


def _lacking() -> Case:
    """Workers who should be insured and are not, by the count of the sources; 0 for other standings."""
    gap = F("subject") - F("insured")
    return Case(
        When(standing__in=LACKING, subject__gt=F("insured"), then=gap),
        default=Value(0),
        output_field=IntegerField(),
    )


def _asked(
    run: int, wanted: Wanted, among: QuerySet[Any, str] | None, *, with_standing: bool = True
) -> QuerySet[Standing]:
    """The standings asked for, inside the asker's area."""
    rows = Standing.objects.filter(in_area(wanted.area_code), run_id=run)
    given = {
        name: value
        for name in ("district_code", "commune_code", "size", "sector")
        if (value := getattr(wanted, name))
    }
    rows = rows.filter(**given)
    if wanted.kind:  # rates count a branch with the enterprises
        rows = rows.filter(kind__in=[wanted.kind, *(("branch",) if wanted.kind == "enterprise" else ())])
    if with_standing and wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    if wanted.paying_tax:
        rows = rows.filter(paying_tax=True)
    if wanted.deducted:
        rows = rows.filter(deducted_not_insured__gt=0)
    return rows if among is None else rows.filter(employer_id__in=among)


def _ordered(run: int, wanted: Wanted, among: QuerySet[Any, str] | None, order: Order) -> QuerySet[Standing]:
    """The standings asked for, sorted; ties by name and identifier, so that pages never overlap."""
    rows = _asked(run, wanted, among).annotate(lack=_lacking())
    keys: dict[Order, list[Any]] = {
        Order.GRAVITY: ["-deducted_not_insured", "-lack", Coalesce("subject", Value(-1)).desc()],
        Order.LACKING: ["-lack"],
        Order.NAME: [],
        Order.SUBJECT: [Coalesce("subject", Value(-1)).desc()],
        Order.INSURED: ["-insured"],
    }
    return rows.order_by(*keys[order], "name", "employer_id")


def _line(row: Standing) -> Line:
    """The plain form of an annotated standing."""
    return Line(
        employer_id=row.employer_id,
        kind=row.kind,
        name=row.name,
        tax_code=row.tax_code,
        unit_code=row.unit_code,
        district_code=row.district_code,
        commune_code=row.commune_code,
        sector=row.sector,
        size=row.size,
        standing=row.standing,
        subject_low=row.subject_low,
        subject=row.subject,
        subject_high=row.subject_high,
        insured=row.insured,
        lacking=row.lack,  # type: ignore[attr-defined]
        paying_tax=row.paying_tax,
        deducted_not_insured=row.deducted_not_insured,
        because=row.because,
        because_code=row.because_code,
        because_values=row.because_values,
    )
