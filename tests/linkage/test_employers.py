"""Rows of employers: what joins them and what keeps them apart, one hard case each."""

from __future__ import annotations

from pathlib import Path

import pytest

from baophu.linkage.rules import Subject, Verdict
from linkage.drawn import Drawer, judged, tax_code

SONG_MAI = tax_code("420012341")
BINH_AN = tax_code("420056781")


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    """An empty set of lists."""
    return Drawer(tmp_path)


def firm(**fields: object) -> dict[str, object]:
    """A firm of the tax department's list."""
    return {
        "tax_code": SONG_MAI,
        "name": "CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG MAI",
        "representative": "Lê Thị Hoa Sim",
        "address": "Số 12 đường Hoa Ban, Xã Mây Trắng, Huyện Suối Trong, Hà Tĩnh",
        "commune_code": "18001",
        "district_code": "436",
        "phone": "0900111222",
        **fields,
    }


def test_an_equal_code_joins_where_the_name_agrees(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA0001X", "tax_code": SONG_MAI, "name": "Cty TNHH MTV Sông Mai"}]
    )
    assert drawer.link().one((tax, 1), (unit, 1))


def test_an_equal_code_alone_is_not_proof(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    labour = drawer.add(
        "labour_use",
        [
            {
                "tax_code": SONG_MAI,
                "name": "Công ty CP Gỗ Trường Xuân",
                "commune_code": "18500",
                "district_code": "440",
            }
        ],
        "2018",
    )
    linked = drawer.link()
    assert not linked.one((tax, 1), (labour, 1))
    assert [pair["why"] for pair in linked.table("pairs")] == ["code_alone"]


def test_a_renamed_firm_joins_by_code_and_commune(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    labour = drawer.add(
        "labour_use",
        [
            {
                "tax_code": SONG_MAI,
                "name": "CTY TNHH NẮNG MỚI",
                "commune_code": "18001",
                "district_code": "436",
            }
        ],
        "2018",
    )
    assert drawer.link().one((tax, 1), (labour, 1))


def test_a_row_with_another_firms_code_joins_the_firm_it_names(drawer: Drawer) -> None:
    mine = firm()
    other = firm(tax_code=BINH_AN, name="CÔNG TY TNHH BÌNH AN PHÁT", commune_code="18002", phone="0900999888",
                 address="Thôn 3, Xã Nắng Ấm, Huyện Suối Trong", representative="Vũ A")  # fmt: skip
    tax = drawer.add("tax_enterprises", [mine, other], "2017")
    labour = drawer.add(
        "labour_use",
        [{"tax_code": BINH_AN, "name": "Cty TNHH MTV Sông Mai", "address": "Số 12 đường Hoa Ban",
          "commune_code": "18001", "district_code": "436"}],
        "2018",
    )  # fmt: skip
    linked = drawer.link()
    assert linked.one((tax, 1), (labour, 1))
    assert not linked.one((tax, 2), (labour, 1))


def test_a_code_typed_wrong_joins_the_valid_one(drawer: Drawer) -> None:
    wrong = SONG_MAI[:4] + str((int(SONG_MAI[4]) + 3) % 10) + SONG_MAI[5:]
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    labour = drawer.add("labour_use", [{"tax_code": wrong, "name": "Cty TNHH MTV Sông Mai"}], "2018")
    assert drawer.link().one((tax, 1), (labour, 1))


def test_a_firm_listed_twice_in_one_file_is_one(drawer: Drawer) -> None:
    tax = drawer.add(
        "tax_enterprises",
        [firm(), firm(name="CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN SÔNG MAI", address="Xã Mây Trắng")],
        "2017",
    )
    assert drawer.link().one((tax, 1), (tax, 2))


def test_a_branch_is_not_its_parent(drawer: Drawer) -> None:
    branch = firm(
        tax_code=f"{SONG_MAI}-001", name="CHI NHÁNH CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG MAI TẠI KỲ ANH"
    )
    tax = drawer.add("tax_enterprises", [firm(), branch], "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA0002X", "name": "CHI NHÁNH CTY TNHH MTV SÔNG MAI TẠI KỲ ANH"}]
    )
    linked = drawer.link()
    assert not linked.one((tax, 1), (tax, 2))
    assert linked.one((tax, 2), (unit, 1))


