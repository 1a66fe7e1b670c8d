"""Claims to Finance: their lines, steps, and what has changed since, person by person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from baophu.access.bulk import store
from baophu.engine.duck import session
from baophu.funds.models import Claim, ClaimLine, ClaimState, ClaimStep, GroupKind
from baophu.funds.voluntary.bulk import claims as bulk
from baophu.kernel.errors import NotFound

__all__ = [
    "Change",
    "ClaimLine",
    "ClaimState",
    "ClaimView",
    "GroupKind",
    "Step",
    "changes",
    "claim",
    "claims",
    "lines",
]

NO_QUARTER = date(1, 1, 1)  # asked for, it makes every line a correction


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a claim."""

    state: str
    at: datetime
    who: str
    document_no: str
    document_on: date | None
    amount_vnd: int | None
    note: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its sums; `transferred_vnd` is None until Finance has paid."""

    id: int
    quarter_on: date
    run: int
    run_on: date
    state: str
    lines: int
    people: int
    amount_vnd: int
    corrections_vnd: int
    held_back: int
    transferred_vnd: int | None
    steps: tuple[Step, ...]

    @property
    def difference_vnd(self) -> int | None:
        """What was transferred less what was asked for."""
        return None if self.transferred_vnd is None else self.transferred_vnd - self.amount_vnd


@dataclass(frozen=True, slots=True)
class Change:
    """One month whose amount is now another than the claims hold, and why."""

    person_id: str
    month: date
    why: str
    amount_vnd: int
    group: str
    receipt_id: int
    row: int


def claims() -> list[ClaimView]:
    """Every claim, the newest quarter first; drafts taken back too."""
    found = Claim.objects.exclude(state=ClaimState.PREPARING).select_related("run")
    rows = list(found.order_by("-quarter_on", "-id"))
    steps: dict[int, list[Step]] = {}
    told = ClaimStep.objects.filter(claim_id__in=[row.pk for row in rows]).select_related("by")
    for step in told.order_by("id"):
        steps.setdefault(step.claim_id, []).append(_step(step))
    return [_view(row, tuple(steps.get(row.pk, ()))) for row in rows]


def claim(claim_id: int) -> ClaimView:
    """One claim; raises NotFound."""
    row = Claim.objects.filter(id=claim_id).exclude(state=ClaimState.PREPARING).select_related("run").first()
    if row is None:
        raise NotFound(what=f"đề nghị số {claim_id}")
    steps = ClaimStep.objects.filter(claim_id=claim_id).select_related("by").order_by("id")
    return _view(row, tuple(_step(step) for step in steps))


def lines(claim_id: int) -> QuerySet[ClaimLine]:
    """The lines of a claim, by person and month."""
    return ClaimLine.objects.filter(claim_id=claim_id).order_by("person_id", "month")


def by_group(claim_id: int) -> list[tuple[str, int, int, int]]:
    """Each group with its people, months and sum."""
    rows = ClaimLine.objects.filter(claim_id=claim_id).values("grp")
    counted = rows.annotate(people=Count("person_id", distinct=True), n=Count("id"), vnd=Sum("amount_vnd"))
    return [(row["grp"], row["people"], row["n"], row["vnd"]) for row in counted.order_by("grp")]


def by_reason(claim_id: int) -> list[tuple[str, int, int]]:
    """Corrections by what has changed, with months and sum."""
    rows = ClaimLine.objects.filter(claim_id=claim_id, kind="correction").values("why")
    counted = rows.annotate(n=Count("id"), vnd=Sum("amount_vnd"))
    return [(row["why"], row["n"], row["vnd"]) for row in counted.order_by("why")]


def changes(view: ClaimView, *, run: int) -> Iterator[Change]:
    """What the run knows otherwise than the claims that stand, in the quarter of one claim, in order."""
    standing = Claim.objects.filter(quarter_on=view.quarter_on).exclude(
        state__in=[ClaimState.PREPARING, ClaimState.WITHDRAWN]
    )
    every = Claim.objects.exclude(state__in=[ClaimState.PREPARING, ClaimState.WITHDRAWN])
    if not standing.exists():
        return
    with session(
        memory_mb=settings.MEMORY_LIMIT_MB, threads=settings.THREADS, scratch=settings.HOME / "scratch"
    ) as con:
        held = list(every.values_list("id", "quarter_on"))
        bulk.load(con, store(), run=run, claims=held, quarter_on=NO_QUARTER)
        bulk.compare(con)
        rows = con.execute(
            "SELECT person_id, month, why, amount_vnd, grp, receipt_id, row FROM claim_lines"
            " WHERE quarter_on = ? ORDER BY person_id, month",
            [view.quarter_on],
        ).fetchall()
    yield from (Change(*row) for row in rows)


def _step(step: ClaimStep) -> Step:
    who = step.by.full_name if step.by else ""
    return Step(step.state, step.at, who, step.document_no, step.document_on, step.amount_vnd, step.note)


def _view(row: Claim, steps: tuple[Step, ...]) -> ClaimView:
    paid = [step.amount_vnd for step in steps if step.state == ClaimState.TRANSFERRED]
    return ClaimView(
        row.pk, row.quarter_on, row.run_id, row.run.on, row.state, row.lines, row.people, row.amount_vnd,
        row.corrections_vnd, row.held_back, paid[-1] if paid else None, steps,
    )  # fmt: skip
