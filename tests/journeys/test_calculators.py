"""A citizen without an account: calculates by the keyboard alone, on a phone, in the dark; a link keeps it all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journeys.desks import NARROW, Desks
from journeys.looking import EVERY_RULE, barriers, sticking_out

pytestmark = pytest.mark.browser


def step_to(page: Page, label: str) -> None:
    """Press Tab until the field of this label has the focus."""
    wanted = page.get_by_label(label, exact=True)
    for _ in range(40):
        if wanted.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches “{label}”")


def test_a_visitor_calculates_a_contribution_by_the_keyboard_alone(served: str, desks: Desks) -> None:
    desk = desks.at(served)
    page = desk.open("/dang-nhap/")
    page.get_by_role("link", name="Tính mức đóng, tiền lãi, thời hạn").press("Enter")
    page.get_by_role("link", name="Đóng bao nhiêu?").press("Enter")
    step_to(page, "Tiền lương làm căn cứ đóng, một tháng (đồng)")
    page.keyboard.type("8.000.000")
    step_to(page, "Ngày trong tháng phải đóng")
    page.keyboard.press("Control+A")
    page.keyboard.type("30/06/2018")
    page.keyboard.press("Enter")
    expect(page.locator("#answer .headline")).to_have_text(
        "Đơn vị đóng 1.720.000 đồng, người lao động đóng 840.000 đồng mỗi tháng."
    )
    page.get_by_label("Huyện, thị xã, thành phố").select_option(label="Thị xã Kỳ Anh")
    expect(page.locator("#answer")).to_contain_text("Thị xã Kỳ Anh: vùng III.")
    assert "huyen=449" in page.url and "luong=8.000.000" in page.url
    page.reload()  # the address alone gives the same answer
    expect(page.locator("#answer")).to_contain_text("Thị xã Kỳ Anh: vùng III.")
    expect(page.get_by_label("Xã, phường, thị trấn").locator("option")).to_have_count(13)
    desk.check_quiet()


def test_without_scripts_the_button_gives_the_same_answer(served: str, desks: Desks) -> None:
    desk = desks.at(served, java_script_enabled=False)
    page = desk.open("/tinh/tien-lai/")
    page.get_by_label("Số tiền chưa đóng (đồng)").fill("100000000")
    page.get_by_label("Tháng phải đóng").fill("10/2017")
    page.get_by_label("Tính lãi đến hết ngày").fill("30/06/2018")
    page.get_by_role("button", name="Tính", exact=True).click()
    expect(page.locator(".headline")).to_have_text(
        "Nợ gốc còn 100.000.000 đồng; chưa xác định được tiền lãi từ 01/01/2018 đến 30/06/2018."
    )
    assert page.url.endswith("#answer")


def test_the_slider_moves_the_income_by_its_steps(served: str, desks: Desks) -> None:
    desk = desks.at(served)
    page = desk.open("/tinh/tu-nguyen/?thu_nhap=1.500.000&ngay=15/03/2026&cach=1")
    page.get_by_label("Kéo để chọn thu nhập").press("ArrowRight")
    expect(page.get_by_label("Thu nhập chọn làm căn cứ đóng, một tháng (đồng)")).to_have_value("1.550.000")
    expect(page.locator("#answer .headline")).to_have_text(
        "Bạn đóng 275.000 đồng cho 1 tháng, chậm nhất ngày 31/03/2026."
    )
    desk.check_quiet()


def test_what_is_wrong_takes_the_focus_and_is_kept(served: str, desks: Desks) -> None:
    desk = desks.at(served)
    page = desk.open("/tinh/muc-dong/")
    page.get_by_label("Tiền lương làm căn cứ đóng, một tháng (đồng)").fill("tám triệu")
    page.get_by_role("button", name="Tính", exact=True).click()
    field = page.get_by_label("Tiền lương làm căn cứ đóng, một tháng (đồng)")
    expect(field).to_be_focused()
    expect(field).to_have_value("tám triệu")
    expect(field).to_have_accessible_description(
        "Chưa đọc được số tiền “tám triệu”. Ghi như 5.000.000 hoặc 5000000."
    )
    desk.check_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_plan_is_whole_and_open_to_everyone(served: str, desks: Desks, scheme: str) -> None:
    desk = desks.at(served, viewport=NARROW, color_scheme=scheme)
    page = desk.open("/tinh/tu-nguyen/?thu_nhap=2000000&ngay=15/03/2026&sinh=1975&da_dong=100&cach=3")
    expect(page.locator("#answer .headline")).to_be_visible()
    assert sticking_out(page) == ""
    assert barriers(page, EVERY_RULE) == []
    desk.check_quiet()


def test_a_printed_answer_holds_what_was_entered_and_no_form(served: str, desks: Desks) -> None:
    desk = desks.at(served)
    page = desk.open("/tinh/muc-dong/?luong=8.000.000&ngay=30/06/2018&huyen=449")
    page.emulate_media(media="print")
    expect(page.locator("#ask")).to_be_hidden()
    entered = page.locator(".print-only")
    expect(entered).to_be_visible()
    expect(entered).to_contain_text("Thị xã Kỳ Anh")
