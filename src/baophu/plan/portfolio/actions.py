"""Writes of who is in charge: units given in bulk, minutes drawn up, confirmed by both, cancelled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

import baophu.access.actions as journal
from baophu.access.queries import Role, User
from baophu.kernel.errors import Forbidden
from baophu.plan.lines.queries import portions
from baophu.plan.models import Charge, Handover, HandoverItem
from baophu.plan.portfolio.queries import OFFICERS, ItemView, in_charge, open_items
from baophu.plan.portfolio.rules import (
    HandoverClosed,
    InOtherHands,
    NothingToHandOver,
    NotInCharge,
    NotYourMinutes,
    SameHands,
    covers,
)
from baophu.register.queries import EmployerCard, employers

GIVERS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.SI_DISTRICT})


@dataclass(frozen=True, slots=True)
class Given:
    """What giving units to an officer came to."""

    given: int
    already: int  # were the officer's before


def give(
    *, by: User, at: datetime, on: date, run: int, employer_ids: Collection[str], officer: User
) -> Given:
    """Put an officer in charge of units from a day on; refuses whole where one is in other hands."""
    _check_giver(by)
    ids = sorted(set(employer_ids))
    _check_officer(officer, ids, run=run, by=by)
    with transaction.atomic():
        held = in_charge(ids)
        elsewhere = [one for one in ids if one in held and held[one].pk != officer.pk]
        if elsewhere:
            raise InOtherHands(n=len(elsewhere))
        fresh = [one for one in ids if one not in held]
        Charge.objects.bulk_create(
            [
                Charge(employer_id=one, officer=officer, starts_on=on, given_by=by, given_at=at)
                for one in fresh
            ],
            batch_size=500,
        )
        journal.record(
            by=by,
            at=at,
            action="charge.give",
            subject=f"user:{officer.username}",
            area_code=officer.area_code,
            detail={"on": on.isoformat(), "units": len(fresh), "employers": fresh[:200]},
        )
    return Given(len(fresh), len(ids) - len(fresh))


def draw_up(
    *,
    by: User,
    at: datetime,
    on: date,
    run: int,
    giver: User,
    receiver: User,
    employer_ids: Collection[str],
    because: str,
) -> Handover:
    """Draw up the minutes by which units pass on; they pass when both have confirmed."""
    _check_giver(by)
    if giver.pk == receiver.pk:
        raise SameHands(officer=giver.full_name)
    with transaction.atomic():
        ids = _to_hand_over(giver, employer_ids)
        if not ids:
            raise NothingToHandOver(giver=giver.full_name)
        _check_officer(receiver, ids, run=run, by=by)
        items, names = open_items(ids, run=run), employers(ids, run=run)
        districts = {card.district_code for card in names.values()}
        minutes = Handover.objects.create(
            number=_number(on),
            giver=giver,
            receiver=receiver,
            district_code=districts.pop() if len(districts) == 1 else "",
            because=because,
            run_id=run,
            drawn_up_by=by,
            drawn_up_at=at,
        )
        rows = [_item(minutes, one, items.get(one), names.get(one)) for one in ids]
        HandoverItem.objects.bulk_create(rows, batch_size=500)
        _note(minutes, by=by, at=at, action="handover.draw_up", units=len(ids))
    return minutes


def confirm(*, by: User, at: datetime, on: date, number: str) -> Handover:
    """Confirm minutes as the one who gives or receives; with the second word the units pass on that day."""
    with transaction.atomic():
        minutes = _open(number)
        gives = minutes.giver_id == by.pk or (by.role == Role.SI_DIRECTOR and not minutes.giver.is_active)
        if gives and minutes.given_at is None:
            minutes.given_at = at
        elif minutes.receiver_id == by.pk and minutes.received_at is None:
            minutes.received_at = at
        else:
            raise NotYourMinutes(number=number)
        if minutes.given_at and minutes.received_at:
            minutes.effective_on = on
            _pass_on(minutes, by=by, at=at, on=on)
        Handover.objects.filter(pk=minutes.pk).update(
            given_at=minutes.given_at, received_at=minutes.received_at, effective_on=minutes.effective_on
        )
        _note(minutes, by=by, at=at, action="handover.confirm", units=None)
    return minutes


def cancel(*, by: User, at: datetime, number: str) -> None:
    """Take back minutes that are not in force; any of those who are named in them may."""
    with transaction.atomic():
        minutes = _open(number)
        if by.pk not in {minutes.giver_id, minutes.receiver_id, minutes.drawn_up_by_id}:
            raise NotYourMinutes(number=number)
        Handover.objects.filter(pk=minutes.pk).update(cancelled_at=at, cancelled_by=by)
        _note(minutes, by=by, at=at, action="handover.cancel", units=None)


def _item(
    minutes: Handover, employer_id: str, item: ItemView | None, card: EmployerCard | None
) -> HandoverItem:
    """A unit of the minutes; one that the run does not know has nothing open."""
    return HandoverItem(
        handover=minutes,
        employer_id=employer_id,
        name=card.name if card else employer_id,
        standing=item.standing if item else "",
        lacking=item.lacking if item else 0,
        deducted=item.deducted if item else 0,
        owed_vnd=item.owed_vnd if item else 0,
        objections=item.objections if item else 0,
    )


def _check_giver(by: User) -> None:
    if by.role not in GIVERS:
        raise Forbidden(what="giao chuyên quản")


def _check_officer(officer: User, employer_ids: Sequence[str], *, run: int, by: User) -> None:
    """The officer works, and both the officer's and the giver's area hold every unit."""
    if officer.role not in OFFICERS or not officer.is_active:
        raise NotInCharge(officer=officer.full_name)
    province = settings.PROVINCE
    if officer.area_code == province and by.area_code == province:
        return
    for part in portions(employer_ids):
        for card in employers(part, run=run).values():
            if not covers(by.area_code, district_code=card.district_code, province=province):
                raise Forbidden(what="giao chuyên quản ngoài địa bàn")
            if not covers(officer.area_code, district_code=card.district_code, province=province):
                raise NotInCharge(officer=officer.full_name)


def _to_hand_over(giver: User, employer_ids: Collection[str]) -> list[str]:
    """Those of the units that the giver holds and that no other minutes hold already."""
    ids: list[str] = []
    for part in portions(sorted(set(employer_ids))):
        waiting = HandoverItem.objects.filter(
            employer_id__in=part, handover__effective_on__isnull=True, handover__cancelled_at__isnull=True
        )
        held = Charge.objects.filter(officer=giver, employer_id__in=part, ends_before__isnull=True)
        ids += held.exclude(employer_id__in=waiting.values("employer_id")).values_list(
            "employer_id", flat=True
        )
    return sorted(ids)


def _open(number: str) -> Handover:
    """Minutes that can still change, locked."""
    minutes = (
        Handover.objects.select_for_update(of=("self",)).select_related("giver").filter(number=number).first()
    )
    if minutes is None or minutes.effective_on or minutes.cancelled_at:
        raise HandoverClosed(number=number)
    return minutes


def _pass_on(minutes: Handover, *, by: User, at: datetime, on: date) -> None:
    """End the giver's spans and begin the receiver's on one day."""
    ids = list(HandoverItem.objects.filter(handover=minutes).values_list("employer_id", flat=True))
    for part in portions(ids):
        held = Charge.objects.filter(
            officer_id=minutes.giver_id, employer_id__in=part, ends_before__isnull=True
        )
        passing = list(held.filter(Q(starts_on__lte=on)).values_list("employer_id", flat=True))
        held.filter(employer_id__in=passing).update(ends_before=on)
        Charge.objects.bulk_create(
            Charge(
                employer_id=one,
                officer_id=minutes.receiver_id,
                starts_on=on,
                given_by=by,
                given_at=at,
                handover=minutes,
            )
            for one in passing
        )


def _number(on: date) -> str:
    """The next number of the year: `BG-2018-0007`."""
    last = Handover.objects.filter(number__startswith=f"BG-{on.year}-").order_by("-number").first()
    return f"BG-{on.year}-{int(last.number.rpartition('-')[2]) + 1 if last else 1:04}"


def _note(minutes: Handover, *, by: User, at: datetime, action: str, units: int | None) -> None:
    journal.record(
        by=by,
        at=at,
        action=action,
        subject=f"handover:{minutes.number}",
        area_code=minutes.district_code,
        detail={
            "giver": minutes.giver.username,
            "receiver": minutes.receiver.username,
            "effective_on": minutes.effective_on.isoformat() if minutes.effective_on else "",
            **({"units": units} if units is not None else {}),
        },
    )
