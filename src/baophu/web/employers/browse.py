"""The list of employers: asked, kept under a name, ticked, given to an officer, carried away as a sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

import baophu.access.actions as journal
from baophu.access.queries import Run, User
from baophu.coverage import standings
from baophu.kernel.errors import Refused
from baophu.places.queries import area, areas
from baophu.plan import kept
from baophu.plan.lines import queries as lines
from baophu.plan.lines.actions import complete
from baophu.plan.portfolio import queries as portfolio
from baophu.plan.portfolio.actions import draw_up, give
from baophu.plan.portfolio.rules import InOtherHands
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.employers.asking import Question, Row, ask, listing
from baophu.web.employers.filters import COLUMNS, ORDERS, SIZES, USUAL, Filters, size_words
from baophu.web.employers.listing import answer, understood
from baophu.web.employers.sectors import SECTORS
from baophu.web.employers.sheet import write_sheet
from baophu.web.employers.sources import lowered
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.rights import may_open


@require_GET
@page("employers")
def employers(request: Asked) -> HttpResponse:
    """Every employer of the reader's area, gravest first, or the closest to the words typed."""
    run = run_of(request)
    given = _with_columns(request.GET)
    filters = Filters.read(given)
    if run is None:
        return render(request, "web/employers/none.html", {"filters": filters})
    found = listing(question := ask(run, filters, request.scope.within), given)
    if not found.tallies and complete(run=run, by=request.user, at=timezone.now()):
        found = listing(question, given)
    shown = {
        "filters": filters,
        "answer": answer(filters, found.tallies, area_words(request, filters, run)),
        "understood": understood(found.found),
        "tallies": [(kind, found.tallies.get(kind, lines.Tally())) for kind in standings.StandingKind.values],
        "everyone": sum(t.employers for t in found.tallies.values()),
        "conditions": filters.conditions(),
        "total": found.total,
        "steps": found.steps,
        "rows": [(row, place_names(row.line, run)) for row in found.rows],
        "heads": heads(filters),
        "kept": kept.filters_of(request.user),
        "may_give": may_open(request.user.role, "charge"),
        **_choices(request, filters, run),
    }
    return render(request, "web/employers/list.html", shown)


@require_GET
@page("employers")
def sheet(request: Asked) -> HttpResponse | FileResponse:
    """The filtered list as a spreadsheet, its filters written in it; the making is in the journal."""
    run, question = _asked(request, request.GET)
    return _sheet(request, run, question, question.every(), ticked=False)


@require_POST
@page("employers")
def selection(request: Asked) -> HttpResponse | FileResponse:
    """What is done with the rows ticked, or with all that the filters leave: a sheet, or an officer."""
    run, question = _asked(request, QueryDict(request.POST.get("question", "")))
    whole = request.POST.get("all") == "1"
    ids = question.every() if whole else _ticked(request, question)
    back = f"{reverse('web:employers')}?{question.filters.address}"
    if not ids:
        messages.error(request, gettext("Chưa chọn đơn vị nào. Đánh dấu ô đầu dòng rồi chọn lại."), "bad")
        return HttpResponseRedirect(back)
    if request.POST.get("do") == "sheet":
        return _sheet(request, run, question, ids, ticked=not whole)
    if not may_open(request.user.role, "charge"):
        raise Http404
    return _charge_page(request, run, question, ids, whole=whole)


@require_POST
@page("charge")
def charge(request: Asked) -> HttpResponse:
    """Put an officer in charge of the units chosen, or draw up the minutes where they are in other hands."""
    run, question = _asked(request, QueryDict(request.POST.get("question", "")))
    whole = request.POST.get("all") == "1"
    ids = question.every() if whole else _ticked(request, question)
    officer = next((one for one in portfolio.officers() if one.username == request.POST.get("officer")), None)
    if officer is None:
        refused = gettext("Chưa chọn chuyên quản.")
        return _charge_page(request, run, question, ids, whole=whole, refused=refused)
    try:
        said = _given_or_minutes(request, run, ids, officer)
    except InOtherHands as refusal:
        return _charge_page(request, run, question, ids, whole=whole, refused=sentence(refusal), held=True)
    except Refused as refusal:
        return _charge_page(request, run, question, ids, whole=whole, refused=sentence(refusal))
    messages.success(request, said, "ok")
    return HttpResponseRedirect(f"{reverse('web:employers')}?{question.filters.address}")


