"""What changed between two runs: each move of an employer has a cause, each cause its share of the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from baophu.coverage.queries import INSIDE, LIABLE, NONE, Move, RateOf


class Cause(StrEnum):
    """Why an employer moved the figures, in the order in which they are shown."""

    JOINED = "dang-ky-moi"
    FOUND = "moi-phat-hien"
    LEFT = "thoi-tham-gia"
    CEASED = "ngung-hoat-dong"
    CLEARED = "khong-thuoc-dien"
    OPENED = "can-xac-minh"
    GONE = "khong-con-trong-danh-sach"
    COMPLETED = "da-du-lao-dong"
    SHORT = "thieu-lao-dong"
    PLAN_LIST = "doi-danh-sach-thue"
    ESTIMATE = "uoc-luong"


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the waterfall: how many employers moved, and the rate before and after them."""

    cause: Cause
    employers: int
    starts: Decimal
    ends: Decimal

    @property
    def points(self) -> Decimal:
        """The change of the rate, as a share."""
        return self.ends - self.starts


def cause_of(before: str, after: str) -> Cause | None:
    """The cause that a move belongs to; None where nothing moved."""
    if before == after:
        return None
    if after in INSIDE:
        if before in INSIDE:
            return Cause.COMPLETED if after == "covered" else Cause.SHORT
        return Cause.JOINED
    if after == NONE:
        return Cause.GONE
    if after == "missing":
        return Cause.LEFT if before in INSIDE else Cause.FOUND
    return {"ceased": Cause.CEASED, "not_subject": Cause.CLEARED}.get(after, Cause.OPENED)


def pairs_of(cause: Cause, standings: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of standings that a cause gathers."""
    known = [NONE, *standings]
    return [(was, now) for was in known for now in known if cause_of(was, now) is cause]


def counts(moves: Iterable[Move]) -> dict[Cause, int]:
    """How many employers each cause moved; causes that moved none are left out."""
    found: dict[Cause, int] = {}
    for move in moves:
        cause = cause_of(move.before, move.after)
        if cause is not None:
            found[cause] = found.get(cause, 0) + move.employers
    return {cause: found[cause] for cause in Cause if cause in found}


def _weights(moves: Sequence[Move], cause: Cause, *, plan: bool) -> tuple[int, int]:
    """By how many a cause moved those inside and those known to be liable, within the rate's denominator."""
    inside = known = 0
    for move in moves:
        was = cause_of(move.before, move.after)
        own = cause if was is cause else Cause.PLAN_LIST if was is None else None
        if own is not cause:
            continue
        paid, pays = (move.paying_before, move.paying_after) if plan else (True, True)
        inside += move.employers * (int(pays and move.after in INSIDE) - int(paid and move.before in INSIDE))
        known += move.employers * (int(pays and move.after in LIABLE) - int(paid and move.before in LIABLE))
    return inside, known


def waterfall(moves: Sequence[Move], *, before: RateOf, after: RateOf, plan: bool) -> list[Step]:
    """The change of a rate of units, cause by cause; the last step is the estimate of the unverified.

    The steps start at `before` and end at `after` exactly; causes that changed nothing are left out, the
    estimate is kept when it moved the rate.
    """
    if None in (before.value, after.value, before.numerator, before.denominator):
        return []
    top, bottom = before.numerator or Decimal(0), before.denominator or Decimal(0)
    how_many = counts(moves)
    steps: list[Step] = []
    at = before.value or Decimal(0)
    for cause in Cause:
        if cause is Cause.ESTIMATE:
            break
        inside, known = _weights(moves, cause, plan=plan)
        top, bottom = top + inside, bottom + known
        reached = (top / bottom) if bottom > 0 else Decimal(0)
        if inside or known:
            changed = how_many.get(cause, 0) or _changed_list(moves)
            steps.append(Step(cause, changed, at, reached))
            at = reached
    end = after.value or Decimal(0)
    if abs(end - at) >= Decimal("0.00005"):
        steps.append(Step(Cause.ESTIMATE, 0, at, end))
    return steps


def _changed_list(moves: Iterable[Move]) -> int:
    """Employers that kept their standing but entered or left the tax department's list."""
    return sum(m.employers for m in moves if m.before == m.after and m.paying_before != m.paying_after)
