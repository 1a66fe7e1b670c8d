"""Fines for late payment and evasion, and when evasion is a crime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, ruled, say

_F: Final = "arrears.fine"
_CRIME: Final = "arrears.criminal"


class Fault(StrEnum):
    """What an employer did."""

    LATE = "late"  # late, short, or not for all who are liable
    NONE_FOR_ALL = "none_for_all"  # nothing paid for any worker, without evasion
    EVASION = "evasion"


@dataclass(frozen=True, slots=True)
class Fine:
    """The least and the most of a fine."""

    least_vnd: int
    most_vnd: int


def fine(*, fault: Fault, owed_vnd: int, organisation: bool, on: date, book: Book) -> Ruling[Fine]:
    """Give the fine for a fault on a day: shares of what is owed up to a cap, more for an organisation."""
    reading = Reading(book, on)
    if fault is Fault.EVASION:
        bounds = [reading.whole(f"{_F}.evasion.least"), reading.whole(f"{_F}.evasion.most")]
    else:
        cap = reading.whole(f"{_F}.cap")
        shares = [reading.share(f"{_F}.{fault}.least"), reading.share(f"{_F}.{fault}.most")]
        bounds = [min(half_up(share * owed_vnd), cap) for share in shares]
    times = reading.share(f"{_F}.organisation") if organisation else Fraction(1)
    found = Fine(*(half_up(bound * times) for bound in bounds))
    message = "Mức phạt từ {least} đến {most}."
    told = say("fine", message, least=format_vnd(found.least_vnd), most=format_vnd(found.most_vnd))
    return ruled(found, [told], reading)


def crime_clause(
    *, months: int, evaded_vnd: int, workers: int, fined_before: bool, on: date, book: Book
) -> Ruling[int]:
    """Give the clause of Article 216 that evaded contributions of a day reach, 0 for none.

    It needs so many months, a fine before, and an amount or a number of workers; the graver counts.
    """
    reading = Reading(book, on)
    if not reading.says(f"{_CRIME}.punishable"):
        return ruled(0, [say("crime.not_yet", "Hành vi ngày này chưa bị coi là tội phạm.")], reading)
    least = reading.whole(f"{_CRIME}.months")
    amounts, people = reading.wholes(f"{_CRIME}.amounts"), reading.wholes(f"{_CRIME}.workers")
    reached = max(
        sum(evaded_vnd >= threshold for threshold in amounts),
        sum(workers >= threshold for threshold in people),
    )
    clause = reached if months >= least and fined_before else 0
    message = "Trốn đóng {months} tháng (cần từ {least}), {amount}, {workers} người, {fined} bị xử phạt: " + (
        "đến mức khoản {clause} Điều 216." if clause else "chưa đến mức truy cứu."
    )
    told = say(
        "crime",
        message,
        months=months,
        least=least,
        amount=format_vnd(evaded_vnd),
        workers=workers,
        fined="đã" if fined_before else "chưa",
        clause=clause,
    )
    return ruled(clause, [told], reading)


def may_sue(*, on: date, book: Book) -> Ruling[bool]:
    """Say whether the trade union may sue an employer on a day."""
    return _may("arrears.union_may_sue", "Công đoàn {answer} khởi kiện.", on, book)


def may_inspect(*, on: date, book: Book) -> Ruling[bool]:
    """Say whether the social insurance agency may inspect contributions on a day."""
    return _may("arrears.agency_may_inspect", "Cơ quan BHXH {answer} thanh tra chuyên ngành.", on, book)


def _may(key: str, message: str, on: date, book: Book) -> Ruling[bool]:
    reading = Reading(book, on)
    allowed = reading.says(key)
    told = say(key, message, answer="được" if allowed else "không được")
    return ruled(allowed, [told], reading)
