"""Decisions beside the account: promises to pay, debts hard to collect, notices disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from django.db import IntegrityError, transaction

import baophu.access.actions as journal
from baophu.access.queries import User, current_run
from baophu.funds.models import Commitment, Dispute, HardToCollect, LedgerLine, MonthClose, Relief
from baophu.funds.models.money import DisputeOutcome, DocumentKind, ReliefKind
from baophu.funds.money.refusals import BadDecision, NotWithdrawable
from baophu.funds.money.rights import COLLECTORS, may, told
from baophu.funds.money.seen import in_run
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month, format_day
from baophu.law.book import Book

Kept: TypeAlias = Commitment | HardToCollect | Dispute | Relief
KINDS: Final[dict[str, type[Kept]]] = {
    "commitment": Commitment,
    "hard_to_collect": HardToCollect,
    "dispute": Dispute,
    "relief": Relief,
}
RESTS_ON: Final = {
    ReliefKind.PENSION_SUSPENSION: "contribution.suspension",
    ReliefKind.ACCIDENT_REDUCTION: "contribution.vietnamese.occupational_accident_reduced.employer",
}
"""The parameter of law without which a month knows no such relief."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document by its number and day."""

    number: str
    day: date


def commit(
    *,
    by: User | None,
    at: datetime,
    unit_code: str,
    paper: Paper,
    amount_vnd: int,
    pay_by: date,
    note: str = "",
) -> int:
    """Keep a unit's promise to pay by a day; the debt stays a debt and its interest runs on."""
    may(by, COLLECTORS, "ghi cam kết trả nợ")
    _check_unit(unit_code)
    if amount_vnd <= 0:
        raise BadDecision(what=f"số tiền cam kết {amount_vnd} không dương")
    if pay_by < paper.day:
        raise BadDecision(what=f"hạn trả {format_day(pay_by)} trước ngày ký {format_day(paper.day)}")
    told_of = {
        "document": _number(paper), "signed_on": paper.day, "amount_vnd": amount_vnd, "pay_by": pay_by,
        "note": note[:400],
    }  # fmt: skip
    return _keep("commitment", by=by, at=at, unit_code=unit_code, told_of=told_of)


def classify_hard(*, by: User | None, at: datetime, unit_code: str, document_kind: str, paper: Paper) -> int:
    """Class a unit's debt as hard to collect on a document; it stays in every total."""
    may(by, COLLECTORS, "xếp loại nợ khó thu")
    _check_unit(unit_code)
    if document_kind not in DocumentKind.values:
        raise BadDecision(what=f"“{document_kind}” không phải loại văn bản xếp nợ khó thu")
    told_of = {"document_kind": document_kind, "document": _number(paper), "issued_on": paper.day}
    return _keep("hard_to_collect", by=by, at=at, unit_code=unit_code, told_of=told_of)


def relieve(
    *,
    by: User | None,
    at: datetime,
    unit_code: str,
    kind: str,
    months: tuple[Month, Month],
    paper: Paper,
    article: str,
    law: Book,
) -> int:
    """Let a unit pay less from one month to another, both included; the next run charges it so.

    A wrong one is withdrawn with its reason and decided anew: both stay in the history. Raises
    `UnknownParameter` for a month of which the law knows no such relief.
    """
    may(by, COLLECTORS, "ghi quyết định tạm dừng đóng, mức đóng thấp hơn")
    _check_unit(unit_code)
    if kind not in ReliefKind.values:
        raise BadDecision(what=f"“{kind}” không phải loại quyết định tạm dừng đóng hoặc đóng mức thấp hơn")
    if not article.strip():
        raise BadDecision(what="chưa ghi điều khoản làm căn cứ")
    first, last = months
    if last < first:
        raise BadDecision(what=f"tháng cuối {last.text} trước tháng đầu {first.text}")
    month = first
    while month <= last:
        law.value(RESTS_ON[ReliefKind(kind)], month.first)
        month = month.next
    told_of = {
        "kind": kind, "from_month": first.first, "to_month": last.first, "document": _number(paper),
        "decided_on": paper.day, "article": article.strip()[:200],
    }  # fmt: skip
    with transaction.atomic():
        _check_alone(unit_code, kind, first, last)
        return _keep("relief", by=by, at=at, unit_code=unit_code, told_of=told_of)


def _check_alone(unit_code: str, kind: str, first: Month, last: Month) -> None:
    """Refuse months that a standing decision of the kind already holds."""
    standing = Relief.objects.select_for_update().filter(unit_code=unit_code, kind=kind, withdrawn_at=None)
    other = standing.filter(from_month__lte=last.first, to_month__gte=first.first).first()
    if other is not None:
        raise BadDecision(
            what=f"quyết định số {other.pk} ({other.document}) đã gồm các tháng "
            f"{Month.of(other.from_month).text}–{Month.of(other.to_month).text}; rút quyết định đó trước"
        )


