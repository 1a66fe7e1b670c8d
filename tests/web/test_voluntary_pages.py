"""Pages of voluntary participants and of claims to Finance: what they say, to whom, at what cost."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role, User
from baophu.funds.models import Claim
from baophu.funds.voluntary.actions.claims import claim_support
from baophu.funds.voluntary.actions.sponsorships import enter_sponsorship
from baophu.kernel.time import Month, Period
from baophu.pipeline.worker import Worker
from funds.voluntary_cases import paid
from funds.voluntary_drawn import Lists
from funds.voluntary_runs import AT, finance, officer, run_of

pytestmark = pytest.mark.django_db
BUDGET = 12
ON = date(2018, 9, 30)


def client(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


@pytest.fixture
def posted() -> None:
    """Three people of Cẩm Xuyên and one of Kỳ Anh, as of 30 September 2018."""
    rows = (
        paid("2018-04", 6, "2018-04-05", agent_code="DL01", group="nghèo") | {"person": "P1"},
        paid("2018-05", 1, "2018-05-05", agent_code="DL01", enrolment="new", paid_vnd=138_600) | {"person": "P2"},
        paid("2018-06", 6, "2018-06-05", agent_code="DL02") | {"person": "P3", "district_code": "447", "commune_code": "18763"},
        paid("2018-06", 3, "2018-06-20", agent_code="DL02") | {"person": "P4"},
    )  # fmt: skip
    enter_sponsorship(
        organisation="Hội Liên hiệp Phụ nữ", document_no="1", document_on=ON, first=Month(2018, 4), last=Month(2018, 4),
        amount_vnd=1_000, share_ppm=None, groups=(), area_code="", by=officer(), at=AT,
    )  # fmt: skip
    run_of(Lists(on=ON).send("voluntary_members", *rows, period="2018-09"))


def text(made: Client, address: str, status: int = 200) -> str:
    answer = made.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_first_page_says_the_answer_first(posted: None) -> None:
    page = text(client(officer()), "/tu-nguyen/")
    assert "2 người đang tham gia BHXH tự nguyện ở tỉnh Hà Tĩnh." in page
    assert "0 người phải đóng tiếp trong 30 ngày; 1 người đã gián đoạn." in page
    assert "DL01" in page and "138.600" in page


def test_a_district_officer_sees_the_own_district_only(posted: None) -> None:
    made = client(officer("kyanh", Role.SI_DISTRICT, "447", "si-447"))
    assert "1 người đang tham gia BHXH tự nguyện ở huyện Kỳ Anh." in text(made, "/tu-nguyen/")
    listed = text(made, "/tu-nguyen/nguoi/?tinh_trang=in_force&dia_ban=446")
    assert "P3" in listed and "P1" not in listed
    text(made, "/tu-nguyen/nguoi/P3/")
    text(made, "/tu-nguyen/nguoi/P1/", 404)
    text(made, "/tu-nguyen/ho-tro/", 404)


def test_names_are_masked_until_opened_and_opening_is_journaled(posted: None) -> None:
    made = client(officer())
    assert "Nguyễn Thị P•••" in text(made, "/tu-nguyen/nguoi/?tinh_trang=in_force")
    before = text(made, "/tu-nguyen/nguoi/P1/")
    assert "Nguyễn Thị P1" not in before and "4218000017" not in before
    assert not AuditEntry.objects.filter(action="voluntary.open").exists()
    opened = made.post("/tu-nguyen/nguoi/P1/").content.decode()
    assert "Nguyễn Thị P1" in opened and "4218000017" in opened
    assert AuditEntry.objects.filter(action="voluntary.open", subject="person:P1").count() == 1


def test_who_only_oversees_cannot_open_a_name(posted: None) -> None:
    made = client(officer("kiemtoan", Role.AUDITOR, "42", ""))
    assert "P•••" in text(made, "/tu-nguyen/nguoi/P1/")
    assert made.post("/tu-nguyen/nguoi/P1/").status_code == 404


def test_a_persons_page_says_who_pays_what_of_each_month_and_why(posted: None) -> None:
    page = text(client(officer()), "/tu-nguyen/nguoi/P1/")
    assert "Đang tham gia; hạn đóng tiếp 31/01/2019." in page
    assert "46.200" in page and "Hội Liên hiệp Phụ nữ: 1.000" in page and "134/2015" in page
    assert "Khai hộ nghèo, cận nghèo nhưng chưa có danh sách hộ nghèo của ngày đóng" in page


def test_an_unknown_person_is_not_found(posted: None) -> None:
    text(client(officer()), "/tu-nguyen/nguoi/P99/", 404)


def test_before_the_first_run_the_pages_say_so() -> None:
    assert "Chưa có số liệu BHXH tự nguyện." in text(client(officer()), "/tu-nguyen/")
    assert "Chưa có đề nghị nào." in text(client(officer()), "/tu-nguyen/ho-tro/")


@pytest.fixture
def claimed(posted: None) -> Claim:
    return claim_support(quarter=Period.parse("2018-Q2"), by=officer(), at=AT)


def test_the_province_drafts_sends_and_finance_records_the_money(posted: None) -> None:
    province, clerk = client(officer()), client(finance())
    job = province.post("/tu-nguyen/ho-tro/", {"quarter": "2018-Q2"})["Location"]
    Worker(name="w", clock=lambda: datetime.now(UTC)).drain()
    address = f"/tu-nguyen/ho-tro/{Claim.objects.get().pk}/"
    assert f'href="{address}"' in text(province, job)
    assert "Đề nghị quý II/2018: 431.200" in text(province, address).replace("\xa0", " ")
    assert "Gửi Sở Tài chính" not in text(clerk, address)
    assert clerk.post(f"{address}gui/", {"document_no": "1", "document_on": "01/10/2018"}).status_code == 404
    province.post(f"{address}gui/", {"document_no": "812/BHXH", "document_on": "08/10/2018"})
    wrong = clerk.post(
        f"{address}chuyen/", {"amount": "nhiều", "document_no": "5", "document_on": "09/10/2018"}
    )
    assert wrong.status_code == 422 and "Chưa đọc được số tiền này." in wrong.content.decode()
    clerk.post(
        f"{address}chuyen/", {"amount": "431.000", "document_no": "UNC 5", "document_on": "09/10/2018"}
    )
    page = text(clerk, address).replace("\xa0", " ")
    assert "Sở Tài chính đã chuyển 431.000 đồng, chênh lệch −200 đồng." in page
    province.post(f"{address}quyet-toan/", {"note": "thiếu 200 đ"})
    assert Claim.objects.get().state == "settled"


def test_finance_sees_sums_and_masked_lines_only(claimed: Claim) -> None:
    made = client(finance())
    assert "Kinh phí hỗ trợ" in text(made, "/tu-nguyen/ho-tro/")
    page = text(made, f"/tu-nguyen/ho-tro/{claimed.pk}/")
    assert "P•••" in page and not re.search(r"Nguyễn Thị P\d|4218000017|/tu-nguyen/nguoi/", page)
    text(made, "/tu-nguyen/", 404)
    text(made, "/tu-nguyen/nguoi/P1/", 404)


def test_a_clerk_of_another_agency_does_not_see_the_claims(claimed: Claim) -> None:
    made = client(officer("thue", Role.AGENCY_CLERK, "42", "tax"))
    text(made, "/tu-nguyen/ho-tro/", 404)
    assert "Kinh phí hỗ trợ" not in text(made, "/")
    assert "Kinh phí hỗ trợ" in text(client(finance()), "/")


def test_changes_since_a_claim_are_named_person_by_person(claimed: Claim) -> None:
    address = f"/tu-nguyen/ho-tro/{claimed.pk}/thay-doi/"
    assert "Đề nghị quý II/2018 khớp số liệu mới nhất." in text(client(officer()), address)
    run_of(
        Lists(on=ON).send(
            "voluntary_members",
            paid("2018-04", 6, "2018-04-05", agent_code="DL01") | {"person": "P1"},
            period="2018-09",
        )
    )
    page = text(client(officer()), address)
    assert "Nhóm đối tượng được sửa." in page and "Dòng làm căn cứ không còn" in page
    assert "16 tháng của quý II/2018 nay khác đề nghị: −338.800 đồng." in page


def test_a_refusal_is_a_sentence(claimed: Claim) -> None:
    answer = client(officer()).post("/tu-nguyen/ho-tro/", {"quarter": "2018-Q2"})
    assert answer.status_code in (409, 422)
    assert "Đã có đề nghị số" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/tu-nguyen/", "/tu-nguyen/nguoi/?tinh_trang=in_force", "/tu-nguyen/nguoi/P1/", "/tu-nguyen/ho-tro/",
     "/tu-nguyen/ho-tro/{claim}/"],
)  # fmt: skip
def test_pages_stay_within_the_budget_and_carry_nothing_inline(
    claimed: Claim, address: str, django_assert_max_num_queries: object
) -> None:
    made = client(officer())
    with django_assert_max_num_queries(BUDGET):  # type: ignore[operator]
        page = text(made, address.format(claim=claimed.pk))
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=", page)
