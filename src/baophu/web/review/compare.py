"""Two rows as received, side by side: each field of one meaning, what differs marked, what it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from django.utils.translation import gettext, gettext_noop

from baophu.intake.receipts import ReceiptView, receipts_of_files, row_as_taken
from baophu.kernel.text import fold
from baophu.linkage.review import QueuedPair
from baophu.linkage.rules import bits, explain
from baophu.places.queries import area
from baophu.reporting import formats
from baophu.web.employers.sources import Cell, Source, name_source
from baophu.web.lists.reading import in_words

FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (  # of the evidence, title, of the lists
    ("name", gettext_noop("Tên"), ("name", "payer_name", "employer", "owner")),
    ("tax_code", gettext_noop("Mã số thuế"), ("tax_code",)),
    ("unit_code", gettext_noop("Mã đơn vị BHXH"), ("unit_code",)),
    ("representative", gettext_noop("Đại diện, chủ hộ"), ("representative", "owner")),
    ("form", gettext_noop("Loại hình"), ("legal_form", "kind", "unit_type")),
    ("address", gettext_noop("Địa chỉ"), ("address",)),
    ("commune", gettext_noop("Xã, phường"), ("commune",)),
    ("phone", gettext_noop("Điện thoại"), ("phone",)),
    ("industry", gettext_noop("Ngành nghề"), ("industry",)),
    ("workers", gettext_noop("Số lao động"), ("headcount", "hired", "insured_workers", "members")),
    ("since", gettext_noop("Từ ngày"), ("started_on", "registered_on", "joined_on", "founded_on")),
)
BY_LETTER = frozenset({"tax_code", "unit_code", "phone", "workers", "since"})
CHIPS = {"same": ("ok", "ok"), "differs": ("miss", "bad"), "missing": ("dash", "off")}
WORDS = {"same": gettext_noop("Khớp"), "differs": gettext_noop("Khác"), "missing": gettext_noop("Thiếu")}
NAMES_OF_EVIDENCE = {
    "name": gettext_noop("Tên"), "tax_code": gettext_noop("Mã số thuế"),
    "unit_code": gettext_noop("Mã đơn vị BHXH"), "number": gettext_noop("Số trong tên"),
    "branch": gettext_noop("Chi nhánh hay trụ sở"), "tail": gettext_noop("Nơi đặt chi nhánh"),
    "form": gettext_noop("Loại hình"), "commune": gettext_noop("Xã, phường"),
    "address": gettext_noop("Địa chỉ"), "phone": gettext_noop("Điện thoại"),
    "representative": gettext_noop("Đại diện, chủ hộ"),
}  # fmt: skip
WIDTH = 430  # of the waterfall's drawing


@dataclass(frozen=True, slots=True)
class Side:
    """One row: where it stands and what it says."""

    source: Source | None
    values: Mapping[str, str]  # field of the evidence -> text as read
    columns: Mapping[str, str]  # field of the evidence -> field of the list


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `differs` is marked."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison."""

    title: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    state: str  # same, differs, missing
    said: str  # the sentence of the evidence, where the linkage weighed the field

    @property
    def chip(self) -> tuple[str, str, str]:
        """Shape, colour and word of the state."""
        return (*CHIPS[self.state], gettext(WORDS[self.state]))


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall, in bits; x and width in the drawing."""

    title: str
    bits: Decimal
    x: int
    width: int

    @property
    def speaks_for(self) -> bool:
        """Whether the bar leans to one employer."""
        return self.bits >= 0


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What the evidence weighs, from where any two employers start to the sum."""

    steps: tuple[Step, ...]
    total: Step
    zero: int  # where nothing speaks for or against


def sides(pair: QueuedPair) -> tuple[Side, Side]:
    """Both rows of a pair, read from the lists that hold them."""
    keys = [_parts(text) for text in (pair.left, pair.right)]
    receipts = receipts_of_files({(name, sha256) for name, sha256, _ in keys})
    left, right = (_side(receipts.get((name, sha256)), row) for name, sha256, row in keys)
    return left, right


def _parts(text: str) -> tuple[str, str, int]:
    name, sha256, row = text.split(":")
    return name, sha256, int(row)


