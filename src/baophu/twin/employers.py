"""Employers of the simulated province: what each is, where, how large, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of employer as the truth names them (a branch is an enterprise)."""

    ENTERPRISE = "enterprise"
    HOUSEHOLD = "household"
    COOPERATIVE = "cooperative"
    PUBLIC = "public"


class Form(StrEnum):
    """Legal forms, as the registry writes them."""

    LIMITED = "Công ty trách nhiệm hữu hạn hai thành viên trở lên"
    SINGLE = "Công ty trách nhiệm hữu hạn một thành viên"
    JOINT_STOCK = "Công ty cổ phần"
    PRIVATE = "Doanh nghiệp tư nhân"
    BRANCH = "Chi nhánh"
    COOPERATIVE = "Hợp tác xã"
    HOUSEHOLD = "Hộ kinh doanh"
    PUBLIC = "Đơn vị hành chính sự nghiệp"


class Hard(StrEnum):
    """Cases that linkage may get wrong; the truth marks their rows."""

    SHARED_CODE = "shared_code"  # two different firms under one tax code
    FOREIGN_CODE = "foreign_code"  # a row carries another firm's code
    BRANCH = "branch"
    WRONG_CODE = "wrong_code"  # one digit of the code typed wrongly
    TWICE = "twice"  # listed twice in one list
    RENAMED = "renamed"  # same code, new name
    CLOSED_OPEN = "closed_open"  # a private enterprise closed, a company of the same owner opened
    TWO_NUMBERS = "two_numbers"  # a person with an old and a new number
    CUT = "cut"  # name cut at 35 characters


class Fate(StrEnum):
    """What became of an employer by 30 June 2018, and which office says so."""

    OPEN = "open"
    TAX_CLOSED = "tax_closed"  # the tax list of 2017 gives a closed status
    TAX_SUSPENDED_RETURNED = "tax_suspended_returned"  # suspended in the tax list, back by an event of 2018
    DISSOLVED = "dissolved"  # by an event of 2018
    SUSPENDED = "suspended"  # by an event of 2018, until after the day
    SUSPENDED_OVER = "suspended_over"  # by an event of 2018, ended before the day
    REMARKED = "remarked"  # a commune's remark of this quarter
    REMARKED_BUT_PAID = "remarked_but_paid"  # a commune's remark of 2017, payroll is newer
    NOT_FOUND = "not_found"  # an officer did not find it at its address


@dataclass(frozen=True, slots=True)
class CommuneEntry:
    """What a commune's quarterly list says of an employer; `hired` None is a blank cell."""

    period: str
    hired: int | None
    remark: str = ""


@dataclass(slots=True)
class Spoken:
    """What the lists say of an employer; a headcount of None is a blank cell, a False flag means no row."""

    tax_listed: bool = False
    tax_status: str = ""
    tax_headcount: int | None = None
    labour_listed: bool = False
    labour_headcount: int | None = None
    communes: list[CommuneEntry] = field(default_factory=list)
    payroll_long: int = 0  # people of annex 05-1
    payroll_short: int = 0  # people of annex 05-2
    zone_headcount: int | None = None
    zone_listed: bool = False
    union_listed: bool = False
    union_headcount: int | None = None
    associations: int = 0
    finding_code: int = 0
    finding_headcount: int | None = None
    registered_month: int = 0  # of 2018, 0: not newly registered
    expected_headcount: int | None = None
    event: str = ""
    event_on: date | None = None
    event_until: date | None = None


@dataclass(slots=True)
class Employer:
    """One employer of the truth; `partner` is a branch's head, or the other firm of a pair of hard cases."""

    at: int
    kind: Kind
    form: Form
    name: str
    commune: int
    street: str
    owner: str
    trade: int
    tax_code: str = ""
    licence: str = ""
    phone: str = ""
    started_on: date = date(2010, 1, 1)
    former_name: str = ""
    size: int = 0  # people it employs with a contract of three months or longer
    unit_code: str = ""
    joined_on: date | None = None
    insured: int = 0
    insured_before: int = 0  # a year earlier
    wage_vnd: int = 0
    fate: Fate = Fate.OPEN
    hard: Hard | None = None
    partner: int | None = None
    head_elsewhere: bool = False  # a branch whose head office lies in another province
    staff_from: int = 0  # its people are staff_from .. staff_from + listed - 1
    listed: int = 0
    guests: tuple[int, ...] = ()  # people of other employers paid here too
    said: Spoken = field(default_factory=Spoken)

    @property
    def entity(self) -> str:
        """The truth's name of this employer."""
        return f"E{self.at:05d}"

    @property
    def registered(self) -> bool:
        """Whether a unit of the insurance office stands for it on the day."""
        return bool(self.unit_code)
