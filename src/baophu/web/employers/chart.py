"""The dots of headcounts by source: plain geometry, drawn by the template with classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 236, 300  # px: drawn again for phones, never scaled
EDGE = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One source's count at one width."""

    width: int
    end: int  # where the base line ends
    x: int
    square_x: int  # left edge of the square that marks insured people
    low_x: int | None
    high_x: int | None
    band_width: int


def place(value: int, *, most: int, width: int) -> int:
    """Where a count stands on an axis from 0 to `most`, whole pixels."""
    reach = width - 2 * EDGE
    return EDGE + (reach * min(value, most) + most // 2) // most if most > 0 else EDGE


def dot(value: int, *, low: int | None, high: int | None, most: int, width: int) -> Dot:
    """A count with the employer's own bounds beside it."""
    low_x = None if low is None else place(low, most=most, width=width)
    high_x = None if high is None else place(high, most=most, width=width)
    x = place(value, most=most, width=width)
    band = 0 if low_x is None or high_x is None else max(high_x - low_x, 1)
    return Dot(width, width - EDGE, x, x - 5, low_x, high_x, band)


def axis_end(values: Sequence[int | None]) -> int:
    """The axis ends a little beyond the greatest count, so that no dot is cut."""
    greatest = max((value for value in values if value is not None), default=0)
    return max(greatest + max(greatest // 12, 1), 1)
