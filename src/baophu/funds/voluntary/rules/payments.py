"""Which payments there are, who is in which group on the day of payment, and what is due by law. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from baophu.funds.voluntary.rules.evidence import (
    MOST_MONTHS,
    Around,
    Participant,
    Payment,
    PoorRow,
    Row,
    Way,
    first_of,
    months_between,
)
from baophu.funds.voluntary.rules.tariff import Tariff
from baophu.kernel.money import divide_half_up
from baophu.law.book import UnknownParameter
from baophu.law.support import Group
from baophu.law.voluntary import BadIncome, BadMode

POOR = frozenset({Group.POOR, Group.NEAR_POOR})


def payments_of(rows: Iterable[Row]) -> list[Payment]:
    """Every payment once, earliest paid first: a list sent later tells it anew, it is not paid again."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        if 0 <= months_between(row.from_month, row.to_month) < MOST_MONTHS:
            told.setdefault(_key(row), []).append(row)
    found = [one for alike in told.values() for one in _newest(alike)]
    found.sort(key=lambda p: (p[1], p[0].from_month, p[0].turn, p[0].row))
    return [
        Payment(number, row, paid_on, row.receipt_on is not None, alike)
        for number, (row, paid_on, alike) in enumerate(found, start=1)
    ]


def _key(row: Row) -> str:
    return f"N{row.receipt_no}" if row.receipt_no else f"M{row.from_month}"


def _newest(told: list[Row]) -> list[tuple[Row, date, int]]:
    """What the newest list says of a payment, rows that say the same taken together."""
    turn, first_as_of = max(row.turn for row in told), min(row.as_of for row in told)
    spans: dict[tuple[date, date], list[Row]] = {}
    for row in sorted((row for row in told if row.turn == turn), key=lambda row: row.row):
        spans.setdefault((row.from_month, row.to_month), []).append(row)
    return [(rows[0], rows[0].receipt_on or first_as_of, len(rows)) for rows in spans.values()]


def group_of(
    payment: Payment, person: Participant, around: Around, law: Tariff
) -> tuple[Group, PoorRow | None, str]:
    """The group whose support is highest on the day of payment, the poor list's row, what does not fit.

    A share that the book does not know decides: support is then undetermined, never lower.
    """
    told, paid_on = payment.row.group or Group.OTHER, payment.paid_on
    listed = [poor for poor in person.poor if poor.starts_on <= paid_on <= poor.last_on]
    if not listed:
        spoken = any(begins <= paid_on <= ends for begins, ends in around.poor_spans)
        flag = ("group_unlisted" if spoken else "group_unchecked") if told in POOR else ""
        return told, None, flag
    poor = min(listed, key=lambda one: (-one.turn, one.row))
    for group in (told, poor.group):
        try:
            law.share(group, paid_on)
        except UnknownParameter:
            return group, poor, ""
    if law.is_higher(poor.group, told, paid_on):
        return poor.group, poor, "group_raised"
    lower = told in POOR and law.is_higher(told, poor.group, paid_on)
    return told, poor, "group_lower" if lower else ""


def way_of(payment: Payment, modes: tuple[int, ...]) -> Way:
    """How many months were meant to be paid at once; a span that is no such number is unclear."""
    told, months = payment.row.mode_months, payment.months
    if told in modes or (told is None and months <= max(modes)):
        return Way.CYCLE
    if told not in (None, months) or months <= max(modes):
        return Way.UNCLEAR
    return Way.MISSING if payment.row.to_month < first_of(payment.paid_on) else Way.AHEAD


def due_of(payment: Payment, law: Tariff) -> tuple[Way, int | None, str]:
    """The way of paying, what is due for the whole of it by the law of the day of payment, or why unknown."""
    on, income_vnd, months = payment.paid_on, payment.row.income_vnd, payment.months
    way = Way.UNCLEAR
    try:
        way = way_of(payment, law.modes(on))
        if way is Way.CYCLE:
            return way, law.month_due(income_vnd, on) * months, ""
        if way is Way.UNCLEAR:
            return way, None, "way"
        at_once = law.ahead_due if way is Way.AHEAD else law.missing_due
        return way, at_once(income_vnd, months, on), ""
    except UnknownParameter as lacking:
        return way, None, str(lacking.values["key"])
    except (BadIncome, BadMode) as refused:
        return way, None, "income" if isinstance(refused, BadIncome) else "way"


def part_of(amount_vnd: int, months: int, at: int) -> int:
    """The part of an amount for several months that falls on one of them; the first take the rest."""
    return amount_vnd // months + (at < amount_vnd % months)


def refund_of(own_vnd: int, months: int, unused: int) -> int:
    """What the participant gets back of the own payment for months not used, half up."""
    return divide_half_up(own_vnd * unused, months)
