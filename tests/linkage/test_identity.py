"""Identifiers stay: under late lists, merges, splits; and nothing depends on order, threads or arrival."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baophu.linkage.rules import Verdict
from linkage.drawn import Drawer, Linked, judged, tax_code

CODES = [tax_code(f"42001234{n}") for n in range(8) if n not in (3,)]
NAMES = ["SÔNG MAI", "BÌNH AN PHÁT", "NẮNG MỚI", "TRƯỜNG XUÂN", "HOA BAN", "THÁC BẠC", "ĐỒI CHÈ"]


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    """Seven firms over four lists."""
    drawn = Drawer(tmp_path)
    place = {"commune_code": "18001", "district_code": "436"}
    drawn.add(
        "tax_enterprises",
        [{"tax_code": c, "name": f"Công ty TNHH {n}", **place} for c, n in zip(CODES, NAMES, strict=True)],
        "2017",
    )
    drawn.add("labour_use", [{"name": f"Cty TNHH {n}", **place} for n in NAMES[:5]], "2018")
    drawn.add(
        "insured_units",
        [
            {"unit_code": f"TA000{i}X", "tax_code": c, "name": f"CTY TNHH {n}"}
            for i, (c, n) in enumerate(zip(CODES[2:], NAMES[2:], strict=True))
        ],
    )
    people = [
        {
            "si_number": f"42{i:08d}",
            "full_name": f"Lò Văn {n.title()}",
            "id_number": f"18{i:07d}",
            "unit_code": f"TA000{i % 5}X",
        }
        for i, n in enumerate(NAMES)
    ]
    drawn.add("insured_members", people)
    drawn.add(
        "tax_payroll",
        [
            {
                "tax_code": CODES[2],
                "payer_name": "Công ty TNHH NẮNG MỚI",
                "full_name": p["full_name"],
                "id_number": p["id_number"],
            }
            for p in people
        ],
        "2017",
    )
    return drawn


def bytes_of(linked: Linked) -> dict[str, list[dict[str, object]]]:
    """Every file of a run as rows, in the order written."""
    return {name: linked.table(name) for name in ("links", "entities", "events", "edges", "pairs")}


def test_one_thread_and_two_write_the_same_rows(drawer: Drawer) -> None:
    one, two = drawer.link(threads=1, out="one"), drawer.link(threads=2, out="two")
    assert bytes_of(one) == bytes_of(two)
    for name in ("entities", "events", "edges", "pairs"):
        assert (one.folder / f"{name}.parquet").read_bytes() == (two.folder / f"{name}.parquet").read_bytes()


def test_the_order_of_arrival_changes_nothing(drawer: Drawer) -> None:
    usual = bytes_of(drawer.link(out="usual"))
    shuffled = list(drawer.lists)
    random.Random(5).shuffle(shuffled)
    assert bytes_of(drawer.link(lists=shuffled, out="shuffled")) == usual


def test_identifiers_have_their_letter_and_fourteen_signs(drawer: Drawer) -> None:
    found = {link["kind"]: link["entity"] for link in drawer.link().table("links")}
    assert found["employer"][0] == "E"
    assert found["person"][0] == "P"
    assert {len(entity) for entity in found.values()} == {15}


def test_an_identifier_is_minted_from_the_earliest_row(drawer: Drawer) -> None:
    tax, labour = drawer.lists[:2]
    linked = drawer.link()
    minted = {e["entity"]: e["minted_from"] for e in linked.table("entities")}
    assert minted[linked.entity(labour, 1)] == f"tax_enterprises:{tax.sha256}:1"


def test_a_late_list_of_an_earlier_period_keeps_the_identifier(drawer: Drawer) -> None:
    before = drawer.link(out="before")
    labour = drawer.lists[1]
    late = drawer.add("tax_enterprises", [{"tax_code": CODES[0], "name": "Công ty TNHH SÔNG MAI"}], "2015")
    after = drawer.link(previous=before.folder, out="after")
    assert after.entity(late, 1) == before.entity(labour, 1) == after.entity(labour, 1)
    assert after.table("events") == []
    assert drawer.link(out="fresh").entity(late, 1) != after.entity(late, 1)


def test_a_merge_keeps_the_earliest_known_and_tells_of_the_other(drawer: Drawer) -> None:
    tax = drawer.lists[0]
    before = drawer.link(out="before")
    merged = judged(Verdict.SAME, (tax, 1), (tax, 2))
    after = drawer.link(previous=before.folder, judgements=[merged], out="after")
    assert after.entity(tax, 2) == before.entity(tax, 1)
    assert after.table("events") == [
        {
            "subject": "employer",
            "left_id": before.entity(tax, 2),
            "right_id": before.entity(tax, 1),
            "kind": "merged_into",
        }
    ]


def test_an_undone_merge_brings_both_identifiers_back(drawer: Drawer) -> None:
    tax = drawer.lists[0]
    first = drawer.link(out="first")
    merged = judged(Verdict.SAME, (tax, 1), (tax, 2))
    second = drawer.link(previous=first.folder, judgements=[merged], out="second")
    third = drawer.link(previous=second.folder, out="third")
    assert [third.entity(tax, n) for n in (1, 2)] == [first.entity(tax, n) for n in (1, 2)]
    assert {event["kind"] for event in third.table("events")} == {"split_from"}


def test_on_a_split_the_part_with_the_minted_row_keeps_the_identifier(drawer: Drawer) -> None:
    tax, labour = drawer.lists[:2]
    before = drawer.link(out="before")
    apart = judged(Verdict.DIFFERENT, (tax, 1), (labour, 1))
    after = drawer.link(previous=before.folder, judgements=[apart], out="after")
    assert after.entity(tax, 1) == before.entity(tax, 1)
    fresh = after.entity(labour, 1)
    assert fresh not in {e["entity"] for e in before.table("entities")}
    assert after.table("events") == [
        {"subject": "employer", "left_id": fresh, "right_id": before.entity(tax, 1), "kind": "split_from"}
    ]


def test_a_withdrawn_list_leaves_the_identifier_to_the_rows_that_stay(drawer: Drawer) -> None:
    tax, labour = drawer.lists[:2]
    before = drawer.link(out="before")
    after = drawer.link(
        previous=before.folder, lists=[one for one in drawer.lists if one is not tax], out="after"
    )
    assert after.entity(labour, 1) == before.entity(tax, 1)


def test_every_row_of_a_list_is_linked_once(drawer: Drawer) -> None:
    linked = drawer.link()
    rows = [(link["kind"], link["sha256"], link["row"]) for link in linked.table("links")]
    assert len(rows) == len(set(rows))
    expected = {
        "tax_enterprises": 7,
        "labour_use": 5,
        "insured_units": 5,
        "insured_members": 14,
        "tax_payroll": 14,
    }
    counts: dict[str, int] = {}
    for link in linked.table("links"):
        counts[link["list"]] = counts.get(link["list"], 0) + 1
    assert counts == expected


def test_no_list_at_all_is_no_entity(tmp_path: Path) -> None:
    linked = Drawer(tmp_path).link()
    assert [len(linked.table(name)) for name in ("links", "entities", "events", "edges", "pairs")] == [0] * 5
    assert pq.read_schema(linked.folder / "links.parquet").names == [
        "kind", "list", "receipt_id", "file", "sha256", "row", "begins_on", "period", "entity", "method", "probability_e4",
    ]  # fmt: skip


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)))
def test_lists_given_other_periods_give_the_same_groups(tmp_path: Path, order: list[int]) -> None:
    """The earlier list is not the better one: who comes first names the entity but does not shape it."""
    place = {"commune_code": "18001", "district_code": "436"}
    contents = [
        (
            "tax_enterprises",
            [
                {"tax_code": c, "name": f"Công ty TNHH {n}", **place}
                for c, n in zip(CODES, NAMES, strict=True)
            ],
        ),
        ("labour_use", [{"name": f"Cty TNHH {n}", **place} for n in NAMES[:5]]),
        (
            "commune_businesses",
            [{"name": f"Cty TNHH Dịch vụ {n}", "kind": "DN", **place} for n in NAMES[1:4]],
        ),
        (
            "insured_units",
            [
                {"unit_code": f"TA000{i}X", "tax_code": c, "name": f"CTY TNHH {n}"}
                for i, (c, n) in enumerate(zip(CODES, NAMES, strict=True))
            ],
        ),
    ]
    drawn = Drawer(tmp_path)
    for at, which in enumerate(order):
        name, rows = contents[which]
        drawn.add(name, rows, f"2018-0{at + 1}")
    groups = {frozenset((name, row) for _, name, _, row in group) for group in drawn.link().partition()}
    usual = Drawer(tmp_path)
    for name, rows in contents:
        usual.add(name, rows, "2018-06", "usual")
    assert groups == {
        frozenset((name, row) for _, name, _, row in group) for group in usual.link(out="usual").partition()
    }