def _side(receipt: ReceiptView | None, row: int) -> Side:
    """A row's fields; empty where its list is gone."""
    became = row_as_taken(receipt, row) if receipt else None
    if receipt is None or became is None:
        return Side(None, {}, {})
    values: dict[str, str] = {}
    columns: dict[str, str] = {}
    for field, _, names in FIELDS:
        name = next((n for n in names if became.get(n) not in (None, "")), "")
        if name:
            values[field], columns[field] = in_words(became[name]), name
    place = _place(became, receipt.span.ends_on)
    if place:
        values["commune"] = place
    source = name_source(Cell(receipt.list_name, receipt.id, row, ""), {receipt.id: receipt})
    return Side(source, values, columns)


def _place(became: Mapping[str, object], on: date) -> str:
    """The commune, else the district, by its full name."""
    for column in ("commune_code", "district_code"):
        found = area(code, on) if isinstance(code := became.get(column), str) and code else None
        if found:
            return formats.area_name(found.rank, found.name)
    return ""


def compared(pair: QueuedPair, left: Side, right: Side) -> list[Compared]:
    """The fields that either row fills, in a fixed order."""
    found = []
    for field, title, _ in FIELDS:
        a, b = left.values.get(field, ""), right.values.get(field, "")
        if not a and not b:
            continue
        level = pair.levels.get(field)
        said = " ".join(gettext(sentence) for sentence in explain({field: level[0]})) if level else ""
        pieces = _by_letter(a, b) if field in BY_LETTER else _by_word(a, b)
        found.append(Compared(gettext(title), *pieces, _state(a, b, level), said))
    return found


def _state(a: str, b: str, level: tuple[str, int] | None) -> str:
    """By the weight of the evidence; by the text where it weighed nothing."""
    if not a or not b:
        return "missing"
    if level and level[1]:
        return "same" if level[1] > 0 else "differs"
    return "same" if fold(a) == fold(b) else "differs"


def _by_letter(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Codes and numbers: each differing character."""
    if not a or not b:
        return _whole(a), _whole(b)
    left, right = [], []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        differs = tag != "equal"
        left += [Piece(a[i:j], differs)] if j > i else []
        right += [Piece(b[k:m], differs)] if m > k else []
    return tuple(left), tuple(right)


def _by_word(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Names and addresses: each word, accents and case aside, that the other side does not hold."""
    if not a or not b:
        return _whole(a), _whole(b)
    return _marked(a, b), _marked(b, a)


def _marked(text: str, other: str) -> tuple[Piece, ...]:
    known = set(fold(other).split())
    pieces: list[Piece] = []
    for place, word in enumerate(text.split()):
        differs = not set(fold(word).split()) <= known
        gap = " " if place else ""
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + gap + word, differs)
        else:
            pieces += [Piece(gap, False)] if gap else []
            pieces.append(Piece(word, differs))
    return tuple(pieces)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, False),) if text else ()


def waterfall(pair: QueuedPair) -> Waterfall:
    """Bars from the start to the sum; the start holds what is left when every field is told."""
    told = [(field, weight) for field, (_, weight) in pair.levels.items() if weight]
    order = list(NAMES_OF_EVIDENCE)
    told.sort(key=lambda item: order.index(item[0]) if item[0] in order else len(order))
    start = pair.weight_milli - sum(weight for _, weight in told)
    titles = [gettext("Xuất phát: hai đơn vị bất kỳ, và các dòng khác của hai bên")]
    titles += [gettext(NAMES_OF_EVIDENCE.get(field, field)) for field, _ in told]
    weights = [start, *(weight for _, weight in told)]
    return _drawn(titles, weights, pair.weight_milli)


def _drawn(titles: Sequence[str], weights: Sequence[int], total: int) -> Waterfall:
    """Where each bar begins and ends, scaled to the drawing."""
    ends = [0]
    for weight in weights:
        ends.append(ends[-1] + weight)
    low, high = min(ends), max(ends)
    span = max(high - low, 1)

    def x(at: int) -> int:
        return (at - low) * WIDTH // span

    steps = [
        Step(title, bits(weight), x(min(a, b)), max(x(max(a, b)) - x(min(a, b)), 2))
        for title, weight, a, b in zip(titles, weights, ends, ends[1:], strict=False)
    ]
    whole = Step("", bits(total), x(min(0, total)), max(x(max(0, total)) - x(min(0, total)), 2))
    return Waterfall(tuple(steps), whole, x(0))
