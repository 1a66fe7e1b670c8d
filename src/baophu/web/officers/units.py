"""An officer's own units: what needs a word today, then the units, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from baophu.access.queries import Run
from baophu.plan.objections.queries import ObjectionView, waiting
from baophu.plan.portfolio.queries import HandoverView, MyUnit, waiting_for
from baophu.plan.portfolio.queries import my_units as units_of
from baophu.register.queries import EmployerCard, employers
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.employers.profile import places_of
from baophu.web.guards import Asked, page

PAGE = 30
SOON_DAYS = 5  # of the design language: a deadline warns in its last five days


@dataclass(frozen=True, slots=True)
class Shown:
    """One unit with its name, place and telephone."""

    unit: MyUnit
    card: EmployerCard | None
    where: str
    call: str  # digits that a telephone dials


@dataclass(frozen=True, slots=True)
class Today:
    """What needs the officer today."""

    minutes: list[HandoverView]
    objections: list[tuple[ObjectionView, int | None]]
    new: list[MyUnit]

    @property
    def count(self) -> int:
        """How many things."""
        return len(self.minutes) + len(self.objections) + len(self.new)


@require_GET
@page("my-units")
def my_units(request: Asked) -> HttpResponse:
    """First what needs the officer today, then the units by people affected and months late."""
    run = run_of(request)
    if run is None:
        return render(request, "web/employers/none.html", {})
    units = units_of(request.user, run=run.pk, on=run.on)
    mine = {unit.employer_id for unit in units}
    objections = [o for o in waiting(run=run.pk, area_code=request.scope.code) if o.employer_id in mine]
    day = timezone.localdate()
    today = Today(
        minutes=waiting_for(request.user),
        objections=[(one, one.days_left(day)) for one in objections],
        new=[unit for unit in units if unit.is_new and unit.lacking][:5],
    )
    pressing = [unit for unit in units if unit.pressing.people]
    here = pages(request.GET.get("trang", ""), total=len(units), size=PAGE)
    part = units[here.first_row - 1 : here.last_row] if units else []
    cards = employers({u.employer_id for u in [*part, *today.new]}, run=run.pk)
    given = {
        "today": today,
        "soon": SOON_DAYS,
        "headline": _headline(today, len(pressing)),
        "units": [_shown(unit, cards, run) for unit in part],
        "new": [(unit, cards.get(unit.employer_id)) for unit in today.new],
        "names": {o.code: cards.get(o.employer_id or "") for o, _ in today.objections},
        "figures": _figures(units, pressing),
        "pages": here,
        "total": len(units),
    }
    return render(request, "web/officers/units.html", given)


def _headline(today: Today, pressing: int) -> str:
    """What needs the officer, in one sentence."""
    if today.count:
        return ngettext("%(n)s việc cần làm hôm nay.", "%(n)s việc cần làm hôm nay.", today.count) % {
            "n": formats.number(today.count)
        }
    if pressing:
        return gettext("Hôm nay không có việc đến hạn; %(n)s đơn vị cần đôn đốc.") % {
            "n": formats.number(pressing)
        }
    return gettext("Hôm nay không có việc đến hạn.")


def _figures(units: list[MyUnit], pressing: list[MyUnit]) -> list[tuple[str, str, str]]:
    """The strip: figure, what it counts, colour."""
    owed = sum(unit.owed_vnd for unit in units)
    lacking, deducted = sum(u.lacking for u in units), sum(u.deducted for u in units)
    return [
        (formats.number(len(units)), gettext("đơn vị tôi phụ trách"), ""),
        (formats.number(len(pressing)), gettext("đơn vị cần đôn đốc"), ""),
        (formats.number(lacking), gettext("lao động còn thiếu"), "dn" if lacking else ""),
        (formats.number(deducted), gettext("người bị trừ tiền, chưa đóng"), "dn" if deducted else ""),
        (formats.vnd(owed), gettext("nợ quá hạn"), "dn" if owed else ""),
    ]


def _shown(unit: MyUnit, cards: dict[str, EmployerCard], run: Run) -> Shown:
    card = cards.get(unit.employer_id)
    places = places_of(card, run.on) if card else ()
    digits = "".join(sign for sign in card.phone if sign.isdigit()) if card else ""
    return Shown(unit, card, ", ".join(name for _, name in reversed(places)), digits)
