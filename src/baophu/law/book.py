"""The law book: dated parameters, each value with its article; what is not known is refused."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.time import format_day
from baophu.law.reading import (
    Amount,
    Dated,
    LawFileBroken,
    Parameter,
    Scalar,
    Shape,
    Source,
    Status,
    Unit,
    read_parameters,
    read_sources,
)

__all__ = [
    "Amount",
    "Book",
    "Dated",
    "LawFileBroken",
    "Parameter",
    "Reading",
    "Scalar",
    "Shape",
    "Source",
    "Status",
    "Unit",
    "UnknownParameter",
    "Value",
    "bind",
    "load",
    "read",
]

_FOLDER: Final = Path(__file__).parent


class UnknownParameter(Refused):
    """A number of law has no known value on a day."""

    code = "law.unknown_parameter"
    message = (
        "Chưa có giá trị của “{name}” ({key}) cho ngày {day}; hệ thống không ước đoán. Thiếu: {missing}. "
        "Khi có văn bản, ghi giá trị ở trang “Luật” (/luat/{key}/) hoặc bằng lệnh baophu law enter {key} "
        "--from {begins} --value GIÁ_TRỊ --document SỐ_VĂN_BẢN; người thứ hai xác nhận thì dùng được."
    )


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value on a day, with what it rests on."""

    key: str
    value: Amount
    unit: Unit
    article: str
    status: Status
    holds_from: date
    published: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Book:
    """Every parameter as one frozen whole; equal content gives an equal `hash`."""

    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    hash: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all parameters, in order."""
        return tuple(self.parameters)

    def dated(self, key: str) -> tuple[Dated, ...]:
        """Give all values of a parameter, oldest first; an absent one has none."""
        parameter = self.parameters.get(key)
        return parameter.values if parameter else ()

    def value(self, key: str, on: date) -> Value:
        """Give the value that holds on a day, or raise `UnknownParameter`."""
        parameter = self.parameters.get(key)
        dated = _holding(parameter, on) if parameter else None
        if parameter is None or dated is None or dated.value is None:
            raise unknown(key, on, parameter)
        return Value(
            key=key,
            value=dated.value,
            unit=parameter.unit,
            article=dated.article,
            status=dated.status,
            holds_from=dated.holds_from,
            published=self.sources[dated.source].published,
            source=dated.source,
        )

    def whole(self, key: str, on: date) -> int:
        """Give a value that counts: months, đồng, people, per cent."""
        found = self.value(key, on)
        if isinstance(found.value, bool) or not isinstance(found.value, int):
            raise TypeError(f"{key} is a {found.unit}, not a whole number")
        return found.value

    def share(self, key: str, on: date) -> Decimal:
        """Give a value that is a fraction of one."""
        found = self.value(key, on)
        if not isinstance(found.value, Decimal):
            raise TypeError(f"{key} is a {found.unit}, not a share")
        return found.value

    def word(self, key: str, on: date) -> str:
        """Give a value that is a word which a rule knows."""
        found = self.value(key, on)
        if not isinstance(found.value, str):
            raise TypeError(f"{key} is a {found.unit}, not a word")
        return found.value

    def parts(self, key: str, on: date) -> tuple[Scalar, ...]:
        """Give the parts of a value that is a list."""
        found = self.value(key, on)
        if not isinstance(found.value, tuple):
            raise TypeError(f"{key} is a {found.unit}, not a list")
        return found.value

    def table(self, key: str, on: date) -> Mapping[int | str, Scalar]:
        """Give the rows of a value that is a table."""
        found = self.value(key, on)
        if not isinstance(found.value, Mapping):
            raise TypeError(f"{key} is a {found.unit}, not a table")
        return found.value

    def says(self, key: str, on: date) -> bool:
        """Give a value that is yes or no."""
        found = self.value(key, on)
        if not isinstance(found.value, bool):
            raise TypeError(f"{key} is a {found.unit}, not a yes or no")
        return found.value


@dataclass(frozen=True, slots=True)
class Reading:
    """The book opened on a day; it remembers each article that was read, and each value officers entered."""

    book: Book
    on: date
    articles: list[str] = field(default_factory=list)
    entered: list[Value] = field(default_factory=list)

    def at(self, on: date) -> Reading:
        """Open the same book on another day; what is read is remembered together."""
        return Reading(self.book, on, self.articles, self.entered)

    def aside(self) -> Reading:
        """Open the same book beside: its articles are not cited, entered values are still remembered."""
        return Reading(self.book, self.on, [], self.entered)

    def value(self, key: str) -> Value:
        """Read a parameter; raises `UnknownParameter`."""
        found = self.book.value(key, self.on)
        if found.article not in self.articles:
            self.articles.append(found.article)
        if found.status is Status.ENTERED and found not in self.entered:
            self.entered.append(found)
        return found

    def says(self, key: str) -> bool:
        """Read a yes or no."""
        self.value(key)
        return self.book.says(key, self.on)

    def whole(self, key: str) -> int:
        """Read a number."""
        self.value(key)
        return self.book.whole(key, self.on)

    def share(self, key: str) -> Fraction:
        """Read a share, or how many times something is taken, as an exact fraction."""
        self.value(key)
        return Fraction(self.book.share(key, self.on))

    def share_of(self, amount: int, key: str) -> Fraction:
        """Divide an amount by a number that is read, exactly."""
        return Fraction(amount, self.whole(key))

    def word(self, key: str) -> str:
        """Read a word."""
        self.value(key)
        return self.book.word(key, self.on)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Read a list of numbers."""
        self.value(key)
        return tuple(int(str(part)) for part in self.book.parts(key, self.on))

    def days(self, key: str) -> frozenset[date]:
        """Read a list of days."""
        self.value(key)
        return frozenset(part for part in self.book.parts(key, self.on) if isinstance(part, date))

    def table(self, key: str) -> Mapping[int | str, Scalar]:
        """Read a table."""
        self.value(key)
        return self.book.table(key, self.on)

    def row(self, key: str, row: int | str) -> Scalar:
        """Read one row of a table; raises `UnknownParameter` where the table has no such row."""
        found = self.table(key).get(row)
        if found is None:
            raise unknown(key, self.on, self.book.parameters.get(key), row)
        return found

    def step(self, key: str, reached: int) -> Scalar:
        """Read the row of the greatest number that is reached, from a table of steps."""
        steps = [row for row in self.table(key) if isinstance(row, int) and row <= reached]
        if not steps:
            raise unknown(key, self.on, self.book.parameters.get(key), reached)
        return self.row(key, max(steps))


