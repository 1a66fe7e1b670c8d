"""Findings of officers on employers: outcome codes, and the list that carries a day's findings. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from baophu.kernel.errors import Corrupt

OUTCOMES: dict[int, str] = {
    1: gettext_noop("Đang hoạt động, có thuê lao động thuộc diện"),
    2: gettext_noop("Đang hoạt động, không có lao động thuộc diện"),
    3: gettext_noop("Không có tại địa chỉ"),
    4: gettext_noop("Tạm ngừng kinh doanh"),
    5: gettext_noop("Đã đóng cửa, chưa làm thủ tục"),
    6: gettext_noop("Đã giải thể hoặc phá sản"),
    7: gettext_noop("Chi nhánh, kê khai nơi khác"),
    8: gettext_noop("Không hợp tác làm việc"),
    9: gettext_noop("Trùng với đơn vị khác"),
}
HEADER = (
    "Đơn vị",
    "Mã số thuế",
    "Mã đơn vị",
    "Xã/Phường",
    "Quận/Huyện",
    "Ngày xác minh",
    "Số văn bản",
    "Mã kết quả",
    "Số lao động thuộc diện",
    "Ghi chú",
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as it goes into the list."""

    employer: str
    tax_code: str
    unit_code: str
    commune: str
    district: str
    found_on: date
    document: str
    outcome: int
    headcount: int | None
    note: str

    @classmethod
    def of(cls, row: Mapping[str, object]) -> FindingRow:
        """From a row as intake took it (fields of the contract `findings`)."""
        found_on, outcome, headcount = row["found_on"], row["outcome"], row["headcount"]
        if not isinstance(found_on, date):
            raise Corrupt(what="ngày làm việc của một kết quả đã nhận")
        return cls(
            employer=_text(row["employer"]),
            tax_code=_text(row["tax_code"]),
            unit_code=_text(row["unit_code"]),
            commune=_text(row["commune"]),
            district=_text(row["district"]),
            found_on=found_on,
            document=_text(row["document"]),
            outcome=int(str(outcome)) if outcome is not None else 0,
            headcount=int(str(headcount)) if headcount is not None else None,
            note=_text(row["note"]),
        )


def _text(value: object) -> str:
    """A cell's text, empty when blank."""
    return "" if value is None else str(value)


def as_file(rows: Sequence[FindingRow]) -> bytes:
    """A day's findings as the list `findings`: what the officer's agency sends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow(
            [
                row.employer,
                row.tax_code,
                row.unit_code,
                row.commune,
                row.district,
                row.found_on.strftime("%d/%m/%Y"),
                row.document,
                row.outcome or "",
                "" if row.headcount is None else row.headcount,
                row.note,
            ]
        )
    return out.getvalue().encode("utf-8-sig")
