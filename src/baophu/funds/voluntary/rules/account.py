"""One participant's account: payments, months, amounts to give back, stretches of participation. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baophu.funds.voluntary.rules.evidence import (
    MOST_MONTHS,
    UNUSED,
    Around,
    PaidMonth,
    Participant,
    Payment,
    PoorRow,
    Row,
    Settled,
    Status,
    Stretch,
    Way,
    months_between,
    plus_months,
)
from baophu.funds.voluntary.rules.months import Meant, months_of
from baophu.funds.voluntary.rules.payments import due_of, group_of, payments_of, refund_of
from baophu.funds.voluntary.rules.tariff import Tariff
from baophu.law.book import UnknownParameter
from baophu.law.support import Group

NEWEST_HOLDS_MONTHS = 12  # a newest list that is older than a year tells nothing of today (coverage)


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that follows from what the lists say of one person."""

    payments: tuple[Payment, ...]
    months: tuple[PaidMonth, ...]
    settled: tuple[Settled, ...]
    stretches: tuple[Stretch, ...]


def account_of(person: Participant, around: Around, law: Tariff) -> Account:
    """Settle one participant by the law of each day of payment; unknown values leave amounts None."""
    payments = payments_of(person.rows)
    meant: list[Meant] = []
    grounds: list[tuple[PoorRow | None, str, str]] = []
    for payment in payments:
        group, poor, flag = group_of(payment, person, around, law)
        way, due, why = due_of(payment, law)
        meant.append(Meant(payment, way, group, due))
        grounds.append((poor, flag, why))
    months = tuple(months_of(meant, person, around, law))
    stretches = stretches_of(person.rows, around, law)
    settled = tuple(
        _settled(one, ground, months, stretches, law) for one, ground in zip(meant, grounds, strict=True)
    )
    return Account(tuple(payments), months, settled, stretches)


def _settled(
    one: Meant,
    ground: tuple[PoorRow | None, str, str],
    months: Sequence[PaidMonth],
    stretches: Sequence[Stretch],
    law: Tariff,
) -> Settled:
    """One payment by law, held against what the list says of it."""
    poor, group_flag, due_why = ground
    own_months = [month for month in months if month.position == one.payment.position]
    amounts = [month.support_vnd for month in own_months]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known) if len(known) == len(amounts) else None
    unused = sum(month.status in UNUSED for month in own_months)
    expected = _expected_state(one, own_months, law)
    own = _own(one, expected, law)
    paid = one.payment.row.paid_vnd if one.payment.row.paid_vnd is not None else own
    refund = None if paid is None else refund_of(paid, one.payment.months, unused)
    flags = _flags(one, (group_flag, due_why), own_months, (expected, own), stretches)
    return Settled(
        one.payment.position, one.way, one.group, poor.receipt_id if poor else None,
        poor.row if poor else None, one.due_vnd, due_why, total, paid, unused, refund, " ".join(flags),
    )  # fmt: skip


def _expected_state(one: Meant, months: Sequence[PaidMonth], law: Tariff) -> int | None:
    """What the State was to pay on the day of payment, before months fell away."""
    if one.way is Way.MISSING:
        return None
    try:
        a_month = law.month_support(one.group, one.payment.paid_on)
    except UnknownParameter:
        return None
    over = sum(month.status is Status.OVER_LIMIT for month in months)
    return a_month * (len(months) - over)


def _own(one: Meant, expected_vnd: int | None, law: Tariff) -> int | None:
    """What the participant was to pay by law; the province's part as declared where the book has none."""
    if one.due_vnd is None or expected_vnd is None:
        return None
    row = one.payment.row
    try:
        local = law.local(one.payment.paid_on) * one.payment.months
    except UnknownParameter:
        local = row.local_vnd or 0
    return max(0, one.due_vnd - expected_vnd - local - (row.other_vnd or 0))


