"""Whatever stands above asks the one law book, files and entries together; a run keeps its hash."""

from __future__ import annotations

import re

import pytest

from baophu.law.book import load
from baophu.lawbook.queries import book
from house import source
from lawbook.desk import confirmed

# What makes the book may read the files alone; a simulated province follows the published law of any home.
ALONE = {"law", "lawbook", "twin"}


def test_no_storey_above_reads_the_files_alone() -> None:
    faults = [
        f"{source.dotted(path)} imports {name}"
        for path in source.modules()
        for name in source.imports(path)
        if name in ("baophu.law.book.load", "baophu.law.book.read", "baophu.law.book.bind")
        if source.storey_of(path) not in ALONE
    ]
    assert faults == []


def test_no_storey_above_reaches_the_files_through_their_module() -> None:
    through = re.compile(r"from baophu\.law import (?:.*\b)?book\b|import baophu\.law\.book")
    faults = [
        source.dotted(path)
        for path in source.modules()
        if source.storey_of(path) not in ALONE and through.search(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


@pytest.mark.django_db
def test_the_hash_of_the_book_follows_what_officers_confirmed() -> None:
    assert book().hash == load().hash
    confirmed()
    assert book().hash != load().hash
