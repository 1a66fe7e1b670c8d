"""Invented numbers that pass every check: tax codes, unit codes, personal numbers, telephones."""

from __future__ import annotations

from random import Random
from typing import Final

from baophu.kernel.identifiers import check_digit

_HOME_PREFIX: Final = "30"
_OTHER_PREFIXES: Final = ("01", "01", "01", "29", "29", "28", "03", "31", "04", "46")
_OLD_ID_PREFIXES: Final = ("183", "184", "186", "187", "191", "194")
_OLD_ID_COUNT: Final = 999_983
_MOBILE: Final = (
    "091",
    "094",
    "096",
    "097",
    "098",
    "0164",
    "0166",
    "0168",
    "0169",
    "0123",
    "0127",
    "093",
    "090",
)
OFFICE_LETTERS: Final = "CDEFGHIKLMNOP"  # one for each district's insurance office


class TaxCodes:
    """Draws tax codes, each once; heads of other provinces start with another prefix."""

    def __init__(self, rng: Random) -> None:
        """Take the stream to draw from."""
        self._rng = rng
        self._given: set[str] = set()

    def draw(self, *, home: bool = True) -> str:
        """Give a new valid ten-digit code of this province, or of another one."""
        while True:
            prefix = _HOME_PREFIX if home else self._rng.choice(_OTHER_PREFIXES)
            nine = f"{prefix}{self._rng.randrange(100_000, 2_899_999):07d}"
            check = check_digit(nine)
            if check is not None and nine not in self._given:
                self._given.add(nine)
                return nine + check


def wrong_digit(code: str, rng: Random) -> str:
    """Type one digit of the code wrongly; the check digit then no longer fits."""
    at = rng.randrange(2, 9)
    other = rng.choice([digit for digit in "0123456789" if digit != code[at]])
    return code[:at] + other + code[at + 1 :]


def unit_code(number: int, office: int, block: str) -> str:
    """Give a unit code of seven characters: block, running number, letter of the managing office."""
    second = chr(ord(block) + number // 10_000)
    return f"T{second}{number % 10_000:04d}{OFFICE_LETTERS[office % len(OFFICE_LETTERS)]}"


def si_number(order: int, seed: int) -> str:
    """Give the insurance number of a person's order; a permutation, so none is given twice."""
    return f"42{(order * 61_803_399 + seed * 7_919 + 10_031) % 100_000_000:08d}"


def old_id(order: int, seed: int) -> str:
    """Give the nine-digit number of a person's order, each once."""
    block, inside = divmod(order, _OLD_ID_COUNT)
    return f"{_OLD_ID_PREFIXES[block]}{(inside * 387_421 + seed * 104_729 + 17) % _OLD_ID_COUNT:06d}"


def new_id(place: str, century_sex: int, year: int, order: int, seed: int) -> str:
    """Give the twelve-digit number of the person who is `order`-th of that place, sex and year."""
    running = (order * 387_421 + (seed * 31 + year * 7 + century_sex) * 7_919) % 1_000_000
    return f"{place}{century_sex}{year % 100:02d}{running:06d}"


def phone(rng: Random) -> str:
    """Give a telephone number of 2018."""
    if rng.random() < 0.15:
        return f"02393{rng.randrange(100_000, 999_999)}"
    return f"{rng.choice(_MOBILE)}{rng.randrange(1_000_000, 9_999_999)}"


def licence(district_code: str, rng: Random) -> str:
    """Give the number of a household's business licence as the district writes it."""
    return f"28{chr(ord('A') + int(district_code) - 436)}800{rng.randrange(1000, 9999)}"


def personal_tax_code(order: int, seed: int) -> str:
    """Give the tax code of the person of that order: the next number whose check digit is ever issued."""
    running = (order * 9 + seed * 4_637) % 90_000_000
    while (check := check_digit(f"8{running:08d}")) is None:
        running += 1
    return f"8{running:08d}{check}"
