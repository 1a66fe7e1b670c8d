"""Lists received, the calendar of lists, a receipt, a row."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

import baophu.access.actions as journal
from baophu.access.queries import Role
from baophu.intake import receipts as intake
from baophu.intake.contracts import contracts
from baophu.intake.receipts import ReceiptView
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Period
from baophu.linkage.rows import RowLink, employers_of_rows
from baophu.places.queries import agencies
from baophu.plan import queries as plan
from baophu.plan.duties import DutyState, Expected
from baophu.register import queries as register
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.guards import Asked, page
from baophu.web.lists import reading
from baophu.web.lists.access import Sight, check_seen, district_areas, may_write, own_agency, sight_of
from baophu.web.lists.asof import day_shown
from baophu.web.lists.calendar import rows as calendar_rows
from baophu.web.lists.calendar import shape_of, state_words
from baophu.web.rights import SENDERS, SOCIAL_INSURANCE, may_open

PAGE = 50
PREVIEW = 25
MOST_LATE = 8  # late agencies named beside the list
MOST_DIGITS = 9
STATES = ("accepted", "quarantined", "replaced", "withdrawn")


@require_GET
@page("lists")
def lists(request: Asked) -> HttpResponse:
    """What came, what waits, which communes have not sent."""
    on = day_shown(request)
    sight = sight_of(request.user, on)
    list_name = _choice(request.GET.get("loai", ""), contracts())
    state = _choice(request.GET.get("tinh_trang", ""), STATES)
    number = positive(request.GET.get("trang", ""))
    found, total = intake.receipts(
        list_name=list_name,
        agency_codes=sight.agency_codes,
        area_codes=sight.area_codes,
        state=state,
        offset=(number - 1) * PAGE,
        limit=PAGE,
    )
    late = plan.late_agencies(i for i in _not_communes(on, sight))
    given = {
        "on": on,
        "receipts": found,
        "total": total,
        "pages": pages(str(number), total=total, size=PAGE),
        "counts": intake.counts(agency_codes=sight.agency_codes, area_codes=sight.area_codes),
        "contracts": contracts(),
        "list_name": list_name,
        "state": state,
        "states": STATES,
        "late": late[:MOST_LATE],
        "late_total": len(late),
        "may_send": request.user.role in SENDERS,
        "mine": _mine(request, on),
        **_of_communes(on, sight),
    }
    return render(request, "web/lists/index.html", given)


def _choice(asked: str, known: Collection[str]) -> str:
    """What was asked if it is a choice, else nothing."""
    return asked if asked in known else ""


def positive(text: str) -> int:
    """A number from the address, 1 when it is none."""
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 1


def _of_communes(on: date, sight: Sight) -> dict[str, object]:
    """Which communes of those seen have sent the newest quarter."""
    period, parades = plan.communes(on=on)
    own = [p for p in parades if sight.whole or p.district_code in (sight.area_codes or ())]
    return {
        "period": period,
        "parades": own,
        "sent": sum(p.sent for p in own),
        "communes": sum(p.total for p in own),
        "overdue": sum(len(p.overdue) for p in own),
        "overdue_days": max((i.days for p in own for i in p.overdue), default=0),
    }


def _not_communes(on: date, sight: Sight) -> list[Expected]:
    """What agencies other than communes owe in the year of a day, inside what a person sees."""
    wanted = {name for name in contracts() if name != plan.COMMUNE_LIST}
    return plan.expected(on=on, lists=wanted, agency_codes=sight.agency_codes)


def _mine(request: Asked, on: date) -> list[tuple[Expected, str, str, str]]:
    """What the sender's own agency owes this year, newest first: duty, shape, colour, words."""
    if request.user.role not in {Role.COMMUNE_CLERK, Role.AGENCY_CLERK}:
        return []
    owed = plan.expected(on=on, agency_codes={own_agency(request.user)})
    owed = [i for i in owed if i.state is not DutyState.NOT_DUE]
    owed.sort(key=lambda i: (i.due_on, i.duty.list_name), reverse=True)
    return [(i, *shape_of(i), state_words(i)) for i in owed]


@require_GET
@page("send-calendar")
def calendar(request: Asked) -> HttpResponse:
    """Who owes which list in which month of a year, and how it stands."""
    on = day_shown(request)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2017 <= int(asked[:4]) <= 2100 else on.year
    sight = sight_of(request.user, on)
    codes = None if sight.whole else _agencies_seen(on, sight)
    owed = plan.expected(on=on, due_from=date(year, 1, 1), due_to=date(year, 12, 31), agency_codes=codes)
    period, parades = plan.communes(on=on)
    district = request.GET.get("huyen", "")
    if not sight.whole:
        parades = [p for p in parades if p.district_code in (sight.area_codes or ())]
    given = {
        "on": on,
        "year": year,
        "month": on.month if on.year == year else 0,
        "months": range(1, 13),
        "rows": calendar_rows(owed),
        "bases": sorted({item.duty.due_basis for item in owed}),
        "late": plan.late_agencies(i for i in owed if i.duty.list_name != plan.COMMUNE_LIST),
        "waiting": sum(len(p.waiting) for p in parades),
        "period": period,
        "parades": parades,
        "district": (chosen := next((p for p in parades if p.district_code == district), None)),
        "arrived": _arrived(owed, chosen.district_code, on, period) if chosen else [],
    }
    return render(request, "web/lists/calendar.html", given)