def test_a_branch_that_gives_its_parents_code_stays_apart(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    labour = drawer.add(
        "labour_use",
        [{"tax_code": SONG_MAI, "name": "Chi nhánh Công ty TNHH MTV Sông Mai tại Lộc Hà"}],
        "2018",
    )
    assert not drawer.link().one((tax, 1), (labour, 1))


def test_cooperatives_of_another_number_are_others(drawer: Drawer) -> None:
    place = {"commune_code": "18001", "district_code": "436"}
    rows = [
        {"name": f"Hợp tác xã Nông nghiệp Mây Trắng {n}", "kind": "HTX", "address": "Thôn 2", **place}
        for n in (1, 2)
    ]
    commune = drawer.add("commune_businesses", rows, "2018-Q2")
    labour = drawer.add("labour_use", [{"name": "HTX NN Mây Trắng 2", "address": "Thôn 2", **place}], "2018")
    linked = drawer.link()
    assert linked.one((commune, 2), (labour, 1))
    assert not linked.one((commune, 1), (labour, 1))


def test_cooperatives_of_another_trade_at_another_address_are_others(drawer: Drawer) -> None:
    place = {"commune_code": "18001", "district_code": "436"}
    commune = drawer.add(
        "commune_businesses",
        [{"name": "HTX Dịch vụ nông nghiệp Mây Trắng", "kind": "HTX", "address": "Thôn 9", **place}],
        "2018-Q2",
    )
    labour = drawer.add(
        "labour_use",
        [{"name": "HTX NN Mây Trắng", "address": "Số 12 đường Hoa Ban", **place}],
        "2018",
    )
    assert not drawer.link().one((commune, 1), (labour, 1))


def test_a_cooperative_under_a_wrong_commune_joins_by_name_and_address(drawer: Drawer) -> None:
    tax = drawer.add(
        "tax_enterprises",
        [firm(name="Hợp tác xã Môi trường Mây Trắng", address="Khối phố 5, Xã Mây Trắng", phone=None)],
        "2017",
    )
    labour = drawer.add(
        "labour_use",
        [
            {
                "name": "HTX Môi trường Mây Trắng",
                "address": "Khối phố 5",
                "commune_code": "18004",
                "district_code": "436",
            }
        ],
        "2018",
    )
    assert drawer.link().one((tax, 1), (labour, 1))


def test_a_name_that_lost_half_of_a_trade_word_joins_in_its_commune(drawer: Drawer) -> None:
    tax = drawer.add(
        "tax_enterprises", [firm(name="CÔNG TY TNHH TƯ VẤN THIẾT KẾ XÂY DỰNG SÔNG MAI", address=None)], "2017"
    )
    labour = drawer.add(
        "labour_use",
        [{"name": "Cty TNHH Tư thiết kế XD Sông Mai", "commune_code": "18001", "district_code": "436"}],
        "2018",
    )
    assert drawer.link().one((tax, 1), (labour, 1))


def test_a_firm_whose_form_is_mistyped_joins_by_its_name(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm(address=None, phone=None)], "2017")
    labour = drawer.add(
        "labour_use",
        [{"name": "Cty TTNHH thành viên Sông Mai", "commune_code": "18001", "district_code": "436"}],
        "2018",
    )
    assert drawer.link().one((tax, 1), (labour, 1))


def test_schools_of_one_name_in_two_communes_are_two(drawer: Drawer) -> None:
    units = drawer.add(
        "insured_units",
        [{"unit_code": f"HC000{n}A", "name": "Trường Mầm non Hoa Sen", "commune_code": f"1800{n}"} for n in (1, 2)],
    )  # fmt: skip
    labour = drawer.add(
        "labour_use", [{"name": "Trường MN Hoa Sen", "commune_code": "18002", "district_code": "436"}], "2018"
    )
    linked = drawer.link()
    assert linked.one((units, 2), (labour, 1))
    assert not linked.one((units, 1), (labour, 1))


