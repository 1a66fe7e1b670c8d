"""The law book that the pages answer from."""

from __future__ import annotations

from baophu.law.book import Book, load


def book_in_force() -> Book:
    """Give the book of today; the one place where the web face takes it from."""
    return load()
