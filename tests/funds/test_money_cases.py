"""Named cases of the account: published examples, boundaries of law, what is not known; in both forms."""

from __future__ import annotations

from datetime import date

import pytest

from baophu.funds.money.rules.ageing import Age, age, months_late
from baophu.funds.money.rules.funds import MoneyFund
from baophu.kernel.time import Month
from baophu.law.book import UnknownParameter, load
from baophu.law.interest import DebtFund, Payment, interest
from funds.money_world import Opening, Reckoned, World, with_rate
from funds.test_money_agreement import assert_agrees

UNIT = "TA0001A"
SOCIAL, HEALTH = MoneyFund.SOCIAL, MoneyFund.HEALTH


def reckoned(world: World) -> Reckoned:
    """The population's form, the same as the oracle's."""
    found = world.reckoned()
    assert assert_agrees(world, found, world.ledgers()) > 0
    return found


def one(on: date) -> World:
    return World(on=on).unit(UNIT, name="Công ty Một")


def test_the_published_examples_of_interest_come_out_of_the_ledger() -> None:
    world = one(date(2020, 3, 31))
    world.due(UNIT, Month(2020, 1), social=100_000_000, health=15_000_000)
    world.due(UNIT, Month(2020, 2), social=100_000_000, health=20_000_000)
    found = reckoned(world)
    line = found.line(UNIT, Month(2020, 3), "social")
    assert (line["interest_base_vnd"], line["rate_ppm"], line["interest_vnd"]) == (
        100_000_000,
        9_666,
        966_600,
    )
    line = found.line(UNIT, Month(2020, 3), "health")
    assert (line["interest_base_vnd"], line["rate_ppm"], line["interest_vnd"]) == (15_000_000, 9_766, 146_490)


@pytest.mark.parametrize(
    ("month", "on"),
    [
        (Month(2020, 1), date(2020, 12, 31)),
        (Month(2021, 11), date(2022, 6, 15)),
        (Month(2022, 12), date(2023, 12, 1)),
        (Month(2016, 2), date(2017, 12, 31)),
        (Month(2025, 6), date(2025, 9, 30)),
        (Month(2025, 7), date(2026, 3, 17)),
    ],
)
@pytest.mark.parametrize("fund", [SOCIAL, HEALTH])
def test_an_untouched_debt_bears_the_interest_that_the_law_s_rule_gives(
    month: Month, on: date, fund: MoneyFund
) -> None:
    world = one(on).due(UNIT, month, **{fund: 123_456_789})
    world.openings[UNIT] = Opening(month.first, {})
    (debt,) = [r for r in reckoned(world).rows("SELECT * FROM debts") if r["fund"] == fund]
    due = month.last if month < Month(2025, 7) else month.next.last
    of = DebtFund.BHYT if fund is HEALTH else DebtFund.BHXH
    assert debt["interest_vnd"] == interest(fund=of, owed_vnd=123_456_789, due=due, on=on, book=load()).value


def test_days_of_the_daily_regime_count_what_stood_unpaid_each_morning() -> None:
    world = one(date(2025, 11, 30)).due(UNIT, Month(2025, 9), social=100_000_000)
    world.openings[UNIT] = Opening(date(2025, 9, 1), {})
    world.pay(UNIT, date(2025, 11, 10), 40_000_000).pay(UNIT, date(2025, 11, 30), 60_000_000)
    assert reckoned(world).line(UNIT, Month(2025, 11), "social")["interest_vnd"] == 660_000
    paid = [Payment(date(2025, 11, 10), 40_000_000), Payment(date(2025, 11, 30), 60_000_000)]
    ruling = interest(
        fund=DebtFund.BHXH,
        owed_vnd=100_000_000,
        due=date(2025, 10, 31),
        on=date(2025, 11, 30),
        book=load(),
        payments=paid,
    )
    assert ruling.value == 660_000


def test_interest_of_2018_is_not_known_and_says_from_when_to_when() -> None:
    world = one(date(2018, 6, 30))
    for number in (1, 2, 3):
        world.due(UNIT, Month(2018, number), social=50_000_000, health=7_000_000)
    found = reckoned(world)
    line = found.line(UNIT, Month(2018, 3), "social")
    assert (line["interest_base_vnd"], line["interest_vnd"], line["undetermined"]) == (
        50_000_000,
        None,
        "arrears.monthly_rate.bhxh",
    )
    january = next(
        r for r in found.rows("SELECT * FROM balance_rows ORDER BY month") if r["fund"] == "health"
    )
    assert (january["undetermined_from"], january["undetermined_to"]) == (date(2018, 3, 1), date(2018, 6, 1))
    assert january["interest_vnd"] == 0
    with pytest.raises(UnknownParameter):
        interest(fund=DebtFund.BHXH, owed_vnd=1, due=date(2018, 1, 31), on=date(2018, 6, 30), book=load())


