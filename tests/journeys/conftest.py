"""A small reconciled province, served, and a real browser that looks at it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from journeys.desks import Desks
from journeys.lists import barely_named, happenings
from journeys.served import Home

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
UNITS, PEOPLE, SEED = "150", "2000", "8"
ENTERED = [
    "--document",
    "45/NQ-HĐND",
    "--document-day",
    "2017-12-20",
    "--article",
    "Nghị quyết",
    "--by",
    "thu",
]
WAITING = ["law", "enter", "voluntary.support.local", "--value", "5%", "--from", "2018-01-01", *ENTERED]
REJECTED = ["law", "enter", "voluntary.support.local", "--value", "6%", "--from", "2019-01-01", *ENTERED]


@pytest.fixture(scope="session")
def reconciled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Home:
    """A simulated province with every list, reconciled on two days; never changed, only copied."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home = Home(shared / "journeys-home")
    with (shared / "journeys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home.folder / "ready").exists():
            shutil.rmtree(home.folder, ignore_errors=True)
            home.folder.mkdir()
            _build(home, shared / "journeys-province")
            (home.folder / "ready").touch()
    return home


def _build(home: Home, province: Path) -> None:
    """All by the published commands: lists, one with a fault, a nil return, one withdrawn, two reconciliations."""
    home.carry_out(
        ["assets"],
        ["init"],
        ["simulate", "--units", UNITS, "--people", PEOPLE, "--seed", SEED, "--out", str(province)],
        ["receive-all", str(province / "lists")],
        *happenings(province),
        ["reconcile", "--on", "2018-03-31"],
    )
    home.carry_out(*barely_named(home, province, most=60), ["reconcile", "--on", "2018-06-30"])
    home.add_people()
    home.carry_out(
        WAITING, REJECTED, ["law", "reject", "2", "--by", "giamdoc", "--because", "Số văn bản sai"]
    )


@pytest.fixture(scope="module")
def served(reconciled: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The province served from a copy, for those who only look; the address."""
    home = reconciled.copied_to(tmp_path_factory.mktemp("served") / "home")
    with home.served() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; one a module, so that no other test runs inside playwright's event loop."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(
            "no chromium on this machine (apt-get install chromium): the browser journeys did not run"
        )
    with sync_playwright() as playwright:
        yield from _launched(playwright, found)


def _launched(playwright: Playwright, path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS, env=_without_proxies())
    yield browser
    browser.close()


def _without_proxies() -> dict[str, str | float | bool]:
    """The environment without a way out: a request to another host must be seen, not answered."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


@pytest.fixture
def desks(chromium: Browser) -> Iterator[Desks]:
    """As many people as a test needs."""
    opened = Desks(chromium)
    yield opened
    opened.close()
