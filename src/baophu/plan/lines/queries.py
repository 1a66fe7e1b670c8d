"""Reads of the list of employers: counts, and pages that cost the same wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from baophu.plan.models import Charge, ListLine, Objection

DISTRICT_DIGITS, COMMUNE_DIGITS = 3, 5
BRIEF: Final = ("employer_id", "owed_vnd", "owed_since", "since", "officer", "objected")
NOBODY: Final = "nobody"  # asks for units that nobody is in charge of


class Order(StrEnum):
    """How the list is sorted; each is a rank of the line."""

    GRAVITY = "gravity"  # insurance deducted but not insured, then the most workers lacking
    NAME = "name"
    LACKING = "lacking"
    SUBJECT = "subject"
    INSURED = "insured"
    DEDUCTED = "deducted"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which employers are asked for; an empty field asks nothing."""

    area_code: str  # 2 digits a province, 3 a district, 5 a commune
    standing: str = ""
    district_code: str = ""
    commune_code: str = ""
    kind: str = ""
    size: str = ""
    sector: str = ""
    paying_tax: bool = False
    deducted: bool = False
    owing: bool = False
    officer: str = ""  # a sign-in name, or NOBODY


@dataclass(frozen=True, slots=True)
class Tally:
    """How many employers have a standing, and how many workers they lack."""

    employers: int = 0
    lacking: int = 0
    with_deduction: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What a line says beside the standing: debts, since when, who is in charge, whether urging rests."""

    employer_id: str
    owed_vnd: int
    owed_since: date | None
    since: date
    officer: str
    objected: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of employers in order, and the ranks that lead on and back (None: no more)."""

    briefs: tuple[Brief, ...]
    after: int | None
    before: int | None


def tallies(run: int, wanted: Wanted, among: QuerySet[Any, str] | None) -> dict[str, Tally]:
    """Counts by standing, whatever standing is asked for: they label the choices."""
    rows = asked(run, wanted, among, with_standing=False).order_by().values("standing")
    counted = rows.annotate(
        n=Count("id"), lack=Sum("lacking"), grave=Count("id", filter=Q(deducted__gt=0))
    ).values_list("standing", "n", "lack", "grave")
    return {standing: Tally(n, lack or 0, grave) for standing, n, lack, grave in counted}


def page(
    run: int,
    wanted: Wanted,
    among: QuerySet[Any, str] | None,
    *,
    order: Order,
    down: bool = True,
    after: int | None = None,
    before: int | None = None,
    size: int,
) -> Slice:
    """The rows after a rank, or before one; by the rank alone, so a far page costs what the first does.

    `down` false turns the order about.
    """
    rank = f"{order}_rank"
    rows = asked(run, wanted, among)
    back = before is not None
    edge = before if back else after
    if edge is not None:
        rows = rows.filter(**{f"{rank}__{'lt' if down == back else 'gt'}": edge})
    ordered = rows.order_by(rank if down != back else f"-{rank}")
    found = list(_told(ordered).values_list(*BRIEF, rank)[: size + 1])
    more = len(found) > size
    found = found[:size][::-1] if back else found[:size]
    if not found:
        return Slice((), None, None)
    return Slice(
        tuple(Brief(*row[:-1]) for row in found),
        after=found[-1][-1] if more or back else None,
        before=found[0][-1] if (more if back else edge is not None) else None,
    )


def every(
    run: int, wanted: Wanted, among: QuerySet[Any, str] | None, *, order: Order, down: bool
) -> list[str]:
    """All employers asked for, in order."""
    rank = f"{order}_rank"
    rows = asked(run, wanted, among).order_by(rank if down else f"-{rank}")
    return list(rows.values_list("employer_id", flat=True))


def in_given_order(run: int, wanted: Wanted, employer_ids: Sequence[str]) -> list[Brief]:
    """Those of some employers that are asked for, in the order they were given (a search's)."""
    rows = _told(asked(run, wanted, None).filter(employer_id__in=employer_ids)).values_list(*BRIEF)
    known = {row[0]: Brief(*row) for row in rows}
    return [known[one] for one in employer_ids if one in known]


def _told(rows: QuerySet[ListLine]) -> QuerySet[ListLine]:
    """Lines with who is in charge and whether an objection waits, in the same read."""
    held = Charge.objects.filter(employer_id=OuterRef("employer_id"), ends_before__isnull=True)
    waiting = Objection.objects.filter(employer_id=OuterRef("employer_id"), answered_at__isnull=True)
    officer = Coalesce(Subquery(held.values("officer__full_name")[:1]), Value(""))
    return rows.annotate(officer=officer, objected=Exists(waiting))


def allowed(run: int, area_code: str, employer_ids: Sequence[str]) -> list[str]:
    """Those of some employers that lie in an area, in the order of their identifiers."""
    rows = asked(run, Wanted(area_code=area_code), None).filter(employer_id__in=employer_ids)
    return sorted(rows.values_list("employer_id", flat=True))


def portions(employer_ids: Sequence[str], size: int = 900) -> Iterator[Sequence[str]]:
    """Identifiers in portions that every database takes."""
    return (employer_ids[start : start + size] for start in range(0, len(employer_ids), size))


def asked(
    run: int, wanted: Wanted, among: QuerySet[Any, str] | None, *, with_standing: bool = True
) -> QuerySet[ListLine]:
    """The lines asked for, inside the asker's area."""
    rows = ListLine.objects.filter(run_id=run)
    if len(wanted.area_code) == COMMUNE_DIGITS:
        rows = rows.filter(commune_code=wanted.area_code)
    elif len(wanted.area_code) == DISTRICT_DIGITS:
        rows = rows.filter(district_code=wanted.area_code)
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
    signs = {"paying_tax": wanted.paying_tax, "deducted__gt": 0, "owed_vnd__gt": 0}
    chosen = {"paying_tax": wanted.paying_tax, "deducted__gt": wanted.deducted, "owed_vnd__gt": wanted.owing}
    rows = rows.filter(**{name: signs[name] for name, on in chosen.items() if on})
    rows = _of_officer(rows, wanted.officer)
    return rows if among is None else rows.filter(employer_id__in=among)


def _of_officer(rows: QuerySet[ListLine], officer: str) -> QuerySet[ListLine]:
    """The lines of one officer's units, or of units without one."""
    if not officer:
        return rows
    held = Charge.objects.filter(ends_before__isnull=True)
    if officer == NOBODY:
        return rows.exclude(employer_id__in=held.values("employer_id"))
    return rows.filter(employer_id__in=held.filter(officer__username=officer).values("employer_id"))
