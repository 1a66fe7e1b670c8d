"""Those who send: a commune's clerk on a phone, the tax department's clerk who wants an answer."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from journeys import lists
from journeys.desks import NARROW, Desks
from journeys.looking import sticking_out
from journeys.served import Home

pytestmark = pytest.mark.browser


@pytest.fixture
def home(reconciled: Home, tmp_path: Path) -> Home:
    """A province of this test's own."""
    return reconciled.copied_to(tmp_path / "home")


def test_a_commune_sends_its_list_and_then_no_change_from_a_phone(
    home: Home, desks: Desks, tmp_path: Path
) -> None:
    rows = [(*lists.MOC, "", "6", ""), (*lists.BUN, "", "2", "")]
    file = lists.saved(tmp_path, "ky-phu-q2.csv", lists.commune_list(*rows))
    with home.served() as address:
        clerk = desks.at(address, viewport=NARROW, is_mobile=True, has_touch=True)
        page = clerk.sign_in("xakyphu")
        page.get_by_role("button", name="Mục lục").tap()
        page.get_by_role("navigation", name="Chính").get_by_role("link", name="Gửi danh sách").tap()
        page.get_by_label("Kỳ", exact=True).select_option("2018-Q2")
        page.locator("#file").set_input_files(file)
        button = page.get_by_role("button", name="Gửi tệp")
        box = button.bounding_box()
        assert box and box["height"] >= 44
        button.tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận 2 dòng.")
        assert sticking_out(page) == ""
        expect(page.locator("main")).to_contain_text("2018-Q2-18763-01")

        clerk.open("/danh-sach/gui/")
        page.get_by_label("Kỳ", exact=True).select_option("2018-Q3")
        page.get_by_role("button", name="Báo không thay đổi").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Đã ghi nhận “không thay đổi”, quý III/2018."
        )

        clerk.open("/danh-sach/gui/")
        page.get_by_label("Kỳ", exact=True).select_option("2018-Q2")
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="Gửi tệp").tap()
        expect(page.get_by_role("alert")).to_contain_text("2018-Q2-18763-01")  # the same file twice
        assert clerk.fetch("/danh-sach/1/") == 404  # another's list
        assert not clerk.elsewhere


def test_the_tax_department_fetches_our_finding_beside_each_of_its_rows(
    home: Home, desks: Desks, tmp_path: Path
) -> None:
    with home.served() as address:
        clerk = desks.at(address, name="thue")
        page = clerk.open("/danh-sach/?loai=tax_enterprises")
        page.locator("section.long td a").first.click()
        receipt = int(page.url.rstrip("/").rsplit("/", 1)[1])
        with page.expect_download() as download:
            page.get_by_role("link", name="Trả lời bên gửi (Excel)").click()
        sheet = tmp_path / "tra-loi.xlsx"
        download.value.save_as(sheet)
        clerk.check_quiet()
    ((taken, quarantined),) = home.ask(f"SELECT taken, quarantined FROM intake_receipt WHERE id = {receipt}")
    known = home.ask(
        "SELECT r.row, s.because FROM linkage_employerrow r JOIN coverage_standing s"
        f" ON s.employer_id = r.employer_id AND s.run_id = 2 WHERE r.receipt_id = {receipt}"
        " AND r.run_from <= 2 AND (r.run_until IS NULL OR r.run_until > 2)"
    )
    rows = list(openpyxl.load_workbook(sheet).active.values)
    header = next(n for n, row in enumerate(rows) if "Mã số thuế" in row)
    answered = rows[header + 1 :]
    assert len(answered) == taken + quarantined > 0
    assert len(known) == taken
    for number, because in known:
        assert because in answered[number - 1], (number, because, answered[number - 1])
