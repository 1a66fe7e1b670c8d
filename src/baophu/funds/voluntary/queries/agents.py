"""Collection agents: how much each collected from whom, new and renewed, and the fee if it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from baophu.funds.models import Agent, VoluntaryPayment
from baophu.law.book import Book
from baophu.law.voluntary import agent_fee
from baophu.register.queries import in_area, in_run

NEW = ~Q(flags__contains="not_new") & Q(enrolment="new")  # a newcomer declared who took part before renews


@dataclass(frozen=True, slots=True)
class AgentSum:
    """What one agent collected over some days."""

    agent_code: str
    new_people: int
    renewed_people: int
    new_vnd: int
    renewed_vnd: int


def agent_sums(run: int, *, first: date, last: date, area_code: str) -> list[AgentSum]:
    """Each agent's payments of some days (both inclusive), in the order of codes."""
    paid = VoluntaryPayment.objects.filter(in_run(run), in_area(area_code), paid_on__range=(first, last))
    rows = (
        paid.values("agent_code")
        .annotate(
            new_people=Count("person_id", filter=NEW, distinct=True),
            renewed_people=Count("person_id", filter=~NEW, distinct=True),
            new_vnd=Sum("own_vnd", filter=NEW),
            renewed_vnd=Sum("own_vnd", filter=~NEW),
        )
        .order_by("agent_code")
    )
    return [
        AgentSum(
            row["agent_code"],
            row["new_people"],
            row["renewed_people"],
            row["new_vnd"] or 0,
            row["renewed_vnd"] or 0,
        )
        for row in rows
    ]


def fee_of(told: AgentSum, *, on: date, book: Book) -> int:
    """The fee of one agent by the shares of a day; raises `UnknownParameter` where they are not known."""
    return agent_fee(new_vnd=told.new_vnd, renewed_vnd=told.renewed_vnd, on=on, book=book).value


@dataclass(frozen=True, slots=True)
class Contract:
    """An organisation under contract."""

    code: str
    organisation: str
    area_code: str
    document_no: str
    document_on: date
    ended_on: date | None
    ended_because: str
    who: str


@dataclass(frozen=True, slots=True)
class StaffSum:
    """What one collector of an agent took in over some days."""

    staff: str
    people: int
    own_vnd: int


def contracts() -> dict[str, Contract]:
    """Every agent under contract or once under one, by code."""
    rows = Agent.objects.select_related("by").order_by("code")
    return {row.code: _contract(row) for row in rows}


def _contract(row: Agent) -> Contract:
    return Contract(
        row.code, row.organisation, row.area_code, row.document_no, row.document_on, row.ended_on,
        row.ended_because, row.by.full_name if row.by else "",
    )  # fmt: skip


def staff_sums(run: int, *, first: date, last: date, agent_code: str) -> list[StaffSum]:
    """Each collector's payments of some days, as the lists name them."""
    paid = VoluntaryPayment.objects.filter(in_run(run), agent_code=agent_code, paid_on__range=(first, last))
    rows = paid.values("staff").annotate(people=Count("person_id", distinct=True), vnd=Sum("own_vnd"))
    return [StaffSum(row["staff"], row["people"], row["vnd"] or 0) for row in rows.order_by("staff")]
