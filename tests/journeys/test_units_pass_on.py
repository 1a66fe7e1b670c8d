"""Units given by a director, objected to in public, answered by the officer, handed over to a colleague."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journeys.desks import Desks
from journeys.pages import minutes_of
from journeys.served import Home

pytestmark = pytest.mark.browser


@pytest.fixture
def home(reconciled: Home, tmp_path: Path) -> Home:
    """A province of this test's own."""
    return reconciled.copied_to(tmp_path / "home")


def test_units_pass_from_the_director_to_the_officer_and_back_by_minutes(home: Home, desks: Desks) -> None:
    with home.served() as address:
        director, officer = desks.at(address, name="giamdoc"), desks.at(address, name="kyanh")
        expect(officer.open("/viec-cua-toi/").locator("main")).to_contain_text(
            "Bạn chưa phụ trách đơn vị nào."
        )
        minutes = minutes_of(director, "447", "kyanh", "giamdoc")
        page = officer.open("/viec-cua-toi/")
        expect(page.locator("table.mine tbody tr").first).to_be_visible()
        first = page.locator("table.mine tbody th a").first.inner_text()
        for desk in (officer, director):
            desk.open(minutes).locator("main form .btn.p").click()
        expect(director.page.locator(".messages")).to_contain_text("các đơn vị đã chuyển")
        expect(director.open("/viec-cua-toi/").locator("main")).to_contain_text(first)
        expect(officer.open("/viec-cua-toi/").locator("main")).to_contain_text(
            "Bạn chưa phụ trách đơn vị nào."
        )
        for desk in (officer, director):
            desk.check_quiet()


def test_an_objection_typed_in_public_is_answered_and_the_answer_is_read_by_its_code(
    home: Home, desks: Desks
) -> None:
    with home.served() as address:
        officer, visitor = desks.at(address, name="kyanh"), desks.at(address)
        row = (
            officer.open("/don-vi/")
            .locator("tbody tr", has=officer.page.locator("th .src", has_text="3"))
            .first
        )
        code = re.sub(r"\D", "", row.locator("th .src").first.inner_text().partition("·")[0])
        page = visitor.open("/phan-anh/")
        page.locator("#o-tax").fill(code)
        page.locator("#o-text").fill("Đơn vị chỉ còn hai người làm.")
        page.locator("#o-by").fill("Kế toán trưởng")
        page.get_by_role("button", name="Gửi phản ánh").click()
        receipt = page.locator("h1").inner_text().rpartition(" ")[2]
        page = officer.open("/phan-anh/cho-tra-loi/")
        page.get_by_role("link", name=receipt).click()
        page.get_by_label("Đơn vị đúng", exact=True).check()
        page.get_by_label("Lý do trả lời").fill("Biên bản 15/BB-BHXH ghi hai người.")
        page.get_by_role("button", name="Trả lời phản ánh").click()
        expect(page.locator(".messages")).to_contain_text("đôn đốc tiếp tục")
        page = visitor.open(f"/phan-anh/tra-cuu/?ma={receipt}")
        expect(page.locator("main")).to_contain_text("Biên bản 15/BB-BHXH ghi hai người.")
