"""Claims to Finance: the list, one claim with its lines, its steps, what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.access.queries import Run
from baophu.funds.voluntary.actions import claims as actions
from baophu.funds.voluntary.queries import claims as queries
from baophu.funds.voluntary.queries.claims import ClaimState, ClaimView
from baophu.funds.voluntary.reasons import GROUPS
from baophu.funds.voluntary.rights import is_province, may_record_transfer
from baophu.jobs import actions as jobs
from baophu.jobs.queries import JobKind
from baophu.kernel.time import Period, PeriodKind
from baophu.law.book import Book
from baophu.register import queries as register
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.guards import Asked, page
from baophu.web.jobs.views import begun
from baophu.web.law_in_force import book_in_force
from baophu.web.voluntary.forms import DocumentForm, NoteForm, TransferForm
from baophu.web.voluntary.words import CHIPS, group_word, month_because, quarter_words, why_word

PAGE, MOST_CHANGES = 50, 500
FORMS: dict[str, type[forms.Form]] = {
    "gui": DocumentForm, "chuyen": TransferForm, "quyet-toan": NoteForm, "huy": NoteForm,
}  # fmt: skip
STEPS_OF = {
    ClaimState.DRAFTED: ("gui", "huy"), ClaimState.SUBMITTED: ("chuyen",),
    ClaimState.TRANSFERRED: ("quyet-toan",),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@page("voluntary-support")
def support(request: Asked) -> HttpResponse:
    """Every claim; a POST begins the drafting of one for a quarter, behind the page."""
    run = run_of(request)
    if request.method == "POST":
        quarter = Period.parse(request.POST.get("quarter", ""))
        actions.check_claimable(quarter=quarter, by=request.user, at=timezone.now())
        asked = {"quarter": quarter.text}
        return begun(jobs.ask(kind=JobKind.CLAIM, arguments=asked, by=request.user, at=timezone.now()))
    every = queries.claims()
    given = {
        "run": run,
        "claims": [(view, quarter_words(view.quarter_on), _chip(view)) for view in every],
        "quarters": _open_quarters(run, every) if is_province(request.user) and run else [],
        "asked_vnd": sum(v.amount_vnd for v in every if v.state != ClaimState.WITHDRAWN),
        "paid_vnd": sum(v.transferred_vnd or 0 for v in every),
    }
    return render(request, "web/voluntary/claims.html", given)


@require_GET
@page("voluntary-claim")
def claim(request: Asked, claim_id: int) -> HttpResponse:
    """One claim: sums, steps, lines with their reasons; people masked."""
    return _shown(request, queries.claim(claim_id))


@require_POST
@page("voluntary-claim-step")
def step(request: Asked, claim_id: int, step: str) -> HttpResponse:
    """One step of a claim, by its form; what is wrong with the form is said beside it."""
    view = queries.claim(claim_id)
    if step not in FORMS:
        raise Http404
    form = FORMS[step](request.POST)
    if not form.is_valid():
        return _shown(request, view, {step: form})
    given = form.cleaned_data
    by, at = request.user, timezone.now()
    if step == "gui":
        actions.submit_claim(
            claim_id=claim_id,
            document_no=given["document_no"],
            document_on=given["document_on"],
            by=by,
            at=at,
        )
    elif step == "chuyen":
        actions.record_transfer(
            claim_id=claim_id, amount_vnd=given["amount"], document_no=given["document_no"],
            document_on=given["document_on"], note=given["note"], by=by, at=at,
        )  # fmt: skip
    elif step == "quyet-toan":
        actions.settle_claim(claim_id=claim_id, note=given["note"], by=by, at=at)
    else:
        actions.withdraw_claim(claim_id=claim_id, note=given["note"], by=by, at=at)
    return redirect("web:voluntary-claim", claim_id=claim_id)


@require_GET
@page("voluntary-claim")
def changes(request: Asked, claim_id: int) -> HttpResponse:
    """What the newest run knows otherwise than the claim, person by person."""
    view, run = queries.claim(claim_id), run_of(request)
    if run is None:
        raise Http404
    found = list(islice(queries.changes(view, run=run.pk), MOST_CHANGES + 1))
    cards = register.people([change.person_id for change in found], run=run.pk)
    shown = found[:MOST_CHANGES]
    given = {
        "claim": view,
        "quarter": quarter_words(view.quarter_on),
        "rows": [(c, cards.get(c.person_id), group_word(c.group), why_word(c.why)) for c in shown],
        "more": len(found) > MOST_CHANGES,
        "sum_vnd": sum(change.amount_vnd for change in shown),
    }
    return render(request, "web/voluntary/changes.html", given)


def _shown(request: Asked, view: ClaimView, refused: dict[str, forms.Form] | None = None) -> HttpResponse:
    found = queries.lines(view.id)
    here = pages(request.GET.get("trang", ""), total=view.lines, size=PAGE)
    rows = list(found[(here.number - 1) * PAGE : here.number * PAGE])
    cards = register.people([row.person_id for row in rows], run=view.run)
    law = book_in_force()
    may = {name: _may(request, name) for name in FORMS}
    steps = [name for name in STEPS_OF.get(ClaimState(view.state), ()) if may[name]]
    given = {
        "claim": view,
        "quarter": quarter_words(view.quarter_on),
        "chip": _chip(view),
        "steps": [(told, ClaimState(told.state).label) for told in view.steps],
        "groups": [(group_word(group), *counts) for group, *counts in _in_order(view.id)],
        "reasons": [(why_word(why), n, vnd) for why, n, vnd in queries.by_reason(view.id)],
        "rows": [(row, cards.get(row.person_id), group_word(row.grp), _because(row, law)) for row in rows],
        "pages": here,
        "forms": {name: (refused or {}).get(name) or FORMS[name]() for name in steps},
    }
    return render(request, "web/voluntary/claim.html", given, status=422 if refused else 200)


def _in_order(claim_id: int) -> list[tuple[str, int, int, int]]:
    """The sums by group, the most supported first."""
    order = list(GROUPS)
    return sorted(
        queries.by_group(claim_id), key=lambda told: order.index(told[0]) if told[0] in order else -1
    )


def _may(request: Asked, step: str) -> bool:
    """Whether the reader may take a step."""
    if step == "chuyen":
        return may_record_transfer(request.user)
    return is_province(request.user)


def _because(row: queries.ClaimLine, book: Book) -> str:
    if row.kind != "claim" or row.paid_on is None:
        return why_word(row.why)
    return month_because(
        status="supported", group=row.grp, paid_on=row.paid_on, month=row.month, amount_vnd=row.amount_vnd,
        number=row.number, lacks="", book=book,
    )  # fmt: skip


def _chip(view: ClaimView) -> tuple[str, str, str]:
    shape, colour = CHIPS[ClaimState(view.state)]
    return shape, colour, gettext(ClaimState(view.state).label)


def _open_quarters(run: Run, every: Iterable[ClaimView]) -> list[tuple[str, str]]:
    """Quarters of this year and the last that have ended and are not claimed, newest first."""
    claimed = {view.quarter_on for view in every if view.state != ClaimState.WITHDRAWN}
    found = []
    quarter = Period.of(PeriodKind.QUARTER, run.on)
    while quarter.begins_on >= date(run.on.year - 1, 1, 1):
        if quarter.ends_on <= run.on and quarter.begins_on not in claimed:
            found.append((quarter.text, quarter_words(quarter.begins_on)))
        quarter = quarter.previous
    return found
