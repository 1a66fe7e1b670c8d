"""The law book that the pages answer from."""

from __future__ import annotations

from django.urls import reverse

from baophu.law.book import Book
from baophu.lawbook import queries as lawbook


def book_in_force() -> Book:
    """Give the book of today, with what officers entered; the one place where the web face takes it from."""
    return lawbook.book()


def parameter_page(key: str) -> str:
    """Give the address of the page of a number of law."""
    return reverse("web:law-parameter", args=[key])
