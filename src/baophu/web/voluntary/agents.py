"""Collection agents: organisation, staff, area, members, renewals, the fee if its rate is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from baophu.access.queries import Run
from baophu.funds.voluntary.actions import agents as actions
from baophu.funds.voluntary.queries import agents as queries
from baophu.funds.voluntary.queries import participants
from baophu.funds.voluntary.queries.agents import AgentSum, Contract
from baophu.funds.voluntary.rights import is_province
from baophu.kernel.errors import NotFound, Refused
from baophu.law.book import Book, UnknownParameter
from baophu.places.queries import area
from baophu.reporting import formats
from baophu.web.calculator.saying import filled, refusal
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.voluntary.entering import WHOLE, AgentForm, EndForm

SOON_DAYS = 30
NOBODY = AgentSum("", 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent: contract, members, what was collected, renewals, fee or why there is none."""

    code: str
    contract: Contract | None
    area: str
    in_force: int
    interrupted: int
    collected: AgentSum
    renewal: Decimal | None
    fee_vnd: int | None
    fee_refused: str


@require_http_methods(["GET", "POST"])
@page("voluntary-agents")
def agents(request: Asked) -> HttpResponse:
    """Every agent of the area; a POST enters one."""
    run = run_of(request)
    form = AgentForm(request.POST if request.method == "POST" else None, run=run)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.enter_agent(
                code=told["ma"], organisation=told["to_chuc"], area_code=told["dia_ban"] or WHOLE,
                document_no=told["van_ban"], document_on=told["ngay"], by=request.user, at=timezone.now(),
            )  # fmt: skip
            return redirect("web:voluntary-agent", code=made.code)
        except Refused as refused:
            form.add_error(None, filled(refused.message, refused.values))
    lines = agent_lines(run, request.scope.within) if run else []
    given = {
        "run": run,
        "lines": lines,
        "without": sum(line.contract is None for line in lines),
        "refused": next((line.fee_refused for line in lines if line.fee_refused), ""),
        "form": form if is_province(request.user) else None,
    }
    return render(request, "web/voluntary/agents.html", given, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("voluntary-agent")
def agent(request: Asked, code: str) -> HttpResponse:
    """One agent with its staff; a POST ends the contract."""
    run = run_of(request)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.end_agent(
            code=code, ended_on=told["ngay"], because=told["ly_do"], by=request.user, at=timezone.now()
        )
        return redirect("web:voluntary-agent", code=code)
    lines = agent_lines(run, request.scope.within) if run else []
    line = next((one for one in lines if one.code == code), None)
    if line is None or run is None:
        raise NotFound(what=f"đại lý {code}")
    whole = request.scope.whole_province
    staff = (
        queries.staff_sums(run.pk, first=date(run.on.year, 1, 1), last=run.on, agent_code=code)
        if whole
        else []
    )
    open_ = line.contract is not None and line.contract.ended_on is None
    given = {
        "run": run,
        "line": line,
        "staff": staff,
        "whole": whole,
        "form": form if is_province(request.user) and open_ else None,
    }
    return render(request, "web/voluntary/agent.html", given, status=422 if form.errors else 200)


def agent_lines(run: Run, area_code: str) -> list[AgentLine]:
    """Every agent that the lists name in an area, and every one under contract."""
    on, book = run.on, book_in_force()
    stand = {
        told.key: told
        for told in participants.tallies(
            run.pk, on=on, area_code=area_code, by="agent_code", soon_days=SOON_DAYS
        )
        if told.key
    }
    collected = {
        one.agent_code: one
        for one in queries.agent_sums(run.pk, first=date(on.year, 1, 1), last=on, area_code=area_code)
        if one.agent_code
    }
    known = queries.contracts()
    whole = area_code == WHOLE
    codes = sorted(stand.keys() | collected.keys() | (known.keys() if whole else set()))
    return [
        _line(code, known.get(code), stand.get(code), collected.get(code, NOBODY), on, book) for code in codes
    ]


def _line(  # noqa: PLR0917 - what is known of one agent
    code: str,
    contract: Contract | None,
    stand: participants.Counted | None,
    collected: AgentSum,
    on: date,
    book: Book,
) -> AgentLine:
    interrupted = stand.interrupted if stand else 0
    ended = collected.renewed_people + interrupted
    fee, refused = _fee(collected, on, book)
    place = area(contract.area_code, on) if contract else None
    return AgentLine(
        code,
        contract,
        formats.area_name(place.rank, place.name) if place else "",
        stand.in_force if stand else 0,
        interrupted,
        collected,
        Decimal(collected.renewed_people) / ended if ended else None,
        fee,
        refused,
    )


def _fee(collected: AgentSum, on: date, book: Book) -> tuple[int | None, str]:
    """The fee by the rates of a day, or why there is none."""
    try:
        return queries.fee_of(collected, on=on, book=book), ""
    except UnknownParameter as unknown:
        return None, refusal(unknown)
