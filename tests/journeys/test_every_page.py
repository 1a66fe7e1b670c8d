"""Every page in both languages, both themes, on a desk and on a phone: whole, readable, quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from journeys.desks import NARROW, WIDE, Desk, Desks
from journeys.looking import (
    CONTRAST,
    EVERY_RULE,
    barriers,
    sticking_out,
    too_small,
    unfilled,
    unrolled,
    untranslated,
    words_of,
)
from journeys.pages import Stop, every_stop
from journeys.served import Home

pytestmark = pytest.mark.browser

NO_PAGES = {  # answer with a file or only to a form; pairs alike need many: test_reviewer looks at them
    "sign-out", "language", "theme", "employers-sheet", "receipt-file", "receipt-answer", "receipt-withdraw",
    "receipt-correct", "law-decide", "blank", "notice-file", "voluntary-claim-step", "pair-withdraw",
    "pair-batch-withdraw", "pair-alike", "chart",
    "job-news", "job-progress", "job-cancel", "job-made", "typing-begin", "typed-leave-out", "typed-send",
    "typed-discard", "preview", "preview-confirm", "reminder-paper", "receipt-paper", "trip-pdf", "trip-xlsx", "trip-file",
    "keys",
    "voluntary-topup-sheet",
    "second-step", "passkey-ask", "passkey-enter", "my-password", "my-deed", "my-passkey-ask", "my-passkey",
    "people-deed", "journal-sheet",
    "employers-selection", "employers-charge", "employers-keep", "handover-minutes",
}  # fmt: skip
LOOKS = {  # colours in the dark are the same on a phone and in another language
    ("vi", WIDE["width"]): (("dark", CONTRAST), ("light", EVERY_RULE)),
    ("vi", NARROW["width"]): (("light", EVERY_RULE),),
    ("en", WIDE["width"]): (("light", EVERY_RULE),),
    ("en", NARROW["width"]): (("light", EVERY_RULE),),
}


def test_no_page_is_left_out(served: str, desks: Desks) -> None:
    visited = {stop.name.split()[0] for stop in every_stop(served, desks)}
    known = set(_names(import_module("baophu.web.urls").urlpatterns))
    assert known - NO_PAGES - visited == set()


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_quiet_and_open_to_everyone(
    served: str, desks: Desks, reconciled: Home, language: str
) -> None:
    names, titles = frozenset(reconciled.names()), frozenset(reconciled.titles())
    faults: list[str] = []
    seated: dict[str, Desk] = {}
    for stop in every_stop(served, desks):
        desk = seated.get(stop.who) or _seat(desks, served, stop.who, language)
        seated[stop.who] = desk
        came = titles if stop.name.startswith(("receipt", "row")) else frozenset()
        checks = _faults(desk, stop, language, names | came)
        faults += [f"{stop.name} ({stop.path}): {fault}" for fault in checks]
    for desk in seated.values():
        faults += [*desk.complaints, *(f"asked of another host: {url}" for url in desk.elsewhere)]
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])


def _seat(desks: Desks, served: str, who: str, language: str) -> Desk:
    """Someone who chose a language before."""
    desk = desks.at(served, name=who)
    desk.context.add_cookies([{"name": "language", "value": language, "url": served}])
    return desk


def _faults(desk: Desk, stop: Stop, language: str, names: frozenset[str]) -> Iterator[str]:
    """What is wrong with a page: in light and dark, on a desk and on a phone."""
    page = desk.page
    answer = page.goto(desk.address + stop.path)
    if answer is None or answer.status != stop.status:
        yield f"answers {answer and answer.status}"
        return
    words = words_of(page)
    yield from (f"shows a gap: {text}" for text in unfilled(words))
    if language == "en":
        yield from (f"is not in English: {text}" for text in untranslated(words, names))
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        width = viewport["width"]
        if out := sticking_out(page):
            yield f"at {width} sticks out: {out}"
        yield from (f"at {width} too small: {text}" for text in too_small(words_of(page)))
        unrolled(page)
        for theme, rules in LOOKS[language, width]:
            page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
            yield from (f"at {width}, {theme}: {barrier}" for barrier in barriers(page, rules))
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
