"""A quarter's claim to Finance for one person: what is new, what has changed since former claims. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from baophu.funds.voluntary.rules.evidence import PaidMonth, Payment, Status


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the claims that stand hold of one month."""

    amount_vnd: int
    quarter_on: date
    group: str
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a claim: a month's amount, or the difference to what was claimed and why."""

    month: date
    quarter_on: date
    kind: str
    why: str
    amount_vnd: int
    group: str
    paid_on: date | None
    number: int | None


def quarter_of(on: date) -> date:
    """The first day of a day's quarter."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def lines_of(
    months: Iterable[PaidMonth],
    payments: Mapping[int, Payment],
    *,
    quarter_on: date,
    before: Mapping[date, Claimed],
    claimed_quarters: Collection[date],
) -> list[Line]:
    """The lines of one person: a payment is claimed in the quarter of its day, changes in the next claim."""
    now = {m.month: m for m in months if m.status is not Status.DOUBLED}
    lines = []
    for month in sorted(now.keys() | before.keys()):
        held, was = now.get(month), before.get(month)
        line = _line(month, held, payments[held.position] if held else None, was, quarter_on)
        if line.amount_vnd and (line.quarter_on == quarter_on or line.quarter_on in claimed_quarters):
            lines.append(line)
    return lines


def _line(
    month: date, held: PaidMonth | None, payment: Payment | None, was: Claimed | None, asked: date
) -> Line:
    """What one month adds to a claim; nothing where the amount is 0."""
    counts = held is not None and held.status is Status.SUPPORTED and payment is not None and payment.day_told
    amount = (held.support_vnd or 0) if held and counts else 0
    paid_on = payment.paid_on if payment else was.paid_on if was else None
    quarter = was.quarter_on if was else quarter_of(payment.paid_on if payment else asked)
    fresh = was is None and quarter == asked
    return Line(
        month, quarter, "claim" if fresh else "correction",
        "" if fresh else _why(held, payment, was, counts),
        amount - (was.amount_vnd if was else 0),
        str(held.group) if held else was.group if was else "", paid_on, held.number if held else None,
    )  # fmt: skip


def _why(held: PaidMonth | None, payment: Payment | None, was: Claimed | None, counts: bool) -> str:
    """What has changed since the month was claimed."""
    if was is None:
        return "missed"
    if held is None or payment is None:
        return "withdrawn"
    if held.status is not Status.SUPPORTED:
        return str(held.status)
    if not counts:
        return "no_day"
    if held.group != was.group:
        return "group"
    return "paid_on" if payment.paid_on != was.paid_on else "amount"
