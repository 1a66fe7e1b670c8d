"""Charts: one specification for the page, the document and the picture; nothing drawn outside its frame."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from baophu.lawbook.queries import book
from baophu.reporting.charts import drawing, roadmap, steps
from baophu.reporting.charts.theme import NARROW, PAGE, PAPER, WIDE
from baophu.reporting.forecast import Forecast
from baophu.reporting.homes.standpoint import stand
from web import factory

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
FIVE = tuple(date(2018, month, 28) for month in (1, 3, 5, 7, 9))


@pytest.fixture
def at(settings, tmp_path):
    settings.HOME = tmp_path
    sample = factory.province(employers=60, days=FIVE)
    return stand(sample.runs[-1], code="42", law=book())


def drawn(at, frame, palette):
    told = roadmap.roadmap_of(at.seen, at.outlook)
    return drawing.svg((told, frame, palette), lambda: roadmap.chart_spec(told, frame, palette))


def words(svg: str) -> list[str]:
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_the_drawing_has_the_size_asked_for_and_no_letter_below_12_px(at, frame):
    svg = drawn(at, frame, PAGE)
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(frame.width), str(frame.height))
    sizes = [float(text.get("font-size").removesuffix("px")) for text in root.iter(f"{SVG}text")]
    assert sizes and min(sizes) >= 12


def test_the_chart_tells_now_the_targets_and_the_forecast(at):
    assert isinstance(at.outlook, Forecast)
    said = words(drawn(at, WIDE, PAGE))
    assert {"70", "80", "90", "Chỉ tiêu 100", "2017", "2020"} <= set(said)
    assert any(word.startswith("Nay ") for word in said)
    assert any(word.startswith("31/12: ") for word in said)


def test_on_a_page_every_colour_is_a_token_so_that_one_drawing_serves_both_themes(at):
    svg = drawn(at, WIDE, PAGE)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none", "transparent"}
    assert colours and all(colour.startswith("var(--") for colour in colours), colours
    assert "style=" not in svg and "<style" not in svg and "http" not in svg.replace("http://www.w3.org", "")


def test_on_paper_no_colour_hangs_on_a_page(at):
    assert "var(" not in drawn(at, WIDE, PAPER)


def test_the_rate_drawn_is_the_rate_measured(at):
    told = roadmap.roadmap_of(at.seen, at.outlook)
    spec = roadmap.chart_spec(told, WIDE, PAGE)
    values = [row for rows in spec["datasets"].values() for row in rows]
    for rate in told.past:
        assert any(row.get("y") == float(round(rate.value * 100, 2)) for row in values), rate.on


def test_a_drawing_is_made_once_and_read_afterwards(at):
    told = roadmap.roadmap_of(at.seen, at.outlook)
    times = []

    def make():
        times.append(1)
        return roadmap.chart_spec(told, NARROW, PAGE)

    assert drawing.svg(("once", told), make) == drawing.svg(("once", told), make)
    assert len(times) == 1


def test_a_picture_is_a_png_of_twice_the_size(at):
    told = roadmap.roadmap_of(at.seen, at.outlook)
    png = drawing.png(("png", told), lambda: roadmap.chart_spec(told, WIDE, PAPER))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * WIDE.width


def test_the_waterfall_starts_and_ends_at_the_two_rates(at):
    named = [(step, str(step.cause)) for step in at.seen.steps]
    spec = steps.chart_spec(named, ("28/07/2018", "28/09/2018"), WIDE, PAPER)
    rows = next(iter(spec["datasets"].values()))
    assert rows[0]["from"] == pytest.approx(float(at.seen.before.value * 100), abs=1e-3)
    assert rows[-1]["to"] == pytest.approx(float(at.seen.headline.value * 100), abs=1e-3)
    for earlier, later in pairwise(rows):
        assert earlier["to"] == pytest.approx(later["from"], abs=1e-3)


def test_the_sentence_of_the_chart_names_rate_bounds_and_forecast(at):
    told = roadmap.roadmap_of(at.seen, at.outlook)
    said = roadmap.sentence(told, at.seen.headline.path)
    assert re.search(r"28/09/2018: \d+,\d.%, giới hạn .*; lộ trình .*; dự báo 31/12/2018: ", said)
