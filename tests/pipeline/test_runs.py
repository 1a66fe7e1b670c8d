"""One run after another: what a repeated, a withdrawn, a replaced and a later list changes, and what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baophu.access.models import Run
from baophu.law.book import load
from baophu.lawbook.queries import book
from baophu.pipeline.actions import reconcile as carry_out
from baophu.register.queries import current
from lawbook.desk import confirmed
from pipeline.main_job import Province
from pipeline.test_main_job import AN, UNIT, WORKING, commune, insured, paid, tax

LA = ("2000257418", "CÔNG TY TNHH SÔNG LA XANH", "Thôn 1, Xã Sơn Long, Huyện Hương Sơn, Hà Tĩnh")
VERSIONED = (
    "register_employer", "register_person", "register_employerrecord", "register_personrecord", "register_spell",
    "register_identityevent", "linkage_employerrow",
)  # fmt: skip


def changes(answer: dict[str, object]) -> dict[str, int]:
    """How many rows of versioned tables a run added or closed."""
    figures = answer["figures"]
    assert isinstance(figures, dict)
    return {name: n for name, n in figures["rows"].items() if name.split(".")[0] in VERSIONED}


def without(rows: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    return [row for row in rows if name not in row["name"].lower()]


def test_a_second_reconciliation_adds_no_row_to_what_is_versioned(province: Province) -> None:
    province.send("tax_enterprises", tax(5), (*LA, WORKING, 3)).send("commune_businesses", commune(4))
    province.send("insured_units", UNIT).send(
        "insured_members", insured("Trần Văn Hải", "183680294", "4210000001")
    )
    province.send("tax_payroll", paid("Lê Thị Mai", "184741765")).receive()
    first, second = changes(province.reconcile()), changes(province.reconcile())
    assert first["register_employer.added"] == 2 and first["register_spell.added"] == 2
    assert set(second.values()) == {0}


def test_a_run_keeps_the_hash_of_the_law_with_what_officers_confirmed(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).receive()
    first = Run.objects.get(id=province.reconcile()["run"]).law_hash
    assert first == book().hash == load().hash
    confirmed()
    second = Run.objects.get(id=province.reconcile()["run"]).law_hash
    assert second == book().hash != first


def test_a_withdrawn_list_takes_back_what_it_said_and_nothing_else(province: Province) -> None:
    province.send("tax_enterprises", tax(5), (*LA, WORKING, 3)).send("insured_units", UNIT)
    province.carried()
    before = province.exported("standings")
    province.send("labour_use", (AN[1], AN[0], AN[2], "Cẩm Hòa", "Cẩm Xuyên", 40))
    number = province.receive()["receipts"][-1]["receipt"]  # type: ignore[index]
    province.reconcile()
    assert province.standing("bình minh")["subject"] == "40"
    assert without(province.exported("standings"), "bình minh") == without(before, "bình minh")
    province.said("withdraw", str(number), "--because", "gửi nhầm")
    again = changes(province.reconcile())
    assert province.exported("standings") == before
    assert {name for name, n in again.items() if n} == {"linkage_employerrow.closed"}
    assert again["linkage_employerrow.closed"] == 1


def test_a_corrected_list_replaces_the_former_one(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).carried()
    province.send("tax_enterprises", tax(2), (*LA, WORKING, 3)).carried()
    assert province.standing("bình minh")["subject"] == "2"
    assert province.standing("bình minh")["rows"] == "tax_enterprises:tax_enterprises_1.csv:1"
    assert province.standing("sông la")["standing"] == "missing"


def test_an_employer_merged_by_a_later_list_keeps_its_identifiers(province: Province) -> None:
    shop = ("Cơ sở mộc Hoàng Thống", "Trần Hoàng Thống", "Thôn 3", "Xã Cẩm Hòa", "Huyện Cẩm Xuyên", "HKD")
    province.send("commune_businesses", (*shop, "", 2, ""), period="2018-Q1")
    province.send(
        "tax_enterprises",
        ("2000399998", "TRẦN HOÀNG THỐNG", "Thôn 3, Xã Cẩm Hòa, Huyện Cẩm Xuyên, Hà Tĩnh", WORKING, ""),
    )
    province.carried()
    apart = {row["employer"] for row in province.exported("standings")}
    assert len(apart) == 2
    province.send("commune_businesses", (*shop, "2000399998", 2, ""), period="2018-Q2").carried()
    (left,) = province.exported("standings")
    assert left["employer"] in apart
    assert {current(employer) for employer in apart} == {left["employer"]}


@pytest.mark.parametrize(("on", "commune_code"), [("2018-06-30", "18688"), ("2020-03-31", "18679")])
def test_an_employer_stands_in_the_commune_of_the_reports_day(
    province: Province, on: str, commune_code: str
) -> None:
    firm = (
        "2000108818",
        "CÔNG TY TNHH AN BÌNH MINH",
        "Thôn 3, Xã Cẩm Yên, Huyện Cẩm Xuyên, Hà Tĩnh",
        WORKING,
        3,
    )
    standing = province.send("tax_enterprises", firm).carried(on).standing("bình minh")
    assert (standing["commune_code"], standing["district_code"]) == (commune_code, "446")
    rates = {(r["indicator"], r["area_code"]) for r in province.exported("coverage") if r["denominator"]}
    assert ("units", commune_code) in rates


def test_a_nil_return_counts_among_the_communes_that_reported(province: Province) -> None:
    province.send("tax_enterprises", tax(3)).send("commune_businesses", commune(4))
    nil = ["--nil", "--list", "commune_businesses", "--period", "2018-Q2", "--received-on", "2018-07-02"]
    province.said("receive", *nil, "--from", "UBND xã Cẩm Dương, Huyện Cẩm Xuyên")
    province.carried()
    rates = {r["area_code"]: r for r in province.exported("coverage") if r["indicator"] == "reporting"}
    assert [float(rates[code]["value"]) for code in ("18679", "18682", "18676")] == [1, 1, 0]
    assert float(rates["446"]["numerator"]) == 2


def test_a_member_of_a_unit_that_no_list_of_units_names_keeps_its_employer(province: Province) -> None:
    province.send(
        "insured_members", insured("Trần Văn Hải", "183680294", "4210000001", unit="TX0009Y")
    ).carried()
    standing = province.standing("TX0009Y")
    assert (standing["standing"], standing["insured"], standing["unit_code"]) == ("covered", "1", "TX0009Y")
    assert standing["rows"] == "insured_members:insured_members_0.csv:1"


def test_every_step_of_a_run_is_said_in_vietnamese_and_never_goes_back(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).send("tax_payroll", paid("Lê Thị Mai", "184741765")).receive()
    said: list[tuple[str, float]] = []
    carry_out(
        by=None, on=date(2018, 6, 30), clock=lambda: datetime(2018, 7, 5, tzinfo=UTC),
        progress=lambda step, share: said.append((step, share)),
    )  # fmt: skip
    assert [step for step, _ in said if step.isascii() or "_" in step] == []
    shares = [share for _, share in said]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1
