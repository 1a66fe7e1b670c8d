"""Reads of what officers decided on a unit: promises to pay, hard debts, disputes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from baophu.funds.models import Commitment, Dispute, HardToCollect
from baophu.funds.models.money import DocumentKind
from baophu.kernel.time import Month

DOCUMENT_KINDS: list[tuple[str, str]] = list(DocumentKind.choices)
"""The papers that make a debt hard to collect: value and Vietnamese name."""


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


def _decided(row: Commitment | HardToCollect | Dispute) -> Decided:
    by = row.by.full_name if row.by else ""
    return Decided(row.pk, by, row.at, row.withdrawn_at, row.withdrawn_because)


def commitments_of(unit_code: str) -> list[CommitmentView]:
    """A unit's promises, newest first, those taken back too."""
    rows = Commitment.objects.filter(unit_code=unit_code).select_related("by").order_by("-id")
    return [
        CommitmentView(_decided(row), row.document, row.signed_on, row.amount_vnd, row.pay_by, row.note)
        for row in rows
    ]


def hard_of(unit_code: str) -> list[HardView]:
    """A unit's classes of hard debt, newest first, those taken back too."""
    rows = HardToCollect.objects.filter(unit_code=unit_code).select_related("by").order_by("-id")
    return [
        HardView(
            _decided(row), row.document_kind, row.get_document_kind_display(), row.document, row.issued_on
        )
        for row in rows
    ]


def disputes_of(unit_code: str) -> list[DisputeView]:
    """A unit's disputes, newest first, those taken back too."""
    rows = Dispute.objects.filter(unit_code=unit_code).select_related("by").order_by("-id")
    return [
        DisputeView(
            _decided(row), Month.of(row.month), row.claim, row.opened_on, row.minutes_no, row.minutes_on,
            row.outcome,
        )
        for row in rows
    ]  # fmt: skip
