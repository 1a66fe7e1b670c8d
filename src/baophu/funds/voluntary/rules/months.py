"""What each paid month is, and what the State, the province and sponsors pay of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from baophu.funds.voluntary.rules.evidence import (
    Around,
    MemberRow,
    PaidMonth,
    Participant,
    Payment,
    Row,
    Sponsorship,
    Status,
    Way,
    first_of,
    plus_months,
)
from baophu.funds.voluntary.rules.payments import part_of
from baophu.funds.voluntary.rules.tariff import Tariff
from baophu.law.book import UnknownParameter
from baophu.law.ruling import half_up
from baophu.law.support import Group


@dataclass(frozen=True, slots=True)
class Meant:
    """A payment with its way, its group of the day and what is due for it."""

    payment: Payment
    way: Way
    group: Group
    due_vnd: int | None


def unused_because(month: date, payment: Payment, person: Participant) -> Status | None:
    """Why a month cannot be voluntary participation, None where it can; the gravest reason."""
    if person.died_on is not None and month > first_of(person.died_on):
        return Status.DIED
    if person.pension_from is not None and month >= first_of(person.pension_from):
        return Status.PENSION
    lump = person.lump_sum_from
    if lump is not None and month >= first_of(lump) and payment.paid_on < plus_months(first_of(lump), 1):
        return Status.LUMP_SUM
    return Status.INSURED if is_insured(month, person.members) else None


def is_insured(month: date, members: Iterable[MemberRow]) -> bool:
    """Whether compulsory insurance holds: of each unit the newest list that speaks of the month."""
    by_unit: dict[str, list[MemberRow]] = {}
    for row in members:
        if row.speaks_from <= month <= row.speaks_to:
            by_unit.setdefault(row.unit_code, []).append(row)
    return any(_contributes(month, rows) for rows in by_unit.values())


def _contributes(month: date, rows: list[MemberRow]) -> bool:
    newest = max(row.turn for row in rows)
    return any(
        row.contributes
        and (row.from_month is None or row.from_month <= month)
        and (row.to_month is None or month <= row.to_month)
        for row in rows
        if row.turn == newest
    )


def months_of(
    meant: Iterable[Meant], person: Participant, around: Around, law: Tariff
) -> Iterator[PaidMonth]:
    """Every month of every payment, in the order of payment; a month is held by the payment first made."""
    held: set[date] = set()
    used = 0
    for one in meant:
        for at in range(one.payment.months):
            month = plus_months(one.payment.row.from_month, at)
            if month in held:
                yield _unpaid(one, month, at, Status.DOUBLED)
                continue
            held.add(month)
            young, lacks = _too_young(one.payment, law)
            unused = Status.TOO_YOUNG if young else unused_because(month, one.payment, person)
            if unused is not None:
                yield _unpaid(one, month, at, unused)
                continue
            if lacks and one.way is not Way.MISSING:
                yield _undetermined(one, at, lacks, around, law)
                continue
            found = _supported(one, at, used, around, law)
            used += found.status is Status.SUPPORTED
            yield found


def _too_young(payment: Payment, law: Tariff) -> tuple[bool, str]:
    """Whether the participant was too young when paying, and the key whose value is missing to say so."""
    if payment.row.born_on is None:
        return False, ""
    try:
        return law.too_young(payment.row.born_on, payment.paid_on), ""
    except UnknownParameter as lacking:
        return False, str(lacking.values["key"])


def _unpaid(one: Meant, month: date, at: int, status: Status) -> PaidMonth:
    other = part_of(one.payment.row.other_vnd or 0, one.payment.months, at)
    return PaidMonth(one.payment.position, month, status, one.group, None, 0, 0, other, 0, "")


def _supported(one: Meant, at: int, used: int, around: Around, law: Tariff) -> PaidMonth:
    """A month that counts, with its shares."""
    return _shared(one, at, _state(one, used, law), used, (around, law))


def _undetermined(one: Meant, at: int, lacks: str, around: Around, law: Tariff) -> PaidMonth:
    """A month of somebody of whom the book does not say whether they may take part."""
    return _shared(one, at, (Status.UNDETERMINED, None, lacks), 0, (around, law))


def _shared(
    one: Meant,
    at: int,
    state: tuple[Status, int | None, str],
    used: int,
    beside: tuple[Around, Tariff],
) -> PaidMonth:
    """A month with the State's part as told, the province's and the sponsors'."""
    around, law = beside
    month = plus_months(one.payment.row.from_month, at)
    status, amount, lacks = state
    local = _local(one, law)
    spare = None
    if one.due_vnd is not None:
        spare = part_of(one.due_vnd, one.payment.months, at) - (amount or 0) - (local or 0)
    sponsored = sponsored_parts(one, spare, around.sponsorships, at)
    number = used + 1 if status is Status.SUPPORTED else None
    other = part_of(one.payment.row.other_vnd or 0, one.payment.months, at)
    return PaidMonth(
        one.payment.position, month, status, one.group, number, amount, local, other,
        sum(vnd for _, vnd in sponsored), lacks,
    )  # fmt: skip


def _state(one: Meant, used: int, law: Tariff) -> tuple[Status, int | None, str]:
    """The State's part of one month: the day of payment decides, whatever the month."""
    if one.way is Way.MISSING:
        return Status.MISSING, None, ""
    on = one.payment.paid_on
    try:
        if not law.share(one.group, on):
            return Status.NOT_YET, 0, ""
        amount = law.month_support(one.group, on)
        if used < law.most_months(one.group, on):
            return Status.SUPPORTED, amount, ""
        return Status.OVER_LIMIT, 0, ""
    except UnknownParameter as lacking:
        return Status.UNDETERMINED, None, str(lacking.values["key"])


def _local(one: Meant, law: Tariff) -> int | None:
    """The province's part of one month, None where it is not known."""
    if one.way is Way.MISSING:
        return None
    try:
        return law.local(one.payment.paid_on)
    except UnknownParameter:
        return None


def sponsored_parts(
    one: Meant, spare_vnd: int | None, sponsorships: Iterable[Sponsorship], at: int
) -> list[tuple[int, int]]:
    """What each sponsor pays of a month, the earliest sponsorship first; together never more than is left.

    Nothing where what is due is not known.
    """
    row, left = one.payment.row, max(0, spare_vnd or 0)
    month = plus_months(row.from_month, at)
    due = part_of(one.due_vnd or 0, one.payment.months, at)
    parts = []
    for sponsorship in sorted(sponsorships, key=lambda s: s.id):
        if not _meets(sponsorship, month, one.group, row):
            continue
        wanted = sponsorship.amount_vnd
        if wanted is None:
            wanted = half_up((sponsorship.share or Fraction(0)) * due)
        part = min(wanted, left)
        left -= part
        if part:
            parts.append((sponsorship.id, part))
    return parts


def _meets(sponsorship: Sponsorship, month: date, group: Group, row: Row) -> bool:
    """Whether a sponsorship is meant for a participant's month."""
    return (
        sponsorship.starts_on <= month < sponsorship.ends_before
        and (not sponsorship.groups or group in sponsorship.groups)
        and sponsorship.area_code in ("", row.commune_code, row.district_code)
        and (not sponsorship.people or row.si_number in sponsorship.people)
    )
