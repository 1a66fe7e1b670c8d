"""Every number on a page is a link, and the link ends at a cell of a file as it was received."""

from __future__ import annotations

import random

import pytest

from journeys.desks import Desk, Desks
from journeys.following import Claim, Lost, claims, follow
from journeys.pages import DIRECTOR, every_stop

pytestmark = pytest.mark.browser

SEED, SAMPLE = 157, 50
OF_DOCUMENTS = (
    "law", "calculator",  # their numbers rest on documents, which stand beside them, and on no row
    "voluntary",  # sums over many months of many people; each person's page names its rows
)  # fmt: skip
OF_RECORDS = (  # accounts, jobs, judgements, letters and the journal: the program's own, in no received file
    "journal", "person-seen", "map", "people", "my-account", "pair", "guide", "job", "typing", "typed",
    "reminders", "my-units", "handover", "objection", "home of an auditor",
)  # fmt: skip
WITHOUT_FIGURES = ("design", "sign-in", "nowhere", "home of an administrator")  # who may see no employer


@pytest.fixture
def director(served: str, desks: Desks) -> Desk:
    """Someone who sees the whole province."""
    return desks.at(served, name=DIRECTOR)


def _claimed(served: str, desks: Desks) -> list[Claim]:
    """Every number on every page, by the person who reads it."""
    seated: dict[str, Desk] = {}
    found: dict[tuple[str, str, str], Claim] = {}
    for stop in every_stop(served, desks):
        if stop.name in WITHOUT_FIGURES or stop.name.startswith(OF_DOCUMENTS + OF_RECORDS):
            continue
        desk = seated.get(stop.who) or desks.at(served, name=stop.who)
        seated[stop.who] = desk
        for claim in claims(desk, stop.path):
            found.setdefault((stop.who, claim.text, claim.address or stop.path), claim)
    return list(found.values())


def test_fifty_random_numbers_lead_to_a_received_cell(served: str, desks: Desks, director: Desk) -> None:
    claimed = _claimed(served, desks)
    bare = [str(claim) for claim in claimed if not claim.address]
    assert not bare, "\n".join([f"{len(bare)} numbers without a link", *bare])
    linked = sorted((c for c in claimed), key=lambda c: (c.page, c.address, c.text))
    sample = random.Random(SEED).sample(linked, SAMPLE)
    lost, cells = [], 0
    for claim in sample:
        try:
            cells += bool(follow(director, claim))
        except (Lost, AssertionError) as fault:
            lost.append(str(fault))
    assert not lost, "\n".join([f"{len(lost)} of {SAMPLE} lost", *lost])
    assert cells >= SAMPLE // 2  # the others are zeros, which end at a list of nobody
