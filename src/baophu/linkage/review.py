"""The queue of doubtful pairs: what waits for a person, what each pair would change, what readers said."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from baophu.kernel.errors import NotFound
from baophu.linkage.models import ClusterCheck, Composition, DoubtfulPair, EmployerRow, Judgement
from baophu.linkage.rows import in_force
from baophu.linkage.rules import Agreement, Estimate, Reading, Verdict, agreement, explain
from baophu.linkage.rules.readings import SAMPLE_OF_ALIKE, chance, needs_two, settled, to_reread

UNMEASURED = frozenset({"rival", "code_conflict", "code_alone"})  # a rule stopped the machine, not the weight
LEAST_ALIKE = 2 * SAMPLE_OF_ALIKE  # fewer are decided one by one


class State(StrEnum):
    """Where a pair stands, for one reader."""

    WAITING = "waiting"  # nobody's word counts yet
    SECOND = "second"  # another said "same" of a large merge: this reader's word is awaited
    MINE_WAITS = "mine_waits"  # this reader said so, another must
    REREAD = "reread"  # decided by another, drawn for a second look
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement of a pair, as kept."""

    id: int
    by: str
    by_name: str
    at: datetime
    verdict: Verdict
    note: str
    people: int
    withdrawn_at: datetime | None
    batch: str


