"""Pages of money: who sees them, what they say first, and what their forms change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role, Run
from baophu.funds.models import (
    Assignment,
    Balance,
    Commitment,
    Dispute,
    HardToCollect,
    LedgerLine,
    MonthClose,
    MonthHead,
    Relief,
    Transfer,
)
from lawbook.desk import confirmed
from web import factory
from web.employers_cast import ON
from web.test_employers_pages import signed_in

pytestmark = pytest.mark.django_db
UNIT, KEY = "TA0417B", f"payments:{'ab' * 32}:7"
MINE = {"unit_code": UNIT, "run_until": None, "fingerprint": "0" * 32}


@pytest.fixture
def run() -> Run:
    """A published run of the last day of June 2018."""
    return factory.run(ON)


@pytest.fixture
def firm(run: Run) -> str:
    """An employer of huyện Cẩm Xuyên that owes for May and June 2018; its identifier."""
    record = factory.employer(1, name="Công ty May", unit_code=UNIT, district_code="446")
    own = MINE | {"employer_id": record.employer_id, "run_from": run.pk}
    for number, age in ((5, "owed"), (6, "not_due")):
        month = date(2018, number, 1)
        MonthHead.objects.create(**own, month=month, workers=5, leave_workers=0, social_base_vnd=27_500_000,
                                 unemployment_base_vnd=27_500_000)  # fmt: skip
        for fund, amount in (
            ("social", 7_000_000),
            ("health", 1_237_500),
            ("unemployment", 550_000),
            ("accident", 12_500),
        ):
            late = fund == "social" and number == 6
            LedgerLine.objects.create(
                **own, month=month, fund=fund, brought_owed_vnd=amount if number == 6 else 0, brought_over_vnd=0,
                brought_interest_vnd=0, due_vnd=amount, adjustment_vnd=0, interest_base_vnd=amount if late else 0,
                rate_ppm=None, interest_vnd=None if late else 0, interest_adjustment_vnd=0, paid_vnd=0,
                paid_interest_vnd=0, carried_owed_vnd=amount * (number - 4), carried_over_vnd=0,
                carried_interest_vnd=0, undetermined="arrears.monthly_rate.bhxh" if late else "",
            )  # fmt: skip
            Balance.objects.create(
                **own, month=month, fund=fund, due_vnd=amount, paid_vnd=0, owed_vnd=amount, interest_vnd=0,
                interest_paid_vnd=0, due_on=date(2018, number, 30), age=age, opening=False, district_code="446",
                undetermined_from=date(2018, 6, 1) if fund == "social" and number == 5 else None,
                undetermined_to=date(2018, 6, 1) if fund == "social" and number == 5 else None,
            )  # fmt: skip
    return record.employer_id


@pytest.fixture
def waiting(run: Run) -> Transfer:
    """A transfer of which nobody knows the unit."""
    return Transfer.objects.create(
        run_from=run.pk, fingerprint="1" * 32, transfer_key=KEY, receipt_id=1, row=7, paid_on=date(2018, 6, 20),
        amount_vnd=5_000_000, held="no_trace", reference="dong BHXH", voucher_no="NH01", payer="Cty lạ",
    )  # fmt: skip


def collector(area: str = "446") -> Client:
    return signed_in(Role.SI_DISTRICT, area, f"can-bo-{area}")


def province(role: Role = Role.SI_PROVINCE) -> Client:
    return signed_in(role, "42", f"tinh-{role}")


def test_the_account_says_first_what_is_past_its_day_and_which_interest_is_not_in_it(firm: str) -> None:
    page = collector().get(f"/don-vi/{firm}/thu-nop/").content.decode()
    assert "Quá hạn 8.800.000\u00a0đồng của 1 tháng, từ tháng 05/2018" in page
    assert "chưa gồm lãi từ 01/06/2018 đến 01/06/2018" in page
    assert "chưa xác định" in page


def test_another_district_finds_neither_account_nor_notice_nor_form(firm: str) -> None:
    stranger = collector("447")
    for path in (
        "thu-nop/",
        f"thong-bao/{UNIT}/2018-06/",
        f"thong-bao/{UNIT}/2018-06/c12.pdf",
        f"thu-nop/{UNIT}/cam-ket/",
    ):
        assert stranger.get(f"/don-vi/{firm}/{path}").status_code == 404
    assert "Công ty May" not in stranger.get("/no-dong/").content.decode()


@pytest.mark.parametrize("role", [Role.COMMUNE_CLERK, Role.AGENCY_CLERK, Role.ADMINISTRATOR])
def test_who_does_not_collect_finds_no_page_of_money(firm: str, role: Role) -> None:
    client = signed_in(role, "42", f"khac-{role}")
    for path in (f"/don-vi/{firm}/thu-nop/", "/no-dong/", "/tien-cho-khop/", "/chot-so/"):
        assert client.get(path).status_code == 404


def test_the_notice_shows_untold_interest_as_a_dash_and_never_as_zero(firm: str) -> None:
    page = collector().get(f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/").content.decode()
    line = page[page.index('<td class="no">Đ.2.3</td>') :].split("</tr>")[0]
    assert line.count("—") == 2 and ">0</a>" in line  # of the one fund, and of the sum
    assert "Chuyển kỳ sau còn phải nộp 17.600.000\u00a0đồng" in page


def test_the_notice_is_made_as_pdf_and_as_workbook_and_the_making_is_in_the_journal(firm: str) -> None:
    client = collector()
    pdf = client.get(f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/c12.pdf")
    book = client.get(f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/c12.xlsx")
    assert pdf.content.startswith(b"%PDF-") and book.content.startswith(b"PK")
    assert f"C12-TS-{UNIT}-2018-06.pdf" in pdf["Content-Disposition"]
    assert AuditEntry.objects.filter(action="funds.notice_made", subject=f"unit:{UNIT}").count() == 2


@pytest.mark.parametrize("month", ["2018-13", "2018-6", "khong", "0000-01", "2031-01"])
def test_a_month_that_is_none_or_has_no_figures_is_not_found(firm: str, month: str) -> None:
    assert collector().get(f"/don-vi/{firm}/thong-bao/{UNIT}/{month}/").status_code == 404


def test_a_commitment_is_kept_with_its_paper_and_can_be_taken_back(firm: str) -> None:
    client = collector()
    form = {"document": "12/CK", "signed_on": "02/07/2018", "amount_vnd": "5.000.000", "pay_by": "31/08/2018"}
    assert client.post(f"/don-vi/{firm}/thu-nop/{UNIT}/cam-ket/", form).status_code == 302
    kept = Commitment.objects.get()
    assert (kept.amount_vnd, kept.pay_by, kept.document) == (5_000_000, date(2018, 8, 31), "12/CK")
    assert "Cam kết trả 5.000.000" in client.get(f"/don-vi/{firm}/thu-nop/").content.decode()
    back = {"number": kept.pk, "because": "ghi nhầm đơn vị"}
    client.post(f"/don-vi/{firm}/thu-nop/{UNIT}/rut/?loai=commitment", back)
    kept.refresh_from_db()
    assert kept.withdrawn_because == "ghi nhầm đơn vị"


def test_a_bad_commitment_is_refused_beside_its_field_and_keeps_what_was_typed(firm: str) -> None:
    form = {"document": "", "signed_on": "32/07/2018", "amount_vnd": "-5", "pay_by": "31/08/2018"}
    answer = collector().post(f"/don-vi/{firm}/thu-nop/{UNIT}/cam-ket/", form).content.decode()
    for sentence in (
        "Chưa có số văn bản cam kết trả nợ.",
        "Chưa đọc được ngày này.",
        "Chưa đọc được số tiền này.",
    ):
        assert sentence in answer
    assert 'value="32/07/2018"' in answer and not Commitment.objects.exists()


def test_a_suspension_is_recorded_shown_with_its_reason_and_taken_back(firm: str) -> None:
    client, there = collector(), f"/don-vi/{firm}/thu-nop/{UNIT}"
    form = {
        "kind": "pension_suspension", "first": "5/2018", "last": "06/2018", "document": "12/QĐ-BHXH",
        "issued_on": "02/05/2018", "article": "Điều 88 Luật BHXH 2014",
    }  # fmt: skip
    assert (
        "Chưa đọc được tháng này"
        in client.post(f"{there}/giam-dong/", form | {"first": "13/2018"}).content.decode()
    )
    assert (
        "trước tháng đầu" in client.post(f"{there}/giam-dong/", form | {"last": "04/2018"}).content.decode()
    )
    assert client.post(f"{there}/giam-dong/", form).status_code == 302
    assert "đã gồm các tháng 05/2018–06/2018" in client.post(f"{there}/giam-dong/", form).content.decode()
    made = Relief.objects.get()
    page = client.get(f"/don-vi/{firm}/thu-nop/").content.decode()
    assert "Tạm dừng đóng vào quỹ hưu trí và tử tuất, 05/2018–06/2018" in page
    assert "12/QĐ-BHXH, 02/05/2018" in page and "Điều 88 Luật BHXH 2014" in page
    client.post(f"{there}/rut/?loai=relief", {"number": made.pk, "because": "ghi nhầm tháng"})
    page = signed_in(Role.AUDITOR, "42", "kiem-toan").get(f"/don-vi/{firm}/thu-nop/").content.decode()
    assert "12/QĐ-BHXH" in page and "đã rút: ghi nhầm tháng" in page and "giam-dong" not in page
    assert client.post(f"{there}/giam-dong/", form | {"last": "07/2018"}).status_code == 302
    assert AuditEntry.objects.filter(action__in=("funds.relief", "funds.withdraw_relief")).count() == 3


def test_a_debt_hard_to_collect_stays_in_the_total(firm: str) -> None:
    client = collector()
    form = {"document_kind": "commune_record", "document": "3/BB", "issued_on": "01/07/2018"}
    assert client.post(f"/don-vi/{firm}/thu-nop/{UNIT}/kho-thu/", form).status_code == 302
    assert HardToCollect.objects.get().unit_code == UNIT
    page = client.get("/no-dong/").content.decode()
    assert "Nợ khó thu" in page and "quá hạn 8.800.000" in page


def test_a_disputed_notice_ends_with_minutes_and_a_corrected_notice(firm: str) -> None:
    client = collector()
    there = f"/don-vi/{firm}/thu-nop/{UNIT}"
    client.post(f"{there}/doi-chieu/?thang=2018-06", {"claim": "Một người đã nghỉ từ tháng 4"})
    dispute = Dispute.objects.get()
    assert (
        "Đang đối chiếu với đơn vị"
        in client.get(f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/").content.decode()
    )
    minutes = {
        "number": dispute.pk,
        "document": "12/BB-BHXH",
        "issued_on": "31/12/2099",
        "outcome": "corrected",
    }
    client.post(f"{there}/bien-ban/", minutes)
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.minutes_no) == ("corrected", "12/BB-BHXH")
    assert "Đã lập thông báo sửa" in client.get(f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/").content.decode()


def test_a_waiting_transfer_is_given_a_unit_and_taken_back(firm: str, waiting: Transfer) -> None:
    client = province()
    page = client.get("/tien-cho-khop/").content.decode()
    assert "1 giao dịch chờ khớp: 5.000.000" in page
    assert (
        client.post(f"/tien-cho-khop/{KEY}/", {"unit_code": "ta0417b", "because": "công văn 5"}).status_code
        == 302
    )
    given = Assignment.objects.get()
    assert (given.unit_code, given.withdrawn_at) == (UNIT, None)
    client.post(f"/tien-cho-khop/{KEY}/", {"rut": "1", "number": given.pk, "because": "nhầm"})
    given.refresh_from_db()
    assert given.withdrawn_because == "nhầm"


def test_an_auditor_reads_waiting_money_and_closings_but_decides_nothing(
    firm: str, waiting: Transfer
) -> None:
    client = province(Role.AUDITOR)
    assert "Chọn đơn vị" not in client.get(f"/tien-cho-khop/{KEY}/").content.decode()
    assert client.post(f"/tien-cho-khop/{KEY}/", {"unit_code": UNIT, "because": "x"}).status_code == 404
    assert client.get("/chot-so/").status_code == 200
    assert client.post("/chot-so/", {"month": "2018-05"}).status_code == 404
    assert not Assignment.objects.exists() and not MonthClose.objects.exists()


def test_months_are_closed_in_their_order_by_the_province(firm: str) -> None:
    client = province()
    assert "Tháng 05/2018 chưa chốt số liệu" in client.get("/chot-so/").content.decode()
    refused = client.post("/chot-so/", {"month": "2018-06"})
    assert refused.status_code == 409 and not MonthClose.objects.exists()
    assert client.post("/chot-so/", {"month": "2018-05"}).status_code == 302
    assert MonthClose.objects.get().month == date(2018, 5, 1)
    assert "Tháng 06/2018 chưa chốt số liệu" in client.get("/chot-so/").content.decode()


def _of_another_unit(firm: str) -> None:
    """Let the employer have a second unit, with as many lines as the first, and a promise on each."""
    for model in (LedgerLine, Balance):
        for row in model.objects.filter(unit_code=UNIT):
            row.pk, row.unit_code = None, "TA0418B"
            row.save()
    for unit in (UNIT, "TA0418B"):
        Commitment.objects.create(
            unit_code=unit, at=datetime(2018, 7, 1, tzinfo=UTC), document="1/CK", signed_on=ON, amount_vnd=1,
            pay_by=date(2018, 9, 1),
        )  # fmt: skip
        Relief.objects.create(
            unit_code=unit, at=datetime(2018, 7, 1, tzinfo=UTC), kind="accident_reduction", article="Điều 5",
            from_month=ON.replace(day=1), to_month=ON.replace(day=1), document="3/QĐ", decided_on=ON,
        )  # fmt: skip


def test_an_employer_with_two_units_shows_both_accounts_with_what_was_decided_on_each(firm: str) -> None:
    _of_another_unit(firm)
    HardToCollect.objects.create(
        unit_code="TA0418B", at=datetime(2018, 7, 1, tzinfo=UTC), document_kind="dissolution", document="2/GT",
        issued_on=ON,
    )  # fmt: skip
    Dispute.objects.create(
        unit_code=UNIT, at=datetime(2018, 7, 1, tzinfo=UTC), month=date(2018, 6, 1), claim="Sai số người",
        opened_on=ON,
    )  # fmt: skip
    page = collector().get(f"/don-vi/{firm}/thu-nop/").content.decode()
    first, second = page.split('id="dv-')[1:]
    assert first.startswith(UNIT) and "1/CK" in first and "Sai số người" in first and "2/GT" not in first
    assert second.startswith("TA0418B") and "1/CK" in second and "2/GT" in second and "Sai số" not in second


def test_the_pages_of_money_need_few_queries(
    firm: str, waiting: Transfer, django_assert_max_num_queries
) -> None:
    client = province()
    _of_another_unit(firm)
    for path in (
        f"/don-vi/{firm}/thu-nop/",
        f"/don-vi/{firm}/thong-bao/{UNIT}/2018-06/",
        "/no-dong/",
        "/tien-cho-khop/",
        f"/tien-cho-khop/{KEY}/",
        "/chot-so/",
        f"/don-vi/{firm}/thu-nop/{UNIT}/cam-ket/",
        f"/don-vi/{firm}/thu-nop/{UNIT}/kho-thu/",
        f"/don-vi/{firm}/thu-nop/{UNIT}/giam-dong/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_interest_by_a_rate_that_officers_entered_names_the_document_wherever_it_stands(firm: str) -> None:
    confirmed()
    late = LedgerLine.objects.get(month=date(2018, 6, 1), fund="social")
    late.interest_vnd, late.carried_interest_vnd, late.rate_ppm = 86_415, 86_415, 12_345
    late.undetermined = ""
    late.save()
    Balance.objects.update(undetermined_from=None, undetermined_to=None)
    client = collector()
    for path in ("thu-nop/", f"thong-bao/{UNIT}/2018-06/"):
        page = client.get(f"/don-vi/{firm}/{path}").content.decode()
        assert "do cán bộ ghi theo văn bản số 9999/TB-BHXH ngày 12/01/2018" in page
        assert "86.415" in page and "chưa gồm lãi" not in page


def test_a_repeated_transfer_is_told_by_the_row_it_repeats_and_not_by_its_key(waiting: Transfer) -> None:
    waiting.held, waiting.other = "duplicate", f"payments:{'cd' * 32}:12"
    waiting.save()
    page = province().get("/tien-cho-khop/").content.decode()
    assert "với dòng 12 của danh sách nhận trước" in page and "cdcdcd" not in page
