"""Whole files read: encodings, headers, which lines are rows, typed cells, quarantine."""

from __future__ import annotations

from datetime import date

import pytest

from baophu.intake.choosing import MissingColumns, NoHeader, TwinColumns
from baophu.intake.readers.refusals import CutOffText
from intake.hostile.files import _cp1258
from intake.office import UNITS, Cells, csv_bytes, ods_bytes, part, repacked, xls_bytes, xlsx_bytes
from intake.reading import read

NAMES = [row[2] for row in UNITS[1:]]

# --- one list in every form ---


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes, xls_bytes, ods_bytes])
def test_a_list_is_the_same_in_every_kind_of_file(make) -> None:  # type: ignore[no-untyped-def]
    came = read(make(UNITS), "tax_enterprises", period="2017")
    assert came.rows["name"].to_list() == NAMES
    assert came.rows["headcount"].to_list() == [12, 0, None]
    assert came.rows["commune_code"].to_list() == ["18205", "18751", "18077"]
    assert came.rows["row"].to_list() == [1, 2, 3]
    assert came.rows["sheet_row"].to_list() == [2, 3, 4]
    assert came.rows["payroll_vnd"].null_count() == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read_in_every_unicode_and_delimiter(encoding: str, delimiter: str) -> None:
    came = read(csv_bytes(UNITS, encoding=encoding, delimiter=delimiter), "tax_enterprises")
    assert came.rows["name"].to_list() == NAMES


def test_windows_1258_is_read() -> None:
    text = csv_bytes(UNITS, encoding="utf-8").decode()
    came = read(_cp1258(text), "tax_enterprises")
    assert came.reading.encoding == "cp1258"
    assert came.rows["name"].to_list() == NAMES


def _tcvn3(text: str) -> str:
    from baophu.kernel.encodings import _TCVN3  # the table is the kernel's; its inverse is only for tests

    inverse = {letter: chr(byte) for byte, letter in _TCVN3.items()}
    return "".join(inverse.get(c, inverse.get(c.lower(), c)) for c in text)


def test_tcvn3_is_read_from_a_text_file_and_from_a_workbook() -> None:
    rows = [[_tcvn3(c) if isinstance(c, str) else c for c in row] for row in UNITS]
    as_text = read(csv_bytes(rows, encoding="latin-1"), "tax_enterprises")
    as_book = read(xlsx_bytes(rows), "tax_enterprises")
    assert as_text.reading.encoding == as_book.reading.encoding == "tcvn3"
    # The encoding has no toned capitals: "Ánh" comes as "ánh".
    wanted = [name.lower() for name in NAMES]
    for came in (as_text, as_book):
        assert [name.lower() for name in came.rows["name"].to_list()] == wanted


def test_a_page_saved_as_xls_is_read() -> None:
    lines = "".join(
        "<tr>" + "".join(f"<td>{'' if c is None else c}</td>" for c in row) + "</tr>" for row in UNITS
    )
    page = f"<html><head><meta charset='utf-8'></head><body><table border=1>{lines}</table></body></html>"
    assert read(page.encode(), "tax_enterprises").rows["name"].to_list() == NAMES


def test_a_name_says_nothing_about_the_kind_of_file() -> None:
    assert read(xlsx_bytes(UNITS), "tax_enterprises", file="ds.csv").reading.taken == 3
    assert read(csv_bytes(UNITS), "tax_enterprises", file="ds.xlsx").reading.taken == 3


def test_quoted_line_breaks_stay_in_their_cell_and_lines_are_counted_on() -> None:
    data = (
        'Mã số thuế,Tên người nộp thuế,Địa chỉ\r\n2000108818,"Công ty\nHai dòng",X\r\n2000257418,B,"Y, Z"\r\n'
    )
    came = read(data.encode(), "tax_enterprises")
    assert came.rows["name"].to_list() == ["Công ty Hai dòng", "B"]
    assert came.rows["sheet_row"].to_list() == [2, 4]
    assert came.rows["address"].to_list() == ["X", "Y, Z"]