def _flags(
    one: Meant,
    said: tuple[str, str],
    months: Sequence[PaidMonth],
    amounts: tuple[int | None, int | None],
    stretches: Sequence[Stretch],
) -> list[str]:
    """Codes of what an officer must look at, in their fixed order."""
    row, (expected, own), (group_flag, due_why) = one.payment.row, amounts, said
    told = {month.status for month in months}
    before = any(stretch.starts_on < row.from_month for stretch in stretches)
    mode = row.mode_months
    holding = {
        "day_assumed": not one.payment.day_told,
        "repeated": one.payment.alike > 1,
        "income_refused": due_why == "income",
        "way_unclear": due_why == "way",
        "span_not_of_mode": one.way is Way.CYCLE and mode is not None and one.payment.months % mode != 0,
        "due_differs": None not in (row.due_vnd, one.due_vnd) and row.due_vnd != one.due_vnd,
        "state_differs": None not in (row.state_vnd, expected) and row.state_vnd != expected,
        "paid_short": row.paid_vnd is not None and own is not None and row.paid_vnd < own,
        "paid_over": row.paid_vnd is not None and own is not None and row.paid_vnd > own,
        group_flag: bool(group_flag),
        "not_new": row.enrolment == "new" and before,
        "over_limit": Status.OVER_LIMIT in told,
        "doubled": Status.DOUBLED in told,
        "too_young": Status.TOO_YOUNG in told,
        "died": Status.DIED in told,
        "pension": Status.PENSION in told,
        "lump_sum": Status.LUMP_SUM in told,
        "insured": Status.INSURED in told,
    }
    return [code for code, holds in holding.items() if holds]


def stretches_of(rows: Sequence[Row], around: Around, law: Tariff) -> tuple[Stretch, ...]:
    """The months without a gap that the lists tell; of a sender's newest month on, its newest list alone.

    What an older list told of later months is not counted where the newest no longer names it.
    """
    told: dict[date, Row] = {}
    for row in rows:
        if not 0 <= months_between(row.from_month, row.to_month) < MOST_MONTHS:
            continue
        for month in _told_months(row, around):
            known = told.get(month)
            if known is None or (known.turn, -known.row) < (row.turn, -row.row):
                told[month] = row
    found: list[Stretch] = []
    months = sorted(told)
    starts = [m for m in months if plus_months(m, -1) not in told]
    for number, start in enumerate(starts, start=1):
        end = start
        while plus_months(end, 1) in told:
            end = plus_months(end, 1)
        found.append(_stretch(number, start, end, told[end], law))
    return tuple(found)


def _told_months(row: Row, around: Around) -> list[date]:
    newest = around.newest.get(row.sender)
    months = [
        plus_months(row.from_month, at) for at in range(months_between(row.from_month, row.to_month) + 1)
    ]
    if newest is None:
        return []
    holds_to = plus_months(newest.replace(day=1), NEWEST_HOLDS_MONTHS if row.list_on == newest else 0)
    return [month for month in months if month < holds_to]


def _stretch(number: int, start: date, end: date, last: Row, law: Tariff) -> Stretch:
    ends_before = plus_months(end, 1)
    return Stretch(
        number, start, ends_before, _renew_by(ends_before, last.mode_months, law),
        last.district_code, last.commune_code, last.agent_code,
    )  # fmt: skip


def _renew_by(ends_before: date, mode_months: int | None, law: Tariff) -> date | None:
    """The last day to pay the next cycle in time; by the month where the way of paying has no cycle."""
    for mode in (mode_months, 1):
        if mode is not None:
            try:
                return law.renew_by(ends_before, mode)
            except UnknownParameter:
                continue
    return None


def group_word(word: str | None) -> Group | None:
    """The group that a word of the list's contract means."""
    return {
        "nghèo": Group.POOR, "cận nghèo": Group.NEAR_POOR, "dân tộc": Group.ETHNIC_MINORITY,
        "khác": Group.OTHER,
    }.get(word or "")  # fmt: skip
