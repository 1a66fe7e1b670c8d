"""A house that was not set up, or by an earlier version: one sentence that says so, from every door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.test import Client
from typer import Typer

from baophu.access.models import Role
from baophu.cli.main import application
from baophu.cli.readiness import LAW_ALONE, NEEDS_NOTHING
from web.factory import person

DAY = "2018-06-30"
WORDS = {
    "receive": "--nil --list payments --from si-42 --period 2018-06",
    "receive-all": "nowhere",
    "withdraw": "1 --because nhầm",
    "answer": "1 --out answer.xlsx",
    "reconcile": f"--on {DAY}",
    "export": "coverage --out coverage.csv",
    "grade": "--truth nowhere",
    "serve": "--port 1",
    "law enter": f"k --value 1 --from {DAY} --document 1 --document-day {DAY} --by a",
    "law confirm": "1 --by a",
    "law reject": "1 --because b --by a",
    "law withdraw": "1 --because b --by a",
    "law contribution": f"--wage-vnd 5000000 --on {DAY} --json",
    "law interest": f"--fund bhxh --owed-vnd 1 --due {DAY} --on {DAY} --json",
    "law support": f"--group poor --months 1 --on {DAY} --json",
    "law obligation": f"--kind employee --contract-months 3 --on {DAY} --json",
    "law pension": f"--sex m --born 1958-01-01 --on {DAY} --months 300 --wage-vnd 5000000 --json",
    "law lump-sum": f"--months 12 --on {DAY} --wage-vnd 5000000 --json",
    "law maternity": f"--on {DAY} --wage-vnd 5000000 --json",
    "law sickness": f"--days 3 --on {DAY} --wage-vnd 5000000 --json",
    "law unemployment": f"--months 12 --on {DAY} --wage-vnd 5000000 --json",
    "law father": f"--on {DAY} --wage-vnd 5000000 --json",
    "law sick-child": f"--on {DAY} --wage-vnd 5000000 --age 2 --days 3 --json",
    "law convalescence": f"--on {DAY} --days 3 --json",
    "law accident": f"--on {DAY} --percent 20 --json",
    "law survivors": f"--on {DAY} --months 200 --json",
    "law retirement": "--sex m --born 1963-05-20 --json",
    "law voluntary": f"--income-vnd 1000000 --months 3 --on {DAY} --json",
    "law may-join": f"--born 2003-05-20 --on {DAY} --json",
    "law due": "--month 2018-06 --json",
    "law evasion": "--fund bhxh --owed-vnd 1 --month 2018-06 --found 2018-09 --json",
    "law fine": f"--fault late --owed-vnd 1000000 --on {DAY} --json",
    "law household-health": f"--on {DAY} --members 2 --json",
    "claim prepare": "2018-Q2 --by a",
    "claim list": "",
    "claim show": "1",
    "claim submit": f"1 --by a --document 1 --document-day {DAY}",
    "claim transfer": f"1 --by a --amount-vnd 1 --document 1 --document-day {DAY}",
    "claim settle": "1 --by a --because b",
    "claim withdraw": "1 --by a --because b",
    "claim differences": "1",
    "audit search": "",
    "audit verify": "",
    "invite": "mai --name Mai --role administrator",
    "work": "--drain",
    "law deadline": f"--kind nosuch --received {DAY} --json",
    "law list": f"--on {DAY}",
    "law show": "arrears.regime",
    "law reference": "reference.md",
    "law openfisca": "openfisca",
}
"""Every command that may open the database, with words that it takes."""
RUNNER = """
import contextlib, io, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "baophu.config.settings"
from baophu.cli.main import execute
answers = []
for words in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        if words[0] == "step back":
            import django
            django.setup()
            from django.core.management import call_command
            code = call_command("migrate", "coverage", "zero", verbosity=0)
        else:
            code = execute(words)
    answers.append([code, said.getvalue()])
