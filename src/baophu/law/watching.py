"""A book that remembers what was read from it: which numbers an answer rests on, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from baophu.law.book import Book, Status, Value


@dataclass(frozen=True, slots=True)
class WatchedBook(Book):
    """The same book; every value that was read is kept, in the order of the first reading."""

    seen: dict[tuple[str, date], Value] = field(default_factory=dict, compare=False)

    def value(self, key: str, on: date) -> Value:
        """Give the value that holds on a day and remember it; raises `UnknownParameter`."""
        found = Book.value(self, key, on)
        self.seen.setdefault((key, found.holds_from), found)
        return found

    @property
    def keys_read(self) -> frozenset[str]:
        """The keys of all parameters that had a value when they were read."""
        return frozenset(key for key, _ in self.seen)

    @property
    def read(self) -> tuple[Value, ...]:
        """Every value that was read, once."""
        return tuple(self.seen.values())

    @property
    def unverified(self) -> tuple[Value, ...]:
        """What was read and has not been seen in a source."""
        return tuple(value for value in self.seen.values() if value.status is Status.UNVERIFIED)


def watched(book: Book) -> WatchedBook:
    """Open a book so that it remembers what is read from now on."""
    return WatchedBook(book.parameters, book.sources, book.hash)
