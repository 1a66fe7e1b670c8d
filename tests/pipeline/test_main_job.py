"""From files to standings by the published commands: the rules of the contracts, on invented employers."""

from __future__ import annotations

import pytest

from baophu.coverage.reasons import ABSENT
from pipeline.main_job import Province

AN = ("2000108818", "CÔNG TY TNHH AN BÌNH MINH", "Thôn 3, Xã Cẩm Hòa, Huyện Cẩm Xuyên, Hà Tĩnh")
UNIT = ("TA0001A", AN[0], "Cty TNHH An Bình Minh", "Thôn 3", "Xã Cẩm Hòa", "Huyện Cẩm Xuyên", "2", "Có")
WORKING, CLOSED = "NNT đang hoạt động", "NNT ngừng hoạt động và đã đóng MST"


def tax(headcount: object = "", status: str = WORKING) -> tuple[object, ...]:
    return (*AN, status, headcount)


def paid(name: str, number: str, annex: str = "05-1/BK", deducted: int = 0) -> tuple[object, ...]:
    return (AN[0], AN[1], name, number, "02/03/1980", annex, 12, 60_000_000, deducted)


def insured(name: str, number: str, si: str, unit: str = "TA0001A", to: str = "") -> tuple[object, ...]:
    return (si, name, "02/03/1980", "Nam", number, unit, 4_000_000, "01/2018", to)


def commune(headcount: object = "", note: str = "") -> tuple[object, ...]:
    return (
        "Cty TNHH An Bình Minh",
        "Lê Văn Lam",
        "Thôn 3",
        "Xã Cẩm Hòa",
        "Huyện Cẩm Xuyên",
        "DN",
        AN[0],
        headcount,
        note,
    )


def test_a_firm_with_workers_and_no_registration_is_missing_and_says_why(province: Province) -> None:
    province.send("tax_enterprises", tax(7)).carried()
    standing = province.standing("bình minh")
    assert (standing["standing"], standing["subject"], standing["insured"]) == ("missing", "7", "0")
    assert "Luật" in standing["because"] and "7" in standing["because"]
    assert standing["rows"] == "tax_enterprises:tax_enterprises_0.csv:1"
    assert (standing["district_code"], standing["commune_code"]) == ("446", "18679")


def test_the_highest_count_of_any_list_is_the_subject_and_the_lowest_its_bound(province: Province) -> None:
    province.send("tax_enterprises", tax(4)).send("commune_businesses", commune(9)).carried()
    standing = province.standing("bình minh")
    assert (standing["subject_low"], standing["subject"]) == ("4", "9")


def test_zero_is_evidence_of_none_and_blank_is_no_evidence(province: Province) -> None:
    other = (
        "2000257418",
        "CÔNG TY TNHH SÔNG LA XANH",
        "Thôn 1, Xã Sơn Long, Huyện Hương Sơn, Hà Tĩnh",
        WORKING,
        "",
    )
    province.send("tax_enterprises", tax(0), other).carried()
    assert province.standing("bình minh")["standing"] == "not_subject"
    assert province.standing("sông la")["standing"] == "unverified"


def test_payroll_of_annex_05_1_is_evidence_and_of_05_2_before_2018_is_not(province: Province) -> None:
    province.send("tax_enterprises", tax())
    province.send(
        "tax_payroll",
        paid("Trần Văn Hải", "183680294"), paid("Lê Thị Mai", "184741765"), paid("Võ Văn Tám", "183333444", "05-2/BK"),
    ).carried()  # fmt: skip
    standing = province.standing("bình minh")
    assert (standing["standing"], standing["subject"]) == ("missing", "2")


def test_people_insured_elsewhere_leave_the_lowest_figure(province: Province) -> None:
    unit = (
        "TB0002B",
        "2000257418",
        "Công ty TNHH Sông La Xanh",
        "Thôn 1",
        "Xã Sơn Long",
        "Huyện Hương Sơn",
        "1",
        "Không",
    )
    province.send("insured_units", unit)
    province.send("insured_members", insured("Trần Văn Hải", "183680294", "4210000001", unit="TB0002B"))
    province.send("tax_payroll", paid("Trần Văn Hải", "183680294"), paid("Lê Thị Mai", "184741765")).carried()
    standing = province.standing("bình minh")
    assert (standing["subject_low"], standing["subject"]) == ("1", "2")


def test_registered_people_are_counted_and_the_short_firm_is_partial(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).send("insured_units", UNIT)
    province.send(
        "insured_members",
        insured("Trần Văn Hải", "183680294", "4210000001"), insured("Lê Thị Mai", "184741765", "4210000002"),
        insured("Phan Thị Na", "184741799", "4210000003", to="03/2018"),
    ).carried()  # fmt: skip
    standing = province.standing("bình minh")
    assert (standing["standing"], standing["insured"], standing["unit_code"]) == ("partial", "2", "TA0001A")