def open_dispute(*, by: User | None, at: datetime, on: date, unit_code: str, month: Month, claim: str) -> int:
    """Keep that a unit disputes the notice of a month; a reconciliation with minutes settles it."""
    may(by, COLLECTORS, "mở đối chiếu số liệu")
    _check_unit(unit_code, month)
    told_of = {"month": month.first, "claim": told(claim), "opened_on": on}
    try:
        return _keep("dispute", by=by, at=at, unit_code=unit_code, told_of=told_of)
    except IntegrityError:
        raise BadDecision(
            what=f"thông báo tháng {month.text} của đơn vị {unit_code} đang đối chiếu"
        ) from None


def settle_dispute(*, by: User | None, at: datetime, dispute: int, minutes: Paper, outcome: str) -> None:
    """Close a reconciliation by its minutes: the notice stands, or a corrected one is drawn.

    A corrected notice shows the figures of the newest run; a closed month is corrected in the first open one.
    """
    may(by, COLLECTORS, "kết thúc đối chiếu số liệu")
    if outcome not in DisputeOutcome.values:
        raise BadDecision(what=f"“{outcome}” không phải kết quả đối chiếu")
    with transaction.atomic():
        found = Dispute.objects.select_for_update().filter(pk=dispute, withdrawn_at__isnull=True).first()
        if found is None:
            raise NotFound(what=f"lần đối chiếu số {dispute}")
        if found.settled_at is not None:
            raise BadDecision(what=f"lần đối chiếu số {dispute} đã có biên bản {found.minutes_no}")
        if minutes.day < found.opened_on:
            raise BadDecision(what=f"biên bản ngày {format_day(minutes.day)} trước ngày mở đối chiếu")
        found.minutes_no, found.minutes_on, found.outcome = _number(minutes)[:80], minutes.day, outcome
        found.settled_by, found.settled_at = by, at
        found.save(update_fields=["minutes_no", "minutes_on", "outcome", "settled_by", "settled_at"])
        detail = {"dispute": dispute, "minutes": found.minutes_no, "outcome": outcome}
        journal.record(
            by=by, at=at, action="funds.settle_dispute", subject=_subject(found.unit_code), detail=detail
        )


def withdraw(*, by: User | None, at: datetime, kind: str, number: int, because: str) -> None:
    """Take a promise, a class or a dispute back; the line stays with the reason."""
    may(by, COLLECTORS, "rút quyết định")
    reason = told(because)
    model: Any = KINDS[kind]
    with transaction.atomic():
        found = model.objects.select_for_update().filter(pk=number).first()
        if found is None:
            raise NotFound(what=f"quyết định số {number}")
        if found.withdrawn_at is not None:
            raise NotWithdrawable(number=number)
        found.withdrawn_at, found.withdrawn_by, found.withdrawn_because = at, by, reason
        found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        detail = {"number": number, "because": reason}
        journal.record(
            by=by, at=at, action=f"funds.withdraw_{kind}", subject=_subject(found.unit_code), detail=detail
        )


def _keep(kind: str, *, by: User | None, at: datetime, unit_code: str, told_of: dict[str, object]) -> int:
    model: Any = KINDS[kind]
    with transaction.atomic():
        made = model.objects.create(by=by, at=at, unit_code=unit_code, **told_of)
        detail = {"number": made.pk, **{name: str(value) for name, value in told_of.items()}}
        journal.record(by=by, at=at, action=f"funds.{kind}", subject=_subject(unit_code), detail=detail)
    return int(made.pk)


def _subject(unit_code: str) -> str:
    return f"unit:{unit_code}"


def _number(paper: Paper) -> str:
    if not paper.number.strip():
        raise BadDecision(what="chưa ghi số văn bản")
    return paper.number.strip()[:200]


def _check_unit(unit_code: str, month: Month | None = None) -> None:
    """Refuse a unit that the newest run's ledger does not hold (in a month: as it was closed)."""
    run = current_run()
    shown = run.id if run else 0
    mine = {"unit_code": unit_code} | ({"month": month.first} if month else {})
    close = MonthClose.objects.filter(month=month.first).first() if month else None
    if not LedgerLine.objects.filter(in_run(close.run_id if close else shown), **mine).exists():
        what = f"sổ của đơn vị mã {unit_code}" + (f" tháng {month.text}" if month else "")
        raise NotFound(what=what)
