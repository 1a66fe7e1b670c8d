"""The queue as one reader sees it: pairs of the reader's area, ordered by what a decision would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from baophu.access.queries import Run
from baophu.coverage.standings import Workers, workers_of
from baophu.linkage.review import QueuedPair, State, employers_of_pairs, queue
from baophu.linkage.rules.readings import SECOND_READER_PEOPLE
from baophu.reporting import formats
from baophu.web.guards import Asked

ASKS = (State.WAITING, State.SECOND, State.REREAD)  # the states that ask something of this reader
STATE_WORDS = {
    State.WAITING: gettext_noop("Chờ xét"),
    State.SECOND: gettext_noop("Chờ bạn là người xét thứ hai"),
    State.MINE_WAITS: gettext_noop("Bạn đã xét, chờ người thứ hai"),
    State.REREAD: gettext_noop("Xét lại để đối chứng"),
    State.DECIDED: gettext_noop("Đã kết luận"),
}
VERDICT_WORDS = {
    "same": gettext_noop("là một đơn vị"),
    "different": gettext_noop("hai đơn vị khác nhau"),
    "unsure": gettext_noop("chưa đủ căn cứ"),
}
MINUTES_A_PAIR = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of the queue."""

    pair: QueuedPair
    left: Workers | None
    right: Workers | None
    state: State

    @property
    def people(self) -> int:
        """Workers of the two employers."""
        return sum(side.people for side in (self.left, self.right) if side)

    @property
    def names(self) -> tuple[str, str]:
        """Both names, as the run knows them."""
        return (
            self.left.name if self.left else self.pair.left_employer,
            self.right.name if self.right else self.pair.right_employer,
        )

    @property
    def urgency(self) -> Decimal:
        """Workers × doubt: what a decision would change."""
        return max(self.people, 1) * self.pair.doubt

    @property
    def needs_two(self) -> bool:
        """Whether a "same" would wait for a second person."""
        return self.people >= SECOND_READER_PEOPLE


def lines(request: Asked, run: Run) -> list[Line]:
    """Every pair of the reader's area, what changes most first."""
    known = workers_of(employers_of_pairs(run=run.pk), run=run.pk)
    scope = request.scope
    within = (
        None
        if scope.whole_province
        else {e for e, w in known.items() if scope.covers(w.district_code, w.commune_code)}
    )
    reader = request.user.username
    found = [
        Line(one, known.get(one.left_employer), known.get(one.right_employer), one.state(reader))
        for one in queue(run=run.pk, within=within)
    ]
    return sorted(found, key=lambda line: (-line.urgency, -line.pair.weight_milli, line.pair.key))


def asking(found: Iterable[Line]) -> list[Line]:
    """Those that ask something of the reader, in the queue's order."""
    return [line for line in found if line.state in ASKS]


def around(found: Sequence[Line], pair_id: int) -> tuple[Line | None, Line | None, int]:
    """The asking pairs before and after one in the queue's order, and its place among all (from 1)."""
    place = next((i for i, line in enumerate(found) if line.pair.id == pair_id), len(found))
    before = next((line for line in reversed(found[:place]) if line.state in ASKS), None)
    after = next((line for line in found[place + 1 :] if line.state in ASKS), None)
    return before, after or next(iter(asking(found[:place])), None), place + 1


def verdict_line(found: Sequence[Line]) -> str:
    """The page's first line: how many pairs wait and how many workers they concern."""
    waiting = asking(found)
    if not waiting:
        return gettext("Không còn cặp nào chờ xem xét.")
    people = sum(line.people for line in waiting)
    return gettext("%(n)s cặp chờ xét, liên quan %(people)s lao động.") % {
        "n": formats.number(len(waiting)),
        "people": formats.number(people),
    }


def minutes(found: Sequence[Line]) -> int:
    """About how long the reader's queue takes."""
    return int(len(asking(found)) * MINUTES_A_PAIR) + 1


def effect(line: Line) -> str:
    """What would change if the two were one employer, in a sentence."""
    left, right = line.left, line.right
    if left is None or right is None:
        return gettext("Nếu là một, hai bên được tính chung ở lượt đối chiếu sau.")
    for lacking, insured in ((left, right), (right, left)):
        if lacking.standing in ("missing", "unverified") and insured.insured:
            return gettext(
                "Nếu là một, “%(name)s” không còn là đơn vị chưa tham gia: "
                "tính chung với bên đang tham gia %(n)s người."
            ) % {"name": lacking.name, "n": formats.number(insured.insured)}
    return gettext(
        "Nếu là một, hai bên tính chung một đơn vị: số đơn vị bớt 1, %(n)s lao động liên quan."
    ) % {"n": formats.number(line.people)}


def people_of(found: Iterable[Line]) -> Mapping[int, int]:
    """Workers by pair, for decisions."""
    return {line.pair.id: line.people for line in found}
