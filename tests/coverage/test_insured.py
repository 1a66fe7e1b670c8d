"""Who is insured on the day, and in which unit (contracts, `insured`)."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.few_lists import FewLists

UNITS, MEMBERS = "insured_units", "insured_members"
JANUARY = date(2018, 1, 1)


def unit(code: str = "TA1", employer: str = "E1", **told: object) -> dict[str, object]:
    return {"employer": employer, "unit_code": code, **told}


def member(person: str, code: str = "TA1", employer: str = "E1", **told: object) -> dict[str, object]:
    return {"employer": employer, "person": person, "unit_code": code, "from_month": JANUARY, **told}


def insured(lists: FewLists, employer: str = "E1") -> object:
    return lists.measured().standing(employer)["insured"]


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({"from_month": date(2018, 6, 1)}, True),
        ({"from_month": date(2018, 7, 1)}, False),
        ({"to_month": date(2018, 6, 1)}, True),
        ({"to_month": date(2018, 5, 1)}, False),
        ({"movement": "maternity"}, True),
        ({"movement": "left"}, False),
        ({"movement": "retired"}, False),
    ],
)
def test_a_member_counts_in_each_month_from_the_first_to_the_last(
    told: dict[str, object], counts: bool
) -> None:
    lists = (
        FewLists().send(UNITS, unit(), period="2018-06").send(MEMBERS, member("P1", **told), period="2018-06")
    )
    assert insured(lists) == int(counts)


def test_a_person_listed_twice_in_a_unit_is_one_person() -> None:
    assert insured(FewLists().send(MEMBERS, member("P1"), member("P1"), member("P2"), period="2018-06")) == 2


def test_the_units_own_number_counts_where_no_list_of_members_came() -> None:
    lists = FewLists().send(UNITS, unit(insured_workers=8), period="2018-06")
    assert insured(lists) == 8
    lists.send(MEMBERS, member("P1", "TB1", "E2"), period="2018-06")
    assert insured(lists) == 0  # the same sender told who is insured, and nobody of E1 was among them


def test_another_senders_members_leave_a_units_own_number_standing() -> None:
    lists = FewLists().send(UNITS, unit(insured_workers=8), period="2018-06", sender="si-447")
    lists.send(MEMBERS, member("P1", "TB1", "E2"), period="2018-06", sender="si-446")
    assert insured(lists) == 8


def test_only_the_newest_period_of_bhxh_tells_its_state() -> None:
    lists = FewLists().send(MEMBERS, member("P1"), member("P2"), period="2018-05")
    lists.send(MEMBERS, member("P1"), period="2018-06").send(MEMBERS, member("P3"), period="2018-07")
    assert insured(lists) == 1


def test_each_senders_own_newest_period_counts() -> None:
    lists = FewLists().send(MEMBERS, member("P1"), period="2018-04", sender="si-446")
    lists.send(MEMBERS, member("P2", "TB1", "E2"), period="2018-06", sender="si-447")
    assert (insured(lists), insured(lists, "E2")) == (1, 1)


def test_a_unit_that_two_senders_name_stands_as_the_newer_says() -> None:
    lists = FewLists().send(MEMBERS, member("P1"), member("P2"), period="2018-05", sender="si-42")
    lists.send(MEMBERS, member("P2"), period="2018-06", sender="si-446")
    assert insured(lists) == 1


def test_a_units_own_number_is_not_added_up_over_senders() -> None:
    lists = FewLists().send(UNITS, unit(insured_workers=8), period="2018-06", sender="si-42")
    lists.send(
        UNITS, unit(insured_workers=8), unit("TA2", insured_workers=3), period="2018-06", sender="si-446"
    )
    assert insured(lists) == 11


def test_a_member_of_a_unit_that_no_list_of_units_names_registers_his_employer() -> None:
    found = FewLists().send(MEMBERS, member("P1", "TX9"), period="2018-06").measured().standing("E1")
    assert (found["standing"], found["insured"]) == ("covered", 1)
    assert found["rows"] == "insured_members:insured_members_1.csv:1"


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ({}, "covered"),
        ({"left_on": date(2018, 7, 1)}, "covered"),
        ({"left_on": date(2018, 6, 30)}, "missing"),
        ({"status": "Đã giải thể"}, "missing"),
        ({"joined_on": date(2018, 7, 1)}, "missing"),
    ],
)
def test_a_unit_is_registered_while_it_is_in_force(told: dict[str, object], standing: str) -> None:
    lists = FewLists().send(UNITS, unit(insured_workers=2, **told), period="2018-06")
    lists.send("tax_enterprises", {"employer": "E1", "headcount": 2})
    assert lists.measured().standing("E1")["standing"] == standing


# --- branches ------------------------------------------------------------------------------------------------


def branch_of(head: str | None, *, registered: bool = False, own_unit: bool = False) -> object:
    """The standing of a branch with four workers whose head office is listed, registered, or neither."""
    lists = FewLists().employer("B", kind="branch", tax_code="2000108818-001")
    lists.send("tax_enterprises", {"employer": "B", "headcount": 4})
    if head:
        lists.employer("H", tax_code=head).send("tax_enterprises", {"employer": "H", "headcount": 0})
    if registered:
        lists.send(UNITS, unit(employer="H"), period="2018-06")
    if own_unit:
        lists.send(UNITS, unit("TB1", employer="B", insured_workers=4), period="2018-06")
    return lists.measured().standing("B")["because_code"]


def test_a_branch_may_be_insured_with_its_registered_head_office() -> None:
    assert branch_of("2000108818", registered=True) == "unverified_head_registered"


def test_a_branch_of_a_head_office_outside_the_province_may_be_insured_there() -> None:
    assert branch_of(None) == branch_of("0100109106") == "unverified_head_elsewhere"


def test_a_branch_of_a_known_head_that_is_not_registered_stands_by_itself() -> None:
    assert branch_of("2000108818") == "missing"


def test_a_branch_with_its_own_registration_is_judged_as_any_other() -> None:
    assert branch_of("2000108818", registered=True, own_unit=True) == "covered_enough"
