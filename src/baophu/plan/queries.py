"""Reads of duties: what every agency owes in a span of days, what came, which communes have not sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from baophu.intake.receipts import Came, arrivals
from baophu.kernel.time import Period
from baophu.places.queries import agencies, area
from baophu.places.rules import AgencyRef
from baophu.plan.duties import Arrival, Duty, DutyState, Expected, load, state_of

COMMUNE_LIST = "commune_businesses"
Key = tuple[str, str, str]  # list, agency, period


@dataclass(frozen=True, slots=True)
class Parade:
    """One district's communes for one period: who sent, who did not."""

    district_code: str
    district_name: str
    total: int
    sent: int
    late: int
    waiting: tuple[Expected, ...]  # not there yet, by name

    @property
    def overdue(self) -> tuple[Expected, ...]:
        """Those whose day is past."""
        return tuple(item for item in self.waiting if item.state is DutyState.OVERDUE)


def expected(
    *,
    on: date,
    due_from: date | None = None,
    due_to: date | None = None,
    agency_codes: Collection[str] | None = None,
    lists: Collection[str] | None = None,
) -> list[Expected]:
    """Every list owed with a day in a span (the year of `on` unless told), as it stands on a day.

    Agencies are those of the period's last day. Sorted by the duties' order, period and agency. One read of
    the database, whatever the span.
    """
    first = due_from or date(on.year, 1, 1)
    last = due_to or date(on.year, 12, 31)
    duties = [duty for duty in load() if lists is None or duty.list_name in lists]
    owed = [(duty, period) for duty in duties for period in duty.periods(due_from=first, due_to=last)]
    came = _first_arrivals(owed, received_to=on)
    return [
        _stand(duty, period, agency, came=came, on=on)
        for duty, period in owed
        for agency in agencies(period.ends_on)
        if agency.kind == duty.agency_kind and (agency_codes is None or agency.code in agency_codes)
    ]


def communes(*, on: date, period: Period | None = None) -> tuple[Period, list[Parade]]:
    """Who of the communes sent the list of a quarter, by district; the newest quarter over unless told."""
    duty = next(d for d in load() if d.list_name == COMMUNE_LIST)
    asked = period or _newest_due(duty, on)
    came = _first_arrivals([(duty, asked)], received_to=on)
    by_district: dict[str, list[Expected]] = defaultdict(list)
    for agency in agencies(asked.ends_on):
        if agency.kind == duty.agency_kind:
            place = area(agency.area_code, asked.ends_on)
            by_district[place.parent_code if place else ""].append(
                _stand(duty, asked, agency, came=came, on=on)
            )
    parades = [_parade(code, items, asked.ends_on) for code, items in sorted(by_district.items())]
    return asked, sorted(parades, key=lambda p: (-len(p.waiting), p.district_code))


def late_agencies(items: Iterable[Expected]) -> list[Expected]:
    """Those overdue, the longest first."""
    found = [item for item in items if item.state is DutyState.OVERDUE]
    return sorted(found, key=lambda item: (-item.days, item.agency_code, item.period.begins_on))


def _newest_due(duty: Duty, on: date) -> Period:
    """The newest period that is over and owed; the first one of the plan before any is."""
    period = Period.of(duty.cadence.period, on).previous
    first = Period.of(duty.cadence.period, duty.holds_from)
    return max(period, first)


def _first_arrivals(owed: Iterable[tuple[Duty, Period]], *, received_to: date) -> dict[Key, Came]:
    """The first arrival of each list, agency and period among those owed."""
    pairs = list(owed)
    if not pairs:
        return {}
    lists = {duty.list_name for duty, _ in pairs}
    earliest = min(period.ends_on for _, period in pairs)
    return {
        (c.list_name, c.agency_code, c.period): c
        for c in arrivals(lists=lists, ends_from=earliest, received_to=received_to)
    }


def _stand(duty: Duty, period: Period, agency: AgencyRef, *, came: dict[Key, Came], on: date) -> Expected:
    """One owed list with its state."""
    found = came.get((duty.list_name, agency.code, period.text))
    arrival = Arrival(found.received_on, found.receipt_id, found.number, found.nil) if found else None
    state, days = state_of(duty, period=period, received_on=arrival.received_on if arrival else None, on=on)
    return Expected(
        duty=duty,
        agency_code=agency.code,
        agency_name=agency.name,
        area_code=agency.area_code,
        period=period,
        due_on=duty.due_on(period),
        state=state,
        days=days,
        arrival=arrival,
    )


def _parade(district_code: str, items: list[Expected], on: date) -> Parade:
    """One district's line."""
    place = area(district_code, on) if district_code else None
    waiting = [item for item in items if item.arrival is None]
    return Parade(
        district_code=district_code,
        district_name=place.full_name if place else "",
        total=len(items),
        sent=len(items) - len(waiting),
        late=sum(item.state is DutyState.LATE for item in items),
        waiting=tuple(sorted(waiting, key=lambda item: item.agency_name)),
    )
