"""A plan of voluntary insurance: every way to pay side by side, and how far each month brings a pension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.benefits.age import Sex, retirement
from baophu.law.benefits.pension import pension_amount, pension_rate
from baophu.law.book import Book, Reading, UnknownParameter
from baophu.law.joining import LEAST_AGE, age_on
from baophu.law.ruling import Ruling, Sentence, half_up, ruled
from baophu.law.support import Group, local_support
from baophu.law.voluntary import BadMode, Limits, Paid, due_day, limits, missing_years, voluntary, years_ahead

_LEAST_MONTHS: Final = "benefits.pension.least_months"
_AHEAD_LEAST: Final = "voluntary.ahead.least_months"
_AHEAD_MOST: Final = "voluntary.ahead.most_months"


class TooYoung(Refused):
    """Nobody so young may take part."""

    code = "law.too_young"
    message = "Ngày {day} mới {age} tuổi; từ đủ {least} tuổi mới tham gia BHXH tự nguyện. Kiểm tra ngày sinh."


class NotYetOfAge(Refused):
    """Missing months are paid at once only by who has reached the age of retirement."""

    code = "law.not_yet_of_age"
    message = "Chỉ đóng một lần cho những năm còn thiếu khi đã đủ tuổi nghỉ hưu, từ ngày {day}."


class NothingMissing(Refused):
    """Who has enough months has none to pay for at once."""

    code = "law.nothing_missing"
    message = "Đã đủ {least} tháng để hưởng lương hưu nên không còn tháng nào phải đóng bù."


class TooMuchHelp(Refused):
    """Others may not give more than is due."""

    code = "law.too_much_help"
    message = (
        "Tiền hỗ trợ cộng lại {given}, nhiều hơn số phải đóng {gross}. "
        "Giảm phần địa phương hoặc phần người khác đóng giúp."
    )


class Way(StrEnum):
    """The ways to pay."""

    CYCLE = "cycle"  # each 1, 3, 6 or 12 months
    AHEAD = "ahead"  # years to come, at once
    MISSING = "missing"  # months missing for a pension, at once


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to pay, on what income, from which month, and who helps."""

    income_vnd: int
    group: Group
    starts: Month
    used_months: int = 0  # supported by the State before
    contributed_months: int = 0  # contributed before, compulsory and voluntary
    local_share: Fraction | None = None
    sponsor_vnd: int = 0  # somebody else's gift a month


@dataclass(frozen=True, slots=True)
class Person:
    """What the ages hang on."""

    sex: Sex
    born: date


@dataclass(frozen=True, slots=True)
class Option:
    """One way to pay: what is due and who pays it, or why it cannot be used."""

    way: Way
    months: int
    paid: Paid | None
    sponsor_vnd: int
    due_on: date | None
    ruling: Ruling[Paid] | None
    refused: Refused | None

    @property
    def own_vnd(self) -> int | None:
        """What the participant pays out of the own pocket."""
        return None if self.paid is None else self.paid.own_vnd - self.sponsor_vnd

    @property
    def month_vnd(self) -> int | None:
        """The participant's part spread over the months."""
        return None if self.own_vnd is None else half_up(Fraction(self.own_vnd, self.months))


def options(wish: Wish, *, on: date, book: Book, person: Person | None = None) -> tuple[Option, ...]:
    """Give every way to pay on a day: the cycles, each count of years ahead, the months missing.

    The missing months are among them only where the person is told. Raises `UnknownParameter` where the
    law knows no ways for the day, `TooYoung` below the age of who may take part.
    """
    reading = Reading(book, on)
    if person is not None:
        _check_age(person, reading)
    least, most = reading.whole(_AHEAD_LEAST), reading.whole(_AHEAD_MOST)
    found = [_cycle(wish, months, reading) for months in reading.wholes("voluntary.modes")]
    found += [_ahead(wish, months, reading) for months in range(24, most + 1, 12) if months >= least]
    if person is not None:
        found.append(_missing(wish, person, reading))
    return tuple(found)


def _check_age(person: Person, reading: Reading) -> None:
    least, age = reading.whole(LEAST_AGE), age_on(person.born, reading.on)
    if age < least:
        raise TooYoung(day=format_day(reading.on), age=max(age, 0), least=least)


def _cycle(wish: Wish, months: int, reading: Reading) -> Option:
    """One of the cycles, with its last day to pay."""
    try:
        paid = voluntary(
            income_vnd=wish.income_vnd,
            months=months,
            group=wish.group,
            on=reading.on,
            book=reading.book,
            used_months=wish.used_months,
            local_share=wish.local_share,
        )
        due = due_day(starts=wish.starts, mode_months=months, book=reading.book)
        return _option(Way.CYCLE, months, paid, wish, due.value)
    except Refused as refused:
        return _refused(Way.CYCLE, months, refused)


def _ahead(wish: Wish, months: int, reading: Reading) -> Option:
    """Months to come paid at once; what the province adds comes on top of the State's support."""
    try:
        paid = years_ahead(
            income_vnd=wish.income_vnd,
            months=months,
            group=wish.group,
            on=reading.on,
            book=reading.book,
            used_months=wish.used_months,
        )
        local = 0
        if wish.local_share is not None:
            local = local_support(
                months=months, on=reading.on, book=reading.book, share=wish.local_share
            ).value
        with_local = Paid(paid.value.gross_vnd, paid.value.support_vnd, local)
        ruling = Ruling(with_local, paid.sentences, paid.articles)
        return _option(Way.AHEAD, months, ruling, wish, None)
    except Refused as refused:
        return _refused(Way.AHEAD, months, refused)


