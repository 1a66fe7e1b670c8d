"""Agencies are found by code and by the names that offices write."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from baophu.places import queries
from baophu.places.rules import UnknownAgency

ON = date(2018, 6, 30)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cục Thuế tỉnh", "tax"),
        ("cuc thue", "tax"),
        ("TAX", "tax"),
        ("Sở Kế hoạch và Đầu tư", "planning"),
        ("Sở KH&ĐT", "planning"),
        ("Sở KH-ĐT tỉnh Hà Tĩnh", "planning"),
        ("Sở Lao động - Thương binh và Xã hội", "labour"),
        ("Sở LĐTBXH", "labour"),
        ("Sở LĐ-TB&XH", "labour"),
        ("BHXH tỉnh", "si-42"),
        ("BHXH Hà Tĩnh", "si-42"),
        ("BHXH TP Hà Tĩnh", "si-436"),
        ("Bảo hiểm xã hội thị xã Kỳ Anh", "si-449"),
        ("BHXH huyện Kỳ Anh", "si-447"),
        ("UBND tỉnh", "committee-42"),
        ("UBND huyện Cẩm Xuyên", "committee-446"),
        ("Phòng LĐTBXH huyện Đức Thọ", "labour-440"),
        ("UBND phường Trần Phú, Thành phố Hà Tĩnh", "commune-18070"),
        ("UBND xã Cẩm Hòa - huyện Cẩm Xuyên", "commune-18679"),
        ("Uỷ ban nhân dân xã Cẩm Hoà", "commune-18679"),
        ("UBND TT. Xuân An", "commune-18352"),
        ("commune-18070", "commune-18070"),
        ("UBND 18070", "commune-18070"),
        ("Liên đoàn Lao động tỉnh Hà Tĩnh", "labour-federation"),
        ("BQL Khu kinh tế tỉnh", "zone"),
        ("Ủy ban MTTQ tỉnh", "fatherland-front"),
    ],
)
def test_an_agency_is_found_in_any_usual_spelling(text: str, code: str) -> None:
    assert queries.find_agency(text, on=ON).code == code


def test_every_agency_is_found_by_its_own_code() -> None:
    agencies = queries.agencies(ON)
    assert len(agencies) == len({a.code for a in agencies})
    for agency in agencies:
        assert queries.find_agency(agency.code, on=ON) == agency


def test_every_agency_is_found_by_its_own_name_and_place() -> None:
    districts = {a.code: a.full_name for a in queries.areas("district", ON)}
    parents = {a.code: districts[a.parent_code] for a in queries.areas("commune", ON)}
    for agency in queries.agencies(ON):
        name = f"{agency.name}, {parents[agency.area_code]}" if agency.area_code in parents else agency.name
        assert queries.find_agency(name, on=ON) == agency


def test_every_district_has_its_three_offices_and_every_commune_its_committee() -> None:
    codes = {a.code for a in queries.agencies(ON)}
    for district in queries.areas("district", ON):
        assert {f"{p}-{district.code}" for p in ("si", "labour", "committee")} <= codes
    assert {f"commune-{c.code}" for c in queries.areas("commune", ON)} <= codes


def test_every_clause_of_section_four_has_an_agency() -> None:
    from baophu.places import sheets

    clauses = {a.clause.removeprefix("IV.") for a in sheets.agencies() if a.clause}
    assert clauses == {str(number) for number in range(1, 16)}


@pytest.mark.parametrize(
    "text", ["Sở Thuỷ sản", "UBND xã Không Có", "UBND xã", "", "commune-99999", "Trần Phú"]
)
def test_an_unknown_agency_is_refused_with_near_names(text: str) -> None:
    with pytest.raises(UnknownAgency) as refused:
        queries.find_agency(text, on=ON)
    assert "ví dụ: " in str(refused.value) and "(" in str(refused.value)


def test_the_nearest_name_is_offered_first() -> None:
    with pytest.raises(UnknownAgency, match=r"ví dụ: Sở Tài chính \(finance\)"):
        queries.find_agency("Sở Tài chánh tổng hợp", on=ON)


def test_a_commune_that_is_no_more_has_no_agency() -> None:
    with pytest.raises(UnknownAgency):
        queries.find_agency("commune-18106", on=date(2020, 1, 1))


def test_every_sender_of_the_real_lists_is_found(shared: Path) -> None:
    with (shared / "data/real/lists/manifest.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        agency = queries.find_agency(row["agency"], on=ON)
        commune = re.search(r"_(\d{5})\.", row["file"])
        assert not commune or agency.code == f"commune-{commune[1]}"
