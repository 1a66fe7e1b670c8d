"""The notice C12-TS: its lines, its sums, what it says of interest that cannot be told."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from baophu.funds.models import LedgerLine
from baophu.funds.money import queries
from baophu.funds.money.queries import Notice, Row
from baophu.funds.money.rules.notice import FUNDS, Figures, Head, rows
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month
from funds.money_runs import half_year, officer, posted, registered
from funds.money_world import World
from funds.test_money_agreement import drawn

pytestmark = pytest.mark.django_db
CODES = (
    "A", "A.1", "A.2", "A.2.1", "A.2.2", "A.3", "B", "B.1.1", "B.1.2", "B.2", "B.3", "B.4", "B.4.1", "B.5.1",
    "B.5.2", "B.5.3", "B.5.4", "B.6",
)  # fmt: skip
LAST = ("D", "D.1", "D.2", "Đ", "Đ.1", "Đ.2", "Đ.2.1", "Đ.2.2", "Đ.2.3")


def by_code(notice: Notice) -> dict[str, Row]:
    return {row.code: row for row in notice.rows}


def assert_adds_up(notice: Notice) -> None:
    """A + B − D = Đ in every column and in the total; D is what C received."""
    line = by_code(notice)
    for fund in (*FUNDS, None):

        def amount(code: str, fund: object = fund) -> int:
            row = line[code]
            return (row.total if fund is None else row.by_fund[fund]) or 0  # type: ignore[index]

        assert amount("A.2") == amount("A.2.2") - amount("A.2.1")
        assert amount("A.2") + amount("B.3") + amount("B.4") - amount("D.1") == amount("Đ.2")
        assert amount("A.3") + amount("B.5.3") + amount("B.5.4") - amount("D.2") == amount("Đ.2.3")
        assert amount("Đ.2") == amount("Đ.2.2") - amount("Đ.2.1")
        assert amount("D") == amount("D.1") + amount("D.2")
    assert (
        line["D"].total
        == line["C"].total
        == sum(r.total or 0 for code, r in line.items() if code.startswith("C."))
    )


def test_the_form_has_its_lines_in_their_order() -> None:
    run = posted(half_year()).id
    notice = queries.notice("TA0001A", Month(2020, 1), run=run)
    codes = [row.code for row in notice.rows]
    assert codes == [*CODES, "C", "C.1", *LAST]
    assert_adds_up(notice)
    line = by_code(notice)
    assert line["C.1"].total == line["C"].total == 12_400_000
    assert line["Đ.2.1"].total == 0
    assert line["B.5.2"].percent[FUNDS[0]] is not None


def test_the_next_month_begins_with_what_the_last_one_carried_forward() -> None:
    run = posted(half_year()).id
    before = None
    for number in range(1, 7):
        notice = queries.notice("TA0001A", Month(2020, number), run=run)
        assert_adds_up(notice)
        line = by_code(notice)
        if before is not None:
            for here, there in (("A.2.1", "Đ.2.1"), ("A.2.2", "Đ.2.2"), ("A.3", "Đ.2.3")):
                assert line[here].by_fund == before[there].by_fund
        before = line


@pytest.mark.parametrize("seed", range(2))
def test_every_line_adds_up_over_random_histories(seed: int) -> None:
    world = drawn(Random(f"notice:{seed}"), Month(2020, 1), 6, units=12)
    run = posted(world).id
    pairs = set(LedgerLine.objects.filter(queries.in_run(run)).values_list("unit_code", "month"))
    assert len(pairs) > 30
    for code, month in pairs:
        assert_adds_up(queries.notice(code, Month.of(month), run=run))


def test_a_notice_of_2018_shows_the_principal_and_says_from_when_to_when_interest_is_missing() -> None:
    world = World(on=date(2018, 6, 30)).unit("TA0001A")
    world.due("TA0001A", Month(2018, 1), social=50_000_000, health=7_000_000)
    notice = queries.notice("TA0001A", Month(2018, 5), run=posted(world).id)
    line = by_code(notice)
    assert line["B.5.3"].by_fund[FUNDS[0]] is None
    assert line["Đ.2.2"].total == 57_000_000
    assert notice.undetermined is not None
    assert notice.undetermined.sentence == "chưa gồm lãi từ 01/03/2018 đến 01/05/2018"
    assert notice.missing == ("arrears.monthly_rate.bhxh", "arrears.monthly_rate.bhyt")


def test_people_who_joined_and_left_stand_apart_and_a_fund_without_a_figure_is_none() -> None:
    columns = {FUNDS[0]: Figures(due_vnd=None, interest_vnd=None)}
    made = {row.code: row for row in rows(columns, before=Head(5, 30, 20), now=Head(3, 40, 10), received=[])}
    assert (made["B.1.1"].total, made["B.1.2"].total, made["A.1"].total, made["Đ.1"].total) == (0, 2, 5, 3)
    assert list(made["B.2"].by_fund.values()) == [10, 10, -10, 10]
    assert (made["B.3"].by_fund[FUNDS[0]], made["B.3"].total) == (None, 0)
    assert made["C"].total == 0


def test_a_month_and_a_unit_of_which_the_ledger_holds_nothing_are_not_found() -> None:
    run = posted(half_year()).id
    with pytest.raises(NotFound):
        queries.notice("TA0001A", Month(2019, 12), run=run)
    with pytest.raises(NotFound):
        queries.ledger_of("ZZ9999Z", run=run)


def test_a_unit_s_ledger_shows_lines_debts_and_money() -> None:
    found = queries.ledger_of("TA0001A", run=posted(half_year()).id)
    assert len(found.lines) == 24
    assert found.owed_vnd == 6 * 12_400_000 - sum(b.paid_vnd for b in found.balances)
    assert found.overdue_vnd == found.owed_vnd - 12_400_000
    assert [one.amount_vnd for one in found.transfers] == [12_400_000, 9_000_000]
    assert found.credit_vnd == 0
    assert found.undetermined is None
    assert queries.ledger_of("TA0002A", run=1_000).credit_vnd == 40_000_000 - 6 * 4_980_000


def test_arrears_are_seen_within_an_area_by_age_and_keep_what_is_hard_to_collect() -> None:
    world = half_year()
    registered(world, "TA0001A", 1)
    registered(world, "TA0002A", 2, district="447", commune="18763")
    run = posted(world).id
    (unit,) = queries.arrears_list(run=run, area_code="42")
    assert (unit.unit_code, unit.employer.name if unit.employer else "") == ("TA0001A", "Đơn vị TA0001A")
    assert unit.owed_vnd == sum(unit.by_age.values())
    assert unit.by_age["long"] > 0
    assert unit.by_age["not_due"] == 12_400_000
    assert [one.unit_code for one in queries.arrears_list(run=run, area_code="446", age="long")] == [
        "TA0001A"
    ]
    assert queries.arrears_list(run=run, area_code="447") == []
    totals = queries.arrears_totals(run=run, area_code="42")
    assert (totals.units, totals.owed_vnd, totals.interest_owed_vnd) == (
        1,
        unit.owed_vnd,
        unit.interest_owed_vnd,
    )
    assert officer().full_name == "Cán bộ thu"


def test_what_came_in_is_told_by_how_it_was_matched() -> None:
    run = posted(half_year()).id
    told = {(one.of, one.is_held): (one.transfers, one.amount_vnd) for one in queries.money_in(run=run)}
    assert told == {("unit_code", False): (3, 61_400_000), ("no_trace", True): (1, 5_000_000)}
