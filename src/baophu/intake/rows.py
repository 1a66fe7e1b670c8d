"""Which lines of a sheet are rows of the list: titles, blanks, totals and signatures are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import polars as pl

from baophu.intake.contracts import Contract, Field, Kind
from baophu.intake.header import Header
from baophu.kernel.text import fold

# Read with accents: "Tổng cộng" is a total, "Tống Công Toàn" a person. Without accents only the bare words.
_TOTAL: Final = re.compile(
    r"(?:[ivx\d]+[.) ]+)?(?:tổng cộng|tổng số|tổng|cộng)"
    r"(?:\W*|\W+(?:cộng|toàn|cuối|trang|số|kỳ|có|gồm|các|\d|[ivx]+\b|l[ũu][yỹ]).*)"
)
# Sums of a part, "Cộng xã Cẩm Bình": sought only where required cells are missing.
_PART_TOTAL: Final = re.compile(
    r"(?:tong cong|tong so|tong|cong) (?:cua )?"
    r"(?:xa|phuong|thi tran|thi xa|huyen|thanh pho|tinh|thon|xom|khoi|to|ap"
    r"|nhom|loai|muc|phan|khu|dia ban|don vi|doanh nghiep|ho|hop tac xa|htx|hkd|dn)\b.*"
)
_BARE_TOTAL: Final = re.compile(r"(?:tong cong|tong so|cong)(?: \d.*)?")
# Surely no name of a person or a firm: taken for a signature wherever it stands in a sparse line.
_FOOT: Final = re.compile(
    r".*\bngay( \d{1,2})? thang( \d{1,2})? nam( \d{2,4})?"
    r"|nguoi (lap|ghi|kiem|soat|tong hop|nhap|cung cap).*|lap (bieu|bang|danh sach).*"
    r"|(pho |quyen )?(thu truong|chu tich|giam doc|cuc truong|chi cuc truong|tong giam doc)( don vi| ubnd.*)?"
    r"|(pho )?truong phong.*|ke toan( truong)?|chanh van phong|(can bo|cong chuc) (lap|phu trach|tong hop).*"
    r"|(tm|kt|tl|tuq|q) (ubnd|uy ban|chu tich|giam doc|thu truong|cuc truong|truong).*"
    r"|ky( ten)?( ghi ro.*| dong dau.*)?|noi nhan.*|luu( vt.*)?|xac nhan( cua.*)?"
    r"|ghi chu \w+ .*|(tong )?danh sach (nay )?(co|gom) .*"
)
# Words that may begin a name too (Lưu, Lập Thành): a signature only where required cells are missing.
_FOOT_WITHOUT_ROW: Final = re.compile(
    r"(luu|lap|ky|tong hop|soat|kiem tra|ghi so|thu truong|giam doc|chu tich)\b.*"
)
# What heads a group of rows when it stands alone: a place, a kind of employer, a bullet.
_GROUP_WORDS: Final = re.compile(
    r"(?:thon|xom|khoi(?: pho)?|to dan pho|tdp|ap|xa|phuong|thi tran|thi xa|thanh pho|huyen|khu vuc|dia ban)"
    r"\b.*"
    r"|(?:cac |nhom )?(?:htx|hop tac xa|hkd|ho kinh doanh|ho kd|doanh nghiep|dn|cong ty|quy tin dung)"
    r"(?: ca the| ngoai quoc doanh| ngoai nha nuoc| tu nhan)?"
)
_BULLET: Final = re.compile(r"[*+•·–-]\s*\S.*")
_GROUP: Final = re.compile(r"(?:[IVX]{1,5}|[A-H])(?:[.)\-:/]|$)")
_TOTAL_START: Final = r"(?i)^(?:[ivx\d]+[.) ]+)?(?:t[ổo]ng|c[ộo]ng)"
_SPARSE: Final = 3
_NUMBERED: Final = r"^\(?\d+(?:\.\d+)*[.)]*$"
_NESTED: Final = r"^\d+(?:\.\d+)+[.)]?$"


class Line(Enum):
    """What a line below the header is."""

    ROW = "row"
    OTHER = "other"  # blank, repeated header, heading of a group, total
    FOOT = "foot"  # day and signatures


def row_indices(frame: pl.DataFrame, header: Header, of: Contract) -> pl.Series:
    """Give the frame's indices of data rows, in order. Cells are clean: null or text without outer spaces."""
    body = frame.slice(header.ends).with_row_index("at", offset=header.ends)
    columns = [c for c in frame.columns if header.serial is None or c != str(header.serial)]
    needed = [str(header.mapping[f.id]) for f in of.fields if f.required and f.id in header.mapping]
    given = [_given(f, header) for f in of.fields if f.required and {f.id, f.instead} & header.mapping.keys()]
    filled = pl.sum_horizontal([pl.col(c).is_not_null() for c in columns])
    lacking = _any([~one for one in given])
    # A total without the required cells is odd already: its word is sought only among those.
    totals = _any([pl.col(c).str.contains(_TOTAL_START) for c in needed])
    repeats = _any([pl.col(c).eq(header.titles[int(c)]) for c in needed])
    meant = pl.sum_horizontal([pl.col(str(c)).is_not_null() for c in header.mapping.values()])
    present = pl.sum_horizontal(given) if given else pl.lit(1)
    body = body.with_columns(
        filled=filled,
        odd=lacking | totals | repeats | (filled <= _SPARSE),
        lacking=lacking,
        present=present,
    )
    # A line with nothing in any field (a running number, a stamp's remark) is as good as blank.
    body = body.filter((pl.col("filled") > 0) & meant.gt(0))
    if body.is_empty():
        return pl.Series("at", [], dtype=pl.UInt32)
    odd = body.filter(pl.col("odd"))
    others = _not_rows(odd, body, columns, header, of)
    return body.filter(~pl.col("at").is_in(others))["at"] if others else body["at"]


