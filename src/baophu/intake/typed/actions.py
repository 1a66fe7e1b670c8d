"""Writes of typed lists: begin one, put, leave out and bring back rows, send it, throw it away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

import baophu.access.actions as journal
import baophu.intake.actions as intake
from baophu.access.queries import User
from baophu.intake.contracts import contract
from baophu.intake.models import Draft, Receipt
from baophu.intake.rights import check_may_send
from baophu.intake.typed.queries import DraftView, former_list, former_values, hamlets_of, view
from baophu.intake.typed.rules import LIST, MOST_ROWS, Remark, TypedRow, as_file, remarks, tidy
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.time import Period, PeriodKind
from baophu.places.queries import find_agency


class NotAQuarter(Refused):
    """A commune's list covers a quarter."""

    code = "intake.typed_not_a_quarter"
    message = "Kỳ “{period}” không phải một quý. Chọn quý, ví dụ quý II/2018."


class NothingTyped(Refused):
    """An empty list would say that the commune has no business at all."""

    code = "intake.nothing_typed"
    message = "Bản đang nhập chưa có dòng nào. Thêm dòng, hoặc báo “không thay đổi”."


class TooManyTyped(Refused):
    """So many rows come as a file."""

    code = "intake.too_many_typed"
    message = "Bản đang nhập đã có {n} dòng. Danh sách dài hơn thì gửi bằng tệp Excel."


def begin(*, agency: str, period: str, by: User, at: datetime) -> int:
    """Begin typing a quarter's list from the rows sent before, or go on with what was begun; its number."""
    span = Period.parse(period)
    if span.kind is not PeriodKind.QUARTER:
        raise NotAQuarter(period=period)
    sender = find_agency(agency, on=span.ends_on)
    intake.check_sendable(list_name=LIST, agency=sender.code, period=span.text, by=by, at=at)
    known = Draft.objects.filter(list_name=LIST, agency_code=sender.code, period=span.text).first()
    if known is not None:
        return known.pk
    former = former_list(sender.code, period=span)
    rows = [TypedRow(_key(), values, former=True) for values in former_values(former)] if former else []
    made, _ = Draft.objects.get_or_create(
        list_name=LIST,
        agency_code=sender.code,
        period=span.text,
        defaults={
            "rows": [asdict(row) for row in rows],
            "former_number": former.number if former else "",
            "begun_at": at,
            "changed_at": at,
            "by": by,
        },
    )
    return made.pk


def put_row(
    *, draft_id: int, key: str, values: Mapping[str, str], sure: bool, by: User, at: datetime
) -> Sequence[Remark]:
    """Put a row, a new one without a key; remarks mean that it was not put. `sure` overrules doubts."""
    typed = tidy(values)
    with transaction.atomic():
        row, seen = _held(draft_id, by=by, at=at)
        others = [other for other in seen.rows if other.key != key]
        found = remarks(typed, hamlets=hamlets_of(seen.agency.code), others=others)
        if any(not remark.doubt for remark in found) or (found and not sure):
            return found
        if key:
            former = seen.row(key)
            changed = former.changed or former.values != typed
            rows = [replace(r, values=typed, changed=changed) if r.key == key else r for r in seen.rows]
        else:
            if len(seen.rows) >= MOST_ROWS:
                raise TooManyTyped(n=len(seen.rows))
            rows = [*seen.rows, TypedRow(_key(), typed)]
        _keep(row, rows, by=by, at=at)
    return ()


def leave_out(*, draft_id: int, key: str, gone: bool, by: User, at: datetime) -> None:
    """Leave a row out of the list (it has closed), or bring it back."""
    with transaction.atomic():
        row, seen = _held(draft_id, by=by, at=at)
        seen.row(key)
        _keep(row, [replace(r, gone=gone) if r.key == key else r for r in seen.rows], by=by, at=at)


def send(*, draft_id: int, by: User, at: datetime) -> Receipt:
    """Send what was typed as a list of its own; the draft ends with the receipt, in one transaction."""
    with transaction.atomic():
        row, seen = _held(draft_id, by=by, at=at)
        if not seen.sent_rows:
            raise NothingTyped
        titles = {field.id: field.title for field in contract(LIST).fields}
        receipt = intake.receive(
            list_name=LIST,
            agency=seen.agency.code,
            period=seen.period.text,
            by=by,
            at=at,
            content=as_file(seen.rows, titles),
            file_name=f"nhap-tay-{seen.period.text}-{seen.agency.code}.csv",
        )
        row.delete()
    return receipt


def throw_away(*, draft_id: int, by: User, at: datetime) -> None:
    """Throw a draft away; journaled with how many rows it held."""
    with transaction.atomic():
        row, seen = _held(draft_id, by=by, at=at)
        journal.record(
            by=by,
            at=at,
            action="draft.discard",
            subject=f"draft:{seen.agency.code}:{seen.period.text}",
            area_code=seen.agency.area_code,
            detail={"rows": len(seen.rows)},
        )
        row.delete()


def _held(draft_id: int, *, by: User, at: datetime) -> tuple[Draft, DraftView]:
    """A draft held until the transaction ends; raises NotFound, Forbidden."""
    row = Draft.objects.select_for_update(of=("self",)).filter(id=draft_id).select_related("by").first()
    if row is None:
        raise NotFound(what=f"bản đang nhập số {draft_id}")
    seen = view(row)
    check_may_send(by=by, agency=seen.agency, on=timezone.localtime(at).date())
    return row, seen


def _keep(row: Draft, rows: Sequence[TypedRow], *, by: User, at: datetime) -> None:
    """Write a draft's rows."""
    row.rows, row.changed_at, row.by = [asdict(r) for r in rows], at, by
    row.save(update_fields=["rows", "changed_at", "by"])


def _key() -> str:
    """A name for a row for as long as its draft lives."""
    return secrets.token_hex(4)
