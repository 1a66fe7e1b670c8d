"""How one cell is read: counts, days, months, words. What cannot be read is told apart from what is blank."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final

from baophu.kernel.money import parse_vnd
from baophu.kernel.text import fold


class Unread(Enum):
    """Why a cell gives no value although something stands there."""

    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"


BLANK_WORDS: Final = frozenset(
    {
        "", "chua co", "khong co", "chua ro", "khong ro", "chua biet", "khong biet", "chua cap", "chua",
        "khong", "ko", "k", "na", "n a", "null", "none", "nan", "khong co mst", "chua co mst",
        "dang cap nhat", "chua cap nhat", "khong xac dinh", "chua xac dinh", "khong cung cap", "dang lam",
    }
)  # fmt: skip
_UNKNOWN: Final = BLANK_WORDS - {"khong", "ko", "khong co", "k"}
_NONE: Final = frozenset(
    {
        "khong", "ko", "khong co", "k", "khong thue", "khong thue muon", "khong thue lao dong",
        "khong thue muon lao dong", "khong co lao dong", "khong lao dong", "khong su dung lao dong",
        "khong co lao dong thue muon", "khong co lao dong thue", "0 co",
    }
)  # fmt: skip
_COUNT: Final = re.compile(
    r"(-?\d+(?:[.,]0+)?|\d{1,3}(?:[., ]\d{3})+)\s*"
    r"(?:người|nguoi|ng|lđ|ld|lao động|lao dong|nv|nhân viên|công nhân|thợ|đv|hộ|tháng|thang)?\.?",
    re.IGNORECASE,
)
_IN_WORDS: Final = re.compile(
    r"(\d+(?:[.,]\d+)*)\s*(nghìn|nghin|ngàn|ngan|triệu|trieu|tr|tỷ|tỉ|ty)\b\s*(?:đồng|dong|đ|vnđ|vnd)?\.?",
    re.IGNORECASE,
)
_SIZES: Final = (
    (frozenset({"nghin", "ngan"}), 1000),
    (frozenset({"trieu", "tr"}), 1_000_000),
    (frozenset({"ty", "ti"}), 1_000_000_000),
)
_FIRST_YEAR: Final = 1850
_LAST_YEAR: Final = 2150
_SERIAL_START: Final = date(1899, 12, 30)
_DMY: Final = re.compile(
    r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPpSsCc][MmAaHh])?)?"
)
_YMD: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_COMPACT: Final = re.compile(r"((?:18|19|20|21)\d{2})(\d{2})(\d{2})")
_COMPACT_DMY: Final = re.compile(r"(\d{2})(\d{2})((?:18|19|20|21)\d{2})")
# A spreadsheet that takes 6/2018 for a day shows it as Jun-18.
_ENGLISH_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH: Final = re.compile(
    rf"(?:(\d{{1,2}})[-/ ])?({'|'.join(_ENGLISH_MONTHS)})[a-z]*\.?[-/ ](\d{{4}}|\d{{2}})", re.IGNORECASE
)
_WORDS_DAY: Final = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )(\d{1,2}) nam (\d{4})")
_MY: Final = re.compile(
    r"(?:tháng|thang|t)?\s*(\d{1,2})\s*[-/.\s]\s*(?:năm|nam)?\s*(\d{4}|\d{2})", re.IGNORECASE
)
_YM: Final = re.compile(r"(\d{4})[-/.](\d{1,2})")
_COMPACT_YM: Final = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_COMPACT_MY: Final = re.compile(r"(0[1-9]|1[0-2])((?:19|20)\d{2})")
_YEAR: Final = re.compile(r"(?:năm\s*)?(\d{4})(?:\.0)?", re.IGNORECASE)
_YEAR_ONLY: Final = re.compile(r"(?:[\s0?x_.\-]*[-/.]){1,2}\s*(\d{4})", re.IGNORECASE)
_EXCEL: Final = re.compile(r"(\d{4,5})(?:\.\d+)?")


def read_count(text: str) -> int | Unread | None:
    """Read a whole number, perhaps with its unit; "không" is 0."""
    match = _COUNT.fullmatch(text)
    if match:
        return _whole(match[1])
    key = fold(text)
    if key in _NONE:
        return 0
    return None if key in _UNKNOWN else Unread.UNREADABLE


def _whole(text: str) -> int:
    """Read digits whose dots part thousands, or a number ending in ".0"."""
    if re.fullmatch(r"-?\d+[.,]0+", text) and not re.fullmatch(r"\d{1,3}[.,]000", text):
        return int(re.split(r"[.,]", text)[0])
    return int(re.sub(r"[., ]", "", text))


def read_money(text: str, *, factor: int = 1) -> int | Unread | None:
    """Read đồng; `factor` is the unit that the header names (1.000 for nghìn đồng)."""
    if fold(text) in BLANK_WORDS:
        return None
    if factor != 1 and re.fullmatch(r"-?\d+(?:[.,]\d{1,2})?", text):
        return int(Decimal(text.replace(",", ".")) * factor)
    if match := _IN_WORDS.fullmatch(text):
        return _in_words(match[1], match[2])
    amount = parse_vnd(text)
    return Unread.UNREADABLE if amount is None else amount * factor


def _in_words(number: str, unit: str) -> int:
    """Read 5 triệu, 1,5 tỷ, 3tr: the cell's own unit stands above the column's."""
    size = next(size for words, size in _SIZES if fold(unit) in words)
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    return int(Decimal(digits) * size)


def read_number(text: str) -> str | Unread | None:
    """Read a decimal number, given as text with a dot."""
    if fold(text) in BLANK_WORDS:
        return None
    bare = text.replace(" ", "").replace(",", ".")
    return bare if re.fullmatch(r"\d+(?:\.\d+)?", bare) else Unread.UNREADABLE


def read_day(text: str, *, latest_short_year: int = 2049) -> date | Unread | None:
    """Read a day; a month or a year alone is its first day. Two-digit years end with `latest_short_year`."""
    text = _trimmed(text)
    for pattern, order in ((_DMY, "dmy"), (_YMD, "ymd"), (_COMPACT, "ymd"), (_COMPACT_DMY, "dmy")):
        match = pattern.fullmatch(text)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            return _day(parts["y"], parts["m"], parts["d"], latest_short_year)
    if match := _WORDS_DAY.fullmatch(fold(text)):
        return _day(match[3], match[2], match[1], latest_short_year)
    if match := _ENGLISH.fullmatch(text):
        return _day(match[3], _english_month(match[2]), match[1] or "1", latest_short_year)
    return _partial(text, latest_short_year)


def _trimmed(text: str) -> str:
    """Leave out the apostrophe that keeps a cell text, and a full stop typed behind a day."""
    return text.lstrip("'’`").rstrip(".").strip()


def _english_month(name: str) -> str:
    """The number of a month named in English."""
    return str(_ENGLISH_MONTHS.index(name.lower()) + 1)


def _partial(text: str, latest_short_year: int) -> date | Unread | None:
    """A month, a year, or a spreadsheet's running number of days."""
    if match := _YEAR.fullmatch(text) or _YEAR_ONLY.fullmatch(text):
        year = int(match[1])
        if 1900 <= year <= 2100:
            return date(year, 1, 1)
    if serial := _serial_day(text):
        return serial
    return read_month(text, latest_short_year=latest_short_year)


