"""What the province's own support would cost, by year and group; the proposals that were saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from baophu.funds.models import TopUp, TopUpLine, TopUpState
from baophu.funds.voluntary.bulk.relations import PPM
from baophu.funds.voluntary.queries.participants import groups_in_force
from baophu.kernel.errors import NotFound
from baophu.law.book import Book
from baophu.law.support import Group, budget

__all__ = ["TopUpRow", "TopUpState", "TopUpView", "estimate", "topup", "topups"]

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class TopUpRow:
    """One group in one year: its people, the share, what the State and the province pay."""

    year: int
    group: str
    people: int
    share: Fraction
    state_vnd: int
    local_vnd: int


@dataclass(frozen=True, slots=True)
class TopUpView:
    """A saved proposal with its rows."""

    id: int
    area_code: str
    run: int
    run_on: date
    state: str
    note: str
    who: str
    at_on: date
    document_no: str
    document_on: date | None
    because: str
    decided_by: str
    rows: tuple[TopUpRow, ...]

    @property
    def local_vnd(self) -> int:
        """What the province would pay in all years."""
        return sum(row.local_vnd for row in self.rows)


def estimate(
    run: int, *, on: date, area_code: str, shares: Mapping[Group, Fraction], years: range, law: Book
) -> list[TopUpRow]:
    """Each year and group, the people of the run's day taking part twelve months by that year's law.

    The law of 1 January decides a year; of the run's own year, the law of the run's day. Raises
    `UnknownParameter`.
    """
    counted = groups_in_force(run, on=on, area_code=area_code)
    people = {group: counted.get(group.value, 0) for group in Group}
    rows = []
    for year in years:
        day = on if year == on.year else date(year, 1, 1)
        costs = budget(people=people, shares=shares, months=MONTHS_A_YEAR, on=day, book=law).value
        rows += [
            TopUpRow(
                year,
                group.value,
                cost.people,
                shares.get(group, Fraction(0)),
                cost.state_vnd,
                cost.local_vnd,
            )
            for group, cost in costs.items()
        ]
    return rows


def topups() -> list[TopUpView]:
    """Every proposal, the newest first."""
    found = list(TopUp.objects.select_related("run", "by", "decided_by").order_by("-id"))
    lines: dict[int, list[TopUpRow]] = {}
    told = TopUpLine.objects.filter(proposal_id__in=[one.pk for one in found])
    for line in told.order_by("year", "id"):
        lines.setdefault(line.proposal_id, []).append(_row(line))
    return [_view(one, tuple(lines.get(one.pk, ()))) for one in found]


def topup(number: int) -> TopUpView:
    """One proposal; raises NotFound."""
    found = TopUp.objects.filter(id=number).select_related("run", "by", "decided_by").first()
    if found is None:
        raise NotFound(what=f"đề xuất số {number}")
    lines = TopUpLine.objects.filter(proposal_id=number).order_by("year", "id")
    return _view(found, tuple(_row(line) for line in lines))


def _row(line: TopUpLine) -> TopUpRow:
    share = Fraction(line.share_ppm, PPM)
    return TopUpRow(line.year, line.grp, line.people, share, line.state_vnd, line.local_vnd)


def _view(one: TopUp, rows: tuple[TopUpRow, ...]) -> TopUpView:
    who = one.by.full_name if one.by else ""
    decided = one.decided_by.full_name if one.decided_by else ""
    return TopUpView(
        one.pk, one.area_code, one.run_id, one.run.on, one.state, one.note, who, one.at.date(),
        one.document_no, one.document_on, one.because, decided, rows,
    )  # fmt: skip
