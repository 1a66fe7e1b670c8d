"""Single keys of the keyboard: their list, and the switch that turns them off (WCAG 2.1.4)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from baophu.web.guards import page

COOKIE = "keys"
OFF = "off"
YEAR_SECONDS = 400 * 24 * 3600
KEYS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("/",), gettext_noop("Tìm đơn vị")),
    (("J", "K"), gettext_noop("Dòng sau, dòng trước; hết dòng thì sang trang")),
    (("Enter",), gettext_noop("Mở dòng đang chọn")),
    (("E",), gettext_noop("Mở dòng nguồn như đã nhận")),
    (("1", "2", "3"), gettext_noop("Chọn câu trả lời khi xem xét")),
    (("Z",), gettext_noop("Hoàn tác")),
    (("?",), gettext_noop("Mở, đóng bảng này")),
    (("Esc",), gettext_noop("Đóng, thôi")),
)


def keys_on(request: HttpRequest) -> bool:
    """Whether single keys act in this reader's browser."""
    return request.COOKIES.get(COOKIE) != OFF


@require_POST
@page("design")
def keys(request: HttpRequest) -> HttpResponse:
    """Turn single keys on or off, for this browser."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    answer = HttpResponseRedirect(wanted if safe else "/")
    state = OFF if request.POST.get("keys") == OFF else "on"
    answer.set_cookie(COOKIE, state, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return answer
