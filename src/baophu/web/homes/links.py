"""Addresses within a reader's rights: a page that may not be opened has none."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from baophu.access.queries import User
from baophu.web.rights import may_person_open


def link(user: User, page: str, query: str = "", *args: object) -> str:
    """The address of a page with a query, empty where the reader may not open it or it is not there."""
    if not may_person_open(user, page):
        return ""
    try:
        address = reverse(f"web:{page}", args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{query}" if query and not query.startswith("#") else f"{address}{query}"
