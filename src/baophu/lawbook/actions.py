"""Writes of entered law: one person enters a value with its document, another confirms or rejects it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.text import squeeze
from baophu.kernel.time import format_day
from baophu.lawbook.models import Closing, EnteredValue
from baophu.lawbook.queries import published
from baophu.lawbook.rules.rights import check_may_decide
from baophu.lawbook.rules.standing import check_place
from baophu.lawbook.rules.typed import amount_of

MOST = {"value": 4000, "document": 120, "article": 200, "note": 400, "reason": 400}


class TwoValuesForOneDay(Refused):
    """One entry a day and parameter; the former must be closed first."""

    code = "lawbook.two_values_for_one_day"
    message = (
        "“{name}” đã có giá trị {value} được ghi cho ngày {day} (số {number}). "
        "Rút hoặc từ chối giá trị đó trước, rồi ghi lại."
    )


class DocumentMissing(Refused):
    """A value without its document is somebody's word."""

    code = "lawbook.document_missing"
    message = (
        "Chưa có số văn bản. Ghi số trên văn bản, ví dụ 157/TB-BHXH; giá trị không có văn bản thì không nhận."
    )


class DocumentInTheFuture(Refused):
    """A document that nobody can hold yet."""

    code = "lawbook.document_in_the_future"
    message = "Ngày văn bản {day} sau hôm nay. Kiểm tra lại ngày ký."


class TooLong(Refused):
    """A text longer than a line of the book."""

    code = "lawbook.too_long"
    message = "Phần ghi dài {length} ký tự, nhiều nhất {most}. Rút gọn lại."


class SamePerson(Refused):
    """Two persons answer for a value."""

    code = "lawbook.same_person"
    message = (
        "Bạn là người ghi giá trị số {number}; người khác phải xác nhận hoặc từ chối. "
        "Muốn bỏ giá trị của mình thì rút."
    )


class AlreadyDecided(Refused):
    """Somebody decided in the meantime."""

    code = "lawbook.already_decided"
    message = "Giá trị số {number} không còn chờ xác nhận. Mở lại trang để xem ai đã quyết định."


class NotInForce(Refused):
    """Only what waits or holds can be taken back."""

    code = "lawbook.not_in_force"
    message = "Giá trị số {number} đã bị từ chối hoặc đã rút. Ghi giá trị mới nếu cần."


class NotYourOwn(Refused):
    """Another's entry that waits is rejected, not withdrawn."""

    code = "lawbook.not_your_own"
    message = "Giá trị số {number} do người khác ghi và còn chờ xác nhận. Từ chối, không rút."


class NoReason(Refused):
    """A value is not taken out without a word."""

    code = "lawbook.no_reason"
    message = "Chưa có lý do. Ghi vì sao từ chối hoặc rút."


def enter(
    *,
    by: User,
    at: datetime,
    key: str,
    value: str,
    holds_from: date,
    document: str,
    document_on: date,
    article: str = "",
    note: str = "",
) -> int:
    """Enter a value from its document; gives its number. It holds once another person confirms it."""
    check_may_decide(by.role, active=by.is_active)
    parameter = check_place(published(), key, holds_from)
    texts = {
        "value": squeeze(value),
        "document": _number(document),
        "article": squeeze(article),
        "note": note.strip(),
    }
    _check_texts(texts)
    amount_of(texts["value"], parameter, published())
    if document_on > localdate(at):
        raise DocumentInTheFuture(day=format_day(document_on))
    fields = {"key": key, "holds_from": holds_from, "document_on": document_on, **texts}
    try:
        with transaction.atomic():
            row = EnteredValue.objects.create(entered_by=by, entered_at=at, **fields)
            told = {"entry": row.id, **{name: str(told) for name, told in fields.items()}}
            journal.record(by=by, at=at, action="law.enter", subject=f"law:{key}", detail=told)
    except IntegrityError:
        live = EnteredValue.objects.filter(key=key, holds_from=holds_from, closing="").first()
        if live is None:
            raise
        day = format_day(holds_from)
        raise TwoValuesForOneDay(name=parameter.name, value=live.value, day=day, number=live.id) from None
    return row.id


def confirm(*, by: User, at: datetime, number: int) -> None:
    """Confirm what another person entered; from now on the book holds it."""
    check_may_decide(by.role, active=by.is_active)
    with transaction.atomic():
        row = _locked(number)
        _check_pending(row)
        if row.entered_by == by:
            raise SamePerson(number=number)
        check_place(published(), row.key, row.holds_from)
        row.confirmed_by, row.confirmed_at = by, at
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        _note(row, "law.confirm", by, at)


def reject(*, by: User, at: datetime, number: int, because: str) -> None:
    """Refuse to confirm what another person entered; it never held."""
    check_may_decide(by.role, active=by.is_active)
    with transaction.atomic():
        row = _locked(number)
        _check_pending(row)
        if row.entered_by == by:
            raise SamePerson(number=number)
        _close(row, Closing.REJECTED, by, at, because)


def withdraw(*, by: User, at: datetime, number: int, because: str) -> None:
    """Take back one's own entry that waits, or any that holds; what was computed with it stays as it was."""
    check_may_decide(by.role, active=by.is_active)
    with transaction.atomic():
        row = _locked(number)
        if row.closing:
            raise NotInForce(number=number)
        if row.confirmed_by is None and row.entered_by != by:
            raise NotYourOwn(number=number)
        _close(row, Closing.WITHDRAWN, by, at, because)


def _number(document: str) -> str:
    """The number of a document without the word before it."""
    text = squeeze(document)
    first, _, rest = text.partition(" ")
    return rest if first.lower() == "số" else text


def _check_texts(texts: dict[str, str]) -> None:
    if not texts["document"]:
        raise DocumentMissing
    for name, text in texts.items():
        if len(text) > MOST[name]:
            raise TooLong(length=len(text), most=MOST[name])


def _locked(number: int) -> EnteredValue:
    """The row, held for this transaction."""
    row = EnteredValue.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NotFound(what=f"giá trị đã ghi số {number}")
    return row


def _check_pending(row: EnteredValue) -> None:
    if row.closing or row.confirmed_by is not None:
        raise AlreadyDecided(number=row.id)


def _close(row: EnteredValue, closing: Closing, by: User, at: datetime, because: str) -> None:
    reason = squeeze(because)
    if not reason:
        raise NoReason
    if len(reason) > MOST["reason"]:
        raise TooLong(length=len(reason), most=MOST["reason"])
    row.closing, row.closed_by, row.closed_at, row.reason = closing, by, at, reason
    row.save(update_fields=["closing", "closed_by", "closed_at", "reason"])
    _note(row, f"law.{'reject' if closing is Closing.REJECTED else 'withdraw'}", by, at, because=reason)


def _note(row: EnteredValue, action: str, by: User, at: datetime, **more: str) -> None:
    """A line of the journal about an entry."""
    detail = {"entry": row.id, "value": row.value, "holds_from": row.holds_from.isoformat(), **more}
    journal.record(by=by, at=at, action=action, subject=f"law:{row.key}", detail=detail)
