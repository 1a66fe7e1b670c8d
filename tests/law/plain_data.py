"""Plain data in and out of the rules.

An argument or answer is a number, a word, a day (2018-06-30), a month (2018-06) or a length (16y04m); shares are
texts ("0.62").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from baophu.kernel.time import Month
from baophu.law.ruling import Ruling


def day(value: Any) -> date:
    """Read a day; a month stands for its first day, a year for 1 January."""
    if isinstance(value, date):
        return value
    text = str(value)
    return date.fromisoformat(text + "-01-01"[(len(text) - 4) :] if len(text) < 10 else text)


def month(value: Any) -> Month:
    """Read a month."""
    return Month.of(day(value))


def length(value: Any) -> int:
    """Read a length in months: 16y04m, or a number of months."""
    if isinstance(value, int):
        return value
    years, _, odd = str(value).removesuffix("m").partition("y")
    return int(years) * 12 + int(odd or 0)


def share(value: Any) -> Fraction:
    """Read a share or a factor."""
    return Fraction(str(value))


def plain(value: Any) -> Any:
    """Turn an answer into plain data; a dataclass shows its properties too."""
    if isinstance(value, Ruling):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {plain(key): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, Month):
        names = [field.name for field in fields(value)]
        names += [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        return {name: plain(getattr(value, name)) for name in names}
    return _single(value)


def _single(value: Any) -> Any:
    """One value as plain data."""
    match value:
        case Enum():
            return value.value
        case Month(year=year, number=number):
            return f"{year}-{number:02}"
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Fraction():
            return int(value) if value.denominator == 1 else f"{float(value):.6f}".rstrip("0")
    return value


def holds(expected: Any, actual: Any) -> bool:
    """Say whether an answer holds all that is expected; of a mapping only the parts that are named."""
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(
            key in actual and holds(part, actual[key]) for key, part in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(actual, list) and len(expected) == len(actual) and all(map(holds, expected, actual))
    if isinstance(expected, date):
        expected = expected.isoformat()
    if isinstance(expected, str) and isinstance(actual, str | int) and not isinstance(actual, bool):
        try:
            return Fraction(expected) == Fraction(actual)
        except ValueError:
            return expected == actual
    return bool(expected == actual)
