"""What a filtered list of employers comes to: its search, its counts, one page of it, all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from baophu.access.queries import Run
from baophu.coverage import standings
from baophu.plan.lines import queries as lines
from baophu.register.search.queries import Found, find
from baophu.web.employers.filters import Filters

PAGE = 50
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One employer as the list shows it."""

    line: standings.Line
    brief: lines.Brief


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the pages before and after lie: what the address asks, None where there is none."""

    first_row: int
    last_row: int
    before: dict[str, str] | None
    after: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to one question."""

    found: Found | None
    tallies: dict[str, lines.Tally]
    total: int
    rows: tuple[Row, ...]
    steps: Steps


@dataclass(frozen=True, slots=True)
class Question:
    """A filtered list in a run, inside an area."""

    run: Run
    filters: Filters
    wanted: lines.Wanted
    found: Found | None

    @property
    def among(self) -> QuerySet[Any, str] | None:
        """The employers that the words typed found; None where nothing was typed."""
        return self.found.among if self.found else None

    @property
    def by_closeness(self) -> bool:
        """Whether the search's own order stands."""
        return self.filters.by_closeness and self.found is not None and self.found.ranked

    def closest(self) -> list[lines.Brief]:
        """The employers asked for in the search's order."""
        ids = self.found.employers if self.found else ()
        briefs = lines.in_given_order(self.run.pk, self.wanted, ids)
        return briefs[::-1] if self.filters.up else briefs

    def every(self) -> list[str]:
        """All employers asked for, in order."""
        if self.by_closeness:
            return [brief.employer_id for brief in self.closest()]
        down = not self.filters.up
        return lines.every(self.run.pk, self.wanted, self.among, order=self.filters.order, down=down)


def ask(run: Run, filters: Filters, area_code: str) -> Question:
    """A question with its search carried out."""
    found = find(filters.q, run=run.pk, area_code=area_code)
    return Question(run, filters, filters.wanted(area_code), found)


def listing(question: Question, given: Mapping[str, str]) -> Listing:
    """The counts and one page."""
    run, wanted = question.run.pk, question.wanted
    counts = lines.tallies(run, wanted, question.among)
    total = sum(t.employers for kind, t in counts.items() if question.filters.standing in ("", kind))
    briefs, steps = (_near if question.by_closeness else _by_rank)(question, given, total)
    return Listing(question.found, counts, total, rows_of(briefs, run), steps)


def rows_of(briefs: Sequence[lines.Brief], run: int) -> tuple[Row, ...]:
    """What the list shows of some employers, in the order given."""
    known = standings.of_employers([brief.employer_id for brief in briefs], run=run)
    return tuple(Row(known[b.employer_id], b) for b in briefs if b.employer_id in known)


def _by_rank(question: Question, given: Mapping[str, str], total: int) -> tuple[Sequence[lines.Brief], Steps]:
    """A page by the rank of the row that stands before or after it."""
    after, before = _number(given, "sau"), _number(given, "truoc")
    found = lines.page(
        question.run.pk, question.wanted, question.among,
        order=question.filters.order, down=not question.filters.up, after=after, before=before, size=PAGE,
    )  # fmt: skip
    first = min(max(_number(given, "tu") or 1, 1), max(total, 1)) if after or before else 1
    last = first + len(found.briefs) - 1
    back = {"truoc": str(found.before), "tu": str(max(1, first - PAGE))} if found.before is not None else None
    on = {"sau": str(found.after), "tu": str(last + 1)} if found.after is not None else None
    return found.briefs, Steps(first if total else 0, last, back, on)


def _near(question: Question, given: Mapping[str, str], total: int) -> tuple[Sequence[lines.Brief], Steps]:
    """A page of the closest: at most a thousand, sorted already."""
    briefs, first = question.closest(), min(max(_number(given, "tu") or 1, 1), max(total, 1))
    last = min(first + PAGE - 1, len(briefs))
    back = {"tu": str(max(1, first - PAGE))} if first > 1 else None
    on = {"tu": str(last + 1)} if last < len(briefs) else None
    return briefs[first - 1 : last], Steps(first if total else 0, last, back, on)


def _number(given: Mapping[str, str], name: str) -> int | None:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
