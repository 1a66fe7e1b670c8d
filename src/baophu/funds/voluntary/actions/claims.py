"""A quarter's claim to Finance: drafted, submitted, money recorded, settled; each step audited and kept."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

import baophu.access.actions as journal
from baophu.access.bulk import store
from baophu.access.queries import User, current_run
from baophu.engine.duck import session
from baophu.funds.models import Claim, ClaimLine, ClaimState, ClaimStep
from baophu.funds.voluntary.bulk import claims as bulk
from baophu.funds.voluntary.rights import check_is_province, check_may_record_transfer
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.time import Period, PeriodKind, format_day

NEXT = {
    ClaimState.SUBMITTED: ClaimState.DRAFTED,
    ClaimState.TRANSFERRED: ClaimState.SUBMITTED,
    ClaimState.SETTLED: ClaimState.TRANSFERRED,
    ClaimState.WITHDRAWN: ClaimState.DRAFTED,
}
HIDDEN = (ClaimState.PREPARING, ClaimState.WITHDRAWN)


class NotAQuarter(Refused):
    """A claim is made for a quarter."""

    code = "funds.not_a_quarter"
    message = "Kỳ “{period}” không phải một quý. Ghi quý, ví dụ 2018-Q2."


class QuarterRunning(Refused):
    """The quarter has not ended in the run's lists."""

    code = "funds.quarter_running"
    message = (
        "Lượt đối chiếu mới nhất tính đến ngày {on}, trước ngày cuối quý {end}. "
        "Đối chiếu lại rồi lập đề nghị."
    )


class AlreadyClaimed(Refused):
    """One claim a quarter; later changes go into the next."""

    code = "funds.already_claimed"
    message = "Đã có đề nghị số {claim} cho {quarter}. Thay đổi về sau nằm trong đề nghị của quý kế tiếp."


class NothingPosted(Refused):
    """No run has been published."""

    code = "funds.nothing_posted"
    message = "Chưa có lượt đối chiếu nào được công bố. Chạy đối chiếu trước khi lập đề nghị."


class WrongStep(Refused):
    """A step out of order."""

    code = "funds.wrong_step"
    message = "Đề nghị số {claim} đang ở bước “{state}”, chưa làm được bước “{step}”."


class NoDocument(Refused):
    """A step rests on a document."""

    code = "funds.no_document"
    message = "Bước này cần số và ngày văn bản. Ghi đủ rồi lưu lại."


class BadAmount(Refused):
    """Money that cannot have been transferred."""

    code = "funds.bad_amount"
    message = "Số tiền {amount} không hợp lệ. Ghi số đồng từ 0 trở lên."


def check_claimable(*, quarter: Period, by: User | None, at: datetime) -> int:  # noqa: ARG001 - says when
    """Raise what would refuse a claim of a quarter now; gives the run that it would rest on."""
    check_is_province(by=by, what="lập đề nghị kinh phí hỗ trợ")
    if quarter.kind is not PeriodKind.QUARTER:
        raise NotAQuarter(period=quarter.text)
    run = current_run()
    if run is None:
        raise NothingPosted
    if run.on < quarter.ends_on:
        raise QuarterRunning(on=format_day(run.on), end=format_day(quarter.ends_on))
    _check_unclaimed(quarter)
    return run.pk


def claim_support(*, quarter: Period, by: User | None, at: datetime) -> Claim:
    """Freeze a quarter's claim from the current run: its payments, and corrections of former claims."""
    run = check_claimable(quarter=quarter, by=by, at=at)
    _sweep_dead_drafts()
    claim = Claim.objects.create(quarter_on=quarter.begins_on, run_id=run)
    standing = Claim.objects.exclude(state__in=HIDDEN).values_list("id", "quarter_on")
    with session(
        memory_mb=settings.MEMORY_LIMIT_MB, threads=settings.THREADS, scratch=settings.HOME / "scratch"
    ) as con:
        bulk.load(con, store(), run=run, claims=list(standing), quarter_on=quarter.begins_on)
        bulk.compare(con)
        bulk.keep_lines(store(), con, claim=claim.pk)
        figures = bulk.totals(con)
        held = bulk.held_back(con, quarter.begins_on)
    return _show(claim, quarter, (*figures, held), by=by, at=at)


