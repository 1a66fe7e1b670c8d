"""What comes back from a trip: outcomes typed, or read from the filled workbook, as findings. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from baophu.kernel.errors import Refused
from baophu.plan.findings import OUTCOMES

KEY, OUTCOME, WORKERS, NOTE = "Mã tra cứu", "Mã kết quả", "Số lao động thuộc diện", "Ghi chú"
COUNTED, NOBODY = 1, 2
NEED_NOTE = frozenset({4, 7, 9})
MOST_WORKERS = 100_000
_CODE = re.compile(r"\s*(\d+)\b")


class NotATripSheet(Refused):
    """The workbook has none of the sheet's columns."""

    code = "plan.not_a_trip_sheet"
    message = (
        "Tệp {file} không phải phiếu đi xã: không có cột “{missing}”. "
        "Tải phiếu ở trang này, điền rồi gửi lại."
    )


class NothingFilled(Refused):
    """Not one outcome came back."""

    code = "plan.nothing_filled"
    message = "Chưa có dòng nào có mã kết quả. Điền cột “Mã kết quả” cho các đơn vị đã đến, rồi ghi lại."


class BadLine(Refused):
    """A line that cannot count; a concrete class says why."""

    code = "plan.bad_trip_line"
    message = "Dòng {row} ({name}): không đọc được."


class NoOutcome(BadLine):
    """A count without an outcome."""

    code = "plan.no_outcome"
    message = "Dòng {row} ({name}): có số lao động mà chưa có mã kết quả. Ghi mã 1–9."


class UnknownOutcome(BadLine):
    """A code that is none."""

    code = "plan.unknown_outcome"
    message = "Dòng {row} ({name}): mã kết quả “{value}” không có. Ghi một trong các mã 1–9."


class NoWorkers(BadLine):
    """Outcome 1 rests on a count."""

    code = "plan.no_workers"
    message = "Dòng {row} ({name}): mã 1 cần số lao động thuộc diện, từ 1 trở lên."


class NotNobody(BadLine):
    """Outcome 2 says that there is nobody."""

    code = "plan.not_nobody"
    message = "Dòng {row} ({name}): mã 2 là không có lao động thuộc diện. Có lao động thì ghi mã 1."


class NoRemark(BadLine):
    """Some outcomes need a word more."""

    code = "plan.no_remark"
    message = (
        "Dòng {row} ({name}): mã {value} cần ghi chú: ngừng đến ngày nào, kê khai ở đâu, hoặc trùng với ai."
    )


class NotACount(BadLine):
    """A number of workers that is none."""

    code = "plan.not_a_count"
    message = "Dòng {row} ({name}): số lao động “{value}” không phải số nguyên."


@dataclass(frozen=True, slots=True)
class Returned:
    """What was found at one employer."""

    key: str
    outcome: int
    workers: int | None
    note: str


def returned(*, row: int, name: str, key: str, outcome: str, workers: str, note: str) -> Returned | None:
    """One line as it came back; None where it was not visited. Raises BadLine with what to mend."""
    where = {"row": row, "name": name}
    if not outcome.strip():
        if workers.strip():
            raise NoOutcome(**where)
        return None
    match = _CODE.match(outcome)
    code = int(match[1]) if match else 0
    if code not in OUTCOMES:
        raise UnknownOutcome(**where, value=outcome.strip())
    count = _count(row, name, workers)
    if code == COUNTED and not count:
        raise NoWorkers(**where)
    if code == NOBODY and count:
        raise NotNobody(**where)
    if code in NEED_NOTE and not note.strip():
        raise NoRemark(**where, value=code)
    return Returned(key=key, outcome=code, workers=count, note=note.strip()[:400])


def _count(row: int, name: str, workers: str) -> int | None:
    """A number of workers as typed, or as a workbook gives it back ("12.0")."""
    text = workers.strip().removesuffix(".0")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_WORKERS:
        raise NotACount(row=row, name=name, value=workers.strip())
    return int(text)


def from_rows(rows: Sequence[Sequence[str | None]], *, file: str) -> list[Returned]:
    """The lines of a filled workbook; raises NotATripSheet, BadLine, NothingFilled."""
    head = next((at for at, row in enumerate(rows) if KEY in row), None)
    if head is None:
        raise NotATripSheet(file=file, missing=KEY)
    places = {title: column for column, title in enumerate(rows[head]) if title}
    missing = next((title for title in (OUTCOME, WORKERS, NOTE) if title not in places), "")
    if missing:
        raise NotATripSheet(file=file, missing=missing)
    found = []
    for at, row in enumerate(rows[head + 1 :], start=1):

        def cell(title: str, row: Sequence[str | None] = row) -> str:
            return (row[places[title]] or "") if places[title] < len(row) else ""

        if key := cell(KEY).strip():
            line = returned(
                row=at, name=key, key=key, outcome=cell(OUTCOME), workers=cell(WORKERS), note=cell(NOTE)
            )
            found += [line] if line else []
    if not found:
        raise NothingFilled
    return found
