"""Sponsorships: an organisation's promise entered with its document, or taken back with a reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.funds.models import Sponsorship
from baophu.funds.voluntary.bulk.relations import PPM
from baophu.funds.voluntary.rights import check_is_province
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.time import Month
from baophu.law.support import Group

MOST_PEOPLE: Final = 2000
_SI_NUMBER: Final = re.compile(r"\d{10}", re.ASCII)


class BadSponsorship(Refused):
    """A sponsorship that pays nothing, or both an amount and a share."""

    code = "funds.bad_sponsorship"
    message = "Khoản tài trợ không hợp lệ: {what}. Sửa rồi lưu lại."


class AlreadyTakenBack(Refused):
    """A sponsorship is taken back once."""

    code = "funds.sponsorship_taken_back"
    message = "Khoản tài trợ số {number} đã được rút trước đó."


def enter_sponsorship(
    *,
    organisation: str,
    document_no: str,
    document_on: date,
    first: Month,
    last: Month,
    amount_vnd: int | None,
    share_ppm: int | None,
    groups: Collection[Group],
    area_code: str,
    by: User | None,
    at: datetime,
    people: Collection[str] = (),
) -> Sponsorship:
    """Enter who pays how much a month, for whom; matched to people by the next run.

    `people` are the insurance numbers of named people; where there are none the group and area decide alone.
    """
    check_is_province(by=by, what="ghi khoản tài trợ")
    _check_terms(organisation, document_no, (first, last), amount_vnd, share_ppm)
    _check_people(people)
    with transaction.atomic():
        made = Sponsorship.objects.create(
            organisation=organisation.strip()[:200], document_no=document_no.strip()[:80],
            document_on=document_on, starts_on=first.first, ends_before=last.next.first,
            amount_vnd=amount_vnd, share_ppm=share_ppm, groups=" ".join(sorted(groups)),
            area_code=area_code, people=" ".join(sorted(set(people))), by=by, at=at,
        )  # fmt: skip
        detail: dict[str, object] = {
            "organisation": made.organisation,
            "document": made.document_no,
            "amount_vnd": amount_vnd,
        }
        detail["people"] = len(set(people))
        _record("voluntary.sponsorship", made, by=by, at=at, **detail, share_ppm=share_ppm)
    return made


def take_back_sponsorship(*, sponsorship_id: int, because: str, by: User | None, at: datetime) -> Sponsorship:
    """Take a sponsorship back with a reason; it stays on record and pays nothing from the next run on."""
    check_is_province(by=by, what="ghi khoản tài trợ")
    if not because.strip():
        raise BadSponsorship(what="chưa ghi lý do rút")
    with transaction.atomic():
        found = Sponsorship.objects.select_for_update().filter(id=sponsorship_id).first()
        if found is None:
            raise NotFound(what=f"khoản tài trợ số {sponsorship_id}")
        if found.withdrawn_at is not None:
            raise AlreadyTakenBack(number=found.pk)
        found.withdrawn_at, found.withdrawn_because = at, because.strip()[:300]
        found.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _record("voluntary.sponsorship.take_back", found, by=by, at=at, because=found.withdrawn_because)
    return found


def _check_terms(
    organisation: str,
    document_no: str,
    span: tuple[Month, Month],
    amount_vnd: int | None,
    share_ppm: int | None,
) -> None:
    if not organisation.strip() or not document_no.strip():
        raise BadSponsorship(what="chưa ghi tổ chức hoặc số văn bản")
    if span[1] < span[0]:
        raise BadSponsorship(what="tháng cuối trước tháng đầu")
    if (amount_vnd is None) == (share_ppm is None):
        raise BadSponsorship(what="ghi số tiền một tháng hoặc tỷ lệ, không ghi cả hai")
    if amount_vnd is not None and amount_vnd <= 0:
        raise BadSponsorship(what="số tiền một tháng phải lớn hơn 0")
    if share_ppm is not None and not 0 < share_ppm <= PPM:
        raise BadSponsorship(what="tỷ lệ phải lớn hơn 0 và không quá 100%")


def _check_people(people: Collection[str]) -> None:
    for number in people:
        if not _SI_NUMBER.fullmatch(number):
            raise BadSponsorship(what=f"“{number}” không phải mã số BHXH gồm 10 chữ số")
    if len(set(people)) > MOST_PEOPLE:
        raise BadSponsorship(what=f"nhiều hơn {MOST_PEOPLE} người; tách thành nhiều khoản")


def _record(action: str, made: Sponsorship, *, by: User | None, at: datetime, **detail: object) -> None:
    journal.record(by=by, at=at, action=action, subject=f"sponsorship:{made.pk}", detail=detail)
