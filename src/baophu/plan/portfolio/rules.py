"""Who may be in charge of a unit, who may say so, and how pressing a unit is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.time import Month

DISTRICT_DIGITS: Final = 3


class NotInCharge(Refused):
    """Only officers of social insurance are in charge of units, each in the own area."""

    code = "plan.not_in_charge"
    message = (
        "{officer} không nhận được đơn vị này: chọn cán bộ BHXH đang làm việc, phụ trách địa bàn của đơn vị."
    )


class InOtherHands(Refused):
    """A unit that someone is in charge of passes on by minutes only."""

    code = "plan.in_other_hands"
    message = "{n} đơn vị đang có chuyên quản khác. Lập biên bản bàn giao để chuyển các đơn vị này."


class NothingToHandOver(Refused):
    """Minutes without a unit."""

    code = "plan.nothing_to_hand_over"
    message = (
        "{giver} không phụ trách đơn vị nào đã chọn, hoặc các đơn vị đó đã nằm trong biên bản chờ xác nhận."
    )


class SameHands(Refused):
    """Nobody hands over to himself."""

    code = "plan.same_hands"
    message = "Người giao và người nhận là một: {officer}. Chọn người nhận khác."


class HandoverClosed(Refused):
    """Minutes that are confirmed or cancelled do not change."""

    code = "plan.handover_closed"
    message = "Biên bản {number} đã xong hoặc đã hủy, không đổi được nữa."


class NotYourMinutes(Refused):
    """Only the two who hand over confirm; a director for someone who no longer works here."""

    code = "plan.not_your_minutes"
    message = "Chỉ người giao và người nhận xác nhận biên bản {number}; giám đốc xác nhận thay người đã nghỉ."


def covers(area_code: str, *, district_code: str, province: str) -> bool:
    """Whether an area of responsibility holds a unit of a district; a unit without one is the province's."""
    return area_code == province or (len(area_code) == DISTRICT_DIGITS and area_code == district_code)


@dataclass(frozen=True, slots=True)
class Pressing:
    """How many people a unit's state touches, for how many months."""

    people: int
    months: int

    @property
    def weight(self) -> int:
        """People × months: what the officer's units are sorted by."""
        return self.people * self.months


def pressing(
    *, lacking: int, deducted: int, insured: int, owed_since: date | None, since: date, on: date
) -> Pressing:
    """People who lack insurance (or whose deduction went nowhere), and those insured by a unit in arrears.

    Months run from the day the standing was first seen or from the oldest unpaid month, whichever is longer;
    a state that began this month counts one.
    """
    people = max(lacking, deducted) + (insured if owed_since else 0)
    first = min(since, owed_since) if owed_since and people else since
    begun, now = Month.of(first), Month.of(on)
    return Pressing(people, max(1, (now.year - begun.year) * 12 + now.number - begun.number))
