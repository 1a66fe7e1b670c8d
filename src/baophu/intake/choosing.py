"""Which sheet of a file holds the list, where its header stands, in which units its money is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from baophu.intake.cleaning import clean, decoded
from baophu.intake.contracts import Contract, Kind
from baophu.intake.header import HEAD_ROWS, Header, find_header, is_ordinal_row
from baophu.intake.placing import Whereabouts
from baophu.intake.readers.opening import read_sheets
from baophu.intake.readers.refusals import EmptyFile, UnreadableFile
from baophu.intake.readers.sheet import Sheet
from baophu.kernel.text import fold, nfc

_REPEATABLE: Final = frozenset({Kind.TEXT, Kind.CODE, Kind.CHOICE, Kind.TAX_CODE, Kind.UNIT_CODE})
_SHOWN_HEADERS: Final = 40
_SHOWN_CELLS: Final = 12
_LONGEST_SHOWN: Final = 90
_UNIT_LINE: Final = re.compile(r"\b(?:don vi tinh|dvt|don vi (?:nghin|ngan|trieu))\b")
_MONEY_WORD: Final = r"(?:đồng|dong|vnđ|vnd|đ|d)\b"
_MILLIONS: Final = re.compile(rf"\btriệu\b|\b(?:trieu|tr) ?{_MONEY_WORD}")
_THOUSANDS: Final = re.compile(rf"\b(?:nghìn|ngàn)\b|\b(?:nghin|ngan|1[., ]?000) ?{_MONEY_WORD}")


Progress = Callable[[str, float], None]


def silent(_step: str, _share: float) -> None:
    """Progress that nobody listens to."""


class NoHeader(UnreadableFile):
    """No line of the file looks like the list's header."""

    code = "intake.no_header"
    message = (
        "Tệp {file} không có dòng tiêu đề của danh sách “{list_title}”. Các dòng đầu đọc được: {seen}. "
        "Kiểm tra lại loại danh sách, hoặc dùng mẫu (baophu templates)."
    )


class MissingColumns(UnreadableFile):
    """A required column is not among the headers."""

    code = "intake.missing_columns"
    message = (
        "Tệp {file} thiếu cột bắt buộc: {missing}. Các tiêu đề đọc được ở dòng {line}: {seen}. "
        "Thêm cột, hoặc chỉ rõ cột nào là cột đó (--map)."
    )


class TwinColumns(UnreadableFile):
    """Two columns of one title hold different values."""

    code = "intake.twin_columns"
    message = (
        "Tệp {file} có hai cột cùng tiêu đề “{title}” (cột thứ {first} và {second}) mà nội dung khác nhau. "
        "Đổi tên hoặc bỏ bớt một cột rồi gửi lại."
    )


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and what is known about it before it is opened."""

    path: Path
    file: str
    contract: Contract
    where: Whereabouts
    remembered: Mapping[str, str]
    limit_mb: int
    told: Progress = silent


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sheet in clean Unicode with its header."""

    sheet: Sheet
    raw: pl.DataFrame  # as it came, in Unicode
    frame: pl.DataFrame  # clean
    header: Header
    encoding: str


def choose(task: Task) -> tuple[Chosen, list[str]]:
    """Take the sheet whose header fits best; name others that hold a list too."""
    sheets = read_sheets(task.path, file=task.file, limit_mb=task.limit_mb)
    sheet, others = _fitting(sheets, task) if len(sheets) > 1 else (sheets[0], [])
    raw, encoding = decoded(sheet.frame, sheet.encoding)
    frame = clean(raw)
    header = find_header(frame.head(HEAD_ROWS).rows(), task.contract, task.remembered)
    if header is None:
        raise _no_header(sheets, task)
    header = _past_ordinals(frame, header)
    warnings = (
        [f"Chỉ nhận trang tính “{sheet.name}”; trang khác cũng có danh sách: {', '.join(others)}."]
        if others
        else []
    )
    for field, column in header.passed_over:
        warnings.append(
            f"Cột “{header.titles[column]}” không dùng: {task.contract.field(field).title} đã lấy từ "
            f"“{header.titles[header.mapping[field]]}”."
        )
    return Chosen(sheet, raw, _unmerged(frame, sheet, header, task.contract), header, encoding), warnings


