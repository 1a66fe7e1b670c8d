"""What waits in the money rooms, counted in one read: held transfers, disputes, claims, promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from baophu.funds.models import (
    Balance,
    Claim,
    ClaimState,
    Commitment,
    Dispute,
    HardToCollect,
    MonthClose,
    Transfer,
)
from baophu.funds.money.seen import in_run
from baophu.kernel.time import Month
from baophu.register.queries import in_area

NONE = Value("", output_field=CharField())


@dataclass(frozen=True, slots=True)
class Waiting:
    """The counts of the money rooms: transfers as of a run, decisions as they stand now."""

    held: int
    held_vnd: int
    disputes: int
    disputes_since: date | None
    drafted: int  # claims that were not sent
    submitted: int  # claims that Finance has not paid
    submitted_vnd: int
    committed: int  # promises of units whose day has not passed
    hard: int  # units whose debt is classed as hard to collect
    last_closed: Month | None

    def months_to_close(self, on: date) -> int | None:
        """How many months ended by a day are open after the last closed one; None before any was closed."""
        if self.last_closed is None:
            return None
        closed = self.last_closed
        return max(0, (on.year - closed.year) * 12 + on.month - closed.number - 1)


@dataclass(frozen=True, slots=True)
class _Told:
    n: int = 0
    vnd: int = 0
    words: str = ""


def waiting(*, run: int, on: date, area_code: str) -> Waiting:
    """Everything that waits for an area; transfers, claims and closings are the whole province's."""
    rows = _union(_parts(run, on, area_code))
    told = {row[0]: _Told(row[1], int(row[2] or 0), row[3] or "") for row in rows}
    none = _Told()
    held, disputes = told.get("held", none), told.get("disputes", none)
    submitted = told.get(ClaimState.SUBMITTED, none)
    closed = _day(told.get("closed", none).words)
    return Waiting(
        held=held.n,
        held_vnd=held.vnd,
        disputes=disputes.n,
        disputes_since=_day(disputes.words),
        drafted=told.get(ClaimState.DRAFTED, none).n,
        submitted=submitted.n,
        submitted_vnd=submitted.vnd,
        committed=told.get("committed", none).n,
        hard=told.get("hard", none).n,
        last_closed=Month.of(closed) if closed else None,
    )


def _union(parts: Sequence[QuerySet[Any, Any]]) -> list[tuple[str, int, int, str]]:
    first, *others = parts
    return list(first.union(*others, all=True))


def _parts(run: int, on: date, area_code: str) -> list[QuerySet[Any, Any]]:
    """One aggregate a kind, all of one shape: name, how many, đồng, a day in words."""
    here = in_area(area_code)
    mine = Q()
    if here:
        mine = Q(Exists(Balance.objects.filter(in_run(run), here, unit_code=OuterRef("unit_code"))))
    mine &= Q(withdrawn_at__isnull=True)
    claims = Claim.objects.all()
    return [
        _line(Transfer.objects.filter(in_run(run)).exclude(held=""), "held", vnd=Sum("amount_vnd")),
        _line(
            Dispute.objects.filter(mine, settled_at__isnull=True), "disputes", words=Min("opened_on")
        ),
        *(_line(claims.filter(state=state), state, vnd=Sum("amount_vnd"))
          for state in (ClaimState.DRAFTED, ClaimState.SUBMITTED)),
        _line(Commitment.objects.filter(mine, pay_by__gte=on), "committed"),
        _line(HardToCollect.objects.filter(mine), "hard", n=Count("unit_code", distinct=True)),
        _line(MonthClose.objects.all(), "closed", words=Max("month")),
    ]  # fmt: skip


def _line(
    rows: QuerySet[Any, Any], name: str, *, n: Any = None, vnd: Any = None, words: Any = None
) -> QuerySet[Any, Any]:
    """One aggregate as a row, grouped by its own name, so that of nothing there is no row."""
    told = rows.order_by().annotate(name=Value(name, output_field=CharField())).values("name")
    found: QuerySet[Any, Any] = told.annotate(
        told_n=n if n is not None else Count("id"),
        told_vnd=vnd if vnd is not None else Value(0),
        told_words=Cast(words, CharField()) if words is not None else NONE,
    ).values_list("name", "told_n", "told_vnd", "told_words")
    return found


def _day(words: str) -> date | None:
    return date.fromisoformat(words[:10]) if words else None
