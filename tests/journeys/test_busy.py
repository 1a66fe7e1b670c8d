"""Pages answer, and lists arrive, while a reconciliation runs in another process on the same SQLite file."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from journeys import lists
from journeys.desks import Desk, Desks
from journeys.served import Home

pytestmark = pytest.mark.browser

PAGES = ("/", "/don-vi/", "/danh-sach/", "/don-vi/?standing=missing", "/luot/", "/dia-ban/447/")
DAYS = ("2018-04-30", "2018-05-31", "2018-06-30")
LOADS = 20


def test_pages_answer_and_nothing_is_lost_while_a_reconciliation_runs(
    reconciled: Home, desks: Desks, tmp_path: Path
) -> None:
    home = reconciled.copied_to(tmp_path / "home")
    with home.served() as address:
        officer = desks.at(address, name="thu")
        clerk = desks.at(address, name="xakyphu")
        loaded, runs, sent = 0, 0, 0
        for day in itertools.cycle(DAYS):
            reconciliation = home.begin("reconcile", "--on", day)
            for path in itertools.cycle(PAGES):
                officer.open(path)
                if reconciliation.poll() is not None:
                    break
                loaded += 1
                if loaded % 8 == 1:
                    sent += 1
                    _send(clerk, sent)
            assert reconciliation.wait() == 0
            runs += 1
            if loaded >= LOADS and runs > 1:
                break
        officer.check_quiet()
        clerk.check_quiet()
    assert home.ask("PRAGMA integrity_check") == [("ok",)]
    assert home.ask("SELECT count(*) FROM access_run WHERE state = 'published'") == [(2 + runs,)]
    assert home.ask(
        "SELECT version, taken FROM intake_receipt WHERE number LIKE '2018-Q2-18763-%' ORDER BY id"
    ) == [(version, version) for version in range(1, sent + 1)]


def _send(clerk: Desk, version: int) -> None:
    """The commune sends its list again, each time with a row more."""
    page = clerk.open("/danh-sach/gui/")
    page.get_by_label("Kỳ", exact=True).select_option("2018-Q2")
    rows = [(f"Cơ sở mộc số {n}", *lists.MOC[1:], "", n, "") for n in range(1, version + 1)]
    page.locator("#file").set_input_files(
        {"name": f"lan-{version}.csv", "mimeType": "text/csv", "buffer": lists.commune_list(*rows)}
    )
    page.get_by_role("button", name="Gửi tệp").click()
    page.wait_for_url(re.compile(r"/danh-sach/\d+/$"))
