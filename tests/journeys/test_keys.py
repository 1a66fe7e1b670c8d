"""The keyboard: rows by J and K, the list of keys by ?, all of it switched off for who wants."""

from __future__ import annotations

import pytest

from journeys.desks import Desks
from journeys.pages import DIRECTOR

pytestmark = pytest.mark.browser


def test_rows_are_walked_and_opened_by_keys(served: str, desks: Desks) -> None:
    desk = desks.at(served, name=DIRECTOR)
    page = desk.open("/danh-sach/")
    names = page.locator("main section.long tbody td:first-child a")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.innerText") == names.nth(1).inner_text()
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText") == names.nth(0).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/danh-sach/*/")
    page.keyboard.press("e")
    page.wait_for_url("**/dong/*/")
    desk.check_quiet()


def test_the_keys_are_listed_by_a_question_mark_and_are_letters_in_a_field(served: str, desks: Desks) -> None:
    page = desks.at(served, name=DIRECTOR).open("/danh-sach/")
    box = page.get_by_role("dialog", name="Phím tắt")
    assert not box.is_visible()
    page.keyboard.press("?")
    assert box.is_visible()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    page.keyboard.press("/")
    page.keyboard.type("j?k/")
    assert page.get_by_role("searchbox").input_value() == "j?k/"
    assert not box.is_visible()


def test_keys_switched_off_do_nothing_and_are_switched_on_again(served: str, desks: Desks) -> None:
    desk = desks.at(served, name=DIRECTOR)
    page = desk.open("/danh-sach/")
    page.keyboard.press("?")
    page.get_by_role("button", name="Tắt phím tắt").click()
    page.wait_for_load_state()
    for key in ("?", "j", "/"):
        page.keyboard.press(key)
    assert not page.get_by_role("dialog", name="Phím tắt").is_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.locator(".who > summary").click()
    page.get_by_role("button", name="Phím tắt").click()
    page.get_by_role("button", name="Bật phím tắt").click()
    page.wait_for_load_state()
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Phím tắt").is_visible()
    desk.check_quiet()
