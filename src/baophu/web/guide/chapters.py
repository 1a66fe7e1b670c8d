"""The guide's chapters, read once from their file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("chapters.yaml")
FIRST = "trang-dau"  # for pages that no chapter names


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: what it says, the steps of a tour, the pages it explains."""

    key: str
    title: str
    says: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]  # a page's name, what to do there
    pages: frozenset[str]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter in the order of reading."""
    given = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Chapter(
            one["key"],
            one["title"],
            tuple(one["says"]),
            tuple((page, text) for page, text in one.get("steps", ())),
            frozenset(one["pages"]),
        )
        for one in given
    )


def chapter_of(page: str) -> str:
    """The key of the chapter that explains a page."""
    return next((one.key for one in chapters() if page in one.pages), FIRST)
