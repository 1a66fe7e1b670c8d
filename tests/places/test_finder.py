"""The finder reads places as offices write them, and never guesses."""

from __future__ import annotations

import csv
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.places import queries, sheets
from baophu.places.rules import PlaceFinder
from baophu.places.rules.areas import areas_on
from baophu.places.rules.spelling import one_error_apart

IN_2018 = date(2018, 6, 30)
IN_2021 = date(2021, 6, 30)
COMMUNES = queries.areas("commune", IN_2018)
DISTRICTS = {area.code: area for area in queries.areas("district", IN_2018)}


def code(text: str, district: str | None = None, on: date = IN_2018) -> str | None:
    place = queries.finder(on).commune(text, district)
    return place.code if place else None


def address(text: str, on: date = IN_2018) -> str | None:
    place = queries.finder(on).in_address(text)
    return place.code if place else None


@pytest.mark.parametrize(
    ("text", "district", "expected"),
    [
        ("TT. Xuân An", None, "18352"),
        ("P.Nam Hà", None, "18073"),
        ("xã Thạch Kim", "Lộc Hà", "18580"),
        ("XÃ THẠCH KIM", "H. LỘC HÀ", "18580"),
        ("xa thach kim", "huyen loc ha", "18580"),
        ("Xã Cẩm Hoà", "Huyện Cẩm Xuyên", "18679"),
        ("Thị trấn  Tây Sơn", "Hương Sơn", "18136"),
        ("T.T Nghèn", "Can Lộc", "18406"),
        ("Xuân Mĩ", "Nghi Xuân", "18379"),
        ("Cổ Đạm", "Nghi Xuân", "18391"),
        ("Cỗ Đạm", "Nghi Xuân", "18391"),
        ("Sơn Kim II", "Hương Sơn", "18199"),
        ("phuong dien", "huong khe", "18511"),
        ("18070", None, "18070"),
        ("18070.0", None, "18070"),
        ("Xã Cẩm Hòa, huyện Cẩm Xuyên", None, "18679"),
        ("Xã Cẩm Hòa", "Huyện Cẩm Xuyên, tỉnh Hà Tĩnh", "18679"),
        ("Bùi Xá", "440", "18262"),
    ],
)
def test_a_commune_is_found_in_any_usual_spelling(text: str, district: str | None, expected: str) -> None:
    assert code(text, district) == expected


@given(st.sampled_from(COMMUNES), st.sampled_from(["rank", "bare", "upper", "decomposed", "spaced"]))
def test_every_commune_is_found_within_its_district(area: queries.AreaRef, way: str) -> None:
    text = {
        "rank": area.full_name,
        "bare": area.name,
        "upper": area.full_name.upper(),
        "decomposed": unicodedata.normalize("NFD", area.full_name),
        "spaced": f"  {area.rank}\u00a0 {area.name} ",
    }[way]
    assert code(text, DISTRICTS[area.parent_code].full_name) == area.code


def test_names_that_fold_alike_are_told_apart_by_accents_or_rank() -> None:
    assert code("Thạch Hà") == "18562"
    assert code("Thạch Hạ") == "18100"
    assert code("xa thach ha") == "18100"
    assert code("thach ha") is None
    assert code("thach ha", "TP Hà Tĩnh") == "18100"


def test_a_bare_district_of_two_is_settled_by_the_commune() -> None:
    assert queries.finder(IN_2018).district("Kỳ Anh") is None
    assert code("Kỳ Hoa", "Kỳ Anh") == "18829"
    assert code("Kỳ Lâm", "Kỳ Anh") == "18838"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TX. Kỳ Anh", "449"),
        ("H. Kỳ Anh", "447"),
        ("huyen ky anh", "447"),
        ("TP Hà Tĩnh", "436"),
        ("T.P Hà Tĩnh", "436"),
        ("436", "436"),
        ("Can Lôcj", "443"),
    ],
)
def test_a_district_is_found_by_rank_name_or_code(text: str, expected: str) -> None:
    place = queries.finder(IN_2018).district(text)
    assert place is not None and place.code == expected


def test_the_province_is_no_district() -> None:
    assert queries.finder(IN_2018).district("Tỉnh Hà Tĩnh") is None


def test_one_typing_error_is_forgiven_only_within_a_district() -> None:
    assert code("Xuân Thnah", "Nghi Xuân") == "18382"
    assert code("Xuân Thnah") is None


def test_an_error_between_two_names_is_not_guessed() -> None:
    assert code("Sơn Kim", "Hương Sơn") is None
    assert code("Sơn Kim 3", "Hương Sơn") is None
    assert code("Đức Lan", "Đức Thọ") is None  # Đức Lạng, Đức Lâm, Đức La


