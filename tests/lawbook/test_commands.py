"""`baophu law enter|confirm|reject|withdraw|list|show|reference|openfisca`, as an officer types them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from django.db import connection
from typer.testing import CliRunner

from baophu.access.models import Role
from baophu.cli.law import register
from baophu.kernel.errors import BaophuError, NotFound
from baophu.law.book import UnknownParameter, load
from baophu.lawbook.actions import SamePerson
from baophu.lawbook.queries import book_if_ready
from baophu.lawbook.rules.rights import NotADecider
from baophu.lawbook.rules.standing import NoSuchParameter
from lawbook.desk import KEY, officer

pytestmark = pytest.mark.django_db
ENTER = f"enter {KEY} --value 1,2345% --from 2018-01-01 --document 'Số 9999/TB-BHXH' --document-day 2018-01-12 --by lan"
DEBT = "interest --fund bhxh --owed-vnd 100000000 --due 2018-01-31 --on 2018-03-01"


def run(line: str) -> str:
    """Run one command line of the group; give what it prints."""
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["law", *shlex.split(line)])
    if isinstance(result.exception, BaophuError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def told(line: str) -> Any:
    """What a command prints as one object."""
    return json.loads(run(f"{line} --json"))


@pytest.fixture(autouse=True)
def people() -> None:
    """An officer, the director and an administrator."""
    officer("lan")
    officer("minh", Role.SI_DIRECTOR)
    officer("quantri", Role.ADMINISTRATOR)


def test_a_refused_question_is_answered_once_two_persons_entered_the_rate() -> None:
    with pytest.raises(UnknownParameter, match=f"baophu law enter {KEY} --from 2018-01-01"):
        run(DEBT)
    said = run(ENTER)
    number = told(f"show {KEY}")["entries"][0]["id"]
    assert f"baophu law confirm {number}" in said
    with pytest.raises(UnknownParameter):
        run(DEBT)
    with pytest.raises(SamePerson):
        run(f"confirm {number} --by lan")
    with pytest.raises(NotADecider):
        run(f"confirm {number} --by quantri")
    run(f"confirm {number} --by minh")
    answer = told(DEBT)
    assert answer["value"] == 1_234_500
    assert "do cán bộ ghi theo văn bản số 9999/TB-BHXH ngày 12/01/2018" in answer["because"]
    assert any("9999/TB-BHXH" in article for article in answer["articles"])
    run(f"withdraw {number} --by lan --because 'Văn bản bị thay thế'")
    with pytest.raises(UnknownParameter):
        run(DEBT)


def test_a_rejected_value_shows_as_rejected() -> None:
    run(ENTER)
    number = told(f"show {KEY}")["entries"][0]["id"]
    run(f"reject {number} --by minh --because 'Sai số'")
    entry = told(f"show {KEY}")["entries"][0]
    assert (entry["state"], entry["reason"], entry["typed"]) == ("rejected", "Sai số", "1,2345%")
    assert "entered_by_id" not in entry
    assert f"đã ghi số {number}: 1,2345%" in run(f"show {KEY}")


def test_nobody_unknown_enters() -> None:
    with pytest.raises(NotFound, match="ai-do"):
        run(ENTER.replace("lan", "ai-do"))


def test_the_list_tells_each_value_of_a_day_and_the_times_without_one() -> None:
    whole = told("list --on 2018-06-30")
    assert [line["key"] for line in whole["parameters"]] == list(load().keys)
    by_key = {line["key"]: line for line in whole["parameters"]}
    assert by_key["wages.base_salary"]["value"] == "1.300.000"
    assert (by_key[KEY]["status"], by_key[KEY]["unknown_from"]) == ("unknown", ["2018-01-01"])
    missing = told("list --unknown --on 2018-06-30")["parameters"]
    assert KEY in {line["key"] for line in missing} and all(line["unknown_from"] for line in missing)
    assert "chưa có từ 2018-01-01" in run("list --unknown --on 2018-06-30")


def test_one_parameter_shows_its_history_and_who_cites_it() -> None:
    shown = told("show wages.base_salary")
    assert [value["value"] for value in shown["values"]][:2] == ["1.150.000", "1.210.000"]
    assert {"law.bases", "law.contribution"} <= {one["module"] for one in shown["cited_by"]}
    assert "từ 2018-07-01: 1.390.000 [verified]" in run("show wages.base_salary")
    with pytest.raises(NoSuchParameter, match="baophu law list"):
        run("show nothing.like.it")


def test_the_reference_and_the_parameters_of_openfisca_are_written(tmp_path: Path) -> None:
    run(f"reference {tmp_path / 'law.md'}")
    assert "### `wages.base_salary`" in (tmp_path / "law.md").read_text(encoding="utf-8")
    assert str(len(load().keys)) in run(f"openfisca {tmp_path / 'openfisca'}")
    assert (tmp_path / "openfisca/wages/base_salary.yaml").is_file()


def test_without_a_prepared_database_the_files_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args, **more: [])
    assert book_if_ready() is load()
    assert told("show wages.base_salary")["entries"] == []
