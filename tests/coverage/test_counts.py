"""What counts as evidence of workers who must be insured, and within which days (contracts, `subject`)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baophu.coverage.sources import unpacked
from pipeline.few_lists import DAY, METHOD, FewLists

FIRST = METHOD.window_from
TAX, COMMUNE = "tax_enterprises", "commune_businesses"


def firm(**told: object) -> dict[str, object]:
    return {"employer": "E1", **told}


def paid(person: str, annex: str = "05-1/BK", **told: object) -> dict[str, object]:
    return {"employer": "E1", "person": person, "annex": annex, **told}


def figures(lists: FewLists) -> tuple[object, ...]:
    found = lists.measured().standing("E1")
    return found["subject_low"], found["subject"], found["subject_high"]


@pytest.mark.parametrize(("told_on", "subject"), [(FIRST, 7), (FIRST - timedelta(days=1), None)])
def test_evidence_counts_from_the_first_day_of_the_window(told_on: date, subject: int | None) -> None:
    lists = FewLists().send(TAX, firm(headcount=7), period=told_on.isoformat())
    assert lists.measured().standing("E1")["subject"] == subject


@pytest.mark.parametrize(
    ("period", "received_on", "counts"),
    [("2017", FIRST, True), ("2017", FIRST - timedelta(days=1), False), ("2016-H1", date(2018, 7, 2), False)],
)
def test_a_list_is_as_old_as_the_earlier_of_its_end_and_its_receipt(
    period: str, received_on: date, counts: bool
) -> None:
    lists = FewLists().send(TAX, firm(headcount=7), period=period, received_on=received_on)
    assert (lists.measured().standing("E1")["subject"] == 7) is counts


@pytest.mark.parametrize(("period", "subject"), [("2018-06-30", 7), ("2018-07-01", None)])
def test_a_list_counts_when_its_period_has_begun_by_the_day(period: str, subject: int | None) -> None:
    lists = FewLists().send(TAX, firm(), period="2017").send(TAX, firm(headcount=7), period=period)
    assert lists.measured().standing("E1")["subject"] == subject


def test_a_list_of_a_begun_period_counts_whenever_it_was_received() -> None:
    lists = FewLists().send(TAX, firm(headcount=7), period="2018", received_on=DAY + timedelta(days=300))
    assert lists.measured().standing("E1")["subject"] == 7


def test_the_highest_count_holds_and_the_lowest_is_its_bound() -> None:
    lists = FewLists().send(TAX, firm(headcount=40)).send("labour_use", firm(headcount=60))
    assert figures(lists) == (40, 60, 63)


def test_a_firm_listed_twice_in_one_list_is_not_counted_twice() -> None:
    assert figures(FewLists().send(TAX, firm(headcount=7), firm(headcount=5)))[1] == 7


@pytest.mark.parametrize("kind", ["HKD", "HTX", "DN", None])
def test_the_hired_count_for_every_kind(kind: str | None) -> None:
    lists = FewLists().send(COMMUNE, firm(hired=3, headcount=9, kind=kind), period="2018-Q2")
    assert figures(lists)[1] == 3


@pytest.mark.parametrize(("kind", "subject"), [("HKD", None), ("hộ kinh doanh", None), ("DN", 9), ("HTX", 9)])
def test_a_households_own_head_count_is_no_evidence(kind: str, subject: int | None) -> None:
    lists = FewLists().send(COMMUNE, firm(headcount=9, kind=kind), period="2018-Q2")
    assert figures(lists)[1] == subject


def test_zero_is_evidence_of_none_and_blank_is_none_at_all() -> None:
    lists = FewLists().send(COMMUNE, firm(hired=0), {"employer": "E2"}, period="2018-Q2").measured()
    assert (lists.standing("E1")["standing"], lists.standing("E2")["standing"]) == (
        "not_subject",
        "unverified",
    )


def test_what_bhxh_counts_and_what_a_new_business_expects_are_no_evidence() -> None:
    lists = FewLists().send("insured_units", firm(unit_code="TA1", insured_workers=9), period="2018-06")
    lists.send("new_businesses", firm(headcount=9), period="2018-06")
    assert figures(lists) == (None, None, None)


def test_a_payroll_counts_its_people_once_each() -> None:
    assert figures(FewLists().send("tax_payroll", paid("P1"), paid("P2"), paid("P2")))[1] == 2


@pytest.mark.parametrize(
    ("period", "months", "subject"),
    [("2017", 2, None), ("2018", 2, 1), ("2018", 1, 1), ("2018", 0, None), ("2018", None, None)],
)
def test_short_contracts_are_evidence_from_2018_for_a_month_worked(
    period: str, months: int | None, subject: int | None
) -> None:
    lists = FewLists().send("tax_payroll", paid("P1", "05-2/BK", months=months), period=period)
    assert figures(lists)[1] == subject


def test_people_insured_with_another_employer_leave_the_lowest_figure_only() -> None:
    lists = FewLists().send("tax_payroll", paid("P1"), paid("P2"), paid("P3"))
    lists.send(
        "insured_members",
        {"employer": "E2", "person": "P1", "unit_code": "TB1", "from_month": date(2018, 1, 1)},
        {"employer": "E2", "person": "P2", "unit_code": "TB1", "from_month": date(2018, 1, 1)},
        {"employer": "E1", "person": "P2", "unit_code": "TA1", "from_month": date(2018, 1, 1)},
        period="2018-06",
    )
    assert figures(lists) == (2, 3, 3)  # P1 is insured elsewhere, P2 here as well


def test_the_highest_figure_allows_each_list_its_error_but_not_a_list_of_people() -> None:
    assert figures(FewLists().send(TAX, firm(headcount=10)))[2] == 11
    assert figures(FewLists().send(TAX, firm(headcount=60)))[2] == 63
    assert figures(FewLists().send("tax_payroll", *(paid(f"P{n}") for n in range(10))))[2] == 10


def test_insurance_deducted_from_people_whom_nobody_insures_is_shown() -> None:
    lists = FewLists().send(
        "tax_payroll",
        paid("P1", insurance_deducted_vnd=1),
        paid("P2", "05-2/BK", insurance_deducted_vnd=500_000),
        paid("P3", insurance_deducted_vnd=0),
        paid("P4", insurance_deducted_vnd=500_000),
    )
    insured = {"employer": "E2", "person": "P4", "unit_code": "TB1", "from_month": date(2018, 1, 1)}
    measured = lists.send("insured_members", insured, period="2018-06").measured()
    assert measured.standing("E1")["deducted_not_insured"] == 2


def test_the_rows_of_a_standing_are_those_it_rests_on() -> None:
    lists = (
        FewLists()
        .send(TAX, firm(headcount=7))
        .send("tax_payroll", paid("P1"), paid("P2", "05-2/BK"), paid("P3"))
    )
    lists.send("new_businesses", firm(headcount=3), {"employer": "E2"}, period="2018-06")
    measured = lists.measured()
    assert measured.standing("E1")["rows"] == (
        "tax_enterprises:tax_enterprises_1.csv:1;tax_payroll:tax_payroll_2.csv:1;tax_payroll:tax_payroll_2.csv:3"
    )
    assert measured.standing("E2")["rows"] == "new_businesses:new_businesses_3.csv:2"


def test_neighbouring_rows_are_kept_in_one_piece_and_read_back_one_by_one() -> None:
    others = [{"employer": "E2", "person": f"Q{n}", "annex": "05-1/BK"} for n in range(2)]
    lists = FewLists().send("tax_payroll", *(paid(f"P{n}") for n in range(1200)), *others, paid("P1200"))
    kept = str(lists.measured().standing("E1")["rows"])
    assert kept == "tax_payroll:tax_payroll_1.csv:1-1200;tax_payroll:tax_payroll_1.csv:1203"
    rows = unpacked(kept)
    assert len(rows) == 1201 and list(rows) == sorted(rows)
    assert set(rows) == {f"tax_payroll:tax_payroll_1.csv:{n}" for n in (*range(1, 1201), 1203)}


@pytest.mark.parametrize(
    "kept", ["", "labour_use:a;b 3-4.xlsx:7", "findings:k.csv:1;tax_enterprises:x:y.csv:2"]
)
def test_rows_that_stand_alone_are_read_back_as_they_are(kept: str) -> None:
    assert ";".join(unpacked(kept)) == kept
