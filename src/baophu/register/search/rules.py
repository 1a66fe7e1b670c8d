"""What a typed text may mean: words, abbreviations, slips of the keyboard, wrong digits of a code. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from baophu.kernel.text import fold

LONGEST_WORD: Final = 40
MOST_WORDS: Final = 12
SHORTEST_TYPED: Final = 2
SHORTEST_CORRECTED: Final = 3  # of the words that the register has
ABBREVIATIONS: Final[dict[str, tuple[str, ...]]] = {
    "cty": ("cong", "ty"),
    "tnhh": ("trach", "nhiem", "huu", "han"),
    "mtv": ("mot", "thanh", "vien"),
    "cp": ("co", "phan"),
    "dntn": ("doanh", "nghiep", "tu", "nhan"),
    "htx": ("hop", "tac", "xa"),
    "hkd": ("ho", "kinh", "doanh"),
    "cn": ("chi", "nhanh"),
    "ubnd": ("uy", "ban", "nhan", "dan"),
    "thcs": ("trung", "hoc", "co", "so"),
    "thpt": ("trung", "hoc", "pho", "thong"),
    "xd": ("xay", "dung"),
    "tm": ("thuong", "mai"),
    "dv": ("dich", "vu"),
    "vt": ("van", "tai"),
    "sx": ("san", "xuat"),
    "vlxd": ("vat", "lieu", "xay", "dung"),
}
# Sounds that are written one for another, at the head and at the tail of a syllable.
_HEADS: Final = (
    ("tr", "ch"), ("gi", "d"), ("gi", "r"), ("d", "r"), ("s", "x"), ("l", "n"), ("k", "c"), ("ngh", "ng"),
)  # fmt: skip
_TAILS: Final = (("ng", "n"), ("c", "t"), ("i", "y"))
_TELEX: Final = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"))
_TAX: Final = re.compile(r"\d{8,13}")
_UNIT: Final = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{5,20}")
DIGITS: Final = "0123456789"
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed text as the search takes it."""

    words: tuple[str, ...]
    code: str  # digits of a tax code, a unit's code, or nothing


def read(text: str) -> Asked:
    """Fold a text into words, each once; a text that is nothing but one code is read as that code."""
    words = fold(text).split()
    joined = "".join(words)
    if joined.isdigit() and len(joined) >= 5:
        return Asked((), joined)
    if len(words) == 1 and _UNIT.fullmatch(joined):
        return Asked((joined,), joined)
    codes = [word for word in words if _TAX.fullmatch(word)]
    if len(codes) == 1:
        return Asked((), codes[0])
    return Asked(tuple(dict.fromkeys(word[:LONGEST_WORD] for word in words))[:MOST_WORDS], "")


def written_tax_code(digits: str) -> str:
    """Digits as the register writes a tax code: `3001427096`, `3001427096-001`."""
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def codes_near(code: str) -> set[str]:
    """Every code one slip away: a digit wrong, missing or too many, two neighbours swapped."""
    signs = DIGITS if code.isdigit() else LETTERS.upper()
    near = {code[:at] + sign + code[at + 1 :] for at in range(len(code)) for sign in signs}
    near |= {code[:at] + sign + code[at:] for at in range(len(code) + 1) for sign in signs}
    near |= {code[:at] + code[at + 1 :] for at in range(len(code))}
    near |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    return near - {code}


def without_one(word: str) -> set[str]:
    """The word and what it leaves when one of its letters is taken out."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def sounds_like(word: str) -> set[str]:
    """Other spellings of a syllable as people hear it, and what Telex keys leave when no accent was made."""
    heard = set()
    for one, other in (*_HEADS, *((b, a) for a, b in _HEADS)):
        if word.startswith(one):
            heard.add(other + word[len(one) :])
    for one, other in (*_TAILS, *((b, a) for a, b in _TAILS)):
        if word.endswith(one):
            heard.add(word[: -len(one)] + other)
    return (heard | {untelexed(word)}) - {word, ""}


def untelexed(word: str) -> str:
    """A word typed with Telex keys that nobody turned into accents: `xaay` → `xay`, `duwngj` → `dung`."""
    bare = word
    if len(bare) > 2 and bare[-1] in "sfrxj" and not bare.isdigit():
        bare = bare[:-1]
    bare = bare.replace("w", "")
    for typed, meant in _TELEX:
        bare = bare.replace(typed, meant)
    return bare or word


def joined_words(word: str) -> Iterator[tuple[str, str]]:
    """Every way to part two words that were typed as one."""
    for at in range(2, len(word) - 1):
        yield word[:at], word[at:]


def distance(one: str, other: str) -> int:
    """Letters wrong, missing or too many, and neighbours swapped, between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        further, before, row = before, row, [i] + [0] * len(other)
        for j, sign in enumerate(other, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                row[j] = min(row[j], further[j - 2] + 1)
    return row[-1]


def is_near(typed: str, word: str) -> bool:
    """Whether one could be a slip for the other: one letter, two in a long word; a number is never a slip."""
    if typed.isdigit() or word.isdigit():
        return False
    return distance(typed, word) <= (1 if len(typed) < 8 else 2)
