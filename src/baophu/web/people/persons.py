"""Everybody's accounts, for the administrator: invite, give and end posts, links, locks, closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.access.posts.actions import end, give
from baophu.access.posts.queries import post, posts_of
from baophu.access.queries import Role, User, entries_about, users
from baophu.access.signing import actions, queries
from baophu.access.steps.actions import remove
from baophu.kernel.errors import Forbidden, NotFound, Refused
from baophu.places.queries import agencies, areas
from baophu.web.employers.listing import pages
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.people.words import deed_words

SHOWN = 50
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
NO_DAY = _("Chưa đọc được ngày này. Ghi như 31/12/2018.")
Given = dict[str, Any]


class PostForm(forms.Form):
    """A role, its agency and area, from day to day."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    agency_code = forms.CharField(label=_("Cơ quan"), required=False, max_length=200)
    area_code = forms.CharField(
        label=_("Địa bàn"), max_length=200, error_messages={"required": _("Chưa chọn địa bàn.")}
    )
    title = forms.CharField(label=_("Chức danh"), required=False, max_length=120)
    starts_on = forms.DateField(
        label=_("Từ ngày"), input_formats=DAYS,
        error_messages={"required": _("Chưa có ngày bắt đầu."), "invalid": NO_DAY},
    )  # fmt: skip
    last_day = forms.DateField(
        label=_("Ngày cuối"), required=False, input_formats=DAYS, error_messages={"invalid": NO_DAY}
    )

    def clean_area_code(self) -> str:
        """The code before the name: "447 Huyện Kỳ Anh"."""
        return str(self.cleaned_data["area_code"]).split()[0]

    def clean_agency_code(self) -> str:
        """The code before the name."""
        return str(self.cleaned_data["agency_code"]).partition(" ")[0]

    def wanted(self) -> Given:
        """What the form asks, as actions take it."""
        given = {k: self.cleaned_data[k] for k in ("role", "agency_code", "area_code", "title", "starts_on")}
        last = self.cleaned_data["last_day"]
        return given | {"ends_before": date.fromordinal(last.toordinal() + 1) if last else None}


