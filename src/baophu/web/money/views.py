"""Pages that show money: a unit's account, who owes, what waits to be matched."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from baophu.access.queries import Run
from baophu.funds.money import queries as money
from baophu.places.queries import areas
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.employers.profile import places_of
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.money.account import AGES, accounts_of, undetermined_words
from baophu.web.rights import COLLECTORS, may_open

SHOWN = 50


def card_of(request: Asked, employer_id: str) -> tuple[Run, register.EmployerCard]:
    """The employer within the reader's area, as the newest run knows it."""
    run = run_of(request)
    if run is None:
        raise Http404
    return run, register.employer(employer_id, run=run.pk, area_code=request.scope.within)


def frame_of(request: Asked, card: register.EmployerCard, run: Run) -> dict[str, object]:
    """What the frame of an employer's pages needs."""
    return {
        "card": card,
        "places": places_of(card, run.on),
        "may_record": request.user.role in COLLECTORS,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "account",
    }


@require_GET
@page("account")
def account(request: Asked, employer_id: str) -> HttpResponse:
    """What an employer's units owe and paid, month by month, each line with what it rests on."""
    run, card = card_of(request, employer_id)
    book = book_in_force()
    given = frame_of(request, card, run) | {
        "accounts": accounts_of(card.id, run=run, book=book),
        "may_decide": request.user.role in COLLECTORS,
        "registered": card.unit_code,
    }
    return render(request, "web/money/account.html", given)


@require_GET
@page("arrears")
def arrears(request: Asked) -> HttpResponse:
    """Units of the reader's area that owe, the greatest debt first."""
    run = run_of(request)
    if run is None:
        return render(request, "web/money/none.html")
    area_code = _area(request, run)
    age = request.GET.get("tuoi", "")
    age = age if age in {str(a) for a in AGES} else ""
    totals = money.arrears_totals(run=run.pk, area_code=area_code)
    here = pages(request.GET.get("trang", ""), total=totals.units, size=SHOWN)
    lines = money.arrears_list(
        run=run.pk, area_code=area_code, age=age, limit=SHOWN, offset=(here.number - 1) * SHOWN
    )
    given = {
        "totals": totals,
        "headline": _headline(totals),
        "span": undetermined_words(totals.undetermined),
        "lines": lines,
        "ages": [(str(a), gettext(words), totals.by_age.get(a, 0)) for a, (_s, _c, words) in AGES.items()],
        "age": age,
        "pages": here,
        "districts": areas("district", run.on) if request.scope.whole_province else [],
        "district": area_code if area_code != request.scope.within else "",
        "may_held": may_open(request.user.role, "held"),
        "may_close": may_open(request.user.role, "closing"),
    }
    return render(request, "web/money/arrears.html", given)


def _area(request: Asked, run: Run) -> str:
    """The area asked for within the reader's own."""
    asked = request.GET.get("huyen", "")
    known = {place.code for place in areas("district", run.on)} if request.scope.whole_province else set()
    return asked if asked in known else request.scope.within


def _headline(totals: money.ArrearsTotals) -> str:
    overdue = sum(amount for age, amount in totals.by_age.items() if age != money.Age.NOT_DUE)
    if not overdue:
        return gettext("Không đơn vị nào quá hạn đóng.")
    said = ngettext(
        "%(n)s đơn vị còn phải nộp, quá hạn %(sum)s",
        "%(n)s đơn vị còn phải nộp, quá hạn %(sum)s",
        totals.units,
    )
    said %= {"n": formats.number(totals.units), "sum": formats.vnd(overdue)}
    span = undetermined_words(totals.undetermined)
    return f"{said}; {span}." if span else f"{said}."


@require_GET
@page("held")
def held(request: Asked) -> HttpResponse:
    """Transfers that no unit could be found for, the greatest first; what came in, by how it was matched."""
    run = run_of(request)
    if run is None:
        return render(request, "web/money/none.html")
    came = money.money_in(run=run.pk)
    waiting = sum(m.amount_vnd for m in came if m.is_held)
    transfers = money.held_transfers(run=run.pk, limit=200)
    given = {
        "came": came,
        "total_vnd": sum(m.amount_vnd for m in came),
        "waiting_vnd": waiting,
        "waiting": sum(m.transfers for m in came if m.is_held),
        "transfers": transfers,
    }
    return render(request, "web/money/held.html", given)
