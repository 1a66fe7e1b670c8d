"""What comes back from a trip: which lines count, which are sent back with a sentence."""

from __future__ import annotations

import pytest

from baophu.intake.loose import rows_of
from baophu.plan import trips
from baophu.plan.findings import OUTCOMES
from baophu.reporting.documents.trip import KEY, ROWS_A_PAGE, TripLine, TripSheet, trip_pdf, trip_workbook


def back(outcome: str, workers: str = "", note: str = "") -> trips.Returned | None:
    return trips.returned(row=3, name="Tạp hóa", key="E1", outcome=outcome, workers=workers, note=note)


@pytest.mark.parametrize(
    ("outcome", "workers", "note", "told"),
    [
        ("1", "12", "", (1, 12)),
        ("1 Đang hoạt động, có thuê lao động thuộc diện", "12.0", "", (1, 12)),  # as a workbook gives it back
        ("2", "", "", (2, None)),
        ("2", "0", "", (2, 0)),
        ("3", "", "", (3, None)),
        ("4", "", "đến 31/12/2018", (4, None)),
        ("9", "", "trùng với Tạp hóa B", (9, None)),
    ],
)
def test_a_line_that_stands_counts(
    outcome: str, workers: str, note: str, told: tuple[int, int | None]
) -> None:
    line = back(outcome, workers, note)
    assert line is not None and (line.outcome, line.workers) == told


def test_an_employer_that_was_not_visited_is_no_line() -> None:
    assert back(" ") is None


@pytest.mark.parametrize(
    ("outcome", "workers", "fault"),
    [
        ("", "4", trips.NoOutcome),
        ("0", "", trips.UnknownOutcome),
        ("10", "", trips.UnknownOutcome),
        ("nghỉ", "", trips.UnknownOutcome),
        ("1", "", trips.NoWorkers),
        ("1", "0", trips.NoWorkers),
        ("2", "3", trips.NotNobody),
        ("1", "ba", trips.NotACount),
        ("1", "-1", trips.NotACount),
        ("1", "100001", trips.NotACount),
        ("4", "", trips.NoRemark),
        ("7", "", trips.NoRemark),
        ("9", "", trips.NoRemark),
    ],
)
def test_a_line_that_cannot_count_names_its_row(
    outcome: str, workers: str, fault: type[trips.BadLine]
) -> None:
    with pytest.raises(fault, match=r"Dòng 3 \(Tạp hóa\)"):
        back(outcome, workers)


def sheet(employers: int) -> TripSheet:
    lines = [
        TripLine(f"E{n}", f"Hộ kinh doanh Đặng Thị Thủy {n}", "Đặng Thị Thủy", "thôn Phú Lợi", "3001427096", "TA0001A",
                 "0912345678", ("5", "7", "—", "0"), "")
        for n in range(1, employers + 1)
    ]  # fmt: skip
    return TripSheet("PHIẾU ĐI XÃ", "Xã Kỳ Phú", "x", lines, list(OUTCOMES.items()), "Cán bộ", "lượt 1")


def test_the_workbook_filled_in_comes_back_as_its_lines(tmp_path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "phieu.xlsx"
    file.write_bytes(trip_workbook(sheet(3)))
    book = load_workbook(file)
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows() if row[0].value == KEY)
    places = {cell.value: cell.column for cell in head}
    page.cell(head[0].row + 2, places["Mã kết quả"], "1 Đang hoạt động, có thuê lao động thuộc diện")
    page.cell(head[0].row + 2, places["Số lao động thuộc diện"], 4)
    assert [str(v.sqref) for v in page.data_validations.dataValidation] == ["M6:M8", "N6:N8"]
    assert page.protection.sheet and page.cell(head[0].row + 1, 1).protection.locked
    book.save(file)
    lines = trips.from_rows(rows_of(file.read_bytes(), file="phieu.xlsx"), file="phieu.xlsx")
    assert lines == [trips.Returned("E2", 1, 4, "")]


def test_a_workbook_without_an_outcome_and_one_that_is_no_sheet_are_refused() -> None:
    empty = rows_of(trip_workbook(sheet(2)), file="a.xlsx")
    with pytest.raises(trips.NothingFilled):
        trips.from_rows(empty, file="a.xlsx")
    with pytest.raises(trips.NotATripSheet, match="Mã tra cứu"):
        trips.from_rows([("STT", "Tên")], file="b.xlsx")


@pytest.mark.parametrize(("employers", "pages"), [(1, 1), (ROWS_A_PAGE, 1), (ROWS_A_PAGE + 1, 2), (60, 3)])
def test_a_page_holds_at_most_25_employers(employers: int, pages: int) -> None:
    made = trip_pdf(sheet(employers))
    assert made.startswith(b"%PDF") and made.count(f"/Type/Pages/Count {pages}/".encode()) == 1
