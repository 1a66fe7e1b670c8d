"""The law book that the pages answer from."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from baophu.law.book import Book, load


def book_in_force() -> Book:
    """Give the book of today; the one place where the web face takes it from."""
    return load()


def parameter_page(key: str) -> str:
    """Give the address of the page of a number of law, empty where this part of the product is not there."""
    try:
        return reverse("web:law-parameter", args=[key])
    except NoReverseMatch:
        return ""
