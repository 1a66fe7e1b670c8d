"""Reads of who is in charge: of a unit over time, of an officer's units, minutes of handing over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q

from baophu.access.queries import Role, User
from baophu.kernel.errors import NotFound
from baophu.plan.lines.queries import portions
from baophu.plan.models import Charge, Handover, HandoverItem, ListLine, Objection
from baophu.plan.portfolio.rules import Pressing, covers, pressing
from baophu.register.queries import current

OFFICERS = frozenset({Role.SI_DISTRICT, Role.SI_PROVINCE, Role.SI_DIRECTOR})


@dataclass(frozen=True, slots=True)
class ChargeView:
    """Who was in charge of a unit over a span."""

    officer: str
    username: str
    starts_on: date
    ends_before: date | None
    given_by: str
    handover: str  # the minutes' number, blank when given without


@dataclass(frozen=True, slots=True)
class MyUnit:
    """One of an officer's units: what the run says, and how pressing it is."""

    employer_id: str
    standing: str
    lacking: int
    deducted: int
    insured: int
    owed_vnd: int
    owed_since: date | None
    since: date
    is_new: bool  # its standing was first seen in this run
    objections: int
    pressing: Pressing


@dataclass(frozen=True, slots=True)
class HandoverView:
    """Minutes of handing over, as they stand."""

    id: int
    number: str
    giver: User
    receiver: User
    district_code: str
    because: str
    run: int
    drawn_up_by: str
    drawn_up_at: datetime
    given_at: datetime | None
    received_at: datetime | None
    effective_on: date | None
    cancelled_at: datetime | None
    units: int

    @property
    def state(self) -> str:
        """`waiting`, `done` or `cancelled`."""
        if self.cancelled_at:
            return "cancelled"
        return "done" if self.effective_on else "waiting"

    def waits_for(self, user: User) -> bool:
        """Whether someone still has to confirm."""
        if self.state != "waiting":
            return False
        mine = (self.giver.pk == user.pk and not self.given_at) or (
            self.receiver.pk == user.pk and not self.received_at
        )
        absent = user.role == Role.SI_DIRECTOR and not self.giver.is_active and not self.given_at
        return mine or absent


@dataclass(frozen=True, slots=True)
class ItemView:
    """One unit of the minutes, with what was open."""

    employer_id: str
    name: str
    standing: str
    lacking: int
    deducted: int
    owed_vnd: int
    objections: int


def officers(*, district_code: str = "") -> list[User]:
    """People who can be in charge of units: all, or those whose area holds a district."""
    found = User.objects.filter(role__in=OFFICERS, is_active=True).order_by("area_code", "full_name", "pk")
    held = [user for user in found if user.area_code == settings.PROVINCE or len(user.area_code) == 3]
    if not district_code:
        return held
    province = settings.PROVINCE
    return [u for u in held if covers(u.area_code, district_code=district_code, province=province)]


def in_charge(employer_ids: Collection[str]) -> dict[str, User]:
    """The officer of each unit that has one."""
    found: dict[str, User] = {}
    for part in portions(list(employer_ids)):
        rows = Charge.objects.filter(employer_id__in=part, ends_before__isnull=True).select_related("officer")
        found |= {row.employer_id: row.officer for row in rows}
    return found


def in_charge_on(employer_id: str, on: date) -> str:
    """Who was in charge of a unit on a day; blank for nobody."""
    spans = Charge.objects.filter(employer_id=employer_id, starts_on__lte=on).filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    )
    row = spans.select_related("officer").first()
    return row.officer.full_name if row else ""


def history_of(employer_id: str) -> list[ChargeView]:
    """Everyone who was in charge of a unit, newest first."""
    rows = Charge.objects.filter(employer_id=employer_id).select_related("officer", "given_by", "handover")
    return [
        ChargeView(
            officer=row.officer.full_name,
            username=row.officer.username,
            starts_on=row.starts_on,
            ends_before=row.ends_before,
            given_by=row.given_by.full_name,
            handover=row.handover.number if row.handover else "",
        )
        for row in rows.order_by("-starts_on", "-id")
    ]


def holds_units(user: User) -> bool:
    """Whether someone is in charge of any unit."""
    return Charge.objects.filter(officer=user, ends_before__isnull=True).exists()


