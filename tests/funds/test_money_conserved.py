"""Money is conserved: what came in is allocated, stands as credit or is held, to the đồng, on any day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baophu.funds.money.rules.funds import MoneyFund
from baophu.kernel.time import Month
from funds.money_world import FUNDS, Opening, Reckoned, Transfer, World
from funds.test_money_agreement import YEARS, drawn, shaken

AMOUNTS = st.one_of(st.sampled_from([1, 59, 60, 999]), st.integers(1, 300_000_000))
DAYS = st.integers(0, 210).map(lambda days: date(2019, 12, 20) + timedelta(days=days))
UNITS = ("TA0001A", "TA0002A", "TA0003A")


def assert_conserved(world: World, found: Reckoned) -> None:
    """The sums of the lists, the transfers, the accounts and the credit agree."""
    came = sum(one.amount_vnd for one in world.transfers)
    rows = found.rows("SELECT * FROM transfer_marts")
    held = sum(row["amount_vnd"] for row in rows if row["held"])
    matched = sum(row["amount_vnd"] for row in rows if not row["held"])
    assert came == matched + held
    assert all(
        bool(row["held"]) != bool(row["unit_code"] and row["booked_on"]) or row["held"] for row in rows
    )
    back = sum(row["amount_vnd"] * row["times"] for row in found.rows("SELECT * FROM reversals"))
    stood = sum(row[2] for row in world.posted_transfers)
    fresh = sum(
        row["amount_vnd"] for row in found.rows("SELECT * FROM transfer_rows WHERE held = '' AND NOT posted")
    )
    received = sum(row["amount_vnd"] for row in found.rows("SELECT * FROM ledger_payments"))
    gone = sum(-row[2] for row in world.posted_transfers if row[2] < 0)
    assert received == stood + gone + fresh
    waits = sum(row["amount_vnd"] for row in rows if row["held"] == "waits_open_month")
    assert matched + waits == stood + fresh - back + waits
    lines = found.rows("SELECT * FROM ledger_lines")
    assert received == sum(line["paid_vnd"] + line["paid_interest_vnd"] for line in lines)
    _credit_is_what_was_not_allocated(found, received, lines)


def _credit_is_what_was_not_allocated(found: Reckoned, received: int, lines: list[dict[str, Any]]) -> None:
    """Money in, credit brought in and dues below nothing are what debts were paid with, and the credit."""
    debts = found.rows("SELECT * FROM debts")
    given_back = sum(-min(row["due_vnd"], 0) for row in debts)
    brought = sum(
        -min(row[fund], 0)
        for row in found.rows("SELECT * FROM openings")
        for fund in (f"{f}_vnd" for f in FUNDS)
    )
    paid = sum(max(row["paid_vnd"], 0) + row["interest_paid_vnd"] for row in debts)
    credit = sum(row["amount_vnd"] for row in found.rows("SELECT * FROM credits"))
    assert received + brought + given_back == paid + credit
    by_month: dict[tuple[str, date], int] = defaultdict(int)
    for line in lines:
        by_month[(line["unit_code"], line["month"])] += line["paid_vnd"] + line["paid_interest_vnd"]
    for row in found.rows(
        "SELECT unit_code, date_trunc('month', booked_on)::DATE AS month, sum(amount_vnd) AS amount FROM ledger_payments JOIN ledger_units USING (unit) GROUP BY ALL"
    ):
        assert by_month.pop((row["unit_code"], row["month"])) == row["amount"]
    assert not any(by_month.values())


def assert_adds_up(found: Reckoned) -> None:
    """Every column of every month: A + B − D = Đ, and Đ of a month is A of the next."""
    carried: dict[tuple[str, str], tuple[int, int, int]] = {}
    for line in found.rows("SELECT * FROM ledger_lines ORDER BY month"):
        brought = line["brought_owed_vnd"] - line["brought_over_vnd"]
        arising = (line["due_vnd"] or 0) + line["adjustment_vnd"]
        assert brought + arising - line["paid_vnd"] == line["carried_owed_vnd"] - line["carried_over_vnd"]
        charged = (line["interest_vnd"] or 0) + line["interest_adjustment_vnd"]
        assert (
            line["brought_interest_vnd"] + charged - line["paid_interest_vnd"] == line["carried_interest_vnd"]
        )
        assert min(line["carried_owed_vnd"], line["carried_over_vnd"]) >= 0
        key = (line["unit_code"], line["fund"])
        if key in carried:
            assert carried[key] == (
                line["brought_owed_vnd"],
                line["brought_over_vnd"],
                line["brought_interest_vnd"],
            )
        carried[key] = (line["carried_owed_vnd"], line["carried_over_vnd"], line["carried_interest_vnd"])


@pytest.mark.parametrize("year", YEARS)
def test_over_random_histories_with_closings_and_withdrawals_no_dong_is_lost(year: str) -> None:
    first, months = YEARS[year]
    rng = Random(f"conserved:{year}")
    world = drawn(rng, first, months, units=40)
    world.openings = {
        code: Opening(first.first, one.funds, one.interest_vnd) for code, one in world.openings.items()
    }
    for at in range(months - 1):
        world.on = first.plus(at).last
        found = world.reckoned()
        assert_conserved(world, found)
        assert_adds_up(found)
        if at < 4:
            world.close(first.plus(at), found)
        shaken(world, rng, first, months)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three units, dues, transfers that name them or nobody, openings, a day."""
    world = World(on=draw(DAYS.filter(lambda day: day.year == 2020)))
    for number, code in enumerate(UNITS):
        world.unit(code, tax_code=f"300000001{number}", name=f"Đơn vị {number}")
        for month in range(1, 8):
            if draw(st.booleans()):
                world.dues[(code, Month(2020, month).first)] = {
                    fund: draw(AMOUNTS) for fund in draw(st.sets(st.sampled_from(FUNDS)))
                }
        if draw(st.booleans()):
            funds = {fund: draw(st.integers(-9_000_000, 9_000_000)) for fund in FUNDS}
            world.openings[code] = Opening(
                Month(2020, draw(st.integers(1, 3))).first, funds, draw(st.sampled_from([0, 1, 50_000]))
            )
    for _ in range(draw(st.integers(0, 14))):
        names = draw(st.sampled_from([*UNITS, "", "ZZ9999Z"]))
        text = draw(st.sampled_from(["", f"+BHXH+103+00+{UNITS[0]}+04201+dong+", "MST 3000000011"]))
        voucher, listed = draw(st.sampled_from(["", "CT1", "CT2"])), draw(st.sampled_from([1, 2]))
        amount = draw(st.one_of(AMOUNTS, st.sampled_from([0, -5])))
        world.transfers.append(Transfer(draw(DAYS), amount, names, text, voucher, "Đơn vị 1", "7", listed))
    return world


@given(world=worlds())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_on_any_day_what_came_in_is_allocated_credit_or_held(world: World) -> None:
    found = world.reckoned()
    assert_conserved(world, found)
    assert_adds_up(found)
    assert {row["fund"] for row in found.rows("SELECT fund FROM ledger_lines")} <= set(MoneyFund)
