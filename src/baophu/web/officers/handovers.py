"""Minutes of handing over: the list, one with its units, its paper, both confirmations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

import baophu.access.actions as journal
from baophu.coverage.queries import standing_label
from baophu.kernel.errors import Refused
from baophu.kernel.time import format_day
from baophu.plan.portfolio import actions, queries
from baophu.reporting.documents.handover import HandedUnit, MinutesSheet, minutes_pdf
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence


@require_GET
@page("handovers")
def handovers(request: Asked) -> HttpResponse:
    """Every minutes that the reader takes part in; the province's officers see all."""
    found = queries.handovers(request.user, area_code=request.scope.code)
    given = {"rows": [(row, row.waits_for(request.user)) for row in found]}
    return render(request, "web/officers/handovers.html", given)


@require_http_methods(["GET", "POST"])
@page("handover")
def handover(request: Asked, number: str) -> HttpResponse:
    """One minutes with its units; a POST confirms or cancels it."""
    found, items = queries.handover(number, user=request.user, area_code=request.scope.code)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _done(request, number), "ok")
            return HttpResponseRedirect(reverse("web:handover", args=[number]))
        except Refused as refusal:
            refused = sentence(refusal)
    given = {
        "h": found,
        "items": items,
        "waits": found.waits_for(request.user),
        "may_cancel": found.state == "waiting"
        and (
            request.user.pk in {found.giver.pk, found.receiver.pk}
            or found.drawn_up_by == request.user.full_name
        ),
        "refused": refused,
    }
    return render(request, "web/officers/handover.html", given, status=409 if refused else 200)


@require_GET
@page("handover")
def minutes(request: Asked, number: str) -> HttpResponse:
    """The paper for both to sign; the making is in the journal."""
    found, items = queries.handover(number, user=request.user, area_code=request.scope.code)
    now = timezone.localtime()
    sheet = MinutesSheet(
        number=found.number,
        drawn_up=f"{timezone.localtime(found.drawn_up_at):%d/%m/%Y}",
        giver=found.giver.full_name,
        giver_post=found.giver.post,
        receiver=found.receiver.full_name,
        receiver_post=found.receiver.post,
        because=found.because,
        effective=format_day(found.effective_on) if found.effective_on else "",
        given=f"{timezone.localtime(found.given_at):%H:%M %d/%m/%Y}" if found.given_at else "",
        received=f"{timezone.localtime(found.received_at):%H:%M %d/%m/%Y}" if found.received_at else "",
        units=tuple(
            HandedUnit(
                i.name, standing_label(i.standing) if i.standing else "", i.lacking, i.deducted, i.owed_vnd,
                i.objections,
            )
            for i in items
        ),
        made_from=f"Lượt đối chiếu số {found.run}; lập bản in {now:%d/%m/%Y %H:%M}",
    )  # fmt: skip
    journal.record(
        by=request.user,
        at=now,
        action="handover.print",
        subject=f"handover:{number}",
        area_code=found.district_code,
    )
    name = f"bien-ban-{found.number}.pdf"
    return HttpResponse(
        minutes_pdf(sheet),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _done(request: Asked, number: str) -> str:
    """What the POST came to."""
    now = timezone.now()
    if request.POST.get("do") == "cancel":
        actions.cancel(by=request.user, at=now, number=number)
        return gettext("Đã hủy biên bản %(number)s; các đơn vị vẫn do người giao phụ trách.") % {
            "number": number
        }
    done = actions.confirm(by=request.user, at=now, on=timezone.localdate(), number=number)
    if done.effective_on:
        return gettext("Hai bên đã xác nhận biên bản %(number)s; các đơn vị đã chuyển.") % {"number": number}
    return gettext("Đã xác nhận biên bản %(number)s; chờ bên kia xác nhận.") % {"number": number}
