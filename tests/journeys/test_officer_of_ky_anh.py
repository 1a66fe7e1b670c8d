"""A day of the officer of Kỳ Anh: a list sent, a cell corrected, a finding entered, and who sees what came of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from journeys import lists
from journeys.desks import Desk, Desks
from journeys.served import Home

pytestmark = pytest.mark.browser

TAX_CODE = "3001900013"
DAY = ["reconcile", "--on", "2018-06-30"]


@pytest.fixture
def home(reconciled: Home, tmp_path: Path) -> Home:
    """A province of this test's own."""
    return reconciled.copied_to(tmp_path / "home")


def test_what_an_officer_sends_and_finds_changes_the_employer_for_those_who_may_see_it(
    home: Home, desks: Desks, tmp_path: Path
) -> None:
    rows = [(*lists.MOC, TAX_CODE, "6", ""), (*lists.BUN, "", "hai người", ""), (*lists.GACH, "", "0", "")]
    file = lists.saved(tmp_path, "ky-phu-q2.csv", lists.commune_list(*rows))
    with home.served() as address:
        officer = desks.at(address, name="kyanh")
        receipt = _send(officer, file)
        _correct_the_waiting_cell(officer.page)
        home.carry_out(DAY)
        employer = _find(officer, "moc hoanh linh")
        expect(officer.page.locator("section.verdict")).to_contain_text(
            "Chưa tham gia; có 6 lao động thuộc diện."
        )
        _enter_finding(officer)
        home.carry_out(DAY)
        director = desks.at(address, name="giamdoc")
        page = director.open(employer)
        expect(page.locator("section.verdict .chip").first).to_contain_text("Ngừng hoạt động")
        director.open(f"{employer}lich-su/")
        for standing in ("Ngừng hoạt động", "Chưa tham gia"):
            expect(page.locator("main")).to_contain_text(standing)
        _nothing_there(desks.at(address, name="huongkhe"), employer, receipt, tmp_path)
        for desk in (officer, director):
            desk.check_quiet()


def _send(officer: Desk, file: Path) -> str:
    """Upload the commune's list of the second quarter; the address of its receipt."""
    page = officer.open("/danh-sach/?loai=commune_businesses")
    expect(page.locator("main")).not_to_contain_text("Kỳ Phú, Quý II/2018")
    page.get_by_role("link", name="Gửi danh sách").first.click()
    page.get_by_label("Cơ quan gửi").select_option(label="Ủy ban nhân dân xã Kỳ Phú")
    page.get_by_label("Kỳ", exact=True).select_option("2018-Q2")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận 2 dòng; 1 dòng chờ sửa.")
    return page.url.removeprefix(officer.address)


def _correct_the_waiting_cell(page: Page) -> None:
    waiting = page.locator("#sua .fx")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("hai người")
    waiting.get_by_role("textbox").fill("2")
    waiting.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận 3 dòng.")
    expect(page.locator("main")).to_contain_text("Đã sửa 1 ô")


def _find(officer: Desk, words: str) -> str:
    """Search as one types, without accents; the address of the one employer found."""
    page = officer.open("/")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    found = page.locator("table.employers .who-cell a")
    expect(found).to_have_count(1)
    found.click()
    return page.url.removeprefix(officer.address)


def _enter_finding(officer: Desk) -> None:
    page = officer.page
    page.get_by_role("link", name="Ghi kết quả làm việc").first.click()
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.locator("main")).to_contain_text("Chưa có số văn bản.")
    page.get_by_label("Ngày làm việc").fill("20/06/2018")
    page.get_by_label("Số văn bản").fill("15/BB-BHXH")
    page.get_by_label("Đã đóng cửa, chưa làm thủ tục").check()
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.locator(".note.ok")).to_contain_text("Đã ghi kết quả.")
    expect(page.locator("section.verdict")).to_contain_text("Chưa tham gia")  # until the next reconciliation


def _nothing_there(stranger: Desk, employer: str, receipt: str, tmp_path: Path) -> None:
    """By address, by search, in the exported sheet: for another district it does not exist."""
    for path in (
        employer,
        f"{employer}lich-su/",
        f"{employer}ket-qua/",
        receipt,
        f"{receipt}dong/1/",
        f"{receipt}tep/",
    ):
        assert stranger.fetch(path) == 404, path
    page = stranger.open("/don-vi/?q=moc+hoanh+linh")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Không đơn vị nào khớp “moc hoanh linh”.")
    stranger.open("/don-vi/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất Excel").click()
    sheet = tmp_path / "xuat.xlsx"
    download.value.save_as(sheet)
    cells = [str(c) for row in openpyxl.load_workbook(sheet).active.values for c in row if c]
    assert any("Huyện Hương Khê" in cell for cell in cells)
    assert not [cell for cell in cells if "Hoành Lĩnh" in cell or "Kỳ Anh" in cell]


def test_a_withdrawn_list_is_gone_after_the_next_reconciliation_and_its_history_stays(
    home: Home, desks: Desks, tmp_path: Path
) -> None:
    ((known, tax_code, before),) = home.ask(
        "SELECT employer_id, tax_code, subject FROM coverage_standing WHERE run_id = 2 AND district_code = '447'"
        " AND tax_code <> '' AND subject > 0 ORDER BY employer_id LIMIT 1"
    )
    ((name,),) = home.ask(f"SELECT name FROM coverage_standing WHERE run_id = 2 AND employer_id = '{known}'")
    rows = [(name, *lists.MOC[1:], tax_code, before + 40, ""), (*lists.MOC, TAX_CODE, "6", "")]
    file = lists.saved(tmp_path, "ky-phu-q2.csv", lists.commune_list(*rows))
    home.carry_out(
        [
            "receive",
            str(file),
            "--list",
            "commune_businesses",
            "--from",
            "commune-18763",
            "--period",
            "2018-Q2",
        ],
        DAY,
    )
    with home.served() as address:
        officer = desks.at(address, name="kyanh")
        page = officer.page
        only_there = _find(officer, "moc hoanh linh")
        officer.open(f"/don-vi/{known}/")
        expect(page.locator("section.verdict dd").first).to_have_text(str(before + 40))
        officer.open("/danh-sach/?loai=commune_businesses")
        page.get_by_role("link", name="Quý II/2018").first.click()
        page.get_by_text("Rút danh sách gửi nhầm").click()
        page.get_by_role("button", name="Rút 2 dòng").click()
        page.get_by_label("Lý do").fill("Gửi nhầm danh sách của xã Kỳ Phong")
        page.get_by_role("button", name="Rút 2 dòng").click()
        expect(page.locator(".note.bad")).to_contain_text("Gửi nhầm danh sách của xã Kỳ Phong")
        receipt = page.url.removeprefix(address)
        assert officer.fetch(only_there) == 200  # the run shown is still the one that knew it
        home.carry_out(DAY)
        assert officer.fetch(only_there) == 404
        officer.open(f"/don-vi/{known}/")
        expect(page.locator("section.verdict dd").first).to_have_text(str(before))
        officer.open(f"/don-vi/{known}/lich-su/")
        expect(page.locator("main table").first).to_contain_text(str(before + 40))
        officer.open(f"{receipt}dong/2/")
        expect(page.locator("main")).to_contain_text("Danh sách này đã rút, dòng không còn được tính.")
        officer.open("/danh-sach/?tinh_trang=withdrawn")
        expect(page.locator("main")).to_contain_text("Đã rút")
        officer.check_quiet()
