"""An officer's own finding: the form, the list it comes in by, the judgement that says whose it is."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.intake.models import Receipt
from baophu.intake.receipts import receipt, rows_as_taken
from baophu.linkage.queries import decided_edges
from baophu.register.models import Employer
from web import factory
from web.employers_cast import ON
from web.test_employers_pages import signed_in

pytestmark = pytest.mark.django_db
FORM = {"found_on": "2018-07-10", "document": "15/BB-BHXH", "outcome": "1", "headcount": "9", "note": ""}


def company(number: int, name: str) -> str:
    """An employer of huyện Cẩm Xuyên known by a row of the tax list; its identifier."""
    record = factory.employer(number, name=name, tax_code=f"309942709{number}", district_code="446")
    Employer.objects.filter(id=record.employer_id).update(
        minted_from=f"tax_enterprises:{'0123456789abcdef' * 4}:{number}"
    )
    return record.employer_id


@pytest.fixture
def officer() -> Client:
    """A collection officer of the district, on a day of July 2018, after a run."""
    factory.run(ON)
    return signed_in(Role.SI_DISTRICT, "446", "can-bo-huyen")


@pytest.fixture(autouse=True)
def july() -> object:
    """The day on which the officer writes."""
    with time_machine.travel("2018-07-12T02:00:00+00:00", tick=True):
        yield


def test_a_finding_comes_in_as_a_list_with_a_receipt(officer: Client) -> None:
    here = company(1, "Công ty May")
    answer = officer.post(f"/don-vi/{here}/ket-qua/", FORM, follow=True)
    got = Receipt.objects.get()
    assert (got.list_name, got.agency_code, got.period, got.taken) == ("findings", "si-446", "2018-07-10", 1)
    assert f"Đã ghi kết quả. Biên nhận {got.number}." in answer.content.decode()
    row = rows_as_taken(receipt(got.pk))[0]
    assert (row["found_on"], row["document"], row["headcount"]) == (date(2018, 7, 10), "15/BB-BHXH", 9)
    assert row["tax_code"] == "3099427091"
    assert AuditEntry.objects.filter(action="finding.record", subject=f"employer:{here}").count() == 1


def test_a_second_finding_of_the_day_keeps_the_first(officer: Client) -> None:
    here, there = company(1, "Công ty May"), company(2, "Công ty Gỗ")
    officer.post(f"/don-vi/{here}/ket-qua/", FORM)
    officer.post(f"/don-vi/{there}/ket-qua/", {**FORM, "outcome": "2", "headcount": "", "note": "=1+1"})
    newest = Receipt.objects.get(state="accepted")
    rows = rows_as_taken(receipt(newest.pk))
    assert (newest.version, len(rows)) == (2, 2)
    assert [row["headcount"] for row in rows] == [9, None]
    assert rows[1]["note"] == "=1+1"
    same = {(e.left, e.right) for e in decided_edges()}
    origin = "tax_enterprises:" + "0123456789abcdef" * 4
    assert {
        (f"findings:{newest.sha256}:1", f"{origin}:1"),
        (f"findings:{newest.sha256}:2", f"{origin}:2"),
    } <= same


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"document": ""}, "Chưa có số văn bản."),
        ({"found_on": "2018-07-13"}, "Ngày làm việc sau hôm nay."),
        ({"found_on": "2016-12-31"}, "Ngày làm việc trước năm 2017."),
        ({"found_on": "hôm qua"}, "Chưa đọc được ngày này."),
        ({"outcome": ""}, "Chưa chọn kết quả."),
        ({"outcome": "10"}, "Kết quả là một trong chín mã 1–9."),
        ({"headcount": ""}, "Kết quả 1 cần số này."),
        ({"headcount": "0"}, "Nếu không có ai, chọn kết quả 2."),
        ({"headcount": "-1"}, "Số lao động không nhỏ hơn 0."),
        ({"headcount": "mười"}, "Số lao động là số nguyên"),
        ({"outcome": "2", "headcount": "3"}, "Nếu có, chọn kết quả 1."),
        ({"outcome": "4", "headcount": ""}, "Kết quả này cần ghi chú"),
        ({"outcome": "9", "headcount": ""}, "Kết quả này cần ghi chú"),
    ],
)
def test_a_wrong_entry_is_said_beside_its_field(officer: Client, changed: dict[str, str], said: str) -> None:
    here = company(1, "Công ty May")
    page = officer.post(f"/don-vi/{here}/ket-qua/", {**FORM, **changed}).content.decode()
    assert said in page
    assert 'aria-invalid="true"' in page or 'class="err"' in page
    assert "15/BB-BHXH" in page or changed.get("document") == ""
    assert not Receipt.objects.exists()


def test_rows_waiting_in_quarantine_are_mended_first(officer: Client) -> None:
    here = company(1, "Công ty May")
    officer.post(f"/don-vi/{here}/ket-qua/", FORM)
    Receipt.objects.update(quarantined=2)
    answer = officer.post(f"/don-vi/{here}/ket-qua/", {**FORM, "document": "16/BB-BHXH"})
    assert answer.status_code == 409
    assert "còn 2 dòng chờ sửa" in answer.content.decode()
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROVINCE_LEADER, Role.COMMUNE_CLERK, Role.AGENCY_CLERK])
def test_only_social_insurance_records_findings(role: Role) -> None:
    factory.run(ON)
    here = company(1, "Công ty May")
    client = signed_in(role)
    assert client.get(f"/don-vi/{here}/ket-qua/").status_code == 404
    assert client.post(f"/don-vi/{here}/ket-qua/", FORM).status_code == 404
    assert not Receipt.objects.exists()


def test_an_officer_of_another_district_finds_nothing(officer: Client) -> None:
    here = company(1, "Công ty May")
    assert (
        signed_in(Role.SI_DISTRICT, "447", "khac").post(f"/don-vi/{here}/ket-qua/", FORM).status_code == 404
    )
    assert not Receipt.objects.exists()
