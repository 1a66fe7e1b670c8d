"""Rows of persons: numbers with a second field, two kinds of identity numbers, names and birthdays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baophu.linkage.rules import Subject, Verdict
from linkage.drawn import Drawer, List, judged, tax_code

SONG_MAI = tax_code("420012341")
UNIT = {"unit_code": "TA0001X", "tax_code": SONG_MAI, "name": "Cty TNHH Sông Mai"}
BORN = date(1985, 3, 17)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    """An empty set of lists."""
    return Drawer(tmp_path)


def paid(
    drawer: Drawer, *people: dict[str, object], payer: str = SONG_MAI, name: str = "Công ty TNHH Sông Mai"
) -> List:
    """A payroll of one payer."""
    rows = [{"tax_code": payer, "payer_name": name, "full_name": "Lò Thị Mây", **one} for one in people]
    return drawer.add("tax_payroll", rows, "2017")


def insured(drawer: Drawer, *people: dict[str, object]) -> List:
    """Members of the unit of the same employer."""
    drawer.add("insured_units", [UNIT])
    rows = [
        {"si_number": f"420000000{n}", "full_name": "Lò Thị Mây", "unit_code": "TA0001X", **one}
        for n, one in enumerate(people)
    ]
    return drawer.add("insured_members", rows)


def test_an_equal_identity_number_joins_where_the_name_agrees(drawer: Drawer) -> None:
    payroll = paid(drawer, {"id_number": "183000111"})
    members = insured(drawer, {"id_number": "183000111", "full_name": "LÒ THỊ MÂY", "born_on": BORN})
    assert drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_an_equal_identity_number_alone_joins_nobody(drawer: Drawer) -> None:
    payroll = paid(
        drawer, {"id_number": "183000111", "born_on": date(1970, 5, 5), "full_name": "Tráng A Phủ"}
    )
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN, "sex": "Nữ"})
    assert not drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_the_old_and_the_new_number_of_one_person_join_at_one_employer(drawer: Drawer) -> None:
    payroll = paid(drawer, {"id_number": "042185000777", "born_on": BORN})
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN, "sex": "Nữ"})
    assert drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_a_new_number_that_holds_another_sex_keeps_two_persons_apart(drawer: Drawer) -> None:
    payroll = paid(drawer, {"id_number": "042085000777", "born_on": BORN})
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN, "sex": "Nữ"})
    assert not drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_a_birthday_of_the_year_only_joins_at_one_employer(drawer: Drawer) -> None:
    payroll = paid(drawer, {"born_on": date(1985, 1, 1)})
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN})
    assert drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_a_dropped_middle_name_joins_where_birthday_and_employer_agree(drawer: Drawer) -> None:
    payroll = paid(drawer, {"full_name": "Lò Mây", "born_on": BORN})
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN})
    assert drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_a_number_typed_wrong_joins_where_all_else_agrees(drawer: Drawer) -> None:
    payroll = paid(drawer, {"id_number": "183000191", "born_on": BORN})
    members = insured(drawer, {"id_number": "183000111", "born_on": BORN})
    assert drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_twins_at_one_employer_stay_two(drawer: Drawer) -> None:
    payroll = paid(
        drawer, {"full_name": "Lò Thị Mây", "born_on": BORN}, {"full_name": "Lò Thị Mai", "born_on": BORN}
    )
    members = insured(
        drawer,
        {"full_name": "Lò Thị Mây", "born_on": BORN, "id_number": "183000111"},
        {"full_name": "Lò Thị Mai", "born_on": BORN, "id_number": "183000112"},
    )
    linked = drawer.link()
    assert linked.one((payroll, 1), (members, 1), kind="person")
    assert linked.one((payroll, 2), (members, 2), kind="person")
    assert not linked.one((members, 1), (members, 2), kind="person")


def test_siblings_of_one_birthday_in_one_payroll_stay_two(drawer: Drawer) -> None:
    payroll = paid(
        drawer,
        {"full_name": "Tráng Minh Sơn Dương", "born_on": BORN, "id_number": "183000111"},
        {"full_name": "Tráng Minh Sơn Dũng", "born_on": BORN, "id_number": "042085000777"},
        {"full_name": "Lò Thị Mây Khánh", "born_on": BORN, "id_number": "183000555"},
        {"full_name": "Lò Thị Mây Khanhs", "born_on": BORN},
    )
    linked = drawer.link()
    assert not linked.one((payroll, 1), (payroll, 2), kind="person")
    assert not linked.one((payroll, 3), (payroll, 4), kind="person")


def test_two_insured_of_one_name_and_birthday_leave_a_third_row_alone(drawer: Drawer) -> None:
    payroll = paid(drawer, {"born_on": BORN})
    members = insured(
        drawer, {"born_on": BORN, "id_number": "183000111"}, {"born_on": BORN, "id_number": "184555666"}
    )
    linked = drawer.link()
    assert (
        len({linked.entity(payroll, 1, "person"), *(linked.entity(members, n, "person") for n in (1, 2))})
        == 3
    )


def test_one_insurance_number_over_months_is_one_person(drawer: Drawer) -> None:
    first = insured(drawer, {"born_on": BORN, "id_number": "183000111"})
    second = drawer.add(
        "voluntary_members",
        [
            {
                "si_number": "4200000000",
                "full_name": "Lo Thi May",
                "born_on": BORN,
                "id_number": "042185000777",
            }
        ],
    )
    third = drawer.add("beneficiaries", [{"si_number": "4200000000", "full_name": "Lò Thị Mây"}], "2018-05")
    assert drawer.link().one((first, 1), (second, 1), (third, 1), kind="person")


def test_namesakes_of_one_payroll_without_numbers_stay_two(drawer: Drawer) -> None:
    payroll = paid(drawer, {}, {})
    assert not drawer.link().one((payroll, 1), (payroll, 2), kind="person")


def test_a_common_name_and_birthday_do_not_join_across_the_province(drawer: Drawer) -> None:
    crowd = [
        {
            "full_name": "Lò Thị Mây",
            "born_on": date(1960 + n % 40, 1 + n % 12, 2 + n % 26),
            "id_number": f"18310{n:04d}",
        }
        for n in range(300)
    ]
    payroll = paid(drawer, *crowd)
    members = insured(drawer, {"born_on": crowd[0]["born_on"], "unit_code": "TZ0009Z"})
    assert not drawer.link().one((payroll, 1), (members, 1), kind="person")


def test_a_poor_persons_row_finds_the_voluntary_member_of_the_commune(drawer: Drawer) -> None:
    poor = drawer.add(
        "poor_households", [{"full_name": "Lò Thị Mây", "born_on": BORN, "commune_code": "18001"}], "2018"
    )
    member = drawer.add(
        "voluntary_members",
        [{"si_number": "4200000000", "full_name": "Lò Thị Mây", "born_on": BORN, "commune_code": "18001"}],
    )
    assert drawer.link().one((poor, 1), (member, 1), kind="person")


def test_a_judgement_parts_two_rows_of_one_number(drawer: Drawer) -> None:
    payroll = paid(drawer, {"id_number": "183000111"})
    members = insured(drawer, {"id_number": "183000111"})
    apart = judged(Verdict.DIFFERENT, (payroll, 1), (members, 1), Subject.PERSON)
    assert not drawer.link(judgements=[apart]).one((payroll, 1), (members, 1), kind="person")
