"""Time contributed: years with their odd months rounded, the part before 2014, spans of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from baophu.kernel.time import Month

_HALF: Final = Fraction(1, 2)
# From this day a year of contributions counts for more in a lump sum.
NEWER_FROM: Final = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Contributed:
    """Months contributed before 2014 and since."""

    before_2014: int
    since_2014: int

    @property
    def months(self) -> int:
        """All months."""
        return self.before_2014 + self.since_2014

    @classmethod
    def between(cls, first: Month, last: Month) -> Contributed:
        """Count the months from one to another, both included."""
        turn = Month.of(NEWER_FROM)
        older = months_between(first, min(last, turn.previous)) if first < turn else 0
        return cls(older, months_between(first, last) - older)

    def years(self) -> tuple[Fraction, Fraction]:
        """Give the years before 2014 and since; odd months of the older part move to the newer."""
        if not self.since_2014:
            return rounded_years(self.before_2014), Fraction(0)
        older, odd = divmod(self.before_2014, 12)
        return Fraction(older), rounded_years(self.since_2014 + odd)


def months_between(first: Month, last: Month) -> int:
    """Count the months from one to another, both included; 0 when the last lies before the first."""
    return max(0, (last.year - first.year) * 12 + last.number - first.number + 1)


def rounded_years(months: int) -> Fraction:
    """Give years: 1 to 6 odd months are half a year, 7 to 11 a whole one."""
    years, odd = divmod(months, 12)
    if odd == 0:
        return Fraction(years)
    return years + (_HALF if odd <= 6 else Fraction(1))


def in_words(months: int) -> str:
    """Write a number of months as years and months."""
    years, odd = divmod(months, 12)
    if not odd:
        return f"{years} năm"
    return f"{years} năm {odd} tháng" if years else f"{odd} tháng"


def decimal(number: Fraction) -> str:
    """Write a number with at most four decimals as an officer reads it: 27.5 → "27,5"."""
    return f"{float(number):.4f}".rstrip("0").rstrip(".").replace(".", ",")
