"""The law book with one value changed, as a test needs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from baophu.law.book import Book, Source, Status


def unknown(book: Book, key: str) -> Book:
    """Give the book with every value of a parameter forgotten."""
    parameter = book.parameters[key]
    values = tuple(replace(dated, value=None, status=Status.UNKNOWN) for dated in parameter.values)
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})


def forgotten(book: Book, key: str, holds_from: date) -> Book:
    """Give the book with the one value of a parameter forgotten that begins on a day."""
    return _changed(book, key, holds_from, value=None, status=Status.UNKNOWN)


def entered(book: Book, key: str, document: str) -> Book:
    """Give the book with every known value of a parameter as if officers had entered it from a document."""
    day = date(2018, 1, 12)
    source = Source("entered", "Thông báo", document, day, None, Status.ENTERED)
    parameter = book.parameters[key]
    values = tuple(
        dated if dated.value is None else replace(dated, status=Status.ENTERED, source=source.id)
        for dated in parameter.values
    )
    parameters = {**book.parameters, key: replace(parameter, values=values)}
    return replace(book, parameters=parameters, sources={**book.sources, source.id: source})


def _changed(book: Book, key: str, holds_from: date, **changes: Any) -> Book:
    parameter = book.parameters[key]
    values = tuple(
        replace(dated, **changes) if dated.holds_from == holds_from else dated for dated in parameter.values
    )
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})


def with_share(book: Book, key: str, holds_from: date, share: str) -> Book:
    """Give the book with one dated share of a parameter set."""
    return _changed(book, key, holds_from, value=Decimal(share), status=Status.UNVERIFIED)


def with_whole(book: Book, key: str, holds_from: date, number: int) -> Book:
    """Give the book with one dated whole number of a parameter set."""
    return _changed(book, key, holds_from, value=number, status=Status.UNVERIFIED)
