"""Collection agents: an organisation entered with its contract, or ended with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.funds.models import Agent
from baophu.funds.voluntary.rights import check_is_province
from baophu.kernel.errors import NotFound, Refused


class BadAgent(Refused):
    """An agent without a name, an area or a contract."""

    code = "funds.bad_agent"
    message = "Thông tin đại lý chưa đủ: {what}. Sửa rồi lưu lại."


class AgentKnown(Refused):
    """One contract a code."""

    code = "funds.agent_known"
    message = "Mã đại lý “{code}” đã có hợp đồng. Kết thúc hợp đồng cũ bằng trang của đại lý đó."


def enter_agent(
    *,
    code: str,
    organisation: str,
    area_code: str,
    document_no: str,
    document_on: date,
    by: User | None,
    at: datetime,
) -> Agent:
    """Enter an organisation under contract; its code is the one that lists name."""
    check_is_province(by=by, what="ghi đại lý thu")
    for value, what in (
        (code, "mã đại lý"),
        (organisation, "tên tổ chức"),
        (area_code, "địa bàn"),
        (document_no, "số hợp đồng"),
    ):
        if not value.strip():
            raise BadAgent(what=f"chưa ghi {what}")
    with transaction.atomic():
        if Agent.objects.filter(code=code.strip()).exists():
            raise AgentKnown(code=code.strip())
        made = Agent.objects.create(
            code=code.strip()[:40],
            organisation=organisation.strip()[:200],
            area_code=area_code,
            document_no=document_no.strip()[:80],
            document_on=document_on,
            by=by,
            at=at,
        )
        _record("voluntary.agent", made, by=by, at=at, organisation=made.organisation)
    return made


def end_agent(*, code: str, ended_on: date, because: str, by: User | None, at: datetime) -> Agent:
    """End a contract with a reason; what was collected stays."""
    check_is_province(by=by, what="kết thúc hợp đồng đại lý thu")
    if not because.strip():
        raise BadAgent(what="chưa ghi lý do kết thúc")
    with transaction.atomic():
        found = Agent.objects.select_for_update().filter(code=code).first()
        if found is None:
            raise NotFound(what=f"đại lý {code}")
        if found.ended_on is not None:
            raise BadAgent(what="hợp đồng đã kết thúc trước đó")
        if ended_on < found.document_on:
            raise BadAgent(what="ngày kết thúc trước ngày ký")
        found.ended_on, found.ended_because = ended_on, because.strip()[:300]
        found.save(update_fields=["ended_on", "ended_because"])
        _record("voluntary.agent.end", found, by=by, at=at, on=str(ended_on), because=found.ended_because)
    return found


def _record(action: str, made: Agent, *, by: User | None, at: datetime, **detail: object) -> None:
    journal.record(by=by, at=at, action=action, subject=f"agent:{made.code}", detail=detail)
