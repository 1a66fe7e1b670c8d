"""Reads of dues: what a unit owes by month, declared, rectified and charged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from baophu.funds.models import Due, Telling
from baophu.kernel.time import Month
from baophu.law.contribution import Sides
from baophu.law.work import Fund


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a month's dues; no amounts where a value of law, named in `undetermined`, lacks."""

    workers: int
    leave_workers: int
    social_base_vnd: int | None
    unemployment_base_vnd: int | None
    funds: Mapping[Fund, Sides] | None
    union_fee_vnd: int | None
    receipt_id: int
    undetermined: str


@dataclass(frozen=True, slots=True)
class MonthOfDues:
    """A unit's month: what was declared and, where lists corrected it, what it was rectified to."""

    unit_code: str
    employer_id: str
    month: Month
    declared: Told | None
    rectified: Told | None

    @property
    def charged(self) -> Told | None:
        """The telling that holds."""
        return self.rectified or self.declared


def of_employer(employer_id: str, *, run: int) -> list[MonthOfDues]:
    """The dues of all units of an employer in a run, by unit and month."""
    return _months(_seen(run).filter(employer_id=employer_id))


def of_unit(unit_code: str, *, run: int) -> list[MonthOfDues]:
    """The dues of a unit in a run, by month."""
    return _months(_seen(run).filter(unit_code=unit_code))


def _seen(run: int) -> QuerySet[Due]:
    return Due.objects.filter(Q(run_until__isnull=True) | Q(run_until__gt=run), run_from__lte=run)


def _months(rows: QuerySet[Due]) -> list[MonthOfDues]:
    found: dict[tuple[str, date], dict[str, Due]] = {}
    for row in rows.order_by("unit_code", "month", "version"):
        found.setdefault((row.unit_code, row.month), {})[row.version] = row
    return [
        MonthOfDues(
            unit_code=unit_code,
            employer_id=next(iter(tellings.values())).employer_id,
            month=Month.of(first),
            declared=_told(tellings.get(Telling.DECLARED)),
            rectified=_told(tellings.get(Telling.RECTIFIED)),
        )
        for (unit_code, first), tellings in found.items()
    ]


def _told(row: Due | None) -> Told | None:
    if row is None:
        return None
    funds = {
        fund: Sides(getattr(row, f"{fund}_employer_vnd"), getattr(row, f"{fund}_employee_vnd"))
        for fund in Fund
    }
    return Told(
        workers=row.workers,
        leave_workers=row.leave_workers,
        social_base_vnd=row.social_base_vnd,
        unemployment_base_vnd=row.unemployment_base_vnd,
        funds=None if row.undetermined else funds,
        union_fee_vnd=row.union_fee_vnd,
        receipt_id=row.receipt_id,
        undetermined=row.undetermined,
    )