def _serial_day(text: str) -> date | None:
    """Read a spreadsheet's running number of days (1919 to 2119)."""
    match = _EXCEL.fullmatch(text)
    if match is None or not 7000 <= int(match[1]) <= 80000:
        return None
    return _SERIAL_START + timedelta(days=int(match[1]))


def _day(year: str, month: str, day: str, latest_short_year: int) -> date | Unread:
    """Build a day; zeros for an unknown day or month count as the first."""
    whole = _full_year(year, latest_short_year)
    numbers = (whole, int(month), int(day))
    if not _FIRST_YEAR <= whole <= _LAST_YEAR:
        return Unread.IMPOSSIBLE
    if numbers[1] == 0 and numbers[2] == 0:
        return date(whole, 1, 1)
    try:
        return date(*numbers) if numbers[2] else date(whole, numbers[1], 1)
    except ValueError:
        return Unread.IMPOSSIBLE


def _full_year(year: str, latest_short_year: int) -> int:
    """Give a two-digit year its century."""
    whole = int(year)
    if len(year) == 4:
        return whole
    century = latest_short_year // 100 * 100
    return century + whole if century + whole <= latest_short_year else century - 100 + whole


def read_month(text: str, *, latest_short_year: int = 2049) -> date | Unread | None:
    """Read a month, given as its first day; a day gives its month."""
    text = _trimmed(text)
    for pattern, order in ((_YM, "ym"), (_MY, "my"), (_COMPACT_YM, "ym"), (_COMPACT_MY, "my")):
        if match := pattern.fullmatch(text):
            parts = dict(zip(order, match.groups(), strict=True))
            return _day(parts["y"], parts["m"], "1", latest_short_year)
    for pattern, order in ((_DMY, "dmy"), (_YMD, "ymd")):
        if match := pattern.fullmatch(text):
            parts = dict(zip(order, match.groups(), strict=True))
            day = _day(parts["y"], parts["m"], parts["d"], latest_short_year)
            return day.replace(day=1) if isinstance(day, date) else day
    if match := _ENGLISH.fullmatch(text):
        return _day(match[3], _english_month(match[2]), "1", latest_short_year)
    if serial := _serial_day(text):
        return serial.replace(day=1)
    return None if fold(text) in BLANK_WORDS else Unread.UNREADABLE


_YES: Final = frozenset(
    {"co", "x", "v", "yes", "y", "1", "true", "da", "dung", "da dang ky", "co giao dich", "c"}
)
_NO: Final = frozenset(
    {"khong", "ko", "k", "no", "n", "0", "false", "chua", "sai", "khong co", "chua dang ky", "chua co"}
)


def read_yes_no(text: str) -> bool | Unread | None:
    """Read yes or no; a mark is yes."""
    key = fold(text)
    if key in _YES or text in {"✓", "✔", "√", "+"}:
        return True
    if key in _NO:
        return False
    return None if key in BLANK_WORDS else Unread.UNREADABLE
