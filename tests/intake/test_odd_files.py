"""Odd but honest office files: what stands between the rows, merged cells, hidden sheets, rounded numbers."""

from __future__ import annotations

from datetime import date

import pytest

from intake.office import Cells, csv_bytes, part, repacked, xlsx_bytes
from intake.reading import Came, read

HEADER = [
    "STT", "Tên cơ sở", "Chủ cơ sở", "Thôn, tổ", "Xã, phường", "Huyện", "Loại hình", "Số LĐ thuê mướn", "SĐT", "Ghi chú",
]  # fmt: skip
NAMES = ["Quán ăn Bình", "Cửa hàng Tâm", "Tiệm may Hoa"]


def _shop(
    number: str | int, name: str, *, hired: str | int | None = 2, phone: str | None = None
) -> list[str | int | None]:
    return [
        number,
        name,
        "Nguyễn Văn An",
        "Thôn 3",
        "xã Cẩm Bình",
        "Huyện Cẩm Xuyên",
        "HKD",
        hired,
        phone,
        None,
    ]


SHOPS = [_shop(number, name) for number, name in enumerate(NAMES, start=1)]


def _communes(cells: Cells, commune: str = "") -> Came:
    return read(xlsx_bytes(cells), "commune_businesses", period="2018-Q2", commune=commune)


def _between(*lines: list[str | int | None], commune: str = "") -> Came:
    """The three shops, each below one of the lines (and the last of them at the end)."""
    cells: list[list[str | int | None]] = [[*HEADER]]
    for place, shop in enumerate(SHOPS):
        cells += [lines[place % len(lines)], shop]
    return _communes([*cells, lines[-1]], commune)


# --- lines between the rows ---


@pytest.mark.parametrize(
    "sums",
    ["Cộng xã Cẩm Bình", "Cộng thôn 3", "Tổng huyện", "Tổng cộng toàn xã", "Cộng: 3 hộ", "Cộng nhóm I"],
)
def test_sums_of_a_part_are_no_rows(sums: str) -> None:
    came = _between([None, sums, None, None, None, None, None, 2])
    assert (came.rows["name"].to_list(), came.rows["row"].to_list()) == (NAMES, [1, 2, 3])
    assert came.reading.faults == ()


@pytest.mark.parametrize("commune", ["", "18685"])
def test_groups_with_roman_numbers_or_letters_and_their_counts_are_no_rows(commune: str) -> None:
    came = _between(
        ["I", "Hợp tác xã", None, None, None, None, None, 4], ["II", "Hộ kinh doanh"], ["B", "Thôn Đông"],
        commune=commune,
    )  # fmt: skip
    assert (came.rows["name"].to_list(), came.rows["row"].to_list()) == (NAMES, [1, 2, 3])
    assert came.reading.faults == ()


@pytest.mark.parametrize(
    "heading", ["* Hợp tác xã", "- Hộ kinh doanh:", "Thôn Bình Phong", "Hộ kinh doanh cá thể"]
)
def test_groups_in_words_are_no_rows_even_where_they_are_as_many_as_the_rows(heading: str) -> None:
    came = _between([None, heading])
    assert (came.rows["name"].to_list(), came.reading.faults) == (NAMES, ())


def test_groups_are_told_from_rows_without_a_column_of_running_numbers() -> None:
    cells = [
        HEADER[1:],
        ["I. Hợp tác xã"],
        SHOPS[0][1:],
        ["Thôn 5"],
        SHOPS[1][1:],
        ["HỘ KINH DOANH"],
        SHOPS[2][1:],
    ]
    came = _communes(cells)
    assert (came.rows["name"].to_list(), came.reading.faults) == (NAMES, ())


def test_rows_numbered_below_their_groups_are_the_rows() -> None:
    cells: Cells = [
        HEADER, ["1", "Hợp tác xã"], _shop("1.1", NAMES[0]),
        ["2", "Hộ kinh doanh"], _shop("2.1", NAMES[1]), _shop("2.2", NAMES[2]),
    ]  # fmt: skip
    came = _communes(cells)
    assert (came.rows["name"].to_list(), came.reading.faults) == (NAMES, ())


def test_a_row_of_few_cells_keeps_its_running_number_and_stays_a_row() -> None:
    came = _communes([HEADER, *SHOPS, [4, "Tổ hợp tác Cẩm Bình"]], commune="18685")
    assert came.rows["name"].to_list() == [*NAMES, "Tổ hợp tác Cẩm Bình"]


def test_a_day_in_words_is_no_signature_in_a_column_of_days() -> None:
    rows = [
        ["Mã số doanh nghiệp", "Tên doanh nghiệp", "Ngày cấp"],
        ["2000108818", "Công ty A", "ngày 5 tháng 6 năm 2018"],
    ]
    assert read(csv_bytes(rows), "new_businesses").rows["registered_on"].to_list() == [date(2018, 6, 5)]


