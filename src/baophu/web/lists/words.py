"""Words of the lists' pages for states, cadences and kinds of fault."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.translation import gettext_noop

from baophu.kernel.time import Period, PeriodKind
from baophu.reporting import formats

COMMAND_WORDS = re.compile(r" \((?:--map|[^()]*baophu [a-z]+)\)")  # of no use on a page
STATES: dict[str, tuple[str, str, str]] = {  # shape, colour, words
    "accepted": ("ok", "ok", gettext_noop("Đang tính")),
    "nil": ("ok", "ok", gettext_noop("Không thay đổi")),
    "quarantined": ("half", "warn", gettext_noop("Còn dòng chờ sửa")),
    "replaced": ("dash", "off", gettext_noop("Đã có bản sửa")),
    "withdrawn": ("cross", "off", gettext_noop("Đã rút")),
}
LEGEND: tuple[tuple[str, str, str], ...] = (  # shape, colour, words
    ("ok", "ok", gettext_noop("Đúng hạn")),
    ("ring-ok", "warn", gettext_noop("Nộp trễ")),
    ("late", "bad", gettext_noop("Quá hạn")),
    ("half", "warn", gettext_noop("Một phần")),
    ("clock", "act", gettext_noop("Đang trong hạn")),
    ("ring", "off", gettext_noop("Chưa đến hạn")),
    ("dash", "off", gettext_noop("Chưa có, không bắt buộc")),
)
CADENCES: dict[str, str] = {
    "monthly": gettext_noop("hằng tháng"),
    "quarterly": gettext_noop("hằng quý"),
    "yearly": gettext_noop("hằng năm"),
}
FILE_KINDS: frozenset[str] = frozenset(
    (
        gettext_noop("tệp PDF"),
        gettext_noop("ảnh JPEG"),
        gettext_noop("ảnh PNG"),
        gettext_noop("ảnh GIF"),
        gettext_noop("ảnh BMP"),
        gettext_noop("ảnh TIFF"),
        gettext_noop("tệp nén RAR"),
        gettext_noop("tệp nén 7z"),
        gettext_noop("tệp nén gzip"),
        gettext_noop("tệp nén ZIP"),
        gettext_noop("văn bản RTF"),
        gettext_noop("văn bản Word"),
        gettext_noop("văn bản OpenDocument"),
        gettext_noop("chương trình"),
        gettext_noop("cơ sở dữ liệu"),
        gettext_noop("trang web lưu dạng MHTML"),
        gettext_noop("trang web"),
        gettext_noop("tệp trình chiếu"),
        gettext_noop("tệp XML"),
        gettext_noop("bảng tính XML kiểu Excel 2003"),
    )
)  # what a file may be instead of a list, as the readers call it
KINDS_TYPED: dict[str, str] = {
    "HKD": gettext_noop("Hộ kinh doanh"),
    "HTX": gettext_noop("Hợp tác xã"),
    "DN": gettext_noop("Doanh nghiệp"),
}
TYPING: tuple[str, ...] = (
    gettext_noop("Chưa có số lao động thuê. Ghi 0 nếu không thuê ai."),
    gettext_noop("Chưa có tên cơ sở. Không có biển hiệu thì ghi tên chủ cơ sở."),
    gettext_noop("Dài quá {most} ký tự. Rút gọn rồi lưu lại."),
    gettext_noop("Mã số thuế “{value}” không đúng số kiểm tra. Xem lại từng số, hoặc để trống."),
    gettext_noop("Các danh sách trước của xã không có “{value}”. Có phải {offer}?"),
    gettext_noop("Đã có một dòng cùng tên, cùng chủ: {other}. Vẫn lưu nếu là hai cơ sở khác nhau."),
)  # what is remarked on a typed row
FAULTS: dict[str, str] = {
    "required": gettext_noop("Ô bắt buộc còn trống"),
    "unreadable": gettext_noop("Không đọc được"),
    "impossible": gettext_noop("Không có thật"),
    "outside": gettext_noop("Ngoài khoảng cho phép"),
    "backwards": gettext_noop("Ngày cuối trước ngày đầu"),
    "error_cell": gettext_noop("Ô lỗi công thức"),
    "unborn": gettext_noop("Ngày sinh sau kỳ của danh sách"),
}


def period_words(value: Period) -> str:
    """A period in the reader's language."""
    if not formats.english():
        return value.vietnamese
    year = value.begins_on.year
    if value.kind is PeriodKind.QUARTER:
        return f"Q{(value.begins_on.month + 2) // 3} {year}"
    if value.kind is PeriodKind.MONTH:
        return formats.day(value.begins_on).split("\u00a0", 1)[1]
    if value.kind is PeriodKind.HALF:
        return f"{'first' if value.begins_on.month == 1 else 'second'} half of {year}"
    return str(year) if value.kind is PeriodKind.YEAR else formats.day(value.begins_on)


def iso(period: str) -> str:
    """A day as typed, 31/12/2018, as the period's text; any other text as it is."""
    try:
        return datetime.strptime(period, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return period
