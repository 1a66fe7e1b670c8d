"""The agency's own map: exactly the districts of the day, in the frame, or a refusal that names the fault."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from baophu.places.queries import areas
from baophu.reporting.charts.outlines import MOST_BYTES, MapCodes, MapTooLarge, MapUnreadable, read
from baophu.reporting.charts.schematic import HEIGHT, WIDTH, shapes

DAY = date(2018, 6, 30)


def square(code: str, west: float, south: float, size: float = 0.1, **more):
    ring = [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {"type": "Feature", "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]}, **more}  # fmt: skip


def collection(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def province(**changed) -> list[dict]:
    codes = [area.code for area in areas("district", DAY)]
    return [
        square(changed.get(code, code), 105 + 0.1 * (n % 5), 18 + 0.1 * (n // 5))
        for n, code in enumerate(codes)
    ]


def taken(content: bytes):
    return read(content, places=areas("district", DAY), day="30/06/2018")


def test_every_district_is_drawn_within_the_frame_with_its_figure_inside():
    drawn = taken(collection(*province()))
    assert {one.code for one in drawn} == {area.code for area in areas("district", DAY)}
    for one in drawn:
        numbers = [float(number) for number in re.findall(r"[\d.]+", one.outline)]
        xs, ys = numbers[::2], numbers[1::2]
        assert min(xs) >= 0 and max(xs) <= WIDTH and min(ys) >= 0 and max(ys) <= HEIGHT
        assert min(xs) <= one.x <= max(xs) and min(ys) <= one.y <= max(ys)


def test_north_stays_up_and_east_right():
    features = province()
    by_code = {one.code: one for one in taken(collection(*features))}
    first, fifth, sixth = (by_code[f["properties"]["code"]] for f in (features[0], features[4], features[5]))
    assert fifth.x > first.x and sixth.y < first.y


def test_a_town_inside_a_district_is_drawn_after_it_and_leaves_its_figure_in_sight():
    features = province()
    features[1] = square(features[1]["properties"]["code"], 105.02, 18.02, 0.02)
    town, around = (features[n]["properties"]["code"] for n in (1, 0))
    drawn = {one.code: one for one in taken(collection(*features))}
    assert list(drawn).index(town) > list(drawn).index(around)
    far = abs(drawn[around].x - drawn[town].x) + abs(drawn[around].y - drawn[town].y)
    assert far > 20  # the district's figure does not stand under the town
    assert not drawn[town].named and drawn[around].named


def test_codes_that_are_missing_or_strange_are_named():
    with pytest.raises(MapCodes) as refused:
        taken(collection(*province(**{"436": "999"})))
    assert refused.value.values["missing"] == "436" and refused.value.values["strange"] == "999"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not json", "FeatureCollection"),
        (b"[]", "FeatureCollection"),
        (b'{"features": 3}', "features"),
        (b'{"features": [3]}', "features"),
        (collection({"type": "Feature", "geometry": None}), "code"),
        (collection(square("436", 0, 0), square("436", 1, 1)), "436"),
        (collection({**square("436", 0, 0), "geometry": {"type": "Point", "coordinates": [1, 2]}}), "đa giác"),
        (collection({**square("436", 0, 0), "geometry": {"type": "Polygon"}}), "ranh giới"),
        (collection({**square("436", 0, 0), "geometry": {"type": "Polygon", "coordinates": ["x"]}}), "ranh giới"),
        (collection(square("436", 505_000, 2_000_000, 900)), "kinh độ"),
        (b'{"features":' + b"[" * 200_000, "FeatureCollection"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_with_its_fault(content, says):
    with pytest.raises(MapUnreadable) as refused:
        taken(content)
    assert says in str(refused.value.values["why"])


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(MapTooLarge):
        taken(b" " * (MOST_BYTES + 1))


def test_the_schematic_is_drawn_with_paths_too():
    assert all(one.outline.startswith("M") and one.outline.endswith("Z") for one in shapes())
