"""Voluntary participants: who takes part, who must pay soon, who interrupted; one person, journaled."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

import baophu.access.actions as journal
from baophu.access.queries import Run
from baophu.funds.voluntary.queries import agents, participants
from baophu.funds.voluntary.queries.participants import State
from baophu.kernel.errors import NotFound
from baophu.law.book import Book
from baophu.places.queries import area, areas
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.employers.sources import lowered
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.rights import SOCIAL_INSURANCE, may_person_open
from baophu.web.voluntary.words import flag_words, group_word, month_because, state_word, status_word

SOON_DAYS, MONTHS, PAGE = 30, 12, 50
MOST_DIGITS = 8


@require_GET
@page("voluntary")
def voluntary(request: Asked) -> HttpResponse:
    """The area's participants by state, by place and by agent, and the movements of a year."""
    run = run_of(request)
    if run is None:
        return render(request, "web/voluntary/none.html")
    scope, on = request.scope, run.on
    by = "district_code" if scope.whole_province else "commune_code"
    told = participants.tallies(run.pk, on=on, area_code=scope.within, by=by, soon_days=SOON_DAYS)
    whole = participants.Counted(
        "", sum(t.in_force for t in told), sum(t.soon for t in told), sum(t.waiting for t in told),
        sum(t.interrupted for t in told),
    )  # fmt: skip
    by_agent = participants.tallies(
        run.pk, on=on, area_code=scope.within, by="agent_code", soon_days=SOON_DAYS
    )
    sums = agents.agent_sums(run.pk, first=date(on.year, 1, 1), last=on, area_code=scope.within)
    collected = {one.agent_code: one for one in sums}
    given = {
        "run": run,
        "area": _area_words(scope.code, on),
        "whole": whole,
        "soon_days": SOON_DAYS,
        "places": [(t, _place(t.key, on)) for t in told],
        "agents": [(t, collected.get(t.key)) for t in by_agent],
        "movements": participants.movements(run.pk, to=on, months=MONTHS, area_code=scope.within)[::-1],
        "not_named": participants.not_named(run.pk, on=on, area_code=scope.within),
        "to_give_back": participants.to_give_back(run.pk, area_code=scope.within),
        "may_sponsor": may_person_open(request.user, "voluntary-sponsors"),
        "may_claim": may_person_open(request.user, "voluntary-support"),
    }
    return render(request, "web/voluntary/index.html", given)


@require_GET
@page("voluntary-people")
def people(request: Asked) -> HttpResponse:
    """The people in one state, masked, whoever is to be called first first."""
    run = run_of(request)
    if run is None:
        return render(request, "web/voluntary/none.html")
    asked = request.GET
    state = State(asked["tinh_trang"]) if asked.get("tinh_trang") in set(State) else State.SOON
    place = _within(asked.get("dia_ban", ""), request.scope.within, run.on)
    agent = asked.get("dai_ly") if "dai_ly" in asked else None
    found = participants.people(
        run.pk, state, on=run.on, area_code=place, soon_days=SOON_DAYS, agent_code=agent
    )
    total = found.count()
    here = pages(asked.get("trang", ""), total=total, size=PAGE)
    rows = list(found[(here.number - 1) * PAGE : here.number * PAGE])
    cards = register.people([row.person_id for row in rows], run=run.pk)
    given = {
        "run": run,
        "state": state,
        "said": state_word(state),
        "states": [(one, state_word(one)) for one in State],
        "area": _area_words(place, run.on),
        "agent": agent,
        "rows": [(row, cards.get(row.person_id), _place(row.commune_code, run.on)) for row in rows],
        "total": total,
        "pages": here,
        "districts": areas("district", run.on) if request.scope.whole_province else [],
        "place": place,
    }
    return render(request, "web/voluntary/people.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("voluntary-person")
def person(request: Asked, person_id: str) -> HttpResponse:
    """One participant: payments, each month with who pays what and why; masked until opened, journaled."""
    run = run_of(request)
    card = register.people([person_id], run=run.pk).get(person_id) if run else None
    lines = participants.of_person(person_id, run=run.pk) if run else None
    if run is None or card is None or lines is None or not lines.payments:
        raise NotFound(what=f"người tham gia {person_id}")
    if not request.scope.covers(*_lies(card, lines)):
        raise NotFound(what=f"người tham gia {person_id}")
    allowed = request.user.role in SOCIAL_INSURANCE
    opened = request.method == "POST"
    if opened:
        if not allowed:
            raise NotFound(what=f"người tham gia {person_id}")
        journal.record(
            by=request.user, at=timezone.now(), action="voluntary.open", subject=f"person:{person_id}",
            area_code=card.district_code, detail={"run": run.pk},
        )  # fmt: skip
    law = book_in_force()
    given = {
        "card": card,
        "opened": opened,
        "may_open": allowed,
        "lines": lines,
        "payments": [(p, group_word(p.grp), flag_words(p.flags)) for p in lines.payments],
        "months": [
            (m, status_word(m.status), _because(m, law), lines.sponsors.get(m.month, []))
            for m in lines.months
        ],
        "state": _state_words(lines, run),
    }  # fmt: skip
    return render(request, "web/voluntary/person.html", given)


def _lies(card: register.PersonCard, lines: participants.PersonLines) -> tuple[str, str]:
    """The district and commune that answer for a person: of the newest stretch, else of the record."""
    if lines.stretches and lines.stretches[-1].district_code:
        newest = lines.stretches[-1]
        return newest.district_code, newest.commune_code
    return card.district_code, card.commune_code


def _state_words(lines: participants.PersonLines, run: Run) -> str:
    """Where the person stands on the run's day, in a sentence."""
    if not lines.stretches:
        return gettext("Danh sách mới nhất không nêu người này.")
    newest = lines.stretches[-1]
    month = run.on.replace(day=1)
    values = {"month": f"{newest.ends_before:%m/%Y}", "on": formats.day(newest.renew_by)}
    if newest.starts_on <= run.on and newest.ends_before > month:
        return gettext("Đang tham gia; hạn đóng tiếp %(on)s.") % values
    if newest.renew_by and newest.renew_by >= run.on:
        return gettext("Hết kỳ đóng từ tháng %(month)s; còn hạn đóng đến %(on)s.") % values
    return gettext("Gián đoạn từ tháng %(month)s.") % values


def _because(month: participants.VoluntaryMonth, book: Book) -> str:
    return month_because(
        status=month.status, group=month.grp, paid_on=month.paid_on, month=month.month,
        amount_vnd=month.support_vnd, number=month.number, lacks=month.lacks, book=book,
    )  # fmt: skip


def _within(asked: str, own: str, on: date) -> str:
    """The area asked for where it lies in the reader's own, else the own."""
    found = area(asked, on) if asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS else None
    if found is None:
        return own
    above = area(found.parent_code, on) if found.parent_code else None
    lies_in = {found.code, found.parent_code, above.parent_code if above else ""}
    return found.code if own in lies_in else own


def _place(code: str, on: date) -> str:
    """An area as tables write it; those without one are told so."""
    found = area(code, on) if code else None
    return formats.short_area_name(found.rank, found.name) if found else gettext("Chưa rõ địa bàn")


def _area_words(code: str, on: date) -> str:
    """An area inside a sentence."""
    found = area(code, on)
    if found is None:
        return gettext("địa bàn này")
    name = formats.area_name(found.rank, found.name)
    return name if formats.english() else lowered(name)
