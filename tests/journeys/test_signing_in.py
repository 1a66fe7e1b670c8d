"""Signing in and out, a wrong password, language and theme: the reader stays where they were."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from journeys.desks import Desks

pytestmark = pytest.mark.browser


def test_a_visitor_is_asked_to_sign_in_and_then_sees_the_page_asked_for(served: str, desks: Desks) -> None:
    desk = desks.at(served)
    page = desk.open("/don-vi/?standing=missing")
    expect(page).to_have_url(f"{served}/dang-nhap/?next=/don-vi/%3Fstanding%3Dmissing")
    page.get_by_label("Tên đăng nhập").fill("thu")
    page.get_by_label("Mật khẩu").fill("demo-thu-157")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/don-vi/?standing=missing")
    desk.check_quiet()


def test_a_wrong_password_says_so_in_one_sentence_and_keeps_the_name(served: str, desks: Desks) -> None:
    page = desks.at(served).open("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("thu")
    page.get_by_label("Mật khẩu").fill("sai-mat-khau")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường."
    )
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("thu")
    expect(page.get_by_label("Mật khẩu")).to_have_value("")


def test_who_signs_out_sees_no_page_any_more(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="thu")
    desk.page.locator("details.who summary").click()
    desk.page.get_by_role("button", name="Đăng xuất").click()
    expect(desk.page).to_have_url(f"{served}/dang-nhap/")
    desk.page.go_back()
    desk.page.reload()
    expect(desk.page).to_have_url(f"{served}/dang-nhap/?next=/")
    assert desk.fetch("/don-vi/") == 302 and desk.fetch("/don-vi/xuat.xlsx") == 302


def test_language_and_theme_change_the_page_and_stay_on_it(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="thu")
    page = desk.open("/don-vi/?standing=missing&district=447")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(f"{served}/don-vi/?standing=missing&district=447")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page).to_have_url(f"{served}/don-vi/?standing=missing&district=447")
    desk.open("/")  # both are remembered
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(14, 21, 28)"
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    desk.check_quiet()


def test_the_keyboard_alone_finds_the_content_and_the_search(served: str, desks: Desks) -> None:
    page = desks.at(served, name="thu").page
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("cong ty")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}/don-vi/?q=cong+ty")
    expect(page.locator("table.employers tbody tr").first).to_be_visible()
