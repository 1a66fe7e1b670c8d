"""The list of employers and one employer's pages: what they say, whom they show it to, at what cost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from baophu.access.bulk import store
from baophu.access.models import AuditEntry, Role
from baophu.engine.duck import session
from baophu.register.models import IdentityEvent
from baophu.register.search.bulk import index
from web import factory
from web.employers_cast import ON, Cast, cast

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def made() -> Cast:
    """The invented employer."""
    return cast()


def signed_in(role: Role = Role.SI_PROVINCE, area: str = "42", name: str = "can-bo") -> Client:
    """A browser of someone with a role and an area."""
    client = Client()
    client.force_login(factory.person(name, role, area))
    return client


def text_of(client: Client, address: str) -> str:
    """A page's text, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_says_the_answer_first() -> None:
    factory.province(employers=120)
    page = text_of(signed_in(), "/don-vi/")
    assert "đơn vị chưa tham gia ở tỉnh Hà Tĩnh, ước thiếu" in page
    assert "Nặng nhất trước" in page


def test_the_gravest_stand_first(made: Cast) -> None:
    run = made.run
    worse = factory.employer(9, name="Thiếu nhiều nhưng không trừ tiền", district_code="446")
    factory.standing(run, worse, "missing", subject=90, subject_low=90, subject_high=90)
    page = text_of(signed_in(), "/don-vi/")
    assert page.index("May Cẩm Bình Hồng") < page.index("Thiếu nhiều nhưng không trừ tiền")
    page = text_of(signed_in(name="b"), "/don-vi/?sort=lacking")
    assert page.index("Thiếu nhiều nhưng không trừ tiền") < page.index("May Cẩm Bình Hồng")


@pytest.mark.parametrize("asked", ["mây cẩm bình", "3099 427 096", "TA0417B", "khải phan"])
def test_search_finds_by_folded_words_codes_and_names(made: Cast, asked: str) -> None:
    page = text_of(signed_in(), f"/don-vi/?q={asked}")
    assert "Công ty TNHH May Cẩm Bình Hồng" in page
    assert "Cơ sở May Hồng" not in page


def test_nothing_found_says_what_was_asked_and_the_way_out(made: Cast) -> None:
    page = text_of(signed_in(), "/don-vi/?q=mai+thach+lien")
    assert "Không đơn vị nào khớp “mai thach lien”. Thử bỏ bớt chữ, hoặc tìm theo mã số thuế." in page


def test_a_filter_keeps_the_others_and_the_counts(made: Cast) -> None:
    page = text_of(signed_in(), "/don-vi/?standing=partial&district=446")
    assert "1 đơn vị tham gia chưa đủ ở huyện Cẩm Xuyên, ước thiếu 7 lao động." in page
    assert "district=446" in page


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.SI_DISTRICT, "446", 200),
        (Role.SI_DISTRICT, "447", 404),
        (Role.COMMUNE_CLERK, "18685", 200),
        (Role.COMMUNE_CLERK, "18688", 404),
        (Role.AUDITOR, "42", 200),
        (Role.AGENCY_CLERK, "42", 404),
    ],
)
def test_another_area_cannot_see_an_employer(made: Cast, role: Role, area: str, status: int) -> None:
    client = signed_in(role, area)
    for part in ("", "lich-su/", "nguoi/"):
        assert client.get(f"/don-vi/{made.record.employer_id}/{part}").status_code == status
    if status == 200:
        assert made.record.name in text_of(client, "/don-vi/")
    elif role is not Role.AGENCY_CLERK:
        assert made.record.name not in text_of(client, "/don-vi/")


def test_the_page_says_the_verdict_with_its_reason_and_sources(made: Cast) -> None:
    page = text_of(signed_in(), f"/don-vi/{made.record.employer_id}/")
    assert "Đang tham gia 5, thuộc diện 12: thiếu 7 lao động." in page
    assert "khoản 1 Điều 2 Luật BHXH số 58/2014/QH13" in page
    assert "Cục Thuế tỉnh Hà Tĩnh" in page
    assert "nhận 20/04/2018 · dòng 4.118" in page
    assert f"/danh-sach/{made.commune.pk}/dong/14/" in page
    assert "Cơ sở May Hồng" in page
    assert "Tên chỉ khác nhau một lỗi gõ." in page
    assert "Số điện thoại khác nhau." in page
    assert "+3,0 bit" in page


