"""Runs of the money room in the operational database, and units that the register knows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from baophu.access.actions import publish_run, start_run
from baophu.access.bulk import store
from baophu.access.models import Role, Run, User
from baophu.funds.money import actions
from baophu.funds.money.rules.funds import MoneyFund
from baophu.kernel.time import Month
from baophu.register.models import Employer, EmployerRecord
from funds.money_world import World

NOON = datetime(2020, 8, 3, 5, 0, tzinfo=UTC)


def posted(world: World) -> Run:
    """Write a run of the world and publish it."""
    run = start_run(by=None, at=NOON, on=world.on, engine="duckdb")
    unpublished(world, run)
    return publish_run(by=None, at=NOON, run=run, hashes={}, figures={})


def unpublished(world: World, run: Run) -> dict[str, int]:
    """Write a run of the world and stop before it is published."""
    con = world.told_to_duckdb()
    quiet = lambda _step, _share: None  # noqa: E731
    return actions.post(
        store=store(), con=con, run=run.id, on=world.on, law=world.law, by=None, at=NOON, progress=quiet
    )


def registered(
    world: World, code: str, number: int, *, district: str = "446", commune: str = "18679"
) -> None:
    """Let the register know a unit."""
    world.employers[code] = f"E{number:08}"
    Employer.objects.get_or_create(
        id=f"E{number:08}", defaults={"minted_from": f"insured_units:0:{number}", "minted_run": 1}
    )
    EmployerRecord.objects.get_or_create(
        employer_id=f"E{number:08}",
        defaults={
            "run_from": 1, "kind": "enterprise", "name": f"Đơn vị {code}", "unit_code": code, "search": code.lower(),
            "district_code": district, "commune_code": commune,
        },
    )  # fmt: skip


def officer(role: Role = Role.SI_PROVINCE) -> User:
    """Someone of the insurance agency."""
    return User.objects.get_or_create(
        username=f"can_bo_{role}", defaults={"role": role, "full_name": "Cán bộ thu"}
    )[0]


def half_year(on: date = date(2020, 6, 30)) -> World:
    """Two units over the first half of 2020: one pays late and short, one pays over."""
    world = World(on=on)
    world.unit("TA0001A", tax_code="3000000011", name="Công ty Một").unit("TA0002A", name="Công ty Hai")
    for number in range(1, 7):
        month = Month(2020, number)
        world.due(
            "TA0001A", month, social=10_000_000, health=1_500_000, unemployment=700_000, accident=200_000
        )
        world.due("TA0002A", month, social=4_000_000, health=600_000, unemployment=300_000, accident=80_000)
    world.pay("TA0001A", date(2020, 1, 20), 12_400_000).pay("TA0001A", date(2020, 4, 10), 9_000_000)
    world.pay("TA0002A", date(2020, 2, 5), 40_000_000)
    world.pay("", date(2020, 3, 3), 5_000_000, payer="Không rõ")
    return world


def columns() -> tuple[MoneyFund, ...]:
    """The funds in the order of the form."""
    return (MoneyFund.SOCIAL, MoneyFund.HEALTH, MoneyFund.UNEMPLOYMENT, MoneyFund.ACCIDENT)