def _unmerged(frame: pl.DataFrame, sheet: Sheet, header: Header, of: Contract) -> pl.DataFrame:
    """Let cells merged over several rows hold for each: a place, a payer; counts are never repeated."""
    told = {header.mapping[f.id] for f in of.fields if f.id in header.mapping and f.kind in _REPEATABLE}
    for cells in sheet.merged:
        top = max(cells.first, 0)
        if cells.column not in told or top < header.ends or cells.last >= frame.height:
            continue
        name = str(cells.column)
        span = frame[top : cells.last + 1]
        rest = pl.any_horizontal(pl.exclude(name).is_not_null())
        shared = pl.when(rest).then(pl.coalesce(name, pl.lit(span[name][0]))).otherwise(pl.col(name))
        column = span.select(shared.alias(name))[name]
        frame = frame.with_columns(
            pl.concat([frame[name][:top], column, frame[name][cells.last + 1 :]]).alias(name)
        )
    return frame


def _fitting(sheets: Sequence[Sheet], task: Task) -> tuple[Sheet, list[str]]:
    """The sheet whose header fits best, and the names of others that hold such a list too."""
    fitting: list[tuple[float, int, Header]] = []
    for number, sheet in enumerate(sheets):
        head, _ = decoded(sheet.frame.head(HEAD_ROWS * 4), sheet.encoding)
        header = find_header(clean(head).head(HEAD_ROWS).rows(), task.contract, task.remembered)
        if header is not None:
            fitting.append((header.score, -number, header))
    if not fitting:
        raise _no_header(sheets, task)
    if any(not sheets[-number].hidden for _, number, _ in fitting):  # what is hidden was not meant to be sent
        fitting = [one for one in fitting if not sheets[-one[1]].hidden]
    fitting.sort(key=lambda one: one[:2], reverse=True)
    best = fitting[0][0]
    others = [
        sheets[-number].name
        for score, number, header in fitting[1:]
        if score >= best - 1 and sheets[-number].frame.height > header.ends
    ]
    return sheets[-fitting[0][1]], others


def _past_ordinals(frame: pl.DataFrame, header: Header) -> Header:
    """Let the header end below a line that only numbers the columns."""
    if header.ends < frame.height and is_ordinal_row(frame.row(header.ends)):
        return replace(header, depth=header.depth + 1)
    return header


def _no_header(sheets: Sequence[Sheet], task: Task) -> UnreadableFile:
    """Say what stands where the header should."""
    seen: list[str] = []
    for sheet in sheets:
        for row in clean(decoded(sheet.frame.head(HEAD_ROWS), sheet.encoding)[0]).rows():
            seen.extend(cell for cell in row if cell)
    if not seen:
        return EmptyFile(file=task.file)
    return NoHeader(file=task.file, list_title=task.contract.title, seen=_shown(seen, _SHOWN_CELLS))


def _shown(texts: Sequence[str], most: int) -> str:
    """A few texts in quotation marks, each cut to a bearable length; long digits are hidden."""
    cut = (text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…" for text in texts[:most])
    parts = [f"“{re.sub(r'[0-9]{6,}', '…', text)}”" for text in cut]
    return "; ".join(parts) + ("; …" if len(texts) > most else "")


def check_columns(chosen: Chosen, task: Task) -> None:
    """Refuse a list without a required column, or with two different columns of one title."""
    header = chosen.header
    missing = header.missing(task.contract, commune_sender=bool(task.where.commune_code))
    if missing:
        raise MissingColumns(
            file=task.file,
            missing=", ".join(f"“{title}”" for title in missing),
            line=int(chosen.sheet.lines[header.first]),
            seen=_shown([title for title in header.titles if title], _SHOWN_HEADERS),
        )
    for _, first, second in header.twins:
        below = chosen.frame.slice(header.ends)
        one, other = below[str(first)], below[str(second)]
        if other.null_count() < len(other) and not one.eq_missing(other).all():
            raise TwinColumns(file=task.file, title=header.titles[first], first=first + 1, second=second + 1)


def factors(chosen: Chosen, of: Contract) -> dict[str, int]:
    """The unit of money: named in a column's title, else in a line above the header."""
    above = chosen.frame.head(chosen.header.first).rows()
    general = 1
    for text in (cell for row in above for cell in row if cell):
        if _UNIT_LINE.search(fold(text)):
            general = _factor(text)
    found: dict[str, int] = {}
    for field, column in chosen.header.mapping.items():
        if of.field(field).kind is Kind.MONEY:
            own = _factor(chosen.header.titles[column])
            found[field] = own if own != 1 else general
    return found


def _factor(text: str) -> int:
    """Read nghìn đồng, triệu đồng, 1.000 đ; without its accents a unit counts only before "dong"."""
    lower = nfc(text).lower()
    if _MILLIONS.search(lower):
        return 1_000_000
    return 1000 if _THOUSANDS.search(lower) else 1
