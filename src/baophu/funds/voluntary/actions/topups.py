"""The province's own support: an estimate saved as a proposal with its numbers, then decided by document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import Role, User, current_run
from baophu.funds.models import TopUp, TopUpLine, TopUpState
from baophu.funds.voluntary.bulk.relations import PPM
from baophu.funds.voluntary.queries.topups import TopUpRow, estimate
from baophu.funds.voluntary.rights import check_is_province
from baophu.kernel.errors import Forbidden, NotFound, Refused
from baophu.law.book import Book
from baophu.law.support import Group


class NoTopUp(Refused):
    """A proposal without a share proposes nothing."""

    code = "funds.no_topup"
    message = "Chưa ghi tỷ lệ hỗ trợ thêm cho nhóm nào. Ghi ít nhất một tỷ lệ lớn hơn 0."


class NoRun(Refused):
    """Nobody has been counted."""

    code = "funds.no_run"
    message = "Chưa có lượt đối chiếu nào được công bố. Chạy đối chiếu trước khi ước tính."


class AlreadyDecided(Refused):
    """A proposal is decided once."""

    code = "funds.topup_decided"
    message = "Đề xuất số {number} đã được quyết định ({state})."


class NoDecisionPaper(Refused):
    """A decision rests on a document and a reason."""

    code = "funds.topup_no_paper"
    message = "Quyết định cần số, ngày văn bản và lý do. Ghi đủ rồi lưu lại."


def save_topup(
    *,
    shares: Mapping[Group, Fraction],
    area_code: str,
    years: range,
    note: str,
    by: User | None,
    at: datetime,
    law: Book,
) -> TopUp:
    """Save an estimate of the current run as a proposal: its rows are frozen with it."""
    check_is_province(by=by, what="lập đề xuất hỗ trợ thêm")
    if not any(shares.values()):
        raise NoTopUp
    run = current_run()
    if run is None:
        raise NoRun
    rows = estimate(run.pk, on=run.on, area_code=area_code, shares=shares, years=years, law=law)
    with transaction.atomic():
        made = TopUp.objects.create(area_code=area_code, run_id=run.pk, note=note.strip()[:300], by=by, at=at)
        TopUpLine.objects.bulk_create(_line(made, row) for row in rows)
        total = sum(row.local_vnd for row in rows)
        _record("voluntary.topup", made, by=by, at=at, area=area_code, local_vnd=total)
    return made


def _line(made: TopUp, row: TopUpRow) -> TopUpLine:
    return TopUpLine(
        proposal=made,
        year=row.year,
        grp=row.group,
        people=row.people,
        share_ppm=int(row.share * PPM),
        state_vnd=row.state_vnd,
        local_vnd=row.local_vnd,
    )


def decide_topup(
    *,
    number: int,
    approved: bool,
    document_no: str,
    document_on: date | None,
    because: str,
    by: User | None,
    at: datetime,
) -> TopUp:
    """Record what was decided on a proposal, by which document; only the director does."""
    if by is not None and not by.is_superuser and by.role != Role.SI_DIRECTOR:
        raise Forbidden(what="ghi quyết định về đề xuất hỗ trợ thêm")
    if not (document_no.strip() and document_on and because.strip()):
        raise NoDecisionPaper
    with transaction.atomic():
        found = TopUp.objects.select_for_update().filter(id=number).first()
        if found is None:
            raise NotFound(what=f"đề xuất số {number}")
        if found.state != TopUpState.DRAFTED:
            raise AlreadyDecided(number=number, state=TopUpState(found.state).label)
        found.state = TopUpState.APPROVED if approved else TopUpState.REJECTED
        found.document_no, found.document_on = document_no.strip()[:80], document_on
        found.because, found.decided_by, found.decided_at = because.strip()[:300], by, at
        found.save(
            update_fields=["state", "document_no", "document_on", "because", "decided_by", "decided_at"]
        )
        _record(f"voluntary.topup.{found.state}", found, by=by, at=at, document=found.document_no)
    return found


def _record(action: str, made: TopUp, *, by: User | None, at: datetime, **detail: object) -> None:
    journal.record(by=by, at=at, action=action, subject=f"topup:{made.pk}", detail=detail)
