"""Who takes part, who must pay soon, who interrupted; movements by month; one person's lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from baophu.funds.models import GroupKind, SponsoredMonth, VoluntaryMonth, VoluntaryPayment, VoluntaryStretch
from baophu.funds.voluntary.rules.evidence import first_of, plus_months
from baophu.register.queries import in_area, in_run

__all__ = [
    "Counted",
    "GroupKind",
    "Movement",
    "PersonLines",
    "State",
    "Stretch",
    "VoluntaryMonth",
    "groups_in_force",
    "in_force",
    "movements",
    "not_named",
    "of_person",
    "people",
    "tallies",
]


class State(StrEnum):
    """Where a participant stands on a day."""

    IN_FORCE = "in_force"
    SOON = "soon"  # in force or not, the next payment is owed within some days
    WAITING = "waiting"  # nothing is paid for the month, but the day to pay has not passed
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people stand where, in one district or with one agent."""

    key: str
    in_force: int
    soon: int
    waiting: int
    interrupted: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One month: who is in force, who is new, came back, paid on, stopped."""

    month: date
    in_force: int
    new: int
    returned: int
    stopped: int
    renewed: int

    @property
    def net(self) -> int:
        """How many more are in force than in the month before."""
        return self.new + self.returned - self.stopped


@dataclass(frozen=True, slots=True)
class Stretch:
    """A person's months without a gap."""

    person_id: str
    number: int
    starts_on: date
    ends_before: date
    renew_by: date | None
    district_code: str
    commune_code: str
    agent_code: str


def _stretches(run: int, area_code: str, agent_code: str | None = None) -> QuerySet[VoluntaryStretch]:
    found = VoluntaryStretch.objects.filter(in_run(run), in_area(area_code))
    return found if agent_code is None else found.filter(agent_code=agent_code)


def _covers(on: date) -> Q:
    """Stretches that hold the month of a day."""
    return Q(starts_on__lte=on, ends_before__gt=first_of(on))


def _of_state(state: State, on: date, soon_days: int) -> Q:
    """Stretches of people in a state; a person counts by the newest stretch begun."""
    match state:
        case State.IN_FORCE:
            return _covers(on)
        case State.SOON:
            return Q(newest=True, renew_by__gte=on, renew_by__lte=on + timedelta(days=soon_days))
        case State.WAITING:
            return Q(newest=True, ends_before__lte=first_of(on), renew_by__gte=on)
        case State.INTERRUPTED:
            return Q(newest=True, ends_before__lte=first_of(on)) & ~Q(renew_by__gte=on)


def in_force(run: int, *, on: date, area_code: str) -> int:
    """How many people take part in the month of a day."""
    return _stretches(run, area_code).filter(_covers(on)).values("person_id").distinct().count()


def tallies(run: int, *, on: date, area_code: str, by: str, soon_days: int) -> list[Counted]:
    """The states of a day by `district_code`, `commune_code` or `agent_code`, in the order of codes."""
    counted = {
        str(state): Count("person_id", filter=_of_state(state, on, soon_days), distinct=True)
        for state in State
    }
    rows = _stretches(run, area_code).values(by).annotate(**counted).order_by(by)
    return [Counted(row[by], *(row[str(state)] for state in State)) for row in rows]


def people(
    run: int, state: State, *, on: date, area_code: str, soon_days: int, agent_code: str | None = None
) -> QuerySet[VoluntaryStretch]:
    """The stretches of the people in a state, whoever is to be called first first."""
    found = _stretches(run, area_code, agent_code).filter(_of_state(state, on, soon_days))
    return found.order_by("renew_by", "person_id")


def movements(
    run: int, *, to: date, months: int, area_code: str, agent_code: str | None = None
) -> list[Movement]:
    """New, returned, stopped and renewed of the last months up to a day's month, oldest first."""
    last = first_of(to)
    first = plus_months(last, 1 - months)
    stretches = _stretches(run, area_code, agent_code)
    begun = (
        stretches.filter(starts_on__range=(first, last))
        .values("starts_on")
        .annotate(new=Count("id", filter=Q(number=1)), back=Count("id", filter=Q(number__gt=1)))
        .order_by("starts_on")
    )
    began = {row["starts_on"]: row["new"] for row in begun}
    came_back = {row["starts_on"]: row["back"] for row in begun}
    ended = _by_month(stretches.filter(ends_before__range=(first, last)), "ends_before")
    paid = VoluntaryPayment.objects.filter(in_run(run), in_area(area_code), goes_on=True)
    if agent_code is not None:
        paid = paid.filter(agent_code=agent_code)
    on = _by_month(paid.filter(from_month__range=(first, last)), "from_month")
    standing = stretches.filter(_covers(plus_months(first, -1))).values("person_id").distinct().count()
    found = []
    for at in range(months):
        month = plus_months(first, at)
        new, back, gone = began.get(month, 0), came_back.get(month, 0), ended.get(month, 0)
        standing += new + back - gone
        found.append(Movement(month, standing, new, back, gone, on.get(month, 0)))
    return found


