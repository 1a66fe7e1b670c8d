"""The calendar of lists: duties by agency and month, communes counted together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from baophu.plan.duties import Duty, DutyState, Expected
from baophu.reporting import formats
from baophu.web.lists.words import period_words

MONTHS = 12
CALL_SOON_DAYS = 5
SHAPES: dict[DutyState, tuple[str, str]] = {
    DutyState.ON_TIME: ("ok", "ok"),
    DutyState.LATE: ("ring-ok", "warn"),
    DutyState.OVERDUE: ("late", "bad"),
    DutyState.OPEN: ("clock", "act"),
    DutyState.NOT_DUE: ("ring", "off"),
    DutyState.ABSENT: ("dash", "off"),
}
TOGETHER = 20  # more agencies than this under one duty are counted, not listed


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell: a shape, its word, where it leads."""

    shape: str
    colour: str
    words: str
    receipt_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One duty of one agency (or of all communes) over a year."""

    agency: str
    duty: Duty
    marks: tuple[tuple[Mark, ...], ...]  # by month of the day owed
    done: str
    first_of_agency: bool = True

    @property
    def telling(self) -> Mark | None:
        """The mark that says how the duty stands: one overdue, else the newest due, else the next."""
        owed = [mark for marks in self.marks for mark in marks]
        overdue = [mark for mark in owed if mark.shape == SHAPES[DutyState.OVERDUE][0]]
        due = [mark for mark in owed if mark.shape != SHAPES[DutyState.NOT_DUE][0]]
        return next(iter([*overdue[-1:], *due[-1:], *owed]), None)


def state_words(item: Expected) -> str:
    """A state in words: `Quá hạn 3 ngày`."""
    days = formats.number(item.days)
    words = {
        DutyState.ON_TIME: gettext("Đúng hạn"),
        DutyState.LATE: gettext("Nộp trễ %(days)s ngày"),
        DutyState.OVERDUE: gettext("Quá hạn %(days)s ngày"),
        DutyState.OPEN: gettext("Còn %(days)s ngày"),
        DutyState.NOT_DUE: gettext("Chưa đến hạn"),
        DutyState.ABSENT: gettext("Chưa có"),
    }[item.state]
    if item.arrival and item.arrival.nil and item.state in {DutyState.ON_TIME, DutyState.LATE}:
        return words % {"days": days} + ", " + gettext("báo không thay đổi")
    if item.state is DutyState.OPEN and not item.days:
        return gettext("Hạn hôm nay")
    return words % {"days": days}


def shape_of(item: Expected) -> tuple[str, str]:
    """Shape and colour of a state; the last days before the day owed warn."""
    shape, colour = SHAPES[item.state]
    if item.state is DutyState.OPEN and item.days <= CALL_SOON_DAYS:
        colour = "warn"
    return shape, colour


def rows(items: Sequence[Expected]) -> list[Row]:
    """The year's board, agency by agency in the order of duties; communes as one line."""
    by_duty: dict[str, list[Expected]] = defaultdict(list)
    for item in items:
        by_duty[item.duty.list_name].append(item)
    found: list[Row] = []
    for owed in by_duty.values():
        agencies = {item.agency_code for item in owed}
        if len(agencies) > TOGETHER:
            found.append(_together(owed, len(agencies)))
        else:
            found += [_alone([i for i in owed if i.agency_code == code]) for code in sorted(agencies)]
    found.sort(key=lambda row: row.agency)
    return [
        Row(row.agency, row.duty, row.marks, row.done, place == 0 or found[place - 1].agency != row.agency)
        for place, row in enumerate(found)
    ]


def _alone(items: Sequence[Expected]) -> Row:
    """One agency's line."""
    months: list[list[Mark]] = [[] for _ in range(MONTHS)]
    for item in items:
        shape, colour = shape_of(item)
        words = f"{period_words(item.period)}: {state_words(item)}, {due_words(item.due_on)}"
        receipt = item.arrival.receipt_id if item.arrival else None
        months[item.due_on.month - 1].append(Mark(shape, colour, words, receipt))
    came = sum(item.arrival is not None for item in items)
    return Row(items[0].agency_name, items[0].duty, _frozen(months), f"{came}/{len(items)}")


def _together(items: Sequence[Expected], agencies: int) -> Row:
    """All agencies of a duty on one line: what share came."""
    months: list[list[Mark]] = [[] for _ in range(MONTHS)]
    periods: dict[tuple[date, str], list[Expected]] = defaultdict(list)
    for item in items:
        periods[item.due_on, item.period.text].append(item)
    done = ""
    for (due_on, _), owed in sorted(periods.items()):
        mark = _share_mark(owed)
        months[due_on.month - 1].append(mark)
        came = sum(item.arrival is not None for item in owed)
        if owed[0].state is not DutyState.NOT_DUE:
            done = f"{came}/{len(owed)}"
    who = gettext("UBND cấp xã (%(n)s)") % {"n": formats.number(agencies)}
    return Row(who, items[0].duty, _frozen(months), done)


def _share_mark(owed: Sequence[Expected]) -> Mark:
    """One period of many agencies: all, part, none."""
    states = Counter(item.state for item in owed)
    came = sum(item.arrival is not None for item in owed)
    words = f"{period_words(owed[0].period)}: {came}/{len(owed)}, {due_words(owed[0].due_on)}"
    if came == len(owed):
        shape, colour = SHAPES[DutyState.LATE if states[DutyState.LATE] else DutyState.ON_TIME]
    elif came and states[DutyState.OVERDUE]:
        shape, colour = "half", "warn"
    else:
        waiting = next(item for item in owed if item.arrival is None)
        shape, colour = shape_of(waiting)
    return Mark(shape, colour, words)


def due_words(on: date) -> str:
    """`hạn 05/07/2018`."""
    return gettext("hạn %(on)s") % {"on": formats.day(on)}


def _frozen(months: Iterable[Iterable[Mark]]) -> tuple[tuple[Mark, ...], ...]:
    """The months as tuples."""
    return tuple(tuple(marks) for marks in months)
