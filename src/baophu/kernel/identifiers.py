"""Numbers that name payers, people and units: read from what offices type, checked, masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from baophu.kernel.text import squeeze

# --- reading digits ---

_POWER: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_WHOLE_FLOAT: Final = re.compile(r"(\d+)[.,]0+")
_LABEL: Final = re.compile(
    r"^(?:mst|msdn|mã số thuế|mã số doanh nghiệp|mã số bhxh|số bhxh|cmnd|cccd|cmt|số)[^\w]*",
    re.IGNORECASE,
)
_SEPARATORS: Final = str.maketrans("", "", " .,-–/'’`\u00a0\t")


_MOST_ZEROS: Final = 2  # of a number shown as a power: more were rounded away, not typed


def digits_lost(raw: str) -> bool:
    """Say whether a number was rounded when it was shown as a power: 4.20717E+10 is nobody's number."""
    text = raw.strip("'’`\" ")
    if not _POWER.fullmatch(text):
        return False
    mantissa, power = re.split("[eE]", text.replace(",", "."))
    fraction = mantissa.partition(".")[2]
    return int(power) - len(fraction) > _MOST_ZEROS


def written_out(raw: str) -> str:
    """Write a number shown as a power in full; nothing when digits were lost, other text as it came."""
    text = raw.strip("'’`\" ")
    if not _POWER.fullmatch(text):
        return raw
    number = Decimal(text.replace(",", "."))
    whole = number == number.to_integral_value() and not digits_lost(text)
    return format(number, "f") if whole else ""


def _digits(raw: str) -> str | None:
    """Give the bare digits of a cell, whatever parts them; None when something else stands there."""
    text = _LABEL.sub("", squeeze(raw)).strip("'’`\" ")
    if _POWER.fullmatch(text):
        written = written_out(text)
        return written if written.isdigit() else None
    if match := _WHOLE_FLOAT.fullmatch(text):
        return match[1]
    bare = text.translate(_SEPARATORS)
    return bare if bare.isascii() and bare.isdigit() else None


# --- tax codes ---

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_TRIPLES: Final[tuple[dict[str, int], ...]] = tuple(
    {
        "".join(map(str, digits)): sum(d * w for d, w in zip(digits, _WEIGHTS[at : at + 3], strict=True))
        for digits in product(range(10), repeat=3)
    }
    for at in (0, 3, 6)
)
_FIRST, _SECOND, _THIRD = _TRIPLES
_CHECK: Final[tuple[str | None, ...]] = (None, *"9876543210")
# The tenth digit counts once; a number stands when the weighted sum of all ten leaves 10 modulo 11.
_ALL_WEIGHTS: Final = (*_WEIGHTS, 1)
_INVERSES: Final[tuple[int, ...]] = tuple(pow(weight, -1, 11) for weight in _ALL_WEIGHTS)


def check_digit(nine: str) -> str | None:
    """Give the check digit of nine digits of a tax code; None for a number that is never issued.

    10 − (Σ digit × weight mod 11), weights 31 29 23 19 17 13 7 5 3; raises KeyError on anything but digits.
    """
    return _CHECK[(_FIRST[nine[:3]] + _SECOND[nine[3:6]] + _THIRD[nine[6:9]]) % 11]


def _head_stands(ten: str) -> bool:
    """Say whether ten digits may be a tax code: check digit right, running number not zero."""
    return ten[9] == check_digit(ten) and ten[2:9] != "0000000"


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code: 10 digits, 10-3 of a branch, or the 12 digits of a personal number.

    `text` is the written form; `valid`: the check digit, or the build of a personal number, holds.
    """

    text: str
    valid: bool

    @classmethod
    def parse(cls, raw: str) -> TaxCode | None:
        """Read a cell; lost leading zeros come back; None when it is no tax code ("chưa có", 28A8001234)."""
        if len(raw) == 10 and raw.isascii() and raw.isdigit():
            return cls(raw, _head_stands(raw))
        if len(raw) == 14 and _WRITTEN_BRANCH.fullmatch(raw):
            return cls(raw, _head_stands(raw) and raw[11:] != "000")
        digits = _digits(raw)
        if digits is None:
            return None
        # Read by its length; a part of three after a sign is a branch even where zeros were lost before it.
        branch = _BRANCH.search(raw.rstrip(" '’`\"\t"))
        if branch and 8 <= len(digits) - len(branch[1]) <= 10:
            return cls._with_branch(digits[: len(digits) - len(branch[1])].zfill(10), branch[1].zfill(3))
        return cls._by_length(digits)

    @classmethod
    def _by_length(cls, digits: str) -> TaxCode | None:
        """Read digits that nothing parts."""
        match len(digits):
            case 9 | 10:
                head = digits.zfill(10)
                return cls(head, _head_stands(head))
            case 11 if _is_personal("0" + digits):
                return cls("0" + digits, True)
            case 12 if digits[0] != "0" and _head_stands("0" + digits[:9]):
                return cls._with_branch("0" + digits[:9], digits[9:])
            case 12:
                return cls(digits, _is_personal(digits))
            case 13:
                return cls._with_branch(digits[:10], digits[10:])
            case _:
                return None

    @classmethod
    def _with_branch(cls, head: str, branch: str) -> TaxCode:
        """Build the code of a branch."""
        return cls(f"{head}-{branch}", _head_stands(head) and branch != "000")

    @property
    def head(self) -> str:
        """The payer's own ten digits (all twelve of a personal number), the same for every branch."""
        return self.text if len(self.text) == 12 else self.text[:10]

    @property
    def branch(self) -> str:
        """The three digits of a branch, or nothing."""
        return self.text[11:] if len(self.text) == 14 else ""


