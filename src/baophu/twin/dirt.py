"""How offices write names, places and numbers: spellings, abbreviations, typing errors, lost zeros."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from baophu.twin.ground import Commune
from baophu.twin.sheets import Cell

CUT_AT: Final = 35
_SHORTER: Final[Mapping[str, tuple[str, ...]]] = {
    "CÔNG TY": ("CTY", "CTY", "C.TY"),
    "TRÁCH NHIỆM HỮU HẠN": ("TNHH",),
    "MỘT THÀNH VIÊN": ("MTV", "1TV"),
    "CỔ PHẦN": ("CP",),
    "DOANH NGHIỆP TƯ NHÂN": ("DNTN", "DN TƯ NHÂN", "DOANH NGHIỆP TN"),
    "CHI NHÁNH": ("CN",),
    "VĂN PHÒNG ĐẠI DIỆN": ("VPĐD",),
    "THƯƠNG MẠI": ("TM",),
    "DỊCH VỤ": ("DV",),
    "XÂY DỰNG": ("XD",),
    "SẢN XUẤT": ("SX",),
    "XUẤT NHẬP KHẨU": ("XNK",),
    "ĐẦU TƯ": ("ĐT",),
    "HỢP TÁC XÃ": ("HTX",),
    "HỘ KINH DOANH": ("HKD", "HỘ KD"),
    "ỦY BAN NHÂN DÂN": ("UBND",),
    "TRUNG HỌC CƠ SỞ": ("THCS",),
    "TRUNG HỌC PHỔ THÔNG": ("THPT",),
    "TIỂU HỌC": ("TH",),
    "MẦM NON": ("MN",),
    "GIÁO DỤC VÀ ĐÀO TẠO": ("GD&ĐT", "GDĐT"),
}
_LONGER: Final[Mapping[str, str]] = {
    "TNHH": "TRÁCH NHIỆM HỮU HẠN",
    "MTV": "MỘT THÀNH VIÊN",
    "DNTN": "DOANH NGHIỆP TƯ NHÂN",
    "CÔNG TY CP": "CÔNG TY CỔ PHẦN",
}
_FORM_AT_HEAD: Final = re.compile(
    r"^(CÔNG TY (TNHH|CỔ PHẦN|CP)( MỘT THÀNH VIÊN| MTV)?|DOANH NGHIỆP TƯ NHÂN|DNTN"
    r"|HỢP TÁC XÃ|HỘ KINH DOANH)\s+",
    re.IGNORECASE,
)
_OLD_TONES: Final = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}
_RANKS_SHORT: Final = {"Phường": ("P. ", "P."), "Thị trấn": ("TT. ", "TT ", "TTr. "), "Xã": ("X. ", "X.")}
_DISTRICTS_SHORT: Final = {"Thành phố": ("TP. ", "TP "), "Thị xã": ("TX. ", "TX "), "Huyện": ("H. ", "H.")}


@dataclass(frozen=True, slots=True)
class Habits:
    """An office's habits of writing employers' names: shares of rows, from 0 to 1."""

    abbreviated: float
    title_case: float
    accentless: float
    typing_error: float
    form_dropped: float = 0.0
    spaces: float = 0.03
    lengthened: float = 0.03
    old_tones: float = 0.05


TAX: Final = Habits(0.03, 0.0, 0.0, 0.002, spaces=0.03)
PLANNING: Final = Habits(0.0, 0.0, 0.0, 0.001, spaces=0.0, old_tones=0.02)
LABOUR: Final = Habits(0.5, 0.45, 0.04, 0.02, form_dropped=0.03)
INSURANCE: Final = Habits(0.55, 0.4, 0.03, 0.015, form_dropped=0.02)
ZONE: Final = Habits(0.4, 0.5, 0.02, 0.01, form_dropped=0.1)
COMMUNE: Final = Habits(0.5, 0.3, 0.13, 0.035, form_dropped=0.04, spaces=0.08)
PAYROLL: Final = Habits(0.0, 0.0, 0.0, 0.0, spaces=0.0, lengthened=0.0, old_tones=0.0)


def without_accents(text: str) -> str:
    """Take tones and marks away, đ becomes d."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def mistype(text: str, rng: Random) -> str:
    """Make one typing error: neighbours swapped, a letter doubled, left out, or its tone lost."""
    places = [at for at in range(2, len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places[len(places) // 3 :])
    draw = rng.random()
    if draw < 0.35:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if draw < 0.6:
        return text[: at + 1] + text[at:]
    if draw < 0.75:
        return text[:at] + text[at + 1 :]
    return text[:at] + without_accents(text[at]) + text[at + 1 :]


def _swap_words(text: str, rng: Random, share: float) -> str:
    """Abbreviate the usual words, each with the given share."""
    for whole, shorter in _SHORTER.items():
        if whole in text and rng.random() < share:
            text = text.replace(whole, rng.choice(shorter))
    return text


def _old_tones(text: str) -> str:
    for new, old in _OLD_TONES.items():
        text = text.replace(new, old).replace(new.upper(), old.upper())
    return text


def _spaced(text: str, rng: Random) -> str:
    """Put spaces where they do not belong."""
    if rng.random() < 0.5:
        return f"  {text.replace(' ', '  ', 1)} "
    return f"{text} " if rng.random() < 0.5 else text.replace(" - ", "-").replace(" ", "  ", 1)


def _lengthened(text: str) -> str:
    for short, whole in _LONGER.items():
        text = re.sub(rf"\b{short}\b", whole, text)
    return text


def employer_name(name: str, habits: Habits, rng: Random) -> str:
    """Write an employer's name as an office would."""
    text = name.replace(" VÀ ", " & ") if rng.random() < habits.abbreviated / 5 else name
    if habits.lengthened and rng.random() < habits.lengthened:
        text = _lengthened(text)
    upper = text.upper()
    if rng.random() < habits.abbreviated:
        upper = _swap_words(upper, rng, 0.75)
    if rng.random() < habits.form_dropped:
        upper = _FORM_AT_HEAD.sub("", upper) or upper
    if rng.random() < habits.typing_error:
        upper = mistype(upper, rng)
    text = upper if name.isupper() or rng.random() < 0.3 or upper != name.upper() else name
    if rng.random() < habits.title_case:
        text = text.title()
    if rng.random() < habits.accentless:
        text = without_accents(text)
    elif rng.random() < habits.old_tones:
        text = _old_tones(text)
    return _spaced(text, rng) if rng.random() < habits.spaces else text


def cut(name: str) -> str:
    """Cut a name where an old program's column ends."""
    return name[:CUT_AT]


def person_name(name: str, rng: Random) -> str:
    """Write a person's name as lists do."""
    draw = rng.random()
    if draw < 0.80:
        return name
    if draw < 0.94:
        return name.upper()
    if draw < 0.968:
        return without_accents(name)
    if draw < 0.975:
        return mistype(name, rng)
    return _old_tones(name) if draw < 0.99 else _spaced(name, rng)


def commune_text(commune: Commune, rng: Random) -> str:
    """Write a commune's name: with its rank, without, or with the rank abbreviated."""
    draw = rng.random()
    if draw < 0.55:
        return commune.full_name
    if draw < 0.72:
        return f"{commune.rank.lower()} {commune.name}"
    if draw < 0.88:
        return commune.name
    if draw < 0.97:
        return f"{rng.choice(_RANKS_SHORT[commune.rank])}{commune.name}"
    return without_accents(commune.full_name)


def district_text(commune: Commune, rng: Random) -> str:
    """Write a district's name, its rank abbreviated now and then."""
    if rng.random() < 0.72:
        return commune.district
    rank = next(rank for rank in _DISTRICTS_SHORT if commune.district.startswith(rank))
    name = commune.district.removeprefix(f"{rank} ")
    return f"{rng.choice(_DISTRICTS_SHORT[rank])}{name}" if rng.random() < 0.8 else name


_STREETS_SHORT: Final = (
    ("Tổ dân phố", ("TDP", "Tổ", "Khối phố")),
    ("Thôn", ("thôn", "Th.")),
    ("Xóm", ("xóm", "X.")),
)


def street_text(street: str, rng: Random) -> str | None:
    """Write the part of an address below the commune: whole, abbreviated, or not at all."""
    draw = rng.random()
    if draw < 0.05 or not street:
        return None
    if draw < 0.80:
        return street
    if street.startswith("Số "):
        number, _, road = street.removeprefix("Số ").partition(" đường ")
        return rng.choice(
            (f"{number} {road}", f"Số {number}, {road}", f"đường {road}", f"SN {number} đường {road}")
        )
    for whole, shorter in _STREETS_SHORT:
        if street.startswith(whole):
            return street.replace(whole, rng.choice(shorter), 1)
    return street


def typed_code(code: str, rng: Random) -> str:
    """Write a code as people type it: mostly plain, now and then parted, quoted, without its dash."""
    draw = rng.random()
    if draw < 0.94:
        return code
    if draw < 0.97:
        return f"{code[:4]} {code[4:7]} {code[7:]}"
    if draw < 0.985:
        return f"'{code}"
    return code.replace("-", "") if "-" in code else f" {code}"


def code_cell(code: str, *, as_number: bool) -> Cell:
    """Write a code as text, or as the number a sheet makes of it: a leading zero is lost."""
    if not as_number or not code.isdigit():
        return code
    return int(code)


def unmarked(code: str) -> str:
    """Give the code as text after a sheet once took it for a number."""
    return code.lstrip("0")
