"""Vietnamese text: one spelling of characters, spaces and tones, and the key that spellings share."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Zero-width signs carry nothing. The soft hyphen U+00AD is not among them: in TCVN3 text it is the letter ư,
# so that squeezing before decoding must not destroy it.
_INVISIBLE: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNSQUEEZED: Final = re.compile(f"[{_INVISIBLE}]")
# The letter đ, and the letters of other alphabets that look the same and are typed for it.
_D_LOOKALIKES: Final = "đĐðÐɖƉ"


def nfc(s: str) -> str:
    """Give the composed Unicode form (NFC), the one form that is stored."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def squeeze(s: str) -> str:
    """Give NFC text, trimmed, with single spaces; no-break spaces count as spaces, zero-width signs go."""
    if s.isascii():
        return " ".join(s.split())
    return " ".join(unicodedata.normalize("NFC", _UNSQUEEZED.sub("", s)).split())


class _CharacterTable(dict[int, str]):
    """Fills itself: each character met is folded once, then found."""

    def __missing__(self, point: int) -> str:
        folded = _fold_character(chr(point))
        self[point] = folded
        return folded


class _WordTable(dict[str, str]):
    """Fills itself with folded words, up to a bound: Vietnamese text is made of few words."""

    _BOUND: Final = 1 << 17

    def __missing__(self, word: str) -> str:
        folded = " ".join(word.translate(_CHARACTERS).split())
        if len(self) >= self._BOUND:
            self.clear()
        self[word] = folded
        return folded


def _fold_character(character: str) -> str:
    """Give the lower ASCII letter or digit under a character, nothing for a mark, a space for any other."""
    if character in _D_LOOKALIKES:
        return "d"
    if character in _INVISIBLE or character == "\u00ad":
        return ""
    kept = ""
    for part in unicodedata.normalize("NFD", character):
        if part.isascii() and part.isalnum():
            kept += part.lower()
        elif not unicodedata.category(part).startswith("M"):
            return " "
    return kept


_CHARACTERS: Final = _CharacterTable()
_WORDS: Final = _WordTable()


def fold(s: str) -> str:
    """Give the key that spellings share: lower ASCII letters and digits, single spaces, no tones or marks.

    Every other sign counts as a space; composed and decomposed text give the same key.
    """
    folded = " ".join([_WORDS[word] for word in s.split()])
    return folded.strip() if "  " not in folded else " ".join(folded.split())


FOLD_SQL: Final = (
    "trim(regexp_replace(lower(strip_accents(regexp_replace(translate({x}, 'đĐðÐɖƉ', 'dddddd'), "
    f"'[{_INVISIBLE}\u00ad]', '', 'g'))), '[^0-9a-z]+', ' ', 'g'))"
)
"""`fold` as a DuckDB expression; `{x}` is the column."""


_TONES: Final = "\u0300\u0301\u0309\u0303\u0323"


def _toned(vowels: str) -> str:
    """Give every toned form of the vowels, in both cases."""
    return "".join(
        unicodedata.normalize("NFC", vowel + tone) for vowel in vowels + vowels.upper() for tone in _TONES
    )


_LETTER: Final = r"[^\W\d_]"
# hoà, khoẻ, thuỷ: an open syllable carries its tone on the first vowel (but quý: there u belongs to q).
_LATE: Final = re.compile(
    rf"([oO])([{_toned('ae')}])(?!{_LETTER})|(?<![qQ])([uU])([{_toned('y')}])(?!{_LETTER})"
)
# hòan, húyt: a closed syllable carries it on the second vowel; qúy, gìa: u and i belong to the consonant.
_EARLY: Final = re.compile(
    rf"([{_toned('o')}])([aAeE])(?={_LETTER})|([{_toned('u')}])([yY])(?={_LETTER})"
    rf"|(?<=[qQ])([{_toned('u')}])([aAeEyY])|(?<=[gG])([{_toned('i')}])([aA])(?!{_LETTER})"
)


def _swap_tone(match: re.Match[str]) -> str:
    """Move the tone of a pair of vowels to the other vowel."""
    first, second = (group for group in match.groups() if group)
    parts = unicodedata.normalize("NFD", first + second)
    tone = next(part for part in parts if part in _TONES)
    bare_first, bare_second = (part for part in parts if part not in _TONES)
    moved = bare_first + tone + bare_second if second != bare_second else bare_first + bare_second + tone
    return unicodedata.normalize("NFC", moved)


def retone(s: str) -> str:
    """Give NFC text with each tone where the usual spelling puts it: hoà → hòa, thuỷ → thủy, hòan → hoàn."""
    if s.isascii():
        return s
    return _EARLY.sub(_swap_tone, _LATE.sub(_swap_tone, unicodedata.normalize("NFC", s)))