class InviteForm(PostForm):
    """A person and the first post."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=80, error_messages={"required": _("Chưa ghi họ và tên.")}
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,39}$", label=_("Tên đăng nhập"),
        error_messages={
            "required": _("Chưa có tên đăng nhập."),
            "invalid": _("Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch."),
        },
    )  # fmt: skip


@require_GET
@page("people")
def people(request: Asked) -> HttpResponse:
    """Everybody by name, with the post acted in."""
    asked = request.GET
    words, role = asked.get("q", "").strip()[:80], asked.get("vai", "")
    closed = asked.get("khoa") == "1"
    found = users(words=words, role=role if role in Role.values else "", closed=closed)
    here = pages(asked.get("trang", ""), total=len(found), size=SHOWN)
    given = {
        "people": found[(here.number - 1) * SHOWN : here.number * SHOWN],
        "total": len(found), "pages": here, "words": words, "role": role, "closed": closed,
        "roles": Role.choices, "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "web/people/list.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("people")
def invite(request: Asked) -> HttpResponse:
    """A new person with a first post; the one-time link is shown once, to be handed over."""
    form = InviteForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            user, token = actions.invite(
                by=request.user, at=timezone.localtime(), username=form.cleaned_data["username"],
                full_name=form.cleaned_data["full_name"], **form.wanted(),
            )  # fmt: skip
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            return _link_page(request, user, token)
    given = {"form": form, "refused": refused, **_choices(timezone.localdate())}
    return render(request, "web/people/invite.html", given, status=409 if refused else 200)


def _link_page(request: Asked, user: User, token: str) -> HttpResponse:
    """The link, once; reloading the page does not show it again."""
    address = request.build_absolute_uri(reverse("web:invitation", args=[token]))
    given = {"person": user, "address": address, "days": actions.LINK_DAYS}
    return render(request, "web/people/link.html", given)


def _choices(today: date) -> Given:
    """The areas and agencies to choose from: of today, and of the days that the posts of old lists name."""
    days = [today, date(2018, 1, 1)]
    levels = ("province", "district", "commune")
    places = {p.code: p.full_name for day in days for level in levels for p in areas(level, day)}
    offices = {a.code: a.name for day in days for a in agencies(day) if not a.code.startswith("commune-")}
    return {"areas": sorted(places.items()), "agencies": sorted(offices.items(), key=lambda o: o[1])}


@never_cache
@require_GET
@page("people")
def person(request: Asked, number: int) -> HttpResponse:
    """One person: posts over time, ways in, what was done with the account."""
    return _person_page(request, _of(number), PostForm(initial={"starts_on": timezone.localdate()}))


def _person_page(request: Asked, user: User, form: PostForm, refused: str = "") -> HttpResponse:
    now = timezone.localtime()
    given = {
        "person": user,
        "form": form,
        "refused": refused,
        "posts": posts_of(user),
        "today": now.date(),
        "locked": queries.name_locked(user.username, now=now),
        "steps": queries.steps_of(user),
        "links": [link for link in queries.invitations_of(user) if link.open_at(now)],
        "entries": [(e, deed_words(e.action)) for e in entries_about(f"user:{user.username}", limit=30)],
        "others": [u for u in users() if u.pk != user.pk],
        "own": user.pk == request.user.pk,
        **_choices(now.date()),
    }
    return render(request, "web/people/one.html", given, status=409 if refused else 200)


def _of(number: int) -> User:
    found = next((u for closed in (False, True) for u in users(closed=closed) if u.pk == number), None)
    if found is None:
        raise NotFound(what=f"tài khoản số {number}")
    return found


@never_cache
@require_POST
@page("people")
def deed(request: Asked, number: int, what: str) -> HttpResponse:
    """One deed of the administrator, then back to the person."""
    user = _of(number)
    deeds: dict[str, Callable[[Asked, User], HttpResponse | None]] = {
        "giao": _give, "ket-thuc": _end, "lien-ket": _link, "mo-khoa": _release, "thoat": _end_sessions,
        "go": _remove, "khoa": _close, "mo": _open,
    }  # fmt: skip
    if what not in deeds:
        raise Http404
    try:
        answer = deeds[what](request, user)
    except (Refused, Forbidden) as refusal:
        return _person_page(request, user, PostForm(request.POST or None), sentence(refusal))
    if answer is None:
        messages.success(request, gettext("Đã ghi."), extra_tags="ok")
        return HttpResponseRedirect(reverse("web:people-person", args=[user.pk]))
    return answer


def _give(request: Asked, user: User) -> HttpResponse | None:
    form = PostForm(request.POST)
    if not form.is_valid():
        return _person_page(request, user, form, str(next(iter(form.errors.values()))[0]))
    give(by=request.user, at=timezone.localtime(), user=user, **form.wanted())
    return None


def _end(request: Asked, user: User) -> HttpResponse | None:
    number, to = (_whole(request.POST.get(name, "")) for name in ("post", "handed_to"))
    if post(number).user_id != user.pk:
        raise NotFound(what=f"nhiệm vụ số {number}")
    last = forms.DateField(input_formats=DAYS, required=False, error_messages={"invalid": NO_DAY})
    try:
        day = last.clean(request.POST.get("last_day", "")) or timezone.localdate()
    except forms.ValidationError as fault:
        return _person_page(request, user, PostForm(), str(fault.messages[0]))
    end(
        by=request.user, at=timezone.localtime(), number=number,
        ends_before=date.fromordinal(day.toordinal() + 1), because=request.POST.get("because", ""),
        handed_to=_of(to) if to else None,
    )  # fmt: skip
    return None


def _link(request: Asked, user: User) -> HttpResponse:
    return _link_page(request, user, actions.make_link(by=request.user, at=timezone.now(), user=user))


def _release(request: Asked, user: User) -> None:
    actions.release(by=request.user, at=timezone.now(), user=user)


def _end_sessions(request: Asked, user: User) -> None:
    actions.end_sessions(by=request.user, at=timezone.now(), user=user)


def _remove(request: Asked, user: User) -> None:
    remove(by=request.user, at=timezone.now(), user=user, number=_whole(request.POST.get("number", "")))


def _close(request: Asked, user: User) -> None:
    because = request.POST.get("because", "")
    actions.deactivate(by=request.user, at=timezone.now(), user=user, because=because)


def _open(request: Asked, user: User) -> None:
    because = request.POST.get("because", "")
    actions.reactivate(by=request.user, at=timezone.now(), user=user, because=because)


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