def test_a_commune_of_a_district_elsewhere_is_not_ours() -> None:
    assert code("Trần Phú", "Quận Hà Đông") is None
    assert code("Trần Phú", "") == "18070"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số 316 đường Phạm Hưng, Xã Cẩm Minh, Huyện Cẩm Xuyên, Hà Tĩnh", "18751"),
        ("Số 316 đường Phạm Hưng, Xã Cẩm Minh, Huyện Cẩm Xuyên, Tỉnh Hà Tĩnh, Việt Nam", "18751"),
        ("Thôn 2 xã Bùi Xá huyện Đức Thọ tỉnh Hà Tĩnh", "18262"),
        ("thon 2 xa bui xa huyen duc tho ha tinh", "18262"),
        ("xa cam quan huyen cam xuyen tinh ha tinh", "18724"),
        ("Phường Kỳ Long, Kỳ Anh, Hà Tĩnh", "18835"),
        ("P.Nam Hà, Hà Tĩnh", "18073"),
        ("TDP 3, TT Cẩm Xuyên, Cẩm Xuyên", "18673"),
        ("Xóm 3 - Xã Đức Lạng - Huyện Đức Thọ", "18307"),
        ("Đường Nguyễn Du, phường Tân Giang, thành phố Hà Tĩnh", "18079"),
        ("89 Trần Phú, TP Hà Tĩnh", "436"),
        ("Huyện Cẩm Xuyên", "446"),
    ],
)
def test_an_address_is_read_from_the_right(text: str, expected: str) -> None:
    assert address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Số 5, Phường Trần Phú, Quận Hà Đông, Hà Nội",
        "Xã Nghi Kim, TP Vinh, Tỉnh Nghệ An",
        "Xã Trung Lộc, Huyện Nghi Lộc, Tỉnh Nghệ An",
        "Kỳ Anh, Hà Tĩnh",
        "12 Trần Phú",
        "",
        "   ",
        "-",
    ],
)
def test_an_address_that_names_no_place_of_ours_gives_nothing(text: str) -> None:
    assert address(text) is None


def test_a_name_counts_as_of_the_day() -> None:
    assert code("Đồng Môn") is None
    assert code("Đồng Môn", on=IN_2021) == "18103"
    assert code("Thạch Môn", on=IN_2021) is None
    assert address("Xã Cẩm Hưng, Huyện Cẩm Xuyên, Hà Tĩnh", on=date(2025, 7, 1)) == "18736"


def test_a_commune_has_no_district_once_there_are_none() -> None:
    place = queries.finder(date(2025, 7, 1)).commune("Xã Cẩm Hưng")
    assert place is not None and place.district_code == ""


def test_both_codes_of_a_corrected_commune_are_read() -> None:
    assert code("18151", on=IN_2021) == code("18163", on=IN_2021) == "18163"
    assert code("18151") == "18151"  # in 2018 the code was Sơn Thịnh's own


@given(st.text(max_size=40))
def test_any_text_is_answered_without_failing(text: str) -> None:
    finder = queries.finder(IN_2018)
    for place in (
        finder.commune(text),
        finder.commune(text, "Kỳ Anh"),
        finder.in_address(text),
        finder.district(text),
    ):
        assert place is None or place.code in {a.code for a in COMMUNES} | set(DISTRICTS)


@given(st.text("abcd1", min_size=1, max_size=6), st.text("abcd1", min_size=1, max_size=6))
def test_one_error_means_the_same_from_either_side(left: str, right: str) -> None:
    assert one_error_apart(left, right) == one_error_apart(right, left)


def test_finders_are_quick_to_make_and_to_ask() -> None:
    started = time.perf_counter()
    finder = PlaceFinder(areas_on(sheets.areas(), IN_2018), {})
    made = time.perf_counter() - started
    questions = [(a.full_name, DISTRICTS[a.parent_code].full_name) for a in COMMUNES]
    for text, district in questions:
        finder.commune(text, district)
    started = time.perf_counter()
    for text, district in questions * 100:
        finder.commune(text, district)
    asked = len(questions) * 100 / (time.perf_counter() - started)
    assert made < 0.05
    assert asked > 100_000


def test_every_commune_of_the_published_lists_is_found(shared: Path) -> None:
    for name, on in (("2017-10-15", IN_2018), ("2020-02-02", IN_2021), ("2025-03-01", date(2025, 3, 1))):
        with (shared / f"data/places/hatinh_communes_{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        finder = queries.finder(on)
        for row in rows:
            by_name, by_code = (
                finder.commune(row["commune"], row["district"]),
                finder.commune(row["commune_code"]),
            )
            assert by_name is not None and by_name == by_code, row
