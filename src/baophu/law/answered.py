"""An answer of law together with every value of the book that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from baophu.law.book import Book, Status, Value
from baophu.law.contribution import Contribution
from baophu.law.history import Step, history
from baophu.law.obligation import Answer
from baophu.law.ruling import Ruling
from baophu.law.watching import watched

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Answered(Generic[A]):
    """What was answered, and what was read for it."""

    answer: A
    read: tuple[Value, ...]

    @property
    def unverified(self) -> tuple[Value, ...]:
        """What was read and has not been seen in a source."""
        return tuple(value for value in self.read if value.status is Status.UNVERIFIED)


def answered(ask: Callable[[Book], A], book: Book) -> Answered[A]:
    """Ask, and keep what is read meanwhile."""
    asked = watched(book)
    return Answered(ask(asked), asked.read)


@dataclass(frozen=True, slots=True)
class ContributionSheet:
    """A month's contributions, and the same pay on every day on which the law changed them."""

    month: Answered[Ruling[Contribution]]
    steps: tuple[Step[Contribution], ...]


def contribution_sheet(
    ask: Callable[[Book, date], Ruling[Contribution]], *, on: date, first: date, last: date, book: Book
) -> ContributionSheet:
    """Give the month of a day, and how the law changed the same month's sum from one day to another."""
    month = answered(lambda asked: ask(asked, on), book)
    steps = history(lambda asked, day: ask(asked, day).value, first=first, last=last, book=book)
    return ContributionSheet(month, steps)


@dataclass(frozen=True, slots=True)
class Liability:
    """Yes or no, with the funds that are known."""

    value: bool
    funds: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ObligationSheet:
    """Whether somebody must take part on a day, and every day on which that became otherwise."""

    day: Answered[Answer]
    steps: tuple[Step[Liability], ...]
    since: date | None  # None: since before the first day asked about


def obligation_sheet(
    ask: Callable[[Book, date], Answer], *, on: date, first: date, last: date, book: Book
) -> ObligationSheet:
    """Give the answer of a day, since when it holds, and the answers before and after."""
    day = answered(lambda asked: ask(asked, on), book)

    def liability(asked: Book, then: date) -> Liability:
        told = ask(asked, then)
        return Liability(told.value, tuple(told.funds.items()))

    steps = history(liability, first=min(first, on), last=last, book=book)
    return ObligationSheet(day, steps, _since(steps, on, day.answer.value))


def _since(steps: tuple[Step[Liability], ...], on: date, value: bool) -> date | None:
    """The first day of the unbroken stretch with this answer in which a day lies."""
    since: date | None = None
    for place, step in enumerate(step for step in steps if step.on <= on):
        same = step.answer is not None and step.answer.value is value
        before = steps[place - 1] if place else None
        continues = before is not None and before.answer is not None and before.answer.value is value
        if same and not continues:
            since = step.on if place else None
    return since
