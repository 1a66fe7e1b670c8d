"""The plan's targets: each year's share of units, the roadmap between year ends, voluntary growth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from baophu.kernel.time import format_day
from baophu.law.book import Book, UnknownParameter

SHARE = "targets.units.share"
STRICT = "targets.units.strictly_exceeded"
GROWTH = "targets.voluntary.growth"


@dataclass(frozen=True, slots=True)
class Target:
    """The share of units that a year must reach, or exceed where `strict`."""

    year: int
    share: Decimal
    strict: bool
    article: str

    def is_met_by(self, share: Fraction | Decimal) -> bool:
        """Say whether a share meets the target."""
        return share > self.share if self.strict else share >= self.share


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Where the roadmap stands on a day, or why it does not stand anywhere (`share` is None)."""

    on: date
    share: Fraction | None
    message: str
    values: dict[str, object]

    @property
    def because(self) -> str:
        """The Vietnamese sentence."""
        return self.message.format(**self.values)


def target(*, on: date, book: Book) -> Target:
    """Give the target of a day's year; raises `UnknownParameter` before the plan's first year."""
    share = book.value(SHARE, on)
    return Target(on.year, book.share(SHARE, on), book.says(STRICT, on), share.article)


def roadmap(*, on: date, book: Book) -> Roadmap:
    """Give the roadmap on a day: each target on its 31 December, a straight line by days between two of them.

    Before 31 December of the first year it is undefined: the plan sets no figure for the year end before.
    """
    year_end = date(on.year, 12, 31)
    try:
        reached = Fraction(book.share(SHARE, year_end))
    except UnknownParameter as unknown:
        return Roadmap(on, None, unknown.message, unknown.values)
    told: dict[str, object] = {"year": on.year, "article": book.value(SHARE, year_end).article}
    if on == year_end:
        return Roadmap(on, reached, "Chỉ tiêu cuối năm {year} ({article}).", told)
    told["before"] = on.year - 1
    last_year_end = date(on.year - 1, 12, 31)
    try:
        begun = Fraction(book.share(SHARE, last_year_end))
    except UnknownParameter:
        told["day"] = format_day(year_end)
        message = (
            "Chưa có lộ trình trước ngày {day}: không có chỉ tiêu cho cuối năm {before} "
            "để nối với chỉ tiêu năm {year} ({article})."
        )
        return Roadmap(on, None, message, told)
    passed = Fraction((on - last_year_end).days, (year_end - last_year_end).days)
    message = "Đường thẳng theo ngày từ chỉ tiêu cuối năm {before} đến chỉ tiêu cuối năm {year} ({article})."
    return Roadmap(on, begun + (reached - begun) * passed, message, told)


def voluntary_target(*, last_year: int, on: date, book: Book) -> int:
    """Give the fewest voluntary participants that meet the yearly growth over last year's number."""
    return -(-last_year * (1 + Fraction(book.share(GROWTH, on))) // 1)
