"""Columns of text turned into typed columns: each distinct value is read once, by the kernel's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from baophu.intake import cells
from baophu.intake.cells import Unread
from baophu.intake.contracts import Field, Kind
from baophu.kernel.identifiers import TaxCode, digits_lost, id_number, si_number, unit_code, written_out
from baophu.kernel.text import fold

_GROUPED: Final = r"^\d{1,3}(?:(?:\.\d{3}){1,5}|(?:,\d{3}){1,5})$"
_PUNCTUATION: Final = r"^[\s\-–—._/\\?*…]+$"


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that could not be taken, by its place in the frame."""

    at: int
    field: str
    value: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """What reading depends on beside the cell: the last year of births, the unit of money columns."""

    latest_birth_year: int
    factors: dict[str, int]


def typed(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    """Read one column of clean text: the typed column, the cells that spoil their row, how many only warn."""
    reader = _READERS[field.kind]
    return reader(column, field, context)


Read = Callable[[str], Any]


def _distinct(column: pl.Series) -> pl.Series:
    return column.drop_nulls().unique(maintain_order=True)


def _by_values(column: pl.Series, read: Read, dtype: Any) -> tuple[pl.Series, dict[str, Unread]]:
    """Read each distinct value once; give the column and the values that could not be read."""
    values = _distinct(column)
    results = [read(value) for value in values.to_list()]
    unread = {
        value: result
        for value, result in zip(values.to_list(), results, strict=True)
        if isinstance(result, Unread)
    }
    kept = [None if isinstance(result, Unread) else result for result in results]
    if not len(values):
        return pl.Series(column.name, [None] * len(column), dtype=dtype), {}
    return (
        column.replace_strict(values, pl.Series(kept, dtype=dtype), default=None, return_dtype=dtype),
        unread,
    )


_WHAT: Final = {
    Kind.DAY: "ngày",
    Kind.MONTH: "tháng",
    Kind.COUNT: "số",
    Kind.MONEY: "số tiền",
    Kind.NUMBER: "số",
}
_HOW: Final = {
    Kind.DAY: "Ghi dd/mm/yyyy",
    Kind.MONTH: "Ghi mm/yyyy",
    Kind.COUNT: "Ghi một số nguyên",
    Kind.MONEY: "Ghi số đồng, chỉ gồm chữ số",
    Kind.NUMBER: "Ghi một số, ví dụ 2,34",
}


def _spoiled(column: pl.Series, field: Field, unread: dict[str, Unread]) -> list[Found]:
    """One fault for each cell whose value could not be read."""
    if not unread:
        return []
    where = column.is_in(list(unread)).fill_null(value=False).arg_true().to_list()
    return [_fault(at, field, str(column[at]), unread[str(column[at])]) for at in where]


def _fault(at: int, field: Field, value: str, why: Unread) -> Found:
    """The sentence for one cell."""
    what, how = _WHAT[field.kind], _HOW[field.kind]
    shown = value if len(value) <= 60 else value[:57] + "…"
    if why is Unread.IMPOSSIBLE:
        return Found(at, field.id, value, "impossible", f"{field.title}: không có {what} “{shown}”. {how}.")
    return Found(at, field.id, value, "unreadable", f"{field.title}: không đọc được {what} “{shown}”. {how}.")


def _text(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    del field, context
    if column.str.contains(_PUNCTUATION).any():
        column = column.set(column.str.contains(_PUNCTUATION).fill_null(value=False), None)
    return column, [], 0


def _count(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    del context
    numbers, unread = _numbers(column, cells.read_count)
    return numbers, [*_spoiled(column, field, unread), *_outside(column, numbers, field)], 0


def _money(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    factor = context.factors.get(field.id, 1)
    numbers, unread = _numbers(column, lambda text: cells.read_money(text, factor=factor), factor=factor)
    return numbers, [*_spoiled(column, field, unread), *_outside(column, numbers, field)], 0


def _numbers(column: pl.Series, read: Read, *, factor: int = 1) -> tuple[pl.Series, dict[str, Unread]]:
    """Plain digits, and thousands parted by one sign, are cast at once; the rest goes value by value."""
    digits = column
    if column.str.contains(_GROUPED).any():
        grouped = column.str.contains(_GROUPED).fill_null(value=False)
        digits = column.zip_with(~grouped, column.str.replace_all("[.,]", ""))
    plain = digits.str.contains(r"^\d{1,17}$").fill_null(value=False)
    numbers = digits.set(~plain, None).cast(pl.Int64) * factor
    rest = column.set(plain, None)
    if rest.null_count() == len(rest):
        return numbers, {}

    def bounded(text: str) -> Any:
        value = read(text)
        return Unread.IMPOSSIBLE if isinstance(value, int) and abs(value) > 10**17 else value

    others, unread = _by_values(rest, bounded, pl.Int64)
    return numbers.zip_with(plain, others), unread


def _outside(column: pl.Series, numbers: pl.Series, field: Field) -> list[Found]:
    """Numbers beyond the field's bounds."""
    outside = pl.Series([False]).new_from_index(0, len(numbers))
    if field.least is not None:
        outside = outside | (numbers < field.least).fill_null(value=False)
    if field.most is not None:
        outside = outside | (numbers > field.most).fill_null(value=False)
    bounds = f"từ {field.least if field.least is not None else '…'}"
    bounds += f" đến {field.most}" if field.most is not None else " trở lên"
    return [
        Found(
            at,
            field.id,
            str(column[at]),
            "impossible",
            f"{field.title}: “{column[at]}” ngoài khoảng cho phép ({bounds}). Kiểm tra lại ô này.",
        )
        for at in outside.arg_true().to_list()
    ]


def _number(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    del context
    numbers, unread = _by_values(column, cells.read_number, pl.String)
    return numbers, _spoiled(column, field, unread), 0


def _day(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    usual = column.str.contains(r"^\d\d/\d\d/(?:19|20)\d\d$").fill_null(value=False)
    days = column.set(~usual, None).str.to_date("%d/%m/%Y", strict=False)
    latest = context.latest_birth_year if field.birth else 2049
    rest = column.set(days.is_not_null(), None)
    others, unread = _by_values(rest, lambda text: cells.read_day(text, latest_short_year=latest), pl.Date)
    days = days.fill_null(others) if others.null_count() < len(others) else days
    faults = _spoiled(rest, field, unread)
    if field.birth:
        faults.extend(_unborn(column, days, field, context))
    return days, faults, 0


def _unborn(column: pl.Series, days: pl.Series, field: Field, context: Context) -> list[Found]:
    """Births after the list's period."""
    late = (days.dt.year() > context.latest_birth_year).fill_null(value=False).arg_true().to_list()
    return [
        Found(
            at,
            field.id,
            str(column[at]),
            "impossible",
            f"{field.title}: “{column[at]}” sau kỳ của danh sách. Kiểm tra lại ô này.",
        )
        for at in late
    ]


def _month(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    del context
    months, unread = _by_values(column, cells.read_month, pl.Date)
    return months, _spoiled(column, field, unread), 0


def _yes_no(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    del field, context
    answers, unread = _by_values(column, cells.read_yes_no, pl.Boolean)
    return answers, [], _times(column, unread)


def _times(column: pl.Series, values: Iterable[str]) -> int:
    """How many cells hold one of the values."""
    listed = list(values)
    return int(column.is_in(listed).sum()) if listed else 0


def _choice(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
    """A known spelling becomes the contract's word; another stays as it came and warns."""
    del context
    known = {word: value for value, words in field.choices for word in (*words, fold(value))}
    strange: list[str] = []

    def read(text: str) -> str | None:
        key = fold(text)
        if key in known:
            return known[key]
        if key in cells.BLANK_WORDS:
            return None
        strange.append(text)
        return text

    chosen, _ = _by_values(column, read, pl.String)
    return chosen, [], _times(column, strange)


def _code_reader(
    fast: str, read: Callable[[str], str | None]
) -> Callable[[pl.Series, Field, Context], tuple[pl.Series, list[Found], int]]:
    """Codes already in their written form pass at once; unreadable ones stay as digits and warn."""

    def reader(column: pl.Series, field: Field, context: Context) -> tuple[pl.Series, list[Found], int]:
        del field, context
        passed = column.str.contains(fast).fill_null(value=False)
        rest = column.set(passed, None)
        if rest.null_count() == len(rest):
            return column, [], 0
        strange: list[str] = []

        def one(text: str) -> str | None:
            code = read(text)
            if code is not None or fold(text) in cells.BLANK_WORDS:
                return code
            strange.append(text)
            return None if digits_lost(text) else _as_it_came(text)

        others, _ = _by_values(rest, one, pl.String)
        return column.zip_with(passed, others), [], _times(rest, strange)

    return reader


def _as_it_came(text: str) -> str | None:
    """What is kept of a number that no rule reads: its digits and letters; words alone are no number."""
    kept = "".join(c for c in text if c.isascii() and c.isalnum()).upper()
    return kept if any(c.isdigit() for c in kept) else None


def _tax(text: str) -> str | None:
    code = TaxCode.parse(text)
    return code.text if code else None


def _phone(text: str) -> str | None:
    """Give the digits of a telephone number, several parted by a comma; a lost leading zero comes back."""
    parts = [
        "".join(c for c in written_out(part) if c.isdigit() and c.isascii())
        for part in text.replace(";", ",").replace("/", ",").replace(" - ", ",").split(",")
    ]
    numbers = [f"0{part}" if len(part) == 9 and part[0] != "0" else part for part in parts if len(part) >= 6]
    return ",".join(numbers) or None


_READERS: Final[dict[Kind, Callable[[pl.Series, Field, Context], tuple[pl.Series, list[Found], int]]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.PHONE: _code_reader(r"^0\d{9,10}$", _phone),
    Kind.TAX_CODE: _code_reader(r"^(?:\d{10}|\d{10}-\d{3}|\d{12})$", _tax),
    Kind.ID_NUMBER: _code_reader(r"^(?:\d{9}|\d{12})$", id_number),
    Kind.SI_NUMBER: _code_reader(r"^\d{10}$", si_number),
    Kind.UNIT_CODE: _code_reader(r"^[A-Z]{2}\d{4}[A-Z]$", unit_code),
}
DTYPES: Final[dict[Kind, Any]] = {
    Kind.COUNT: pl.Int64,
    Kind.MONEY: pl.Int64,
    Kind.DAY: pl.Date,
    Kind.MONTH: pl.Date,
    Kind.YES_NO: pl.Boolean,
}


def dtype_of(field: Field) -> Any:
    """The type of a field's column in `rows.parquet`."""
    return DTYPES.get(field.kind, pl.String)
