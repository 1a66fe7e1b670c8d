"""The first page: a leader goes from a question to its rows; an administrator's map is what the leader sees."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from baophu.reporting.charts import schematic
from journeys.desks import NARROW, Desks

pytestmark = pytest.mark.browser


def own_map() -> bytes:
    """The schematic's districts as a GeoJSON, as an agency's office would export its own."""
    given = yaml.safe_load(Path(schematic.FILE).read_text(encoding="utf-8"))
    corners = given["corners"]
    features = []
    for code, district in given["districts"].items():
        ring = [[105 + corners[name][0] / 400, 19 - corners[name][1] / 400] for name in district["corners"]]
        features.append(
            {
                "type": "Feature", "properties": {"code": code},
                "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
            }
        )  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_leader_goes_from_a_question_to_as_many_rows_as_it_said(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="lanhdao")
    page = desk.open("/")
    row = page.locator("table.asked tbody tr").first
    said = row.locator("b a").inner_text()
    row.locator("b a").click()
    expect(page.locator("h1")).to_contain_text(re.compile(rf"\b{re.escape(said)}\b"))
    desk.check_quiet()


def test_a_chart_comes_alive_under_the_hand_and_asks_no_other_host(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="lanhdao")
    page = desk.open("/")
    figure = page.locator("figure.vega.only-l")
    expect(figure.locator("svg")).to_have_count(1)
    figure.hover()
    expect(figure).to_have_attribute("data-alive", "1")
    figure.locator(".mark-symbol path").last.hover()
    expect(page.locator(".tip")).to_contain_text("giới hạn")
    desk.check_quiet()


def test_without_scripts_the_still_chart_and_its_table_stand(served: str, desks: Desks) -> None:
    desk = desks.at(served, name="lanhdao", java_script_enabled=False)
    page = desk.open("/")
    expect(page.locator("figure.vega.only-l svg")).to_be_visible()
    expect(page.locator("table.asked tbody tr")).to_have_count(10)


def test_an_administrators_map_is_what_a_leader_sees_until_it_is_withdrawn(served: str, desks: Desks) -> None:
    office, leader = desks.at(served, name="quantri"), desks.at(served, name="lanhdao", viewport=NARROW)
    page = office.open("/")
    page.get_by_role("link", name="Bản đồ").click()
    page.locator("#file").set_input_files({"name": "sai.geojson", "mimeType": "", "buffer": b"{}"})
    page.get_by_role("button", name="Dùng bản đồ này").click()
    expect(page.get_by_role("alert")).to_contain_text("FeatureCollection")
    page.locator("#file").set_input_files(
        {"name": "huyen.geojson", "mimeType": "application/geo+json", "buffer": own_map()}
    )
    page.get_by_role("button", name="Dùng bản đồ này").click()
    expect(page.locator("h1")).to_contain_text("huyen.geojson")
    seen = leader.open("/")
    expect(seen.get_by_text("Bản đồ của cơ quan: huyen.geojson")).to_be_visible()
    seen.locator("svg.map a").first.focus()
    seen.keyboard.press("Enter")
    expect(seen).to_have_url(re.compile(r"/dia-ban/\d{3}/$"))
    page.get_by_role("button", name="Dùng lại sơ đồ có sẵn").click()
    expect(leader.open("/").get_by_text("Sơ đồ minh họa, không phải bản đồ địa giới")).to_be_visible()
    auditor = desks.at(served, name="kiemtoan")
    expect(auditor.open("/").locator("main")).to_contain_text("Rút bản đồ")
