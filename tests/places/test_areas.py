"""Areas over time: how many stand on a day, and who follows whom."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from baophu.places import queries, sheets

END_OF_2017 = date(2017, 12, 31)
IN_2020 = date(2020, 1, 1)
IN_2025 = date(2025, 1, 1)
TODAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("on", "districts", "communes"),
    [
        (END_OF_2017, 13, 262),
        (date(2019, 12, 31), 13, 262),
        (IN_2020, 13, 216),
        (date(2024, 12, 31), 13, 216),
        (IN_2025, 12, 209),
        (date(2025, 6, 30), 12, 209),
        (TODAY, 0, 69),
    ],
)
def test_as_many_areas_stand_as_the_resolutions_say(on: date, districts: int, communes: int) -> None:
    assert len(queries.areas("province", on)) == 1
    assert len(queries.areas("district", on)) == districts
    assert len(queries.areas("commune", on)) == communes


def test_the_parent_of_every_commune_stands_on_the_same_day() -> None:
    for on in (END_OF_2017, IN_2020, IN_2025, TODAY):
        parents = {a.code for level in ("province", "district") for a in queries.areas(level, on)}
        assert {a.parent_code for a in queries.areas("commune", on)} <= parents


def test_a_day_before_the_first_list_is_refused() -> None:
    with pytest.raises(queries.NoPlacesOnDay, match="31/12/2003"):
        queries.areas("commune", date(2003, 12, 31))


def test_a_merged_commune_is_followed_through_each_change() -> None:
    lies = queries.successors("18106", "commune", END_OF_2017, TODAY)  # Thạch Đồng → Đồng Môn → Trần Phú
    assert [(s.area.full_name, s.whole) for s in lies.areas] == [("Phường Trần Phú", True)]
    assert not lies.unknown


def test_a_split_commune_has_each_part_marked() -> None:
    lies = queries.successors("18082", "commune", END_OF_2017, TODAY)  # Đại Nài
    assert {(s.area.name, s.whole) for s in lies.areas} == {("Thành Sen", False), ("Hà Huy Tập", False)}


def test_a_commune_whose_successor_is_not_known_is_said_so() -> None:
    lies = queries.successors("18472", "commune", END_OF_2017, TODAY)  # Trung Lộc
    assert lies.unknown and not lies.areas
    assert not queries.successors("18472", "commune", END_OF_2017, date(2024, 12, 31)).unknown


def test_a_district_that_gave_a_part_away_goes_on_in_part() -> None:
    lies = queries.successors("445", "district", END_OF_2017, IN_2025)
    assert {(s.area.full_name, s.whole) for s in lies.areas} == {
        ("Huyện Thạch Hà", False),
        ("Thành phố Hà Tĩnh", False),
    }


def test_districts_cannot_be_placed_once_there_are_none() -> None:
    assert queries.successors("446", "district", END_OF_2017, TODAY).unknown


def test_a_code_that_ended_before_is_followed_from_its_last_day() -> None:
    lies = queries.successors(
        "18106", "commune", date(2021, 5, 1), date(2021, 6, 30)
    )  # Thạch Đồng, ended in 2019
    assert [s.area.name for s in lies.areas] == ["Đồng Môn"] and not lies.unknown


def test_a_code_that_never_stood_is_unknown() -> None:
    assert queries.successors("99999", "commune", END_OF_2017, TODAY).unknown


def test_every_commune_but_those_said_unknown_has_successors_on_each_later_day() -> None:
    days = (END_OF_2017, date(2021, 1, 1), date(2025, 3, 1), TODAY)
    unknown = {s.from_code for s in sheets.successions() if not s.to_code}
    for number, from_on in enumerate(days):
        for to_on in days[number:]:
            for area in queries.areas("commune", from_on):
                lies = queries.successors(area.code, "commune", from_on, to_on)
                assert lies.unknown == (area.code in unknown and from_on < IN_2025 <= to_on), (area, to_on)
                assert lies.areas or lies.unknown


def test_every_area_of_a_later_day_comes_from_an_earlier_one() -> None:
    reached = {
        s.area.code
        for area in queries.areas("commune", END_OF_2017)
        for s in queries.successors(area.code, "commune", END_OF_2017, TODAY).areas
    }
    assert reached == {area.code for area in queries.areas("commune", TODAY)}


def test_spans_of_one_code_do_not_overlap() -> None:
    by_code: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for fact in sheets.areas():
        key = (fact.area.level, fact.area.code)
        by_code.setdefault(key, []).append((fact.starts_on, fact.ends_before or date.max))
    for spans in by_code.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(start < end for start, end in spans)
