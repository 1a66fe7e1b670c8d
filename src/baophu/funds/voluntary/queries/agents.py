"""Collection agents: how much each collected from whom, new and renewed, and the fee if it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from baophu.funds.models import VoluntaryPayment
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
