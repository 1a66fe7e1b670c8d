"""What the readers' work tells of the linkage: agreement, and employers drawn by lot looked at whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baophu.access.queries import Run
from baophu.kernel.errors import NotFound, Refused
from baophu.linkage import actions, review
from baophu.linkage.rows import pairs_of, rows_of
from baophu.register import queries as register
from baophu.web.context import run_of
from baophu.web.employers.sources import Cell, name_source, receipts_of
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.review.queue import lines
from baophu.web.rights import CLOSERS

FOUND_WORDS = {
    "waiting": gettext_noop("Chờ xem"),
    "right": gettext_noop("Đúng và đủ"),
    "foreign": gettext_noop("Có dòng của đơn vị khác"),
    "missing": gettext_noop("Còn thiếu dòng"),
    "both": gettext_noop("Vừa lẫn vừa thiếu"),
}


@never_cache
@require_http_methods(["GET", "POST"])
@page("pair-quality")
def quality(request: Asked) -> HttpResponse:
    """Precision and recall with intervals, how readers agree; a POST draws the run's lot."""
    run = run_of(request)
    if run is None:
        return render(request, "web/review/none.html")
    if request.method == "POST":
        return _draw(request, run)
    checked = review.checks(run=run.pk)
    pairs = [line.pair for line in lines(request, run)]
    given = {
        "q": review.quality(run=run.pk, pairs=pairs, checked=checked),
        "checks": [(one, gettext(FOUND_WORDS[one.found])) for one in checked],
        "next": next((one for one in checked if one.found == "waiting"), None),
        "may_draw": request.user.role in CLOSERS,
    }
    return render(request, "web/review/quality.html", given)


def _draw(request: Asked, run: Run) -> HttpResponse:
    """Draw the run's lot; only for who answers for the whole province."""
    if request.user.role not in CLOSERS or not request.scope.whole_province:
        raise Http404
    n = actions.draw_lot(by=request.user, at=timezone.now(), run=run.pk)
    said = gettext("Đã bốc thăm %(n)s đơn vị để kiểm tra.") if n else gettext("Lượt này đã bốc thăm rồi.")
    messages.success(request, said % {"n": n}, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:pair-quality"))


@never_cache
@require_http_methods(["GET", "POST"])
@page("pair-check")
def check(request: Asked, check_id: int) -> HttpResponse:
    """One employer of the lot: every row it was given, and who resembles it."""
    run = run_of(request)
    if run is None:
        return render(request, "web/review/none.html")
    one = review.check(check_id, run=run.pk)
    card = register.employer(one.employer_id, run=run.pk, area_code=request.scope.within)
    refused = ""
    if request.method == "POST":
        found = request.POST.get("found", "")
        if found not in FOUND_WORDS or found == "waiting":
            raise NotFound(what=f"kết quả “{found[:20]}”")
        try:
            actions.record_check(
                by=request.user,
                at=timezone.now(),
                check=one.id,
                found=found,
                note=request.POST.get("note", ""),
            )
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            return _to_next(request, run)
    given = {
        "one": one,
        "card": card,
        "rows": _rows(one.employer_id, run),
        "resembling": _resembling(one.employer_id, run),
        "words": [(code, gettext(words)) for code, words in FOUND_WORDS.items() if code != "waiting"],
        "found": gettext(FOUND_WORDS[one.found]),
        "refused": refused,
    }
    return render(request, "web/review/check.html", given, status=409 if refused else 200)


def _to_next(request: Asked, run: Run) -> HttpResponse:
    """Say it was kept, and go to the next employer of the lot that waits."""
    messages.success(request, gettext("Đã ghi kết quả kiểm tra."), extra_tags="ok")
    waiting = next((c for c in review.checks(run=run.pk) if c.found == "waiting"), None)
    where = reverse("web:pair-check", args=[waiting.id]) if waiting else reverse("web:pair-quality")
    return HttpResponseRedirect(where)


def _rows(employer_id: str, run: Run) -> list[tuple[object, str]]:
    """The rows that the run gave the employer, each with the source it stands in and how it was found."""
    links = rows_of(employer_id, run=run.pk)
    cells = [Cell(link.list_name, link.receipt_id, link.row, "") for link in links]
    receipts = receipts_of(cells)
    return [(name_source(cell, receipts), link.method) for cell, link in zip(cells, links, strict=True)]


def _resembling(employer_id: str, run: Run) -> list[tuple[str, register.EmployerCard | None]]:
    """Employers that the machine doubted to be the same."""
    others = [pair.other_id for pair in pairs_of(employer_id, run=run.pk)]
    known = register.employers(others, run=run.pk)
    return [(other, known.get(other)) for other in others]
