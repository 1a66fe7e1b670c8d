"""Promises to pay, hard debts and disputes: each with its document, and none of them changes what is owed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from baophu.access.models import AuditEntry, Role
from baophu.access.queries import first_broken_line
from baophu.funds.money import actions, queries
from baophu.funds.money.actions import Paper
from baophu.funds.money.refusals import BadDecision, NotWithdrawable, ReasonMissing
from baophu.kernel.errors import Forbidden, NotFound
from baophu.kernel.time import Month
from baophu.reporting.exports import write
from funds.money_runs import NOON, half_year, officer, posted, registered
from funds.money_world import World

pytestmark = pytest.mark.django_db
UNIT = "TA0001A"
PAPER = Paper("12/CK", date(2020, 7, 1))


def told(**other: Any) -> dict[str, Any]:
    return {"by": officer(), "at": NOON, "unit_code": UNIT, **other}


def test_a_promise_to_pay_changes_neither_the_debt_nor_its_interest() -> None:
    world = half_year()
    before = queries.ledger_of(UNIT, run=posted(world).id)
    actions.commit(**told(), paper=PAPER, amount_vnd=5_000_000, pay_by=date(2020, 12, 31))
    after = queries.ledger_of(UNIT, run=posted(world).id)
    assert (after.owed_vnd, after.interest_owed_vnd) == (before.owed_vnd, before.interest_owed_vnd)
    (kept,) = queries.commitments_of(UNIT)
    assert (kept.document, kept.amount_vnd, kept.pay_by) == ("12/CK", 5_000_000, date(2020, 12, 31))


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"amount_vnd": 0}, "không dương"),
        ({"pay_by": date(2020, 6, 30)}, "trước ngày ký"),
        ({"paper": Paper(" ", date(2020, 7, 1))}, "số văn bản"),
    ],
)
def test_a_promise_without_an_amount_a_day_or_a_document_is_refused(other: dict[str, Any], what: str) -> None:
    posted(half_year())
    usual = {"paper": PAPER, "amount_vnd": 1, "pay_by": date(2020, 12, 31)}
    with pytest.raises(BadDecision, match=what):
        actions.commit(**told(), **{**usual, **other})


def test_a_debt_that_is_hard_to_collect_stays_in_every_total() -> None:
    run = posted(half_year()).id
    before = queries.arrears_totals(run=run, area_code="42")
    actions.classify_hard(**told(), document_kind="bankruptcy", paper=PAPER)
    assert queries.arrears_totals(run=run, area_code="42") == before
    (unit,) = queries.arrears_list(run=run, area_code="42", hard=True)
    assert (
        unit.hard_to_collect
        == "Quyết định mở thủ tục hoặc tuyên bố phá sản của Tòa án số 12/CK ngày 01/07/2020"
    )
    assert queries.arrears_list(run=run, area_code="42", hard=False) == []
    assert queries.hard_of(UNIT)[0].decided.by == "Cán bộ thu"


@pytest.mark.parametrize("kind", ["", "written_off", "missing"])
def test_only_the_documents_of_the_rule_make_a_debt_hard_and_nothing_writes_it_off(kind: str) -> None:
    posted(half_year())
    with pytest.raises(BadDecision):
        actions.classify_hard(**told(), document_kind=kind, paper=PAPER)


def test_a_disputed_notice_is_settled_by_minutes_once() -> None:
    posted(half_year())
    number = actions.open_dispute(
        **told(), on=date(2020, 7, 10), month=Month(2020, 5), claim="Đã nộp ngày 10/4"
    )
    with pytest.raises(BadDecision, match="đang đối chiếu"):
        actions.open_dispute(**told(), on=date(2020, 7, 11), month=Month(2020, 5), claim="Lần nữa")
    settle = {"by": officer(), "at": NOON, "dispute": number, "outcome": "corrected"}
    with pytest.raises(BadDecision, match="trước ngày mở"):
        actions.settle_dispute(**settle, minutes=Paper("1/BB", date(2020, 7, 9)))
    with pytest.raises(BadDecision, match="không phải kết quả"):
        actions.settle_dispute(**{**settle, "outcome": "perhaps"}, minutes=Paper("1/BB", date(2020, 7, 20)))
    actions.settle_dispute(**settle, minutes=Paper("1/BB", date(2020, 7, 20)))
    (kept,) = queries.disputes_of(UNIT)
    assert (kept.minutes_no, kept.minutes_on, kept.outcome) == ("1/BB", date(2020, 7, 20), "corrected")
    with pytest.raises(BadDecision, match="đã có biên bản"):
        actions.settle_dispute(**settle, minutes=Paper("2/BB", date(2020, 7, 21)))
    actions.open_dispute(**told(), on=date(2020, 8, 1), month=Month(2020, 5), claim="Vẫn chưa đúng")
    assert len(queries.disputes_of(UNIT)) == 2


def test_a_decision_is_taken_back_once_with_a_reason_and_stays_to_be_read() -> None:
    posted(half_year())
    number = actions.classify_hard(**told(), document_kind="commune_record", paper=PAPER)
    back = {"by": officer(), "at": NOON, "kind": "hard_to_collect", "number": number}
    with pytest.raises(ReasonMissing):
        actions.withdraw(**back, because="")
    actions.withdraw(**back, because="Đơn vị hoạt động lại")
    with pytest.raises(NotWithdrawable):
        actions.withdraw(**back, because="Lần nữa")
    assert queries.hard_documents() == {}
    assert queries.hard_of(UNIT)[0].decided.withdrawn_because == "Đơn vị hoạt động lại"
    told_of = list(AuditEntry.objects.filter(subject=f"unit:{UNIT}").values_list("action", flat=True))
    assert sorted(told_of) == ["funds.hard_to_collect", "funds.withdraw_hard_to_collect"]
    assert first_broken_line() is None


def test_a_unit_of_which_the_ledger_holds_nothing_and_another_s_clerk_decide_nothing() -> None:
    posted(half_year())
    with pytest.raises(NotFound):
        actions.classify_hard(**{**told(), "unit_code": "ZZ9999Z"}, document_kind="bankruptcy", paper=PAPER)
    with pytest.raises(NotFound):
        actions.open_dispute(**told(), on=date(2020, 7, 10), month=Month(2019, 5), claim="Sai")
    with pytest.raises(Forbidden):
        actions.commit(
            **{**told(), "by": officer(Role.AUDITOR)}, paper=PAPER, amount_vnd=1, pay_by=date(2021, 1, 1)
        )


def test_the_export_of_arrears_says_what_is_owed_why_and_from_which_list(tmp_path: Path) -> None:
    world = World(on=date(2018, 6, 30)).unit(UNIT)
    for number in range(1, 7):
        world.due(UNIT, Month(2018, number), social=2_000_000, health=300_000)
    world.pay(UNIT, date(2018, 2, 1), 400_000)
    registered(world, UNIT, 1)
    posted(world)
    actions.classify_hard(**told(), document_kind="dissolution", paper=PAPER)
    assert write("arrears", tmp_path / "no.csv") == 11
    with (tmp_path / "no.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == queries.ARREARS_COLUMNS
    first = next(row for row in rows if row["month"] == "2018-02" and row["fund"] == "health")
    assert (first["due_vnd"], first["paid_vnd"], first["owed_vnd"], first["age"]) == (
        "300000",
        "100000",
        "200000",
        "long",
    )
    assert (
        first["interest_vnd"],
        first["interest_undetermined_from"],
        first["interest_undetermined_to"],
    ) == ("0", "2018-04-01", "2018-06-01")
    assert (first["employer"], first["district_code"], first["rows"]) == (
        "E00000001",
        "446",
        "insured_members:thanh_vien.csv",
    )
    assert first["hard_to_collect"].startswith("Văn bản giải thể")
    assert "chưa gồm lãi từ 01/04/2018 đến 01/06/2018" in first["because"]
    assert "hạn đóng 28/02/2018" in first["because"]