def test_people_are_masked_until_opened_and_each_opening_is_journaled(made: Cast) -> None:
    address = f"/don-vi/{made.record.employer_id}/nguoi/"
    client = signed_in(Role.SI_DISTRICT, "446")
    page = text_of(client, address)
    assert "Nguyễn Thị Hoài H•••" in page
    assert "Hoài Hương" not in page
    assert "Võ Văn" not in page  # insured
    before = AuditEntry.objects.count()
    opened = client.post(address).content.decode()
    assert "Nguyễn Thị Hoài Hương" in opened
    assert "042188000001" in opened
    entry = AuditEntry.objects.latest("id")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.subject) == ("people.open", f"employer:{made.record.employer_id}")
    assert "042188000001" not in str(entry.detail)
    seen = text_of(client, address.replace("nguoi", "ai-da-xem"))
    assert "mở đủ họ tên người lao động" in seen
    assert "Cán bộ can-bo" in seen


def test_a_commune_clerk_does_not_read_who_has_seen(made: Cast) -> None:
    address = f"/don-vi/{made.record.employer_id}/ai-da-xem/"
    assert signed_in(Role.COMMUNE_CLERK, "18685").get(address).status_code == 404
    assert signed_in(Role.SI_DISTRICT, "447", "khac").get(address).status_code == 404
    assert "Chưa ai mở họ tên" in text_of(signed_in(Role.AUDITOR, name="kiem-toan"), address)


def test_an_auditor_cannot_open_names(made: Cast) -> None:
    client = signed_in(Role.AUDITOR)
    assert client.post(f"/don-vi/{made.record.employer_id}/nguoi/").status_code == 404
    assert not AuditEntry.objects.filter(action="people.open").exists()


def test_a_merged_employer_leads_to_the_one_that_lives(made: Cast) -> None:
    IdentityEvent.objects.create(
        subject="employer",
        left_id=made.other.employer_id,
        right_id=made.record.employer_id,
        kind="merged_into",
        run=made.run.pk,
    )
    made.other.run_until = made.run.pk
    made.other.save()
    answer = signed_in().get(f"/don-vi/{made.other.employer_id}/lich-su/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/don-vi/{made.record.employer_id}/lich-su/"


def test_an_unknown_employer_is_not_found(made: Cast) -> None:
    assert signed_in().get("/don-vi/E404/").status_code == 404


def test_the_sheet_holds_the_filtered_rows_and_their_filters(made: Cast) -> None:
    answer = signed_in().get("/don-vi/xuat.xlsx?standing=partial&q=may")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    said = [row[0] for row in rows if len(row) == 1]
    assert "Tình trạng: Tham gia chưa đủ" in said
    assert "Từ tìm: may" in said
    assert f"Số liệu đến hết ngày: {ON:%d/%m/%Y}" in said
    table = [row for row in rows if len(row) > 5]
    assert table[0][:3] == ["STT", "Tên đơn vị", "Mã số thuế"]
    assert len(table) == 2
    assert table[1][1:3] == [made.record.name, "3099427096"]


def test_a_name_that_starts_like_a_formula_stays_text(made: Cast) -> None:
    odd = factory.employer(77, name="=HYPERLINK(1)", district_code="446")
    factory.standing(made.run, odd, "missing", subject=1)
    answer = signed_in().get("/don-vi/xuat.xlsx?standing=missing")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cell = next(c for row in book.active.iter_rows() for c in row if c.value == "=HYPERLINK(1)")
    assert cell.data_type in {"s", "inlineStr"}


def test_pages_stay_within_the_budget_of_queries(
    made: Cast, django_assert_max_num_queries: object, tmp_path: Path
) -> None:
    with session(memory_mb=400, threads=1, scratch=tmp_path) as con:
        index(store(), con, run=made.run.pk, published=0)
    client = signed_in(Role.SI_DISTRICT, "446")
    one = f"/don-vi/{made.record.employer_id}/"
    client.get("/don-vi/")  # the first look at a run made without lines makes them
    for address in (
        "/don-vi/",
        "/don-vi/?q=may&district=446",
        "/don-vi/?q=mayy",
        one,
        f"{one}lich-su/",
        f"{one}nguoi/",
    ):
        with django_assert_max_num_queries(BUDGET):  # type: ignore[operator]
            client.get(address)


def test_before_the_first_run_the_list_says_so() -> None:
    assert "Chưa có danh sách đơn vị." in text_of(signed_in(), "/don-vi/")


def test_a_visitor_is_asked_to_sign_in(made: Cast) -> None:
    answer = Client().get(f"/don-vi/{made.record.employer_id}/")
    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]