def test_a_household_joins_by_owner_and_address(drawer: Drawer) -> None:
    place = {"commune_code": "18001", "district_code": "436"}
    tax = drawer.add(
        "tax_enterprises",
        [
            firm(
                name="Hộ kinh doanh Lê Thị Hoa Sim",
                legal_form="Hộ kinh doanh cá thể",
                tax_code="8012345670",
                phone=None,
            )
        ],
        "2017",
    )
    commune = drawer.add(
        "commune_businesses",
        [
            {
                "name": "HKD Le Thi Hoa Sim",
                "owner": "Lê Thị Hoa Sim",
                "kind": "HKD",
                "address": "Số 12 đường Hoa Ban",
                **place,
            }
        ],
        "2018-Q2",
    )
    assert drawer.link().one((tax, 1), (commune, 1))


def test_households_of_one_owners_name_in_two_communes_are_two(drawer: Drawer) -> None:
    first = {
        "name": "Hộ kinh doanh Lê Thị Hoa Sim",
        "owner": "Lê Thị Hoa Sim",
        "kind": "HKD",
        "district_code": "436",
    }
    one = drawer.add("commune_businesses", [{**first, "commune_code": "18001"}], "2018-Q2", "a")
    two = drawer.add("commune_businesses", [{**first, "commune_code": "18002"}], "2018-Q2", "b")
    assert not drawer.link().one((one, 1), (two, 1))


def test_rows_of_one_file_that_only_name_a_person_stay_two(drawer: Drawer) -> None:
    same = {
        "name": "Hộ kinh doanh Lê Thị Hoa Sim",
        "owner": "Lê Thị Hoa Sim",
        "commune_code": "18001",
        "district_code": "436",
    }
    commune = drawer.add("commune_businesses", [same, same], "2018-Q2")
    assert not drawer.link().one((commune, 1), (commune, 2))


def test_a_name_cut_short_joins_where_the_commune_agrees(drawer: Drawer) -> None:
    name = "CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG MAI VIỆT THÁI BÌNH"
    tax = drawer.add("tax_enterprises", [firm(name=name)], "2017")
    labour = drawer.add(
        "labour_use", [{"name": name[:35], "commune_code": "18001", "district_code": "436"}], "2018"
    )
    assert drawer.link().one((tax, 1), (labour, 1))


def test_a_name_that_lost_its_u_joins(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm(name="CÔNG TY TNHH PHƯƠNG TƯỜNG LƯU")], "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA0003X", "name": "Cty TNHH Phơng Tờng Lu", "commune_code": "18001"}]
    )
    assert drawer.link().one((tax, 1), (unit, 1))


def test_two_firms_of_one_proper_name_and_other_trades_stay_two(drawer: Drawer) -> None:
    place = {"commune_code": "18001", "district_code": "436"}
    tax = drawer.add(
        "tax_enterprises", [firm(name="Công ty TNHH Vận tải Sông Mai", phone=None, address=None)], "2017"
    )
    labour = drawer.add("labour_use", [{"name": "Công ty TNHH Tư vấn Sông Mai", **place}], "2018")
    assert not drawer.link().one((tax, 1), (labour, 1))


def test_a_row_that_two_firms_fit_joins_neither_and_is_shown(drawer: Drawer) -> None:
    place = {"district_code": "436"}
    tax = drawer.add(
        "tax_enterprises",
        [
            firm(phone=None, address=None),
            firm(tax_code=BINH_AN, phone=None, address=None, representative="Vũ A"),
        ],
        "2017",
    )
    labour = drawer.add(
        "labour_use", [{"name": "Công ty TNHH MTV Sông Mai", "commune_code": "18001", **place}], "2018"
    )
    linked = drawer.link()
    assert not linked.one((tax, 1), (labour, 1))
    assert not linked.one((tax, 2), (labour, 1))
    assert {pair["why"] for pair in linked.table("pairs")} >= {"rival"}


