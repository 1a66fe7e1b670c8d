"""The population's SQL and the oracle agree on the same accounts, through closings and corrections."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from baophu.funds.money.rules.funds import MoneyFund
from baophu.funds.money.rules.ledger import Ledger
from baophu.kernel.time import Month
from baophu.law.book import load
from funds.money_world import FUNDS, Opening, Reckoned, Transfer, World, with_rate

LINE = (
    "brought_owed_vnd", "brought_over_vnd", "brought_interest_vnd", "due_vnd", "adjustment_vnd",
    "interest_base_vnd", "interest_vnd", "interest_adjustment_vnd", "paid_vnd", "paid_interest_vnd",
    "carried_owed_vnd", "carried_over_vnd", "carried_interest_vnd", "undetermined",
)  # fmt: skip
DEBT = ("due_vnd", "paid_vnd", "interest_vnd", "interest_paid_vnd", "undetermined_from", "undetermined_to")
YEARS = {  # first month, months: known rates; an unknown year; the change of regime; two known years
    "2020": (Month(2020, 1), 7),
    "2018": (Month(2017, 10), 9),
    "2025": (Month(2025, 4), 8),
    "2022": (Month(2022, 9), 8),
}


def amounts(rng: Random) -> dict[MoneyFund, int]:
    """Dues of a month, of any size, sometimes none."""
    scale = rng.choice((1, 59, 1_000, 999_999, 250_000_000))
    return {fund: rng.randrange(scale + 1) if rng.random() < 0.9 else 0 for fund in FUNDS}


def drawn(rng: Random, first: Month, months: int, units: int) -> World:
    """Units with random dues, openings and transfers over some months; the day may lie within the last."""
    last = first.plus(months - 1)
    on = rng.choice((last.last, last.first, last.first + timedelta(days=rng.randrange(27))))
    world = World(on=on)
    for number in range(units):
        code = f"TA{number:04d}A"
        if rng.random() < 0.9:
            world.unit(code, tax_code=f"30{number:08d}", cycle=rng.choice((1, 1, 1, 3, 6)))
        else:
            world.cycles[code] = 1
        if rng.random() < 0.6:
            funds = {fund: rng.randrange(-5_000_000, 9_000_000) for fund in FUNDS}
            world.openings[code] = Opening(
                first.plus(rng.choice((0, 0, 0, 1))).first, funds, rng.choice((0, 77_777))
            )
        for at in range(months):
            if rng.random() < 0.85:
                world.dues[(code, first.plus(at).first)] = amounts(rng) if rng.random() < 0.96 else None
                if rng.random() < 0.2:
                    world.declared[(code, first.plus(at).first)] = amounts(rng)
        _pay(world, rng, code, first, months)
    return world


def _pay(world: World, rng: Random, code: str, first: Month, months: int) -> None:
    for _ in range(rng.randrange(0, 2 * months)):
        month = first.plus(rng.randrange(-1, months))
        day = month.first + timedelta(days=rng.choice((0, 0, rng.randrange(28), 27)))
        amount = rng.choice((1, 50, 12_345, 1_000_000, 7_654_321, 300_000_000))
        world.transfers.append(
            Transfer(
                day, amount, code, voucher_no=f"CT{rng.randrange(400)}", account=str(rng.randrange(3)),
                list_no=rng.choice((1, 2)),
            )
        )  # fmt: skip


def assert_agrees(world: World, reckoned: Reckoned, ledgers: dict[str, Ledger]) -> int:
    """Every line, debt and transfer is the same; gives how many lines were compared."""
    lines = {(r["unit_code"], r["month"], r["fund"]): r for r in reckoned.rows("SELECT * FROM ledger_lines")}
    debts = {(r["unit_code"], r["origin"], r["fund"]): r for r in reckoned.rows("SELECT * FROM debts")}
    compared = 0
    for code, account in ledgers.items():
        for line in account.lines:
            row = lines.pop((code, line.month.first, str(line.fund)))
            told = {name: getattr(line, name) for name in LINE}
            if told["undetermined"] and row["undetermined"] and line.due_vnd is None:
                told["undetermined"] = row["undetermined"]  # which of two missing keys is named first
            assert told == {name: row[name] for name in LINE}, (code, line.month, line.fund)
            compared += 1
        for debt in account.debts:
            key = (code, debt.month.first, str(debt.fund))
            want = {name: getattr(debt, name) for name in DEBT}
            found = debts.pop(key, None)
            if found is None:
                assert not any(want.values()), (key, want)
                continue
            assert want == {name: found[name] for name in DEBT}, key
    assert not lines
    assert not [row for row in debts.values() if any(row[name] for name in DEBT)]
    return compared


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("seed", range(3))
def test_random_accounts_are_the_same_in_both_forms(year: str, seed: int) -> None:
    first, months = YEARS[year]
    world = drawn(Random(f"{year}:{seed}"), first, months, units=60)
    assert assert_agrees(world, world.reckoned(), world.ledgers()) > 500


def shaken(world: World, rng: Random, first: Month, months: int) -> None:
    """What can happen after a closing: dues corrected or gone, lists withdrawn, transfers found or assigned."""
    for key in list(world.dues):
        draw = rng.random()
        if draw < 0.15:
            world.dues[key] = amounts(rng)
        elif draw < 0.2:
            del world.dues[key]
    world.transfers = [one for one in world.transfers if rng.random() > 0.1]
    for code in list(world.units)[:20]:
        _pay(world, rng, code, first, months)
    world.assignments = {
        world.key(at): rng.choice(list(world.units)) for at in rng.sample(range(len(world.transfers)), 5)
    }


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("seed", range(2))
def test_closed_months_and_what_changes_after_them_are_the_same_in_both_forms(year: str, seed: int) -> None:
    first, months = YEARS[year]
    rng = Random(f"closing:{year}:{seed}")
    world = drawn(rng, first, months, units=40)
    world.openings = {
        code: Opening(first.first, one.funds, one.interest_vnd) for code, one in world.openings.items()
    }
    end = world.on
    for at in range(4):
        world.on = first.plus(at).last
        world.close(first.plus(at), world.reckoned()) if at or rng.random() < 0.9 else None
        shaken(world, rng, first, months)
        if not world.closes:
            break
    if rng.random() < 0.5:
        for fund in ("bhxh", "bhyt"):
            world.law = with_rate(load(), f"arrears.monthly_rate.{fund}", "0.012084", 2018)
    world.on = end
    assert assert_agrees(world, world.reckoned(), world.ledgers()) > 300
