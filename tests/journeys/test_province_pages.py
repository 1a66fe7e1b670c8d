"""A leader's morning: the verdict, the map, what moved, down to the employer; on a desk and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from journeys.desks import NARROW, WIDE, Desks

pytestmark = pytest.mark.browser
PAGES = ["/", "/dia-ban/447/", "/dia-ban/18763/", "/luot/", "/luot/1/", "/ngon-ngu-thiet-ke/"]


def test_from_the_verdict_to_the_employers_behind_it(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="lanhdao")
    page = desk.page
    expect(page.locator("h1")).to_contain_text("lộ trình")
    page.locator("ul.counts a").nth(2).click()
    expect(page).to_have_url(f"{served}/don-vi/?standing=missing")
    expect(page.locator("tbody tr").first).to_be_visible()
    desk.check_quiet()


def test_a_district_is_opened_from_the_map_by_mouse_and_by_keyboard(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="giamdoc")
    page = desk.page
    page.locator('.map a[href="/dia-ban/444/"]').click()
    expect(page.locator("h1")).to_contain_text("Huyện Hương Khê")
    desk.open("/")
    page.locator('.map a[href="/dia-ban/439/"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Huyện Hương Sơn")
    page.locator("table.dist tbody a").first.click()
    expect(page.locator(".crumb")).to_contain_text("Huyện Hương Sơn")
    desk.check_quiet()


def test_what_moved_since_the_last_run_leads_to_its_employers(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="giamdoc")
    page = desk.page
    expect(page.get_by_role("heading", name="31/03/2018")).to_be_visible()
    step = page.locator("table.fall a[href*='/thay-doi/']").first
    counted = page.locator("table.fall .src").first.inner_text().split()[0]
    step.click()
    expect(page.locator("h1")).to_contain_text(f": {counted} đơn vị")
    assert page.locator("main tbody tr").count() == min(50, int(counted))
    desk.check_quiet()


def test_the_chart_can_be_read_as_a_table(served: str, desks: Desks) -> None:
    page = desks.at(served, name="kiemtoan").open("/dia-ban/42/")
    page.get_by_text("Bảng số của biểu đồ").click()
    table = page.locator(".hero details table")
    expect(table.get_by_role("cell", name="30/06/2018")).to_be_visible()
    table.get_by_role("link").last.click()
    expect(page.locator("h1")).to_contain_text("Lượt đối chiếu số")


def test_nothing_runs_over_the_edge_of_a_phone(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="giamdoc", viewport=NARROW)
    for path in PAGES:
        page = desk.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    page = desk.open("/")
    expect(page.locator("#bar-items")).to_be_hidden()
    page.get_by_role("button", name="Mục lục").click()
    page.locator("#bar-items").get_by_role("link", name="Đối chiếu").click()
    expect(page).to_have_url(f"{served}/luot/")
    desk.check_quiet()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["desk", "phone"])
def test_the_pages_can_be_used_by_everyone(
    served: str, desks: Desks, theme: str, viewport: dict[str, int]
) -> None:
    desk = desks.at(served, name="giamdoc", viewport=viewport)
    desk.context.add_cookies([{"name": "theme", "value": theme, "url": served}])
    for path in PAGES:
        page = desk.open(path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        told = [(v["id"], v["nodes"][0]["html"][:160]) for v in found.response["violations"]]
        assert not told, (path, told)