def test_a_payer_and_a_unit_of_members_find_their_employer(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    payroll = drawer.add(
        "tax_payroll",
        [
            {"tax_code": SONG_MAI, "payer_name": "CÔNG TY TNHH MTV SÔNG MAI", "full_name": name}
            for name in ("Lò A", "Lò B")
        ],
        "2017",
    )
    units = drawer.add(
        "insured_units", [{"unit_code": "TA0001X", "tax_code": SONG_MAI, "name": "Cty TNHH MTV Sông Mai"}]
    )
    members = drawer.add(
        "insured_members",
        [{"si_number": "4200000001", "full_name": "Lò A", "unit_code": "TA0001X"},
         {"si_number": "4200000002", "full_name": "Lò B", "unit_code": "TA0009X"}],
    )  # fmt: skip
    linked = drawer.link()
    assert linked.one((tax, 1), (payroll, 1), (payroll, 2), (units, 1), (members, 1))
    assert linked.entity(members, 2) not in {linked.entity(tax, 1), linked.entity(members, 1)}


def test_an_event_that_knows_only_the_code_joins_the_firm(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    events = drawer.add("business_events", [{"tax_code": SONG_MAI}, {"tax_code": SONG_MAI}], "2018-05")
    assert drawer.link().one((tax, 1), (events, 1), (events, 2))


def test_a_judgement_joins_and_another_parts(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA0001X", "tax_code": SONG_MAI, "name": "Cty TNHH MTV Sông Mai"}]
    )
    labour = drawer.add("labour_use", [{"name": "Xưởng Nắng Mới"}], "2018")
    linked = drawer.link(
        judgements=[
            judged(Verdict.SAME, (tax, 1), (labour, 1)),
            judged(Verdict.DIFFERENT, (unit, 1), (tax, 1)),
        ]
    )
    assert linked.one((tax, 1), (labour, 1))
    assert not linked.one((tax, 1), (unit, 1))
    methods = {link["method"] for link in linked.table("links") if link["list"] == "labour_use"}
    assert methods == {"judged"}


def test_a_judgement_of_persons_is_none_of_employers(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    unit = drawer.add(
        "insured_units", [{"unit_code": "TA0001X", "tax_code": SONG_MAI, "name": "Cty TNHH MTV Sông Mai"}]
    )
    apart = judged(Verdict.DIFFERENT, (tax, 1), (unit, 1), Subject.PERSON)
    assert drawer.link(judgements=[apart]).one((tax, 1), (unit, 1))


def test_a_commune_merged_between_two_lists_is_one_place(drawer: Drawer) -> None:
    """Thạch Môn (18106) went into Đồng Môn (18103) in 2020."""
    school = {"name": "Trường Mầm non Hoa Sen"}
    before = drawer.add("labour_use", [{**school, "commune_code": "18106"}], "2018")
    other = drawer.add(
        "insured_units", [{**school, "unit_code": "HC0001A", "commune_code": "18070"}], "2021-01"
    )
    after = drawer.add(
        "insured_units", [{**school, "unit_code": "HC0002A", "commune_code": "18103"}], "2021-02"
    )
    linked = drawer.link()
    assert linked.one((before, 1), (after, 1))
    assert not linked.one((before, 1), (other, 1))


def test_words_of_trade_and_a_commune_do_not_prove_an_equal_code(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm(name="CÔNG TY TNHH THƯƠNG MẠI DỊCH VỤ SÔNG MAI")], "2017")
    labour = drawer.add(
        "labour_use",
        [{"tax_code": SONG_MAI, "name": "CÔNG TY TNHH THƯƠNG MẠI NẮNG MỚI", "address": "Thôn 13",
          "commune_code": "18001", "district_code": "436"}],
        "2018",
    )  # fmt: skip
    linked = drawer.link()
    assert not linked.one((tax, 1), (labour, 1))
    assert len(linked.table("pairs")) == 1


def test_a_finding_joins_by_the_code_beside_a_name_that_the_officer_misspelt(drawer: Drawer) -> None:
    tax = drawer.add("tax_enterprises", [firm()], "2017")
    finding = drawer.add("findings", [{"employer": "Cty Song Mai (cũ)", "tax_code": SONG_MAI}], "2018-05")
    assert drawer.link().one((tax, 1), (finding, 1))


def test_a_finding_without_a_code_joins_in_the_commune_that_it_names(drawer: Drawer) -> None:
    here = firm(tax_code=None, name="HỘ KINH DOANH VŨ VĂN AN", representative="Vũ Văn An", phone=None)
    there = {**here, "commune_code": "18002", "address": "Thôn 3, Xã Nắng Ấm, Huyện Suối Trong"}
    tax = drawer.add("tax_enterprises", [here, there], "2017")
    finding = drawer.add(
        "findings",
        [{"employer": "Hộ kinh doanh Vũ Văn An", "commune_code": "18002", "district_code": "436"}],
        "2018-05",
    )
    linked = drawer.link()
    assert linked.one((tax, 2), (finding, 1))
    assert not linked.one((tax, 1), (finding, 1))
