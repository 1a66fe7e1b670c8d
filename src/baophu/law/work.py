"""What is asked about somebody's work, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """As what a person works."""

    EMPLOYEE = "employee"
    HOUSEHOLD_WORKER = "household_worker"  # hired by a household business
    PART_TIME = "part_time"
    FOREIGNER = "foreigner"
    HOUSEHOLD_OWNER = "household_owner"
    MANAGER_UNPAID = "manager_unpaid"
    COMMUNE_PART_TIMER = "commune_part_timer"
    VILLAGE_PART_TIMER = "village_part_timer"
    PENSIONER = "pensioner"
    PROBATION = "probation"


class Fund(StrEnum):
    """The funds of compulsory social insurance, and unemployment and health insurance beside them."""

    SICKNESS_MATERNITY = "sickness_maternity"
    OCCUPATIONAL_ACCIDENT = "occupational_accident"
    RETIREMENT_DEATH = "retirement_death"
    UNEMPLOYMENT = "unemployment"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody's work on a day; a contract of None months is open-ended."""

    kind: Kind
    contract_months: int | None
    on: date
    monthly_pay_vnd: int | None = None
    declares_tax: bool = True
    has_permit: bool = True
    moved_within_company: bool = False
    past_retirement_age: bool = False
    employer_headcount: int | None = None

    def lasts(self, months: int) -> bool:
        """Say whether the contract reaches a number of months; an open-ended one always does."""
        return self.contract_months is None or self.contract_months >= months


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no with its sentence."""

    value: bool
    code: str
    message: str
    values: dict[str, object]
