"""Whole đồng: written, read and divided without a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_CURRENCY: Final = re.compile(r"(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d+(?:\.0{0,2})?|\d{4,}\.0+")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([., \u00a0])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2}|[.,]0+)?")
_FRACTION: Final = re.compile(r"\d+[.,]\d+")
_POWER: Final = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d{1,2}")


def format_vnd(amount_vnd: int) -> str:
    """Write đồng as an officer reads them: 1234567 → "1.234.567 đ"."""
    return f"{amount_vnd:,}".replace(",", ".") + " đ"


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero; the denominator is not zero."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole, rest = divmod(abs(numerator), denominator)
    rounded = whole + (2 * rest >= denominator)
    return rounded if numerator >= 0 else -rounded


def parse_vnd(text: str) -> int | None:
    """Read an amount in any usual spelling as whole đồng, rounded half up; None when it is not an amount.

    A dot or comma followed by three digits parts thousands: 1.234 is more than a thousand.
    """
    bare = _CURRENCY.sub("", text.strip().strip("'")).strip()
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.lstrip("-(").rstrip(")").strip()
    amount = _read(bare)
    if amount is None:
        return None
    return -amount if negative else amount


def _read(bare: str) -> int | None:
    """Read an unsigned amount."""
    if _PLAIN.fullmatch(bare):
        return int(bare.split(".", 1)[0])
    if grouped := _GROUPED.fullmatch(bare):
        return _read_grouped(bare, grouped[1])
    if _FRACTION.fullmatch(bare):
        return _whole(bare.replace(",", "."))
    return _whole(bare) if _POWER.fullmatch(bare) else None


def _read_grouped(bare: str, separator: str) -> int | None:
    """Read an amount whose thousands are parted; what follows another sign is a fraction."""
    digits = bare.replace(separator, "")
    return _whole(digits.replace(",", "."))


def _whole(decimal_text: str) -> int:
    """Round a decimal text half up to a whole number."""
    # Not quantize: that refuses more digits than the context holds.
    return int(Decimal(decimal_text).to_integral_value(rounding=ROUND_HALF_UP))
