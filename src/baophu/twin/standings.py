"""The true standing of each employer on the day, by the published rules, from what the lists say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from baophu.twin.employers import Employer, Fate, Form
from baophu.twin.saying import ACTIVE

DAY: Final = date(2018, 6, 30)
_GONE: Final = 3  # outcome code of an officer: not at the address


class Standing(StrEnum):
    """Where an employer stands towards its duty."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    UNVERIFIED = "unverified"
    NOT_SUBJECT = "not_subject"
    CEASED = "ceased"


@dataclass(frozen=True, slots=True)
class TrueStanding:
    """An employer's standing with the highest headcount that counts (None: no evidence) and the insured."""

    standing: Standing
    evidence: int | None
    insured: int


def evidence(employer: Employer) -> int | None:
    """Give the highest count that any list gives of it; None when none gives one."""
    said = employer.said
    counts = [
        said.tax_headcount if said.tax_listed else None,
        said.labour_headcount if said.labour_listed else None,
        said.zone_headcount if said.zone_listed else None,
        said.union_headcount if said.union_listed else None,
        said.finding_headcount if said.finding_code else None,
        said.payroll_long or None,
        *(entry.hired for entry in said.communes),
    ]
    known = [count for count in counts if count is not None]
    return max(known) if known else None


def _closed(employer: Employer) -> bool:
    """Say whether the newest statement closes it; a registered closure beats a remark of its day."""
    said = employer.said
    statements: list[tuple[date, int, bool]] = []
    if said.tax_listed and said.tax_status != ACTIVE:
        statements.append((date(2017, 12, 31), 1, True))
    if said.event and said.event_on:
        over = said.event_until is not None and said.event_until <= DAY
        statements.append((said.event_on, 1, said.event != "Hoạt động trở lại" and not over))
    if said.finding_code == _GONE:
        statements.append((date(2018, 5, 31), 1, True))
    ends = {"2017-Q3": date(2017, 9, 30), "2018-Q1": date(2018, 3, 31), "2018-Q2": DAY}
    statements.extend((ends[entry.period], 0, True) for entry in said.communes if entry.remark)
    return bool(statements) and max(statements)[2]


def _unregistered(employer: Employer, counted: int | None, head: Employer | None) -> Standing:
    if employer.fate is Fate.REMARKED_BUT_PAID:
        return Standing.UNVERIFIED
    if employer.form is Form.BRANCH and (head is None or head.registered):
        return Standing.UNVERIFIED
    if counted is None:
        return Standing.UNVERIFIED
    return Standing.MISSING if counted else Standing.NOT_SUBJECT


def standing_of(employer: Employer, head: Employer | None) -> TrueStanding:
    """Give the standing; `head` is a branch's head office if it lies in the province."""
    counted = evidence(employer)
    if employer.registered:
        enough = counted is None or employer.insured >= counted - max(1, counted * 5 // 100)
        return TrueStanding(Standing.COVERED if enough else Standing.PARTIAL, counted, employer.insured)
    if employer.fate is not Fate.REMARKED_BUT_PAID and _closed(employer):
        return TrueStanding(Standing.CEASED, None, 0)
    return TrueStanding(_unregistered(employer, counted, head), counted, 0)


def standings(employers: Sequence[Employer]) -> list[TrueStanding]:
    """Give the standing of every employer, in their order."""
    heads = (_head(employer) for employer in employers)
    return [
        standing_of(employer, None if head is None else employers[head])
        for employer, head in zip(employers, heads, strict=True)
    ]


def _head(employer: Employer) -> int | None:
    return employer.partner if employer.form is Form.BRANCH else None
