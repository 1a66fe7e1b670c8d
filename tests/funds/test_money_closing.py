"""Closing a month: who may, when, what stands afterwards, and what later changes come to."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from baophu.access.actions import start_run
from baophu.access.bulk import store
from baophu.access.models import AuditEntry, Role
from baophu.access.queries import first_broken_line
from baophu.funds.models import LedgerLine, MonthClose, PostedTransfer, Posting, Transfer
from baophu.funds.money import actions, queries
from baophu.funds.money.refusals import (
    AlreadyAssigned,
    BadDecision,
    EarlierMonthOpen,
    MonthClosed,
    NothingReckoned,
    NotInLedger,
    NotWithdrawable,
    ReasonMissing,
    RepeatedTransfer,
    RunEndsEarly,
    RunUnderWay,
)
from baophu.kernel.errors import Forbidden, NotFound
from baophu.kernel.time import Month
from funds.money_runs import NOON, half_year, officer, posted, unpublished

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = Month(2020, 1), Month(2020, 2), Month(2020, 3)


def close(month: Month) -> dict[str, int]:
    return actions.close_month(by=officer(), at=NOON, month=month)


def line(run: int, month: Month, fund: str, code: str = "TA0001A") -> LedgerLine:
    return LedgerLine.objects.get(queries.in_run(run), unit_code=code, month=month.first, fund=fund)


def test_months_close_in_their_order_once_and_only_when_the_run_reaches_their_end() -> None:
    with pytest.raises(NothingReckoned):
        close(JANUARY)
    posted(half_year(date(2020, 2, 28)))
    with pytest.raises(RunEndsEarly, match="28/02/2020"):
        close(FEBRUARY)
    close(JANUARY)
    with pytest.raises(MonthClosed, match="01/2020"):
        close(JANUARY)


def test_a_month_before_which_another_is_open_is_not_closed() -> None:
    posted(half_year())
    with pytest.raises(EarlierMonthOpen, match="01/2020"):
        close(MARCH)
    assert not MonthClose.objects.exists()


def test_a_month_of_which_the_ledger_holds_nothing_is_not_closed() -> None:
    posted(half_year())
    with pytest.raises(NotInLedger, match="12/2019"):
        close(Month(2019, 12))


def test_a_month_is_not_closed_while_a_run_is_under_way() -> None:
    posted(half_year())
    start_run(by=None, at=NOON, on=date(2020, 6, 30), engine="duckdb")
    with pytest.raises(RunUnderWay):
        close(JANUARY)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SI_PROVINCE, Role.SI_DIRECTOR)])
def test_only_the_province_s_insurance_agency_closes_a_month(role: Role) -> None:
    posted(half_year())
    with pytest.raises(Forbidden):
        actions.close_month(by=officer(role), at=NOON, month=JANUARY)
    assert not Posting.objects.exists()


def test_a_closing_is_written_whole_with_its_line_in_the_journal_or_not_at_all() -> None:
    posted(half_year())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        close(JANUARY)
        raise ZeroDivisionError  # the process dies before the end
    assert not MonthClose.objects.exists()
    assert not Posting.objects.exists()
    assert not PostedTransfer.objects.exists()
    counts = close(JANUARY)
    assert counts == {"postings": Posting.objects.count(), "transfers": 1}
    entry = AuditEntry.objects.get(action="funds.close_month")
    assert entry.detail["postings"] == counts["postings"]
    assert first_broken_line() is None


def test_what_a_list_says_later_of_a_closed_month_is_booked_in_the_first_open_one() -> None:
    world = half_year()
    posted(world)
    close(JANUARY)
    close(FEBRUARY)
    world.due("TA0001A", JANUARY, social=10_000_001, health=1_400_000, unemployment=700_000, accident=200_000)
    run = posted(world).id
    assert (line(run, JANUARY, "social").due_vnd, line(run, JANUARY, "health").due_vnd) == (
        10_000_000,
        1_500_000,
    )
    assert line(run, MARCH, "social").adjustment_vnd == 1
    assert line(run, MARCH, "health").adjustment_vnd == -100_000
    told = [(c.of_month, c.fund, c.kind, c.amount_vnd) for c in queries.restatements(run=run, month=MARCH)]
    assert told == [
        (JANUARY.first, "health", "adjustment", -100_000),
        (JANUARY.first, "social", "adjustment", 1),
    ]


def test_an_adjustment_is_booked_once_also_when_its_month_is_closed_in_turn() -> None:
    world = half_year()
    posted(world)
    close(JANUARY)
    world.due("TA0001A", JANUARY, social=12_000_000, health=1_500_000, unemployment=700_000, accident=200_000)
    posted(world)
    close(FEBRUARY)
    run = posted(world).id
    assert line(run, FEBRUARY, "social").adjustment_vnd == 2_000_000
    assert line(run, MARCH, "social").adjustment_vnd == 0
    assert list(queries.restatements(run=run, month=MARCH)) == []


def test_a_closed_month_s_notice_stays_as_it_was_closed() -> None:
    world = half_year()
    posted(world)
    close(JANUARY)
    before = queries.notice("TA0001A", JANUARY, run=posted(world).id)
    world.due("TA0001A", JANUARY, social=1, health=1, unemployment=1, accident=1)
    world.transfers = world.transfers[1:]
    run = posted(world).id
    assert queries.notice("TA0001A", JANUARY, run=run) == before
    assert before.closed
    after = line(run, FEBRUARY, "social")
    assert after.adjustment_vnd == 1 - 10_000_000 + 12_400_000
    assert after.brought_owed_vnd == 0


def test_a_transfer_found_after_its_month_was_closed_is_booked_on_the_first_open_day() -> None:
    world = half_year()
    posted(world)
    for month in (JANUARY, FEBRUARY, MARCH):
        close(month)
    actions.assign(
        by=officer(), at=NOON, transfer_key=world.key(3), unit_code="TA0001A", because="Đơn vị xác nhận"
    )
    run = posted(world).id
    found = Transfer.objects.get(queries.in_run(run), transfer_key=world.key(3))
    assert (found.how, found.paid_on, found.booked_on) == ("assigned", date(2020, 3, 3), date(2020, 4, 1))


def test_an_assignment_counts_from_the_next_run_and_is_withdrawn_with_a_reason() -> None:
    world = half_year()
    first = posted(world).id
    key = world.key(3)
    assert [one.key for one in queries.held_transfers(run=first)] == [key]
    number = actions.assign(
        by=officer(), at=NOON, transfer_key=key, unit_code="ta0002a", because="Theo công văn 5"
    )
    with pytest.raises(AlreadyAssigned, match="TA0002A"):
        actions.assign(by=officer(), at=NOON, transfer_key=key, unit_code="TA0001A", because="Nhầm")
    second = posted(world).id
    assert queries.transfer(key, run=second).unit_code == "TA0002A"
    assert queries.held_transfers(run=second) == []
    assert [one.key for one in queries.held_transfers(run=first)] == [key]
    actions.withdraw_assignment(by=officer(), at=NOON, assignment=number, because="Chọn nhầm")
    with pytest.raises(NotWithdrawable):
        actions.withdraw_assignment(by=officer(), at=NOON, assignment=number, because="Lần nữa")
    assert queries.transfer(key, run=posted(world).id).held == "no_trace"
    assert [one.withdrawn_because for one in queries.assignments_of(key)] == ["Chọn nhầm"]


def test_an_assignment_needs_a_reason_a_transfer_and_a_right() -> None:
    world = half_year()
    world.pay("TA0002A", date(2020, 2, 5), 40_000_000, list_no=2, voucher_no="CT000003", account="1")
    posted(world)
    told = {"by": officer(), "at": NOON, "unit_code": "TA0001A"}
    with pytest.raises(ReasonMissing):
        actions.assign(**told, transfer_key=world.key(3), because="  ")
    with pytest.raises(BadDecision, match="không phải mã đơn vị"):
        actions.assign(**{**told, "unit_code": "chưa rõ"}, transfer_key=world.key(3), because="Có lý do")
    with pytest.raises(NotFound):
        actions.assign(**told, transfer_key="payments:00:1", because="Có lý do")
    with pytest.raises(RepeatedTransfer):
        actions.assign(**told, transfer_key=world.key(4), because="Có lý do")
    with pytest.raises(Forbidden):
        actions.assign(
            **{**told, "by": officer(Role.AGENCY_CLERK)}, transfer_key=world.key(3), because="Có lý do"
        )


def test_what_a_dead_run_left_is_swept_and_what_it_closed_stands_again() -> None:
    world = half_year()
    run = posted(world).id
    seen = list(LedgerLine.objects.filter(queries.in_run(run)).order_by("id").values())
    world.due("TA0001A", MARCH, social=99)
    dead = start_run(by=None, at=NOON, on=world.on, engine="duckdb")
    unpublished(world, dead)
    assert actions.sweep(store=store(), published=run) > 0
    assert list(LedgerLine.objects.order_by("id").values()) == seen


def test_the_same_lists_reckoned_again_add_nothing() -> None:
    world = half_year()
    posted(world)
    again = start_run(by=None, at=NOON, on=world.on, engine="duckdb")
    assert set(unpublished(world, again).values()) == {0}


def test_the_next_month_to_close_is_the_oldest_open_one() -> None:
    run = posted(half_year()).id
    assert queries.next_to_close(run=run) == JANUARY
    close(JANUARY)
    assert queries.next_to_close(run=run) == FEBRUARY
    assert [one.month for one in queries.closes()] == [JANUARY.first]