def test_a_row_cut_half_way_is_refused_with_its_line() -> None:
    with pytest.raises(CutOffText, match="dòng 4"):
        read(csv_bytes(UNITS).rstrip()[:-45], "tax_enterprises")


# --- headers ---


def test_titles_above_and_signatures_below_are_no_rows() -> None:
    rows: Cells = [
        ["CỤC THUẾ TỈNH HÀ TĨNH"], ["DANH SÁCH NGƯỜI NỘP THUẾ"], [],
        *UNITS,
        [None, None, "Tổng cộng", None, 12],
        [],
        [None, None, None, "Hà Tĩnh, ngày 10 tháng 2 năm 2018"],
        [None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"],
        [None, "Nguyễn Văn An", None, "Trần Thị Bình"],
    ]  # fmt: skip
    for make in (csv_bytes, xlsx_bytes, xls_bytes, ods_bytes):
        came = read(make(rows), "tax_enterprises")
        assert (came.reading.taken, came.reading.quarantined) == (3, 0)
        assert came.rows["sheet_row"].to_list() == [5, 6, 7]
        assert came.reading.header_row == 4


def test_blank_lines_groups_and_repeated_headers_are_not_counted() -> None:
    header, *rows = UNITS
    cells: Cells = [
        header,
        ["I", None, "Doanh nghiệp"],
        rows[0],
        [],
        header,
        ["II", "Hộ kinh doanh"],
        *rows[1:],
        [4],
        [5],
    ]
    came = read(xlsx_bytes(cells), "tax_enterprises")
    assert came.reading.faults == ()
    assert came.rows["row"].to_list() == [1, 2, 3]
    assert came.rows["sheet_row"].to_list() == [3, 7, 8]


def test_a_row_that_cannot_be_taken_is_counted() -> None:
    header, first, second, third = UNITS
    bad = [2, None, "Công ty không mã", "Xã Cẩm Minh", 5]
    came = read(csv_bytes([header, first, bad, second, third]), "tax_enterprises")
    assert came.rows["row"].to_list() == [1, 3, 4]
    assert came.cells["row"].to_list() == [1, 2, 3, 4]
    assert came.reasons == [(2, "tax_code", "required")]


def test_a_company_called_tong_cong_ty_is_no_total() -> None:
    rows = [
        UNITS[0],
        [1, "2000108818", "Tổng công ty Khoáng sản", None, 5],
        [2, "2000257418", "Cộng", None, 3],
    ]
    assert read(csv_bytes(rows), "tax_enterprises").reading.taken == 2


def test_lines_without_any_field_are_as_good_as_blank() -> None:
    header = ["", "Mã số thuế", "Tên người nộp thuế", "Cột lạ"]
    rows: Cells = [header, [1, "2000108818", "Công ty A", None], [2], [3, None, None, "x"], [4]]
    came = read(xlsx_bytes(rows), "tax_enterprises")
    assert (came.reading.taken, came.reading.quarantined) == (1, 0)


@pytest.mark.parametrize(
    "foot",
    [
        [None, "Cộng", None, None, 7], ["Tổng cộng: 2 cơ sở"], [None, "Tổng số: 2 cơ sở"], [None, "Tổng cộng có 2 cơ sở"],
        [None, "Danh sách này gồm 2 cơ sở"], [None, "Nơi nhận: BHXH huyện"], [None, None, "CHỦ TỊCH"],
        [None, "TM. ỦY BAN NHÂN DÂN"], [None, "Cẩm Bình, ngày 02 tháng 7 năm 2018"], [None, "Ghi chú: số liệu đến 30/6"],
        [None, "Cộng (I+II)", None, None, 7],
    ],
)  # fmt: skip
def test_totals_and_signatures_of_every_wording_are_no_rows(foot: list[str | int | None]) -> None:
    shops: Cells = [
        ["STT", "Tên cơ sở", "Chủ hộ", "Thôn", "Số LĐ thuê mướn", "Ghi chú"],
        [1, "Quán cơm", "Nguyễn Văn A", "Thôn 1", 2, "mới"],
        [2, "Cộng Hòa", "Trần Thị B", "Thôn 2", 5, None],
    ]
    for make in (csv_bytes, xlsx_bytes):
        came = read(make([*shops, foot]), "commune_businesses", period="2018-Q2", commune="18685")
        assert (came.reading.taken, came.reading.quarantined) == (2, 0)


def test_people_whose_names_look_like_totals_or_signatures_stay_rows() -> None:
    names = [
        "Tống Công Toàn",
        "Lưu Thị Hoa",
        "Ký Văn An",
        "Lập Thành",
        "Công Sơn",
        "Tổng Thị Số",
        "Giám Văn Đốc",
    ]
    rows: Cells = [["Họ và tên", "Ngày chết"], *([name, "12/01/2018"] for name in names)]
    came = read(csv_bytes(rows), "deaths")
    assert came.rows["full_name"].to_list() == names


def test_a_row_with_a_name_but_no_number_nor_code_is_quarantined_not_dropped() -> None:
    rows: Cells = [*UNITS, [None, None, "Công ty không mã", "Xã Cẩm Minh"], [4, "2000108811", "D", "E", 1]]
    came = read(xlsx_bytes(rows), "tax_enterprises")
    assert came.reasons == [(4, "tax_code", "required")]
    assert came.rows["row"].to_list() == [1, 2, 3, 5]


def test_the_header_of_two_merged_rows_is_joined() -> None:
    rows: Cells = [
        ["TT", "Tên doanh nghiệp", "MST", "Số lao động", None, None, None],
        [None, None, None, "Tổng số", "HĐ không xác định thời hạn", "HĐ xác định thời hạn", "Dưới 3 tháng"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Công ty A", "2000108818", 9, 5, 3, 1],
    ]
    came = read(xlsx_bytes(rows), "labour_use")
    assert came.rows.select("headcount", "open_ended", "fixed_term", "under_3_months").row(0) == (9, 5, 3, 1)


def test_the_column_order_and_usual_spellings_vary() -> None:
    rows: Cells = [
        ["Người đại diện pháp luật", "TÊN NNT", "Trạng thái NNT", "MST", "Tổng số LĐ"],
        ["Trần Thị Đạt", "Công ty A", "Đang hoạt động", "2000108818", "5 người"],
    ]
    row = read(csv_bytes(rows), "tax_enterprises").rows
    assert row.select("name", "tax_code", "representative", "headcount").row(0) == (
        "Công ty A",
        "2000108818",
        "Trần Thị Đạt",
        5,
    )


def test_a_typing_error_in_a_required_header_is_forgiven() -> None:
    rows = [["Mã số thuê", "Tên người nộp thúe", "Ghi nhận"], ["2000108818", "Công ty A", "x"]]
    assert read(csv_bytes(rows), "tax_enterprises").reading.taken == 1


def test_an_unknown_header_is_kept_as_it_came() -> None:
    rows = [[*UNITS[0], "Cột lạ"], *([*row, f"  giữ {i}"] for i, row in enumerate(UNITS[1:]))]
    came = read(csv_bytes(rows), "tax_enterprises")
    assert came.reading.header[5] == "Cột lạ"
    assert [cells[5] for cells in came.cells["cells"].to_list()] == ["  giữ 0", "  giữ 1", "  giữ 2"]


def test_a_missing_column_is_refused_with_the_headers_seen() -> None:
    with pytest.raises(MissingColumns, match=r"“Mã số thuế”.*dòng 1: “STT”; “Tên”"):
        read(csv_bytes([["STT", "Tên", "Địa chỉ"], [1, "A", "B"]]), "tax_enterprises")


def test_a_mapped_header_is_read_as_its_field() -> None:
    rows = [["Ký hiệu đối tượng", "Danh xưng"], ["2000108818", "Công ty A"]]
    with pytest.raises(NoHeader):
        read(csv_bytes(rows), "tax_enterprises")
    remembered = {"ky hieu doi tuong": "tax_code", "danh xung": "name"}
    assert read(csv_bytes(rows), "tax_enterprises", remembered=remembered).rows["name"].to_list() == [
        "Công ty A"
    ]


def test_two_columns_of_one_title_are_refused_only_when_they_differ() -> None:
    same = [[*row, row[1]] for row in UNITS]
    assert read(csv_bytes(same), "tax_enterprises").reading.taken == 3
    other = [[*UNITS[0], "Mã số thuế"], *([*row, "2000999999"] for row in UNITS[1:])]
    with pytest.raises(TwinColumns, match="cột thứ 2 và 6"):
        read(csv_bytes(other), "tax_enterprises")


def test_the_sheet_whose_header_fits_best_is_taken_and_named() -> None:
    data = xlsx_bytes(
        UNITS, sheet="Danh sách", others={"Bìa": [["Kính gửi"]], "Số liệu": [["Mã số thuế"], ["1"]]}
    )
    came = read(data, "tax_enterprises")
    assert came.reading.sheet == "Danh sách"
    assert came.reading.warnings == ()


def test_a_second_sheet_with_such_a_list_is_told() -> None:
    came = read(xlsx_bytes(UNITS, sheet="Huyện A", others={"Huyện B": UNITS}), "tax_enterprises")
    assert came.reading.sheet == "Huyện B"
    assert "Huyện A" in came.reading.warnings[0]


# --- typed cells ---


def test_lost_leading_zeros_of_codes_come_back() -> None:
    rows = [
        ["Mã số BHXH", "Họ và tên", "Số CMND/CCCD", "Mã đơn vị", "Từ tháng", "Mức lương đóng"],
        [421003015, "Nguyễn Văn A", 42071748136, "tb0009d", "01/2018", "3.700.000"],
    ]
    row = read(xlsx_bytes(rows), "insured_members").rows
    assert row.select("si_number", "id_number", "unit_code", "from_month", "wage_vnd").row(0) == (
        "0421003015", "042071748136", "TB0009D", date(2018, 1, 1), 3_700_000
    )  # fmt: skip


def test_words_instead_of_a_code_are_no_code() -> None:
    rows = [
        ["Tên cơ sở", "Xã", "Mã số thuế"],
        ["A", "Cẩm Minh", "chưa có"],
        ["B", "Cẩm Minh", "2000 108 818"],
    ]
    assert read(csv_bytes(rows), "commune_businesses").rows["tax_code"].to_list() == [None, "2000108818"]


def test_a_code_that_no_rule_reads_stays_as_digits_and_warns() -> None:
    rows = [["Tên cơ sở", "Xã", "Mã số thuế"], ["A", "Cẩm Minh", "28A8001234"]]
    came = read(csv_bytes(rows), "commune_businesses")
    assert came.rows["tax_code"].to_list() == ["28A8001234"]
    assert came.reading.warnings and came.reading.quarantined == 0


def test_each_reason_of_a_bad_row_is_told_with_column_and_value() -> None:
    rows = [
        ["Mã số BHXH", "Họ và tên", "Ngày sinh", "Mã đơn vị", "Từ tháng", "Đến tháng", "Mức lương đóng"],
        ["4210030156", "Nguyễn Văn A", "31/02/1990", "TB0009D", "05/2018", "03/2018", "nhiều"],
        ["4210030157", "Nguyễn Văn B", "01/02/1990", "TB0009D", "05/2018", "06/2018", "5000000"],
        ["4210030158", "", "01/02/2030", "TB0009D", "13/2018", "", "5000000"],
    ]
    came = read(csv_bytes(rows), "insured_members")
    assert came.rows["row"].to_list() == [2]
    assert sorted(came.reasons) == [
        (1, "born_on", "impossible"), (1, "to_month", "backwards"), (1, "wage_vnd", "unreadable"),
        (3, "born_on", "impossible"), (3, "from_month", "impossible"), (3, "full_name", "required"),
    ]  # fmt: skip
    told = next(fault for fault in came.reading.faults if fault.field == "born_on")
    assert (told.title, told.value, told.sheet_row) == ("Ngày sinh", "31/02/1990", 2)
    assert "31/02/1990" in told.reason


def test_months_of_a_year_are_twelve_at_most() -> None:
    rows = [
        ["MST cơ quan chi trả", "Họ và tên", "Số tháng"],
        ["2000108818", "A", 12],
        ["2000108818", "B", 13],
    ]
    assert read(csv_bytes(rows), "tax_payroll").reasons == [(2, "months", "impossible")]


def test_an_error_cell_quarantines_its_row() -> None:
    data = xlsx_bytes(UNITS)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    broken = sheet.replace(b'<c r="E2"><v>12</v></c>', b'<c r="E2" t="e"><f>A9</f><v>#REF!</v></c>')
    came = read(repacked(data, {"xl/worksheets/sheet1.xml": broken}), "tax_enterprises")
    assert came.reasons == [(1, "headcount", "error_cell")]
    assert came.cells["cells"].to_list()[0][4] == "#REF!"


def test_money_in_thousands_is_told_by_the_title_or_above_the_table() -> None:
    by_title = [["MST", "Tên NNT", "Quỹ lương (nghìn đồng)"], ["2000108818", "A", "3.700"]]
    above = [["Đơn vị tính: triệu đồng"], ["MST", "Tên NNT", "Quỹ lương"], ["2000108818", "A", "3,7"]]
    plain = [["MST", "Tên NNT", "Quỹ lương"], ["2000108818", "A", "3700000"]]
    for rows in (by_title, above, plain):
        assert read(csv_bytes(rows), "tax_enterprises").rows["payroll_vnd"].to_list() == [3_700_000]


def test_zero_hired_is_evidence_and_blank_is_none() -> None:
    rows = [
        ["Tên cơ sở", "Xã", "Số LĐ thuê mướn"],
        ["A", "x", "0"],
        ["B", "x", ""],
        ["C", "x", "không"],
        ["D", "x", "05"],
    ]
    assert read(csv_bytes(rows), "commune_businesses").rows["hired"].to_list() == [0, None, 0, 5]


def test_choices_take_the_contracts_word_and_others_stay() -> None:
    rows = [["Mã số doanh nghiệp", "Biến động", "Từ ngày"]]
    words = ["Tạm ngừng kinh doanh", "Giải thể", "PHÁ SẢN", "hoạt động trở lại", "Chuyển trụ sở"]
    rows += [["2000108818", word, "01/02/2018"] for word in words]
    came = read(csv_bytes(rows), "business_events")
    assert came.rows["event"].to_list() == [
        "suspension",
        "dissolution",
        "bankruptcy",
        "return",
        "Chuyển trụ sở",
    ]


# --- places ---


def test_a_communes_own_list_need_not_name_it() -> None:
    rows = [["Tên cơ sở", "Chủ hộ", "Thôn/xóm"], ["Quán cơm", "Nguyễn Văn A", "Thôn 3"]]
    came = read(csv_bytes(rows), "commune_businesses", period="2018-Q2", commune="18685")
    assert came.rows.select("commune_code", "district_code").row(0) == ("18685", "446")
    with pytest.raises(MissingColumns, match="Xã/Phường"):
        read(csv_bytes(rows), "commune_businesses", period="2018-Q2")


def test_places_are_those_of_the_lists_period() -> None:
    rows = [["Tên thành viên", "Xã", "Huyện"], ["HTX A", "Xã Cẩm Thăng", "Huyện Cẩm Xuyên"]]
    before = read(csv_bytes(rows), "association_members", period="2018").rows["commune_code"].to_list()
    assert before == ["18712"]


def test_the_address_names_the_place_where_no_column_does() -> None:
    rows = [
        ["MST", "Tên NNT", "Địa chỉ"],
        ["2000108818", "A", "Số 1, ngõ 2, đường Phan Đình Phùng, Phường Nam Hà, TP Hà Tĩnh, Việt Nam"],
        ["2000108819", "B", "Số 9 đường Láng, Quận Đống Đa, Hà Nội"],
    ]
    came = read(csv_bytes(rows), "tax_enterprises")
    assert came.rows["commune_code"].to_list() == ["18073", None]


def test_every_column_of_the_contract_stands_in_the_rows() -> None:
    from baophu.intake.bulk import columns_of
    from baophu.intake.contracts import contract

    assert tuple(read(csv_bytes(UNITS), "tax_enterprises").rows.columns) == columns_of(
        contract("tax_enterprises")
    )
