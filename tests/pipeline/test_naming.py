"""A finding may name an employer by its number in the register, as the contract of findings promises."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.main_job import Province
from pipeline.test_main_job import tax

SHOP = ("Quán cơm Bà Lài", "Võ Thị Lài", "Thôn 2", "Xã Cẩm Hòa", "Huyện Cẩm Xuyên", "HKD", "", 2, "")


def finding(employer: str, outcome: int = 1, headcount: object = 7) -> Sequence[object]:
    return (employer, "", "20/06/2018", "12/BB-BHXH", outcome, headcount)


def of_findings(province: Province) -> list[tuple[str, str]]:
    rows = province.exported("links")
    return [(row["entity"], row["method"]) for row in rows if row["list"] == "findings"]


def test_a_finding_on_a_number_reaches_an_employer_that_has_a_code(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).carried()
    (there,) = (row["employer"] for row in province.exported("standings"))
    province.send("findings", finding(f" {there.lower()} ")).carried()
    assert [entity for entity, _ in of_findings(province)] == [there]
    (standing,) = province.exported("standings")
    assert standing["employer"] == there and standing["name"] != there and standing["subject"] == "7"


def test_a_finding_on_a_number_reaches_a_household_that_has_no_code_at_all(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).send("commune_businesses", SHOP).carried()
    every = {row["employer"]: row["name"] for row in province.exported("standings")}
    there = next(row["employer"] for row in province.exported("standings") if not row["tax_code"])
    province.send("findings", finding(there, outcome=2, headcount=0)).carried()
    assert of_findings(province) == [(there, "judged")]
    after = {row["employer"]: row["name"] for row in province.exported("standings")}
    assert after == every


def test_a_number_that_the_register_never_gave_is_not_guessed(province: Province) -> None:
    province.send("tax_enterprises", tax(5)).carried()
    before = {row["employer"] for row in province.exported("standings")}
    province.send("findings", finding("E00009999")).carried()
    ((entity, _),) = of_findings(province)
    assert entity not in before