@require_POST
@page("employers")
def keep(request: Asked) -> HttpResponse:
    """Keep the question under a name, or drop one that is kept."""
    question = Filters.read(QueryDict(request.POST.get("question", ""))).address
    name = " ".join(request.POST.get("name", "").split())
    try:
        if request.POST.get("do") == "drop":
            kept.drop(by=request.user, at=timezone.now(), name=name)
            messages.success(request, gettext("Đã bỏ bộ lọc “%(name)s”.") % {"name": name}, "ok")
        else:
            kept.keep(by=request.user, at=timezone.now(), name=name, question=question)
            messages.success(request, gettext("Đã lưu bộ lọc “%(name)s”.") % {"name": name}, "ok")
    except Refused as refusal:
        messages.error(request, sentence(refusal), "bad")
    return HttpResponseRedirect(f"{reverse('web:employers')}?{question}")


def _asked(request: Asked, given: QueryDict) -> tuple[Run, Question]:
    """The run shown, its lines made where it has none yet, and the question to it."""
    run = run_of(request)
    if run is None:
        raise Http404
    complete(run=run, by=request.user, at=timezone.now())
    return run, ask(run, Filters.read(given), request.scope.within)


def heads(filters: Filters) -> list[tuple[str, str, str]]:
    """The columns shown: name, title, and the order that its head sorts by (blank: none)."""
    orders = set(ORDERS)
    return [(name, COLUMNS[name], name if name in orders else "") for name in filters.columns]


def _with_columns(given: QueryDict) -> QueryDict:
    """The address with the ticked columns (`cot`) as one word."""
    chosen = given.getlist("cot")
    if not chosen:
        return given
    copied = given.copy()
    del copied["cot"]
    copied["cols"] = "" if set(chosen) == set(USUAL) else ",".join(chosen)
    return copied


def _ticked(request: Asked, question: Question) -> list[str]:
    """The rows ticked that lie in the reader's area."""
    return lines.allowed(question.run.pk, request.scope.within, request.POST.getlist("chon")[:1000])


def _sheet(
    request: Asked, run: Run, question: Question, ids: list[str], *, ticked: bool
) -> FileResponse | HttpResponse:
    """The spreadsheet of some employers; who made it stands in it and in the journal."""
    filters = question.filters
    said = filters.words(area_words(request, filters, run))
    if ticked:
        said.append((gettext("Chọn tay"), gettext("%(n)s dòng") % {"n": formats.number(len(ids))}))
    said.append((gettext("Người lập"), request.user.full_name))
    file = write_sheet(_lines(ids, run), said=said, run=run, officers=portfolio.in_charge(ids))
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="employers.export",
        subject=f"run:{run.pk}",
        area_code=request.scope.code,
        detail={"rows": len(ids), "question": filters.address, "ticked": ticked},
    )
    name = f"don-vi-luot-{run.pk}-{run.on:%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def _lines(ids: list[str], run: Run) -> Any:
    """The standings of employers in the order given, read in portions."""
    for part in lines.portions(ids):
        known = standings.of_employers(part, run=run.pk)
        yield from (known[one] for one in part if one in known)


