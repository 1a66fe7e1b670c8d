"""Months, half-open spans and reporting periods."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from baophu.kernel.errors import Refused


class UnreadablePeriod(Refused):
    """A text names no period."""

    code = "kernel.unreadable_period"
    message = (
        "Không đọc được kỳ “{text}”. Ghi theo một trong các dạng 2018, 2018-H1, 2018-Q2, 2018-06, 2018-06-30."
    )


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"no month {self.number}")

    @classmethod
    def of(cls, on: date) -> Month:
        """Give the month in which a day lies."""
        return cls(on.year, on.month)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def next(self) -> Month:
        """The month after."""
        return self.plus(1)

    @property
    def previous(self) -> Month:
        """The month before."""
        return self.plus(-1)

    def plus(self, months: int) -> Month:
        """Give the month so many months later (earlier when negative)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    @property
    def text(self) -> str:
        """As an officer writes it: 06/2018."""
        return f"{self.number:02}/{self.year}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `starts_on` to the day before `ends_before`; None is without end."""

    starts_on: date
    ends_before: date | None = None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before < self.starts_on:
            raise ValueError(f"a span cannot end on {self.ends_before} and begin on {self.starts_on}")

    def __contains__(self, on: object) -> bool:
        if not isinstance(on, date):
            return False
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a day."""
        return (self.ends_before is None or other.starts_on < self.ends_before) and (
            other.ends_before is None or self.starts_on < other.ends_before
        )


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)
_ROMAN: Final = ("I", "II", "III", "IV")
_LENGTH_MONTHS: Final = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, half year, quarter, month or day, both ends inclusive."""

    begins_on: date
    ends_on: date
    kind: PeriodKind

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2018, 2018-H1, 2018-Q2, 2018-06 or 2018-06-30; anything else raises `UnreadablePeriod`."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise UnreadablePeriod(text=text)
        year, half, quarter, month, day = (int(group) if group else None for group in match.groups())
        try:
            return cls._read(year or 0, half, quarter, month, day)
        except ValueError:
            raise UnreadablePeriod(text=text) from None

    @classmethod
    def _read(
        cls, year: int, half: int | None, quarter: int | None, month: int | None, day: int | None
    ) -> Period:
        """Build a period from the numbers of its text."""
        if half is not None:
            return cls.of(PeriodKind.HALF, date(year, 6 * half, 1))
        if quarter is not None:
            return cls.of(PeriodKind.QUARTER, date(year, 3 * quarter, 1))
        if month is None:
            return cls.of(PeriodKind.YEAR, date(year, 1, 1))
        if day is None:
            return cls.of(PeriodKind.MONTH, date(year, month, 1))
        return cls.of(PeriodKind.DAY, date(year, month, day))

    @classmethod
    def of(cls, kind: PeriodKind, on: date) -> Period:
        """Give the period of a kind in which a day lies."""
        if kind is PeriodKind.DAY:
            return cls(on, on, kind)
        length = _LENGTH_MONTHS[kind]
        first = Month(on.year, (on.month - 1) // length * length + 1)
        return cls(first.first, first.plus(length - 1).last, kind)

    @property
    def next(self) -> Period:
        """The period of the same kind that follows."""
        return Period.of(self.kind, self.ends_on + timedelta(days=1))

    @property
    def previous(self) -> Period:
        """The period of the same kind before."""
        return Period.of(self.kind, self.begins_on - timedelta(days=1))

    @property
    def text(self) -> str:
        """The text that `parse` reads."""
        year = f"{self.begins_on.year:04}"
        match self.kind:
            case PeriodKind.YEAR:
                return year
            case PeriodKind.HALF:
                return f"{year}-H{(self.begins_on.month + 5) // 6}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{(self.begins_on.month + 2) // 3}"
            case PeriodKind.MONTH:
                return f"{year}-{self.begins_on.month:02}"
            case PeriodKind.DAY:
                return self.begins_on.isoformat()

    @property
    def vietnamese(self) -> str:
        """As it stands in a sentence: "năm 2018", "quý II/2018", "tháng 6/2018", "ngày 30/06/2018".

        A zero stands before the months 1 and 2 only (Decree 30/2020, annex I).
        """
        year = self.begins_on.year
        match self.kind:
            case PeriodKind.YEAR:
                return f"năm {year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.begins_on.month == 1 else 'cuối'} năm {year}"
            case PeriodKind.QUARTER:
                return f"quý {_ROMAN[(self.begins_on.month - 1) // 3]}/{year}"
            case PeriodKind.MONTH:
                month = self.begins_on.month
                return f"tháng {month:02}/{year}" if month < 3 else f"tháng {month}/{year}"
            case PeriodKind.DAY:
                return f"ngày {format_day(self.begins_on)}"


def format_day(on: date) -> str:
    """Write a day as an officer reads it: 31/12/2018."""
    return f"{on.day:02}/{on.month:02}/{on.year:04}"