def unknown(
    key: str, on: date, parameter: Parameter | None, row: int | str | None = None
) -> UnknownParameter:
    """Make the refusal that names a parameter (and the row of a table) without a known value."""
    name = parameter.name if parameter else key
    return UnknownParameter(
        name=name if row is None else f"{name}: {row}",
        key=key,
        day=format_day(on),
        missing=_missing(parameter, on),
        begins=_begins(parameter, on).isoformat(),
    )


def _begun(parameter: Parameter, on: date) -> Dated | None:
    """Find the newest value that has begun."""
    at = bisect_right([dated.holds_from for dated in parameter.values], on)
    return parameter.values[at - 1] if at else None


def _holding(parameter: Parameter, on: date) -> Dated | None:
    """Find the newest value that has begun; a yearly one must have begun in the same year."""
    dated = _begun(parameter, on)
    return dated if dated and (not parameter.yearly or dated.holds_from.year == on.year) else None


def _missing(parameter: Parameter | None, on: date) -> str:
    """Name the document that is missing, as far as the book knows it."""
    if parameter is None or not parameter.values:
        return "văn bản quy định"
    holding, begun = _holding(parameter, on), _begun(parameter, on)
    if holding and holding.value is None:
        return holding.article
    if begun is None:
        first = parameter.values[0]
        return f"văn bản quy định trước ngày {format_day(first.holds_from)} (từ ngày đó: {first.article})"
    whole_year = f"văn bản quy định cho năm {on.year}" if parameter.yearly else "văn bản quy định"
    return f"{whole_year} (gần nhất: {begun.article})"


def _begins(parameter: Parameter | None, on: date) -> date:
    """Give the day from which a missing value would be entered."""
    holding = _holding(parameter, on) if parameter else None
    if holding and holding.value is None:
        return holding.holds_from
    return on.replace(month=1, day=1) if parameter and parameter.yearly else on


def read(folder: Path) -> Book:
    """Read the book in a folder that holds `sources.yaml` and `parameters/`; raises `LawFileBroken`."""
    sources = read_sources(folder / "sources.yaml")
    return bind(read_parameters(folder / "parameters", sources), sources)


def bind(parameters: Mapping[str, Parameter], sources: Mapping[str, Source]) -> Book:
    """Make one whole of parameters and documents."""
    content = {
        "parameters": [asdict(parameter) for parameter in parameters.values()],
        "sources": [asdict(sources[key]) for key in sorted(sources)],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return Book(parameters, sources, hashlib.sha256(written.encode()).hexdigest())


@cache
def load() -> Book:
    """Give the book that comes with the product."""
    return read(_FOLDER)
