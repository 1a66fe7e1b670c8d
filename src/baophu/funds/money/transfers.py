"""Reads of transfers: matched, held, and what officers decided on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from baophu.funds.models import Assignment, Transfer
from baophu.funds.money.rules.matching import HELD_BECAUSE, HOW_BECAUSE
from baophu.funds.money.seen import in_run
from baophu.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class TransferView:
    """A transfer with its unit and how it was found, or why it waits."""

    key: str
    receipt_id: int
    row: int
    paid_on: date
    booked_on: date | None
    amount_vnd: int
    unit_code: str
    employer_id: str | None
    how: str
    held: str
    other: str  # what stood in the way
    because: str  # a Vietnamese sentence
    reference: str
    voucher_no: str
    payer: str
    account: str


def transfer_view(row: Transfer) -> TransferView:
    """The plain form of a transfer."""
    said = HELD_BECAUSE[row.held].format(other=row.other) if row.held else HOW_BECAUSE[row.how]
    return TransferView(
        row.transfer_key, row.receipt_id, row.row, row.paid_on, row.booked_on, row.amount_vnd, row.unit_code,
        row.employer_id, row.how, row.held, row.other,
        said, row.reference, row.voucher_no, row.payer, row.account,
    )  # fmt: skip


def held_transfers(*, run: int, held: str = "", limit: int = 200, offset: int = 0) -> list[TransferView]:
    """The transfers that wait, largest first; of one reason only when asked."""
    found = Transfer.objects.filter(in_run(run)).exclude(held="")
    if held:
        found = found.filter(held=held)
    return [
        transfer_view(row) for row in found.order_by("-amount_vnd", "paid_on", "id")[offset : offset + limit]
    ]


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """What came in, counted: `of` is how it was found, or why it is held."""

    of: str
    is_held: bool
    transfers: int
    amount_vnd: int


def money_in(*, run: int) -> list[MoneyIn]:
    """What came in, by how it was matched and by why it is held; the sums are all that the lists tell."""
    found = Transfer.objects.filter(in_run(run)).values("how", "held")
    counted = found.annotate(n=Count("id"), amount=Sum("amount_vnd")).order_by("held", "how")
    return [MoneyIn(row["held"] or row["how"], bool(row["held"]), row["n"], row["amount"]) for row in counted]


def transfer(key: str, *, run: int) -> TransferView:
    """One transfer; raises NotFound."""
    row = Transfer.objects.filter(in_run(run), transfer_key=key).first()
    if row is None:
        raise NotFound(what="giao dịch nộp tiền này")
    return transfer_view(row)


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """An officer's decision on a transfer."""

    number: int
    unit_code: str
    because: str
    by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str


def assignments_of(key: str) -> list[AssignmentView]:
    """The decisions on a transfer, newest first."""
    rows = Assignment.objects.filter(transfer_key=key).select_related("by").order_by("-id")
    return [
        AssignmentView(
            row.pk, row.unit_code, row.because, row.by.full_name if row.by else "", row.at, row.withdrawn_at,
            row.withdrawn_because,
        )
        for row in rows
    ]  # fmt: skip
