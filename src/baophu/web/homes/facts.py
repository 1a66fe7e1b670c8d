"""All that a home page of figures rests on, read once: rates, lists owed, money that waits, who answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from baophu.access.answering import Answerable, answerable
from baophu.access.queries import Role, Run, User
from baophu.funds.voluntary.queries.year import Year, year_to
from baophu.funds.waiting import Waiting, waiting
from baophu.intake.glance import Glance, glance
from baophu.plan import queries as plan
from baophu.plan.duties import DutyState, Expected
from baophu.reporting.homes.standpoint import Standpoint, stand
from baophu.web.guards import Scope
from baophu.web.law_in_force import book_in_force
from baophu.web.lists.access import Sight, own_agency, sight_of
from baophu.web.lists.asof import GATHERING_DAYS, SILENT_DAYS


@dataclass(frozen=True, slots=True)
class Lists:
    """What the agencies within the reader's sight owe, as of a day."""

    on: date
    owed: Sequence[Expected]
    own: str  # the reader's own agency, "" without one
    glance: Glance

    @property
    def overdue(self) -> list[Expected]:
        """Those past their day, the longest first."""
        return plan.late_agencies(self.owed)

    @property
    def communes(self) -> list[Expected]:
        """The communes' lists past their day, of the newest quarter that is over."""
        late = [item for item in self.overdue if item.duty.list_name == plan.COMMUNE_LIST]
        newest = max((item.period.begins_on for item in late), default=None)
        return [item for item in late if item.period.begins_on == newest]

    @property
    def agencies(self) -> list[Expected]:
        """The other agencies' lists past their day."""
        return [item for item in self.overdue if item.duty.list_name != plan.COMMUNE_LIST]

    @property
    def mine(self) -> list[Expected]:
        """What the reader's own agency can send or has sent, the newest first."""
        found = [i for i in self.owed if i.agency_code == self.own and i.state is not DutyState.NOT_DUE]
        return sorted(found, key=lambda i: (i.due_on, i.duty.list_name), reverse=True)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader of figures sees first."""

    user: User
    scope: Scope
    run: Run
    at: Standpoint
    lists: Lists
    money: Waiting
    voluntary: Year
    answering: Mapping[str, Answerable]


def facts_of(user: User, scope: Scope, run: Run) -> Facts:
    """Read everything that the home of an area shows; ten reads."""
    at = stand(run, code=scope.code, law=book_in_force())
    parts = [line.area.code for line in at.seen.lines] if scope.whole_province else [scope.code]
    return Facts(
        user=user,
        scope=scope,
        run=run,
        at=at,
        lists=lists_of(user, run),
        money=waiting(run=run.id, on=run.on, area_code=scope.code),
        voluntary=year_to(run.id, on=run.on, area_code=scope.code),
        answering=_answering(user, scope, parts),
    )


def _answering(user: User, scope: Scope, parts: Sequence[str]) -> Mapping[str, Answerable]:
    """Who answers for the parts; a district's officer answers for the own district."""
    if user.role == Role.SI_DISTRICT:
        return {scope.code: Answerable(scope.code, user.full_name, user.post)}
    return answerable(parts)


def lists_of(user: User, run: Run | None) -> Lists:
    """The lists owed within the reader's sight, as of today; of old figures, as of their gathering."""
    today = timezone.localdate()
    sight = sight_of(user, today)
    old = run is not None and today - run.on > timedelta(days=SILENT_DAYS)
    by = run.on + timedelta(days=GATHERING_DAYS) if run is not None and old else today
    seen = glance(by=by, agency_codes=sight.agency_codes, area_codes=sight.area_codes)
    on = (seen.last_received or run.on) if run is not None and old else today
    owed = plan.expected(on=on)
    return Lists(on, [item for item in owed if _seen(item, sight)], own_agency(user), seen)


def _seen(item: Expected, sight: Sight) -> bool:
    return sight.covers(item.agency_code, item.area_code)
