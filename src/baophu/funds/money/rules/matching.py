"""To which unit a transfer belongs, by what it says of itself; what says nothing sure is held."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from baophu.kernel.text import fold


class How(StrEnum):
    """What tied a transfer to its unit."""

    ASSIGNED = "assigned"
    UNIT_CODE = "unit_code"
    REFERENCE = "reference"
    TAX_CODE = "tax_code"
    PAYER = "payer"


class Held(StrEnum):
    """Why a transfer waits."""

    DUPLICATE = "duplicate"
    NOT_POSITIVE = "not_positive"
    AFTER_DAY = "after_day"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_CODE = "unknown_code"
    CODES_CONFLICT = "codes_conflict"
    PAYER_CONFLICT = "payer_conflict"
    PAYER_UNKNOWN = "payer_unknown"
    SEVERAL_UNITS = "several_units"
    NO_TRACE = "no_trace"
    BEFORE_OPENING = "before_opening"
    WAITS_OPEN_MONTH = "waits_open_month"


HELD_BECAUSE: Final[Mapping[str, str]] = {
    Held.DUPLICATE: "Trùng ngày, số tiền, số chứng từ và tài khoản với {other}. Rút danh sách gửi trùng.",
    Held.NOT_POSITIVE: "Số tiền không dương: có thể là bút toán hoàn trả. Đối chiếu với ngân hàng, kho bạc.",
    Held.AFTER_DAY: "Nộp sau ngày chốt số liệu; tính vào lượt sau.",
    Held.UNKNOWN_UNIT: "Gán cho mã đơn vị {other} nhưng chưa danh sách nào có mã này.",
    Held.UNKNOWN_CODE: "Mã đơn vị {other} không có trong danh sách đơn vị. Chọn đúng đơn vị.",
    Held.CODES_CONFLICT: "Ghi nhiều mã đơn vị khác nhau: {other}. Chọn đúng đơn vị.",
    Held.PAYER_CONFLICT: "Mã và tên người nộp chỉ các đơn vị khác nhau: {other}. Chọn đúng đơn vị.",
    Held.PAYER_UNKNOWN: (
        "Nội dung ghi mã đơn vị {other} nhưng tên người nộp không giống tên đơn vị này. Chọn đúng đơn vị."
    ),
    Held.SEVERAL_UNITS: "Nhiều đơn vị cùng khớp: {other}. Chọn đúng đơn vị.",
    Held.NO_TRACE: "Không có mã đơn vị, mã số thuế hay tên nào khớp. Chọn đúng đơn vị.",
    Held.BEFORE_OPENING: "Nộp trước ngày mở sổ của đơn vị: đã nằm trong số dư đầu kỳ.",
    Held.WAITS_OPEN_MONTH: "Tháng nộp đã chốt số liệu; sẽ ghi vào tháng mở đầu tiên.",
}
HOW_BECAUSE: Final[Mapping[str, str]] = {
    How.ASSIGNED: "Cán bộ chọn đơn vị.",
    How.UNIT_CODE: "Theo mã đơn vị ghi trên chứng từ.",
    How.REFERENCE: "Theo mã đơn vị trong nội dung chuyển tiền.",
    How.TAX_CODE: "Theo mã số thuế trong nội dung chuyển tiền.",
    How.PAYER: "Theo tên người nộp; chỉ một đơn vị mang tên này.",
}
_CODE: Final = re.compile(r"[A-Z0-9]{4,24}")
_TAX: Final = re.compile(r"(?<![0-9-])\d{10}(?:-\d{3})?(?![0-9-])")

_SHORT: Final = tuple(
    (re.compile(rf"\b(?:{words})\b"), short)
    for words, short in (
        ("uy ban nhan dan|uy ban nd", "ubnd"),
        ("hoi dong nhan dan", "hdnd"),
        ("trung hoc pho thong", "thpt"),
        ("trung hoc co so", "thcs"),
        ("tieu hoc", "th"),
        ("mam non", "mn"),
        ("tram y te", "tyt"),
        ("trach nhiem huu han", "tnhh"),
        ("mot thanh vien", "mtv"),
        ("co phan", "cp"),
        ("doanh nghiep tu nhan", "dntn"),
        ("hop tac xa", "htx"),
        ("ho kinh doanh|ho kd", "hkd"),
        ("cong ty", "cty"),
        ("giao duc va dao tao|gd va dt|gd dt", "gddt"),
    )
)
"""The words that offices shorten, each with how it is shortened."""


def name_key(name: str) -> str:
    """Give a name as it is compared: folded, without signs, the words that offices shorten always short."""
    text = re.sub(r"[^a-z0-9]+", " ", fold(name))
    for words, short in _SHORT:
        text = words.sub(short, text)
    return text.strip()


@dataclass(frozen=True, slots=True)
class Told:
    """What a row of a list of payments says, typed as intake types it."""

    key: str  # list:sha256:row
    paid_on: date
    amount_vnd: int
    unit_code: str = ""
    reference: str = ""
    voucher_no: str = ""
    payer: str = ""
    account: str = ""
    receipt: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the lists of units name it."""

    unit_code: str
    tax_code: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The unit of a transfer and how it was found, or why it is held (`other`: what stood in the way)."""

    unit_code: str = ""
    how: str = ""
    held: str = ""
    other: str = ""


@dataclass(slots=True)
class Units:
    """The units of a run by code, tax code and folded name."""

    units: Iterable[Unit]
    codes: set[str] = field(default_factory=set)
    by_tax: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for unit in self.units:
            self.codes.add(unit.unit_code)
            if unit.tax_code:
                self.by_tax[unit.tax_code].add(unit.unit_code)
            for name in unit.names:
                if name_key(name):
                    self.by_name[name_key(name)].add(unit.unit_code)
                    self.names_of[unit.unit_code].add(name_key(name))

    def bearers(self, payer: str) -> set[str]:
        """The units that bear a payer's name."""
        return self.by_name.get(name_key(payer), set()) if payer else set()

    def resembles(self, payer: str, code: str) -> bool:
        """Whether half the words of a payer's name stand in one name of a unit; so it is without a name."""
        words = set(name_key(payer).split())
        names = self.names_of.get(code, set())
        return not words or not names or any(2 * len(words & set(n.split())) >= len(words) for n in names)


