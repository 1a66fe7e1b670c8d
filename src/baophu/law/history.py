"""One question asked on every day on which the law changed: when the answer changed, and by which number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from baophu.kernel.errors import Refused
from baophu.law.book import Amount, Book, UnknownParameter
from baophu.law.watching import WatchedBook, watched

A = TypeVar("A")
Ask = Callable[[Book, date], A]


@dataclass(frozen=True, slots=True)
class Change:
    """A number of law that changed; None where it was, or is, not known."""

    key: str
    before: Amount | None
    after: Amount | None


@dataclass(frozen=True, slots=True)
class Step(Generic[A]):
    """The answer from a day on, or why there is none, and what changed on that day."""

    on: date
    answer: A | None
    refused: Refused | None
    changes: tuple[Change, ...]


def history(ask: Ask[A], *, first: date, last: date, book: Book) -> tuple[Step[A], ...]:
    """Ask on the first day and on each later day on which any value of the book begins; keep what differs.

    A refusal is an answer too. Of what changed that day only the numbers are named that made the difference.
    """
    steps: list[Step[A]] = []
    known: frozenset[str] = frozenset()
    for on in _turns(first, last, book):
        asked = watched(book)
        answer, refused = _asked(ask, asked, on)
        before, known = known, _rests_on(asked, refused)
        if not steps or _differs(steps[-1], answer, refused):
            step = Step(on, answer, refused, _changes(before | known, on, book) if steps else ())
            steps.append(replace(step, changes=_deciding(ask, step, book)))
    return tuple(steps)


def _turns(first: date, last: date, book: Book) -> Iterator[date]:
    """The first day, then every day up to the last on which a value begins."""
    begins = {dated.holds_from for parameter in book.parameters.values() for dated in parameter.values}
    yield first
    yield from sorted(on for on in begins if first < on <= last)


def _asked(ask: Ask[A], book: WatchedBook, on: date) -> tuple[A | None, Refused | None]:
    try:
        return ask(book, on), None
    except Refused as refused:
        return None, refused


def _rests_on(book: WatchedBook, refused: Refused | None) -> frozenset[str]:
    """The keys that were read, the one without a value among them."""
    if isinstance(refused, UnknownParameter):
        return book.keys_read | {str(refused.values["key"])}
    return book.keys_read


def _differs(step: Step[A], answer: A | None, refused: Refused | None) -> bool:
    """A refusal of the same kind is the same, whatever day it names."""
    if refused is None or step.refused is None:
        return step.refused is not refused or step.answer != answer
    return _kind(step.refused) != _kind(refused)


def _kind(refused: Refused) -> tuple[str, object]:
    return refused.code, refused.values.get("key")


def _changes(keys: frozenset[str], on: date, book: Book) -> tuple[Change, ...]:
    """What of these changed in the night before a day."""
    eve = on - timedelta(days=1)
    pairs = [(key, _amount(key, eve, book), _amount(key, on, book)) for key in sorted(keys)]
    return tuple(Change(key, before, after) for key, before, after in pairs if before != after)


def _amount(key: str, on: date, book: Book) -> Amount | None:
    try:
        return book.value(key, on).value
    except UnknownParameter:
        return None


def _deciding(ask: Ask[A], step: Step[A], book: Book) -> tuple[Change, ...]:
    """The changes without which the answer would be another; all of them where only together they decide."""
    deciding = []
    for change in step.changes:
        without = watched(_without(change.key, step.on, book))
        if _differs(step, *_asked(ask, without, step.on)):
            deciding.append(change)
    return tuple(deciding) or step.changes


def _without(key: str, on: date, book: Book) -> Book:
    """The book as it would be, had this number not changed on this day."""
    parameter = book.parameters[key]
    values = tuple(dated for dated in parameter.values if dated.holds_from != on)
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})
