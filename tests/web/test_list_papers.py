"""Papers of the lists' pages: a receipt to keep, reminders of what is overdue."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.access.queries import User
from baophu.intake.models import Receipt
from baophu.reporting.documents.receipt import receipt_pdf
from baophu.reporting.documents.reminder import Reminder, ReminderPaper, reminder_pdf
from baophu.web.lists.access import sight_of
from baophu.web.lists.papers import _receipt, _reminders
from web.test_employers_pages import signed_in
from web.test_lists_pages import FAULTY, send

pytestmark = pytest.mark.django_db
BUDGET = 12
ON = "2018-07-09"


@pytest.fixture
def clerk() -> Client:
    """The clerk of xã Cẩm Bình."""
    return signed_in(Role.COMMUNE_CLERK, "18685", "can-bo-xa")


def test_a_receipt_says_what_came_and_what_must_be_mended(clerk: Client) -> None:
    from baophu.intake.receipts import receipt

    send(clerk, FAULTY)
    paper = _receipt(receipt(Receipt.objects.get().pk))
    told = dict(paper.lines)
    assert paper.number == "2018-Q2-18685-01"
    assert (told["Kỳ"], told["Dòng đã nhận"], told["Dòng chờ sửa"]) == ("quý II/2018, bản 1", "1", "1")
    assert told["Dấu tệp (SHA-256)"].replace(" ", "") == Receipt.objects.get().sha256
    assert paper.kinds == [("Không đọc được", "Lao động thuê", 1)]
    assert receipt_pdf(paper).startswith(b"%PDF")


def test_a_receipt_is_fetched_by_its_sender_and_by_no_other_commune(clerk: Client) -> None:
    send(clerk, FAULTY)
    path = f"/danh-sach/{Receipt.objects.get().pk}/bien-nhan.pdf"
    assert clerk.get(path).content.startswith(b"%PDF")
    assert signed_in(Role.COMMUNE_CLERK, "18688", "xa-khac").get(path).status_code == 404


def test_a_nil_return_has_a_receipt_too(clerk: Client) -> None:
    clerk.post("/danh-sach/gui/", {"list": "commune_businesses", "period": "2018-Q2", "nil": "1"})
    answer = clerk.get(f"/danh-sach/{Receipt.objects.get().pk}/bien-nhan.pdf")
    assert answer.content.startswith(b"%PDF")


def test_a_district_reminds_its_own_communes_only_and_not_who_sent(clerk: Client) -> None:
    lead = User(role=Role.SI_DISTRICT, area_code="446")
    before = _reminders(date.fromisoformat(ON), sight_of(lead, date.fromisoformat(ON)))
    clerk.post("/danh-sach/gui/", {"list": "commune_businesses", "period": "2018-Q2", "nil": "1"})
    Receipt.objects.update(received_on=date(2018, 7, 4))
    after = _reminders(date.fromisoformat(ON), sight_of(lead, date.fromisoformat(ON)))
    ours = {r.agency for r in before} - {r.agency for r in after}
    still = next(r for r in before if "Cẩm Bình" in r.agency)
    assert ("Danh sách hợp tác xã, hộ kinh doanh, doanh nghiệp ngoài quốc doanh", "quý II/2018", "05/07/2018",
            "4 ngày") in still.lines  # fmt: skip
    assert all("Kỳ Phú" not in r.agency for r in before)
    periods = {line[1] for r in after if "Cẩm Bình" in r.agency for line in r.lines}
    assert "quý II/2018" not in periods and ours <= {still.agency}


def test_reminders_are_printed_one_page_an_agency_and_journaled() -> None:
    lead = signed_in(Role.SI_DISTRICT, "446", "can-bo-huyen")
    page = lead.get(f"/danh-sach/nhac/?ngay={ON}").content.decode()
    assert "cơ quan có danh sách quá hạn." in page and "báo “không thay đổi”" in page
    made = lead.get(f"/danh-sach/nhac/giay-nhac.pdf?ngay={ON}").content
    agencies = AuditEntry.objects.get(action="reminder.print").detail["agencies"]
    assert agencies > 1 and f"/Type/Pages/Count {agencies}".encode() in made


def test_a_paper_without_any_reminder_still_stands() -> None:
    one = Reminder("UBND xã", [("a", "b", "c", "d")], "t")
    assert reminder_pdf(ReminderPaper("BHXH", "x", [one], "m")).startswith(b"%PDF")


@pytest.mark.parametrize("role", [Role.COMMUNE_CLERK, Role.AGENCY_CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_leads_nobody_reminds_nobody(role: Role) -> None:
    client = signed_in(role, "18685", f"{role}-x")
    assert client.get("/danh-sach/nhac/").status_code == 404
    assert client.get("/danh-sach/nhac/giay-nhac.pdf").status_code == 404


def test_the_pages_stay_within_the_budget_of_queries(django_assert_max_num_queries) -> None:
    director = signed_in(Role.SI_DIRECTOR, "42", "giam-doc")
    for path in ("nhac/", "lich/", ""):
        with django_assert_max_num_queries(BUDGET):
            assert director.get(f"/danh-sach/{path}?ngay={ON}").status_code == 200
