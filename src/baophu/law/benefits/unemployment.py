"""Unemployment benefit: who has it, for how long, how much, and the months that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month
from baophu.law.bases import Region, level
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, ruled, say

_U: Final = "benefits.unemployment"


@dataclass(frozen=True, slots=True)
class Unemployment:
    """A benefit: each month's amount, and for how many months."""

    monthly_vnd: int
    months: int

    @property
    def total_vnd(self) -> int:
        """All months together."""
        return self.monthly_vnd * self.months


def is_entitled(*, months_in_window: int, on: date, book: Book, short_contract: bool = False) -> Ruling[bool]:
    """Say whether the months contributed in the window before leaving work suffice."""
    reading = Reading(book, on)
    least = reading.whole(f"{_U}.least_months")
    span = reading.whole(f"{_U}.window_short_months" if short_contract else f"{_U}.window_months")
    entitled = months_in_window >= least
    message = "Đã đóng {months} tháng trong {span} tháng trước khi nghỉ, cần đủ {least}: {answer}."
    answer = "đủ điều kiện" if entitled else "chưa đủ điều kiện"
    values = {"months": months_in_window, "span": span, "least": least}
    return ruled(entitled, [say("unemployment.months", message, **values, answer=answer)], reading)


def claim_until(*, left_on: date, book: Book) -> Ruling[date]:
    """Give the last day to claim after work ended."""
    reading = Reading(book, left_on)
    months = reading.whole(f"{_U}.claim_months")
    last = _same_day(left_on, months)
    told = say("unemployment.claim", "Nộp hồ sơ chậm nhất ngày {day}.", day=f"{last:%d/%m/%Y}")
    return ruled(last, [told], reading)


def months_paid(*, contributed_months: int, on: date, book: Book) -> Ruling[int]:
    """Give for how many months the benefit is paid."""
    reading = Reading(book, on)
    months = _months(contributed_months, reading)
    message = "Đóng {contributed} tháng: hưởng {months} tháng."
    told = say("unemployment.duration", message, contributed=contributed_months, months=months)
    return ruled(months, [told], reading)


def _months(contributed: int, reading: Reading) -> int:
    """The first months, one more for each full year after what they cover, at most so many."""
    if contributed < reading.whole(f"{_U}.least_months"):
        return 0
    first, covers = reading.whole(f"{_U}.first_months"), reading.whole(f"{_U}.first_covers_months")
    more = max(0, contributed - covers) // reading.whole(f"{_U}.months_a_month")
    return min(first + more, reading.whole(f"{_U}.most_months"))


def cap(region: Region, *, on: date, book: Book, state_budget: bool = False) -> Ruling[int]:
    """Give the highest monthly benefit of a region on a day."""
    reading = Reading(book, on)
    most = _cap(region, state_budget, reading)
    told = say("unemployment.cap", "Trợ cấp thất nghiệp cao nhất {cap} một tháng.", cap=format_vnd(most))
    return ruled(most, [told], reading)


def _cap(region: Region, state_budget: bool, reading: Reading) -> int:
    counted_on = reading.word(f"{_U}.cap_state_of" if state_budget else f"{_U}.cap_of")
    return half_up(reading.share(f"{_U}.cap") * level(counted_on, region, reading))


def unemployment(
    *,
    contributed_months: int,
    average_vnd: int,
    on: date,
    book: Book,
    region: Region = Region.IV,
    state_budget: bool = False,
) -> Ruling[Unemployment]:
    """Give the benefit of who left work on a day with an average wage over the last months."""
    reading = Reading(book, on)
    rate, most = reading.share(f"{_U}.rate"), _cap(region, state_budget, reading)
    reading.whole(f"{_U}.average_months")
    monthly = min(half_up(rate * average_vnd), most)
    months = _months(contributed_months, reading)
    message = "{rate} của {average}, không quá {cap}: {monthly} một tháng, {months} tháng."
    told = say(
        "unemployment",
        message,
        rate=percent(rate),
        average=format_vnd(average_vnd),
        cap=format_vnd(most),
        monthly=format_vnd(monthly),
        months=months,
    )
    return ruled(Unemployment(monthly, months), [told], reading)


def kept_months(*, contributed_months: int, months_taken: int, on: date, book: Book) -> Ruling[int]:
    """Give the contributed months kept for the next time; a month of benefit begun uses up a year of them."""
    reading = Reading(book, on)
    kept = max(0, contributed_months - months_taken * reading.whole(f"{_U}.months_a_month"))
    message = "Đóng {contributed} tháng, đã hưởng {taken} tháng: bảo lưu {kept} tháng."
    values = {"contributed": contributed_months, "taken": months_taken, "kept": kept}
    return ruled(kept, [say("unemployment.kept", message, **values)], reading)


def benefit_months(starts_on: date, months: int) -> tuple[tuple[date, date], ...]:
    """Give each month of benefit: from its day to the day before the same day of the next month."""
    begins = [_same_day(starts_on, number) for number in range(months + 1)]
    return tuple((begins[n], begins[n + 1] - timedelta(days=1)) for n in range(months))


def _same_day(on: date, months: int) -> date:
    """The same day so many months later; the month's last where there is no such day."""
    month = Month.of(on).plus(months)
    return min(month.last, month.first + timedelta(days=on.day - 1))


def covid_support(*, unclaimed_months: int, on: date, book: Book) -> Ruling[int]:
    """Give the support of 2021 from the unemployment fund, by months not yet used for a benefit."""
    reading = Reading(book, on)
    amount = int(str(reading.step(f"{_U}.covid_support", unclaimed_months)))
    message = "Đã đóng {months} tháng chưa hưởng: hỗ trợ {amount}."
    told = say("unemployment.covid", message, months=unclaimed_months, amount=format_vnd(amount))
    return ruled(amount, [told], reading)
