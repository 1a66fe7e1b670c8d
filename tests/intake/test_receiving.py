"""Receipts: once the same bytes, versions, nil returns, withdrawal, correction, answers, what stands on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from django.db import transaction

from baophu.access.models import AuditEntry, Role, User
from baophu.access.queries import first_broken_line
from baophu.intake import actions, queries
from baophu.intake.bulk import TooManyFaults
from baophu.intake.contracts import UnknownList
from baophu.intake.landing import root
from baophu.intake.models import Fault, HeaderMapping, Receipt, ReceiptState, Refusal
from baophu.intake.refusals import (
    AlreadyCorrected,
    AlreadyReceived,
    AlreadyWithdrawn,
    BadMapping,
    ListAlreadyReceived,
    NilAlreadyReceived,
    NoReason,
    NoSuchFile,
    NotTheNewest,
    PeriodTooFarAhead,
    StillFaulty,
)
from baophu.kernel.errors import Corrupt, Forbidden, NotFound, Refused
from baophu.kernel.time import UnreadablePeriod
from intake.office import UNITS, csv_bytes, xlsx_bytes

AT = datetime(2018, 7, 5, 3, tzinfo=UTC)
TAX = {"list_name": "tax_enterprises", "agency": "Cục Thuế tỉnh", "period": "2017", "by": None, "at": AT}
COMMUNE = {
    "list_name": "commune_businesses",
    "agency": "commune-18685",
    "period": "2018-Q2",
    "by": None,
    "at": AT,
}
SHOPS = [["Tên cơ sở", "Chủ hộ", "Xã", "Số LĐ thuê mướn"], ["Quán cơm", "Nguyễn Văn A", "Cẩm Bình", 2]]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def evidence(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    settings.EVIDENCE = tmp_path / "evidence"
    return settings.EVIDENCE


def _tax(rows=UNITS, **changed) -> Receipt:  # type: ignore[no-untyped-def]
    return actions.receive(content=csv_bytes(rows), file_name="nnt.csv", **{**TAX, **changed})


def test_a_list_becomes_a_receipt_with_its_rows_beside_the_bytes() -> None:
    receipt = _tax()
    assert receipt.number == "2017-tax-tax_enterprises-01"
    assert (receipt.taken, receipt.quarantined, receipt.version) == (3, 0, 1)
    assert receipt.received_on == date(2018, 7, 5)
    assert (receipt.evidence / "file").read_bytes() == csv_bytes(UNITS)
    assert pl.read_parquet(receipt.evidence / "rows.parquet").height == 3
    assert receipt.mapping["tax_code"] == 1 and receipt.header[1] == "Mã số thuế"
    assert [entry.action for entry in AuditEntry.objects.all()] == ["receipt.accept"]
    assert first_broken_line() is None


def test_the_day_received_is_the_day_in_viet_nam() -> None:
    late = datetime(2018, 7, 4, 20, tzinfo=UTC)  # 03:00 on 5 July in Hà Tĩnh
    assert _tax(at=late).received_on == date(2018, 7, 5)


def test_a_communes_receipt_bears_its_code() -> None:
    receipt = actions.receive(content=csv_bytes(SHOPS), file_name="q2.csv", **COMMUNE)
    assert receipt.number == "2018-Q2-18685-01"
    assert receipt.area_code == "18685"


def test_the_same_bytes_are_refused_with_the_first_receipt() -> None:
    first = _tax()
    with pytest.raises(AlreadyReceived, match=f"05/07/2018, biên nhận {first.number}"):
        actions.receive(content=csv_bytes(UNITS), file_name="ten-khac.csv", **TAX)
    assert Receipt.objects.count() == 1
    assert not Refusal.objects.exists()


def test_the_same_bytes_of_another_period_are_another_list() -> None:
    first, second = _tax(), _tax(period="2018")
    assert first.evidence != second.evidence
    assert pl.read_parquet(second.evidence / "rows.parquet").height == 3


def test_a_corrected_file_replaces_the_former_which_is_kept() -> None:
    first = _tax()
    second = _tax(UNITS[:3])
    first.refresh_from_db()
    assert (second.version, second.number) == (2, "2017-tax-tax_enterprises-02")
    assert (first.state, first.replaced_by) == (ReceiptState.REPLACED, second)
    assert (first.evidence / "rows.parquet").exists()
    assert [e.number for e in queries.evidence(on=date(2018, 6, 30))] == [second.number]
    with pytest.raises(AlreadyReceived):
        _tax()


def test_a_nil_return_counts_once_and_never_over_a_list() -> None:
    nil = actions.receive_nil(**COMMUNE)
    assert (nil.nil, nil.taken, nil.number) == (True, 0, "2018-Q2-18685-01")
    with pytest.raises(NilAlreadyReceived, match=r"quý II/2018.*2018-Q2-18685-01"):
        actions.receive_nil(**COMMUNE)
    listed = actions.receive(content=csv_bytes(SHOPS), file_name="q2.csv", **COMMUNE)
    assert listed.version == 2
    with pytest.raises(ListAlreadyReceived, match="withdraw"):
        actions.receive_nil(**COMMUNE)
    assert queries.evidence(on=date(2018, 6, 30))[0].number == listed.number


def test_a_withdrawn_list_no_longer_counts_and_the_one_before_it_does() -> None:
    first, second = _tax(), _tax(UNITS[:3])
    with pytest.raises(NoReason):
        actions.withdraw(number=second.number, because="  ", by=None, at=AT)
    with pytest.raises(NotTheNewest, match=second.number):
        actions.withdraw(number=first.number, because="nhầm", by=None, at=AT)
    actions.withdraw(number=second.number, because="Gửi nhầm tệp năm trước", by=None, at=AT)
    assert [e.number for e in queries.evidence(on=date(2018, 6, 30))] == [first.number]
    with pytest.raises(AlreadyWithdrawn, match="Gửi nhầm"):
        actions.withdraw(number=second.number, because="lần nữa", by=None, at=AT)
    actions.withdraw(number=first.number, because="cũng nhầm", by=None, at=AT)
    assert queries.evidence(on=date(2018, 6, 30)) == []
    assert _tax().version == 3  # sent again on purpose


def test_a_list_counts_from_the_first_day_of_its_period() -> None:
    _tax(period="2018-06")
    assert queries.evidence(on=date(2018, 5, 31)) == []
    assert len(queries.evidence(on=date(2018, 6, 1))) == 1


def test_what_counts_is_ordered_by_period_list_and_hash_not_by_arrival() -> None:
    _tax(period="2018-02")
    actions.receive(content=csv_bytes(SHOPS), file_name="q2.csv", **{**COMMUNE, "period": "2018-Q1"})
    _tax(period="2018-01")
    found = [(e.begins_on, e.list_name) for e in queries.evidence(on=date(2018, 6, 30))]
    assert found == [
        (date(2018, 1, 1), "commune_businesses"),
        (date(2018, 1, 1), "tax_enterprises"),
        (date(2018, 2, 1), "tax_enterprises"),
    ]


def test_rows_that_are_gone_are_corruption_and_not_silence() -> None:
    receipt = _tax()
    (receipt.evidence / "rows.parquet").unlink()
    with pytest.raises(Corrupt, match=receipt.number):
        queries.evidence(on=date(2018, 6, 30))


BAD = [
    ["Mã số doanh nghiệp", "Tên doanh nghiệp", "Ngày cấp", "Số lao động"],
    ["2000108818", "Công ty A", "31/02/2018", "năm"],
    ["2000257418", "Công ty B", "05/02/2018", 4],
]


def _new_businesses() -> Receipt:
    return actions.receive(
        content=csv_bytes(BAD), file_name="dkkd.csv", list_name="new_businesses", agency="planning", period="2018-02",
        by=None, at=AT,
    )  # fmt: skip


def test_a_quarantined_row_is_taken_once_every_cell_is_corrected() -> None:
    receipt = _new_businesses()
    assert (receipt.taken, receipt.quarantined) == (1, 1)
    by_column = {fault.column: fault for fault in Fault.objects.all()}
    assert set(by_column) == {"registered_on", "headcount"}
    with pytest.raises(StillFaulty, match="30/02/2018"):
        actions.correct(fault_id=by_column["registered_on"].pk, value="30/02/2018", by=None, at=AT)
    actions.correct(fault_id=by_column["registered_on"].pk, value="28/02/2018", by=None, at=AT)
    receipt.refresh_from_db()
    assert (receipt.taken, receipt.quarantined) == (1, 1)
    actions.correct(fault_id=by_column["headcount"].pk, value="5", by=None, at=AT)
    receipt.refresh_from_db()
    assert (receipt.taken, receipt.quarantined, receipt.rows_name) == (2, 0, "rows-2.parquet")
    counted = queries.evidence(on=date(2018, 6, 30))[0]
    rows = pl.read_parquet(counted.rows_path)
    assert rows.select("row", "registered_on", "headcount").rows() == [
        (1, date(2018, 2, 28), 5),
        (2, date(2018, 2, 5), 4),
    ]
    assert pl.read_parquet(receipt.evidence / "rows.parquet").height == 1  # evidence is never changed
    assert list(queries.quarantine()) == []
    with pytest.raises(AlreadyCorrected, match="28/02/2018"):
        actions.correct(fault_id=by_column["registered_on"].pk, value="27/02/2018", by=None, at=AT)


def test_the_quarantine_is_told_by_list_file_row_and_column() -> None:
    receipt = _new_businesses()
    told = list(queries.quarantine())
    assert len(queries.QUARANTINE_COLUMNS) == len(told[0])
    assert sorted(line[:5] for line in told) == [
        ("new_businesses", "dkkd.csv", 1, "headcount", "năm"),
        ("new_businesses", "dkkd.csv", 1, "registered_on", "31/02/2018"),
    ]
    assert {line[6] for line in told} == {receipt.number}


def test_a_row_is_shown_as_it_came_with_its_header_and_faults() -> None:
    receipt = _new_businesses()
    shown = queries.row_cells(receipt_id=receipt.pk, row=1)
    assert shown.cells == ("2000108818", "Công ty A", "31/02/2018", "năm")
    assert (shown.sheet_row, shown.fields[2]) == (2, "registered_on")
    assert set(shown.faults) == {2, 3}
    with pytest.raises(NotFound):
        queries.row_cells(receipt_id=receipt.pk, row=3)


def test_the_sender_gets_its_rows_back_with_fault_and_finding_beside_each(tmp_path: Path) -> None:
    receipt = _new_businesses()
    out = tmp_path / "tra-loi.xlsx"
    actions.answer(number=receipt.number, out=out, by=None, at=AT, findings={2: "Đã tham gia"})
    lines = list(openpyxl.load_workbook(out).active.values)  # type: ignore[union-attr]
    header, first, second = lines[3], lines[4], lines[5]
    assert header[1:5] == tuple(BAD[0])
    assert first[1:6] == ("2000108818", "Công ty A", "31/02/2018", "năm", "Cần sửa")
    assert "31/02/2018" in first[6] and "năm" in first[6]
    assert (second[5], second[7]) == ("Đã nhận", "Đã tham gia")
    with pytest.raises(Refused, match=r"\.xlsx"):
        actions.answer(number=receipt.number, out=tmp_path / "a.csv", by=None, at=AT)


def test_no_cell_of_an_answer_is_a_formula(tmp_path: Path) -> None:
    rows = [UNITS[0], [1, "2000108818", "=cmd|' /C calc'!A0", "@SUM(1)", 5]]
    receipt = _tax(rows)
    actions.answer(number=receipt.number, out=tmp_path / "a.xlsx", by=None, at=AT)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_header_mapped_once_is_remembered_for_that_agency_and_list() -> None:
    rows = [["Ký hiệu", "Danh xưng"], ["2000108818", "Công ty A"]]
    with pytest.raises(Refused):
        _tax(rows)
    mapping = {"Ký hiệu": "tax_code", "Danh xưng": "name"}
    assert _tax(rows, mapping=mapping).taken == 1
    assert HeaderMapping.objects.count() == 2
    assert _tax([*rows, ["2000257418", "Công ty B"]]).taken == 2
    with pytest.raises(Refused):
        _tax(rows, agency="planning")
    with pytest.raises(BadMapping, match="ma_so"):
        _tax(rows, mapping={"Ký hiệu": "ma_so"})


def test_a_refused_file_is_written_down_once_with_its_sentence() -> None:
    for _ in range(2):
        with pytest.raises(Refused):
            actions.receive(content=b"%PDF-1.4", file_name="ds.pdf", **TAX)
    told = Refusal.objects.get()
    assert told.code == "intake.not_a_list" and "ds.pdf" in told.sentence


def test_words_that_mean_nothing_are_refused() -> None:
    with pytest.raises(UnknownList):
        _tax(list_name="thue")
    with pytest.raises(UnreadablePeriod):
        _tax(period="Q2/2018")
    with pytest.raises(Refused, match="Cục Thế"):
        _tax(agency="Cục Thế Giới")
    with pytest.raises(NoSuchFile):
        actions.receive(path=Path("/nowhere/x.csv"), **TAX)


def test_a_period_a_year_ahead_is_a_typing_error() -> None:
    assert _tax(period="2019").taken == 3
    with pytest.raises(PeriodTooFarAhead, match="năm 2081"):
        _tax(period="2081")


def test_a_file_whose_whole_column_is_wrong_is_refused_at_once() -> None:
    rows = [BAD[0], *([f"20{i:08}", "Công ty", "hôm qua", "1"] for i in range(10_001))]
    with pytest.raises(TooManyFaults, match="dòng 2: Ngày đăng ký: không đọc được ngày “hôm qua”"):
        actions.receive(
            content=csv_bytes(rows), file_name="dkkd.csv", list_name="new_businesses", agency="planning",
            period="2018-02", by=None, at=AT,
        )  # fmt: skip
    assert not Fault.objects.exists()


def test_a_caller_that_rolls_back_leaves_neither_receipt_nor_evidence() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _tax()
        raise ZeroDivisionError
    assert not Receipt.objects.exists()
    from baophu.intake import filing, landing

    landing.sweep(filing.is_named)
    assert [path for path in root().rglob("*") if path.is_file()] == []


# --- rights ---


def _user(role: Role, area: str, agency: str = "") -> User:
    return User.objects.create(
        username=f"{role}-{area}-{agency}", role=role, area_code=area, agency_code=agency
    )


def test_a_commune_sends_for_itself_alone() -> None:
    clerk = _user(Role.COMMUNE_CLERK, "18685")
    assert (
        actions.receive(content=csv_bytes(SHOPS), file_name="q2.csv", **{**COMMUNE, "by": clerk}).by == clerk
    )
    with pytest.raises(Forbidden):
        actions.receive_nil(**{**COMMUNE, "agency": "commune-18715", "by": clerk})
    with pytest.raises(Forbidden):
        _tax(by=clerk)


def test_a_district_office_acts_for_its_communes_and_an_auditor_for_none() -> None:
    officer = _user(Role.SI_DISTRICT, "446", "si-446")
    assert actions.receive_nil(**{**COMMUNE, "by": officer}).nil
    with pytest.raises(Forbidden):
        actions.receive_nil(**{**COMMUNE, "agency": "commune-18073", "by": officer})
    with pytest.raises(Forbidden):
        actions.receive_nil(**{**COMMUNE, "agency": "commune-18715", "by": _user(Role.AUDITOR, "42")})


def test_an_agency_corrects_and_withdraws_only_its_own() -> None:
    receipt = _new_businesses()
    tax = _user(Role.AGENCY_CLERK, "42", "tax")
    fault = Fault.objects.first()
    assert fault is not None
    with pytest.raises(Forbidden):
        actions.correct(fault_id=fault.pk, value="01/02/2018", by=tax, at=AT)
    with pytest.raises(Forbidden):
        actions.withdraw(number=receipt.number, because="nhầm", by=tax, at=AT)
    own = _user(Role.AGENCY_CLERK, "42", "planning")
    assert (
        actions.withdraw(number=receipt.number, because="nhầm", by=own, at=AT).state == ReceiptState.WITHDRAWN
    )


def test_a_workbook_with_more_than_the_limit_is_refused(settings) -> None:  # type: ignore[no-untyped-def]
    settings.MAX_FILE_MB = 1
    data = xlsx_bytes(UNITS) + b"\x00" * 1_000_000
    with pytest.raises(Refused, match="2 MB, quá 1 MB"):
        actions.receive(content=data, file_name="lon.xlsx", **TAX)