def _given(field: Field, header: Header) -> pl.Expr:
    """Whether a required cell is filled, or the one read instead of it."""
    columns = [header.mapping[name] for name in (field.id, field.instead) if name in header.mapping]
    return pl.any_horizontal([pl.col(str(column)).is_not_null() for column in columns])


def _any(conditions: list[pl.Expr]) -> pl.Expr:
    """Whether one of the conditions holds; what is unknown does not."""
    if not conditions:
        return pl.lit(value=False)
    return pl.any_horizontal([condition.fill_null(value=False) for condition in conditions])


def _not_rows(
    odd: pl.DataFrame, body: pl.DataFrame, columns: Sequence[str], header: Header, of: Contract
) -> list[int]:
    """Judge the lines that may be something else than a row."""
    regular = body.filter(~pl.col("odd"))
    usual = int(regular["filled"].median() or 0) if not regular.is_empty() else 0  # type: ignore[arg-type]
    last_full = _last_full(odd, regular, usual)
    full = body.filter(pl.col("filled") > _SPARSE)
    serial_at = header.serial
    page = _Page(
        serials=serial_at is not None and _has_serials(full if len(full) else body, serial_at),
        nested=serial_at is not None and _is_nested(body, serial_at),
        usual=usual,
        days=frozenset(
            header.mapping[f.id] for f in of.fields if f.kind is Kind.DAY and f.id in header.mapping
        ),
    )
    others: list[int] = []
    footed = False
    width = len(header.titles)
    for record in odd.iter_rows(named=True):
        cells = {int(c): record[c] for c in columns if record[c] is not None and int(c) < width}
        serial = record[str(header.serial)] if header.serial is not None else None
        line = _Doubtful(cells, serial, bool(record["lacking"]), int(record["present"]))
        what = _judge(line, header, page)
        if what is Line.ROW and record["at"] > last_full and _trails(line, footed=footed, usual=usual):
            what = Line.FOOT
        footed = footed or (what is Line.FOOT)
        if what is not Line.ROW:
            others.append(int(record["at"]))
    return others


def _last_full(odd: pl.DataFrame, regular: pl.DataFrame, usual: int) -> int:
    """The last line that is filled like a row."""
    ends = [int(regular["at"].max())] if not regular.is_empty() else []  # type: ignore[arg-type]
    like_rows = odd.filter((pl.col("filled") > _SPARSE) | (pl.col("filled") >= max(usual, 1)))
    if not like_rows.is_empty() and usual:
        ends.append(int(like_rows["at"].max()))  # type: ignore[arg-type]
    return max(ends, default=-1)


def _has_serials(body: pl.DataFrame, serial: int) -> bool:
    """Whether the column of running numbers is kept."""
    numbered = body[str(serial)].str.contains(_NUMBERED).fill_null(value=False)
    return bool((numbered.mean() or 0) > 0.5)  # type: ignore[operator]


