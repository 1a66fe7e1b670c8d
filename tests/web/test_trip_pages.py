"""Trip sheets: whose communes, what comes back as findings, how many queries they take."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from baophu.access.models import AuditEntry, Role
from baophu.coverage.models import Standing
from baophu.intake.models import Receipt
from baophu.intake.receipts import receipt, rows_as_taken
from baophu.linkage.models import Judgement
from baophu.register.models import Employer

pytestmark = pytest.mark.django_db
BUDGET = 12
HEAD = {"found_on": "10/10/2018", "document": "15/BB-BHXH"}


@pytest.fixture
def place(sample) -> tuple[str, str]:
    """The commune with the most to visit in the newest run, and its district."""
    for employer in Employer.objects.all():  # known by rows of a list, as a run mints them
        employer.minted_from = employer.minted_from.replace(":0:", f":{'0123456789abcdef' * 4}:")
        employer.save()
    newest = Standing.objects.order_by("-run_id")[0].run_id
    rows = Standing.objects.filter(run_id=newest, standing__in=["missing", "partial", "unverified"])
    codes = list(rows.exclude(commune_code="").values_list("commune_code", "district_code"))
    return max(set(codes), key=lambda code: (codes.count(code), code))


@pytest.fixture
def officer(signed_in, place: tuple[str, str]) -> Client:
    """An officer of the commune's district."""
    return signed_in(Role.SI_DISTRICT, place[1])


def keys(client: Client, commune: str) -> list[str]:
    """The employers that stand open on a sheet, in its order."""
    page = client.get(f"/chuyen-di/{commune}/").content.decode()
    return [part.split('"', 1)[0] for part in page.split('name="outcome-')[1:]]


def test_an_officer_sees_own_communes_and_finds_no_other(officer: Client, place, signed_in) -> None:
    commune, district = place
    assert officer.get("/chuyen-di/").status_code == 200
    assert officer.get(f"/chuyen-di/{commune}/").status_code == 200
    other = signed_in(Role.SI_DISTRICT, "444" if district != "444" else "447")
    for path in ("", "phieu.pdf", "phieu.xlsx"):
        assert other.get(f"/chuyen-di/{commune}/{path}").status_code == 404, path
    assert other.post(f"/chuyen-di/{commune}/", HEAD).status_code == 404
    assert other.post(f"/chuyen-di/{commune}/tep/", HEAD).status_code == 404
    assert officer.get("/chuyen-di/99999/").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMUNE_CLERK, Role.PROVINCE_LEADER, Role.AUDITOR, Role.AGENCY_CLERK])
def test_who_does_not_visit_finds_no_sheet(signed_in, place, role: Role) -> None:
    client = signed_in(role)
    assert client.get("/chuyen-di/").status_code == 404
    assert client.get(f"/chuyen-di/{place[0]}/").status_code == 404


def test_what_was_typed_comes_back_as_findings_of_its_day_with_its_paper(officer: Client, place) -> None:
    commune, _ = place
    first, second, *rest = keys(officer, commune)
    typed = {f"outcome-{first}": "1", f"workers-{first}": "4", f"outcome-{second}": "3"}
    answer = officer.post(f"/chuyen-di/{commune}/", HEAD | typed)
    assert answer.status_code == 302, answer.content.decode().partition("refused")[2][:300]
    came = Receipt.objects.get(list_name="findings")
    rows = rows_as_taken(receipt(came.pk))
    assert [(r["outcome"], r["headcount"], r["document"], str(r["found_on"])) for r in rows] == [
        (1, 4, "15/BB-BHXH", "2018-10-10"),
        (3, None, "15/BB-BHXH", "2018-10-10"),
    ]
    assert Judgement.objects.count() == 2
    assert AuditEntry.objects.filter(action="finding.record").count() == 2
    assert keys(officer, commune) == rest
    page = officer.get(f"/chuyen-di/{commune}/").content.decode()
    assert f"còn {len(rest)} đơn vị phải đến, 2 đã về." in page


def test_the_filled_workbook_comes_back_the_same_way(officer: Client, place) -> None:
    commune, _ = place
    first, *rest = keys(officer, commune)
    book = load_workbook(io.BytesIO(officer.get(f"/chuyen-di/{commune}/phieu.xlsx").content))
    page = book.worksheets[0]
    assert page.cell(6, 1).value == first
    page.cell(6, 13, "2 Đang hoạt động, không có lao động thuộc diện")
    filled = io.BytesIO()
    book.save(filled)
    file = SimpleUploadedFile("phieu.xlsx", filled.getvalue())
    assert officer.post(f"/chuyen-di/{commune}/tep/", {**HEAD, "file": file}).status_code == 302
    assert keys(officer, commune) == rest


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"found_on": ""}, "Chưa có ngày làm việc."),
        ({"found_on": "01/01/2017"}, "Ngày làm việc phải từ 11/05/2017"),
        ({"found_on": "31/12/2999"}, "Ngày làm việc phải từ 11/05/2017"),
        ({"document": ""}, "Chưa có số văn bản."),
        ({"outcome": "1"}, "mã 1 cần số lao động thuộc diện"),
        ({"outcome": ""}, "Chưa có dòng nào có mã kết quả."),
    ],
)
def test_what_cannot_count_is_told_and_nothing_is_kept(officer: Client, place, given, told: str) -> None:
    commune, _ = place
    first = keys(officer, commune)[0]
    typed = {
        **HEAD,
        f"note-{first}": "ghi chú giữ lại",
        f"outcome-{first}": given.pop("outcome", "3"),
        **given,
    }
    answer = officer.post(f"/chuyen-di/{commune}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page
    assert "ghi chú giữ lại" in page
    assert not Receipt.objects.exists()


def test_a_sheet_of_another_commune_is_not_taken(officer: Client, place) -> None:
    commune, _ = place
    book = load_workbook(io.BytesIO(officer.get(f"/chuyen-di/{commune}/phieu.xlsx").content))
    book.worksheets[0].cell(6, 1, "E99999999")
    book.worksheets[0].cell(6, 13, "3")
    filled = io.BytesIO()
    book.save(filled)
    file = SimpleUploadedFile("phieu.xlsx", filled.getvalue())
    answer = officer.post(f"/chuyen-di/{commune}/tep/", {**HEAD, "file": file})
    assert answer.status_code in {404, 422} and not Receipt.objects.exists()


def test_each_print_is_journaled(officer: Client, place) -> None:
    commune, _ = place
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert officer.get(f"/chuyen-di/{commune}/phieu.{ending}").content.startswith(begins)
    lines = AuditEntry.objects.filter(action="trip.print", subject=f"area:{commune}")
    assert sorted(line.detail["as"] for line in lines) == ["pdf", "xlsx"]


def test_the_pages_stay_within_the_budget_of_queries(
    officer: Client, place, django_assert_max_num_queries
) -> None:
    commune, _ = place
    first = keys(officer, commune)[0]
    officer.post(f"/chuyen-di/{commune}/", HEAD | {f"outcome-{first}": "3"})
    for path in ("", f"{commune}/"):
        with django_assert_max_num_queries(BUDGET):
            assert officer.get(f"/chuyen-di/{path}").status_code == 200
