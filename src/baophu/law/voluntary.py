"""Voluntary social insurance: the income chosen, each mode of paying, years ahead, missing years, refunds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.kernel.time import Month, format_day
from baophu.law.bases import grant_base
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, rest_on, ruled, say
from baophu.law.support import POVERTY_LINE, RATE, Group, local_support, support

_FUND_RATE: Final = "voluntary.fund_rate"


class BadIncome(Refused):
    """The income chosen lies outside what the law of the day allows."""

    code = "law.bad_income"
    message = (
        "Thu nhập chọn đóng {income} không hợp lệ ngày {day}: từ {least} đến {most}, mỗi bậc {step}. "
        "Chọn mức khác."
    )


class BadMode(Refused):
    """Nobody may pay for that many months at once in that way."""

    code = "law.bad_mode"
    message = "Không đóng được {months} tháng theo cách này ngày {day}. Các số tháng được đóng: {allowed}."


@dataclass(frozen=True, slots=True)
class Limits:
    """The lowest and the highest income that may be chosen, and the step between."""

    least_vnd: int
    most_vnd: int
    step_vnd: int

    def allow(self, income_vnd: int) -> bool:
        """Say whether an income may be chosen; the highest may, whatever the steps."""
        within = self.least_vnd <= income_vnd <= self.most_vnd
        return within and (income_vnd == self.most_vnd or (income_vnd - self.least_vnd) % self.step_vnd == 0)


@dataclass(frozen=True, slots=True)
class Paid:
    """What is due for some months, who pays it, and the last day to pay."""

    gross_vnd: int
    support_vnd: int
    local_vnd: int

    @property
    def own_vnd(self) -> int:
        """What the participant pays."""
        return self.gross_vnd - self.support_vnd - self.local_vnd


def limits(*, on: date, book: Book) -> Ruling[Limits]:
    """Give the incomes that may be chosen on a day."""
    reading = Reading(book, on)
    found = _limits(reading)
    message = "Thu nhập chọn đóng từ {least} đến {most}, mỗi bậc {step}."
    values = {"least": found.least_vnd, "most": found.most_vnd, "step": found.step_vnd}
    told = say("voluntary.limits", message, **{name: format_vnd(vnd) for name, vnd in values.items()})
    return ruled(found, [told], reading)


def _limits(reading: Reading) -> Limits:
    most = half_up(reading.share("voluntary.income_cap") * grant_base(reading))
    return Limits(reading.whole(POVERTY_LINE), most, reading.whole("voluntary.income_step"))


def _month_vnd(income_vnd: int, reading: Reading) -> int:
    """A month's contribution on an income; raises `BadIncome`."""
    bounds = _limits(reading)
    if not bounds.allow(income_vnd):
        raise BadIncome(
            income=format_vnd(income_vnd),
            day=format_day(reading.on),
            least=format_vnd(bounds.least_vnd),
            most=format_vnd(bounds.most_vnd),
            step=format_vnd(bounds.step_vnd),
        )
    return half_up(reading.share(RATE) * income_vnd)


def voluntary(
    *,
    income_vnd: int,
    months: int,
    group: Group,
    on: date,
    book: Book,
    used_months: int = 0,
    local_share: Fraction | None = None,
) -> Ruling[Paid]:
    """Give what is due for the months of one mode paid on a day, without discount, and who pays it.

    `used_months` were supported before. What the province adds is counted only where its share is handed in.
    """
    reading = Reading(book, on)
    modes = reading.wholes("voluntary.modes")
    if months not in modes:
        raise BadMode(months=months, day=format_day(on), allowed=", ".join(map(str, modes)))
    return _paid(_month_vnd(income_vnd, reading) * months, months, group, reading, (used_months, local_share))


def _paid(
    gross: int, months: int, group: Group, reading: Reading, beside: tuple[int, Fraction | None]
) -> Ruling[Paid]:
    """Take the supports off a gross amount."""
    used_months, local_share = beside
    state = support(group=group, months=months, on=reading.on, book=reading.book, used_months=used_months)
    rest_on(reading, state)
    local = 0
    if local_share is not None:
        added = local_support(months=months, on=reading.on, book=reading.book, share=local_share)
        local = added.value
    paid = Paid(gross, state.value, local)
    message = "{months} tháng: phải đóng {gross}, Nhà nước hỗ trợ {support}, người tham gia đóng {own}."
    told = say(
        "voluntary",
        message,
        months=months,
        gross=format_vnd(gross),
        support=format_vnd(paid.support_vnd),
        own=format_vnd(paid.own_vnd),
    )
    return ruled(paid, [told, *state.sentences[:-1]], reading)


