"""What the State pays for voluntary participants, by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.money import format_vnd
from baophu.law.book import Book, Reading
from baophu.law.ruling import Ruling, half_up, percent, ruled, say

RATE: Final = "voluntary.rate"
POVERTY_LINE: Final = "voluntary.poverty_line"
_MAX_MONTHS: Final = "voluntary.support.max_months"


class BadMonths(Refused):
    """A number of months below nothing."""

    code = "law.bad_months"
    message = "Số tháng {months} không hợp lệ. Ghi số tháng từ 0 trở lên."


class Group(StrEnum):
    """The groups of voluntary participants that the State supports differently."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    ETHNIC_MINORITY = "ethnic_minority"
    OTHER = "other"


_NAMES: Final = {
    Group.POOR: "hộ nghèo",
    Group.NEAR_POOR: "hộ cận nghèo",
    Group.ETHNIC_MINORITY: "người dân tộc thiểu số",
    Group.OTHER: "đối tượng khác",
}


def support(*, group: Group, months: int, on: date, book: Book, used_months: int = 0) -> Ruling[int]:
    """Give the State's support for months paid on a day, `used_months` having been supported before.

    The day of payment decides for all months of it. Nothing is paid before 2018-01-01.
    """
    if months < 0 or used_months < 0:
        raise BadMonths(months=min(months, used_months))
    reading = Reading(book, on)
    share = reading.share(f"voluntary.support.{group}")
    if share == 0:
        message = "Ngày {day} Nhà nước chưa hỗ trợ tiền đóng BHXH tự nguyện cho {group}: 0 đ."
        return ruled(0, [say("support.not_yet", message, day=f"{on:%d/%m/%Y}", group=_NAMES[group])], reading)
    a_month = half_up(share * reading.share(RATE) * reading.whole(POVERTY_LINE))
    most = reading.whole(_MAX_MONTHS)
    supported = max(0, min(months, most - used_months))
    message = (
        "{group}: hỗ trợ {share} mức đóng theo chuẩn hộ nghèo nông thôn, {amount} một tháng, {months} tháng."
    )
    values = {"group": _NAMES[group].capitalize(), "share": percent(share), "amount": format_vnd(a_month)}
    told = [say("support", message, **values, months=supported)]
    if supported < months:
        message = "Chỉ hỗ trợ không quá {most} tháng tham gia thực tế; {rest} tháng không được hỗ trợ."
        told.append(say("support.limit", message, most=most, rest=months - supported))
    return ruled(a_month * supported, told, reading)


def local_support(*, months: int, on: date, book: Book, share: Fraction | None = None) -> Ruling[int]:
    """Give what the province adds; the share is the book's unless one is handed in (another province's)."""
    if months < 0:
        raise BadMonths(months=months)
    reading = Reading(book, on)
    added = reading.share("voluntary.support.local") if share is None else share
    a_month = half_up(added * reading.share(RATE) * reading.whole(POVERTY_LINE))
    message = "Ngân sách tỉnh hỗ trợ thêm {share}, {amount} một tháng."
    told = say("support.local", message, share=percent(added), amount=format_vnd(a_month))
    return ruled(a_month * months, [told], reading)


@dataclass(frozen=True, slots=True)
class GroupCost:
    """What supporting one group costs over some months."""

    people: int
    state_vnd: int
    local_vnd: int


def budget(
    *,
    people: Mapping[Group, int],
    shares: Mapping[Group, Fraction],
    months: int,
    on: date,
    book: Book,
) -> Ruling[dict[Group, GroupCost]]:
    """Give what the State pays and what a local top-up would cost, each group paying for so many months.

    `shares` are the top-up as shares of the contribution at the poverty line; a group left out gets none.
    The 120 months of a life are not looked at: an estimate from above.
    """
    if months < 0 or any(count < 0 for count in people.values()):
        raise BadMonths(months=min([months, *people.values()]))
    reading = Reading(book, on)
    costs: dict[Group, GroupCost] = {}
    for group in Group:
        count = people.get(group, 0)
        state = support(group=group, months=1, on=on, book=book).value
        added = local_support(months=1, on=on, book=book, share=shares.get(group, Fraction(0))).value
        reading.value(f"voluntary.support.{group}")
        costs[group] = GroupCost(count, state * months * count, added * months * count)
    total = sum(cost.local_vnd for cost in costs.values())
    message = "{count} người, {months} tháng: ngân sách tỉnh hỗ trợ thêm {total}."
    values = {"count": sum(people.values()), "months": months, "total": format_vnd(total)}
    return ruled(costs, [say("support.budget", message, **values)], reading)
