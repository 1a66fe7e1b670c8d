"""Sponsorships: what was promised, who was matched in a run, how much of it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Max, Min, Sum

from baophu.funds.models import SponsoredMonth, Sponsorship
from baophu.funds.voluntary.bulk.relations import PPM
from baophu.funds.voluntary.rules.evidence import plus_months
from baophu.kernel.errors import NotFound
from baophu.register.queries import in_run


@dataclass(frozen=True, slots=True)
class SponsorView:
    """A sponsorship with what a run used of it."""

    id: int
    organisation: str
    document_no: str
    document_on: date
    first: date
    last_before: date
    amount_vnd: int | None
    share: Fraction | None
    groups: tuple[str, ...]
    area_code: str
    named: tuple[str, ...]
    taken_back: bool
    because: str
    who: str
    people: int
    months: int
    used_vnd: int

    @property
    def last(self) -> date:
        """First day of the last month."""
        return plus_months(self.last_before, -1)


@dataclass(frozen=True, slots=True)
class Matched:
    """One person whom a sponsorship pays for."""

    person_id: str
    first: date
    last: date
    months: int
    amount_vnd: int


def sponsors(run: int | None) -> list[SponsorView]:
    """Every sponsorship, the newest first, with what the run used."""
    used = _used(run)
    rows = Sponsorship.objects.select_related("by").order_by("-id")
    return [_view(row, used.get(row.pk, (0, 0, 0))) for row in rows]


def sponsor(number: int, run: int | None) -> SponsorView:
    """One sponsorship; raises NotFound."""
    row = Sponsorship.objects.filter(id=number).select_related("by").first()
    if row is None:
        raise NotFound(what=f"khoản tài trợ số {number}")
    return _view(row, _used(run).get(number, (0, 0, 0)))


def matched(number: int, run: int) -> list[Matched]:
    """Whom a sponsorship pays for in a run, who gets most first."""
    rows = SponsoredMonth.objects.filter(in_run(run), sponsorship_id=number).values("person_id")
    counted = rows.annotate(first=Min("month"), last=Max("month"), n=Count("id"), vnd=Sum("amount_vnd"))
    return [
        Matched(row["person_id"], row["first"], row["last"], row["n"], row["vnd"])
        for row in counted.order_by("-vnd", "person_id")
    ]


def _used(run: int | None) -> dict[int, tuple[int, int, int]]:
    """People, months and amount by sponsorship."""
    if run is None:
        return {}
    rows = SponsoredMonth.objects.filter(in_run(run)).values("sponsorship_id")
    counted = rows.annotate(people=Count("person_id", distinct=True), n=Count("id"), vnd=Sum("amount_vnd"))
    return {row["sponsorship_id"]: (row["people"], row["n"], row["vnd"]) for row in counted.order_by()}


def _view(row: Sponsorship, used: tuple[int, int, int]) -> SponsorView:
    return SponsorView(
        row.pk, row.organisation, row.document_no, row.document_on, row.starts_on, row.ends_before,
        row.amount_vnd, None if row.share_ppm is None else Fraction(row.share_ppm, PPM),
        tuple(row.groups.split()), row.area_code, tuple(row.people.split()), row.withdrawn_at is not None,
        row.withdrawn_because, row.by.full_name if row.by else "", *used,
    )  # fmt: skip