def my_units(user: User, *, run: int, on: date) -> list[MyUnit]:
    """An officer's units as a run knows them, the most pressing first."""
    mine = Charge.objects.filter(officer=user, ends_before__isnull=True).values("employer_id")
    rows = list(ListLine.objects.filter(run_id=run, employer_id__in=mine))
    known = {row.employer_id for row in rows}
    gone = set(mine.values_list("employer_id", flat=True)) - known  # merged into others since
    merged = {current(one, run=run) for one in gone} - known
    rows += ListLine.objects.filter(run_id=run, employer_id__in=merged)
    waiting = dict(
        Objection.objects.filter(employer_id__in=mine, answered_at__isnull=True)
        .values("employer_id").annotate(n=Count("id")).values_list("employer_id", "n")
    )  # fmt: skip
    first = not ListLine.objects.filter(run_id=run).exclude(since=on).exists()
    units = [_unit(row, waiting.get(row.employer_id, 0), on=on, first=first) for row in rows]
    return sorted(units, key=lambda u: (-u.pressing.weight, -u.pressing.people, u.employer_id))


def _unit(row: ListLine, objections: int, *, on: date, first: bool) -> MyUnit:
    return MyUnit(
        employer_id=row.employer_id,
        standing=row.standing,
        lacking=row.lacking,
        deducted=row.deducted,
        insured=row.insured,
        owed_vnd=row.owed_vnd,
        owed_since=row.owed_since,
        since=row.since,
        is_new=row.since == on and not first,
        objections=objections,
        pressing=pressing(
            lacking=row.lacking,
            deducted=row.deducted,
            insured=row.insured,
            owed_since=row.owed_since,
            since=row.since,
            on=on,
        ),
    )


def handovers(user: User, *, area_code: str) -> list[HandoverView]:
    """Minutes that someone takes part in; of the whole area for those who answer for the province."""
    rows = Handover.objects.select_related("giver", "receiver", "drawn_up_by")
    if area_code != settings.PROVINCE:
        rows = rows.filter(Q(giver=user) | Q(receiver=user) | Q(drawn_up_by=user))
    counts = dict(
        HandoverItem.objects.values("handover_id").annotate(n=Count("id")).values_list("handover_id", "n")
    )
    return [_handover(row, counts.get(row.pk, 0)) for row in rows.order_by("-id")[:100]]


def handover(number: str, *, user: User, area_code: str) -> tuple[HandoverView, list[ItemView]]:
    """Minutes by their number with their units; absent for who has no part in them."""
    row = Handover.objects.filter(number=number).select_related("giver", "receiver", "drawn_up_by").first()
    own = row is not None and user.pk in {row.giver_id, row.receiver_id, row.drawn_up_by_id}
    if row is None or not (own or area_code == settings.PROVINCE):
        raise NotFound(what=f"biên bản bàn giao {number}")
    items = HandoverItem.objects.filter(handover=row).order_by("-lacking", "name", "employer_id")
    views = [
        ItemView(i.employer_id, i.name, i.standing, i.lacking, i.deducted, i.owed_vnd, i.objections)
        for i in items
    ]
    return _handover(row, len(views)), views


def waiting_for(user: User) -> list[HandoverView]:
    """Minutes that wait for someone's word."""
    rows = Handover.objects.filter(effective_on__isnull=True, cancelled_at__isnull=True)
    rows = rows.filter(Q(giver=user) | Q(receiver=user)).select_related("giver", "receiver", "drawn_up_by")
    counts = dict(
        HandoverItem.objects.filter(handover__in=[row.pk for row in rows])
        .values("handover_id").annotate(n=Count("id")).values_list("handover_id", "n")
    )  # fmt: skip
    views = [_handover(row, counts.get(row.pk, 0)) for row in rows]
    return [view for view in views if view.waits_for(user)]


def open_items(employer_ids: Sequence[str], *, run: int) -> dict[str, ItemView]:
    """What is open at each unit in a run, without its name."""
    found: dict[str, ItemView] = {}
    for part in portions(employer_ids):
        waiting = dict(
            Objection.objects.filter(employer_id__in=part, answered_at__isnull=True)
            .values("employer_id").annotate(n=Count("id")).values_list("employer_id", "n")
        )  # fmt: skip
        for row in ListLine.objects.filter(run_id=run, employer_id__in=part):
            found[row.employer_id] = ItemView(
                row.employer_id, "", row.standing, row.lacking, row.deducted, row.owed_vnd,
                waiting.get(row.employer_id, 0),
            )  # fmt: skip
    return found


def _handover(row: Handover, units: int) -> HandoverView:
    return HandoverView(
        id=row.pk,
        number=row.number,
        giver=row.giver,
        receiver=row.receiver,
        district_code=row.district_code,
        because=row.because,
        run=row.run_id,
        drawn_up_by=row.drawn_up_by.full_name,
        drawn_up_at=row.drawn_up_at,
        given_at=row.given_at,
        received_at=row.received_at,
        effective_on=row.effective_on,
        cancelled_at=row.cancelled_at,
        units=units,
    )
