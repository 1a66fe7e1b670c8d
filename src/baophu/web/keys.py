"""Single keys of the keyboard: their list, and the switch that turns them off (WCAG 2.1.4)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_noop

COOKIE = "keys"
OFF = "off"
KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("/",), gettext_noop("Tìm đơn vị")),
    (("J", "K"), gettext_noop("Dòng sau, dòng trước; hết dòng thì sang trang")),
    (("Enter",), gettext_noop("Mở dòng đang chọn")),
    (("E",), gettext_noop("Mở dòng nguồn như đã nhận")),
    (("1", "2", "3"), gettext_noop("Chọn câu trả lời khi xem xét")),
    (("Z",), gettext_noop("Hoàn tác")),
    (("H",), gettext_noop("Mở hướng dẫn của trang")),
    (("?",), gettext_noop("Mở, đóng bảng này")),
    (("Esc",), gettext_noop("Đóng, thôi")),
)


def keys_on(request: HttpRequest) -> bool:
    """Whether single keys act in this reader's browser."""
    return request.COOKIES.get(COOKIE) != OFF
