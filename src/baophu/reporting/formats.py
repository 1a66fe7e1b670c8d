"""How numbers, shares, money and days are written, in Vietnamese and in English (design language, 4)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import get_language

UNKNOWN = "—"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
EN_DASH = "–"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Figure = Decimal | int | None


def english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "vi").startswith("en")


def _digits(value: Decimal, places: int) -> str:
    """Rounded half up, grouped by thousands, in the reader's signs."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    if not english():
        text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{MINUS if rounded < 0 else ''}{text}"


def number(value: Figure, places: int = 0) -> str:
    """`1.234.567`; unknown is a dash, zero is 0."""
    return UNKNOWN if value is None else _digits(Decimal(value), places)


def percent(share: Decimal | None, places: int = 1) -> str:
    """A share as `83,1 %` (English `83.1%`)."""
    if share is None:
        return UNKNOWN
    return _digits(share * 100, places) + ("%" if english() else f"{NO_BREAK}%")


def bare_percent(share: Decimal | None, places: int = 1) -> str:
    """A share as `83,1`, where the head of the column carries the sign."""
    return UNKNOWN if share is None else _digits(share * 100, places)


def bounds(low: Decimal | None, high: Decimal | None, places: int = 0) -> str:
    """The bounds as `79–87`, whole unless told; empty where none."""
    if low is None or high is None:
        return ""
    return f"{bare_percent(low, places)}{EN_DASH}{bare_percent(high, places)}"


def signed(value: Figure, places: int = 0) -> str:
    """`+165`, `−12`, `0`."""
    if value is None:
        return UNKNOWN
    text = _digits(Decimal(value), places)
    is_zero = not any(sign in "123456789" for sign in text)
    return text.lstrip(MINUS) if is_zero else text if text.startswith(MINUS) else f"+{text}"


def bare_points(difference: Decimal | None, places: int = 1) -> str:
    """A difference of two shares in points, without the word: `+0,9`."""
    return UNKNOWN if difference is None else signed(difference * 100, places)


def points(difference: Decimal | None, places: int = 1) -> str:
    """A difference of two shares: `+0,9 điểm` (never % of %)."""
    if difference is None:
        return UNKNOWN
    return f"{bare_points(difference, places)}{NO_BREAK}{'points' if english() else 'điểm'}"


def vnd(amount: int | None) -> str:
    """Money to the đồng: `17.600.000 đồng`."""
    if amount is None:
        return UNKNOWN
    return f"VND{NO_BREAK}{number(amount)}" if english() else f"{number(amount)}{NO_BREAK}đồng"


def day(value: date | None) -> str:
    """`31/12/2018` (English `31 Dec 2018`)."""
    if value is None:
        return UNKNOWN
    if english():
        return f"{value.day}{NO_BREAK}{MONTHS[value.month - 1]}{NO_BREAK}{value.year}"
    return f"{value.day:02}/{value.month:02}/{value.year}"


def day_month(value: date) -> str:
    """`31/12` (English `31 Dec`)."""
    text = day(value)
    return text.rpartition(NO_BREAK if english() else "/")[0]


def moment(value: datetime | None) -> str:
    """`05/10/2018 06:12`, in the province's time."""
    if value is None:
        return UNKNOWN
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(here.date())} {here:%H:%M}"


RANKS = {
    "Tỉnh": "province", "Thành phố": "city", "Thị xã": "town", "Huyện": "district", "Xã": "commune",
    "Phường": "ward", "Thị trấn": "township",
}  # fmt: skip
SHORT = {"Thành phố": "TP. ", "Thị xã": "TX. ", "Huyện": "", "Phường": "P. ", "Thị trấn": "TT. "}
SHORT_ENGLISH = frozenset({"Thành phố", "Thị xã"})  # a city or town may share its name with a district


def area_name(rank: str, name: str) -> str:
    """An area with its rank: "Huyện Hương Khê", in English "Hương Khê district"."""
    return f"{name} {RANKS.get(rank, rank)}" if english() else f"{rank} {name}"


def short_area_name(rank: str, name: str) -> str:
    """An area as tables write it: "TP. Hà Tĩnh", "Hương Khê", "P. Nam Hà"; in English "Hà Tĩnh city"."""
    if english():
        return f"{name} {RANKS[rank]}" if rank in SHORT_ENGLISH else name
    return f"{SHORT.get(rank, rank + ' ')}{name}"


def masked_name(full_name: str) -> str:
    """A person's name with the last part cut: `Nguyễn Thị H•••`."""
    parts = full_name.split()
    if not parts:
        return UNKNOWN
    return " ".join([*parts[:-1], f"{parts[-1][0]}•••"])


def masked_number(number: str) -> str:
    """A person's number with all but its last digits covered: `••••••5678`."""
    return f"{'•' * max(0, len(number) - 4)}{number[-4:]}" if len(number) > 4 else "•" * len(number)
