"""What the lists say of one voluntary participant, and what follows from it, as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from baophu.law.support import Group

MOST_MONTHS = 240  # the longest span that the list's contract takes for one payment


class Way(StrEnum):
    """How months are paid for at once."""

    CYCLE = "cycle"  # every month, 3, 6 or 12 months
    AHEAD = "ahead"  # years to come, discounted
    MISSING = "missing"  # months missing for a pension, raised
    UNCLEAR = "unclear"


class Status(StrEnum):
    """What a paid month is to the State's support."""

    SUPPORTED = "supported"
    OVER_LIMIT = "over_limit"
    NOT_YET = "not_yet"  # paid before the State supported anybody
    MISSING = "missing"  # a month made up for: the book does not say whether it is supported
    UNDETERMINED = "undetermined"
    DOUBLED = "doubled"  # paid for before
    TOO_YOUNG = "too_young"  # below the age of who may take part, on the day of payment
    DIED = "died"
    PENSION = "pension"
    LUMP_SUM = "lump_sum"
    INSURED = "insured"


UNUSED = frozenset(
    {Status.DOUBLED, Status.TOO_YOUNG, Status.DIED, Status.PENSION, Status.LUMP_SUM, Status.INSURED}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of voluntary members; `turn` is the place of its list, the newest highest."""

    receipt_id: int
    row: int
    turn: int
    sender: str
    list_on: date  # first day of the list's period
    as_of: date
    from_month: date  # first day
    to_month: date  # first day of the last month
    income_vnd: int
    born_on: date | None = None
    si_number: str = ""
    mode_months: int | None = None
    group: Group | None = None
    receipt_no: str = ""
    receipt_on: date | None = None
    due_vnd: int | None = None
    paid_vnd: int | None = None
    state_vnd: int | None = None
    local_vnd: int | None = None
    other_vnd: int | None = None
    enrolment: str = ""
    agent_code: str = ""
    commune_code: str = ""
    district_code: str = ""


@dataclass(frozen=True, slots=True)
class PoorRow:
    """A row of a list of poor and near-poor households; both days inclusive."""

    receipt_id: int
    row: int
    turn: int
    starts_on: date
    last_on: date
    group: Group


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A row that says the person was in compulsory insurance; its list speaks of its year up to its month."""

    turn: int
    unit_code: str
    speaks_from: date
    speaks_to: date  # first day of the last month spoken of
    from_month: date | None
    to_month: date | None
    contributes: bool  # not a row that says somebody left or is on unpaid leave


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """Somebody pays for participants: an amount a month, or a share of a month's contribution."""

    id: int
    starts_on: date
    ends_before: date
    amount_vnd: int | None
    share: Fraction | None
    groups: frozenset[Group]  # empty: every group
    area_code: str = ""  # of a district or commune; empty: the province
    people: frozenset[str] = frozenset()  # insurance numbers of named people; empty: nobody is named


@dataclass(frozen=True, slots=True)
class Participant:
    """All that the lists say of one person."""

    rows: tuple[Row, ...]
    poor: tuple[PoorRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    died_on: date | None = None
    pension_from: date | None = None
    lump_sum_from: date | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for everybody on the day of a run."""

    on: date
    newest: dict[str, date] = field(default_factory=dict)  # sender -> first day of its newest list
    poor_spans: tuple[tuple[date, date], ...] = ()  # the periods of the lists of the poor
    sponsorships: tuple[Sponsorship, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment: the newest row that tells it, in the order of the days of payment."""

    position: int
    row: Row
    paid_on: date
    day_told: bool
    alike: int  # how many rows of the newest list say the same

    @property
    def months(self) -> int:
        """How many months it pays for."""
        return months_between(self.row.from_month, self.row.to_month) + 1


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One month of one payment, and what the State, the province and sponsors pay of it."""

    position: int
    month: date
    status: Status
    group: Group
    number: int | None  # of the supported months of a life, this one included
    support_vnd: int | None
    local_vnd: int | None
    other_vnd: int
    sponsored_vnd: int
    lacks: str  # the parameter whose value is missing


@dataclass(frozen=True, slots=True)
class Settled:
    """One payment by law: what was due, what differs from the list, what must be given back."""

    position: int
    way: Way
    group: Group
    poor_receipt_id: int | None
    poor_row: int | None
    due_law_vnd: int | None
    due_why: str
    support_vnd: int | None
    own_vnd: int | None
    unused_months: int
    refund_vnd: int | None
    flags: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months without a gap in which a person takes part."""

    number: int
    starts_on: date
    ends_before: date
    renew_by: date | None
    district_code: str
    commune_code: str
    agent_code: str


def months_between(earlier: date, later: date) -> int:
    """Count the months from the month of one day to that of another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def plus_months(first: date, months: int) -> date:
    """Give the first day of the month so many months on."""
    year, index = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, index + 1, 1)


def first_of(on: date) -> date:
    """Give the first day of a day's month."""
    return on.replace(day=1)
