"""A commune clerk types the quarter's list on a phone; the district's officer sees it arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from journeys.desks import NARROW, Desks
from journeys.pages import COMMUNE, DISTRICT
from journeys.served import Home

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def living(reconciled: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A province that this module may change."""
    return reconciled.copied_to(tmp_path_factory.mktemp("typing") / "home")


@pytest.fixture(scope="module")
def address(living: Home) -> Iterator[str]:
    """Where it is served."""
    with living.served() as where:
        yield where


def test_a_clerk_types_a_quarters_list_on_a_phone_and_the_district_sees_it(
    address: str, living: Home, desks: Desks
) -> None:
    clerk = desks.at(address, name=COMMUNE, viewport=NARROW, has_touch=True)
    page = clerk.open("/danh-sach/gui/")
    page.get_by_label("Kỳ nhập").select_option("2018-Q3")
    page.get_by_role("button", name="Nhập từng dòng").click()
    former = page.locator(".typed .pk li").count()  # begun from the rows sent before
    page.get_by_role("link", name="Thêm cơ sở", exact=True).click()

    page.get_by_label("Tên cơ sở").fill("Tạp hóa Thủy Trang")
    page.get_by_label("Chủ cơ sở").fill("Đặng Thị Thủy")
    page.locator("#q-tax_code").fill("3000100011")
    page.get_by_role("button", name="Lưu dòng này").tap()
    page.get_by_text("Chưa có số lao động thuê. Ghi 0 nếu không thuê ai.").wait_for()
    page.get_by_text("không đúng số kiểm tra", exact=False).wait_for()
    page.locator("#q-tax_code").fill("")
    page.get_by_role("button", name="2", exact=True).tap()
    assert page.get_by_label("Số lao động thuê mướn").input_value() == "2"
    page.get_by_role("button", name="Lưu, thêm tiếp").tap()
    page.get_by_text("Đã lưu: Tạp hóa Thủy Trang.").wait_for()
    page.get_by_label("Tên cơ sở").fill("Tiệm tóc Hải Yến")
    page.get_by_role("button", name="0, không thuê").tap()
    page.get_by_role("button", name="Lưu dòng này").tap()
    page.get_by_role("heading", name=f"{former + 2} dòng sẽ gửi").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    later = desks.at(address, name=COMMUNE, viewport=NARROW, has_touch=True).open("/danh-sach/gui/")
    later.get_by_role(
        "link", name=f"Nhập tiếp quý III/2018 ({former + 2} dòng)"
    ).click()  # kept on the server
    later.get_by_role("button", name="Đã nghỉ: Tiệm tóc Hải Yến").tap()
    later.get_by_role("button", name="Đưa lại: Tiệm tóc Hải Yến").tap()
    later.locator(".bar-s").get_by_role("button", name=f"Gửi {former + 2} dòng").tap()
    later.get_by_text(f"Đã nhận {former + 2} dòng. Biên nhận 2018-Q3-", exact=False).wait_for()

    ((header, taken, drafts),) = living.ask(
        "SELECT header, taken, (SELECT count(*) FROM intake_draft) FROM intake_receipt WHERE period='2018-Q3'"
    )
    assert (json.loads(header)[:2], taken, drafts) == (["Tên cơ sở", "Chủ cơ sở"], former + 2, 0)
    officer = desks.at(address, name=DISTRICT)
    seen = officer.open("/danh-sach/?loai=commune_businesses")
    seen.get_by_role("link", name="quý III/2018", exact=False).first.click()
    assert "Tạp hóa Thủy Trang" in seen.locator("#dong").inner_text()
    clerk.check_quiet()
    officer.check_quiet()