def test_a_month_without_an_overdue_debt_has_no_interest_even_where_the_rate_is_not_known() -> None:
    found = reckoned(one(date(2018, 2, 28)).due(UNIT, Month(2018, 1), social=50_000_000))
    line = found.line(UNIT, Month(2018, 2), "social")
    assert (line["interest_base_vnd"], line["interest_vnd"], line["undetermined"]) == (0, 0, "")


def test_a_rate_that_becomes_known_is_booked_in_the_first_open_month_for_the_closed_ones() -> None:
    world = one(date(2018, 5, 31)).due(UNIT, Month(2018, 1), social=100_000_000)
    for number in range(1, 5):
        world.close(Month(2018, number), world.reckoned())
    world.law = with_rate(load(), "arrears.monthly_rate.bhxh", "0.012084", 2018)
    found = reckoned(world)
    assert found.line(UNIT, Month(2018, 3), "social")["interest_vnd"] is None
    line = found.line(UNIT, Month(2018, 5), "social")
    assert (line["interest_vnd"], line["interest_adjustment_vnd"]) == (1_208_400, 2 * 1_208_400)


def test_money_fills_health_then_unemployment_then_accident_then_interest_then_social() -> None:
    world = one(date(2020, 4, 30))
    for number in (1, 2):
        world.due(
            UNIT,
            Month(2020, number),
            social=10_000_000,
            health=3_000_000,
            unemployment=2_000_000,
            accident=500_000,
        )
    owed = {"health": 6_000_000, "unemployment": 4_000_000, "accident": 1_000_000}
    world.pay(UNIT, date(2020, 4, 15), sum(owed.values()) + 100_000)
    found = reckoned(world)
    for fund, paid in owed.items():
        assert found.line(UNIT, Month(2020, 4), fund)["paid_vnd"] == paid
    assert found.line(UNIT, Month(2020, 4), "social")["paid_vnd"] == 0
    assert (
        sum(found.line(UNIT, Month(2020, 4), fund)["paid_interest_vnd"] for fund in (*owed, "social"))
        == 100_000
    )


def test_within_a_fund_the_oldest_month_is_filled_first() -> None:
    world = one(date(2020, 2, 29))
    for number in (1, 2):
        world.due(UNIT, Month(2020, number), health=3_000_000)
    world.pay(UNIT, date(2020, 2, 1), 4_000_000)
    paid = {r["origin"].month: r["paid_vnd"] for r in reckoned(world).rows("SELECT * FROM debts")}
    assert paid == {1: 3_000_000, 2: 1_000_000}


def test_what_is_paid_over_is_carried_forward_and_pays_the_next_month() -> None:
    world = one(date(2020, 2, 29))
    world.due(UNIT, Month(2020, 1), health=3_000_000).due(UNIT, Month(2020, 2), health=3_000_000)
    world.pay(UNIT, date(2020, 1, 9), 5_000_001)
    found = reckoned(world)
    assert found.line(UNIT, Month(2020, 1), "social")["carried_over_vnd"] == 2_000_001
    assert found.line(UNIT, Month(2020, 2), "health")["paid_vnd"] == 2_000_001
    assert found.line(UNIT, Month(2020, 2), "health")["carried_owed_vnd"] == 999_999
    assert found.line(UNIT, Month(2020, 2), "social")["carried_over_vnd"] == 0


def test_an_opening_balance_stands_as_owed_for_the_month_before_and_paid_over_as_credit() -> None:
    world = one(date(2020, 2, 29)).due(UNIT, Month(2020, 1), social=1)
    world.openings[UNIT] = Opening(date(2020, 1, 1), {SOCIAL: 10_000_000, HEALTH: -4_000_000}, 70_000)
    found = reckoned(world)
    social, health = (found.line(UNIT, Month(2020, 1), fund) for fund in ("social", "health"))
    assert (social["brought_owed_vnd"], social["brought_interest_vnd"], health["brought_over_vnd"]) == (
        10_000_000,
        70_000,
        4_000_000,
    )
    assert (social["paid_interest_vnd"], social["carried_owed_vnd"]) == (70_000, 10_000_000 - 3_930_000 + 1)
    assert (health["paid_vnd"], health["carried_over_vnd"]) == (-4_000_000, 0)
    assert found.line(UNIT, Month(2020, 2), "social")["interest_base_vnd"] == 6_070_000


