"""Signing out, the reader's language and theme, the living style page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from baophu.web.context import THEME_COOKIE, THEMES
from baophu.web.guards import page
from baophu.web.keys import COOKIE as KEYS_COOKIE
from baophu.web.keys import OFF
from baophu.web.samples import samples
from baophu.web.shapes import ICONS, SHAPES, STANDINGS

YEAR_SECONDS = 400 * 24 * 3600


class SignOut(LogoutView):
    """Ends the session, by POST only."""


def _back(request: HttpRequest) -> str:
    """Where the reader came from, if that is here."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else "/"


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language in a cookie."""
    answer = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language", "")
    if check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS
        )
    return answer


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme in a cookie; `auto` follows the system."""
    answer = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie(THEME_COOKIE, chosen, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return answer


@require_POST
@page("design")
def keys(request: HttpRequest) -> HttpResponse:
    """Turn single keys on or off, for this browser."""
    answer = HttpResponseRedirect(_back(request))
    state = OFF if request.POST.get("keys") == OFF else "on"
    answer.set_cookie(KEYS_COOKIE, state, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS)
    return answer


TOKENS = (
    ("bg", _("nền trang")), ("surface", _("thẻ, bảng")), ("sunk", _("đầu bảng")),
    ("hover", _("dòng đang trỏ")), ("accent-soft", _("đang chọn")), ("line", _("kẻ")),
    ("control", _("viền nút 3:1")), ("ink", _("chữ chính")),
    ("ink-2", _("chữ phụ")), ("ink-3", _("chữ nhỏ nhất")), ("accent", _("liên kết, nút")),
    ("focus", _("vị trí bàn phím")), ("ok-m", _("đạt")), ("warn-m", _("cần chú ý")),
    ("bad-m", _("quá hạn, thiếu")),
    ("unk-m", _("chưa biết")), ("off-m", _("không tính")), ("m1", _("dưới −7 điểm")), ("m2", _("−7 đến −2")),
    ("m3", _("−2 đến +2")), ("m4", _("+2 đến +5")), ("m5", _("trên +5")),
)  # fmt: skip


@require_GET
@page("design")
def design(request: HttpRequest) -> HttpResponse:
    """The design language, drawn with the parts that the pages use."""
    parts = {
        "tokens": TOKENS,
        "standings": list(STANDINGS),
        "shapes": list(SHAPES),
        "icons": list(ICONS),
        **samples(),
    }
    return render(request, "web/design.html", parts)
