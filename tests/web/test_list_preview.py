"""Looking at a list before it is sent: nothing is kept until it is confirmed, columns are mended in place."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baophu.access.models import Role
from baophu.intake.models import HeaderMapping, Receipt
from baophu.intake.receipts import receipt, rows_as_taken
from web.test_employers_pages import signed_in
from web.test_lists_pages import FAULTY, GOOD, PEOPLE

pytestmark = pytest.mark.django_db
BUDGET = 12
WHERE = {"list": "commune_businesses", "agency": "", "period": "2018-Q2"}
ODD = GOOD.replace("Ghi chú thêm", "Số thợ làm thuê").replace("mới mở", "5")


@pytest.fixture
def clerk() -> Client:
    """The clerk of xã Cẩm Bình."""
    return signed_in(Role.COMMUNE_CLERK, "18685", "can-bo-xa")


def look(client: Client, text: str, **given: str) -> str:
    file = SimpleUploadedFile("ds.csv", text.encode())
    answer = client.post("/danh-sach/xem-truoc/", {**WHERE, **given, "file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """What the page's form would post."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_a_list_looked_at_is_not_received_until_it_is_confirmed(clerk: Client) -> None:
    page = look(clerk, FAULTY)
    assert "Đọc được 2 dòng: 1 nhận ngay, 1 cần sửa." in page
    assert "Không đọc được" in page and 'class="cellx"' in page
    assert not Receipt.objects.exists()
    answer = clerk.post("/danh-sach/xem-truoc/gui/", fields(page))
    got = Receipt.objects.get()
    assert answer["Location"] == f"/danh-sach/{got.pk}/"
    assert (got.taken, got.quarantined, got.file_name) == (1, 1, "ds.csv")
    assert not HeaderMapping.objects.exists()  # nothing was set by hand


def test_a_column_set_in_place_counts_when_read_again_and_when_confirmed(clerk: Client) -> None:
    given = fields(look(clerk, ODD))
    note = next(n for n, title in given.items() if title == "Số thợ làm thuê").removeprefix("tieu-de-")
    hired = next(n for n, field in given.items() if n.startswith("cot-") and field == "hired")
    again = clerk.post("/danh-sach/xem-truoc/", {**given, f"cot-{note}": "hired", hired: ""})
    page = again.content.decode()
    assert fields(page)[f"cot-{note}"] == "hired" and fields(page)[hired] == ""
    clerk.post("/danh-sach/xem-truoc/gui/", fields(page))
    rows = rows_as_taken(receipt(Receipt.objects.get().pk))
    assert [row["hired"] for row in rows] == [5, None]
    assert dict(HeaderMapping.objects.values_list("field", "agency_code")) == {
        "hired": "commune-18685", "": "commune-18685",
    }  # fmt: skip


def test_a_file_belongs_to_who_uploaded_it(clerk: Client) -> None:
    given = fields(look(clerk, GOOD))
    other = signed_in(Role.COMMUNE_CLERK, "18688", "xa-khac")
    assert other.post("/danh-sach/xem-truoc/gui/", given).status_code == 404
    assert other.post("/danh-sach/xem-truoc/", given).status_code == 302  # sent back to choose a file
    assert not Receipt.objects.exists()
    assert clerk.post("/danh-sach/xem-truoc/gui/", given).status_code == 302
    assert clerk.post("/danh-sach/xem-truoc/gui/", given).status_code == 404  # confirmed once


def test_people_are_masked_before_a_list_is_sent_too() -> None:
    officer = signed_in(Role.SI_PROVINCE, "42", "thu")
    page = look(officer, PEOPLE, list="tax_payroll", agency="tax", period="2017")
    assert "042188000001" not in page and "Hoài Hương" not in page


@pytest.mark.parametrize("text", ["", "\x00\x01", "a,b\n1,2\n"])
def test_a_file_that_is_no_list_leads_back_with_its_sentence(clerk: Client, text: str) -> None:
    file = SimpleUploadedFile("ds.csv", text.encode())
    answer = clerk.post("/danh-sach/xem-truoc/", {**WHERE, "file": file}, follow=True)
    assert "note bad" in answer.content.decode()


def test_looking_stays_within_the_budget_of_queries(clerk: Client, django_assert_max_num_queries) -> None:
    file = SimpleUploadedFile("ds.csv", GOOD.encode())
    with django_assert_max_num_queries(BUDGET):
        assert clerk.post("/danh-sach/xem-truoc/", {**WHERE, "file": file}).status_code == 200
