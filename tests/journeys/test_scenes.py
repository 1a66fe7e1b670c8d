"""What forms answer and what opens by a click: whole, readable, open to everyone, in both languages and themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journeys.desks import NARROW, WIDE, Desk, Desks
from journeys.looking import (
    EVERY_RULE,
    barriers,
    sticking_out,
    too_small,
    unfilled,
    unrolled,
    untranslated,
    words_of,
)
from journeys.scenes import SCENES
from journeys.served import Home

pytestmark = pytest.mark.browser

AS_SENT = ("TT", "Biển hiệu treo", "Gửi nhầm bản của quý trước", "hai người", "rất nhiều")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_answer_of_a_form_is_whole_and_open_to_everyone(
    served: str, desks: Desks, reconciled: Home, language: str
) -> None:
    names = frozenset(reconciled.names()) | frozenset(reconciled.titles()) | frozenset(AS_SENT)
    seats: dict[str, Desk] = {}
    faults: list[str] = []
    for scene in SCENES:
        desk = seats.setdefault(scene.who, seats.get(scene.who) or desks.at(served, name=scene.who))
        desk.context.add_cookies([{"name": "language", "value": language, "url": served}])
        for viewport in (WIDE, NARROW):
            desk.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            scene.bring_about(desk)
            found = _faults(desk, language, names)
            faults += [f"{scene.name} at {viewport['width']}: {fault}" for fault in found]
    for desk in seats.values():
        faults += [f"asked of another host: {url}" for url in desk.elsewhere]
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])


def _faults(desk: Desk, language: str, names: frozenset[str]) -> Iterator[str]:
    words = words_of(desk.page)
    yield from (f"shows a gap: {text}" for text in unfilled(words))
    yield from (f"too small: {text}" for text in too_small(words))
    if language == "en":
        yield from (f"is not in English: {text}" for text in untranslated(words, names))
    if out := sticking_out(desk.page):
        yield f"sticks out: {out}"
    unrolled(desk.page)
    for theme in ("light", "dark"):
        desk.page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)
        yield from (f"in {theme}: {barrier}" for barrier in barriers(desk.page, EVERY_RULE))