def test_the_units_own_number_holds_only_where_no_member_list_came(province: Province) -> None:
    province.send("tax_enterprises", tax(2)).send("insured_units", UNIT).carried()
    assert province.standing("bình minh")["insured"] == "2"


@pytest.mark.parametrize(
    ("status", "note", "standing"),
    [(CLOSED, "", "ceased"), (WORKING, "đã nghỉ", "ceased"), (WORKING, "", "missing"), ("NNT tạm nghỉ kinh doanh có thời hạn", "", "ceased")],
)  # fmt: skip
def test_the_newest_statement_about_closing_holds(
    province: Province, status: str, note: str, standing: str
) -> None:
    province.send("tax_enterprises", tax(3, status)).send("commune_businesses", commune(3, note)).carried()
    assert province.standing("bình minh")["standing"] == standing


def test_newer_payroll_against_a_remark_leaves_it_unverified(province: Province) -> None:
    province.send(
        "commune_businesses", commune(3, "không còn kinh doanh"), period="2017-Q2", received_on="2017-07-02"
    )
    province.send("tax_payroll", paid("Trần Văn Hải", "183680294")).carried()
    assert province.standing("bình minh")["standing"] == "unverified"


def test_evidence_older_than_eighteen_months_no_longer_counts(province: Province) -> None:
    province.send("tax_enterprises", tax(3), period="2016-H1", received_on="2016-08-10")
    province.send("new_businesses", (AN[0], AN[1], AN[2], "03/06/2018", 9)).carried()
    assert province.standing("bình minh")["standing"] == "unverified"


def test_a_branch_stands_with_its_registered_head(province: Province) -> None:
    branch = (
        "2000108818-001",
        "CHI NHÁNH CÔNG TY TNHH AN BÌNH MINH TẠI KỲ ANH",
        "Thôn 1, Xã Kỳ Phú, Huyện Kỳ Anh, Hà Tĩnh",
        WORKING,
        4,
    )
    stranger = (
        "0100109106-002",
        "CHI NHÁNH CÔNG TY CP NAM HẢI VÂN",
        "Thôn 2, Xã Kỳ Phú, Huyện Kỳ Anh, Hà Tĩnh",
        WORKING,
        4,
    )
    province.send("tax_enterprises", tax(2), branch, stranger).send("insured_units", UNIT).carried()
    assert province.standing("tại kỳ anh")["standing"] == "unverified"
    assert province.standing("nam hải vân")["standing"] == "unverified"


def test_the_same_lists_give_the_same_result_and_each_run_is_kept(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).send("insured_units", UNIT)
    province.receive()
    first, second = province.reconcile(), province.reconcile()
    assert first["run"] != second["run"] and first["result"] == second["result"]
    assert province.exported("standings", "--run", str(first["run"])) == province.exported("standings")


def test_the_bounds_of_a_rate_count_the_unverified_in_and_out(province: Province) -> None:
    rows = [
        (
            f"200010{n:04d}",
            f"CÔNG TY TNHH SỐ {word}",
            f"Thôn {n}, Xã Cẩm Hòa, Huyện Cẩm Xuyên, Hà Tĩnh",
            WORKING,
            people,
        )
        for n, (word, people) in enumerate(
            [("HỒNG LĨNH", 3), ("NGÀN SÂU", ""), ("NGÀN PHỐ", 0), ("RÀO CÁI", 5)]
        )
    ]
    province.send("tax_enterprises", tax(2), *rows).send("insured_units", UNIT).carried()
    rates = {(r["indicator"], r["area_code"]): r for r in province.exported("coverage")}
    units = rates["units", "446"]
    # one covered, two missing, one unverified, one not subject: q = 3/4, so 1 / 3.75
    assert (float(units["low"]), float(units["high"])) == pytest.approx((1 / 4, 1 / 3), abs=1e-6)
    assert float(units["value"]) == pytest.approx(1 / 3.75, abs=1e-6)
    assert rates["units_plan", "446"]["target"] == "0.8"
    assert rates["reporting", "446"]["value"] == "0" and rates["voluntary_growth", "42"]["why"]


def test_a_blank_rate_says_why_and_a_known_one_has_nothing_to_explain(province: Province) -> None:
    rates = (
        province.send("tax_enterprises", tax(5)).send("insured_units", UNIT).carried().exported("coverage")
    )
    assert [row for row in rates if bool(row["value"]) == bool(row["why"])] == []
    assert {row["indicator"] for row in rates} == set(ABSENT)
    levels = {row["level"]: row for row in rates}
    assert set(levels) == {"province", "district", "commune"}
