"""A home of the test's own: commands carried out in it, the web served from it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import baophu.cli.main

SOURCE = Path(baophu.cli.main.__file__).resolve().parents[2]
CARRY_OUT = """
import json, sys
from baophu.cli.main import execute
for arguments in json.loads(sys.argv[1]):
    code = execute(arguments)
    if code:
        print("failed:", arguments, file=sys.stderr)
        sys.exit(code)
"""
SERVE = "import sys; from baophu.cli.main import execute; sys.exit(execute(sys.argv[1:]))"
ADD_PEOPLE = """
import django
django.setup()
from datetime import UTC, datetime
from baophu.pipeline.setting_up import add_demo_people
add_demo_people(by=None, at=datetime.now(UTC))
"""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "baophu.config.settings"}
START_SECONDS, STOP_SECONDS = 60.0, 15.0


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with a database and evidence, as `BAOPHU_HOME` names one."""

    folder: Path

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.folder / "baophu.sqlite3"

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the database, read beside the program."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def names(self) -> list[str]:
        """Names of agencies and people, and the posts that people gave themselves."""
        rows = self.ask("SELECT name FROM places_agency UNION SELECT full_name FROM access_user")
        return [name for (name,) in [*rows, *self.ask("SELECT post FROM access_user")] if name]

    def titles(self) -> list[str]:
        """Titles of columns as they stood in the files."""
        headers = self.ask("SELECT DISTINCT header FROM intake_receipt")
        return sorted({title for (header,) in headers for title in json.loads(header) if title})

    def environment(self) -> dict[str, str]:
        """This process's environment, but no other home and no other database."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BAOPHU_")}
        return kept | {"BAOPHU_HOME": str(self.folder), "PYTHONPATH": str(SOURCE)} | SETTINGS

    def carry_out(self, *commands: Sequence[str]) -> str:
        """Commands one after the other in a process of their own; what they printed."""
        return self._run(CARRY_OUT, json.dumps([list(command) for command in commands]))

    def refused(self, *command: str) -> str:
        """A command that is refused; the sentence that says why."""
        done = self._done(CARRY_OUT, json.dumps([command]))
        assert done.returncode == 1, f"{done.stdout}\n{done.stderr}"
        return done.stderr

    def add_people(self) -> None:
        """The accounts of the demonstration, which `baophu demo` adds only to its own province."""
        self._run(ADD_PEOPLE)

    def _done(self, *program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", *program],
            env=self.environment(), capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def _run(self, *program: str) -> str:
        done = self._done(*program)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def begin(self, *command: str) -> subprocess.Popen[bytes]:
        """A command that runs beside the test."""
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", SERVE, *command], env=self.environment(), stdout=log, stderr=log
            )

    def copied_to(self, folder: Path) -> Home:
        """The same home once more, to be changed without harm to this one."""
        shutil.copytree(self.folder, folder)
        return Home(folder)

    @contextmanager
    def served(self) -> Iterator[str]:
        """`baophu serve` on a free port, as long as the block lasts; the address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        server = self.begin("serve", "--port", str(port))
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the sign-in page answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, f"the server left with {server.returncode}"
        try:
            with urllib.request.urlopen(f"{address}/dang-nhap/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address} in {START_SECONDS:.0f} s")
