"""How the name of a place is written: its rank, the key its spellings share, and one typing error."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from baophu.kernel.text import fold, retone, squeeze
from baophu.places.rules.areas import COMMUNE, DISTRICT, PROVINCE

RANKS: Final[dict[str, tuple[str, str]]] = {
    "xa": (COMMUNE, "Xã"),
    "x": (COMMUNE, "Xã"),
    "phuong": (COMMUNE, "Phường"),
    "p": (COMMUNE, "Phường"),
    "thi tran": (COMMUNE, "Thị trấn"),
    "tt": (COMMUNE, "Thị trấn"),
    "t t": (COMMUNE, "Thị trấn"),
    "ttr": (COMMUNE, "Thị trấn"),
    "huyen": (DISTRICT, "Huyện"),
    "h": (DISTRICT, "Huyện"),
    "thi xa": (DISTRICT, "Thị xã"),
    "tx": (DISTRICT, "Thị xã"),
    "t x": (DISTRICT, "Thị xã"),
    "thanh pho": (DISTRICT, "Thành phố"),
    "tp": (DISTRICT, "Thành phố"),
    "t p": (DISTRICT, "Thành phố"),
    "tinh": (PROVINCE, "Tỉnh"),
}
"""Each folded word (or pair of words) that states a rank: its level and the rank in full."""

RANK_STARTS: Final = frozenset(words.split()[0] for words in RANKS)
_NUMERALS: Final = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}


def read_name(folded: str, known: Container[str] = ()) -> tuple[str, str, str]:
    """Split a folded text into its level, its rank (both blank when it states none) and its key.

    A text that is a known key as a whole states no rank: the commune "Phương Điền" is no ward.
    """
    words = folded.split()
    if key_of(folded) in known:
        return "", "", key_of(folded)
    for length in (2, 1):
        if len(words) > length and (found := RANKS.get(" ".join(words[:length]))):
            return *found, key_of(" ".join(words[length:]))
    return "", "", key_of(folded)


def key_of(folded: str) -> str:
    """Give the key that the usual spellings of a name share: no spaces, i and y the same."""
    return folded.replace(" ", "").replace("y", "i")


def keys_of(name: str) -> tuple[str, ...]:
    """Give every key under which a name is looked up; a number may be written as a Roman numeral."""
    folded = fold(name)
    *head, last = folded.split()
    if head and last in _NUMERALS:
        return key_of(folded), key_of(" ".join([*head, _NUMERALS[last]]))
    return (key_of(folded),)


def accented(text: str) -> str:
    """Give the lower text with its accents in one form, to tell names apart that fold alike."""
    return (
        retone(squeeze(text)).lower().replace("ý", "í").replace("ỳ", "ì").replace("ỷ", "ỉ").replace("ỹ", "ĩ")
    )


def shortened(key: str) -> set[str]:
    """Give the key and every text that leaves one letter of it out."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}


def one_error_apart(left: str, right: str) -> bool:
    """True when one letter was added, left out, mistaken, or swapped with its neighbour."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return not (a[:1] + b[:1]).isdigit()
    return len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
