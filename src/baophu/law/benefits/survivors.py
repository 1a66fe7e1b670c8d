"""What a death leaves: the funeral grant, monthly allowances of relatives, the lump sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.law.bases import grant_base
from baophu.law.benefits.time import Contributed, decimal
from baophu.law.book import Book, Reading
from baophu.law.ruling import CLOSING, Ruling, half_up, percent, rest_on, ruled, say
from baophu.law.support import BadMonths

_V: Final = "benefits.survivors"


class PensionersLump(Refused):
    """The lump sum after a pensioner's death hangs on how long the pension was paid."""

    code = "law.pensioners_lump"
    message = (
        "Chưa tính được trợ cấp tuất một lần của người đang hưởng lương hưu: khoản này theo số tháng đã "
        "hưởng lương hưu. Ghi số thân nhân hưởng hằng tháng từ 1 trở lên."
    )


@dataclass(frozen=True, slots=True)
class Death:
    """Who died, and who is left."""

    contributed: Contributed
    voluntary_months: int = 0  # among them
    average_vnd: int = 0
    relatives: int = 1  # who meet the conditions of monthly allowances
    has_carer: bool = True
    at_work: bool = False
    pensioner: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What relatives have: the funeral grant, then allowances each month or a sum at once."""

    funeral_vnd: int
    monthly: bool
    each_vnd: int
    relatives: int
    total_vnd: int  # a month of all relatives, or the sum at once


def death(told: Death, *, on: date, book: Book) -> Ruling[Left]:
    """Give everything a death on a day leaves; nobody who may have monthly allowances leaves the lump sum."""
    reading = Reading(book, on)
    compulsory = told.contributed.months - told.voluntary_months
    if compulsory < 0:
        raise BadMonths(months=compulsory)
    burial = funeral(
        compulsory_months=compulsory,
        voluntary_months=told.voluntary_months,
        on=on,
        book=book,
        at_work=told.at_work or told.pensioner,
    )
    may = is_monthly(
        months=told.contributed.months, on=on, book=book, pensioner=told.pensioner, at_work=told.at_work
    )
    parts: list[Ruling[Any]] = [burial, may]
    most = most_relatives(on=on, book=book)
    people = min(told.relatives, most.value)
    if may.value and people:
        each = relative_amount(has_carer=told.has_carer, on=on, book=book)
        parts += [each, most]
        found = Left(burial.value, True, each.value, people, each.value * people)
    elif told.pensioner:
        raise PensionersLump
    else:
        once = lump(contributed=told.contributed, average_vnd=told.average_vnd, on=on, book=book)
        parts.append(once)
        found = Left(burial.value, False, 0, 0, once.value)
    for part in [*parts, most]:
        rest_on(reading, part)
    told_parts = (sentence for part in parts for sentence in part.sentences)
    return ruled(found, [one for one in told_parts if one.code not in CLOSING], reading)


def funeral(
    *, compulsory_months: int, voluntary_months: int, on: date, book: Book, at_work: bool = False
) -> Ruling[int]:
    """Give the funeral grant of a day; 0 when too little was contributed and the death was not at work."""
    reading = Reading(book, on)
    least = reading.whole(f"{_V}.funeral_least_months")
    joint = reading.whole(f"{_V}.funeral_joint_months")
    entitled = compulsory_months >= least or compulsory_months + voluntary_months >= joint or at_work
    amount = half_up(reading.share(f"{_V}.funeral") * grant_base(reading)) if entitled else 0
    message = (
        "Đóng bắt buộc {compulsory} tháng, tự nguyện {voluntary} tháng (cần đủ {least} tháng bắt buộc hoặc "
        "{joint} tháng cộng lại): trợ cấp mai táng {amount}."
    )
    values = {"compulsory": compulsory_months, "voluntary": voluntary_months, "least": least, "joint": joint}
    return ruled(amount, [say("survivors.funeral", message, **values, amount=format_vnd(amount))], reading)


def is_monthly(
    *, months: int, on: date, book: Book, pensioner: bool = False, at_work: bool = False
) -> Ruling[bool]:
    """Say whether relatives have monthly allowances; else they have a lump sum."""
    reading = Reading(book, on)
    least = reading.whole(f"{_V}.monthly_least_months")
    entitled = pensioner or at_work or months >= least
    answer = "trợ cấp tuất hằng tháng" if entitled else "trợ cấp tuất một lần"
    message = "Người chết đã đóng {months} tháng (cần đủ {least}): {answer}."
    told = say("survivors.monthly", message, months=months, least=least, answer=answer)
    return ruled(entitled, [told], reading)


def relative_share(*, has_carer: bool, on: date, book: Book) -> Ruling[Fraction]:
    """Give a relative's monthly share of the base; more for one whom nobody is left to care for."""
    reading = Reading(book, on)
    share = reading.share(f"{_V}.rate" if has_carer else f"{_V}.rate_without_carer")
    message = "Thân nhân {who}: {share} một tháng."
    who = "còn người trực tiếp nuôi dưỡng" if has_carer else "không còn người trực tiếp nuôi dưỡng"
    return ruled(share, [say("survivors.share", message, who=who, share=percent(share))], reading)


def relative_amount(*, has_carer: bool, on: date, book: Book) -> Ruling[int]:
    """Give a relative's monthly allowance."""
    share = relative_share(has_carer=has_carer, on=on, book=book)
    reading = Reading(book, on)
    rest_on(reading, share)
    amount = half_up(share.value * grant_base(reading))
    told = say("survivors.amount", "Trợ cấp tuất {amount} một tháng.", amount=format_vnd(amount))
    return ruled(amount, [share.sentences[0], told], reading)


def most_relatives(*, on: date, book: Book) -> Ruling[int]:
    """Give for how many relatives at most monthly allowances are paid."""
    reading = Reading(book, on)
    people = reading.whole(f"{_V}.most_people")
    told = say("survivors.most", "Không quá {people} thân nhân của một người chết.", people=people)
    return ruled(people, [told], reading)


def lump(*, contributed: Contributed, average_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give the relatives' lump sum: months of the average for each year, never below a least."""
    reading = Reading(book, on)
    older, newer = contributed.years()
    months = older * reading.share(f"{_V}.lump_before_2014") + newer * reading.share(f"{_V}.lump_from_2014")
    months = max(months, reading.share(f"{_V}.lump_least"))
    amount = half_up(months * average_vnd)
    message = "{older} năm trước 2014 và {newer} năm từ 2014: {months} tháng bình quân, được {amount}."
    values = {"older": decimal(older), "newer": decimal(newer), "months": decimal(months)}
    return ruled(amount, [say("survivors.lump", message, **values, amount=format_vnd(amount))], reading)
