"""The golden record: whose word survives, and what sort of employer a name tells."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.few_lists import FewLists

TAX, UNITS, COMMUNE = "tax_enterprises", "insured_units", "commune_businesses"


def told(**fields: object) -> dict[str, object]:
    return {"employer": "E1", **fields}


def test_the_most_trusted_list_that_says_anything_is_believed() -> None:
    lists = FewLists().send(COMMUNE, told(name="Cơ sở Lam", phone="1", owner="Lê Lam"), period="2018-Q2")
    lists.send(TAX, told(name="CÔNG TY TNHH LAM", tax_code="2000108818"))
    found = lists.golden()["E1"]
    assert (found["name"], found["tax_code"], found["phone"]) == ("CÔNG TY TNHH LAM", "2000108818", "1")
    assert found["sources"] == (
        '{"name":"tax_enterprises:2:1:name","tax_code":"tax_enterprises:2:1:tax_code",'
        '"representative":"commune_businesses:1:1:owner","phone":"commune_businesses:1:1:phone"}'
    )


def test_within_one_list_the_newest_period_is_believed_whenever_it_came() -> None:
    lists = FewLists().send(TAX, told(name="Tên mới"), period="2017", received_on=date(2018, 1, 5))
    lists.send(TAX, told(name="Tên cũ"), period="2016", received_on=date(2018, 7, 5))
    assert lists.golden()["E1"]["name"] == "Tên mới"


def test_of_one_period_the_smaller_hash_and_row_are_believed() -> None:
    lists = FewLists().send(TAX, told(name="Một"), told(name="Hai")).send(TAX, told(name="Ba"))
    assert lists.golden()["E1"]["name"] == "Một"


def test_a_place_is_taken_whole_from_one_list() -> None:
    lists = (
        FewLists()
        .send(TAX, told(name="A", address="Thôn 3"))
        .send(
            UNITS,
            told(name="A", address="Thôn 4", commune_code="18679", district_code="446"),
            period="2018-06",
        )
    )
    found = lists.golden()["E1"]
    assert (found["address"], found["commune_code"], found["district_code"]) == ("Thôn 3", "", "")


def test_one_known_by_a_code_alone_is_called_by_it() -> None:
    lists = FewLists().send(
        "business_events", told(tax_code="2000108818", event="suspension"), period="2018-06"
    )
    lists.send(
        "insured_members", {"employer": "E2", "person": "P1", "unit_code": "TA1"}, period="2018-06"
    ).send("findings", {"employer": "E3", "tax_code": "2000257418"}, period="2018-06")
    found = lists.golden()
    assert [found[key]["name"] for key in ("E1", "E2", "E3")] == [
        "Đơn vị MST 2000108818", "Đơn vị mã TA1", "Đơn vị MST 2000257418",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CÔNG TY TNHH AN BÌNH", "enterprise"),
        ("An Bình MTV", "enterprise"),
        ("DNTN Lam Hồng", "enterprise"),
        ("Ngân hàng NN&PTNT", "enterprise"),
        ("CHI NHÁNH CÔNG TY TNHH AN BÌNH", "branch"),
        ("VPĐD Cty CP Nam Hải", "branch"),
        ("HTX Nông nghiệp Cẩm Bình", "cooperative"),
        ("Quỹ tín dụng nhân dân Cẩm Trung", "cooperative"),
        ("HKD Trần Thị Na", "household"),
        ("Hộ Lê Văn Lam", "household"),
        ("Nhà hàng Biển Xanh", "household"),
        ("Cơ sở mộc Hoàng Thống", "household"),
        ("Trường Mầm non Cẩm Hòa", "public"),
        ("UBND xã Cẩm Hòa", "public"),
        ("Phòng Tài chính", "public"),
        ("Lê Văn Lam", "household"),
    ],
)
def test_a_name_tells_the_kind_of_employer(name: str, kind: str) -> None:
    assert FewLists().send("labour_use", told(name=name)).golden()["E1"]["kind"] == kind


@pytest.mark.parametrize(
    ("list_name", "fields", "kind"),
    [
        (TAX, {"name": "Hoàng Thống", "tax_code": "2000108818-001"}, "branch"),
        (COMMUNE, {"name": "Hoàng Thống", "kind": "HTX"}, "cooperative"),
        (COMMUNE, {"name": "Hoàng Thống", "kind": "DN"}, "enterprise"),
        (COMMUNE, {"name": "Hoàng Thống", "kind": "HKD"}, "household"),
        (TAX, {"name": "Hoàng Thống", "legal_form": "Hộ kinh doanh cá thể"}, "household"),
        (TAX, {"name": "Trường Anh", "legal_form": "Công ty TNHH"}, "enterprise"),
        (UNITS, {"name": "Văn hóa Cẩm Hòa", "unit_code": "HC1"}, "public"),
    ],
)
def test_what_lists_state_tells_the_kind_where_the_name_does_not(
    list_name: str, fields: dict[str, object], kind: str
) -> None:
    assert FewLists().send(list_name, told(**fields)).golden()["E1"]["kind"] == kind


def test_a_person_keeps_the_new_number_and_the_old_one_beside_it() -> None:
    lists = FewLists().send(
        "tax_payroll", {"person": "P1", "full_name": "Lê Thị Mai", "id_number": "184741765"}
    )
    lists.send(
        "insured_members",
        {"person": "P1", "full_name": "Lê Thị Mai", "id_number": "042180000136", "si_number": "4210000001"},
        period="2018-06",
    )
    found = lists.golden("person")["P1"]
    assert (found["id_number"], found["old_id_number"], found["si_number"]) == (
        "042180000136", "184741765", "4210000001",
    )  # fmt: skip


def test_an_insured_spell_ends_with_its_last_month() -> None:
    member = {"employer": "E1", "person": "P1", "unit_code": "TA1", "from_month": date(2018, 1, 1)}
    lists = FewLists().send(
        "insured_members", member | {"to_month": date(2018, 3, 1)}, member, period="2018-06"
    )
    con = lists.linked()
    found = con.execute("SELECT starts_on, ends_before FROM spell_golden ORDER BY row").fetchall()
    assert found == [(date(2018, 1, 1), date(2018, 4, 1)), (date(2018, 1, 1), None)]
