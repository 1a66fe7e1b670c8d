"""`baophu claim …`, as an officer types it: one claim from the draft to the settled difference."""

from __future__ import annotations

import json
import shlex
from datetime import date
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from baophu.access.models import AuditEntry
from baophu.cli.claim import register
from baophu.funds.models import Claim
from baophu.funds.voluntary.actions.claims import AlreadyClaimed, WrongStep
from baophu.kernel.errors import BaophuError, Forbidden, NotFound
from funds.voluntary_cases import paid
from funds.voluntary_drawn import Lists
from funds.voluntary_runs import finance, officer, run_of

pytestmark = pytest.mark.django_db
END = date(2018, 6, 30)
PAPER = "--document '812/BHXH' --document-day 2018-07-16"


def run(line: str) -> str:
    """Run one command line of the group; give what it prints."""
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["claim", *shlex.split(line)])
    if isinstance(result.exception, BaophuError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def told(line: str) -> Any:
    """What a command prints as one object."""
    return json.loads(run(f"{line} --json"))


def listed(group: str = "khác") -> None:
    """A run whose list names one person, three months paid in the first quarter."""
    row = paid("2018-03", 3, "2018-03-31", group=group)
    run_of(Lists(on=END).send("voluntary_members", row, period="2018-03"))


@pytest.fixture(autouse=True)
def people() -> None:
    officer()
    finance()
    listed()


def test_a_claim_goes_from_the_draft_to_the_settled_difference() -> None:
    made = told("prepare 2018-Q1 --by thu")
    assert (made["state"], made["amount_vnd"], made["people"]) == ("drafted", 46_200, 1)
    assert made["groups"] == [{"group": "other", "people": 1, "months": 3, "amount_vnd": 46_200}]
    number = made["id"]
    assert told(f"submit {number} --by thu {PAPER}")["state"] == "submitted"
    moved = told(f"transfer {number} --by taichinh --amount-vnd 46.000 {PAPER}")
    assert (moved["transferred_vnd"], moved["difference_vnd"]) == (46_000, -200)
    assert told(f"settle {number} --by thu --because 'thiếu 200 đ'")["state"] == "settled"
    assert [step["state"] for step in told(f"show {number}")["steps"]] == [
        "drafted", "submitted", "transferred", "settled",
    ]  # fmt: skip
    assert AuditEntry.objects.filter(subject=f"claim:{number}").count() == 4


def test_the_list_and_one_claim_are_told_in_words() -> None:
    number = told("prepare 2018-Q1 --by thu")["id"]
    assert f"Đề nghị số {number}, quý từ 01/2018: 46.200 đ cho 1 người, đã lập." in run("list")
    assert "other: 1 người, 3 tháng, 46.200 đ" in run(f"show {number}")
    assert len(told("list")["claims"]) == 1


def test_differences_name_person_month_and_reason() -> None:
    number = told("prepare 2018-Q1 --by thu")["id"]
    assert told(f"differences {number}")["changes"] == []
    listed(group="nghèo")
    found = told(f"differences {number}")
    assert found["total_vnd"] == 3 * (46_200 - 15_400)
    assert {(one["person_id"], one["why"]) for one in found["changes"]} == {("P1", "group")}
    assert "Nhóm đối tượng được sửa." in run(f"differences {number}")


def test_who_may_not_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(Forbidden):
        run("prepare 2018-Q1 --by taichinh")
    with pytest.raises(NotFound):
        run("prepare 2018-Q1 --by nobody")
    assert Claim.objects.count() == 0


def test_steps_out_of_order_and_a_second_claim_are_refused() -> None:
    number = told("prepare 2018-Q1 --by thu")["id"]
    with pytest.raises(WrongStep):
        run(f"transfer {number} --by thu --amount-vnd 1 {PAPER}")
    with pytest.raises(AlreadyClaimed):
        run("prepare 2018-Q1 --by thu")
    run(f"withdraw {number} --by thu --because 'lập nhầm'")
    assert told("prepare 2018-Q1 --by thu")["id"] != number
    with pytest.raises(NotFound):
        run("show 999999")
