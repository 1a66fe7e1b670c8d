"""Rates of areas with their bounds: what stands above and below the line (contracts, `export coverage`)."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.few_lists import FewLists, Measured

TAX, UNITS, MEMBERS = "tax_enterprises", "insured_units", "insured_members"
WORKING = "NNT đang hoạt động"
MICRO = 1_000_000


def firms(prefix: str, count: int, headcount: int | None) -> list[dict[str, object]]:
    return [{"employer": f"{prefix}{n}", "headcount": headcount, "status": WORKING} for n in range(count)]


def units(*employers: str, **told: object) -> list[dict[str, object]]:
    return [{"employer": key, "unit_code": f"T{key}", **told} for key in employers]


def member(person: str, employer: str, **told: object) -> dict[str, object]:
    return {
        "employer": employer, "person": person, "unit_code": f"T{employer}", "from_month": date(2018, 1, 1), **told
    }  # fmt: skip


def shares(measured: Measured, indicator: str, area: str = "42") -> tuple[float, float, float]:
    found = measured.rate(indicator, area)
    assert found is not None
    return tuple(int(str(found[name])) / MICRO for name in ("low", "value", "high"))  # type: ignore[return-value]


def q_of(measured: Measured, district: str = "446") -> float:
    sql = "SELECT q_micro FROM q_shares WHERE kind = 'enterprise' AND district_code = ?"
    return int(measured.con.execute(sql, [district]).fetchall()[0][0]) / MICRO


def known(missing: int, not_subject: int) -> FewLists:
    """Firms of Cẩm Xuyên whose standing is known, besides those of Kỳ Anh, where one in four is liable."""
    lists = FewLists()
    for n in range(8):
        lists.employer(f"K{n}", commune_code="18763", district_code="447")
    lists.send(TAX, *firms("K", 2, 3), *({**row, "headcount": 0} for row in firms("K", 8, 0)[2:]))
    return lists.send(TAX, *firms("M", missing, 3), *firms("N", not_subject, 0), *firms("U", 1, None))


def test_a_district_of_thirty_known_employers_has_its_own_share() -> None:
    assert q_of(known(15, 15).measured()) == 0.5


def test_a_district_of_fewer_than_thirty_takes_the_provinces_share() -> None:
    assert q_of(known(15, 14).measured()) == round(17 / 37, 6)


def test_shares_of_another_kind_do_not_mix() -> None:
    lists = known(15, 15)
    for n in range(40):
        lists.employer(f"H{n}", kind="household")
    assert q_of(lists.send(TAX, *firms("H", 40, 0)).measured()) == 0.5


@pytest.mark.parametrize(("visits", "share"), [(49, 0.5), (50, 0.2)])
def test_from_fifty_verifications_on_they_replace_the_estimate(visits: int, share: float) -> None:
    found = [
        {"employer": f"V{n}", "found_on": date(2018, 3, 1), "outcome": 1 if n < 10 else 2, "headcount": 2}
        for n in range(visits)
    ]
    lists = known(15, 15)
    for n in range(visits):  # visited in the other district, so that its own share stays what it was
        lists.employer(f"V{n}", commune_code="18763", district_code="447")
    assert q_of(lists.send("findings", *found, period="2018-03").measured()) == share


def test_visits_that_learnt_nothing_are_no_verification() -> None:
    found = [{"employer": f"V{n}", "found_on": date(2018, 3, 1), "outcome": 8} for n in range(60)]
    lists = known(15, 15)
    for n in range(60):
        lists.employer(f"V{n}", commune_code="18763", district_code="447")
    assert q_of(lists.send("findings", *found, period="2018-03").measured()) == 0.5


def test_the_units_rate_counts_the_unverified_by_the_share_and_in_its_bounds_all_or_none() -> None:
    lists = FewLists().send(
        TAX, *firms("C", 2, 3), *firms("M", 1, 3), *firms("N", 1, 0), *firms("U", 2, None)
    )
    measured = lists.send(UNITS, *units("C0", "C1", insured_workers=3), period="2018-06").measured()
    assert shares(measured, "units", "446") == (2 / 5, round(2 / 4.5, 6), round(2 / 3, 6))  # q = 3/4


def test_a_partial_unit_is_inside_and_a_ceased_one_nowhere() -> None:
    closed = {"employer": "X", "headcount": 3, "status": "NNT ngừng hoạt động và đã đóng MST"}
    lists = FewLists().send(TAX, *firms("C", 2, 9), *firms("M", 2, 3), closed)
    measured = lists.send(UNITS, *units("C0", "C1", insured_workers=1), period="2018-06").measured()
    assert measured.standing("C0")["standing"] == "partial"
    assert shares(measured, "units") == (0.5, 0.5, 0.5)


def test_the_plans_rate_counts_only_those_at_work_on_the_tax_departments_list() -> None:
    lists = (
        FewLists()
        .send(TAX, *firms("C", 1, 3), *firms("M", 3, 3))
        .send("labour_use", *firms_of_labour("L", 6))
    )
    measured = lists.send(UNITS, *units("C0", insured_workers=3), period="2018-06").measured()
    assert shares(measured, "units")[1] == 0.1
    assert shares(measured, "units_plan")[1] == 0.25


def firms_of_labour(prefix: str, count: int) -> list[dict[str, object]]:
    return [{"employer": f"{prefix}{n}", "headcount": 2} for n in range(count)]


def test_the_unemployment_rate_is_blank_where_no_list_tells_the_funds() -> None:
    lists = FewLists().send(TAX, *firms("C", 2, 1), *firms("M", 2, 3))
    lists.send(MEMBERS, member("P0", "C0"), member("P1", "C1"), period="2018-05")
    assert lists.measured().rate("units_unemployment") is None
    lists.send(MEMBERS, member("P0", "C0", funds="HT,TN"), member("P1", "C1", funds="HT"), period="2018-06")
    assert shares(lists.measured(), "units_unemployment")[1] == 0.25


# --- workers --------------------------------------------------------------------------------------------------


def test_the_workers_rate_is_the_insured_over_the_liable() -> None:
    lists = FewLists().send(TAX, *firms("C", 1, 40), *firms("M", 1, 60))
    measured = lists.send(UNITS, *units("C0", insured_workers=30), period="2018-06").measured()
    assert shares(measured, "workers") == (
        round(30 / 105, 6),
        0.3,
        0.3,
    )  # 42 and 63 allow each list its error


def test_more_insured_than_told_of_and_no_evidence_both_count_as_insured() -> None:
    lists = (
        FewLists()
        .send(TAX, *firms("C", 1, 3))
        .send(UNITS, *units("C0", "D0", insured_workers=5), period="2018-06")
    )
    measured = lists.measured()
    assert measured.standing("D0")["subject"] is None
    assert shares(measured, "workers") == (1.0, 1.0, 1.0)


def test_the_lowest_figure_bounds_the_workers_rate_from_above() -> None:
    lists = FewLists().send(TAX, *firms("C", 1, 20)).send("labour_use", {"employer": "C0", "headcount": 10})
    measured = lists.send(UNITS, *units("C0", insured_workers=10), period="2018-06").measured()
    assert shares(measured, "workers") == (round(10 / 21, 6), 0.5, 1.0)


def test_the_unverified_add_the_mean_of_the_missing_of_their_kind() -> None:
    lists = FewLists().send(
        TAX, *firms("C", 1, 10), *firms("M", 2, 5), *firms("N", 1, 0), *firms("U", 4, None)
    )
    measured = lists.send(UNITS, *units("C0", insured_workers=10), period="2018-06").measured()
    # q = 3/4, the mean of the missing is 5: 20 known, 4 × 3/4 × 5 more, in the lowest rate 4 × 5 and each list's error
    assert shares(measured, "workers")[1] == round(10 / 35, 6)
    assert shares(measured, "workers")[0] == round(10 / (11 + 6 + 6 + 20), 6)


# --- people ---------------------------------------------------------------------------------------------------


def volunteer(person: str, first: date, last: date, commune: str = "18679") -> dict[str, object]:
    district = {"18679": "446", "18763": "447"}[commune]
    return {
        "person": person, "from_month": first, "to_month": last, "commune_code": commune, "district_code": district
    }  # fmt: skip


THIS, LAST = (date(2018, 1, 1), date(2018, 12, 1)), (date(2017, 1, 1), date(2017, 12, 1))


def voluntary(measured: Measured, indicator: str, area: str = "42") -> float | None:
    found = measured.rate(indicator, area)
    return None if found is None else int(str(found["value"])) / MICRO


def test_voluntary_members_in_force_are_counted_once_each() -> None:
    lists = FewLists().send(TAX, *firms("M", 1, 1))
    rows = [volunteer("P1", *THIS), volunteer("P1", *THIS), volunteer("P2", *THIS, commune="18763")]
    over = volunteer("P3", date(2018, 1, 1), date(2018, 5, 1))
    measured = lists.send("voluntary_members", *rows, over, period="2018-06").measured()
    assert [voluntary(measured, "voluntary", area) for area in ("42", "446", "447", "18679")] == [2, 1, 1, 1]


def test_growth_is_against_the_same_day_a_year_before_and_blank_without_that_list() -> None:
    lists = FewLists().send(TAX, *firms("M", 1, 1))
    lists.send("voluntary_members", *(volunteer(f"P{n}", *THIS) for n in range(3)), period="2018-06")
    assert lists.measured().rate("voluntary_growth") is None
    lists.send("voluntary_members", volunteer("P1", *LAST), volunteer("P9", *LAST), period="2017-06")
    assert voluntary(lists.measured(), "voluntary_growth") == 0.5


def test_fewer_than_a_year_before_is_a_growth_below_zero() -> None:
    lists = FewLists().send(TAX, *firms("M", 1, 1))
    lists.send("voluntary_members", volunteer("P1", *THIS), period="2018-06")
    lists.send("voluntary_members", *(volunteer(f"P{n}", *LAST) for n in range(3)), period="2017-06")
    assert voluntary(lists.measured(), "voluntary_growth") == pytest.approx(-2 / 3, abs=1e-6)


def test_an_area_with_nobody_on_a_list_that_came_has_none_and_not_a_blank() -> None:
    lists = FewLists().send(TAX, *firms("M", 1, 1))
    measured = lists.send("voluntary_members", volunteer("P1", *THIS), period="2018-06").measured()
    assert [voluntary(measured, "voluntary", area) for area in ("446", "447", "18763")] == [1, 0, 0]


def test_all_the_insured_stand_against_the_labour_force_once_each() -> None:
    lists = FewLists().send(
        MEMBERS, member("P1", "C0"), member("P1", "C1"), member("P2", "C0"), period="2018-06"
    )
    lists.send("voluntary_members", volunteer("P2", *THIS), volunteer("P3", *THIS), period="2018-06")
    people = [
        {
            "commune": "Cẩm Hòa",
            "commune_code": "18679",
            "district_code": "446",
            "year": year,
            "labour_force": n,
        }
        for year, n in ((2016, 999), (2017, 12), (2019, 888))
    ]
    measured = lists.send("population", *people, period="2017").measured()
    assert voluntary(measured, "labour_force", "18679") == 0.25
    assert voluntary(measured, "labour_force", "447") is None


def test_e_filing_counts_the_units_that_tell() -> None:
    rows = [*units("A", e_filing=True), *units("B", "C", e_filing=False), *units("D")]
    measured = FewLists().send(UNITS, *rows, period="2018-06").measured()
    assert shares(measured, "e_filing") == (0.25, round(1 / 3, 6), round(1 / 3, 6))
    assert FewLists().send(UNITS, *units("D"), period="2018-06").measured().rate("e_filing") is None


def test_the_reporting_rate_is_the_communes_whose_list_arrived() -> None:
    assert shares(FewLists().send(TAX, *firms("M", 1, 1)).measured(), "reporting", "446") == (0.5, 0.5, 0.5)


def test_arrears_are_what_is_owed_of_the_year_s_dues_of_the_area() -> None:
    lists = (
        FewLists().employer("K", commune_code="18763", district_code="447").send(UNITS, *units("A", "B", "K"))
    )
    lists.arrears = [
        {"employer_id": "A", "owed_vnd": 30_000_000, "due_vnd": 100_000_000},
        {"employer_id": "B", "owed_vnd": 0, "due_vnd": 20_000_000_000_000},
        {"employer_id": "K", "owed_vnd": 5_000_000, "due_vnd": 4_000_000},
    ]
    measured = lists.measured()
    assert shares(measured, "arrears_ratio", "447") == (1.25, 1.25, 1.25)
    found = measured.rate("arrears_ratio")
    assert found is not None
    assert (found["num_e4"], found["den_e4"]) == (35_000_000 * 10_000, 20_000_104_000_000 * 10_000)


def test_without_accounts_no_area_has_a_rate_of_arrears() -> None:
    measured = FewLists().send(UNITS, *units("A")).measured()
    assert measured.rate("arrears_ratio") is None


@pytest.mark.parametrize(
    ("known", "sector"),
    [
        ({"industry_code": "4711"}, "G"),
        ({"industry": "1410:May trang phục"}, "C"),
        ({"industry": "41000 - Xây dựng nhà các loại"}, "F"),
        ({"industry": "May trang phục 1410"}, ""),
        ({}, ""),
    ],
)
def test_the_sector_is_read_from_the_code_or_from_a_code_that_begins_the_words(
    known: dict[str, str], sector: str
) -> None:
    lists = FewLists().employer("A0", **known).send(TAX, *firms("A", 1, 3))
    found = lists.measured().con.execute("SELECT sector FROM standing_cells WHERE entity = 'A0'").fetchall()
    assert found == [(sector,)]
