"""Sponsors, the province's own support, agents: entered by one role, seen by another, refused in sentences."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.funds.models import Agent, Sponsorship, TopUp, TopUpLine
from funds.voluntary_cases import paid
from funds.voluntary_drawn import Lists
from funds.voluntary_runs import officer, run_of

pytestmark = pytest.mark.django_db
ON = date(2018, 9, 30)
SPONSOR = {
    "to_chuc": "Hội Chữ thập đỏ", "van_ban": "12/CTĐ", "ngay": "02/01/2018", "tu_thang": "01/2018",
    "den_thang": "12/2018", "so_tien": "20.000",
}  # fmt: skip


def client(person: object) -> Client:
    made = Client()
    made.force_login(person)
    return made


def lists() -> Lists:
    rows = [
        paid("2018-09", 1, "2018-09-05", si_number="4218000001", agent_code="DL01", staff=None)
        | {"person": "P1"},
        paid("2018-09", 1, "2018-09-06", si_number="4218000002", group="nghèo") | {"person": "P2"},
        paid("2018-09", 1, "2018-09-07", si_number="4218000003", district_code="447", commune_code="18754")
        | {"person": "P3"},
    ]
    told = [{key: value for key, value in row.items() if key != "staff"} for row in rows]
    return Lists(on=ON).send("voluntary_members", *told, period="2018-09")


@pytest.fixture
def posted() -> None:
    officer()
    run_of(lists())


def text(made: Client, address: str, status: int = 200) -> str:
    answer = made.get(address)
    assert answer.status_code == status, address
    return answer.content.decode().replace("\xa0", " ")


def auditor() -> object:
    return officer("kiemtoan", Role.AUDITOR, "42", "")


def director() -> object:
    return officer("giamdoc", Role.SI_DIRECTOR, "42", "si-42")


def test_a_sponsor_of_named_people_is_matched_used_and_seen_by_the_auditor(posted: None) -> None:
    made = client(officer())
    answer = made.post("/tu-nguyen/tai-tro/", SPONSOR | {"nguoi": "4218000001\n4218000003"})
    assert answer.status_code == 302
    assert "Chưa ghép với ai." in text(made, answer["Location"])
    run_of(lists())
    page = text(client(auditor()), answer["Location"])
    assert "Hội Chữ thập đỏ: đã trả 40.000 đồng cho 2 người." in page
    assert "2 người có tên" in page
    assert "P•••" in page
    assert AuditEntry.objects.filter(action="voluntary.sponsorship").count() == 1


def test_a_sponsor_of_a_group_in_a_district_pays_for_nobody_else(posted: None) -> None:
    made = client(officer())
    made.post("/tu-nguyen/tai-tro/", SPONSOR | {"nhom": ["poor"], "dia_ban": "446"})
    made.post("/tu-nguyen/tai-tro/", SPONSOR | {"nhom": ["poor"], "dia_ban": "447", "so_tien": "30.000"})
    run_of(lists())
    page = text(made, "/tu-nguyen/tai-tro/")
    assert "2 khoản tài trợ, đã dùng 20.000 đồng." in page
    assert "Hộ nghèo; Huyện Cẩm Xuyên" in page


def test_what_is_wrong_with_a_sponsorship_is_said_and_nothing_is_written(posted: None) -> None:
    made = client(officer())
    both = made.post("/tu-nguyen/tai-tro/", SPONSOR | {"ty_le": "10"})
    assert both.status_code == 422
    assert "không ghi cả hai" in both.content.decode()
    short = made.post("/tu-nguyen/tai-tro/", SPONSOR | {"nguoi": "12345"})
    assert "không phải mã số BHXH" in short.content.decode()
    empty = made.post("/tu-nguyen/tai-tro/", {})
    assert "Chưa ghi ô này." in empty.content.decode()
    assert not Sponsorship.objects.exists()


def test_a_sponsorship_is_taken_back_with_a_reason(posted: None) -> None:
    made = client(officer())
    address = made.post("/tu-nguyen/tai-tro/", SPONSOR)["Location"]
    assert made.post(address, {"ly_do": ""}).status_code == 422
    made.post(address, {"ly_do": "hội không còn kinh phí"})
    page = text(client(auditor()), address)
    assert "Đã rút" in page
    assert "hội không còn kinh phí" in page
    run_of(lists())
    assert "đã dùng 0 đồng" in text(made, "/tu-nguyen/tai-tro/")


def test_who_oversees_sees_and_does_not_enter(posted: None) -> None:
    made = client(auditor())
    for address in ("/tu-nguyen/tai-tro/", "/tu-nguyen/ho-tro-them/", "/tu-nguyen/dai-ly/"):
        assert 'method="post"' not in re.sub(
            r'<form[^>]*action="/(dang-xuat|ngon|mau|phim-tat)[^>]*>', "", text(made, address)
        )
    assert made.post("/tu-nguyen/tai-tro/", SPONSOR).status_code in (403, 404)
    assert not Sponsorship.objects.exists()
    text(client(officer("thue", Role.AGENCY_CLERK, "42", "tax")), "/tu-nguyen/tai-tro/", 404)
    text(client(officer("kyanh", Role.SI_DISTRICT, "447", "si-447")), "/tu-nguyen/tai-tro/", 404)


ASKED = "ty_le_poor=30&ty_le_other=10&tu_nam=2019&so_nam=2"


def test_a_top_up_is_estimated_saved_decided_and_seen_by_finance(posted: None) -> None:
    made = client(officer())
    page = text(made, f"/tu-nguyen/ho-tro-them/?{ASKED}")
    assert "Tỉnh Hà Tĩnh: năm 2019 tỉnh trả thêm 924.000 đồng." in page  # 12 × (46,200 + 2 × 15,400)
    given = dict(part.split("=") for part in ASKED.split("&"))
    address = made.post("/tu-nguyen/ho-tro-them/", given | {"ghi_chu": "phương án 1"})["Location"]
    assert TopUpLine.objects.count() == 8
    clerk = client(officer("taichinh", Role.AGENCY_CLERK, "42", "finance"))
    assert "tỉnh trả thêm 1.848.000 đồng" in text(clerk, address)
    decision = {"quyet": "co", "van_ban": "45/NQ", "ngay": "10/12/2018", "ly_do": "trong dự toán"}
    assert made.post(address, decision).status_code in (403, 404)
    client(director()).post(address, decision)
    assert "Đã được chấp thuận" in text(clerk, address)
    assert "45/NQ" in text(clerk, address)
    again = client(director()).post(address, decision)
    assert "đã được quyết định" in again.content.decode()
    assert AuditEntry.objects.filter(subject=f"topup:{TopUp.objects.get().pk}").count() == 2


def test_a_top_up_is_a_sheet_of_the_rows_on_the_page(posted: None) -> None:
    made = client(officer())
    given = dict(part.split("=") for part in ASKED.split("&"))
    address = made.post("/tu-nguyen/ho-tro-them/", given)["Location"]
    answer = made.get(f"{address}bang.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.values)
    assert sum(row[5] for row in rows if isinstance(row[5], int)) == 1_848_000


def test_a_top_up_of_nothing_or_nonsense_is_refused(posted: None) -> None:
    made = client(officer())
    nothing = made.post("/tu-nguyen/ho-tro-them/", {"tu_nam": "2019", "so_nam": "1"})
    assert "Chưa ghi tỷ lệ" in nothing.content.decode()
    assert "Ghi số từ 1 đến 5." in text(made, "/tu-nguyen/ho-tro-them/?tu_nam=2019&so_nam=9", 422)
    assert "Chưa đọc được tỷ lệ" in text(
        made, "/tu-nguyen/ho-tro-them/?tu_nam=2019&so_nam=1&ty_le_poor=x", 422
    )
    assert not TopUp.objects.exists()


AGENT = {"ma": "DL01", "to_chuc": "Bưu điện huyện", "dia_ban": "446", "van_ban": "HĐ 7", "ngay": "02/01/2018"}


def test_an_agent_has_its_contract_members_and_no_guessed_fee(posted: None) -> None:
    made = client(officer())
    before = text(made, "/tu-nguyen/dai-ly/")
    assert "1 đại lý thu, 1 chưa ghi hợp đồng." in before
    assert "Chưa tính thù lao." in before
    address = made.post("/tu-nguyen/dai-ly/", AGENT)["Location"]
    page = text(client(auditor()), address)
    assert "Đại lý DL01: 1 người đang tham gia." in page
    assert "Bưu điện huyện, Huyện Cẩm Xuyên" in page
    assert "hệ thống không ước đoán" in page
    twice = made.post("/tu-nguyen/dai-ly/", AGENT)
    assert "đã có hợp đồng" in twice.content.decode()
    made.post(address, {"ngay": "30/09/2018", "ly_do": "hết hạn"})
    assert "Kết thúc" in text(client(auditor()), address)
    assert Agent.objects.get().ended_on == date(2018, 9, 30)


def test_a_district_sees_the_agents_of_its_own_people(posted: None) -> None:
    made = client(officer("kyanh", Role.SI_DISTRICT, "447", "si-447"))
    assert "0 đại lý thu" in text(made, "/tu-nguyen/dai-ly/")
    text(made, "/tu-nguyen/dai-ly/DL01/", 404)


def test_before_the_first_run_the_pages_open() -> None:
    made = client(officer())
    for address in ("/tu-nguyen/tai-tro/", "/tu-nguyen/ho-tro-them/", "/tu-nguyen/dai-ly/"):
        text(made, address)
