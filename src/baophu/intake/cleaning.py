"""Cells made plain before they are read: old encodings decoded, spaces and signs put right."""

from __future__ import annotations

from typing import Final

import polars as pl

from baophu.kernel.encodings import Encoding, column_encoding, decode

_BEYOND_ONE_BYTE: Final = "[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]"
_NON_ASCII: Final = r"[^\x00-\x7f]"
_SPACES: Final = r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
_INVISIBLE: Final = "[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]"
# Combining marks, invisible signs, the Icelandic eth typed for đ, and every space but a single one inside.
_ODD_SIGNS: Final = f"[\u0300-\u036f\u00d0\u00f0{_INVISIBLE[1:-1]}]|[^\\S ]|  |^ | $"
_FEW: Final = 6
_SAMPLE: Final = 4000

# --- encodings ---


def decoded(frame: pl.DataFrame, encoding: str) -> tuple[pl.DataFrame, str]:
    """Give the frame in Unicode; a text file is judged whole, a workbook column by column."""
    if encoding in {Encoding.TCVN3, Encoding.VNI}:
        columns = [_decode_column(frame[c], Encoding(encoding)) for c in frame.columns]
        return pl.DataFrame(columns), encoding
    verdicts = {c: _verdict(frame[c]) for c in frame.columns}
    doubtful = [c for c, v in verdicts.items() if v is None]
    whole = _majority(frame, verdicts) if doubtful else Encoding.UNICODE
    old = {c: v or whole for c, v in verdicts.items()}
    if all(v is Encoding.UNICODE for v in old.values()):
        return frame, encoding
    columns = [_decode_column(frame[c], v) if v is not Encoding.UNICODE else frame[c] for c, v in old.items()]
    name = next(str(v) for v in old.values() if v is not Encoding.UNICODE)
    return pl.DataFrame(columns), name


def _odd_values(column: pl.Series) -> pl.Series:
    """Distinct values with letters beyond ASCII."""
    values = column.filter(column.str.contains(_NON_ASCII).fill_null(value=False))
    return values.unique(maintain_order=True) if len(values) else values


def _verdict(column: pl.Series) -> Encoding | None:
    """Judge one column; None when it holds too little to tell."""
    values = _odd_values(column)
    if not len(values):
        return Encoding.UNICODE
    beyond = values.str.contains(_BEYOND_ONE_BYTE).sum()
    if beyond * 4 > len(values):
        return Encoding.UNICODE
    if len(values) < _FEW:
        return None
    return column_encoding(values.head(_SAMPLE).to_list())


def _majority(frame: pl.DataFrame, verdicts: dict[str, Encoding | None]) -> Encoding:
    """What a sheet's columns of few values are written in: all of them judged together."""
    texts: list[str] = []
    for name in verdicts:
        texts.extend(_odd_values(frame[name]).head(_SAMPLE // 10).to_list())
    return column_encoding(texts)


def _decode_column(column: pl.Series, encoding: Encoding) -> pl.Series:
    """Decode each distinct value once."""
    values = _odd_values(column)
    if not len(values):
        return column
    plain = pl.Series([decode(value, encoding) for value in values.to_list()], dtype=pl.String)
    return column.replace(values, plain)


# --- cleaning ---


def clean(frame: pl.DataFrame) -> pl.DataFrame:
    """Give NFC text with single spaces and no outer ones; blank cells become null."""
    return frame.select(_clean_column(frame[c]) for c in frame.columns)


def _clean_column(column: pl.Series) -> pl.Series:
    """Clean one column; the costly steps only on cells where their signs occur."""
    odd = column.str.contains(_ODD_SIGNS).fill_null(value=False)
    if odd.any():
        values = column.filter(odd).unique()
        text = values.str.normalize("NFC").str.replace_all(_INVISIBLE, "").str.replace_all(_SPACES, " ")
        text = text.str.replace_many(["Ð", "ð"], ["Đ", "đ"]).str.strip_chars()
        column = column.replace(values, text)
    return column.set(column.str.len_bytes() == 0, None)