def test_an_opening_balance_begins_the_account_and_money_before_it_is_held() -> None:
    world = one(date(2020, 6, 30)).due(UNIT, Month(2020, 1), social=9).due(UNIT, Month(2020, 4), social=5)
    world.openings[UNIT] = Opening(date(2020, 4, 1), {SOCIAL: 100})
    world.pay(UNIT, date(2020, 3, 31), 7).pay(UNIT, date(2020, 4, 1), 8)
    found = reckoned(world)
    assert {row["month"] for row in found.rows("SELECT month FROM ledger_lines")} == {
        date(2020, number, 1) for number in (4, 5, 6)
    }
    assert (found.transfer(world.key(0))["held"], found.transfer(world.key(1))["held"]) == (
        "before_opening",
        "",
    )
    assert sum(row["due_vnd"] for row in found.rows("SELECT * FROM debts")) == 105


def test_of_two_opening_balances_the_newest_counts_while_no_month_is_closed() -> None:
    world = one(date(2020, 6, 30)).due(UNIT, Month(2020, 5), social=5)
    world.openings = {UNIT: Opening(date(2020, 7, 1), {SOCIAL: 1})}
    assert reckoned(World(on=world.on, units=world.units, cycles=world.cycles, dues=world.dues)).rows(
        "SELECT min(start) AS s FROM ledger_units"
    )[0]["s"] == date(2020, 1, 1)
    assert world.reckoned().rows("SELECT min(start) AS s FROM ledger_units")[0]["s"] == date(2020, 1, 1)


@pytest.mark.parametrize(("cycle", "first"), [(1, Month(2020, 3)), (3, Month(2020, 5)), (6, Month(2020, 8))])
def test_a_unit_that_pays_by_quarter_or_half_is_charged_after_its_cycle(cycle: int, first: Month) -> None:
    world = World(on=date(2020, 9, 30)).unit(UNIT, cycle=cycle).due(UNIT, Month(2020, 1), social=100_000_000)
    lines = reckoned(world).rows("SELECT * FROM ledger_lines WHERE interest_vnd > 0 ORDER BY month")
    assert lines[0]["month"] == first.first


def test_a_due_that_cannot_be_told_is_left_open_and_named() -> None:
    world = one(date(2020, 1, 31))
    world.dues[(UNIT, date(2020, 1, 1))] = None
    line = reckoned(world).line(UNIT, Month(2020, 1), "health")
    assert (line["due_vnd"], line["undetermined"]) == (None, "law.key")


@pytest.mark.parametrize(
    ("due", "on", "months", "of"),
    [
        (date(2018, 5, 31), date(2018, 5, 31), 0, Age.NOT_DUE),
        (date(2018, 5, 31), date(2018, 6, 1), 0, Age.LATE),
        (date(2018, 5, 31), date(2018, 6, 29), 0, Age.LATE),
        (date(2018, 5, 31), date(2018, 6, 30), 1, Age.OWED),
        (date(2018, 5, 31), date(2018, 8, 30), 2, Age.OWED),
        (date(2018, 5, 31), date(2018, 8, 31), 3, Age.LONG),
        (date(2020, 2, 29), date(2020, 3, 30), 0, Age.LATE),
        (date(2020, 2, 29), date(2020, 3, 31), 1, Age.OWED),
    ],
)
def test_a_debt_ages_by_whole_months_past_its_due_day_in_both_forms(
    due: date, on: date, months: int, of: Age
) -> None:
    assert (max(0, months_late(due, on)), age(due, on, load())) == (months, of)
    month = Month.of(due)
    (row,) = one(on).due(UNIT, month, social=5).reckoned().rows("SELECT * FROM balance_rows")
    assert (row["due_on"], row["age"]) == (due, of)


def test_a_unit_that_lists_no_longer_name_owes_nothing_for_a_closed_month() -> None:
    world = one(date(2020, 2, 29)).unit("TA0002A")
    world.due(UNIT, Month(2020, 1), social=500).due("TA0002A", Month(2020, 1), social=300)
    world.close(Month(2020, 1), world.reckoned())
    del world.dues[(UNIT, date(2020, 1, 1))]
    line = reckoned(world).line(UNIT, Month(2020, 2), "social")
    assert (line["adjustment_vnd"], line["carried_owed_vnd"]) == (-500, 0)


def test_a_closed_month_of_which_no_list_tells_any_more_stays_as_posted() -> None:
    world = one(date(2020, 2, 29)).due(UNIT, Month(2020, 1), social=500)
    world.close(Month(2020, 1), world.reckoned())
    world.dues = {}
    line = reckoned(world).line(UNIT, Month(2020, 2), "social")
    assert (line["adjustment_vnd"], line["carried_owed_vnd"]) == (0, 500)