def _show(claim: Claim, quarter: Period, figures: tuple[int, ...], *, by: User | None, at: datetime) -> Claim:
    """The one short transaction that makes a claim visible."""
    claim.lines, claim.people, claim.amount_vnd, claim.corrections_vnd, claim.held_back = figures
    claim.state = ClaimState.DRAFTED
    try:
        with transaction.atomic():
            claim.save(
                update_fields=["lines", "people", "amount_vnd", "corrections_vnd", "held_back", "state"]
            )
            ClaimStep.objects.create(
                claim=claim, state=claim.state, amount_vnd=claim.amount_vnd, by=by, at=at
            )
            _record(claim, "voluntary.claim", by=by, at=at, quarter=quarter.text, amount_vnd=claim.amount_vnd)
    except IntegrityError:
        _check_unclaimed(quarter)
        raise
    return claim


def submit_claim(
    *, claim_id: int, document_no: str, document_on: date | None, by: User | None, at: datetime
) -> Claim:
    """Record that a claim went to Finance, with its official letter."""
    check_is_province(by=by, what="gửi đề nghị kinh phí hỗ trợ")
    return _step(claim_id, ClaimState.SUBMITTED, by=by, at=at, document=(document_no, document_on))


def record_transfer(
    *,
    claim_id: int,
    amount_vnd: int,
    document_no: str,
    document_on: date | None,
    by: User | None,
    at: datetime,
    note: str = "",
) -> Claim:
    """Record what Finance transferred for a claim; it may differ from what was asked."""
    check_may_record_transfer(by=by)
    if amount_vnd < 0:
        raise BadAmount(amount=amount_vnd)
    document = (document_no, document_on)
    return _step(
        claim_id, ClaimState.TRANSFERRED, by=by, at=at, document=document, amount_vnd=amount_vnd, note=note
    )


def settle_claim(*, claim_id: int, note: str, by: User | None, at: datetime) -> Claim:
    """Close a claim: the difference is explained, what is open goes into the next."""
    check_is_province(by=by, what="quyết toán đề nghị kinh phí hỗ trợ")
    return _step(claim_id, ClaimState.SETTLED, by=by, at=at, note=note)


def withdraw_claim(*, claim_id: int, note: str, by: User | None, at: datetime) -> Claim:
    """Take back a draft; its lines stay, they count no longer."""
    check_is_province(by=by, what="hủy đề nghị kinh phí hỗ trợ")
    return _step(claim_id, ClaimState.WITHDRAWN, by=by, at=at, note=note)


def _step(
    claim_id: int,
    state: ClaimState,
    *,
    by: User | None,
    at: datetime,
    document: tuple[str, date | None] = ("", None),
    amount_vnd: int | None = None,
    note: str = "",
) -> Claim:
    """One step forward, in one transaction with its audit."""
    number, on = document[0].strip(), document[1]
    if state in (ClaimState.SUBMITTED, ClaimState.TRANSFERRED) and not (number and on):
        raise NoDocument
    with transaction.atomic():
        claim = (
            Claim.objects.select_for_update().filter(id=claim_id).exclude(state=ClaimState.PREPARING).first()
        )
        if claim is None:
            raise NotFound(what=f"đề nghị số {claim_id}")
        if claim.state != NEXT[state]:
            raise WrongStep(claim=claim.pk, state=ClaimState(claim.state).label, step=state.label)
        claim.state = state
        claim.save(update_fields=["state"])
        ClaimStep.objects.create(
            claim=claim, state=state, document_no=number[:80], document_on=on, amount_vnd=amount_vnd,
            note=note.strip()[:300], by=by, at=at,
        )  # fmt: skip
        _record(
            claim,
            f"voluntary.claim.{state}",
            by=by,
            at=at,
            document=number,
            on=str(on or ""),
            amount_vnd=amount_vnd,
        )
    return claim


def _record(claim: Claim, action: str, *, by: User | None, at: datetime, **detail: object) -> None:
    journal.record(by=by, at=at, action=action, subject=f"claim:{claim.pk}", detail=detail)


def _check_unclaimed(quarter: Period) -> None:
    standing = Claim.objects.filter(quarter_on=quarter.begins_on).exclude(state__in=HIDDEN).first()
    if standing is not None:
        raise AlreadyClaimed(quarter=quarter.vietnamese, claim=standing.pk)


def _sweep_dead_drafts() -> None:
    """Take away what a claim that was never shown left behind."""
    dead = list(Claim.objects.filter(state=ClaimState.PREPARING).values_list("id", flat=True))
    ClaimLine.objects.filter(claim_id__in=dead).delete()
    Claim.objects.filter(id__in=dead).delete()
