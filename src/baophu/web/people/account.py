"""One's own account: posts, password, second step, passkeys, every session."""

from __future__ import annotations

from collections.abc import Callable

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from baophu.access.posts.actions import take_up
from baophu.access.posts.queries import acts, in_force, posts_of
from baophu.access.signing import queries
from baophu.access.signing.actions import change_password, end_sessions
from baophu.access.steps import actions as steps
from baophu.access.steps import codes, passkeys
from baophu.kernel.errors import NotFound, Refused
from baophu.web.guards import Asked, lacks_second_step, page
from baophu.web.middleware import sentence
from baophu.web.people.entering import PasswordForm, answer_of, host_of
from baophu.web.people.sessions import SECOND

MAKING = "passkey_making"


@never_cache
@require_http_methods(["GET"])
@page("my-account", own=True)
def account(request: Asked) -> HttpResponse:
    """Everything that is one's own to see and to change."""
    return _shown(request, PasswordForm())


def _shown(
    request: Asked, form: PasswordForm, refused: str = "", codes_made: tuple[str, ...] = ()
) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    given = {
        "form": form,
        "refused": refused,
        "codes_made": codes_made,
        "posts": posts_of(user),
        "others": [p for p in in_force(user, today) if not _acting(request, p.id)],
        "today": today,
        "no_post": not acts(user, today),
        "must_step": lacks_second_step(request, user),
        "steps": queries.steps_of(user),
        "codes_left": queries.codes_left(user),
    }
    return render(request, "web/people/account.html", given, status=409 if refused else 200)


def _acting(request: Asked, number: int) -> bool:
    """Whether a post is the one acted in."""
    user = request.user
    mine = next((p for p in posts_of(user) if p.id == number), None)
    return mine is not None and (mine.role, mine.agency_code, mine.area_code, mine.starts_on) == (
        user.role, user.agency_code, user.area_code, user.post_from,
    )  # fmt: skip


@sensitive_post_parameters()
@never_cache
@require_POST
@page("my-account", own=True)
def password(request: Asked) -> HttpResponse:
    """Change the password; this session goes on, every other one ends."""
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, str(next(iter(form.errors.values()))[0]))
    try:
        change_password(
            by=request.user, at=timezone.now(), former=request.POST.get("former", ""),
            new=form.cleaned_data["password"],
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, form, sentence(refusal))
    update_session_auth_hash(request, request.user)
    messages.success(request, gettext("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."), extra_tags="ok")
    return HttpResponseRedirect(reverse("web:my-account"))


@require_POST
@page("my-account", own=True)
def deed(request: Asked, what: str) -> HttpResponse:
    """End every session, begin an app, renew recovery codes, remove an authenticator, take up a post."""
    deeds: dict[str, Callable[[Asked], HttpResponse]] = {
        "thoat-moi-noi": _end_all, "ung-dung": _begin_app, "ma-du-phong": _renew, "go": _remove,
        "nhan-nhiem-vu": _take,
    }  # fmt: skip
    if what not in deeds:
        raise Http404
    return deeds[what](request)


def _end_all(request: Asked) -> HttpResponse:
    end_sessions(by=request.user, at=timezone.now(), user=request.user)
    return HttpResponseRedirect(reverse("web:sign-in"))


def _begin_app(request: Asked) -> HttpResponse:
    steps.begin_totp(by=request.user, at=timezone.now())
    return HttpResponseRedirect(reverse("web:my-app"))


def _renew(request: Asked) -> HttpResponse:
    return _shown(
        request, PasswordForm(), codes_made=tuple(steps.renew_codes(by=request.user, at=timezone.now()))
    )


def _remove(request: Asked) -> HttpResponse:
    steps.remove(by=request.user, at=timezone.now(), user=request.user, number=_number(request))
    messages.success(request, gettext("Đã gỡ."), extra_tags="ok")
    return HttpResponseRedirect(reverse("web:my-account"))


def _take(request: Asked) -> HttpResponse:
    now = timezone.localtime()
    if take_up(by=request.user, on=now.date(), at=now, number=_number(request)) is None:
        raise NotFound(what="nhiệm vụ này")
    return HttpResponseRedirect(reverse("web:home"))


def _number(request: Asked) -> int:
    typed = request.POST.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@never_cache
@require_http_methods(["GET", "POST"])
@page("my-account", own=True)
def app(request: Asked) -> HttpResponse:
    """The QR for the app, and its first code; then the recovery codes, once."""
    secret = queries.waiting_secret(request.user)
    if secret is None:
        return HttpResponseRedirect(reverse("web:my-account"))
    refused = ""
    if request.method == "POST":
        try:
            made = steps.confirm_totp(by=request.user, at=timezone.now(), code=request.POST.get("code", ""))
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            request.session[SECOND] = True
            return _shown(request, PasswordForm(), codes_made=tuple(made))
    drawn = segno.make(codes.address_of(secret, request.user.username), error="m").svg_inline(
        scale=5, border=4, light="#fff", svgclass="qr", lineclass=None
    )
    groups = [secret[i : i + 4] for i in range(0, len(secret), 4)]
    given = {"qr": mark_safe(drawn), "groups": groups, "refused": refused}
    return render(request, "web/people/app.html", given, status=409 if refused else 200)


@never_cache
@require_POST
@page("my-account", own=True)
def passkey_begin(request: Asked) -> JsonResponse:
    """What the browser needs to make a passkey for this account."""
    user = request.user
    options, state = passkeys.begin_making(
        host_of(request), user=(user.pk, user.username, user.full_name), known=queries.public_data_of(user)
    )
    request.session[MAKING] = dict(state)
    return JsonResponse(options)


@never_cache
@require_POST
@page("my-account", own=True)
def passkey_made(request: Asked) -> JsonResponse:
    """Keep the passkey that the browser made."""
    state, answer = request.session.pop(MAKING, None), answer_of(request)
    try:
        if state is None:
            raise steps.PasskeyRefused
        steps.add_passkey(
            by=request.user, at=timezone.now(), host=host_of(request), state=state, answer=answer,
            name=str(answer.get("name", "")),
        )  # fmt: skip
    except Refused as refusal:
        return JsonResponse({"refused": sentence(refusal)}, status=409)
    request.session[SECOND] = True
    messages.success(request, gettext("Đã thêm khóa truy cập."), extra_tags="ok")
    return JsonResponse({"there": reverse("web:my-account")})
