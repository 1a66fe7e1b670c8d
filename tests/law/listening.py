"""Which dated values of the book an answer rests on: every worked case, and the questions that no case puts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from baophu.coverage.method import method_on
from baophu.law.book import Book, Dated, Value, load
from law.asking import QUESTIONS, Case, ask, cases
from law.changed_book import with_share
from law.plain_data import day, plain

LOCAL: Final = "voluntary.support.local"
FEES: Final = ("voluntary.agent_fee.new", "voluntary.agent_fee.renewed")
_DEADLINES: Final = "deadlines."
_CALENDAR_BEGINS: Final = date(2014, 1, 2)


@dataclass(frozen=True, slots=True)
class Listening(Book):
    """The book, noting each dated value that is read and each parameter whose history is looked through."""

    heard: set[tuple[str, date]] = field(default_factory=set)
    leafed: set[str] = field(default_factory=set)

    def value(self, key: str, on: date) -> Value:
        """Read and note."""
        found = Book.value(self, key, on)
        self.heard.add((key, found.holds_from))
        return found

    def dated(self, key: str) -> tuple[Dated, ...]:
        """Look through and note."""
        self.leafed.add(key)
        return Book.dated(self, key)


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer rests on."""

    values: frozenset[tuple[str, date]]
    leafed: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """The parameters of which a value was read."""
        return frozenset(key for key, _ in self.values)


@cache
def whole_book() -> Book:
    """The book in which what no file knows, the province's own support and the fees, has invented values."""
    book = with_share(load(), LOCAL, date(2018, 1, 1), "0.10")
    for fee in FEES:
        book = with_share(book, fee, date(2016, 1, 1), "0.05")
    return book


def answer(case: Case, book: Book) -> Any:
    """Put a case, or a question about the program's own method."""
    if case.ask == "method":
        return plain(method_on(day(case.given["on"]), book))
    return ask(case.ask, case.given, book)


@cache
def every_case() -> tuple[Case, ...]:
    """The worked cases, each deadline under each of its laws, the local support, a fee, the method of a run."""
    return (*cases(), *_deadlines(), _LOCAL_CASE, _FEE_CASE, _METHOD_CASE)


def _deadlines() -> list[Case]:
    found = []
    for key in load().keys:
        for dated in load().dated(key) if key.startswith(_DEADLINES) else ():
            if dated.value is not None:
                received = max(dated.holds_from, _CALENDAR_BEGINS)
                given: Mapping[str, Any] = {"kind": key.removeprefix(_DEADLINES), "received": received}
                found.append(Case(f"{key} {dated.holds_from}", dated.article, "deadline", given, None))
    return found


_LOCAL_CASE: Final = Case(
    "local support",
    "Nghị định 134/2015/NĐ-CP Điều 14.4",
    "local_support",
    {"months": 3, "on": date(2019, 5, 1)},
    None,
)
_FEE_CASE: Final = Case(
    "fee of an agent",
    "chưa thấy văn bản quy định",
    "agent_fee",
    {"new": 1_000_000, "renewed": 2_000_000, "on": date(2019, 5, 1)},
    None,
)
_METHOD_CASE: Final = Case("method of a run", "quy ước tính", "method", {"on": date(2018, 6, 30)}, None)


@cache
def heard_by() -> Mapping[str, Heard]:
    """What each case rests on, by its name."""
    found = {}
    for case in every_case():
        book = whole_book()
        listening = Listening(book.parameters, book.sources, book.hash)
        answer(case, listening)
        found[case.name] = Heard(frozenset(listening.heard), frozenset(listening.leafed))
    return found


def raw(case: Case, book: Book) -> Any:
    """The answer itself and not as plain data: a ruling where the rule gives one."""
    return QUESTIONS[case.ask](case.given, book)
