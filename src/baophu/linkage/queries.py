"""Reads of the journal of judgements and of the pairs that a run left to a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from baophu.linkage.models import DoubtfulPair, Judgement
from baophu.linkage.rules import Edge, Subject, Verdict, explain


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the journal."""

    id: int
    subject: Subject
    left: str
    right: str
    verdict: Verdict
    note: str
    by: str  # user name, empty for the program's operator
    at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two rows that a run could neither join nor keep apart, with what speaks for and against."""

    id: int
    left: str
    right: str
    left_employer: str
    right_employer: str
    weight_milli: int
    because: tuple[str, ...]  # Vietnamese sentences


def decided_edges() -> list[Edge]:
    """The judgements that count: of each pair of rows the newest that is not withdrawn, `unsure` left out."""
    newest: dict[tuple[str, str, str], Verdict] = {}
    for subject, left, right, verdict in (
        Judgement.objects.filter(withdrawn_at=None)
        .order_by("id")
        .values_list("subject", "left", "right", "verdict")
    ):
        newest[subject, min(left, right), max(left, right)] = Verdict(verdict)
    return sorted(
        Edge(Subject(subject), left, right, verdict)
        for (subject, left, right), verdict in newest.items()
        if verdict is not Verdict.UNSURE
    )


def judgements_of(row: str, *, limit: int = 100) -> list[Judged]:
    """Every judgement of a row, newest first, the withdrawn ones among them."""
    found = Judgement.objects.filter(left=row) | Judgement.objects.filter(right=row)
    return [
        Judged(
            id=one.pk,
            subject=Subject(one.subject),
            left=one.left,
            right=one.right,
            verdict=Verdict(one.verdict),
            note=one.note,
            by=one.by.username if one.by else "",
            at=one.at,
            withdrawn_at=one.withdrawn_at,
        )
        for one in found.select_related("by").order_by("-id")[:limit]
    ]


def doubts(*, run: int, limit: int = 100) -> list[Doubt]:
    """The pairs of a run on which nobody has judged yet, the likeliest first."""
    judged = {(edge.left, edge.right) for edge in decided_edges()}
    found = DoubtfulPair.objects.filter(run_id=run).order_by("-weight_milli", "left", "right")
    waiting = [one for one in found if (min(one.left, one.right), max(one.left, one.right)) not in judged]
    return [
        Doubt(
            id=one.pk,
            left=one.left,
            right=one.right,
            left_employer=one.left_employer_id,
            right_employer=one.right_employer_id,
            weight_milli=one.weight_milli,
            because=tuple(explain({**one.levels, "why": one.why})),
        )
        for one in waiting[:limit]
    ]
