"""Reads of arrears within an area: units that owe, their sums, every debt for export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Max, Min, Q, Sum

from baophu.funds.models import Balance, HardToCollect
from baophu.funds.money.rules.ageing import AGE_NAMES, Age
from baophu.funds.money.rules.funds import FUND_NAMES, MoneyFund
from baophu.funds.money.seen import Undetermined, in_run, undetermined_span
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.register.queries import EmployerCard, employers, in_area

AGES: Final = tuple(Age)


@dataclass(frozen=True, slots=True)
class UnitArrears:
    """What a unit owes, by age, with its interest as far as it can be told."""

    unit_code: str
    employer: EmployerCard | None
    owed_vnd: int
    by_age: dict[str, int]
    oldest_month: date | None
    interest_owed_vnd: int
    undetermined: Undetermined | None
    hard_to_collect: str  # the document, blank when it is not so classified

    @property
    def overdue_vnd(self) -> int:
        """What is past its due day."""
        return sum(amount for age, amount in self.by_age.items() if age != Age.NOT_DUE)


_AGED = {f"owed_{age}": Sum("owed_vnd", filter=Q(age=age), default=0) for age in AGES}


_OWES = Q(owed__gt=0) | Q(interest__gt=0)


def _arrears(run: int, area_code: str) -> Any:
    """Units that owe, with their sums: a query that is still to be ordered and cut."""
    found = Balance.objects.filter(in_run(run), in_area(area_code)).values("unit_code", "employer_id")
    return found.annotate(
        owed=Sum("owed_vnd"),
        interest=Sum(F("interest_vnd") - F("interest_paid_vnd")),
        oldest=Min("month", filter=Q(owed_vnd__gt=0)),
        since=Min("undetermined_from"),
        until=Max("undetermined_to"),
        **_AGED,
    ).filter(_OWES)


def arrears_list(
    *, run: int, area_code: str, age: str = "", hard: bool | None = None, limit: int = 100, offset: int = 0
) -> list[UnitArrears]:
    """Units of an area that owe, the greatest debt first; of one age or one class only when asked."""
    found = _arrears(run, area_code)
    if age:
        found = found.filter(**{f"owed_{Age(age)}__gt": 0})
    documents = hard_documents()
    if hard is not None:
        found = found.filter(unit_code__in=documents) if hard else found.exclude(unit_code__in=documents)
    rows = list(found.order_by("-owed", "unit_code")[offset : offset + limit])
    cards = employers([row["employer_id"] for row in rows if row["employer_id"]], run=run)
    return [_unit_arrears(row, cards, documents) for row in rows]


def _unit_arrears(
    row: dict[str, Any], cards: dict[str, EmployerCard], documents: dict[str, str]
) -> UnitArrears:
    return UnitArrears(
        unit_code=row["unit_code"],
        employer=cards.get(row["employer_id"] or ""),
        owed_vnd=int(row["owed"]),
        by_age={age: int(row[f"owed_{age}"]) for age in AGES},
        oldest_month=row["oldest"],
        interest_owed_vnd=int(row["interest"]),
        undetermined=undetermined_span(row["since"], row["until"]),
        hard_to_collect=documents.get(row["unit_code"], ""),
    )


@dataclass(frozen=True, slots=True)
class ArrearsTotals:
    """What an area's units owe; debts that are hard to collect stay in."""

    units: int
    owed_vnd: int
    by_age: dict[str, int]
    interest_owed_vnd: int
    undetermined: Undetermined | None


def arrears_totals(*, run: int, area_code: str) -> ArrearsTotals:
    """The sums over all units of an area that owe."""
    found = Balance.objects.filter(in_run(run), in_area(area_code))
    sums = found.aggregate(
        units=Count("unit_code", distinct=True, filter=Q(owed_vnd__gt=0)),
        owed=Sum("owed_vnd", default=0),
        interest=Sum(F("interest_vnd") - F("interest_paid_vnd"), default=0),
        since=Min("undetermined_from"),
        until=Max("undetermined_to"),
        **_AGED,
    )
    return ArrearsTotals(
        units=sums["units"],
        owed_vnd=int(sums["owed"]),
        by_age={age: int(sums[f"owed_{age}"]) for age in AGES},
        interest_owed_vnd=int(sums["interest"]),
        undetermined=undetermined_span(sums["since"], sums["until"]),
    )


def hard_documents() -> dict[str, str]:
    """The document that makes each unit's debt hard to collect, by unit."""
    rows = HardToCollect.objects.filter(withdrawn_at__isnull=True).order_by("id")
    return {
        row.unit_code: f"{row.get_document_kind_display()} số {row.document} ngày {format_day(row.issued_on)}"
        for row in rows
    }


ARREARS_COLUMNS: Final = (
    "employer", "unit_code", "name", "district_code", "commune_code", "month", "fund", "due_vnd", "paid_vnd",
    "owed_vnd", "age", "interest_vnd", "interest_undetermined_from", "interest_undetermined_to",
    "hard_to_collect", "because", "rows",
)  # fmt: skip


def export_arrears(run: int) -> Iterator[tuple[object, ...]]:
    """Every debt of a run, of principal or interest, in the order of `ARREARS_COLUMNS`."""
    documents = hard_documents()
    rows = list(
        Balance.objects.filter(in_run(run))
        .filter(Q(owed_vnd__gt=0) | Q(interest_vnd__gt=F("interest_paid_vnd")))
        .order_by("unit_code", "month", "fund")
    )
    cards = employers({row.employer_id for row in rows if row.employer_id}, run=run)
    for row in rows:
        card = cards.get(row.employer_id or "")
        yield (
            row.employer_id or "", row.unit_code, card.name if card else "", row.district_code,
            row.commune_code, f"{row.month:%Y-%m}", row.fund, row.due_vnd, row.paid_vnd, row.owed_vnd,
            row.age,
            row.interest_vnd - row.interest_paid_vnd, row.undetermined_from, row.undetermined_to,
            documents.get(row.unit_code, ""), because(row), row.source,
        )  # fmt: skip


REASONS: Final = {
    "month": "Tháng {month}, {fund}: phải đóng {due}, đã nộp {paid}, còn {owed}; hạn đóng {due_on}, {age}",
    "opening": (
        "Số dư đầu kỳ mang sang, {fund}: phải đóng {due}, đã nộp {paid}, còn {owed}; hạn đóng {due_on}, {age}"
    ),
    "undetermined": "{said}; tiền lãi {span}.",
}


def because(row: Balance) -> str:
    """Why a debt stands as it stands, in one Vietnamese sentence."""
    said = REASONS["opening" if row.opening else "month"].format(
        fund=FUND_NAMES[MoneyFund(row.fund)],
        month=Month.of(row.month).text,
        due=format_vnd(row.due_vnd),
        paid=format_vnd(row.paid_vnd),
        owed=format_vnd(row.owed_vnd),
        due_on=format_day(row.due_on),
        age=AGE_NAMES[Age(row.age)].lower(),
    )
    span = undetermined_span(row.undetermined_from, row.undetermined_to)
    return REASONS["undetermined"].format(said=said, span=span.sentence) if span else f"{said}."
