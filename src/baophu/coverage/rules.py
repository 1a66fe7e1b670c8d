"""The standing of one employer from its facts: the oracle that the bulk SQL must agree with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers of the rule, from the law book (`method.*` and the obligation's dates)."""

    on_day: date
    window_from: date  # evidence told before this day no longer counts
    short_contracts_from: date  # contracts of one to under three months are liable from here
    tolerance_percent: int  # registered and short by no more than this share …
    tolerance_least: int  # … or by this many people counts as covered
    error_percent: int  # how far a list's own count may be off
    error_least: int
    small_group: int  # under this many employers the province's share stands in for the district's
    enough_visits: int  # from this many verifications on they replace the estimate


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an employer's standing follows from; counts are people, days as told by the lists."""

    registered: bool = False
    insured: int = 0
    subject: int | None = None
    said: str = ""  # the newest statement about closing: "", working, remark, suspended, dissolved, …
    said_closing: bool = False
    said_weight: int = 0  # 2 a register's word, 1 a remark
    said_until: date | None = None
    payroll_told_later: bool = False  # a payroll told after the statement
    paid_since: bool = False  # a payroll of a period begun after the statement
    branch: bool = False
    head_known: bool = False
    head_registered: bool = False
    visit: str | None = None  # outcome code of the newest visit


@dataclass(frozen=True, slots=True)
class Verdict:
    """A standing and the code of its reason."""

    standing: str
    because_code: str


def is_enough(*, insured: int, subject: int | None, method: Method) -> bool:
    """Whether as many are insured as must be, within the tolerance; no evidence of more is enough."""
    if subject is None:
        return True
    return insured >= subject - max(method.tolerance_least, subject * method.tolerance_percent // 100)


def is_closed(facts: Facts, on_day: date) -> bool:
    """Whether the newest statement closes it on the day; a suspension ends on its last day."""
    over = facts.said_until is not None and facts.said_until <= on_day
    return facts.said_closing and not over


def verdict_on(facts: Facts, method: Method) -> Verdict:
    """The standing on the method's day (contracts, `export standings`)."""
    closed = is_closed(facts, method.on_day)
    if facts.insured > 0 or (facts.registered and not closed):
        return _of_registered(facts, method)
    if closed:
        return _of_closed(facts)
    return _of_unregistered(facts)


def _of_registered(facts: Facts, method: Method) -> Verdict:
    if facts.subject is None:
        return Verdict("covered", "covered_no_evidence")
    if is_enough(insured=facts.insured, subject=facts.subject, method=method):
        return Verdict("covered", "covered_enough")
    return Verdict("partial", "partial")


def _of_closed(facts: Facts) -> Verdict:
    remark_contradicted = facts.said_weight == 1 and facts.payroll_told_later
    if facts.paid_since or remark_contradicted:
        return Verdict("unverified", "unverified_closed_but_paid")
    return Verdict("ceased", f"ceased_{facts.said}")


def _of_unregistered(facts: Facts) -> Verdict:
    if facts.visit == "7":
        return Verdict("unverified", "unverified_declared_elsewhere")
    if facts.branch and facts.head_registered:
        return Verdict("unverified", "unverified_head_registered")
    if facts.branch and not facts.head_known:
        return Verdict("unverified", "unverified_head_elsewhere")
    if facts.subject is None:
        return Verdict("unverified", "unverified_no_evidence")
    if facts.subject == 0:
        return Verdict("not_subject", "not_subject")
    return Verdict("missing", "missing")
