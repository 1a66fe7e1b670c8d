"""Ways in: the password, the second step, a passkey, the one-time link of an invitation."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from baophu.access.queries import User, user_of
from baophu.access.signing.actions import accept, note_attempt
from baophu.access.signing.queries import (
    SignInLocked,
    check_not_locked,
    has_second_step,
    invitation,
    kinds_of,
    public_data_of,
)
from baophu.access.steps import passkeys
from baophu.access.steps.actions import PasskeyRefused, WrongCode, use_code, use_passkey
from baophu.kernel.errors import Refused
from baophu.web.guards import entrance
from baophu.web.middleware import sentence
from baophu.web.people.sessions import begin, sender_of

WAITING, ASKED = "waiting_for_step", "passkey_asked"
WAITING_SECONDS = 10 * 60
MOST_ANSWER = 20_000


class SignInForm(AuthenticationForm):
    """Name and password, with our sentences."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường."),
        "inactive": _("Tài khoản này đã khóa. Liên hệ cán bộ quản trị của đơn vị."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: object, **kwargs: object) -> None:
        super().__init__(request, *args, **kwargs)
        required = {"username": _("Chưa nhập tên đăng nhập."), "password": _("Chưa nhập mật khẩu.")}
        for name, said in required.items():
            field = self.fields[name]
            field.error_messages["required"] = said
            field.widget.attrs["autocomplete"] = "username" if name == "username" else "current-password"
        if isinstance(self.fields["username"].widget, forms.TextInput):
            self.fields["username"].widget.attrs["autocapitalize"] = "none"


@method_decorator(never_cache, name="dispatch")
class SignIn(LoginView):
    """The sign-in page; who is signed in already goes to the figures. A locked name is told when it opens."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before the password is looked at where the name or the address must wait."""
        name = request.POST.get("username", "")
        try:
            check_not_locked(name=name, address=sender_of(request), now=timezone.localtime())
        except SignInLocked as refusal:
            given = self.get_context_data(form=SignInForm(request, initial={"username": name}))
            return self.render_to_response(given | {"locked": sentence(refusal)}, status=409)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """A wrong password counts; an empty field does not."""
        name = form.data.get("username", "")
        if name and form.data.get("password"):
            _failed(self.request, name)
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """In, or on to the second step."""
        user = form.get_user()
        assert isinstance(user, User)
        return _entered(self.request, user, self.get_success_url())


def _failed(request: HttpRequest, name: str) -> None:
    note_attempt(by=None, at=timezone.now(), name=name, address=sender_of(request), failed=True)


def _entered(request: HttpRequest, user: User, there: str) -> HttpResponse:
    """Who has a second step is asked for it; nobody is signed in before."""
    if not has_second_step(user):
        begin(request, user, second=False)
        return HttpResponseRedirect(there)
    request.session[WAITING] = {"user": user.pk, "at": int(timezone.now().timestamp()), "next": there}
    return HttpResponseRedirect(reverse("web:second-step"))


def _waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Who typed the password just now, and where they were going."""
    kept = request.session.get(WAITING)
    if not kept or int(timezone.now().timestamp()) - kept["at"] >= WAITING_SECONDS:
        return None
    return user_of(kept["user"]), kept["next"]


@never_cache
@require_http_methods(["GET", "POST"])
@entrance("second-step")
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the app, or a recovery code; wrong ones count towards the lock."""
    waiting = _waiting(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("web:sign-in"))
    user, there = waiting
    given: dict[str, object] = {"kinds": kinds_of(user), "next": there}
    if request.method == "GET":
        return render(request, "web/people/second_step.html", given)
    try:
        check_not_locked(name=user.username, address=sender_of(request), now=timezone.localtime())
        use_code(by=user, at=timezone.now(), code=request.POST.get("code", "")[:40])
    except Refused as refusal:
        if isinstance(refusal, WrongCode):
            _failed(request, user.username)
        return render(
            request, "web/people/second_step.html", given | {"refused": sentence(refusal)}, status=409
        )
    request.session.pop(WAITING, None)
    begin(request, user, second=True)
    return HttpResponseRedirect(there)


@never_cache
@require_POST
@entrance("passkey-ask")
def passkey_ask(request: HttpRequest) -> JsonResponse:
    """What the browser needs to sign in with a passkey: one's own after the password, any before it."""
    waiting = _waiting(request)
    known = public_data_of(waiting[0]) if waiting else []
    options, state = passkeys.begin_using(host_of(request), known=known)
    request.session[ASKED] = dict(state)
    return JsonResponse(options)


@never_cache
@require_POST
@entrance("passkey-enter")
def passkey_enter(request: HttpRequest) -> JsonResponse:
    """Sign in by what the browser answered; a passkey is both steps at once."""
    waiting, state = _waiting(request), request.session.pop(ASKED, None)
    there = waiting[1] if waiting else _here(request, request.GET.get("next", ""))
    try:
        check_not_locked(name="", address=sender_of(request), now=timezone.localtime())
        if state is None:
            raise PasskeyRefused
        user = use_passkey(
            by=waiting[0] if waiting else None, at=timezone.now(), host=host_of(request), state=state,
            answer=answer_of(request),
        )  # fmt: skip
    except Refused as refusal:
        if isinstance(refusal, PasskeyRefused):
            _failed(request, waiting[0].username if waiting else "")
        return JsonResponse({"refused": sentence(refusal)}, status=409)
    request.session.pop(WAITING, None)
    begin(request, user, second=True)
    return JsonResponse({"there": there})


def host_of(request: HttpRequest) -> str:
    """The host that passkeys are bound to: the request's, without its port."""
    return request.get_host().rsplit(":", 1)[0] if ":" in request.get_host() else request.get_host()


def answer_of(request: HttpRequest) -> dict[str, Any]:
    """What the browser sent; anything else than an object is an empty one."""
    try:
        sent = json.loads(request.body) if len(request.body) <= MOST_ANSWER else None
    except ValueError:
        sent = None
    return sent if isinstance(sent, dict) else {}


def _here(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if wanted and safe else reverse("web:home")


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        error_messages={"required": _("Chưa nhập mật khẩu.")},
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        error_messages={"required": _("Chưa nhập lại mật khẩu.")},
    )

    def clean_again(self) -> str:
        """The same once more."""
        if self.cleaned_data.get("again") != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("Hai lần nhập không giống nhau."))
        return str(self.cleaned_data["again"])


@never_cache
@require_http_methods(["GET", "POST"])
@entrance("invitation")
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a one-time link: set the password, then sign in with it."""
    found = invitation(token, at=timezone.now())
    form = PasswordForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            accept(by=None, at=timezone.now(), token=token, password=form.cleaned_data["password"])
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            return render(request, "web/people/invited_done.html", {"person": found.user})
    given = {"person": found.user, "form": form, "refused": refused, "kind": found.kind}
    return render(request, "web/people/invited.html", given, status=409 if refused else 200)