# --- headers ---


def test_a_part_named_below_its_whole_is_read() -> None:
    cells: Cells = [
        ["STT", "Tên hộ kinh doanh", "Xã", "Lao động", None],
        [None, None, None, "Tổng số", "Trong đó: thuê mướn"],
        [1, "Quán ăn Bình", "Cẩm Bình", 5, 2],
    ]
    assert _communes(cells).rows.select("headcount", "hired").row(0) == (5, 2)


def test_a_typing_error_in_the_title_of_an_optional_column_is_forgiven() -> None:
    header = ["Số LĐ thuê mớn" if title == "Số LĐ thuê mướn" else title for title in HEADER]
    assert _communes([header, *SHOPS]).rows["hired"].to_list() == [2, 2, 2]


def test_a_household_without_a_sign_bears_its_owners_name() -> None:
    cells: Cells = [["TT", "Họ tên chủ hộ", "Địa chỉ", "Lao động thuê"], [1, "Nguyễn Văn An", "Thôn 3", 1]]
    assert _communes(cells, commune="18685").rows.select("name", "owner").row(0) == (
        "Nguyễn Văn An",
        "Nguyễn Văn An",
    )
    nameless = _communes(
        [HEADER, *SHOPS, [4, None, "Lê Văn Tám", "Thôn 2", "Cẩm Bình"], [5, None, None, "Thôn 2", "Cẩm Bình"]]
    )
    assert nameless.rows["name"].to_list() == [*NAMES, "Lê Văn Tám"]
    assert nameless.reasons == [(5, "name", "required")]


# --- workbooks ---


def _merging(cells: Cells, *ranges: str) -> bytes:
    book = xlsx_bytes(cells)
    name = "xl/worksheets/sheet1.xml"
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    sheet = part(book, name).replace(
        b"</sheetData>", f'</sheetData><mergeCells count="{len(ranges)}">{merged}</mergeCells>'.encode()
    )
    return repacked(book, {name: sheet})


def test_places_merged_over_several_rows_hold_for_each_of_them() -> None:
    bare = [[cell if place not in (4, 5) else None for place, cell in enumerate(shop)] for shop in SHOPS[1:]]
    cells = [
        ["UBND HUYỆN"],
        HEADER,
        SHOPS[0],
        *bare,
        [],
        [None, None, None, None, None, None, None, "Chủ tịch"],
    ]
    came = read(_merging(cells, "A1:J1", "E3:E6", "F3:F5"), "commune_businesses", period="2018-Q2")
    assert came.rows["commune_code"].to_list() == ["18685"] * 3
    assert came.reading.faults == ()


def test_a_count_merged_over_several_rows_is_not_repeated() -> None:
    alone = [[cell if place != 7 else None for place, cell in enumerate(shop)] for shop in SHOPS[1:]]
    came = read(_merging([HEADER, SHOPS[0], *alone], "H2:H4"), "commune_businesses", period="2018-Q2")
    assert came.rows["hired"].to_list() == [2, None, None]


def test_a_hidden_sheet_gives_way_to_a_sheet_that_is_seen() -> None:
    book = xlsx_bytes([HEADER, *SHOPS], sheet="Mới", others={"Cũ": [HEADER, *SHOPS, _shop(4, "Quán đã bỏ")]})
    workbook = part(book, "xl/workbook.xml").replace(
        'name="Cũ"'.encode(), 'name="Cũ" state="hidden"'.encode()
    )
    came = read(repacked(book, {"xl/workbook.xml": workbook}), "commune_businesses", period="2018-Q2")
    assert (came.reading.sheet, came.rows["name"].to_list()) == ("Mới", NAMES)


# --- numbers that were rounded when they were shown ---


def test_a_rounded_number_is_nobodys_number() -> None:
    rows = [
        ["Mã số BHXH", "Họ và tên", "Số CMND/CCCD", "Mã đơn vị", "Từ tháng"],
        ["4210030156", "Nguyễn Văn A", "4.20717E+10", "TB0009D", "01/2018"],
        ["4210030157", "Nguyễn Văn B", "4.20717E+10", "TB0009D", "01/2018"],
        ["4.21E+09", "Nguyễn Văn C", "183680294", "TB0009D", "01/2018"],
    ]
    came = read(csv_bytes(rows), "insured_members")
    assert came.rows["id_number"].to_list() == [None, None]
    assert came.reasons == [(3, "si_number", "required")]
    assert "4.21E+09" in came.reading.faults[0].reason
    assert came.reading.warnings


def test_a_telephone_number_shown_as_a_power_comes_back() -> None:
    phones = ["9.12345678E+8", "912345678", "9.12E+8"]
    came = _communes(
        [HEADER, *(_shop(1, name, phone=phone) for name, phone in zip(NAMES, phones, strict=True))]
    )
    assert came.rows["phone"].to_list() == ["0912345678", "0912345678", None]
