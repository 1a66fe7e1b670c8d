"""Long work in the browser: begun, watched, its worker killed, taken up again, told on another page."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.desks import NARROW, Desks
from journeys.pages import COMMUNE, DIRECTOR, DISTRICT
from journeys.served import Home

pytestmark = pytest.mark.browser
JOB = re.compile(r"/cong-viec/\d+/$")
PATIENCE = 120.0  # seconds, on a busy machine


@pytest.fixture(scope="module")
def living(reconciled: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A province that this module may change."""
    return reconciled.copied_to(tmp_path_factory.mktemp("jobs") / "home")


@pytest.fixture(scope="module")
def address(living: Home) -> Iterator[str]:
    """Where it is served, with its worker."""
    with living.served() as where:
        yield where


def wait_until(home: Home, sql: str) -> list[tuple[object, ...]]:
    """The rows once there are some."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if rows := home.ask(sql):
            return rows
        time.sleep(0.02)
    raise AssertionError(f"never: {sql}; jobs: {home.ask('SELECT * FROM jobs_job')}")


def test_a_reconciliation_begun_in_the_browser_outlives_its_killed_worker(
    address: str, living: Home, desks: Desks
) -> None:
    director = desks.at(address, name=DIRECTOR)
    page = director.open("/luot/")
    page.get_by_role("link", name="Bắt đầu đối chiếu").click()
    page.get_by_label("Số liệu đến hết ngày").fill("31/07/2018")
    page.get_by_role("button", name="Bắt đầu đối chiếu").click()
    page.wait_for_url(JOB)
    assert page.get_by_role("heading", name="Đối chiếu, số liệu đến hết ngày 31/07/2018").is_visible()

    ((worker,),) = wait_until(living, "SELECT worker FROM jobs_job WHERE state='running' AND permille > 50")
    os.kill(int(str(worker).rpartition(":")[2]), signal.SIGKILL)
    wait_until(living, "SELECT id FROM jobs_job WHERE attempt=2")
    page.locator(".job-percent").wait_for()  # a number, not a bare bar
    other = director.open("/don-vi/")
    other.locator(".job-news .note").wait_for(timeout=PATIENCE * 1000)
    assert "Xong" in other.locator(".job-news").inner_text()
    other.locator(".job-news a").click()
    other.wait_for_url("**/luot/*/")

    runs = living.ask("SELECT state, count(*) FROM access_run WHERE \"on\"='2018-07-31' GROUP BY state")
    assert dict(runs) == {"failed": 1, "published": 1}
    assert living.ask("PRAGMA integrity_check") == [("ok",)]
    district = desks.at(address, name=DISTRICT).open("/luot/")
    assert "31/07/2018" in district.locator("main").inner_text()
    director.check_quiet()


def test_a_large_list_is_read_behind_the_page_and_every_row_counts_once(
    address: str, living: Home, desks: Desks, tmp_path: Path
) -> None:
    rows = 40_000
    file = tmp_path / "co so quy III.csv"
    lines = (f"Tạp hóa số {n},Chủ hộ {n},Kỳ Phú,HKD,{n % 4}" for n in range(rows))
    file.write_text("Tên cơ sở,Chủ hộ,Xã,Loại,Lao động thuê\n" + "\n".join(lines), encoding="utf-8")
    clerk = desks.at(address, name=COMMUNE, viewport=NARROW)
    page = clerk.open("/danh-sach/gui/?period=2018-Q3")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Gửi tệp").click()
    page.wait_for_url(JOB)
    page.get_by_role("link", name="Xem kết quả").click(timeout=PATIENCE * 1000)
    page.wait_for_url("**/danh-sach/*/")
    assert "Đã nhận 40.000 dòng." in page.locator("h1").inner_text()
    sql = "SELECT taken, quarantined FROM intake_receipt WHERE period='2018-Q3' AND agency_code LIKE 'commune-%'"
    assert living.ask(sql) == [(rows, 0)]
    assert not list((living.folder / "staged").iterdir())
    officer = desks.at(address, name=DISTRICT).open("/danh-sach/")
    assert "quý III/2018" in officer.locator("main").inner_text()
    clerk.check_quiet()


def test_what_is_cancelled_stops_and_leaves_nothing_half_written(
    address: str, living: Home, desks: Desks
) -> None:
    page = desks.at(address, name=DIRECTOR).open("/cong-viec/doi-chieu/")
    page.get_by_label("Số liệu đến hết ngày").fill("31/08/2018")
    page.get_by_role("button", name="Bắt đầu đối chiếu").click()
    page.wait_for_url(JOB)
    page.get_by_role("button", name="Hủy việc này").click()
    page.get_by_text("Không có gì được ghi dở.", exact=False).first.wait_for()
    wait_until(living, "SELECT id FROM jobs_job WHERE state='cancelled'")
    assert living.ask("SELECT count(*) FROM access_run WHERE state='running' OR \"on\"='2018-08-31'"
                 " AND state='published'") == [(0,)]  # fmt: skip
