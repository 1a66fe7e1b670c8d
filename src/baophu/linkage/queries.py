"""Reads of the journal of judgements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from baophu.linkage.models import Judgement
from baophu.linkage.rules import Edge, Reading, Subject, Verdict, settled


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


def decided_edges() -> list[Edge]:
    """The judgements that count, one a pair of rows; `unsure` and what awaits a second reader left out."""
    readings: dict[tuple[str, str, str], list[Reading]] = {}
    for subject, left, right, verdict, by, people in (
        Judgement.objects.filter(withdrawn_at=None)
        .order_by("id")
        .values_list("subject", "left", "right", "verdict", "by_id", "people")
    ):
        pair = (subject, min(left, right), max(left, right))
        readings.setdefault(pair, []).append(Reading(str(by or ""), Verdict(verdict), people))
    counting = {pair: settled(said) for pair, said in readings.items()}
    return sorted(
        Edge(Subject(subject), left, right, word)
        for (subject, left, right), word in counting.items()
        if word is not None and word is not Verdict.UNSURE
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
