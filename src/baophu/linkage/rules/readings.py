"""What several readers' judgements of one pair amount to, and what their work tells of the linkage."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log, sqrt

from baophu.linkage.rules.edges import Verdict
from baophu.linkage.rules.weights import load_weights

SECOND_READER_PEOPLE = 50
"""A merge that concerns this many workers counts only when a second person says the same."""
READERS = 2
REREAD_ONE_IN = 10
"""One decided pair in so many is given to another reader unseen, so that agreement can be measured."""
SAMPLE_OF_ALIKE = 5
"""So many pairs of a kind are decided one by one before the rest may be decided together."""
_Z95 = 1.959964  # two-sided 95 %, the normal distribution


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person said of a pair; readings of a pair come oldest first, withdrawn ones left out."""

    by: str
    verdict: Verdict
    people: int = 0  # workers of the two employers when it was said


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share seen in a sample: `hits` of `seen`, with Wilson's 95 % interval."""

    hits: int
    seen: int

    @property
    def share(self) -> Decimal | None:
        """The share itself."""
        return Decimal(self.hits) / self.seen if self.seen else None

    @property
    def low(self) -> Decimal | None:
        """The lower end."""
        return self._bound(-1)

    @property
    def high(self) -> Decimal | None:
        """The upper end."""
        return self._bound(1)

    def _bound(self, side: int) -> Decimal | None:
        if not self.seen:
            return None
        n, p = self.seen, self.hits / self.seen
        middle = p + _Z95**2 / (2 * n)
        reach = _Z95 * sqrt(p * (1 - p) / n + _Z95**2 / (4 * n * n))
        return Decimal(str(round(min(1.0, max(0.0, (middle + side * reach) / (1 + _Z95**2 / n))), 6)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers of the same pairs agree: the bare share, and Cohen's kappa beyond chance."""

    pairs: int
    same: Estimate
    kappa: Decimal | None  # None with fewer than two kinds of answers


def settled(readings: Sequence[Reading]) -> Verdict | None:
    """The verdict that counts: the newest, unless one person alone said "same" of a large merge."""
    if not readings:
        return None
    newest = readings[-1]
    if newest.verdict is Verdict.SAME and needs_two(readings):
        last = {reading.by: reading.verdict for reading in readings}
        if Counter(last.values())[Verdict.SAME] < READERS:
            return None
    return newest.verdict


def needs_two(readings: Iterable[Reading]) -> bool:
    """Whether a pair concerns so many workers that two persons must say "same"."""
    return max((reading.people for reading in readings), default=0) >= SECOND_READER_PEOPLE


def agreement(pairs: Iterable[Sequence[Reading]]) -> Agreement:
    """Over the pairs that at least two persons read: each person's last word, the first two persons."""
    both: list[tuple[Verdict, Verdict]] = []
    for readings in pairs:
        last = {reading.by: reading.verdict for reading in readings}
        if len(last) > 1:
            first, second, *_ = last.values()
            both.append((first, second))
    same = sum(a is b for a, b in both)
    return Agreement(len(both), Estimate(same, len(both)), _kappa(both))


def _kappa(both: Sequence[tuple[Verdict, Verdict]]) -> Decimal | None:
    """(observed − by chance) ÷ (1 − by chance), from each reader's own shares."""
    n = len(both)
    if not n:
        return None
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    by_chance = Decimal(sum(first[v] * second[v] for v in Verdict)) / (n * n)
    if by_chance == 1:
        return None
    return (Decimal(sum(a is b for a, b in both)) / n - by_chance) / (1 - by_chance)


def to_reread(left: str, right: str) -> bool:
    """Whether a decided pair is of the tenth that another reader reads again; the same on every machine."""
    return int(hashlib.sha256(f"{left}|{right}".encode()).hexdigest()[:8], 16) % REREAD_ONE_IN == 0


def chance(weight_milli: int) -> Decimal:
    """How likely two employers' rows are one, 0 to 1: the weight as far as labels taught to believe it."""
    weights = load_weights("employer")
    odds = exp(-weight_milli / 1000 * weights.calibration_percent / 100)
    return min(Decimal(weights.surest_e4) / 10_000, Decimal(str(round(1 / (1 + odds), 4))))


def bits(weight_milli: int) -> Decimal:
    """A weight as doublings of the odds (bits), from thousandths of a natural logarithm."""
    return Decimal(str(round(weight_milli / 1000 / log(2), 1)))