def _by_month(rows: QuerySet[VoluntaryStretch] | QuerySet[VoluntaryPayment], field: str) -> dict[date, int]:
    counted = rows.values(field).annotate(people=Count("person_id", distinct=True)).order_by(field)
    return {row[field]: row["people"] for row in counted}


def not_named(run: int, *, on: date, area_code: str) -> int:
    """People whose payment reaches the day's month, but whom the newest list no longer names."""
    month = first_of(on)
    told = VoluntaryStretch.objects.filter(in_run(run), _covers(on), person_id=OuterRef("person_id"))
    paid = VoluntaryPayment.objects.filter(
        in_run(run), in_area(area_code), ~Exists(told), from_month__lte=month, to_month__gte=month
    )
    return paid.values("person_id").distinct().count()


def groups_in_force(run: int, *, on: date, area_code: str) -> dict[str, int]:
    """How many people of each group paid for the month of a day."""
    month = first_of(on)
    rows = VoluntaryMonth.objects.filter(in_run(run), month=month).exclude(status="doubled")
    here = VoluntaryStretch.objects.filter(
        in_run(run), in_area(area_code), _covers(on), person_id=OuterRef("person_id")
    )
    counted = rows.filter(Exists(here)).values("grp").annotate(people=Count("person_id", distinct=True))
    return {row["grp"]: row["people"] for row in counted.order_by("grp")}


@dataclass(frozen=True, slots=True)
class PersonLines:
    """One person's payments, months and sponsors, as of a run."""

    payments: tuple[VoluntaryPayment, ...]
    months: tuple[VoluntaryMonth, ...]
    stretches: tuple[Stretch, ...]
    sponsors: dict[date, list[tuple[str, int]]]  # month -> who pays how much


def of_person(person_id: str, *, run: int) -> PersonLines:
    """Everything a run knows of one participant; who may see it, the caller checks and journals."""
    sponsors: dict[date, list[tuple[str, int]]] = {}
    paid = SponsoredMonth.objects.filter(in_run(run), person_id=person_id).select_related("sponsorship")
    for one in paid.order_by("month", "sponsorship_id"):
        sponsors.setdefault(one.month, []).append((one.sponsorship.organisation, one.amount_vnd))
    stretches = VoluntaryStretch.objects.filter(in_run(run), person_id=person_id).order_by("number")
    return PersonLines(
        tuple(VoluntaryPayment.objects.filter(in_run(run), person_id=person_id).order_by("position")),
        tuple(
            VoluntaryMonth.objects.filter(in_run(run), person_id=person_id).order_by("month", "paid_on", "id")
        ),
        tuple(_plain(row) for row in stretches),
        sponsors,
    )


def _plain(row: VoluntaryStretch) -> Stretch:
    return Stretch(
        row.person_id, row.number, row.starts_on, row.ends_before, row.renew_by, row.district_code,
        row.commune_code, row.agent_code,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flagged:
    """How many payments carry a flag, and what must be given back for them."""

    payments: int
    refund_vnd: int


def to_give_back(run: int, *, area_code: str) -> Flagged:
    """Payments with months that cannot be used (moved to a unit, died, pension, lump sum, paid twice)."""
    found = VoluntaryPayment.objects.filter(in_run(run), in_area(area_code), unused_months__gt=0)
    sums = found.aggregate(payments=Count("id"), refund=Sum("refund_vnd"))
    return Flagged(sums["payments"], sums["refund"] or 0)


EXPORT = (
    "person_id", "month", "paid_on", "status", "grp", "number", "support_vnd", "local_vnd", "other_vnd",
    "sponsored_vnd", "lacks", "day_told", "receipt_id", "row", "poor_receipt_id", "poor_row",
)  # fmt: skip


def export_months(run: int) -> Iterator[tuple[object, ...]]:
    """Every month of every payment of a run as plain values, in the order of `EXPORT`; read in pieces."""
    rows = VoluntaryMonth.objects.filter(in_run(run)).values_list(*EXPORT)
    yield from rows.iterator(chunk_size=5000)


def si_numbers(run: int) -> dict[tuple[int, int], str]:
    """The insurance number that each payment's row tells."""
    rows = VoluntaryPayment.objects.filter(in_run(run)).values_list("receipt_id", "row", "si_number")
    return {(receipt, row): number for receipt, row, number in rows.iterator(chunk_size=5000)}
