"""Vietnamese before Unicode: TCVN3 (ABC) and VNI texts, told apart by column and decoded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import islice
from typing import Final

from baophu.kernel.syllables import is_syllable
from baophu.kernel.text import nfc


class Encoding(StrEnum):
    """How the Vietnamese letters of a column are written."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


# --- TCVN3 ---
# One byte a letter, met here as the Latin-1 character of that byte. Capitals exist for Ă Â Ê Ô Ơ Ư Đ only:
# toned capitals are typed as the small letter and drawn large by a .VnTimeH font, or beside capitals.
_TCVN3_BYTES: Final = {
    "ĂÂÊÔƠƯĐ": "¡¢£¤¥¦§",
    "ăâêôơưđ": "¨©ª«¬\u00ad®",
    "àáảãạ": "µ¸¶·¹",
    "ằắẳẵặ": "»¾¼½Æ",
    "ầấẩẫậ": "ÇÊÈÉË",
    "èéẻẽẹ": "ÌÐÎÏÑ",
    "ềếểễệ": "ÒÕÓÔÖ",
    "ìíỉĩị": "×ÝØÜÞ",
    "òóỏõọ": "ßãáâä",
    "ồốổỗộ": "åèæçé",
    "ờớởỡợ": "êíëìî",
    "ùúủũụ": "ïóñòô",
    "ừứửữự": "õøö÷ù",
    "ỳýỷỹỵ": "úýûüþ",
}
_TCVN3: Final = {
    ord(byte): letter
    for letters, row in _TCVN3_BYTES.items()
    for letter, byte in zip(letters, row, strict=True)
}
_CASELESS: Final = frozenset("".join(row for row in _TCVN3_BYTES if row[0] not in "Ăă"))
_WORD: Final = re.compile(r"[^\W\d_]+")

# Editors drop the soft hyphen, TCVN3's ư. No word has ơng, ơc or ơu without it; of other words only those of
# firms' names (tư nhân, đầu tư) and syllables left without a vowel (Hng) can be put right without guessing.
_LOST_U: Final = (
    (re.compile(r"(?<![ưƯ])([ơờớởỡợ])(?=ng|c|u)"), r"ư\1"),
    (re.compile(r"\b([BCDHKLNRSTVX][h]?|Tr|[bcdhklnrstvx][h]?|tr)ng\b"), r"\1ưng"),
    (re.compile(r"\b([Tt])(?= nhân\b)"), r"\1ư"),
    (re.compile(r"\b([Đđ]ầu|[Vv]ật) ([Tt])\b(?!\.)"), r"\1 \2ư"),
)


def _from_tcvn3(value: str) -> str:
    """Decode TCVN3, give capitals back to words of capitals, and put back what a lost ư leaves certain."""
    text = _with_capitals(value.translate(_TCVN3))
    for lost, restored in _LOST_U:
        text = lost.sub(restored, text)
    return nfc(text)


class _Case(StrEnum):
    """What the letters whose case is certain say about a word."""

    CAPITALS = "capitals"
    SMALL = "small"
    UNKNOWN = "unknown"


def _case_of(word: str) -> _Case:
    """Judge a word by its letters of certain case; one capital alone may begin either kind of word."""
    certain = [letter for letter in word if letter not in _CASELESS]
    if any(letter.islower() for letter in certain):
        return _Case.SMALL
    return _Case.CAPITALS if len(certain) >= 2 else _Case.UNKNOWN


def _with_capitals(text: str) -> str:
    """Give capitals back to toned letters: in words of capitals, and at the head of a word among names."""
    words = _WORD.findall(text)
    if not any(letter in _CASELESS for letter in text) or not any(letter.isupper() for letter in text):
        return text
    cases = [_case_of(word) for word in words]
    all_capitals = _Case.SMALL not in cases and _Case.CAPITALS in cases
    others = [word for word in words if word[0] not in _CASELESS]
    capitalised = bool(others) and all(word[0].isupper() for word in others)

    def restore(match: re.Match[str]) -> str:
        word = match[0]
        case = _case_of(word)
        if case is _Case.CAPITALS or (case is _Case.UNKNOWN and all_capitals):
            return word.upper()
        return word[0].upper() + word[1:] if capitalised else word

    return _WORD.sub(restore, text)


# --- VNI ---
# A letter and a mark, each one byte; ơ ư đ ỉ ĩ ị ỵ are single bytes, í ì the characters they look like.
_TONE_MARKS: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX_MARKS: Final = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVE_MARKS: Final = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_SINGLES: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Build every letter of VNI, small and capital."""
    table = dict(_VNI_SINGLES)
    for base in ("a", "e", "i", "o", "u", "y", "ô", "ö"):
        marks = dict(_TONE_MARKS)
        if base in "aeo":
            marks |= _CIRCUMFLEX_MARKS
        if base == "a":
            marks |= _BREVE_MARKS
        letter = _VNI_SINGLES.get(base, base)
        table |= {base + mark: nfc(letter + tones) for mark, tones in marks.items()}
    capitals = {key.upper(): letter.upper() for key, letter in table.items()}
    mixed = {key[0].upper() + key[1]: letter.upper() for key, letter in table.items() if len(key) == 2}
    return mixed | table | capitals


_VNI: Final = _vni_table()
_VNI_LETTER: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))


def _from_vni(value: str) -> str:
    """Decode VNI."""
    return nfc(_VNI_LETTER.sub(lambda match: _VNI[match[0]], value))


# --- choosing ---

_ETH: Final = str.maketrans("Ðð", "Đđ")


def _from_unicode(value: str) -> str:
    """Give NFC; the Icelandic eth that is typed for đ becomes đ."""
    return nfc(value).translate(_ETH)


_DECODERS: Final[dict[Encoding, Callable[[str], str]]] = {
    Encoding.UNICODE: _from_unicode,
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
}
_BEYOND_ONE_BYTE: Final = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_SOUGHT: Final = re.compile(r"[^\x00-\x40\x5b-\x60\x7b-\x7f\s]+")
_SAMPLE_SIZE: Final = 4000


def decode(value: str, encoding: Encoding) -> str:
    """Give NFC Unicode of a value whose column is written in `encoding`.

    A value that holds letters no single byte can hold is Unicode already, whatever its column.
    """
    if value.isascii():
        return value
    if _BEYOND_ONE_BYTE.search(value):
        return _from_unicode(value)
    return _DECODERS[encoding](value)


def column_encoding(values: Iterable[str]) -> Encoding:
    """Decide how a column is written: the reading that gives most Vietnamese syllables, in doubt Unicode.

    Single values deceive ("Dông" is a word in Unicode and "Dụng" in TCVN3): hand over the whole column.
    """
    distinct = dict.fromkeys(value for value in values if value and not value.isascii())
    sample = list(islice(distinct, _SAMPLE_SIZE))
    scores = {encoding: _score(sample, encoding) for encoding in Encoding}
    return max(Encoding, key=lambda encoding: scores[encoding])


def _score(values: Iterable[str], encoding: Encoding) -> int:
    """Count words that this reading makes Vietnamese syllables, less those it does not."""
    found = 0
    for value in values:
        if encoding is not Encoding.UNICODE and _BEYOND_ONE_BYTE.search(value):
            continue
        for word in _SOUGHT.findall(value):
            if not word.isascii():
                found += 1 if is_syllable(_reading(word, encoding)) else -1
    return found


def _reading(word: str, encoding: Encoding) -> str:
    """Decode one word for judging."""
    return _DECODERS[encoding](word)
