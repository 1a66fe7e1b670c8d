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
    parameter = book.parameters[key]

    def changed(dated: Dated) -> Dated:
        if dated.holds_from != holds_from:
            return dated
        return replace(dated, value=Decimal(share), status=Status.UNVERIFIED)

    values = tuple(changed(dated) for dated in parameter.values)
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})