def _given_or_minutes(request: Asked, run: Run, ids: list[str], officer: User) -> str:
    """The sentence of what was done."""
    now, today = timezone.now(), timezone.localdate()
    if request.POST.get("do") != "minutes":
        done = give(by=request.user, at=now, on=today, run=run.pk, employer_ids=ids, officer=officer)
        return ngettext(
            "Đã giao %(n)s đơn vị cho %(officer)s.", "Đã giao %(n)s đơn vị cho %(officer)s.", done.given
        ) % {"n": formats.number(done.given), "officer": officer.full_name}
    numbers, because = [], " ".join(request.POST.get("because", "").split())[:400]
    held = portfolio.in_charge(ids)
    givers = {user.pk: user for user in held.values() if user.pk != officer.pk}
    for giver in sorted(givers.values(), key=lambda user: user.username):
        own = [one for one in ids if one in held and held[one].pk == giver.pk]
        minutes = draw_up(
            by=request.user, at=now, on=today, run=run.pk, giver=giver, receiver=officer,
            employer_ids=own, because=because or gettext("Phân công lại"),
        )  # fmt: skip
        numbers.append(minutes.number)
    return gettext("Đã lập biên bản bàn giao %(numbers)s; chờ người giao và người nhận xác nhận.") % {
        "numbers": ", ".join(numbers)
    }


def _charge_page(
    request: Asked,
    run: Run,
    question: Question,
    ids: list[str],
    *,
    whole: bool,
    refused: str = "",
    held: bool = False,
) -> HttpResponse:
    """The page that asks which officer; where units are in other hands, whether to draw up minutes."""
    scope = request.scope
    officers = portfolio.officers(district_code="" if scope.whole_province else scope.code)
    given = {
        "question": question.filters.address,
        "whole": whole,
        "ids": [] if whole else ids,
        "units": len(ids),
        "officers": officers,
        "chosen": request.POST.get("officer", ""),
        "refused": refused,
        "held": held,
        "conditions": question.filters.words(area_words(request, question.filters, run)),
    }
    return render(request, "web/employers/charge.html", given, status=409 if refused else 200)


def area_words(request: Asked, filters: Filters, run: Run) -> str:
    """The area asked for, in words: `xã Cẩm Bình, huyện Cẩm Xuyên`."""
    own = request.scope.code
    codes = [filters.commune, filters.district] if filters.district else [own]
    if len(own) > len(filters.commune or filters.district):
        codes = [own]
    found = [place for code in codes if code and (place := area(code, run.on))]
    if found and found[0].level == "commune" and len(found) == 1 and found[0].parent_code:
        parent = area(found[0].parent_code, run.on)
        found += [parent] if parent else []
    named = (formats.area_name(place.rank, place.name) for place in found)
    return ", ".join(named if formats.english() else map(lowered, named)) or gettext("địa bàn này")


def place_names(line: standings.Line, run: Run) -> str:
    """`X. Cẩm Bình, H. Cẩm Xuyên`, for the second line of a row."""
    found = (area(code, run.on) for code in (line.commune_code, line.district_code) if code)
    return ", ".join(formats.area_name(p.rank, p.name) for p in found if p) or formats.UNKNOWN


def _choices(request: Asked, filters: Filters, run: Run) -> dict[str, object]:
    """What the filters offer, within the reader's area."""
    scope = request.scope
    districts = areas("district", run.on) if scope.whole_province else []
    inside = filters.district or (scope.code if scope.level == "district" else "")
    communes = [place for place in areas("commune", run.on) if inside and place.parent_code == inside]
    return {
        "districts": districts,
        "communes": communes,
        "kinds": register.EmployerKind.choices,
        "sizes": [(size, size_words(size)) for size in SIZES],
        "sectors": list(SECTORS.items()),
        "orders": [(order.value, words) for order, words in ORDERS.items()],
        "columns": [(name, title, name in filters.columns) for name, title in COLUMNS.items()],
        "officers": portfolio.officers(district_code="" if scope.whole_province else inside),
        "nobody": lines.NOBODY,
    }


__all__ = ["Row", "area_words", "charge", "employers", "keep", "place_names", "selection", "sheet"]
