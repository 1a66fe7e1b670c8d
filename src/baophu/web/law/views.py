"""The law book, one parameter, entering a value, and what the second person decides."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.access.queries import entries_about
from baophu.kernel.errors import Forbidden, NotFound, Refused
from baophu.law.book import Parameter
from baophu.lawbook import actions, queries
from baophu.lawbook.queries import EntryState
from baophu.lawbook.rules.standing import NoSuchParameter, gaps
from baophu.lawbook.rules.typed import BadDay, parse_day
from baophu.reporting.law_words import GROUPS, UNITS
from baophu.web.guards import Asked, page
from baophu.web.law import reading
from baophu.web.law.entering import ValueForm, help_for
from baophu.web.middleware import sentence
from baophu.web.rights import may_open

CONFIRM, REJECT, WITHDRAW = "xac-nhan", "tu-choi", "rut"
DONE: dict[str, str] = {
    CONFIRM: gettext_noop("Đã xác nhận. Từ bây giờ mọi phép tính dùng giá trị này và nói rõ văn bản."),
    REJECT: gettext_noop("Đã ghi: không xác nhận giá trị này."),
    WITHDRAW: gettext_noop("Đã rút giá trị. Những gì đã tính trước đó giữ nguyên."),
}


@require_GET
@page("law")
def book(request: Asked) -> HttpResponse:
    """Every parameter with its value on a day, by chapter; what is missing, what waits."""
    law, on = queries.book(), _day(request)
    entries = queries.entries()
    lines = reading.shelf(law, on)
    narrowed, group = request.GET.get("loc", ""), request.GET.get("nhom", "")
    words = request.GET.get("q", "").strip()[:120]
    found = reading.chosen(
        lines,
        narrowed=narrowed if narrowed in reading.FILTERS else "",
        group=group if group in GROUPS else "",
        words=words,
    )
    waiting = [
        entry for entry in entries if entry.state is EntryState.PENDING and entry.key in law.parameters
    ]
    given = {
        "on": on,
        "today": timezone.localdate(),
        "groups": reading.grouped(found),
        "total": len(lines),
        "found": len(found),
        "missing": sum(line.fits(reading.UNKNOWN) for line in lines),
        "filters": [
            (name, title, sum(line.fits(name) for line in lines)) for name, title in reading.FILTERS.items()
        ],
        "narrowed": narrowed,
        "group": group,
        "words": words,
        "chapters": GROUPS,
        "waiting": [
            (law.parameters[entry.key], entered)
            for entry in waiting
            for entered in reading.entered_of(law.parameters[entry.key], [entry])
        ],
    }
    return render(request, "web/law/book.html", given)


@never_cache
@require_GET
@page("law")
def parameter(request: Asked, key: str) -> HttpResponse:
    """One parameter: every value with its document, what officers entered, who uses it, what was done."""
    law, on = queries.book(), timezone.localdate()
    found = _parameter(key, law.parameters.get(key))
    line = reading.line_of(found, law, on)
    given = {
        "parameter": found,
        "group": GROUPS.get(key.partition(".")[0], ""),
        "unit": UNITS[found.unit],
        "on": on,
        "line": line,
        "rows": reading.rows_of(line, law),
        "gaps": line.gaps,
        "entered": reading.entered_of(found, queries.entries(key)),
        "cited": reading.cited_by(key),
        "deeds": reading.deeds_of(entries_about(f"law:{key}")),
        "may_enter": may_open(request.user.role, "law-enter"),
    }
    return render(request, "web/law/parameter.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("law-enter")
def enter(request: Asked, key: str) -> HttpResponse:
    """Enter a value from its document."""
    found = _parameter(key, queries.book().parameters.get(key))
    begins = _read_day(request.GET.get("tu", "")) or next(iter(gaps(found, timezone.localdate())), None)
    form = ValueForm(request.POST or None, initial={"holds_from": begins})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter(by=request.user, at=timezone.now(), key=key, **form.cleaned_data)
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            said = gettext("Đã ghi. Giá trị được dùng khi người thứ hai xác nhận.")
            messages.success(request, said, extra_tags="ok")
            return HttpResponseRedirect(reverse("web:law-parameter", args=[key]))
    given = {"parameter": found, "form": form, "refused": refused, "help": help_for(found)}
    return render(request, "web/law/enter.html", given, status=409 if refused else 200)


@require_POST
@page("law-enter")
def decide(request: Asked, number: int, deed: str) -> HttpResponse:
    """Confirm or reject what another entered, or withdraw."""
    if deed not in DONE:
        raise Http404
    entry = queries.entry(number)
    try:
        _carry_out(request, number, deed)
    except (Refused, Forbidden, NotFound) as refusal:
        messages.error(request, sentence(refusal), extra_tags="bad")
    else:
        messages.success(request, gettext(DONE[deed]), extra_tags="ok")
    return HttpResponseRedirect(reverse("web:law-parameter", args=[entry.key]))


def _carry_out(request: Asked, number: int, deed: str) -> None:
    """Do what was decided."""
    by, at, because = request.user, timezone.now(), request.POST.get("because", "")
    if deed == CONFIRM:
        actions.confirm(by=by, at=at, number=number)
    elif deed == REJECT:
        actions.reject(by=by, at=at, number=number, because=because)
    else:
        actions.withdraw(by=by, at=at, number=number, because=because)


def _parameter(key: str, found: Parameter | None) -> Parameter:
    """The parameter, or the way back."""
    if found is None:
        raise NoSuchParameter(key=key[:80])
    return found


def _day(request: HttpRequest) -> date:
    """The day asked about, today unless told."""
    return _read_day(request.GET.get("ngay", "")) or timezone.localdate()


def _read_day(text: str) -> date | None:
    """A day as people or addresses write it, None when it is none."""
    try:
        return parse_day(text)
    except BadDay:
        return None