def match(told: Told, units: Units, *, on: date, assigned: str = "", duplicate_of: str = "") -> Match:
    """Give a transfer's unit on a day, or why it is held; an officer's assignment outranks what it says."""
    if duplicate_of:
        return Match(held=Held.DUPLICATE, other=duplicate_of)
    if told.amount_vnd <= 0:
        return Match(held=Held.NOT_POSITIVE)
    if told.paid_on > on:
        return Match(held=Held.AFTER_DAY)
    if assigned:
        known = assigned in units.codes
        return Match(assigned, How.ASSIGNED) if known else Match(held=Held.UNKNOWN_UNIT, other=assigned)
    return _by_code(told, units) or _by_tax_code(told, units) or _by_payer(told, units)


def _by_code(told: Told, units: Units) -> Match | None:
    """By the code in its cell or in the reference; the payer's name may speak against it."""
    cell = told.unit_code
    if cell and cell not in units.codes:
        return Match(held=Held.UNKNOWN_CODE, other=cell)
    named = {code for code in _CODE.findall(told.reference.upper()) if code in units.codes}
    every = sorted(named | ({cell} if cell else set()))
    if not every:
        return None
    if len(every) > 1:
        return Match(held=Held.CODES_CONFLICT, other=", ".join(every))
    found = every[0]
    bearers = units.bearers(told.payer)
    if bearers and found not in bearers:
        return Match(held=Held.PAYER_CONFLICT, other=_candidates(found, bearers))
    if not cell and not bearers and not units.resembles(told.payer, found):
        return Match(held=Held.PAYER_UNKNOWN, other=found)
    return Match(found, How.UNIT_CODE if cell else How.REFERENCE)


def _candidates(found: str, bearers: set[str]) -> str:
    """The unit that the code names, then those that bear the payer's name."""
    return ", ".join([found, *sorted(bearers)])


def _by_tax_code(told: Told, units: Units) -> Match | None:
    found: set[str] = set()
    for code in _TAX.findall(told.reference):
        found |= units.by_tax.get(code, set())
    if not found:
        return None
    if len(found) > 1:
        return Match(held=Held.SEVERAL_UNITS, other=", ".join(sorted(found)))
    (only,) = found
    bearers = units.bearers(told.payer)
    if bearers and only not in bearers:
        return Match(held=Held.PAYER_CONFLICT, other=_candidates(only, bearers))
    return Match(only, How.TAX_CODE)


def _by_payer(told: Told, units: Units) -> Match:
    bearers = units.bearers(told.payer)
    if not bearers:
        return Match(held=Held.NO_TRACE)
    if len(bearers) > 1:
        return Match(held=Held.SEVERAL_UNITS, other=", ".join(sorted(bearers)))
    (only,) = bearers
    return Match(only, How.PAYER)


def duplicates(rows: Sequence[Told]) -> dict[str, str]:
    """Give the key of each row that repeats one of an earlier list, with the key of the first.

    The rows come in the order of lists (period, hash) and rows. Day, amount, voucher and account make a
    transfer the same; the n-th of a list repeats only the n-th of another, and a row without a voucher none.
    """
    first: dict[tuple[object, ...], str] = {}
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    found: dict[str, str] = {}
    for row in rows:
        if not row.voucher_no:
            continue
        same = (row.paid_on, row.amount_vnd, row.voucher_no, row.account)
        seen[(*same, row.receipt)] += 1
        place = (*same, seen[(*same, row.receipt)])
        if place in first:
            found[row.key] = first[place]
        else:
            first[place] = row.key
    return found
