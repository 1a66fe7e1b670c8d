"""A commune clerk sends a list that needs mending; an officer's finding counts in the next reconciliation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.desks import NARROW, Desks
from journeys.pages import COMMUNE, DIRECTOR
from journeys.served import Home

pytestmark = pytest.mark.browser
LIST = (
    "UBND XÃ KỲ PHÚ,,,,,\nDANH SÁCH CƠ SỞ QUÝ II/2018,,,,,\n\nSTT,Biển hiệu treo,Người đứng bán,Xã,Loại,Lao động thuê\n"
    "1,Tạp hóa Thủy Trang,Đặng Thị Thủy,Kỳ Phú,HKD,2\n"
    "2,Tiệm tóc Hải Yến,Lê Thị Yến,Kỳ Phú,HKD,hai lăm chục\n,,,,,Người lập biểu\n"
)


@pytest.fixture(scope="module")
def living(reconciled: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A province that this module may change."""
    return reconciled.copied_to(tmp_path_factory.mktemp("lists") / "home")


@pytest.fixture(scope="module")
def address(living: Home) -> Iterator[str]:
    """Where it is served."""
    with living.served() as where:
        yield where


def test_a_clerk_points_out_a_column_mends_a_cell_and_holds_a_receipt(
    address: str, desks: Desks, tmp_path: Path
) -> None:
    file = tmp_path / "DS co so KD Ky Phu Q2.csv"
    file.write_text(LIST, encoding="utf-8")
    desk = desks.at(address, name=COMMUNE, viewport=NARROW)
    page = desk.open("/danh-sach/gui/")
    page.get_by_label("Kỳ", exact=True).select_option("2018-Q2")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Gửi tệp").click()
    page.locator("#answer .note.bad").wait_for()
    assert "Biển hiệu treo" in page.locator("#answer").inner_text()
    assert page.locator("#file-name").inner_text() == file.name  # the entry is kept
    page.get_by_label("Tên cơ sở").select_option("Biển hiệu treo")
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_role("heading", name="Đã nhận 1 dòng; 1 dòng chờ sửa.").wait_for()
    page.get_by_label("Lao động thuê").fill("25")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("heading", name="Đã nhận 2 dòng.").wait_for()
    assert "“hai lăm chục” → “25”" in page.locator("main").inner_text()
    desk.complaints = [said for said in desk.complaints if "status of 422" not in said]
    desk.check_quiet()


def test_an_officers_finding_counts_in_the_next_reconciliation(
    living: Home, address: str, desks: Desks
) -> None:
    desk = desks.at(address, name=DIRECTOR)
    page = desk.open("/don-vi/?standing=unverified")
    page.locator(".who-cell a").first.click()
    page.locator(".tabs").wait_for()
    employer = page.url.removeprefix(address)
    page = desk.open(f"{employer}ket-qua/")
    page.get_by_label("Ngày làm việc").fill("20/06/2018")
    page.get_by_label("Số văn bản").fill("15/BB-BHXH")
    page.get_by_label("1 Đang hoạt động, có thuê lao động thuộc diện").check()
    page.get_by_label("Số lao động thuộc diện").fill("9")
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_text("Kết quả được tính ở lượt đối chiếu sau.").first.wait_for()
    assert "Chưa xác minh" in page.locator(".stand").inner_text()  # nothing changes by itself
    living.carry_out(["reconcile", "--on", "2018-06-30"])
    stand = desk.open(employer).locator(".stand").inner_text()
    assert "Chưa tham gia; có 9 lao động thuộc diện." in stand
    page.get_by_role("link", name="kết quả xác minh đơn vị, ngày 20/06/2018").first.click()
    page.get_by_role("heading", name="Dòng 1: kết quả xác minh đơn vị").wait_for()
    assert "15/BB-BHXH" in page.locator("main").inner_text()
    desk.check_quiet()
