"""Writes Vietnamese as offices wrote it before Unicode: TCVN3 (ABC), VNI, code page 1258."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final


class Script(StrEnum):
    """How a file's text is put into bytes."""

    UTF8 = "utf-8"
    UTF8_BOM = "utf-8-sig"
    UTF16 = "utf-16"
    CP1258 = "cp1258"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_LETTERS: Final = (
    "Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§ ă¨ â© êª ô« ơ¬ ư\u00ad đ® àµ ả¶ ã· á¸ ạ¹ ằ» ẳ¼ ẵ½ ắ¾ ặÆ "
    "ầÇ ẩÈ ẫÉ ấÊ ậË èÌ ẻÎ ẽÏ éÐ ẹÑ ềÒ ểÓ ễÔ ếÕ "
    "ệÖ ì× ỉØ ĩÜ íÝ ịÞ òß ỏá õâ óã ọä ồå ổæ ỗç ốè ộé ờê ởë ỡì ớí ợî "
    "ùï ủñ ũò úó ụô ừõ ửö ữ÷ ứø ựù ỳú ỷû ỹü ýý ỵþ"
)
_VNI_BASES: Final = {
    "a": "a",
    "â": "aâ",
    "ă": "aê",
    "e": "e",
    "ê": "eâ",
    "o": "o",
    "ô": "oâ",
    "ơ": "ô",
    "u": "u",
    "ư": "ö",
    "y": "y",
}
_VNI_TONES: Final = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_ON_HAT: Final = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_ON_BREVE: Final = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE: Final = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_TONES: Final = frozenset(_VNI_TONES)


def _tcvn3_table() -> dict[int, str]:
    table = {ord(pair[0]): pair[1] for pair in _TCVN3_LETTERS.split(" ")}
    # There are no accented capitals: the font drew them, so the text keeps the small letter.
    for letter in [chr(code) for code in table]:
        table.setdefault(ord(letter.upper()), table[ord(letter)])
    return table


def _vni_letter(base: str, tone: str) -> str:
    """Give a vowel with a tone: base letters, then the mark (merged with a hat or breve)."""
    written = _VNI_BASES[base]
    if base in "âêô":
        return written[0] + _VNI_ON_HAT[tone]
    if base == "ă":
        return written[0] + _VNI_ON_BREVE[tone]
    return written + _VNI_TONES[tone]


def _vni_table() -> dict[int, str]:
    table = {ord(letter): text for letter, text in _VNI_WHOLE.items()}
    for base, written in _VNI_BASES.items():
        if base != written:
            table[ord(base)] = written
        for tone in _VNI_TONES:
            letter = unicodedata.normalize("NFC", base + tone)
            table.setdefault(ord(letter), _vni_letter(base, tone))
    for code, text in list(table.items()):
        table.setdefault(ord(chr(code).upper()), text.upper())
    return table


_TCVN3: Final = _tcvn3_table()
_VNI: Final = _vni_table()


def tcvn3(text: str) -> str:
    """Give the characters a TCVN3 text shows when read as Latin letters."""
    return text.translate(_TCVN3)


def vni(text: str) -> str:
    """Give the characters a VNI text shows when read as Latin letters."""
    return text.translate(_VNI)


def _cp1258_letters(text: str) -> str:
    """Take tones apart from their letters where code page 1258 has no whole letter."""
    out = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        if len(apart) == 1 or (tone := next((mark for mark in apart if mark in _TONES), None)) is None:
            out.append(letter)
            continue
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark != tone))
        whole = letter in "àáâãèéêìíòóôõùúÀÁÂÈÉÊÌÍÒÓÔÙÚ" and letter not in "ãõìòÌÒ"
        out.append(letter if whole else base + tone)
    return "".join(out)


def to_bytes(text: str, script: Script) -> bytes:
    """Put a whole text into the bytes of a script; what it cannot say becomes a question mark."""
    if script is Script.TCVN3:
        return tcvn3(text).encode("latin-1", "replace")
    if script is Script.VNI:
        return vni(text).encode("cp1252", "replace")
    if script is Script.CP1258:
        return _cp1258_letters(text).encode("cp1258", "replace")
    return text.encode(script.value)


def shown(text: str, script: Script) -> str:
    """Give the characters a workbook cell holds when the office typed it with an old font."""
    if script is Script.TCVN3:
        return tcvn3(text)
    return vni(text) if script is Script.VNI else text
