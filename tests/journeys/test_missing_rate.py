"""The rate of 2018 is not known: the answer refuses with the way out, two officers walk it, the answer names the paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journeys.desks import Desk, Desks
from journeys.served import Home

pytestmark = pytest.mark.browser

PAGE = "/luat/arrears.monthly_rate.bhxh/"
DEBT = [
    "law", "interest", "--fund", "bhxh", "--owed-vnd", "100000000", "--due", "2018-01-31", "--on", "2018-03-01", "--json",
]  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A province where nothing was entered."""
    made = Home(tmp_path / "home")
    made.folder.mkdir()
    made.carry_out(["assets"], ["init"])
    made.add_people()
    return made


def test_a_missing_rate_is_entered_by_one_officer_confirmed_by_another_and_named_in_the_answer(
    home: Home, desks: Desks
) -> None:
    refusal = home.refused(*DEBT)
    for told in (
        "Thông báo mức lãi năm 2018 của BHXH Việt Nam",
        PAGE,
        "baophu law enter arrears.monthly_rate.bhxh",
    ):
        assert told in refusal
    with home.served() as address:
        officer = desks.at(address, name="thu")
        _enter(officer)
        assert home.refused(*DEBT) == refusal  # one person's word is not law yet
        administrator = desks.at(address, name="quantri")
        expect(administrator.open(PAGE).locator("main")).to_contain_text("Chờ xác nhận")
        expect(administrator.page.get_by_role("link", name="Ghi giá trị")).to_have_count(0)
        assert administrator.fetch(f"{PAGE}ghi/") == 404
        director = desks.at(address, name="giamdoc")
        _confirm(director)
        answer = json.loads(home.carry_out(DEBT))
        assert answer["value"] == 1_234_500
        assert "do cán bộ ghi theo văn bản số 9999/TB-BHXH ngày 12/01/2018" in answer["because"]
        assert "chưa đối chiếu với nguồn công bố" in answer["because"]
        assert any("9999/TB-BHXH" in article for article in answer["articles"])
        _withdraw(officer)
        assert home.refused(*DEBT) == refusal
        for desk in (officer, administrator, director):
            desk.check_quiet()


def _enter(officer: Desk) -> None:
    """From the menu to the parameter, by the day that lacks a value, to the form; first without the sign."""
    page = officer.open("/")
    page.get_by_role("link", name="Luật").click()
    page.get_by_label("Tên, khóa hoặc điều khoản").fill("mức lãi chậm đóng BHXH")
    page.keyboard.press("Enter")
    page.locator(f"main a[href='{PAGE}']").click()
    page.get_by_role("link", name="01/01/2018").click()
    expect(page.get_by_label("Áp dụng từ ngày")).to_have_value("01/01/2018")
    page.get_by_label("Giá trị").fill("1,2345")
    page.get_by_label("Số văn bản").fill("Số 9999/TB-BHXH")
    page.get_by_label("Ngày văn bản").fill("12/01/2018")
    page.get_by_label("Điều khoản, cơ quan ban hành").fill("Thông báo của BHXH Việt Nam")
    page.get_by_role("button", name="Ghi giá trị").click()
    expect(page.get_by_role("alert")).to_contain_text("Ghi kèm dấu %")
    page.get_by_label("Giá trị").fill("1,2345%")
    page.get_by_role("button", name="Ghi giá trị").click()
    expect(page.locator(".note.ok")).to_contain_text("Giá trị được dùng khi người thứ hai xác nhận.")
    expect(page.get_by_role("button", name="Xác nhận giá trị")).to_have_count(0)


def _confirm(director: Desk) -> None:
    """From the first line of the law book to the entry that waits."""
    page = director.open("/luat/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 giá trị chờ người thứ hai xác nhận.")
    page.locator("section.card").first.get_by_role("link").click()
    _check_entry(page, "Chờ xác nhận")
    page.get_by_role("button", name="Xác nhận giá trị").click()
    expect(page.locator(".note.ok")).to_contain_text("Đã xác nhận.")
    _check_entry(page, "Đang dùng")
    history = page.locator("table.law tr", has_text="01/01/2018")
    expect(history).to_contain_text("9999/TB-BHXH")
    expect(history).to_contain_text("Cán bộ ghi")


def _withdraw(officer: Desk) -> None:
    """Take the value back, with a reason; it stays in sight."""
    page = officer.open(PAGE)
    page.get_by_text("Rút giá trị", exact=True).click()
    page.get_by_label("Lý do").fill("Giá trị thử")
    page.get_by_role("button", name="Rút 1 giá trị").click()
    expect(page.locator(".note.ok")).to_contain_text("Đã rút giá trị.")
    _check_entry(page, "Đã rút")
    expect(page.locator("main")).to_contain_text("Giá trị thử")


def _check_entry(page: Page, state: str) -> None:
    entry = page.locator(".entered > li").first
    for told in (state, "1,2345", "9999/TB-BHXH, 12/01/2018", "Lê Thị Thu Trang"):
        expect(entry).to_contain_text(told)