def due_day(*, starts: Month, mode_months: int, book: Book) -> Ruling[date]:
    """Give the last day to pay for a cycle that begins with a month."""
    reading = Reading(book, starts.first)
    within = int(str(reading.row("voluntary.due_months", mode_months)))
    last = starts.plus(within - 1).last
    message = "Kỳ {months} tháng bắt đầu tháng {start}: đóng chậm nhất ngày {day}."
    values = {"months": mode_months, "start": starts.text, "day": format_day(last)}
    return ruled(last, [say("voluntary.due", message, **values)], reading)


def years_ahead(
    *, income_vnd: int, months: int, group: Group, on: date, book: Book, used_months: int = 0
) -> Ruling[Paid]:
    """Give what is due at once for months to come: each discounted at the fund's rate, the first not."""
    reading = Reading(book, on)
    return _paid(_ahead_vnd(income_vnd, months, reading), months, group, reading, (used_months, None))


def _ahead_vnd(income_vnd: int, months: int, reading: Reading) -> int:
    """Months to come, each discounted at the fund's rate, the first not."""
    least, most = reading.whole("voluntary.ahead.least_months"), reading.whole("voluntary.ahead.most_months")
    if not least <= months <= most:
        raise BadMode(months=months, day=format_day(reading.on), allowed=f"{least}-{most}")
    month_vnd = _month_vnd(income_vnd, reading)
    factor = 1 + reading.share(_FUND_RATE)
    return half_up(sum((month_vnd / factor**number for number in range(months)), Fraction(0)))


def ahead_due(*, income_vnd: int, months: int, on: date, book: Book) -> Ruling[int]:
    """Give what is due at once for months to come, whoever pays it."""
    reading = Reading(book, on)
    gross = _ahead_vnd(income_vnd, months, reading)
    message = "Đóng một lần cho {months} tháng về sau: {gross}."
    return ruled(gross, [say("voluntary.ahead", message, months=months, gross=format_vnd(gross))], reading)


def month_due(*, income_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give what is due for one month on an income chosen, whoever pays it; raises `BadIncome`."""
    reading = Reading(book, on)
    gross = _month_vnd(income_vnd, reading)
    message = "Thu nhập chọn {income}: mỗi tháng đóng {gross}."
    values = {"income": format_vnd(income_vnd), "gross": format_vnd(gross)}
    return ruled(gross, [say("voluntary.month", message, **values)], reading)


def missing_years(*, income_vnd: int, months: int, on: date, book: Book) -> Ruling[int]:
    """Give what is due at once for months missing for a pension: each raised at the fund's rate."""
    reading = Reading(book, on)
    most = reading.whole("voluntary.missing.most_months")
    if not 1 <= months <= most:
        raise BadMode(months=months, day=format_day(on), allowed=f"1-{most}")
    month_vnd = _month_vnd(income_vnd, reading)
    rate = reading.share(_FUND_RATE)
    factor = 1 + rate
    gross = half_up(sum((month_vnd * factor**number for number in range(1, months + 1)), Fraction(0)))
    message = "Đóng một lần cho {months} tháng còn thiếu, lãi {rate} một tháng: {gross}."
    told = say("voluntary.missing", message, months=months, rate=percent(rate), gross=format_vnd(gross))
    return ruled(gross, [told], reading)


def refund(*, paid: Paid, months: int, unused_months: int, on: date, book: Book) -> Ruling[int]:
    """Give back the participant's own part of the months paid and not used, without the supports."""
    reading = Reading(book, on)
    reading.share(RATE)
    if not 0 <= unused_months <= months or months == 0:
        raise BadMode(months=unused_months, day=format_day(on), allowed=f"0-{months}")
    amount = half_up(Fraction(paid.own_vnd * unused_months, months))
    message = "Hoàn trả {unused} trong {months} tháng đã đóng, trừ phần được hỗ trợ: {amount}."
    values = {"unused": unused_months, "months": months, "amount": format_vnd(amount)}
    return ruled(amount, [say("voluntary.refund", message, **values)], reading)


def agent_fee(*, new_vnd: int, renewed_vnd: int, on: date, book: Book) -> Ruling[int]:
    """Give the fee of a collection agent for what newcomers and those who renewed paid."""
    reading = Reading(book, on)
    new, renewed = reading.share("voluntary.agent_fee.new"), reading.share("voluntary.agent_fee.renewed")
    fee = half_up(new * new_vnd) + half_up(renewed * renewed_vnd)
    message = "Thù lao {fee}: {new} của {new_vnd} thu mới, {renewed} của {renewed_vnd} thu tiếp."
    values = {
        "fee": format_vnd(fee), "new": percent(new), "new_vnd": format_vnd(new_vnd),
        "renewed": percent(renewed), "renewed_vnd": format_vnd(renewed_vnd),
    }  # fmt: skip
    return ruled(fee, [say("voluntary.agent_fee", message, **values)], reading)
