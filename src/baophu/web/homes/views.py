"""The first page after signing in, by role."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from baophu.access import lately
from baophu.access.queries import Role, running
from baophu.plan.duties import Expected
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.homes.deeds import groups_of, line_words
from baophu.web.homes.facts import Lists, facts_of, lists_of
from baophu.web.homes.figures import context_of
from baophu.web.homes.needs import needs_of_lists
from baophu.web.lists.calendar import shape_of, state_words

SENDERS = frozenset({Role.COMMUNE_CLERK, Role.AGENCY_CLERK})
DAYS = 7
NEWEST = 20


@require_GET
@page("home")
def home(request: Asked) -> HttpResponse:
    """What needs the reader today, then the numbers the reader answers for."""
    role = request.user.role
    if role in SENDERS:
        return _sender(request)
    if role == Role.AUDITOR:
        return _auditor(request)
    if role == Role.ADMINISTRATOR:
        return _administrator(request)
    run = run_of(request)
    if run is None:
        return render(request, "web/no_run.html", {})
    given = context_of(facts_of(request.user, request.scope, run))
    return render(request, "web/homes/figures.html", given)


def _sender(request: Asked) -> HttpResponse:
    """A clerk's lists: what is owed, by when, how it stands, what to do."""
    run = run_of(request)
    lists = lists_of(request.user, run)
    needs = needs_of_lists(lists, request.user)
    given = {
        "lists": lists,
        "first": next(iter(needs), None),
        "needs": [need for need in needs if not need.own_list],
        "mine": [(item, *shape_of(item), state_words(item)) for item in lists.mine],
        "coming": _coming(lists),
        "area_code": request.scope.code,
        "run": run,
    }
    return render(request, "web/homes/sender.html", given)


def _coming(lists: Lists) -> Expected | None:
    """The next list that the reader's agency will owe."""
    ahead = [i for i in lists.owed if i.agency_code == lists.own and i.due_on >= lists.on and not i.arrival]
    return min(ahead, key=lambda item: item.due_on, default=None)


def _auditor(request: Asked) -> HttpResponse:
    """What was seen, taken out and changed of late."""
    found = lately.deeds(since=timezone.now() - timedelta(days=DAYS))
    given = {
        "groups": groups_of(found),
        "newest": [(line, line_words(line)) for line in lately.newest(limit=NEWEST)],
        "days": DAYS,
        "total": sum(one.times for one in found),
        "area_code": request.scope.code,
    }
    return render(request, "web/homes/auditor.html", given)


def _administrator(request: Asked) -> HttpResponse:
    """Who has an account, what runs, what was published."""
    told = lately.accounts()
    given = {
        "accounts": [(one, Role(one.role).label) for one in told],
        "active": sum(one.active for one in told),
        "running": running(),
        "area_code": request.scope.code,
    }
    return render(request, "web/homes/administrator.html", given)
