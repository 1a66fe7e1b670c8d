"""Sponsors: who promised what, to whom it was matched, how much is used; entered and taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from baophu.funds.voluntary.actions import sponsorships as actions
from baophu.funds.voluntary.queries import sponsors as queries
from baophu.funds.voluntary.queries.sponsors import SponsorView
from baophu.funds.voluntary.rights import is_province
from baophu.kernel.errors import Refused
from baophu.law.support import Group
from baophu.places.queries import area
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.calculator.asking import money
from baophu.web.calculator.saying import filled, share
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.guards import Asked, page
from baophu.web.voluntary.entering import ReasonForm, SponsorForm
from baophu.web.voluntary.words import group_word

PPM = 1_000_000
PAGE = 50


@require_http_methods(["GET", "POST"])
@page("voluntary-sponsors")
def sponsors(request: Asked) -> HttpResponse:
    """Every sponsorship; a POST enters one."""
    run, may = run_of(request), is_province(request.user)
    form = SponsorForm(request.POST if request.method == "POST" else None, run=run)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("web:voluntary-sponsor", number=_enter(request, form))
        except Refused as refused:
            form.add_error(None, filled(refused.message, refused.values))
    found = queries.sponsors(run.pk if run else None)
    given = {
        "rows": [(one, terms(one), meant_for(request, one)) for one in found],
        "used_vnd": sum(one.used_vnd for one in found),
        "people": sum(one.people for one in found),
        "form": form if may else None,
    }
    return render(request, "web/voluntary/sponsors.html", given, status=422 if form.errors else 200)


def _enter(request: Asked, form: SponsorForm) -> int:
    told = form.cleaned_data
    made = actions.enter_sponsorship(
        organisation=told["to_chuc"],
        document_no=told["van_ban"],
        document_on=told["ngay"],
        first=told["tu_thang"],
        last=told["den_thang"],
        amount_vnd=told["so_tien"],
        share_ppm=None if told["ty_le"] is None else int(told["ty_le"] * PPM),
        groups=[Group(word) for word in told["nhom"]],
        area_code=told["dia_ban"],
        people=told["nguoi"],
        by=request.user,
        at=timezone.now(),
    )
    return made.pk


@require_http_methods(["GET", "POST"])
@page("voluntary-sponsor")
def sponsor(request: Asked, number: int) -> HttpResponse:
    """One sponsorship with whom it pays for, masked; a POST takes it back."""
    run = run_of(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.take_back_sponsorship(
            sponsorship_id=number, because=form.cleaned_data["ly_do"], by=request.user, at=timezone.now()
        )
        return redirect("web:voluntary-sponsor", number=number)
    view = queries.sponsor(number, run.pk if run else None)
    matched = queries.matched(number, run.pk) if run else []
    here = pages(request.GET.get("trang", ""), total=len(matched), size=PAGE)
    shown = matched[(here.number - 1) * PAGE : here.number * PAGE]
    cards = register.people([one.person_id for one in shown], run=run.pk) if run else {}
    given = {
        "view": view,
        "terms": terms(view),
        "meant": meant_for(request, view),
        "rows": [(one, cards.get(one.person_id)) for one in shown],
        "total": len(matched),
        "pages": here,
        "form": form if is_province(request.user) and not view.taken_back else None,
    }
    return render(request, "web/voluntary/sponsor.html", given, status=422 if form.errors else 200)


def terms(view: SponsorView) -> str:
    """How much is paid, in words."""
    if view.amount_vnd is not None:
        return gettext("%(amount)s một người, một tháng") % {"amount": money(view.amount_vnd)}
    assert view.share is not None
    return gettext("%(share)s mức đóng một tháng") % {"share": share(view.share)}


def meant_for(request: Asked, view: SponsorView) -> str:
    """For whom, in words: named people, groups, an area."""
    parts = []
    if view.named:
        parts.append(gettext("%(n)s người có tên") % {"n": formats.number(len(view.named))})
    parts += [group_word(group) for group in view.groups]
    run = run_of(request)
    place = area(view.area_code, run.on) if run and view.area_code else None
    if place is not None:
        parts.append(formats.area_name(place.rank, place.name))
    return "; ".join(parts) if parts else gettext("mọi người tham gia ở tỉnh")
