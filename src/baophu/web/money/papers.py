"""The monthly notice C12-TS on screen, as PDF and as workbook."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

import baophu.access.actions as journal
from baophu.access.queries import Run
from baophu.funds.money import queries as money
from baophu.funds.money.units import units_of
from baophu.kernel.time import Month
from baophu.register.queries import EmployerCard
from baophu.reporting.documents.c12 import notice_pdf, notice_workbook
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.money.forms import month_of
from baophu.web.money.paper import paper_of, sheet_of, verdict_of
from baophu.web.money.views import card_of, frame_of
from baophu.web.rights import COLLECTORS

ENDINGS = {
    "pdf": (notice_pdf, "application/pdf"),
    "xlsx": (notice_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _asked(request: Asked, employer_id: str, unit_code: str, month: str) -> tuple[Run, EmployerCard, Month]:
    """The employer, its unit and the month, or nothing at all."""
    run, card = card_of(request, employer_id)
    found = month_of(month)
    if found is None or unit_code not in units_of(card.id, run=run.pk):
        raise Http404
    return run, card, found


@require_GET
@page("account")
def notice(request: Asked, employer_id: str, unit_code: str, month: str) -> HttpResponse:
    """The form line by line, with the way to dispute it."""
    run, card, found = _asked(request, employer_id, unit_code, month)
    paper = paper_of(card, unit_code, found, run=run, book=book_in_force())
    given = frame_of(request, card, run) | {
        "paper": paper,
        "month": found,
        "verdict": f"{verdict_of(paper)}.",
        "unit_code": unit_code,
        "columns": [gettext(money.FUND_NAMES[fund]) for fund in money.FUNDS],
        "may_decide": request.user.role in COLLECTORS,
    }
    return render(request, "web/money/notice.html", given)


@require_GET
@page("account")
def notice_file(request: Asked, employer_id: str, unit_code: str, month: str, ending: str) -> HttpResponse:
    """The form as a file; the making is in the journal."""
    run, card, found = _asked(request, employer_id, unit_code, month)
    if ending not in ENDINGS:
        raise Http404
    make, kind = ENDINGS[ending]
    now = timezone.localtime()
    paper = paper_of(card, unit_code, found, run=run, book=book_in_force())
    made = make(sheet_of(paper, run=run, made_at=f"{now:%d/%m/%Y %H:%M}"))
    journal.record(
        by=request.user,
        at=now,
        action="funds.notice_made",
        subject=f"unit:{unit_code}",
        area_code=card.district_code,
        detail={"month": found.text, "run": paper.notice.run, "form": ending},
    )
    name = f"C12-TS-{unit_code}-{found.first:%Y-%m}.{ending}"
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
