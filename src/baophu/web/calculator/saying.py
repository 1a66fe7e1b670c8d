"""Sentences and values of law in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from baophu.kernel.errors import BaophuError
from baophu.law.book import Amount, Scalar, Unit, UnknownParameter
from baophu.law.ruling import Ruling, Sentence
from baophu.reporting import formats
from baophu.web.calculator.words import FUNDS_IN_SENTENCES, WORDS

_MONEY: Final = re.compile(r"(-?\d{1,3}(?:\.\d{3})*) đ\b")
_DAY: Final = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
_DECIMAL: Final = re.compile(r"(?<![\d.,])(\d+),(\d{1,4})(?![\d,])")
_LENGTH: Final = re.compile(r"^(?:(\d+) năm)? ?(?:(\d+) tháng)?$")
_CHARGES: Final = re.compile(r"(\d+) lần (\S+) \(năm (\d{4})\)")
_ARTICLES: Final = " ({articles})"
CITED: Final = "law.articles"


def said(sentence: Sentence) -> str:
    """Give a sentence of law with its values as the reader writes them."""
    return filled(sentence.message, sentence.values)


def filled(message: str, values: Mapping[str, object]) -> str:
    """Give a message of law filled; the articles in brackets are left to the list of articles."""
    words = {name: worded(value) for name, value in values.items()}
    return gettext(message).replace(_ARTICLES, "").format(**words)


def sentences(*rulings: Ruling[Any]) -> list[str]:
    """Give the sentences of answers, without the one that only lists the articles."""
    return [said(s) for ruling in rulings for s in ruling.sentences if s.code != CITED]


def refusal(error: BaophuError) -> str:
    """Give why there is no answer; of a missing number of law no more than a visitor can use."""
    if isinstance(error, UnknownParameter):
        name, day = gettext(str(error.values["name"])), worded(error.values["day"])
        said = gettext(
            "Chưa có “%(name)s” cho ngày %(day)s; hệ thống không ước đoán và không coi là 0. "
            "Cán bộ BHXH ghi giá trị kèm số văn bản vào sổ luật."
        )
        return said % {"name": name, "day": day}
    return filled(error.message, error.values)


def worded(value: object) -> object:
    """Give a value of a sentence as the reader writes it: money, days, shares, lengths, names of groups."""
    if not isinstance(value, str) or not value:
        return value
    if not formats.english():
        return _MONEY.sub(lambda found: f"{found[1]}{formats.NO_BREAK}đồng", value)
    return _in_english(value)


def _in_english(text: str) -> str:
    """A value in English: known words by the catalogue, figures by their form."""
    if (known := gettext(text)) != text:
        return known
    if (known := gettext(lowered := text[:1].lower() + text[1:])) != lowered:
        return known[:1].upper() + known[1:]
    if length := _LENGTH.fullmatch(text):
        return length_words(int(length[1] or 0) * 12 + int(length[2] or 0))
    for name in FUNDS_IN_SENTENCES:
        text = text.replace(name, gettext(name))
    text = _CHARGES.sub(r"\1 × \2 (\3)", text)
    text = _DECIMAL.sub(r"\1.\2", text)  # before the thousands of an amount are parted by commas
    text = _MONEY.sub(lambda found: f"VND{formats.NO_BREAK}{found[1].replace('.', ',')}", text)
    return _DAY.sub(lambda found: formats.day(date(int(found[3]), int(found[2]), int(found[1]))), text)


def length_words(months: int) -> str:
    """Give a number of months as years and months: `20 năm 3 tháng`."""
    years, odd = divmod(months, 12)
    parts = []
    if years:
        parts.append(_counted(Unit.YEAR, years))
    if odd or not years:
        parts.append(_counted(Unit.MONTH, odd))
    return " ".join(parts)


def share(value: Fraction | Decimal, places: int = 4) -> str:
    """Give a share without needless zeros: 3%, 0,5%, 1,317%."""
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    shown = formats.bare_percent(exact, places)
    comma = "." if formats.english() else ","
    whole, _, decimals = shown.partition(comma)
    decimals = decimals.rstrip("0")
    sign = "%" if formats.english() else f"{formats.NO_BREAK}%"
    return f"{whole}{comma + decimals if decimals else ''}{sign}"


def _counted(unit: Unit, n: int) -> str:
    """A number of months, years, days or people; of anything else an amount of đồng."""
    match unit:
        case Unit.MONTH:
            return ngettext("%(n)s tháng", "%(n)s tháng", n) % {"n": n}
        case Unit.YEAR:
            return ngettext("%(n)s năm", "%(n)s năm", n) % {"n": n}
        case Unit.DAY:
            return ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": n}
        case Unit.PEOPLE:
            return ngettext("%(n)s người", "%(n)s người", n) % {"n": n}
        case _:
            return formats.vnd(n)


def amount(value: Amount | None, unit: Unit) -> str:
    """Give a value of the law book: 2.340.000 đồng, 0,5 %, có; a list or a table is only named."""
    match value:
        case None:
            return gettext("chưa biết")
        case bool() | str():
            return gettext(WORDS.get(value, str(value)))
        case date():
            return formats.day(value)
        case Decimal():
            return share(value) if unit is Unit.SHARE else _times(value)
        case int():
            return _counted(unit, value)
        case _:
            return _table(value, unit)


def _table(value: Mapping[int | str, Scalar] | tuple[Scalar, ...], unit: Unit) -> str:
    """A list or a table: only named, but for the one number of days of a deadline."""
    if isinstance(value, Mapping) and len(value) == 1 and unit is Unit.DAY:
        return _counted(unit, int(str(next(iter(value.values())))))
    return gettext("theo bảng")


def _times(value: Decimal) -> str:
    """How many times something is taken: 20 lần, 1,5 lần."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return gettext("%(n)s lần") % {"n": formats.number(value, places)}
