"""A value as an officer types it, read in the unit and shape of its parameter; what is unclear is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.text import squeeze
from baophu.law.book import Amount, Book, Parameter, Scalar, Shape, Unit

_WHOLE: Final = re.compile(r"\d+|\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_DECIMAL: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_VND: Final = re.compile(r"\s*(?:đồng|đ|vnđ|vnd)$", re.IGNORECASE)
_ANSWERS: Final = {"có": True, "không": False, "yes": True, "no": False, "true": True, "false": False}
_NOTHING: Final = ("không có", "none")  # how a list without a part is typed
_DAY_FORMS: Final = ("%d/%m/%Y", "%Y-%m-%d")
_CODE: Final = re.compile(r"\d{2,5}")
_MOST_DIGITS: Final = 15


class BadValue(Refused):
    """A typed value does not fit the unit of its parameter."""

    code = "lawbook.bad_value"
    message = "Giá trị “{typed}” không phải số nguyên. Ghi như 12 hoặc 2.760.000."


class BadShare(BadValue):
    """A share must carry its sign, so that 0,6% is never taken for 60%."""

    message = "Giá trị “{typed}” không phải tỷ lệ từ 0% đến 100%. Ghi kèm dấu %, ví dụ 1,24%."


class BadTimes(BadValue):
    """How many times: a number without a sign."""

    message = "Giá trị “{typed}” không phải số lần. Ghi như 1,08."


class BadAnswer(BadValue):
    """Neither yes nor no."""

    message = "Giá trị “{typed}” không phải “có” hoặc “không”."


class BadDay(BadValue):
    """Not a day of the calendar."""

    message = "Giá trị “{typed}” không phải một ngày. Ghi như 31/12/2018."


class BadWord(BadValue):
    """A word that no rule knows."""

    message = "Giá trị “{typed}” không phải từ mà quy tắc tính hiểu. Các từ: {words}."


class BadRows(BadValue):
    """Rows of a table in another form."""

    message = (
        "Giá trị “{typed}” không phải bảng “dòng: giá trị”, cách nhau bằng dấu chấm phẩy. Ghi như {example}."
    )


def amount_of(typed: str, parameter: Parameter, book: Book) -> Amount:
    """Read a typed value; raises `BadValue`."""
    text = squeeze(typed)
    if parameter.shape is Shape.ONE:
        return _scalar(text, parameter)
    if parameter.shape is Shape.LIST and text.lower() in _NOTHING:
        return ()
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if not pieces:
        raise BadRows(typed=typed, example=typed_form(newest(parameter), parameter.unit))
    if parameter.shape is Shape.LIST:
        return tuple(_scalar(piece, parameter) for piece in pieces)
    return _table(pieces, parameter, book, typed)


def newest(parameter: Parameter) -> Amount | None:
    """Give the newest known value of a parameter: the form that another one must have."""
    known = [dated.value for dated in parameter.values if dated.value is not None]
    return known[-1] if known else None


def words_of(parameter: Parameter) -> tuple[str, ...]:
    """Give the words that the rules know for a parameter: those it has had."""
    return tuple(sorted({str(dated.value) for dated in parameter.values if dated.value is not None}))


def typed_form(value: Amount | None, unit: Unit) -> str:
    """Write a value in the form in which it would be typed."""
    if value is None:
        return "?"
    if isinstance(value, Mapping):
        return "; ".join(f"{row}: {_typed_scalar(part, unit)}" for row, part in value.items())
    if isinstance(value, tuple):
        return "; ".join(_typed_scalar(part, unit) for part in value) or _NOTHING[0]
    return _typed_scalar(value, unit)


def _typed_scalar(value: Scalar, unit: Unit) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        shown = f"{(value * 100 if unit is Unit.SHARE else value):f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return shown.replace(".", ",") + ("%" if unit is Unit.SHARE else "")
    return f"{value:,}".replace(",", ".") if unit is Unit.VND and isinstance(value, int) else str(value)


def _scalar(text: str, parameter: Parameter) -> Scalar:
    """Read one value in the type of its unit."""
    if parameter.unit is Unit.WORD:
        return _word(text, words_of(parameter))
    if parameter.unit in _READERS:
        return _READERS[parameter.unit](text)
    return _whole(text, parameter.unit)


def _word(text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise BadWord(typed=text, words=", ".join(words))
    return text


def _answer(text: str) -> bool:
    if text.lower() not in _ANSWERS:
        raise BadAnswer(typed=text)
    return _ANSWERS[text.lower()]


def _share(text: str) -> Decimal:
    bare = text.removesuffix("%").strip()
    if bare == text or not _DECIMAL.fullmatch(bare):
        raise BadShare(typed=text)
    share = Decimal(bare.replace(",", ".")) / 100
    if share > 1:
        raise BadShare(typed=text)
    return share


def _times(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise BadTimes(typed=text)
    return Decimal(text.replace(",", "."))


def _whole(text: str, unit: Unit) -> int:
    bare = _VND.sub("", text) if unit is Unit.VND else text
    bare = bare.removesuffix("%").strip() if unit is Unit.PERCENT else bare
    if not bare.isascii() or not _WHOLE.fullmatch(bare) or len(bare) > _MOST_DIGITS:
        raise BadValue(typed=text)
    return int(re.sub(r"\D", "", bare))


def parse_day(text: str) -> date:
    """Read a day as documents or addresses write it; raises `BadDay`."""
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadDay(typed=text)


_READERS: Final[dict[Unit, Callable[[str], Scalar]]] = {
    Unit.SHARE: _share,
    Unit.TIMES: _times,
    Unit.YES_NO: _answer,
    Unit.DATE: parse_day,
    Unit.NAME: str,
}


def _table(pieces: list[str], parameter: Parameter, book: Book, typed: str) -> dict[int | str, Scalar]:
    """Read the rows of a table: numbers, official codes, or words that the rules know."""
    model = newest(parameter)
    fault = BadRows(typed=typed, example=typed_form(model, parameter.unit))
    if not isinstance(model, Mapping):
        raise fault
    rows: dict[int | str, Scalar] = {}
    for piece in pieces:
        row, sign, value = (part.strip() for part in piece.partition(":"))
        key = _row(row, model, parameter.key, book)
        if not sign or key is None or key in rows:
            raise fault
        rows[key] = _scalar(value, parameter)
    if _by_words(model) and len(rows) != len(model):
        raise fault
    return rows


def _row(text: str, model: Mapping[int | str, Scalar], key: str, book: Book) -> int | str | None:
    """Read the name of a row; None where no rule would know it."""
    if any(isinstance(row, int) for row in model):
        return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None
    if not _by_words(model):
        return text if _CODE.fullmatch(text) else None
    return text if text in _row_words(key, book) else None


def _by_words(model: Mapping[int | str, Scalar]) -> bool:
    """Whether the rows of a table are words of a rule, and not numbers or codes of places."""
    return any(isinstance(row, str) and not row.isdigit() for row in model)


def _row_words(key: str, book: Book) -> frozenset[str]:
    """The words for rows of a table that are known to the group of a parameter."""
    group = key.partition(".")[0] + "."
    tables = (dated.value for name in book.keys if name.startswith(group) for dated in book.dated(name))
    return frozenset(str(row) for table in tables if isinstance(table, Mapping) for row in table)
