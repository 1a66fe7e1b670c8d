"""`baophu law …`: one JSON object with the value, the reason and the articles; a refusal in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from baophu.cli.law import COMMANDS, register
from baophu.kernel.errors import BaophuError, NotFound, Refused
from baophu.law.book import UnknownParameter

pytestmark = pytest.mark.django_db


def run(line: str) -> str:
    """Run one command line of the group; give what it prints."""
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["law", *line.split()])
    if isinstance(result.exception, BaophuError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def ask(line: str) -> dict[str, Any]:
    """Run one command line with --json; give its one object."""
    told: dict[str, Any] = json.loads(run(f"{line} --json"))
    assert {"value", "because", "articles"} <= set(told)
    assert told["because"] and told["articles"]
    return told


ASKED = {
    "contribution": "contribution --wage-vnd 10000000 --on 2018-06-30",
    "interest": "interest --fund bhxh --owed-vnd 100000000 --due 2021-01-31 --on 2021-03-01",
    "support": "support --group poor --months 3 --on 2018-01-01",
    "obligation": "obligation --kind employee --contract-months 2 --on 2018-01-01",
    "pension": "pension --sex f --born 1963-02-01 --on 2018-03-01 --months 300 --average-vnd 10000000",
    "lump-sum": "lump-sum --on 2024-06-01 --months 126 --average-vnd 7000000",
    "maternity": "maternity --on 2026-08-01 --average-vnd 18000000 --children 2",
    "sickness": "sickness --on 2026-01-05 --wage-vnd 12000000 --days 5",
    "unemployment": "unemployment --on 2016-03-01 --months 36 --average-vnd 40000000",
    "deadline": "deadline --kind complaint-first --received 2018-06-01",
}


def test_every_command_of_the_group_is_asked_here() -> None:
    assert set(ASKED) == set(COMMANDS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("interest", 836_600),
        ("support", 138_600),
        ("obligation", True),
        ("pension", {"eligible": True, "from": "2018-03-01", "rate": 0.65, "amount": 7_300_150}),
        ("lump-sum", {"months": 21, "amount": 147_000_000}),
        (
            "maternity",
            {
                "eligible": True,
                "leave_months": 7,
                "allowance": 126_000_000,
                "grant": 10_120_000,
                "total": 136_120_000,
            },
        ),
        ("sickness", {"days": 5, "amount": 1_875_000}),
        ("unemployment", {"eligible": True, "monthly": 12_000_000, "months": 3, "total": 36_000_000}),
        ("deadline", "2018-07-02"),
    ],
)
def test_a_question_is_answered_with_one_object(name: str, value: object) -> None:
    assert ask(ASKED[name])["value"] == value


def test_a_contribution_shows_sides_funds_and_the_union_fee_apart() -> None:
    value = ask(ASKED["contribution"])["value"]
    assert (value["employer"], value["employee"], value["union_fee"]) == (2_150_000, 1_050_000, 200_000)
    assert value["funds"]["retirement_death"] == {"employer": 1_400_000, "employee": 800_000}
    assert sum(fund["employer"] for fund in value["funds"].values()) == value["employer"]


def test_an_obligation_shows_its_funds() -> None:
    funds = ask(ASKED["obligation"])["funds"]
    assert funds["retirement_death"] is True
    assert funds["health"] is False


@pytest.mark.parametrize("name", list(ASKED))
def test_without_json_the_value_and_the_reason_are_printed(name: str) -> None:
    told = ask(ASKED[name])
    assert told["because"] in run(ASKED[name])


@pytest.mark.parametrize(
    ("commune", "base"), [("18073", 68_600_000), ("18115", 61_400_000), ("436", 68_600_000)]
)
def test_the_commune_decides_the_region(commune: str, base: int) -> None:
    told = ask(f"contribution --wage-vnd 100000000 --on 2020-01-15 --commune {commune}")
    assert told["value"]["unemployment_base"] == base
    assert "Không nêu xã" not in told["because"]


def test_without_a_commune_region_iv_is_taken_and_said_where_it_matters() -> None:
    high = ask("contribution --wage-vnd 100000000 --on 2020-01-15")
    assert high["value"]["unemployment_base"] == 61_400_000
    assert "Không nêu xã nên tính theo vùng IV" in high["because"]
    assert "Không nêu xã" not in ask("contribution --wage-vnd 10000000 --on 2020-01-15")["because"]


def test_a_commune_that_does_not_stand_on_the_day_is_not_found() -> None:
    with pytest.raises(NotFound, match="99999"):
        ask("contribution --wage-vnd 10000000 --on 2020-01-15 --commune 99999")


def test_the_switches_of_a_contribution_reach_the_rules() -> None:
    october = "contribution --wage-vnd 10000000 --on 2021-10-01"
    assert ask(october)["value"]["employer"] == 2_000_000
    assert ask(f"{october} --state-budget")["value"]["employer"] == 2_150_000
    assert ask(f"{october} --pension-suspended")["value"]["employee"] == 250_000
    low = "contribution --wage-vnd 1 --on 2020-01-15"
    bases = [
        ask(f"{low} {switch}")["value"]["social_base"]
        for switch in ("", "--trained", "--hazard", "--extra-hazard")
    ]
    assert bases == [3_070_000, 3_284_900, 3_223_500, 3_284_900]
    with pytest.raises(UnknownParameter):
        ask("contribution --wage-vnd 1 --on 2021-01-15 --hazard")


@pytest.mark.parametrize("who", ["foreigner", "household_owner", "commune_part_timer"])
def test_each_group_is_known_by_its_word(who: str) -> None:
    assert ask(f"contribution --wage-vnd 10000000 --on 2025-07-01 --who {who}")["value"]["employee"] > 0


@pytest.mark.parametrize(
    "line",
    [
        "interest --fund bhxh --owed-vnd 100000000 --due 2017-11-30 --on 2018-01-01",
        "contribution --wage-vnd -1 --on 2018-01-01",
        "deadline --kind nothing --received 2018-01-01",
        "deadline --kind complaint_first --received 2028-01-01",
        "sickness --on 2018-06-30 --wage-vnd 1000000 --days 0.5",
        "pension --sex m --born 1960-01-01 --on 2006-01-01 --months 300 --average-vnd 1",
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_sentence(line: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(line)
    assert str(refusal.value).endswith(".")


def test_what_is_told_more_narrows_a_benefit() -> None:
    assert ask("maternity --on 2018-06-30 --average-vnd 5000000 --months 5")["value"]["total"] == 0
    assert ask("unemployment --on 2018-06-30 --average-vnd 5000000 --months 11")["value"]["total"] == 0
    capped = ask("sickness --on 2018-06-30 --wage-vnd 2400000 --days 40 --months 120 --used-days 5")
    assert capped["value"] == {"days": 25, "amount": 1_875_000}
    older = ask("lump-sum --on 2017-06-01 --months 37 --months-before-2014 12 --average-vnd 1774052")
    assert older["value"]["amount"] == 11_531_338
    assert ask("support --group other --months 12 --on 2026-01-01 --used-months 115")["value"] == 330_000


def test_wrong_use_is_told_apart_from_a_refusal() -> None:
    app = typer.Typer()
    register(app)
    for line in (
        "law interest --fund bank",
        "law support --group poor --months x --on 2018-01-01",
        "law nothing",
    ):
        assert CliRunner().invoke(app, line.split()).exit_code == 2