def _is_nested(body: pl.DataFrame, serial: int) -> bool:
    """Whether rows are numbered below their groups: 1, 1.1, 1.2, 2, 2.1."""
    nested = body[str(serial)].str.contains(_NESTED).fill_null(value=False)
    return bool((nested.mean() or 0) > 0.3)  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lines of a sheet are like as a whole."""

    serials: bool  # the rows bear running numbers
    nested: bool  # … below the numbers of their groups
    usual: int  # how many cells a row usually fills
    days: frozenset[int]  # columns of days: "ngày 5 tháng 6 năm 2018" is no signature there


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A line that may be something else than a row."""

    cells: dict[int, str]  # filled cells by column, without the running number
    serial: str | None
    lacking: bool  # a required cell is blank
    present: int  # how many required cells are filled

    @property
    def numbered(self) -> bool:
        """Whether it bears a running number."""
        return self.serial is not None and re.match(_NUMBERED, self.serial.strip()) is not None

    @property
    def lettered(self) -> bool:
        """Whether a Roman number or a letter stands in the column of running numbers."""
        return self.serial is not None and _GROUP.fullmatch(self.serial.strip(" .)")) is not None

    @property
    def aside(self) -> bool:
        """One cell, or two of which none is required."""
        return len(self.cells) == 1 or (len(self.cells) == 2 and not self.present)


def _judge(line: _Doubtful, header: Header, page: _Page) -> Line:
    """Say what one doubtful line is."""
    cells = line.cells
    same = sum(fold(header.titles[column]) == fold(text) for column, text in cells.items())
    if same and same >= len(cells) - (len(cells) > 2):
        return Line.OTHER
    if line.numbered:
        return Line.OTHER if _heads_nested(line, page) else Line.ROW
    signs = [text for column, text in cells.items() if column not in page.days]
    words = [text for text in signs if not fold(text).replace(" ", "").isdigit()]
    if len(cells) <= _SPARSE + 1 and any(_is_foot(text, lacking=line.lacking) for text in words):
        return Line.FOOT
    other = _sums(words, lacking=line.lacking) or _heads(line, page)
    return Line.OTHER if other else Line.ROW


def _sums(words: Sequence[str], *, lacking: bool) -> bool:
    """Whether a line sums up the list, or a part of it."""
    if not words:
        return False
    return all(map(_is_total, words)) or (
        lacking and all(_is_total(text) or _PART_TOTAL.fullmatch(fold(text)) for text in words)
    )


def _heads(line: _Doubtful, page: _Page) -> bool:
    """Whether a line without a running number is the heading of a group."""
    sparse = page.usual > _SPARSE
    if page.serials and line.lettered and sparse and len(line.cells) <= 2:
        return True
    if page.serials and line.lacking and sparse and line.aside:
        return True
    return len(line.cells) == 1 and _is_heading(next(iter(line.cells.values())), line, sparse=sparse)


def _heads_nested(line: _Doubtful, page: _Page) -> bool:
    """The numbered heading of a group whose rows are numbered below it."""
    return page.nested and line.lacking and line.aside and not re.match(_NESTED, line.serial or "")


def _is_total(text: str) -> bool:
    """Whether a cell says that a line sums up."""
    lower = text.lower()
    return bool(
        (_BARE_TOTAL if lower.isascii() else _TOTAL).fullmatch(fold(text) if lower.isascii() else lower)
    )


def _is_foot(text: str, *, lacking: bool) -> bool:
    """Whether a cell belongs to a signature."""
    folded = fold(text)
    return bool(_FOOT.fullmatch(folded) or (lacking and _FOOT_WITHOUT_ROW.fullmatch(folded)))


def _is_heading(text: str, line: _Doubtful, *, sparse: bool) -> bool:
    """A group's title standing alone: "I. Hợp tác xã", "Thôn 3", "* Hộ kinh doanh:"."""
    if _GROUP.match(text) or line.lettered:
        return True
    return sparse and bool(_GROUP_WORDS.fullmatch(fold(text)) or (line.lacking and _BULLET.fullmatch(text)))


def _trails(line: _Doubtful, *, footed: bool, usual: int) -> bool:
    """A sparse line below the last full row: a signer's name, a place, a remark."""
    sparse = len(line.cells) <= 2 and usual > len(line.cells)
    return not line.numbered and sparse and (footed or line.lacking)
