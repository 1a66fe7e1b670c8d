"""Which list is owed by whom for which period, by when, and how it stands on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from baophu.kernel.errors import Corrupt
from baophu.kernel.time import Month, Period, PeriodKind

DUTIES_FILE = Path(__file__).with_name("duties.yaml")


class Cadence(StrEnum):
    """How often a list is owed."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def period(self) -> PeriodKind:
        """The kind of period a list covers."""
        return {"monthly": PeriodKind.MONTH, "quarterly": PeriodKind.QUARTER, "yearly": PeriodKind.YEAR}[self]


class DutyState(StrEnum):
    """How one owed list stands on a day."""

    ON_TIME = "on_time"
    LATE = "late"  # came after its day
    OVERDUE = "overdue"  # has not come, its day is past
    OPEN = "open"  # it can be made, its day is not past
    NOT_DUE = "not_due"  # it cannot be made yet
    ABSENT = "absent"  # has not come, but nothing binds the agency to send it


@dataclass(frozen=True, slots=True)
class Duty:
    """An agency of a kind owes a list each period."""

    list_name: str
    title: str
    clause: str  # "" when the plan does not name the list
    agency_kind: str
    cadence: Cadence
    due_months: int  # 1: the month after the period's last; -6: the sixth month before it
    due_day: int
    due_basis: str  # a sentence: where the day comes from
    holds_from: date

    def opens_on(self, period: Period) -> date:
        """The first day on which the list can be made: after its period, or in it when owed within."""
        over = period.next.begins_on
        return over if self.due_on(period) >= over else period.begins_on

    @property
    def binding(self) -> bool:
        """Whether the plan asks for it, so that its absence is a delay."""
        return bool(self.clause)

    def due_on(self, period: Period) -> date:
        """The last day on which the list for a period is on time (inclusive)."""
        month = Month.of(period.ends_on).plus(self.due_months)
        return month.first.replace(day=min(self.due_day, month.last.day))

    def periods(self, *, due_from: date, due_to: date) -> Iterator[Period]:
        """Periods whose day falls within two days (inclusive), oldest first; none from before the plan."""
        first = max(due_from, self.holds_from)
        period = Period.of(self.cadence.period, self.holds_from)
        while self.due_on(period) <= due_to:
            if self.due_on(period) >= first:
                yield period
            period = period.next


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a list for a period first came (a nil return is an arrival too)."""

    received_on: date
    receipt_id: int
    number: str
    nil: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """One list owed by one agency for one period, and how it stands."""

    duty: Duty
    agency_code: str
    agency_name: str
    area_code: str
    period: Period
    due_on: date
    state: DutyState
    days: int  # late by, overdue by, or left; 0 otherwise
    arrival: Arrival | None


def state_of(duty: Duty, *, period: Period, received_on: date | None, on: date) -> tuple[DutyState, int]:
    """How a duty stands on a day, and by how many days late, overdue or left."""
    due = duty.due_on(period)
    if received_on is not None and received_on <= on:
        if received_on <= due or not duty.binding:
            return DutyState.ON_TIME, 0
        return DutyState.LATE, (received_on - due).days
    if on < duty.opens_on(period):
        return DutyState.NOT_DUE, 0
    if on <= due:
        return DutyState.OPEN, (due - on).days
    if not duty.binding:
        return DutyState.ABSENT, 0
    return DutyState.OVERDUE, (on - due).days


@lru_cache(maxsize=1)
def load() -> tuple[Duty, ...]:
    """Every duty of the package's file, in the file's order."""
    return parse(DUTIES_FILE.read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Duty, ...]:
    """Duties from the text of a duties file; raises Corrupt when a field is missing or wrong."""
    try:
        book = yaml.safe_load(text)
        bases = book["due_basis"]
        return tuple(
            Duty(
                list_name=entry["list"],
                title=entry["title"],
                clause=entry["clause"],
                agency_kind=entry["agency_kind"],
                cadence=Cadence(entry["cadence"]),
                due_months=int(entry["due"]["months"]),
                due_day=int(entry["due"]["day"]),
                due_basis=bases[entry["due_basis"]],
                holds_from=book["holds_from"],
            )
            for entry in book["duties"]
        )
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise Corrupt(what=f"tệp nhiệm vụ ({error})") from error