print(json.dumps(answers))
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a house of its own whose database holds nothing."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("BAOPHU_")}
    env["BAOPHU_HOME"] = str(tmp_path / "home")
    given = os.environ.get("BAOPHU_DATABASE_URL")
    if given is None:
        yield env
        return
    name = f"house_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        env["BAOPHU_DATABASE_URL"] = urlsplit(given)._replace(path=f"/{name}").geturl()
        yield env
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _answers(house: dict[str, str], lines: list[list[str]]) -> list[tuple[int, str]]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUNNER],
        input=json.dumps(lines),
        env=house,
        cwd=Path(house["BAOPHU_HOME"]).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return [(code, said.strip()) for code, said in json.loads(done.stdout)]


def _lines(names: set[str]) -> list[list[str]]:
    return [[*name.split(), *WORDS[name].split()] for name in sorted(names)]


def _named(app: Typer, group: str = "") -> Iterator[str]:
    for command in app.registered_commands:
        yield group + (command.name or command.callback.__name__.replace("_", "-"))  # type: ignore[union-attr]
    for inner in app.registered_groups:
        yield from _named(inner.typer_instance, f"{inner.name} ")  # type: ignore[arg-type]


def test_every_command_is_tried_here_or_asks_nothing_of_the_database() -> None:
    assert set(_named(application())) == set(WORDS) | NEEDS_NOTHING


@pytest.mark.django_db
def test_a_house_that_nobody_set_up_says_run_baophu_init(house: dict[str, str]) -> None:
    alone = {name for name in WORDS if name.removeprefix("law ") in LAW_ALONE}
    lines = _lines(set(WORDS) - alone)
    for words, (code, said) in zip(lines, _answers(house, lines), strict=True):
        assert code == 1, (words, said)
        assert said == "Cơ sở dữ liệu chưa được chuẩn bị. Chạy lệnh baophu init rồi làm lại."
    for code, said in _answers(house, _lines({"law support", "law interest", "law list", "law show"})):
        assert (code, said) == (0, "")
    assert not (Path(house["BAOPHU_HOME"]) / "faults.log").exists()


@pytest.mark.django_db
def test_a_house_of_an_earlier_version_says_run_baophu_init_and_init_mends_it(house: dict[str, str]) -> None:
    every = _lines(set(WORDS))
    begun, back, *refused, mended, after = _answers(
        house, [["init"], ["step back"], *every, ["init"], ["reconcile", "--on", DAY]]
    )
    assert begun == (0, "") and back == (None, "") and mended == (0, "")
    for words, (code, said) in zip(every, refused, strict=True):
        assert code == 1, (words, said)
        assert said.startswith("Cơ sở dữ liệu thuộc bản cũ, thiếu") and "baophu init" in said
    assert after[0] == 1 and "30/06/2018" in after[1]


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    house = {name: value for name, value in os.environ.items() if not name.startswith("BAOPHU_")}
    house |= {
        "BAOPHU_HOME": str(tmp_path / "home"),
        "BAOPHU_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    for code, said in _answers(house, _lines({"serve", "reconcile", "law support"})):
        assert code == 1
        assert said.startswith("Không mở được cơ sở dữ liệu (") and "BAOPHU_DATABASE_URL" in said


@contextmanager
def _without(*tables: str) -> Iterator[None]:
    """The tables under other names for a while."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_away")
        try:
            yield
        finally:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table}_away RENAME TO {table}")


def test_a_page_of_a_house_that_is_not_set_up_says_so(transactional_db: None) -> None:
    client = Client()
    client.force_login(person("giamdoc", Role.SI_DIRECTOR, "42"))
    with _without("django_migrations", "access_run"):
        answer = client.get("/")
    assert answer.status_code == 503
    assert "baophu init" in answer.content.decode()
    assert "Content-Security-Policy" in answer
    assert client.get("/").status_code == 200


def test_a_page_whose_fault_is_another_stays_a_fault(transactional_db: None) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(person("giamdoc", Role.SI_DIRECTOR, "42"))
    with _without("access_run"):
        assert client.get("/").status_code == 500
