"""A sponsor's promise and a proposal of the province: entered by one officer, decided and seen by others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from journeys.desks import Desks
from journeys.served import Home

pytestmark = pytest.mark.browser


@pytest.fixture
def home(reconciled: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A province of the test's own, to be changed."""
    return reconciled.copied_to(tmp_path_factory.mktemp("sponsors") / "home")


@pytest.fixture
def address(home: Home) -> Iterator[str]:
    with home.served() as served:
        yield served


def test_a_sponsor_entered_by_an_officer_is_matched_by_the_run_and_seen_by_the_auditor(
    home: Home, address: str, desks: Desks
) -> None:
    officer = desks.at(address, name="thu")
    page = officer.open("/tu-nguyen/")
    page.get_by_role("link", name="Nhà tài trợ").click()
    for label, typed in (
        ("Tổ chức tài trợ", "Red Cross"), ("Số văn bản", "12/RC"), ("Ngày văn bản", "02/01/2018"),
        ("Từ tháng", "01/2018"), ("Đến hết tháng", "12/2018"), ("Số tiền một người, một tháng (đồng)", "5.000"),
    ):  # fmt: skip
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="Ghi khoản tài trợ").click()
    expect(page.locator("main")).to_contain_text("Chưa ghép với ai.")
    number = page.url.rstrip("/").rpartition("/")[2]
    home.carry_out(["reconcile", "--on", "2018-06-30"])
    auditor = desks.at(address, name="kiemtoan")
    seen = auditor.open(f"/tu-nguyen/tai-tro/{number}/")
    expect(seen.locator("#da-ghep tbody tr").first).to_be_visible()
    expect(seen.get_by_role("button", name="Rút khoản này")).to_have_count(0)
    [(used,)] = home.ask(
        f"SELECT sum(amount_vnd) FROM funds_sponsoredmonth WHERE run_until IS NULL AND sponsorship_id = {number}"
    )
    assert used > 0
    expect(seen.locator("h1")).to_contain_text(f"{used:,}".replace(",", "."))
    officer.check_quiet()
    auditor.check_quiet()


def test_a_proposal_is_saved_by_an_officer_approved_by_the_director_and_seen_by_the_auditor(
    home: Home, address: str, desks: Desks
) -> None:
    officer = desks.at(address, name="thu")
    page = officer.open("/tu-nguyen/ho-tro/")
    page.get_by_role("link", name="Tỉnh hỗ trợ thêm").click()
    page.get_by_label("Đối tượng khác (%)").fill("10")
    page.get_by_role("button", name="Tính", exact=True).click()
    expect(page.locator("h1")).to_contain_text("tỉnh trả thêm")
    page.get_by_role("button", name="Lưu thành đề xuất").click()
    page.wait_for_url("**/ho-tro-them/*/")
    path = page.url.removeprefix(address)
    expect(page.get_by_role("button", name="Ghi quyết định")).to_have_count(0)
    director = desks.at(address, name="giamdoc")
    decided = director.open(path)
    for label, typed in (("Số văn bản", "45/NQ"), ("Ngày văn bản", "10/12/2018"), ("Lý do", "trong dự toán")):
        decided.get_by_label(label).fill(typed)
    decided.get_by_role("button", name="Ghi quyết định").click()
    expect(decided.locator("main")).to_contain_text("Đã được chấp thuận")
    auditor = desks.at(address, name="kiemtoan")
    expect(auditor.open(path).locator("main")).to_contain_text("45/NQ")
    assert home.ask("SELECT state, document_no FROM funds_topup") == [("approved", "45/NQ")]