@dataclass(frozen=True, slots=True)
class QueuedPair:
    """A doubtful pair of a run with what was said of it."""

    id: int
    left: str  # list:sha256:row
    right: str
    left_employer: str
    right_employer: str
    weight_milli: int
    levels: Mapping[str, tuple[str, int]]  # field -> level, thousandths of a natural logarithm
    why: str
    because: tuple[str, ...]
    said: tuple[Said, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The two rows in the journal's order."""
        return (min(self.left, self.right), max(self.left, self.right))

    @property
    def chance(self) -> Decimal:
        """How likely the two are one, by the calibrated weight alone."""
        return chance(self.weight_milli)

    @property
    def doubt(self) -> Decimal:
        """1 where nobody knows, towards 0 where the weight all but decides."""
        return Decimal(1) if self.why in UNMEASURED else 4 * self.chance * (1 - self.chance)

    @property
    def pattern(self) -> str:
        """A short name of what speaks for and against; pairs alike in it may be decided together."""
        levels = sorted((field, level) for field, (level, _) in self.levels.items())
        return hashlib.sha256(repr((self.why, levels)).encode()).hexdigest()[:12]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What counts of the words said, oldest first."""
        return tuple(Reading(s.by, s.verdict, s.people) for s in self.said if s.withdrawn_at is None)

    def state(self, reader: str) -> State:
        """Where the pair stands for a reader."""
        readings = self.readings
        mine = any(reading.by == reader for reading in readings)
        if not readings:
            return State.WAITING
        if settled(readings) is None:
            return State.MINE_WAITS if readings[-1].by == reader or mine else State.SECOND
        alone = len({reading.by for reading in readings}) == 1
        return State.REREAD if alone and not mine and to_reread(*self.key) else State.DECIDED


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs that wait and have the same for and against, and the sample that opens deciding them together."""

    pattern: str
    because: tuple[str, ...]
    waiting: tuple[QueuedPair, ...]
    sample: tuple[QueuedPair, ...]  # in the order of the lot
    agreed: Verdict | None  # the reader's one verdict over the whole sample, None as long as there is none


@dataclass(frozen=True, slots=True)
class Checked:
    """One employer of the lot."""

    id: int
    employer_id: str
    place: int
    rows: int
    found: str
    note: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Quality:
    """What people's reading tells of a run's linkage."""

    pairs: int
    employers: int
    decided: int
    same: Estimate  # of the pairs decided, how many were one employer
    agreement: Agreement
    drawn: int
    checked: int
    clean: Estimate  # employers without a foreign row: precision
    whole: Estimate  # employers with no row missing: recall


def queue(*, run: int, within: Collection[str] | None = None) -> list[QueuedPair]:
    """Every doubtful pair of a run, the likeliest first; only between the employers `within` where given."""
    rows = DoubtfulPair.objects.filter(run_id=run).order_by("-weight_milli", "left", "right")
    kept = [r for r in rows if within is None or {r.left_employer_id, r.right_employer_id} <= set(within)]
    said = _said((min(r.left, r.right), max(r.left, r.right)) for r in kept)
    return [_queued(row, said) for row in kept]


def pair(pair_id: int, *, run: int) -> QueuedPair:
    """One doubtful pair of a run; raises NotFound."""
    row = DoubtfulPair.objects.filter(pk=pair_id, run_id=run).first()
    if row is None:
        raise NotFound(what=f"cặp số {pair_id}")
    return _queued(row, _said([(min(row.left, row.right), max(row.left, row.right))]))


def employers_of_pairs(*, run: int) -> set[str]:
    """The employers that the doubtful pairs of a run name."""
    named = DoubtfulPair.objects.filter(run_id=run).values_list("left_employer_id", "right_employer_id")
    return {employer for both in named for employer in both}


def alike(pairs: Sequence[QueuedPair], *, reader: str) -> list[Alike]:
    """Kinds of pairs large enough to be decided together, the largest first, with the reader's sample."""
    kinds: dict[str, list[QueuedPair]] = defaultdict(list)
    for one in pairs:
        kinds[one.pattern].append(one)
    found = [_alike(pattern, members, reader) for pattern, members in kinds.items()]
    return sorted((a for a in found if a.waiting), key=lambda a: (-len(a.waiting), a.pattern))


def _alike(pattern: str, members: Sequence[QueuedPair], reader: str) -> Alike:
    """One kind: its sample is drawn by lot from all its pairs, so that deciding some does not change it."""
    drawn = sorted(members, key=lambda m: hashlib.sha256(f"{pattern}|{m.key}".encode()).hexdigest())
    sample = tuple(drawn[:SAMPLE_OF_ALIKE])
    words = [next((r.verdict for r in reversed(one.readings) if r.by == reader), None) for one in sample]
    agreed = words[0] if len(set(words)) == 1 and words[0] in (Verdict.SAME, Verdict.DIFFERENT) else None
    waiting = tuple(m for m in members if m.state(reader) is State.WAITING and m not in sample)
    enough = len(members) >= LEAST_ALIKE
    return Alike(pattern, members[0].because, waiting if enough else (), sample, agreed)


def judged_by(username: str, *, limit: int = 100) -> list[tuple[str, str, Said]]:
    """What a person said of the queue's pairs, newest first: left row, right row, the judgement."""
    rows = Judgement.objects.filter(of_queue=True, by__username=username).select_related("by")
    return [(row.left, row.right, _one(row)) for row in rows.order_by("-id")[:limit]]


def checks(*, run: int) -> list[Checked]:
    """The employers drawn by lot from a run, in the order of the lot."""
    rows = ClusterCheck.objects.filter(run_id=run).select_related("by").order_by("place")
    return [_checked(row) for row in rows]


def check(check_id: int, *, run: int) -> Checked:
    """One employer of the lot; raises NotFound."""
    row = ClusterCheck.objects.filter(pk=check_id, run_id=run).select_related("by").first()
    if row is None:
        raise NotFound(what=f"đơn vị kiểm tra số {check_id}")
    return _checked(row)


def quality(*, run: int, pairs: Sequence[QueuedPair], checked: Sequence[Checked]) -> Quality:
    """What the readers' work on a run tells: of the pairs shown, of each other, of employers drawn by lot."""
    verdicts = [v for p in pairs if (v := settled(p.readings)) in (Verdict.SAME, Verdict.DIFFERENT)]
    found = [c.found for c in checked if c.found != Composition.WAITING]
    clean = sum(f in (Composition.RIGHT, Composition.MISSING) for f in found)
    whole = sum(f in (Composition.RIGHT, Composition.FOREIGN) for f in found)
    return Quality(
        pairs=len(pairs),
        employers=_employers(run),
        decided=len(verdicts),
        same=Estimate(sum(v is Verdict.SAME for v in verdicts), len(verdicts)),
        agreement=agreement(p.readings for p in pairs),
        drawn=len(checked),
        checked=len(found),
        clean=Estimate(clean, len(found)),
        whole=Estimate(whole, len(found)),
    )


def awaits_second(one: QueuedPair) -> bool:
    """Whether a "same" was said of a large merge and another person's word is awaited."""
    return needs_two(one.readings) and settled(one.readings) is None


def _employers(run: int) -> int:
    """How many employers have rows in a run."""
    return EmployerRow.objects.filter(in_force(run)).values("employer_id").distinct().count()


def _said(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Said]]:
    """The queue's judgements by pair, oldest first, in one read."""
    wanted = set(keys)
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    rows = Judgement.objects.filter(of_queue=True).select_related("by").order_by("id")
    if len(wanted) == 1:
        left, right = next(iter(wanted))
        rows = rows.filter(left=left, right=right)
    for row in rows:
        if (row.left, row.right) in wanted:
            found[row.left, row.right].append(_one(row))
    return found


def _one(row: Judgement) -> Said:
    return Said(
        id=row.pk,
        by=row.by.username if row.by else "",
        by_name=row.by.full_name if row.by else "",
        at=row.at,
        verdict=Verdict(row.verdict),
        note=row.note,
        people=row.people,
        withdrawn_at=row.withdrawn_at,
        batch=row.batch,
    )


def _queued(row: DoubtfulPair, said: Mapping[tuple[str, str], Sequence[Said]]) -> QueuedPair:
    levels = {field: (str(told[0]), int(told[1])) for field, told in row.levels.items()}
    return QueuedPair(
        id=row.pk,
        left=row.left,
        right=row.right,
        left_employer=row.left_employer_id,
        right_employer=row.right_employer_id,
        weight_milli=row.weight_milli,
        levels=levels,
        why=row.why,
        because=tuple(explain({**row.levels, "why": row.why})),
        said=tuple(said.get((min(row.left, row.right), max(row.left, row.right)), ())),
    )


def _checked(row: ClusterCheck) -> Checked:
    name = row.by.full_name if row.by else ""
    return Checked(row.pk, row.employer_id, row.place, row.rows, row.found, row.note, name)