_WRITTEN_BRANCH: Final = re.compile(r"\d{10}-\d{3}", re.ASCII)
_BRANCH: Final = re.compile(r"\d{2}[ ]?[-–/][ ]?(\d{1,3})$", re.ASCII)


def tax_code_repairs(text: str) -> tuple[str, ...]:
    """Give the valid codes one digit or one neighbour swap away, or with the leading zero that was lost.

    Sorted; empty for a code that is valid and for anything that is not nine or ten digits (a branch is kept).
    """
    head, hyphen, branch = text.partition("-")
    if len(head) == 9 and head.isascii() and head.isdigit():
        return ("0" + text,) if _head_stands("0" + head) else ()
    if len(head) != 10 or not (head.isascii() and head.isdigit()) or _head_stands(head):
        return ()
    near = {*_one_digit_away(head), *_one_swap_away(head)}
    return tuple(sorted(code + hyphen + branch for code in near if _head_stands(code)))


def _one_digit_away(ten: str) -> list[str]:
    """Give, for each place, the one digit there that makes the sum right, where a digit does."""
    digits = [int(digit) for digit in ten]
    lacking = 10 - sum(digit * weight for digit, weight in zip(digits, _ALL_WEIGHTS, strict=True))
    found = []
    for at, digit in enumerate(digits):
        wanted = (digit + lacking * _INVERSES[at]) % 11
        if wanted != 10:
            found.append(f"{ten[:at]}{wanted}{ten[at + 1 :]}")
    return found


def _one_swap_away(ten: str) -> list[str]:
    """Give the codes with two neighbours swapped."""
    return [ten[:at] + ten[at + 1] + ten[at] + ten[at + 2 :] for at in range(9)]


# --- people ---

# Codes of the provinces in personal numbers (Circular 07/2016/TT-BCA): gaps were never given out.
_PROVINCES: Final = frozenset(
    f"{code:03}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38),
        *(40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79),
        *(80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)


def _is_personal(twelve: str) -> bool:
    """Say whether twelve digits are built like a personal number: province, then century and sex."""
    return twelve[:3] in _PROVINCES and twelve[3] in "0123"


def id_number(raw: str) -> str | None:
    """Read an identity number of 9 (CMND) or 12 digits (CCCD).

    Lost leading zeros come back where only one reading fits; 9 and 12 digits stand as they came, even when
    their build is wrong; None for all else (a passport, "chưa có").
    """
    if raw.isascii() and raw.isdigit():
        digits: str | None = raw
    else:
        digits = _digits(raw)
    if digits is None:
        return None
    match len(digits):
        case 9 | 12:
            return digits
        case 8:
            return "0" + digits
        case 10 | 11:
            restored = digits.zfill(12)
            return restored if _is_personal(restored) else None
        case _:
            return None


_CARD: Final = re.compile(r"[A-Z]{2}\d{3}(\d{10})", re.ASCII)


def si_number(raw: str) -> str | None:
    """Read a social insurance number of 10 digits.

    A lost leading zero comes back; a health card of 15 signs gives its last ten digits.
    """
    if len(raw) == 10 and raw.isascii() and raw.isdigit():
        return raw
    if card := _CARD.fullmatch(raw.translate(_SEPARATORS).upper()):
        return card[1]
    digits = _digits(raw)
    if digits is None or not 9 <= len(digits) <= 10:
        return None
    return digits.zfill(10)


# --- units ---

_UNIT: Final = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{4,20}", re.ASCII)


def unit_code(raw: str) -> str | None:
    """Read a unit's code in upper case: 4 to 20 letters and digits, both kinds present; signs go."""
    bare = raw.translate(_SEPARATORS).upper()
    return bare if _UNIT.fullmatch(bare) else None


def mask(number: str) -> str:
    """Hide the middle of a number: "042085000136" → "0420•••••136".

    Of eight signs or more at least five are hidden, of fewer all.
    """
    tail = 3 if len(number) >= 8 else 0
    head = min(4, len(number) - tail - 5) if tail else 0
    hidden = len(number) - head - tail
    return number[:head] + "•" * hidden + number[len(number) - tail :]
