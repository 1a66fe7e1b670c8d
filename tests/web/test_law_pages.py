"""The law book on the web: read by all, entered by one officer of the province's BHXH, confirmed by another."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.law.book import load
from baophu.lawbook.queries import EntryState, book, entries
from baophu.lawbook.rules.rights import DECIDERS
from baophu.web.rights import RIGHTS

pytestmark = pytest.mark.django_db
KEY = "arrears.monthly_rate.bhxh"
PAGE, FORM = f"/luat/{KEY}/", f"/luat/{KEY}/ghi/"
GIVEN = {
    "holds_from": "01/01/2018",
    "value": "1,2345%",
    "document": "9999/TB-BHXH",
    "document_on": "12/01/2018",
    "article": "Thông báo của BHXH Việt Nam",
    "note": "",
}
SEATS = {Role.COMMUNE_CLERK: "18070", Role.SI_DISTRICT: "436"}


@pytest.fixture
def director(signed_in) -> Client:
    return signed_in(Role.SI_DIRECTOR)


@pytest.fixture
def officer(signed_in) -> Client:
    return signed_in(Role.SI_PROVINCE)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def number() -> int:
    """The newest entry."""
    return entries()[0].id


def test_who_may_enter_is_who_may_decide() -> None:
    assert RIGHTS["law-enter"] == DECIDERS
    assert RIGHTS["law"] == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_and_only_deciders_enter(role, signed_in) -> None:
    signed_in(Role.SI_PROVINCE, language="en").post(FORM, GIVEN)
    client = signed_in(role, SEATS.get(role, "42"))
    assert client.get(PAGE).status_code == 200
    may = role in DECIDERS
    assert client.get(FORM).status_code == (200 if may else 404)
    assert client.post(FORM, GIVEN).status_code == (409 if may else 404)  # entered already
    decided = client.post(f"/luat/gia-tri/{number()}/tu-choi/", {"because": "sai"})
    assert decided.status_code == (302 if may else 404)
    assert ("Ghi giá trị" in text(client, PAGE)) == may


def test_the_shelf_names_what_is_missing_first(director) -> None:
    shown = text(director, "/luat/")
    assert "tham số còn thời gian chưa có giá trị." in shown
    assert f"{len(load().keys)} tham số của sách luật" in shown
    for title in ("Mức đóng bắt buộc", "Hạn đóng, chậm đóng, xử phạt", "BHXH tự nguyện"):
        assert title in shown


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("loc=chua-co&ngay=2018-06-30", "arrears.monthly_rate.bhxh", "wages.base_salary"),
        ("loc=chua-doi-chieu", "calendar.days_off", "targets.units.share"),
        ("nhom=wages", "wages.base_salary", "arrears.grace_days"),
        ("q=luong+co+so", "wages.base_salary", "arrears.grace_days"),
        ("q=425/TB-BHXH", "arrears.monthly_rate.bhyt", "wages.base_salary"),
        ("ngay=30/06/2018&nhom=wages", "1.300.000", "1.390.000"),
    ],
)
def test_the_shelf_is_narrowed_by_state_chapter_words_and_day(query, inside, outside, director) -> None:
    shown = text(director, f"/luat/?{query}")
    assert inside in shown and outside not in shown


@pytest.mark.parametrize("query", ["q=khong+co+gi+nhu+the", "loc=can-bo"])
def test_a_search_without_an_answer_shows_the_way_back(query, director) -> None:
    assert "Không tham số nào khớp." in text(director, f"/luat/?{query}")


@pytest.mark.parametrize("query", ["ngay=hom-nay", "loc=x&nhom=y", "ngay=2018-02-31"])
def test_what_the_address_asks_wrongly_is_passed_over(query, director) -> None:
    assert f"{len(load().keys)} tham số của sách luật" in text(director, f"/luat/?{query}")


def test_a_parameter_shows_every_value_its_source_and_who_uses_it(director) -> None:
    shown = text(director, PAGE)
    for dated in load().dated(KEY):
        assert dated.article in shown
    assert "Lãi chậm đóng" in shown and "law.interest: entered_rates, evasion_interest, interest" in shown
    assert "425/TB-BHXH công bố 14/02/2017" in shown
    assert "Chưa có giá trị từ 01/01/2018" in shown
    assert "Chưa ai ghi giá trị cho tham số này." in shown


@pytest.mark.parametrize("path", ["/luat/nothing.like.it/", "/luat/nothing.like.it/ghi/", "/luat/x/"])
def test_a_parameter_that_the_book_lacks_is_not_found(path, director) -> None:
    assert "Không có tham số" in text(director, path, 404)


def test_one_enters_another_confirms_and_the_page_tells_it_all(officer, director) -> None:
    page = officer.get(f"{FORM}?tu=2018-01-01").content.decode()
    assert 'value="01/01/2018"' in page and "Ghi tỷ lệ kèm dấu %" in page
    assert officer.post(FORM, GIVEN)["Location"] == PAGE
    assert "1 giá trị chờ người thứ hai xác nhận." in text(officer, "/luat/")
    assert "người khác xác nhận" in text(officer, PAGE)
    assert "Xác nhận giá trị" not in text(officer, PAGE) and "Xác nhận giá trị" in text(director, PAGE)
    assert book().hash == load().hash
    officer.post(f"/luat/gia-tri/{number()}/xac-nhan/")
    assert "Bạn là người ghi giá trị" in text(officer, PAGE)
    assert book().hash == load().hash
    assert director.post(f"/luat/gia-tri/{number()}/xac-nhan/")["Location"] == PAGE
    shown = text(director, PAGE)
    assert "Đã xác nhận." in shown and "Đang dùng" in shown
    assert "9999/TB-BHXH văn bản ngày 12/01/2018" in shown and "Cán bộ ghi" in shown
    assert "Chưa có giá trị từ 01/01/2018" not in shown
    assert book().value(KEY, date(2018, 6, 30)).source == f"entered:{KEY}:2018-01-01"
    assert [e.action for e in AuditEntry.objects.filter(subject=f"law:{KEY}")] == ["law.enter", "law.confirm"]
    assert "ghi giá trị 1,2345%" in shown and "xác nhận 1,2345%" in shown
    assert KEY in text(director, "/luat/?loc=can-bo")


def test_a_rejected_and_a_withdrawn_value_stay_on_the_page_with_their_reasons(officer, director) -> None:
    officer.post(FORM, GIVEN)
    director.post(f"/luat/gia-tri/{number()}/tu-choi/", {"because": "Số văn bản sai"})
    officer.post(FORM, GIVEN)
    director.post(f"/luat/gia-tri/{number()}/xac-nhan/")
    officer.post(f"/luat/gia-tri/{number()}/rut/", {"because": "Văn bản bị thay thế"})
    shown = text(officer, PAGE)
    assert [one.state for one in entries()] == [EntryState.WITHDRAWN, EntryState.REJECTED]
    assert "Không xác nhận" in shown and "Số văn bản sai" in shown
    assert "Đã rút" in shown and "Văn bản bị thay thế" in shown
    assert "Chưa có giá trị từ 01/01/2018" in shown


def test_nothing_is_rejected_or_withdrawn_without_a_reason(officer, director) -> None:
    officer.post(FORM, GIVEN)
    director.post(f"/luat/gia-tri/{number()}/tu-choi/", {"because": " "})
    assert "Chưa có lý do." in text(director, PAGE)
    assert entries()[0].state is EntryState.PENDING


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"holds_from": ""}, 200, "Chưa có ngày bắt đầu áp dụng."),
        ({"holds_from": "31/02/2018"}, 200, "Chưa đọc được ngày này."),
        ({"value": ""}, 200, "Chưa có giá trị."),
        ({"document": " "}, 200, "Chưa có số văn bản."),
        ({"document_on": "hôm qua"}, 200, "Chưa đọc được ngày này."),
        ({"article": ""}, 200, "Chưa có điều khoản, cơ quan ban hành"),
        ({"value": "1,2345"}, 409, "Ghi kèm dấu %"),
        ({"holds_from": "01/07/2018"}, 409, "bắt đầu từ ngày 01/01"),
        ({"holds_from": "01/01/2019"}, 409, "giá trị công bố không bị ghi đè"),
        ({"document_on": "31/12/2099"}, 409, "sau hôm nay"),
    ],
)
def test_what_cannot_be_entered_is_told_and_the_entry_kept(changes, status, told, officer) -> None:
    answer = officer.post(FORM, {**GIVEN, **changes})
    assert answer.status_code == status
    page = answer.content.decode()
    assert told in page
    assert 'value="Thông báo của BHXH Việt Nam"' in page or "article" in changes
    assert entries() == []


def test_a_deed_that_is_none_and_an_entry_that_is_none_are_not_found(officer) -> None:
    officer.post(FORM, GIVEN)
    assert officer.post(f"/luat/gia-tri/{number()}/doi/").status_code == 404
    assert officer.post("/luat/gia-tri/999999/xac-nhan/").status_code == 404
    assert officer.get(f"/luat/gia-tri/{number()}/xac-nhan/").status_code == 405


def test_every_parameter_has_a_page_that_says_who_cites_it(director) -> None:
    for key in load().keys:
        shown = text(director, f"/luat/{key}/")
        assert "Quy tắc nào dùng" in shown and "Chưa quy tắc nào dùng" not in shown and key in shown


def test_a_parameter_s_page_and_form_are_kept_out_of_caches(officer) -> None:
    for path in (PAGE, FORM):
        assert "no-store" in officer.get(path)["Cache-Control"]
