"""The pension: who has it, its rate by sex and time contributed, what retiring early takes, its amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.benefits.age import Condition, Sex, retirement, retirement_age
from baophu.law.benefits.time import decimal, in_words, rounded_years
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, Sentence, half_up, percent, rest_on, ruled, say

_P: Final = "benefits.pension"
_SHORT_MEN: Final = f"{_P}.short_men.rate"
WOMEN_RISE: Final = f"{_P}.women_rise"
_REDUCED: Final = frozenset(
    {Condition.DISABILITY_61, Condition.DISABILITY_81}
)  # who retire early by disability


class Scheme(StrEnum):
    """By which rule the time needed is counted."""

    GENERAL = "general"
    COMMUNE_WOMAN = "commune_woman"  # a woman who is a part-timer of a commune


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the time contributed suffices, and how many months are missing."""

    eligible: bool
    missing_months: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an amount is counted from."""

    sex: Sex
    months: int
    average_vnd: int


@dataclass(frozen=True, slots=True)
class Pension:
    """A pension: whether it is due on the day asked, its rate and its amount."""

    eligible: bool
    starts_on: date
    rate: Fraction
    amount_vnd: int
    raised_by: Fraction


def time_needed(
    *,
    months: int,
    on: date,
    book: Book,
    scheme: Scheme = Scheme.GENERAL,
    voluntary_months: int = 0,
) -> Ruling[Standing]:
    """Say whether the time contributed (voluntary months among it) suffices for a pension."""
    reading = Reading(book, on)
    least = reading.whole(f"{_P}.least_months")
    enough = months >= least
    if not enough and scheme is Scheme.COMMUNE_WOMAN:
        # Fewer years suffice, but only compulsory ones count.
        fewer = reading.whole(f"{_P}.commune_woman_least_months")
        enough = months - voluntary_months >= fewer
    missing = 0 if enough else least - months
    message = "Đã đóng {months}, cần đủ {least}: " + (
        "đủ thời gian hưởng lương hưu." if enough else "còn thiếu {missing} tháng."
    )
    told = say("pension.time", message, months=in_words(months), least=in_words(least), missing=missing)
    return ruled(Standing(enough, missing), [told], reading)


def pension_rate(
    *,
    sex: Sex,
    months: int,
    on: date,
    book: Book,
    early_months: int = 0,
) -> Ruling[Fraction]:
    """Give the rate of a pension that begins on a day, `early_months` before the age of retirement.

    Odd months count as half a year or a year. Retiring early takes something for each full year missing and
    for six months and more beside.
    """
    reading = Reading(book, on)
    rate, told = _rate(sex, months, early_months, reading)
    return ruled(rate, told, reading)


def _rate(sex: Sex, months: int, early_months: int, reading: Reading) -> tuple[Fraction, list[Sentence]]:
    """The rate with its sentences."""
    years = rounded_years(months)
    rate = min(_full_rate(sex, years, reading), reading.share(f"{_P}.most"))
    message = "Đóng {time}, tính {years} năm: tỷ lệ hưởng {rate}."
    told = [say("pension.rate", message, time=in_words(months), years=decimal(years), rate=percent(rate))]
    if early_months > 0:
        full, odd = divmod(early_months, 12)
        cut = full * reading.share(f"{_P}.early.year_cut")
        cut += reading.share(f"{_P}.early.half_year_cut") if odd >= 6 else 0
        rate -= cut
        message = "Nghỉ hưu trước tuổi {early}: giảm {cut}, còn {rate}."
        told.append(
            say("pension.early", message, early=in_words(early_months), cut=percent(cut), rate=percent(rate))
        )
    return rate, told


def _full_rate(sex: Sex, years: Fraction, reading: Reading) -> Fraction:
    """The rate before the ceiling and before any reduction."""
    who = "men" if sex is Sex.MALE else "women"
    base_years = reading.whole(f"{_P}.base_years.{who}")
    short = reading.book.dated(_SHORT_MEN)
    if sex is Sex.MALE and years < base_years and short and reading.on >= short[0].holds_from:
        least = Fraction(reading.whole(f"{_P}.least_months"), 12)
        return reading.share(_SHORT_MEN) + (years - least) * reading.share(f"{_P}.short_men.rise")
    base = reading.share(f"{_P}.base_rate")
    return base + max(Fraction(0), years - base_years) * reading.share(f"{_P}.rise.{who}")


def women_rise(*, months: int, on: date, book: Book) -> Ruling[Fraction]:
    """Give by how much the pension of a woman that began on a day is raised; 0 outside 2018 to 2021."""
    reading = Reading(book, on)
    rise = _women_rise(months, reading)
    told = say("pension.women_rise", "Lương hưu của nữ được điều chỉnh tăng {rise}.", rise=percent(rise))
    return ruled(rise, [told], reading)


def _women_rise(months: int, reading: Reading) -> Fraction:
    years = [dated.holds_from.year for dated in reading.book.dated(WOMEN_RISE)]
    if not min(years, default=9999) <= reading.on.year <= max(years, default=0):
        return Fraction(0)
    if months < reading.whole(f"{_P}.least_months"):
        return Fraction(0)
    return Fraction(str(reading.step(WOMEN_RISE, months)))


def pension_amount(
    *, sex: Sex, months: int, average_vnd: int, on: date, book: Book, early_months: int = 0
) -> Ruling[int]:
    """Give the pension that begins on a day: the rate of the average, women of 2018 to 2021 raised."""
    reading = Reading(book, on)
    rate, told = _rate(sex, months, early_months, reading)
    amount, _ = _amount(_Claim(sex, months, average_vnd), rate, reading, told)
    return ruled(amount, told, reading)


def _amount(claim: _Claim, rate: Fraction, reading: Reading, told: list[Sentence]) -> tuple[int, Fraction]:
    """The amount, and by how much it was raised."""
    amount = half_up(rate * claim.average_vnd)
    message = "Lương hưu {rate} của {average}: {amount}."
    values = {"rate": percent(rate), "average": format_vnd(claim.average_vnd)}
    told.append(say("pension.amount", message, **values, amount=format_vnd(amount)))
    rise = _women_rise(claim.months, reading) if claim.sex is Sex.FEMALE else Fraction(0)
    if rise:
        amount = half_up(amount * (1 + rise))
        message = "Điều chỉnh tăng {rise}: {amount}."
        told.append(say("pension.raised", message, rise=percent(rise), amount=format_vnd(amount)))
    return amount, rise


def pension(
    *,
    sex: Sex,
    born: date,
    months: int,
    average_vnd: int,
    on: date,
    book: Book,
    condition: Condition = Condition.NORMAL,
) -> Ruling[Pension]:
    """Give the pension somebody has on a day: the age reached, the time contributed, the rate, the amount.

    Who lacks the age or the time has none, and the sentence says what is missing. A disability pension is
    reduced by the months it begins before the normal age of its year.
    """
    reading = Reading(book, on)
    ready = retirement(sex=sex, born=Month.of(born), book=book, condition=condition)
    starts_on = ready.value.pension_from
    rest_on(reading, ready)
    enough = time_needed(months=months, on=on, book=book)
    rest_on(reading, enough)
    told = [ready.sentences[0], enough.sentences[0]]
    if on < starts_on or not enough.value.eligible:
        message = "Ngày {day} chưa đủ điều kiện hưởng lương hưu."
        told.append(say("pension.not_yet", message, day=format_day(on)))
        return ruled(Pension(False, starts_on, Fraction(0), 0, Fraction(0)), told, reading)
    early = 0
    if condition in _REDUCED:
        normal = retirement_age(sex=sex, on=on, book=book)
        rest_on(reading, normal)
        early = normal.value - _age_on(born, on)
    rate, sentences = _rate(sex, months, max(0, early), reading)
    told.extend(sentences)
    amount, rise = _amount(_Claim(sex, months, average_vnd), rate, reading, told)
    return ruled(Pension(True, starts_on, rate, amount, rise), told, reading)


def _age_on(born: date, on: date) -> int:
    """The age on a day, in full months."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
