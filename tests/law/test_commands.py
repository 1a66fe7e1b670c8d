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
    "father": "father --on 2018-06-30 --average-vnd 4800000 --birth twins",
    "sick-child": "sick-child --on 2018-06-30 --average-vnd 4800000 --age 2 --days 2",
    "convalescence": "convalescence --on 2018-06-30 --days 9 --rest caesarean",
    "accident": "accident --on 2018-06-30 --percent 31 --years 1 --average-vnd 5000000",
    "survivors": "survivors --on 2018-06-30 --months 180 --relatives 5",
    "retirement": "retirement --sex m --born 1961-01-15",
    "voluntary": "voluntary --income-vnd 1500000 --months 12 --group poor --on 2022-01-01",
    "may-join": "may-join --born 1980-01-01 --on 2018-06-30 --pensioner",
    "due": "due --month 2025-07",
    "evasion": "evasion --fund bhxh --owed-vnd 50000000 --month 2015-01 --found 2016-05",
    "fine": "fine --fault late --owed-vnd 10000000 --on 2022-01-17",
    "household-health": "household-health --on 2025-07-01 --members 2",
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
        ("father", {"days": 10, "amount": 2_000_000}),
        ("sick-child", {"days": 2, "amount": 300_000}),
        ("convalescence", 2_730_000),
        (
            "accident",
            {"monthly": True, "by_disability": 390_000, "by_years": 25_000, "total": 415_000, "carer": 0},
        ),
        (
            "survivors",
            {
                "funeral": 13_000_000,
                "kind": "monthly",
                "each": 650_000,
                "relatives": 4,
                "total": 2_600_000,
            },
        ),
        (
            "retirement",
            {"age_months": 723, "age": "60 năm 3 tháng", "reached_in": "04/2021", "from": "2021-05-01"},
        ),
        ("voluntary", {"gross": 3_960_000, "support": 1_188_000, "local": 0, "own": 2_772_000}),
        ("may-join", False),
        ("due", "2025-08-31"),
        ("evasion", 7_987_500),
        ("fine", {"least": 2_400_000, "most": 3_000_000}),
        (
            "household-health",
            {"each": [1_263_600, 884_520], "total": 2_148_120},
        ),
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


@pytest.mark.parametrize("name", ["lump-sum", "sickness", "unemployment"])
def test_every_benefit_takes_the_options_of_a_pension(name: str) -> None:
    shared = f"{name} --sex m --born 1980-01-01 --on 2018-06-30 --months 120 --average-vnd 4800000"
    assert ask(shared)["value"]
    with pytest.raises(AssertionError, match="sau ngày hỏi"):
        run(shared.replace("1980", "2019"))


def test_a_man_is_told_which_leave_is_his() -> None:
    with pytest.raises(Refused, match="baophu law father"):
        ask("maternity --sex m --born 1990-01-01 --on 2018-06-30 --months 12 --average-vnd 5000000")


def test_without_days_sickness_tells_the_days_of_the_year() -> None:
    told = ask("sickness --on 2018-06-30 --months 180 --average-vnd 2400000 --used-days 3")
    assert told["value"] == {"days": 37, "amount": 2_775_000}
    with pytest.raises(AssertionError, match="--days"):
        run("sickness --on 2018-06-30 --average-vnd 2400000")


def test_an_amount_is_read_in_any_spelling() -> None:
    plain = ask("contribution --wage-vnd 10000000 --on 2018-06-30")
    assert ask("contribution --wage-vnd 10.000.000 --on 2018-06-30") == plain
    with pytest.raises(AssertionError, match="Chưa đọc được số tiền"):
        run("contribution --wage-vnd nhieu --on 2018-06-30")


def test_what_excludes_from_the_obligation_can_be_told() -> None:
    foreigner = "obligation --kind foreigner --contract-months 24 --on 2019-01-01"
    assert ask(foreigner)["value"] is True
    for told in ("--no-permit", "--moved-within-company", "--past-retirement-age", "--pension-paid"):
        assert ask(f"{foreigner} {told}")["value"] is False
    assert ask(f"{foreigner.replace('2019', '2026')} --no-permit")["value"] is True


def test_a_lump_sum_of_twenty_years_says_who_may_have_it() -> None:
    line = "lump-sum --on 2018-06-30 --average-vnd 5000000 --months"
    assert "từ đủ 20 năm" in ask(f"{line} 240")["because"]
    assert "từ đủ 20 năm" not in ask(f"{line} 239")["because"]


def test_voluntary_years_ahead_and_missing_are_counted_at_once() -> None:
    ahead = ask("voluntary --income-vnd 1500000 --months 24 --on 2026-01-01 --ahead")["value"]
    missing = ask("voluntary --income-vnd 1500000 --months 24 --on 2026-01-01 --missing")["value"]
    assert ahead["gross"] < 24 * 330_000 < missing["gross"]
    assert ahead["support"] == 24 * 66_000
    assert missing["support"] == 0


def test_wrong_use_is_told_apart_from_a_refusal() -> None:
    app = typer.Typer()
    register(app)
    for line in (
        "law interest --fund bank",
        "law support --group poor --months x --on 2018-01-01",
        "law nothing",
    ):
        assert CliRunner().invoke(app, line.split()).exit_code == 2
