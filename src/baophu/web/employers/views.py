"""One employer's pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

import baophu.access.actions as journal
from baophu.access.queries import Run, entries_about
from baophu.coverage import standings
from baophu.kernel.errors import NotFound, Refused
from baophu.plan.actions import record_finding
from baophu.plan.findings import FindingRow
from baophu.register import queries as register
from baophu.web.context import run_of
from baophu.web.employers.finding import FindingForm
from baophu.web.employers.persons import persons_of
from baophu.web.employers.profile import places_of, profile_of
from baophu.web.employers.timeline import timeline
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.rights import SOCIAL_INSURANCE, may_open

DEEDS = {
    "people.open": gettext_noop("mở đủ họ tên người lao động"),
    "finding.record": gettext_noop("ghi kết quả làm việc"),
}


@require_GET
@page("employer")
def employer(request: Asked, employer_id: str) -> HttpResponse:
    """One employer: where it stands, why, from which cells."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    given = {
        "p": (profile := profile_of(found, run)),
        "card": found,
        "places": profile.places,
        "finding": profile.finding,
        "may_record": request.user.role in SOCIAL_INSURANCE,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "summary",
    }
    return render(request, "web/employers/one.html", given)


@require_GET
@page("employer")
def history(request: Asked, employer_id: str) -> HttpResponse:
    """One employer over the runs: its standing, what was known of it, merges and splits."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    given = {
        "card": found,
        "places": places_of(found, run.on),
        "past": standings.over_runs(found.id),
        "versions": register.history(found.id, run=run.pk),
        "events": register.events(found.id, run=run.pk),
        "may_record": request.user.role in SOCIAL_INSURANCE,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "history",
    }
    return render(request, "web/employers/history.html", given)


@require_GET
@page("employer")
def story(request: Asked, employer_id: str) -> HttpResponse:
    """One employer as a story: everything dated, newest first."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    given = {
        "card": found,
        "places": places_of(found, run.on),
        "moments": timeline(found, run),
        "may_record": request.user.role in SOCIAL_INSURANCE,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "timeline",
    }
    return render(request, "web/employers/timeline.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("employer")
def people(request: Asked, employer_id: str) -> HttpResponse:
    """People of one group, the deducted and uninsured unless asked: masked; a POST opens them, journaled."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    allowed = request.user.role in SOCIAL_INSURANCE
    persons = persons_of(found.id, run, request.GET)
    rows = persons.rows
    opened = request.method == "POST"
    known: dict[str, register.PersonCard] = {}
    if opened:
        if not allowed:
            raise Http404
        journal.record(
            by=request.user,
            at=timezone.now(),
            action="people.open",
            subject=f"employer:{found.id}",
            area_code=found.district_code,
            detail={"run": run.pk, "people": len(rows)},
            also=[f"person:{row.spell.person_id}" for row in rows],
        )
        known = register.people([row.spell.person_id for row in rows], run=run.pk)
    given = {
        "card": found,
        "places": places_of(found, run.on),
        "persons": persons,
        "rows": [(row, known.get(row.spell.person_id)) for row in rows],
        "opened": opened,
        "may_open": allowed,
        "may_record": request.user.role in SOCIAL_INSURANCE,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "people",
    }
    return render(request, "web/employers/people.html", given)


@require_GET
@page("employer-seen")
def seen(request: Asked, employer_id: str) -> HttpResponse:
    """Who opened people's names here, and who recorded findings."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    given = {
        "card": found,
        "places": places_of(found, run.on),
        "entries": [
            (entry, gettext(DEEDS.get(entry.action, entry.action)))
            for entry in entries_about(f"employer:{found.id}")
        ],
        "may_record": request.user.role in SOCIAL_INSURANCE,
        "may_see": True,
        "tab": "seen",
    }
    return render(request, "web/employers/seen.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("finding")
def finding(request: Asked, employer_id: str) -> HttpResponse:
    """An officer's own finding on an employer: the form, then the receipt it came in by."""
    run, found = found_or_moved(request, employer_id)
    if isinstance(found, HttpResponseRedirect):
        return found
    today = timezone.localdate()
    form = FindingForm(request.POST or None, today=today, initial={"found_on": today})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            recorded = record_finding(
                by=request.user,
                at=timezone.now(),
                on=today,
                employer_id=found.id,
                finding=_finding_row(found, form.cleaned_data),
            )
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            messages.success(request, _said(recorded.number), extra_tags="ok")
            return HttpResponseRedirect(reverse("web:employer", args=[found.id]))
    given = {
        "card": found,
        "places": places_of(found, run.on),
        "form": form,
        "refused": refused,
        "may_record": True,
        "may_see": True,
        "tab": "finding",
    }
    return render(request, "web/employers/finding.html", given, status=409 if refused else 200)


def _finding_row(card: register.EmployerCard, given: dict[str, Any]) -> FindingRow:
    """The form's values with the employer's codes, by which the reconciliation knows it again."""
    return FindingRow(
        employer=card.tax_code or card.unit_code or card.name,
        tax_code=card.tax_code,
        unit_code=card.unit_code,
        commune=card.commune_code,
        district=card.district_code,
        found_on=given["found_on"],
        document=given["document"],
        outcome=given["outcome"],
        headcount=given["headcount"],
        note=given["note"],
    )


def _said(number: str) -> str:
    """The sentence after a finding was recorded."""
    return gettext("Đã ghi kết quả. Biên nhận %(number)s. Kết quả được tính ở lượt đối chiếu sau.") % {
        "number": number
    }


def found_or_moved(
    request: Asked, employer_id: str
) -> tuple[Run, register.EmployerCard | HttpResponseRedirect]:
    """The employer within the reader's area, or the way to the one it was merged into."""
    run = run_of(request)
    if run is None:
        raise Http404
    try:
        return run, register.employer(employer_id, run=run.pk, area_code=request.scope.within)
    except NotFound:
        living = register.current(employer_id, run=run.pk)
        if living == employer_id:
            raise
    register.employer(living, run=run.pk, area_code=request.scope.within)
    match = request.resolver_match
    return run, HttpResponseRedirect(reverse(match.view_name if match else "web:employer", args=[living]))
