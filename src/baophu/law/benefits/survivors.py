"""What a death leaves: the funeral grant, monthly allowances of relatives, the lump sum."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.law.bases import grant_base
from baophu.law.benefits.time import Contributed, decimal
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, rest_on, ruled, say

_V: Final = "benefits.survivors"


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
