"""Reads of the register: what is seen in a run, within an area, after merges."""

from __future__ import annotations

import pytest

from baophu.kernel.errors import NotFound
from baophu.register import queries
from baophu.register.models import Employer, EmployerRecord, IdentityEvent, Person, PersonRecord, Spell

pytestmark = pytest.mark.django_db


def known(identifier: str, *, since: int = 1, until: int | None = None, **given: object) -> EmployerRecord:
    """An employer with one record."""
    owner, _ = Employer.objects.get_or_create(
        id=identifier, defaults={"minted_from": f"tax_enterprises:00:{identifier}", "minted_run": since}
    )
    fields = {"kind": "enterprise", "name": identifier, "search": identifier.lower(), **given}
    return EmployerRecord.objects.create(employer=owner, run_from=since, run_until=until, **fields)


def test_a_record_is_seen_from_its_run_up_to_the_next_version() -> None:
    known("E1", since=1, until=3, name="Cũ")
    known("E1", since=3, name="Mới")
    assert queries.employer("E1", run=2, area_code="42").name == "Cũ"
    assert queries.employer("E1", run=3, area_code="42").name == "Mới"
    assert [(card.name, card.run_until) for card in queries.history("E1", run=3)] == [
        ("Mới", None),
        ("Cũ", 3),
    ]
    assert [(card.name, card.run_until) for card in queries.history("E1", run=2)] == [("Cũ", None)]


def test_a_record_of_a_run_still_unpublished_is_not_there() -> None:
    known("E1", since=5)
    with pytest.raises(NotFound):
        queries.employer("E1", run=4, area_code="42")


@pytest.mark.parametrize(
    ("area", "seen"), [("42", True), ("446", True), ("447", False), ("18685", True), ("18688", False)]
)
def test_an_employer_outside_the_area_does_not_exist(area: str, seen: bool) -> None:
    known("E1", district_code="446", commune_code="18685")
    if seen:
        assert queries.employer("E1", run=1, area_code=area).id == "E1"
    else:
        with pytest.raises(NotFound):
            queries.employer("E1", run=1, area_code=area)


def test_an_employer_without_a_place_is_seen_by_the_province_alone() -> None:
    known("E1")
    assert queries.employer("E1", run=1, area_code="42").id == "E1"
    with pytest.raises(NotFound):
        queries.employer("E1", run=1, area_code="446")


def test_search_ignores_accents_order_and_the_spaces_of_a_code() -> None:
    known("E1", search="cong ty tnhh may thach lien hong 3001427096 ta0417b phan van khai")
    known("E2", search="hop tac xa muoi ky phu 3002071526")
    for asked in ("Mây Thạch Liên", "liên thạch", "3001 427 096", "TA0417B", "Khải"):
        found = queries.matching(asked, run=1)
        assert found is not None
        assert list(found) == ["E1"], asked
    assert queries.matching(" .. ", run=1) is None
    nothing = queries.matching("may ky phu", run=1)
    assert nothing is not None
    assert list(nothing) == []


def test_a_merged_identifier_leads_to_the_one_that_lives() -> None:
    for name in ("A", "B", "C"):
        known(name)
    merge = {"subject": "employer", "kind": "merged_into"}
    IdentityEvent.objects.create(left_id="A", right_id="B", run=2, **merge)
    IdentityEvent.objects.create(left_id="B", right_id="C", run=3, **merge)
    assert queries.current("A") == "C"
    assert queries.current("C") == "C"
    assert queries.current("A", run=2) == "B"  # run 3 is still under way
    assert [event.run for event in queries.events("B", run=2)] == [2]


def test_a_split_ends_the_merge_before_it() -> None:
    for name in ("A", "B"):
        known(name)
    IdentityEvent.objects.create(subject="employer", left_id="A", right_id="B", kind="merged_into", run=2)
    IdentityEvent.objects.create(subject="employer", left_id="A", right_id="B", kind="split_from", run=3)
    assert queries.current("A") == "A"


def test_two_merges_in_turn_end_where_the_later_one_says() -> None:
    for name in ("A", "B"):
        known(name)
    IdentityEvent.objects.create(subject="employer", left_id="A", right_id="B", kind="merged_into", run=2)
    IdentityEvent.objects.create(subject="employer", left_id="B", right_id="A", kind="merged_into", run=4)
    assert queries.current("A") == "A"
    assert queries.current("B") == "A"


def test_an_unknown_identifier_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.current("E404")


def test_spells_name_people_of_an_employer_as_of_a_run() -> None:
    known("E1")
    person = Person.objects.create(id="P1", minted_from="tax_payroll:00:1", minted_run=1)
    PersonRecord.objects.create(
        person=person, full_name="Nguyễn Thị Hoa", run_from=1, old_id_number="184000111"
    )
    common = {"person": person, "employer_id": "E1", "receipt_id": 1}
    Spell.objects.create(kind="paid", run_from=1, row=4, insurance_deducted_vnd=100, **common)
    Spell.objects.create(kind="insured", run_from=2, row=9, **common)
    assert [s.kind for s in queries.spells_of_employer("E1", run=1)] == ["paid"]
    assert [s.row for s in queries.spells_of_employer("E1", run=2, kinds={"insured"})] == [9]
    assert set(queries.spells_of_people(["P1"], run=2)) == {"P1"}
    assert queries.people(["P1"], run=2)["P1"].id_number == "184000111"
