"""The lists' pages on real receipts: sending, reading, correcting, withdrawing, who sees what."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from baophu.access.models import AuditEntry, Role
from baophu.intake.models import Draft, Fault, Receipt
from baophu.intake.readers import kinds
from baophu.linkage.models import EmployerRow
from baophu.register.models import Spell
from baophu.web.lists.words import FILE_KINDS
from web import factory
from web.employers_cast import ON
from web.test_employers_pages import signed_in, text_of

pytestmark = pytest.mark.django_db
BUDGET = 12
HEADER = "STT,Tên cơ sở,Chủ hộ,Xã,Loại,Lao động thuê,Ghi chú thêm\n"
GOOD = (
    HEADER
    + "1,Tạp hóa Thủy Trang,Đặng Thị Thủy,Cẩm Bình,HKD,2,mới mở\n2,HTX Muối sạch,Hoàng Văn Đàn,Cẩm Bình,HTX,11,\n"
)
FAULTY = (
    HEADER
    + "1,Tạp hóa Thủy Trang,Đặng Thị Thủy,Cẩm Bình,HKD,2,\n2,Tiệm tóc Hải Yến,Lê Thị Yến,Cẩm Bình,HKD,hai lăm chục,\n"
)
PEOPLE = (
    "MST cơ quan chi trả,Tên cơ quan chi trả,Họ và tên,CMND,Phụ lục,Thu nhập chịu thuế,Bảo hiểm được trừ\n"
    "3099427096,Công ty May,Nguyễn Thị Hoài Hương,042188000001,05-1/BK,66000000,6930000\n"
)


def send(client: Client, text: str, **given: str) -> object:
    """Post a file as the form does."""
    fields = {"list": "commune_businesses", "agency": "commune-18685", "period": "2018-Q2", **given}
    file = SimpleUploadedFile("ds co so.csv", text.encode(), content_type="text/csv")
    return client.post("/danh-sach/gui/", {**fields, "file": file})


@pytest.fixture
def clerk() -> Client:
    """The clerk of xã Cẩm Bình."""
    return signed_in(Role.COMMUNE_CLERK, "18685", "can-bo-xa")


def test_a_commune_clerk_sends_a_list_and_gets_a_receipt(clerk: Client) -> None:
    answer = send(clerk, GOOD)
    receipt = Receipt.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/danh-sach/{receipt.pk}/")  # type: ignore[attr-defined]
    page = text_of(clerk, f"/danh-sach/{receipt.pk}/")
    assert "Đã nhận 2 dòng." in page
    assert "2018-Q2-18685-01" in page
    assert "giữ nguyên, không dùng" in page  # the column that means nothing
    assert "Tạp hóa Thủy Trang" in page


def test_the_same_file_twice_is_refused_beside_the_file(clerk: Client) -> None:
    send(clerk, GOOD)
    answer = send(clerk, GOOD)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "note bad" in page
    assert "2018-Q2-18685-01" in page
    assert 'aria-describedby="refused"' in page


def test_no_file_says_to_choose_one(clerk: Client) -> None:
    fields = {"list": "commune_businesses", "agency": "commune-18685", "period": "2018-Q2"}
    answer = clerk.post("/danh-sach/gui/", fields)
    assert "Chưa chọn tệp. Chọn tệp Excel, CSV rồi gửi lại." in answer.content.decode()


def test_an_answer_for_the_script_keeps_the_chosen_file(clerk: Client) -> None:
    fields = {"list": "commune_businesses", "agency": "commune-18685", "period": "2018-Q2"}
    refused = clerk.post("/danh-sach/gui/", fields, headers={"accept": "application/json"})
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()
    file = SimpleUploadedFile("a.csv", GOOD.encode())
    taken = clerk.post("/danh-sach/gui/", {**fields, "file": file}, headers={"accept": "application/json"})
    assert taken.json() == {"to": f"/danh-sach/{Receipt.objects.get().pk}/"}


def test_a_header_nobody_knows_is_pointed_out_once(clerk: Client) -> None:
    odd = GOOD.replace("Tên cơ sở", "Biển hiệu treo").replace("Chủ hộ", "Ai đứng tên")
    answer = send(clerk, odd)
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "--map" not in page
    assert 'name="map-name"' in page
    assert "<option>Biển hiệu treo</option>" in page
    assert send(clerk, odd, **{"map-name": "Biển hiệu treo"}).status_code == 302  # type: ignore[attr-defined]


def test_a_nil_return_counts_as_sent(clerk: Client) -> None:
    fields = {"list": "commune_businesses", "agency": "commune-18685", "period": "2018-Q2", "nil": "1"}
    assert clerk.post("/danh-sach/gui/", fields).status_code == 302
    receipt = Receipt.objects.get()
    assert receipt.nil
    assert "Đã ghi nhận “không thay đổi”, quý II/2018." in text_of(clerk, f"/danh-sach/{receipt.pk}/")


def test_a_clerk_cannot_send_for_another_commune(clerk: Client) -> None:
    send(clerk, GOOD, agency="commune-18688")
    assert Receipt.objects.get().agency_code == "commune-18685"


def test_a_faulty_cell_is_corrected_in_place_and_the_row_is_taken(clerk: Client) -> None:
    send(clerk, FAULTY)
    receipt, fault = Receipt.objects.get(), Fault.objects.get()
    page = text_of(clerk, f"/danh-sach/{receipt.pk}/")
    assert "Đã nhận 1 dòng; 1 dòng chờ sửa." in page
    assert "cellx" in page
    address = f"/danh-sach/{receipt.pk}/sua/{fault.pk}/"
    refused = clerk.post(address, {"value": "vẫn là chữ"}, follow=True).content.decode()
    assert "Giá trị sửa chưa dùng được." in refused
    clerk.post(address, {"value": "25"})
    receipt.refresh_from_db()
    assert (receipt.taken, receipt.quarantined) == (2, 0)
    page = text_of(clerk, f"/danh-sach/{receipt.pk}/")
    assert "“hai lăm chục” → “25”" in page


def test_a_fault_of_another_list_cannot_be_reached_through_ones_own(clerk: Client) -> None:
    send(clerk, GOOD)
    other = signed_in(Role.COMMUNE_CLERK, "18688", "xa-khac")
    send(other, FAULTY.replace("Cẩm Bình", "Cẩm Vịnh"))
    fault = Fault.objects.get()
    own = Receipt.objects.get(agency_code="commune-18685")
    assert clerk.post(f"/danh-sach/{own.pk}/sua/{fault.pk}/", {"value": "1"}).status_code == 404
    fault.refresh_from_db()
    assert fault.corrected_at is None


def test_a_withdrawal_needs_a_reason_and_is_said(clerk: Client) -> None:
    send(clerk, GOOD)
    receipt = Receipt.objects.get()
    refused = clerk.post(f"/danh-sach/{receipt.pk}/rut/", {"because": " "}, follow=True).content.decode()
    assert "Chưa ghi lý do rút biên nhận" in refused
    clerk.post(f"/danh-sach/{receipt.pk}/rut/", {"because": "gửi nhầm quý"})
    receipt.refresh_from_db()
    assert receipt.state == "withdrawn"
    assert "gửi nhầm quý" in text_of(clerk, f"/danh-sach/{receipt.pk}/")


def test_the_file_comes_back_as_received_and_the_fetch_is_journaled(clerk: Client) -> None:
    send(clerk, GOOD)
    receipt = Receipt.objects.get()
    answer = clerk.get(f"/danh-sach/{receipt.pk}/tep/")
    assert b"".join(answer.streaming_content) == GOOD.encode()  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEntry.objects.filter(action="list.fetch", subject=f"receipt:{receipt.pk}").count() == 1


def test_the_sender_gets_its_rows_back_with_what_we_found(clerk: Client) -> None:
    send(clerk, GOOD)
    receipt = Receipt.objects.get()
    record = factory.employer(5, name="HTX Muối sạch", district_code="446", commune_code="18685")
    run = factory.run(ON)
    factory.standing(
        run, record, "missing", subject=11, because="Chưa tham gia; có bằng chứng về 11 lao động."
    )
    EmployerRow.objects.create(
        employer=record.employer,
        list_name="commune_businesses",
        receipt_id=receipt.pk,
        row=2,
        method="new",
        probability_e4=10_000,
        run_from=run.pk,
    )
    answer = clerk.get(f"/danh-sach/{receipt.pk}/tra-loi/")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    texts = {cell for row in book.active.iter_rows(values_only=True) for cell in row if cell}
    assert "Chưa tham gia; có bằng chứng về 11 lao động." in texts
    assert "HTX Muối sạch" in texts
    page = text_of(clerk, f"/danh-sach/{receipt.pk}/dong/2/?o=hired")
    assert f"/don-vi/{record.employer_id}/" in page


def test_the_row_page_shows_each_cell_with_its_header_and_marks_the_one_asked(clerk: Client) -> None:
    send(clerk, GOOD)
    page = text_of(clerk, f"/danh-sach/{Receipt.objects.get().pk}/dong/2/?o=hired")
    assert "Lao động thuê" in page
    marked = page[page.index('class="sel"') :]
    assert marked.index("Lao động thuê") < marked.index("11") < marked.index("</tr>")
    assert clerk.get(f"/danh-sach/{Receipt.objects.get().pk}/dong/99/").status_code == 404


@pytest.mark.parametrize(
    ("role", "area", "agency", "status"),
    [
        (Role.COMMUNE_CLERK, "18688", "", 404),
        (Role.AGENCY_CLERK, "42", "tax", 404),
        (Role.SI_DISTRICT, "446", "", 200),
        (Role.SI_DISTRICT, "447", "", 404),
        (Role.SI_PROVINCE, "42", "", 200),
        (Role.AUDITOR, "42", "", 200),
        (Role.PROVINCE_LEADER, "42", "", 200),
    ],
)
def test_another_area_or_agency_cannot_see_a_list(
    clerk: Client, role: Role, area: str, agency: str, status: int
) -> None:
    send(clerk, GOOD)
    receipt = Receipt.objects.get()
    user = factory.person("nguoi-xem", role, area)
    user.agency_code = agency
    user.save()
    viewer = Client()
    viewer.force_login(user)
    for part in ("", "dong/1/", "tep/"):
        answer = viewer.get(f"/danh-sach/{receipt.pk}/{part}")
        assert answer.status_code == status, part
        if answer.streaming:
            assert b"".join(answer.streaming_content) == GOOD.encode()  # type: ignore[arg-type]
    assert (receipt.number in text_of(viewer, "/danh-sach/")) is (status == 200)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_LEADER])
def test_those_who_only_look_cannot_write(clerk: Client, role: Role) -> None:
    send(clerk, FAULTY)
    receipt, fault = Receipt.objects.get(), Fault.objects.get()
    viewer = signed_in(role)
    for part in ("rut/", f"sua/{fault.pk}/"):
        assert (
            viewer.post(f"/danh-sach/{receipt.pk}/{part}", {"because": "x", "value": "1"}).status_code == 404
        )
    assert viewer.get("/danh-sach/gui/").status_code == 404
    assert viewer.get(f"/danh-sach/{receipt.pk}/tra-loi/").status_code == 404


def test_a_persons_row_is_masked_and_each_opening_is_journaled() -> None:
    officer = signed_in(Role.SI_PROVINCE)
    send(officer, PEOPLE, list="tax_payroll", agency="tax", period="2017")
    receipt = Receipt.objects.get()
    for address in (f"/danh-sach/{receipt.pk}/", f"/danh-sach/{receipt.pk}/dong/1/?o=income_vnd"):
        page = text_of(officer, address)
        assert "Nguyễn Thị Hoài H•••" in page
        assert "Hoài Hương" not in page
        assert "042188000001" not in page
    opened = officer.post(f"/danh-sach/{receipt.pk}/dong/1/").content.decode()
    assert "Nguyễn Thị Hoài Hương" in opened
    assert AuditEntry.objects.filter(action="row.open").count() == 1
    viewer = signed_in(Role.AUDITOR, name="kiem-toan")
    assert viewer.post(f"/danh-sach/{receipt.pk}/dong/1/").status_code == 404
    assert viewer.get(f"/danh-sach/{receipt.pk}/tep/").status_code == 404


def test_a_district_officer_reaches_the_tax_row_of_an_employer_of_the_district() -> None:
    officer = signed_in(Role.SI_PROVINCE)
    send(officer, PEOPLE, list="tax_payroll", agency="tax", period="2017")
    receipt = Receipt.objects.get()
    run = factory.run(ON)
    record = factory.employer(6, name="Công ty May", district_code="446")
    from baophu.register.models import Person

    person = Person.objects.create(id="P00000001", minted_from="tax_payroll:0:1", minted_run=1)
    Spell.objects.create(
        person=person, employer=record.employer, kind="paid", receipt_id=receipt.pk, row=1, run_from=run.pk
    )
    address = f"/danh-sach/{receipt.pk}/dong/1/"
    assert signed_in(Role.SI_DISTRICT, "446", "a").get(address).status_code == 200
    assert signed_in(Role.SI_DISTRICT, "447", "b").get(address).status_code == 404


def test_the_index_says_which_communes_have_not_sent(clerk: Client) -> None:
    send(clerk, GOOD)
    officer = signed_in(Role.SI_PROVINCE)
    page = text_of(officer, "/danh-sach/?ngay=2018-07-08")
    assert "261 xã quá hạn 3 ngày" in page or "0/262 xã" in page
    calendar = text_of(officer, "/danh-sach/lich/?ngay=2018-07-08&huyen=446")
    assert "Huyện Cẩm Xuyên" in calendar
    assert "xã chưa gửi" in calendar
    assert "Hạn này do hệ thống đặt." in calendar


def test_a_commune_clerk_reads_the_own_state_first(clerk: Client) -> None:
    page = text_of(clerk, "/danh-sach/?ngay=2018-07-08")
    assert "quý II/2018: quá hạn 3 ngày." in page
    assert "/danh-sach/gui/?list=commune_businesses&amp;period=2018-Q2" in page


def test_pages_stay_within_the_budget_of_queries(
    clerk: Client, django_assert_max_num_queries: object
) -> None:
    send(clerk, FAULTY)
    factory.run(ON)
    receipt = Receipt.objects.get()
    officer = signed_in(Role.SI_DISTRICT, "446")
    one = f"/danh-sach/{receipt.pk}/"
    for address in ("/danh-sach/", "/danh-sach/lich/", "/danh-sach/gui/", one, f"{one}dong/1/"):
        with django_assert_max_num_queries(BUDGET):  # type: ignore[operator]
            assert officer.get(address).status_code == 200


def test_the_calendar_of_a_year_shows_its_periods(clerk: Client) -> None:
    page = text_of(signed_in(Role.SI_PROVINCE), "/danh-sach/lich/?nam=2018&ngay=2018-10-08")
    assert "UBND cấp xã (262)" in page
    assert "Sở Kế hoạch và Đầu tư" in page
    assert f"tính đến ngày {date(2018, 10, 8):%d/%m/%Y}" in page


def test_what_a_file_is_instead_of_a_list_has_a_word_in_the_readers_language() -> None:
    assert {kind for _, kind in kinds._SIGNATURES} <= FILE_KINDS


def test_a_refusal_on_a_page_speaks_the_readers_language_and_names_no_command(clerk: Client) -> None:
    clerk.cookies["language"] = "en"
    answer = send(clerk, "%PDF-1.4 not a list")
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "is a PDF file, not a spreadsheet." in text
    assert "baophu templates" not in text


def test_a_sender_gets_the_template_of_a_list(clerk: Client) -> None:
    answer = clerk.get("/danh-sach/mau/commune_businesses.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="mau-commune_businesses.xlsx"'
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]
    titles = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Tên cơ sở" in titles
    assert clerk.get("/danh-sach/mau/khong-co.xlsx").status_code == 404
    assert "/danh-sach/mau/commune_businesses.xlsx" in clerk.get("/danh-sach/gui/").content.decode()


def test_a_correction_that_is_no_better_is_refused_in_the_readers_language(clerk: Client) -> None:
    send(clerk, FAULTY)
    fault = Fault.objects.get()
    clerk.cookies["language"] = "en"
    where = f"/danh-sach/{fault.receipt_id}/"
    clerk.post(f"{where}sua/{fault.pk}/", {"value": "rất nhiều"})
    page = text_of(clerk, where)
    assert "The corrected value cannot be used." in page and "“rất nhiều”" in page
    assert "không đọc được" not in page


def test_the_pages_of_typing_stay_within_the_budget_of_queries(
    clerk: Client, django_assert_max_num_queries: object
) -> None:
    send(clerk, GOOD, period="2018-Q1")
    where = clerk.post("/danh-sach/nhap/", {"period": "2018-Q2"})["Location"]
    key = Draft.objects.get().rows[0]["key"]
    for path in (where, f"{where}dong/", f"{where}dong/{key}/"):
        with django_assert_max_num_queries(BUDGET):  # type: ignore[operator]
            assert clerk.get(path).status_code == 200, path


def test_a_row_typed_wrong_keeps_what_was_typed(clerk: Client) -> None:
    where = clerk.post("/danh-sach/nhap/", {"period": "2018-Q2"})["Location"]
    answer = clerk.post(f"{where}dong/", {"name": "Tạp hóa <b>", "hired": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Tạp hóa &lt;b&gt;"' in page and 'aria-describedby="why-hired-1"' in page


def test_anothers_draft_is_not_found(clerk: Client) -> None:
    where = clerk.post("/danh-sach/nhap/", {"period": "2018-Q2"})["Location"]
    clerk.post(f"{where}dong/", {"name": "A", "hired": "0"})
    key = Draft.objects.get().rows[0]["key"]
    other = signed_in(Role.COMMUNE_CLERK, "18688", "xa-khac")
    assert {other.get(f"{where}{part}").status_code for part in ("", "dong/", f"dong/{key}/")} == {404}
    posts = ("dong/", f"dong/{key}/", f"bo/{key}/", "gui/", "xoa/")
    assert {other.post(f"{where}{part}", {"name": "B", "hired": "1"}).status_code for part in posts} == {404}
    assert clerk.get(f"{where}dong/khong-co/").status_code == 404
    assert [row["values"]["name"] for row in Draft.objects.get().rows] == ["A"]