def _arrived(owed: list[Expected], district: str, on: date, period: Period) -> list[Expected]:
    """The lists of a period that came from a district's communes."""
    wanted = (plan.COMMUNE_LIST, period)
    inside = district_areas(district, on)
    return [i for i in owed if i.arrival and (i.duty.list_name, i.period) == wanted and i.area_code in inside]


def _agencies_seen(on: date, sight: Sight) -> frozenset[str]:
    """The agencies whose duties a person sees."""
    return frozenset(a.code for a in agencies(on) if sight.covers(a.code, a.area_code))


@require_GET
@page("receipt")
def receipt(request: Asked, receipt_id: int) -> HttpResponse:
    """One list as received: what was understood, first rows, faults by kind, what can be done."""
    found = check_seen(intake.receipt(receipt_id), sight_of(request.user, timezone.localdate()))
    first = positive(request.GET.get("tu", ""))
    faults = intake.faults_of(found.id)
    rows = intake.rows_as_they_came(found, first=first, last=first + PREVIEW - 1)
    total = found.taken + found.quarantined
    given = {
        "r": found,
        "contract": contracts().get(found.list_name),
        "columns": reading.columns(found),
        "missing": reading.missing_fields(found),
        "lines": reading.preview(found, rows, faults),
        "first": first,
        "last": first + len(rows) - 1,
        "before": max(1, first - PREVIEW) if first > 1 else None,
        "after": first + PREVIEW if rows and first + PREVIEW <= total else None,
        "total": total,
        "kinds": intake.fault_kinds(found.id),
        "faults": [f for f in faults if f.corrected_at is None],
        "corrected": [f for f in faults if f.corrected_at is not None],
        "versions": intake.versions(found),
        "people": reading.names_people(found.list_name),
        "may_act": (may_act := may_write(request.user, found, timezone.localdate())),
        "may_write": may_act and found.state == "accepted",
    }
    return render(request, "web/lists/receipt.html", given)


@require_GET
@page("receipt")
def file(request: Asked, receipt_id: int) -> FileResponse:
    """The file's bytes as received; journaled where it names people."""
    found = check_seen(intake.receipt(receipt_id), sight_of(request.user, timezone.localdate()))
    if reading.names_people(found.list_name) and not _may_open_people(request, found):
        raise NotFound(what=f"tệp của biên nhận {found.number}")
    path = intake.file_as_received(found)
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="list.fetch",
        subject=f"receipt:{found.id}",
        area_code=found.area_code,
        detail={"number": found.number},
    )
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=found.file_name or "danh-sach")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Type"] = "application/octet-stream"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@page("row")
def row(request: Asked, receipt_id: int, number: int) -> HttpResponse:
    """One row as it came: the end of every figure's link. A POST opens a person's cells and is journaled."""
    found = intake.receipt(receipt_id)
    link, card = _owner_of_row(request, receipt_id, number)
    seen = sight_of(request.user, timezone.localdate()).covers(found.agency_code, found.area_code)
    rows = intake.rows_as_they_came(found, first=number, last=number) if seen or card else []
    if not rows:
        raise NotFound(what=f"dòng {number} của biên nhận {found.number}")
    may_open_row = reading.names_people(found.list_name) and _may_open_people(request, found)
    opened = request.method == "POST"
    if opened:
        _note_opening(request, found, number, allowed=may_open_row)
    faults = intake.faults_of_row(found.id, number)
    cells = reading.cells_of(
        found,
        rows[0],
        became=intake.row_as_taken(found, number),
        faults=faults,
        asked=request.GET.get("o") or request.GET.get("column", ""),
        opened=opened,
    )
    given = {
        "r": found,
        "contract": contracts().get(found.list_name),
        "line": rows[0],
        "cells": cells,
        "loose": [f for f in faults if f.column not in found.mapping],
        "card": card,
        "link": link,
        "people": reading.names_people(found.list_name),
        "opened": opened,
        "may_open": may_open_row,
        "may_write": may_write(request.user, found, timezone.localdate()) and found.state == "accepted",
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < found.taken + found.quarantined else None,
    }
    return render(request, "web/lists/row.html", given)


def _owner_of_row(
    request: Asked, receipt_id: int, number: int
) -> tuple[RowLink | None, register.EmployerCard | None]:
    """How a row found its employer, and the employer where the reader may see it."""
    run = run_of(request)
    if run is None:
        return None, None
    link = employers_of_rows(receipt_id, [number], run=run.pk).get(number)
    if link:
        return link, _employer_in_reach(request, link.employer_id)
    spells = register.spells_of_row(receipt_id, number, run=run.pk)
    return None, _employer_in_reach(request, spells[0].employer_id if spells else None)


def _note_opening(request: Asked, found: ReceiptView, number: int, *, allowed: bool) -> None:
    """Journal that a person's cells are opened; those who may not find nothing."""
    if not allowed:
        raise Http404
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="row.open",
        subject=f"receipt:{found.id}",
        area_code=found.area_code,
        detail={"row": number, "number": found.number},
        also=[f"receipt:{found.id}:{number}"],
    )


def _employer_in_reach(request: Asked, employer_id: str | None) -> register.EmployerCard | None:
    """The row's employer, where the reader may see it."""
    run = run_of(request)
    if run is None or employer_id is None or not may_open(request.user.role, "employer"):
        return None
    try:
        return register.employer(employer_id, run=run.pk, area_code=request.scope.within)
    except NotFound:
        return None


def _may_open_people(request: Asked, found: ReceiptView) -> bool:
    """Whether a person's cells may be opened: BHXH's officers, and the agency that sent them."""
    user = request.user
    return user.role in SOCIAL_INSURANCE or found.agency_code == own_agency(user)
