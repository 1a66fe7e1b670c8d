"""The law book with one value changed, as a test needs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from baophu.law.book import Book, Dated, Status


def unknown(book: Book, key: str) -> Book:
    """Give the book with every value of a parameter forgotten."""
    parameter = book.parameters[key]
    values = tuple(replace(dated, value=None, status=Status.UNKNOWN) for dated in parameter.values)
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})


def with_share(book: Book, key: str, holds_from: date, share: str) -> Book:
    """Give the book with one dated share of a parameter set."""
    return _with(book, key, holds_from, Decimal(share))


def with_whole(book: Book, key: str, holds_from: date, number: int) -> Book:
    """Give the book with one dated whole number of a parameter set."""
    return _with(book, key, holds_from, number)


def _with(book: Book, key: str, holds_from: date, value: Decimal | int) -> Book:
    parameter = book.parameters[key]

    def changed(dated: Dated) -> Dated:
        if dated.holds_from != holds_from:
            return dated
        return replace(dated, value=value, status=Status.UNVERIFIED)

    values = tuple(changed(dated) for dated in parameter.values)
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})
