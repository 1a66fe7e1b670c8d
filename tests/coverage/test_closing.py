"""Who has closed: the newest dated statement, what outranks it, what speaks against it (contracts, `ceased`)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.few_lists import DAY, METHOD, FewLists

TAX, COMMUNE, EVENTS = "tax_enterprises", "commune_businesses", "business_events"
WORKING, CLOSED = "NNT đang hoạt động", "NNT ngừng hoạt động và đã đóng MST"


def firm(**told: object) -> dict[str, object]:
    return {"employer": "E1", **told}


def judged(lists: FewLists) -> tuple[object, object]:
    found = lists.measured().standing("E1")
    return found["standing"], found["because_code"]


def event(what: str, on: date, until: date | None = None) -> dict[str, object]:
    return firm(event=what, on=on, until=until)


@pytest.mark.parametrize(
    ("status", "because"),
    [
        (CLOSED, "ceased_code_closed"),
        ("NNT ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST", "ceased_code_closed"),
        ("NNT tạm nghỉ kinh doanh có thời hạn", "ceased_suspended"),
        ("NNT không hoạt động tại địa chỉ đã đăng ký", "ceased_not_at_address"),
        ("Đã giải thể", "ceased_dissolved"),
        ("Đã phá sản", "ceased_bankrupt"),
    ],
)
def test_each_status_of_a_tax_code_that_closes(status: str, because: str) -> None:
    assert judged(FewLists().send(TAX, firm(headcount=5, status=status))) == ("ceased", because)


@pytest.mark.parametrize(
    "note",
    [
        "đã nghỉ",
        "Ngừng hoạt động từ tháng 3",
        "không còn kinh doanh",
        "da nghi",
        "NGUNG HOAT DONG",
        "khong con kinh doanh",
        "đã đóng cửa",
        "đã đóng thuế năm 2017, nay không còn kinh doanh",
        "tạm ngừng kinh doanh",
        "không còn",
    ],
)
def test_a_remark_alone_closes(note: str) -> None:
    lists = FewLists().send(COMMUNE, firm(hired=2, note=note), period="2018-Q2")
    assert judged(lists) == ("ceased", "ceased_remark")


@pytest.mark.parametrize(
    "note",
    [
        "hoạt động trở lại",
        "kinh doanh không ngừng",
        "mới mở rộng",
        "da hoat dong tro lai",
        "đã đóng thuế môn bài",
        "đã đóng BHXH cho 2 người",
        "da dong thue",
        "ngừng đóng BHXH từ tháng 3",
        "không còn nợ thuế",
        "không còn lao động",
        "không còn thuê mướn ai",
    ],
)
def test_a_remark_of_something_else_does_not_close(note: str) -> None:
    assert judged(FewLists().send(COMMUNE, firm(hired=2, note=note), period="2018-Q2"))[0] == "missing"


def test_the_newest_statement_holds_whichever_register_made_it() -> None:
    lists = FewLists().send(TAX, firm(headcount=3, status=CLOSED), period="2017")
    lists.send(EVENTS, event("return", date(2018, 3, 1)), period="2018-03")
    assert judged(lists)[0] == "missing"
    lists.send(COMMUNE, firm(note="đã nghỉ"), period="2018-Q2")
    assert judged(lists)[0] == "ceased"


@pytest.mark.parametrize(("status", "standing"), [(CLOSED, "ceased_code_closed"), (WORKING, "missing")])
def test_on_one_day_a_registers_word_beats_a_remark(status: str, standing: str) -> None:
    lists = FewLists().send(TAX, firm(headcount=3, status=status), period="2018-Q2")
    lists.send(COMMUNE, firm(note="đã nghỉ"), period="2018-Q2")
    assert judged(lists)[1] == standing


def test_newer_payroll_against_a_remark_leaves_it_unverified() -> None:
    remark = FewLists().send(COMMUNE, firm(hired=2, note="đã nghỉ"), period="2017-Q3")
    remark.send("tax_payroll", firm(person="P1", annex="05-2/BK"), period="2017")
    assert judged(remark) == ("unverified", "unverified_closed_but_paid")


def test_older_payroll_does_not_speak_against_a_remark() -> None:
    remark = FewLists().send(COMMUNE, firm(hired=2, note="đã nghỉ"), period="2018-Q1")
    remark.send("tax_payroll", firm(person="P1", annex="05-1/BK"), period="2017")
    assert judged(remark)[0] == "ceased"


@pytest.mark.parametrize(
    ("closed_on", "standing"), [(date(2017, 1, 1), "unverified"), (date(2017, 1, 2), "ceased")]
)
def test_people_paid_in_a_period_begun_since_make_a_registered_closure_doubtful(
    closed_on: date, standing: str
) -> None:
    lists = FewLists().send(TAX, firm(status=CLOSED, closed_on=closed_on), period="2017")
    lists.send("tax_payroll", firm(person="P1", annex="05-1/BK"), period="2017")
    assert judged(lists)[0] == standing


@pytest.mark.parametrize(
    ("until", "standing"), [(DAY + timedelta(days=1), "ceased"), (DAY, "missing"), (None, "ceased")]
)
def test_a_suspended_one_returns_to_the_worklist_when_its_suspension_ends(
    until: date | None, standing: str
) -> None:
    lists = FewLists().send(TAX, firm(headcount=3, status=WORKING), period="2017")
    lists.send(EVENTS, event("suspension", date(2018, 2, 1), until), period="2018-02")
    assert judged(lists)[0] == standing


@pytest.mark.parametrize(("until", "paying"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_one_back_from_its_suspension_counts_again_among_those_at_work(until: date, paying: bool) -> None:
    lists = FewLists().send(TAX, firm(headcount=3, status=WORKING), period="2017")
    lists.send(EVENTS, event("suspension", date(2018, 2, 1), until), period="2018-02")
    assert lists.measured().standing("E1")["paying_tax"] is paying


def test_an_event_of_a_later_day_has_not_happened_yet() -> None:
    lists = FewLists().send(TAX, firm(headcount=3, status=WORKING), period="2017")
    lists.send(EVENTS, event("dissolution", DAY + timedelta(days=1)), period="2018-06")
    assert judged(lists)[0] == "missing"
    assert judged(lists.send(EVENTS, event("dissolution", DAY), period="2018-06"))[0] == "ceased"


def test_people_insured_on_the_day_keep_it_covered_whatever_was_said() -> None:
    lists = FewLists().send(TAX, firm(status=CLOSED), period="2017")
    lists.send(
        "insured_members", firm(person="P1", unit_code="TA1", from_month=date(2018, 1, 1)), period="2018-06"
    )
    assert judged(lists) == ("covered", "covered_no_evidence")


def test_a_registered_one_that_closed_and_insures_nobody_has_ceased() -> None:
    lists = FewLists().send(TAX, firm(status=CLOSED), period="2017")
    assert judged(lists.send("insured_units", firm(unit_code="TA1"), period="2018-06"))[0] == "ceased"


# --- an officer's visit (ADR 0007) ---------------------------------------------------------------------------

VISIT = date(2018, 3, 15)


def visit(outcome: int, headcount: int | None = None, on: date = VISIT) -> dict[str, object]:
    return firm(employer="E1", found_on=on, outcome=outcome, headcount=headcount)


def visited(*visits: dict[str, object], headcount: int | None = 9, period: str = "2017") -> FewLists:
    lists = FewLists().send(TAX, firm(headcount=headcount, status=WORKING), period=period)
    return lists.send("findings", *visits, period="2018-03")


def test_a_visit_outranks_the_counts_of_lists_told_before_it() -> None:
    found = visited(visit(1, 4)).measured().standing("E1")
    assert (found["subject_low"], found["subject"], found["standing"]) == (4, 4, "missing")
    assert found["rows"] == "findings:findings_2.csv:1"


def test_a_list_told_after_the_visit_counts_beside_it() -> None:
    assert visited(visit(1, 4), period="2018-Q1").measured().standing("E1")["subject"] == 9


def test_a_visit_that_found_no_liable_worker_is_evidence_of_none() -> None:
    assert judged(visited(visit(2, 3))) == ("not_subject", "not_subject")


def test_a_visit_without_a_count_leaves_the_counts_of_lists() -> None:
    assert visited(visit(1)).measured().standing("E1")["subject"] == 9


@pytest.mark.parametrize(
    ("outcome", "because"),
    [
        (3, "ceased_not_at_address"),
        (4, "ceased_suspended"),
        (5, "ceased_closed_found"),
        (6, "ceased_dissolved"),
    ],
)
def test_a_visit_that_found_it_closed_closes_it(outcome: int, because: str) -> None:
    assert judged(visited(visit(outcome))) == ("ceased", because)


def test_a_visit_that_found_it_declared_elsewhere_leaves_it_unverified() -> None:
    assert judged(visited(visit(7))) == ("unverified", "unverified_declared_elsewhere")


@pytest.mark.parametrize("outcome", [8, 9])
def test_a_visit_that_learnt_nothing_changes_nothing(outcome: int) -> None:
    found = visited(visit(outcome, 2)).measured().standing("E1")
    assert (found["standing"], found["subject"]) == ("missing", 9)


def test_the_newest_visit_holds() -> None:
    assert judged(visited(visit(5), visit(1, 4, VISIT + timedelta(days=1)))) == ("missing", "missing")


@pytest.mark.parametrize(
    ("on", "subject"),
    [
        (METHOD.window_from, 4),
        (METHOD.window_from - timedelta(days=1), None),
        (DAY, 4),
        (DAY + timedelta(days=1), None),
    ],
)
def test_a_visit_counts_within_the_window_and_up_to_the_day(on: date, subject: int | None) -> None:
    assert visited(visit(1, 4, on), headcount=None).measured().standing("E1")["subject"] == subject