def _missing(wish: Wish, person: Person, reading: Reading) -> Option:
    """The months missing for a pension, at once and without support, for who has reached the age."""
    months = 0
    try:
        least = reading.whole(_LEAST_MONTHS)
        months = max(0, least - wish.contributed_months)
        if not months:
            raise NothingMissing(least=least)
        ready = _of_age(person, reading.book)
        if reading.on < ready:
            raise NotYetOfAge(day=format_day(ready))
        gross = missing_years(income_vnd=wish.income_vnd, months=months, on=reading.on, book=reading.book)
        paid = Ruling(Paid(gross.value, 0, 0), gross.sentences, gross.articles)
        return _option(Way.MISSING, months, paid, wish, None)
    except Refused as refused:
        return _refused(Way.MISSING, months, refused)


def _of_age(person: Person, book: Book) -> date:
    """The day on which the age of retirement is reached."""
    month = retirement(sex=person.sex, born=Month.of(person.born), book=book).value.reached_in
    return min(month.last, date(month.year, month.number, min(person.born.day, month.last.day)))


def _option(way: Way, months: int, ruling: Ruling[Paid], wish: Wish, due_on: date | None) -> Option:
    """A way that can be used; raises `TooMuchHelp` where others would give more than is due."""
    paid, sponsor = ruling.value, wish.sponsor_vnd * months
    given = paid.support_vnd + paid.local_vnd + sponsor
    if given > paid.gross_vnd:
        raise TooMuchHelp(given=format_vnd(given), gross=format_vnd(paid.gross_vnd))
    return Option(way, months, paid, sponsor, due_on, ruling, None)


def _refused(way: Way, months: int, refused: Refused) -> Option:
    return Option(way, months, None, 0, None, None, refused)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What paying every month leads to: the months at the age of retirement, and the pension they give."""

    pension_from: date
    least_months_now: int  # by the law of the day asked
    least_months: int  # by the law of the day the pension begins
    months_then: int
    enough_in: Month | None  # the month in which the least is reached, None where it was before
    rate: Fraction | None
    pension_vnd: int | None
    missing: UnknownParameter | None

    @property
    def lacking_months(self) -> int:
        """How many months are missing at the age of retirement."""
        return max(0, self.least_months - self.months_then)


def outlook(wish: Wish, *, person: Person, on: date, book: Book) -> Ruling[Outlook]:
    """Say where paying every month from the first month on leads, by the law as the book knows it.

    The pension is counted on the income chosen, held for the whole time and not lifted by any coefficient;
    it begins at the age of retirement, or with the month after the least is reached where that is later.
    """
    reading = Reading(book, on)
    ready = retirement(sex=person.sex, born=Month.of(person.born), book=book)
    reading.articles.extend(ready.articles)
    first_day = max(ready.value.pension_from, wish.starts.first)
    least = reading.at(first_day).whole(_LEAST_MONTHS)
    more = max(0, _months_to(wish.starts, Month.of(first_day)))
    months = wish.contributed_months + more
    enough_in = None
    if wish.contributed_months < least:
        enough_in = wish.starts.plus(least - wish.contributed_months - 1)
    rate, amount, missing = None, None, None
    told = [ready.sentences[0]]
    if months >= least:
        try:
            rate, amount, told_more = _pension(wish, person, months, first_day, book)
            told += told_more
        except UnknownParameter as unknown_number:
            missing = unknown_number
    found = Outlook(
        ready.value.pension_from,
        reading.whole(_LEAST_MONTHS),
        least,
        months,
        enough_in,
        rate,
        amount,
        missing,
    )
    return ruled(found, told, reading)


def _months_to(first: Month, end: Month) -> int:
    """How many months lie from one up to, not with, another."""
    return (end.year - first.year) * 12 + end.number - first.number


def _pension(
    wish: Wish, person: Person, months: int, on: date, book: Book
) -> tuple[Fraction, int, tuple[Sentence, ...]]:
    """The rate, the amount and the sentences of a pension on the income chosen."""
    rate = pension_rate(sex=person.sex, months=months, on=on, book=book)
    amount = pension_amount(sex=person.sex, months=months, average_vnd=wish.income_vnd, on=on, book=book)
    return rate.value, amount.value, amount.sentences[:-1]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about a wish: what may be chosen, the way chosen, all ways, where they lead."""

    bounds: Limits
    chosen: Option
    options: tuple[Option, ...]
    outlook: Ruling[Outlook] | None
    no_outlook: Refused | None  # why there is no outlook for a person who was told


def plan(
    wish: Wish, way: Way, months: int, *, on: date, book: Book, person: Person | None = None
) -> Ruling[Plan]:
    """Give the whole plan; raises the refusal of the way chosen only through its option.

    Raises `BadIncome`, `BadMode` for a way the law of the day does not have, `TooYoung`, `UnknownParameter`.
    """
    reading = Reading(book, on)
    bounds = limits(on=on, book=book)
    if not bounds.value.allow(wish.income_vnd):
        voluntary(income_vnd=wish.income_vnd, months=1, group=wish.group, on=on, book=book)
    found = options(wish, on=on, book=book, person=person)
    chosen = next((o for o in found if o.way is way and (o.months == months or way is Way.MISSING)), None)
    if chosen is None:
        allowed = [str(option.months) for option in found if option.way is way]
        raise BadMode(months=months, day=format_day(on), allowed=", ".join(allowed))
    leads_to, refused = None, None
    if person is not None:
        try:
            leads_to = outlook(wish, person=person, on=on, book=book)
        except UnknownParameter as unknown_number:
            refused = unknown_number
    told = list(chosen.ruling.sentences) if chosen.ruling else []
    reading.articles.extend(chosen.ruling.articles if chosen.ruling else bounds.articles)
    return ruled(Plan(bounds.value, chosen, found, leads_to, refused), told[:-1], reading)
