"""Reads of what officers decided on a unit: promises to pay, hard debts, disputes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from baophu.funds.models import Commitment, Dispute, HardToCollect, Relief
from baophu.funds.models.money import DocumentKind, ReliefKind
from baophu.kernel.time import Month

DOCUMENT_KINDS: list[tuple[str, str]] = list(DocumentKind.choices)
"""The papers that make a debt hard to collect: value and Vietnamese name."""
RELIEF_KINDS: list[tuple[str, str]] = list(ReliefKind.choices)
"""What a unit may be let off for some months: value and Vietnamese name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided when, and whether it was taken back."""

    number: int
    by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise to pay by a day."""

    decided: Decided
    document: str
    signed_on: date
    amount_vnd: int
    pay_by: date
    note: str


@dataclass(frozen=True, slots=True)
class HardView:
    """A class of hard debt with its document."""

    decided: Decided
    document_kind: str
    title: str
    document: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A disputed notice, and how it was settled."""

    decided: Decided
    month: Month
    claim: str
    opened_on: date
    minutes_no: str
    minutes_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class ReliefView:
    """What a unit need not pay from one month to another, both included, and why."""

    decided: Decided
    kind: str
    title: str
    first: Month
    last: Month
    document: str
    decided_on: date
    article: str


@dataclass(slots=True)
class OfUnit:
    """All that was decided on a unit, newest first, what was taken back too."""

    commitments: list[CommitmentView] = field(default_factory=list)
    hard: list[HardView] = field(default_factory=list)
    disputes: list[DisputeView] = field(default_factory=list)
    reliefs: list[ReliefView] = field(default_factory=list)


_TEXT: Final = Value("", output_field=CharField())
_DAY: Final = Cast(Value(None), DateField())
_AMOUNT: Final = Cast(Value(None), BigIntegerField())
_OWN: Final = ("sort", "unit_code", "id", "by__full_name", "at", "withdrawn_at", "withdrawn_because")
_TOLD: Final = ("said", "word", "paper", "day", "until", "of_month", "amount")
_BRANCHES: Final[dict[type[Model], dict[str, Any]]] = {
    Commitment: {
        "sort": Value("commitment"), "said": F("document"), "word": F("note"), "paper": _TEXT,
        "day": F("signed_on"), "until": F("pay_by"), "of_month": _DAY, "amount": F("amount_vnd"),
    },
    HardToCollect: {
        "sort": Value("hard"), "said": F("document"), "word": F("document_kind"), "paper": _TEXT,
        "day": F("issued_on"), "until": _DAY, "of_month": _DAY, "amount": _AMOUNT,
    },
    Dispute: {
        "sort": Value("dispute"), "said": F("claim"), "word": F("outcome"), "paper": F("minutes_no"),
        "day": F("opened_on"), "until": F("minutes_on"), "of_month": F("month"), "amount": _AMOUNT,
    },
    Relief: {
        "sort": Value("relief"), "said": F("document"), "word": F("kind"), "paper": F("article"),
        "day": F("decided_on"), "until": F("to_month"), "of_month": F("from_month"), "amount": _AMOUNT,
    },
}  # fmt: skip
"""Where each kind keeps what one query reads of all of them."""


def decided_on(unit_codes: Collection[str]) -> dict[str, OfUnit]:
    """What was decided on some units, read at once; every unit asked for has its entry."""
    found = {code: OfUnit() for code in unit_codes}
    first, *others = (_branch(model, unit_codes) for model in _BRANCHES)
    for kind, unit_code, number, by, at, withdrawn_at, because, *told in first.union(
        *others, all=True
    ).order_by("-id"):
        decided = Decided(number, by or "", at, withdrawn_at, because)
        _keep(found[unit_code], kind, decided, told)
    return found


def _branch(model: type[Model], unit_codes: Collection[str]) -> QuerySet[Any, Any]:
    rows = model._default_manager.filter(unit_code__in=unit_codes).annotate(**_BRANCHES[model])
    told: QuerySet[Any, Any] = rows.values_list(*_OWN, *_TOLD)
    return told


def _keep(kept: OfUnit, kind: str, decided: Decided, told: list[Any]) -> None:
    said, word, paper, day, until, month, amount = told
    if kind == "commitment":
        kept.commitments.append(CommitmentView(decided, said, day, amount, until, word))
    elif kind == "hard":
        kept.hard.append(HardView(decided, word, str(DocumentKind(word).label), said, day))
    elif kind == "relief":
        months = Month.of(month), Month.of(until)
        title = str(ReliefKind(word).label)
        kept.reliefs.append(ReliefView(decided, word, title, *months, said, day, paper))
    else:
        kept.disputes.append(DisputeView(decided, Month.of(month), said, day, paper, until, word))


def commitments_of(unit_code: str) -> list[CommitmentView]:
    """A unit's promises, newest first, those taken back too."""
    return decided_on([unit_code])[unit_code].commitments


def hard_of(unit_code: str) -> list[HardView]:
    """A unit's classes of hard debt, newest first, those taken back too."""
    return decided_on([unit_code])[unit_code].hard


def disputes_of(unit_code: str) -> list[DisputeView]:
    """A unit's disputes, newest first, those taken back too."""
    return decided_on([unit_code])[unit_code].disputes
