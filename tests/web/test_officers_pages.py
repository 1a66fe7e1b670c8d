"""An officer's units, minutes, objections and kept filters in the browser's eyes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role
from baophu.plan.models import Charge, KeptFilter, Objection
from web import factory
from web.employers_cast import Cast, cast

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def made() -> Cast:
    found = cast()
    factory.person("an", Role.SI_DISTRICT, "446", "Lê An")
    factory.person("binh", Role.SI_DISTRICT, "446", "Trần Bình")
    factory.person("khe", Role.SI_DISTRICT, "444", "Hồ Khê")
    factory.person("boss", Role.SI_DIRECTOR, "42", "Võ Giám")
    return found


def at(name: str) -> Client:
    client = Client()
    client.force_login(factory.User.objects.get(username=name))
    return client


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def give_all(by: str = "boss", officer: str = "an", do: str = "") -> object:
    return at(by).post(
        "/don-vi/giao/", {"question": "", "all": "1", "officer": officer, "do": do}, follow=True
    )


def test_units_given_from_the_list_stand_on_the_officers_page_and_on_nobody_elses(made: Cast) -> None:
    page = at("boss").post("/don-vi/chon/", {"question": "", "all": "1", "do": "charge"}).content.decode()
    assert "Giao 2 đơn vị cho chuyên quản nào?" in page
    assert "Đã giao 2 đơn vị cho Lê An." in give_all().content.decode()  # type: ignore[attr-defined]
    page = said(at("an"), "/viec-cua-toi/")
    assert made.record.name in page and "Đơn vị tôi phụ trách: 2" in page
    assert "tel:0915000412" in page
    assert "Bạn chưa phụ trách đơn vị nào." in said(at("khe"), "/viec-cua-toi/")
    assert "Chuyên quản: Lê An" in said(at("binh"), f"/don-vi/{made.record.employer_id}/dien-bien/")


def test_ticked_rows_outside_the_area_are_left_out(made: Cast) -> None:
    said(at("boss"), "/don-vi/")
    answer = at("khe").post("/don-vi/chon/", {"chon": [made.record.employer_id], "do": "charge"}, follow=True)
    assert "Chưa chọn đơn vị nào." in answer.content.decode()
    at("khe").post("/don-vi/giao/", {"chon": [made.record.employer_id], "officer": "khe"})
    assert not Charge.objects.exists()


def test_units_in_other_hands_pass_on_by_minutes_that_both_confirm(made: Cast) -> None:
    said(at("boss"), "/don-vi/")
    give_all()
    page = give_all(officer="binh").content.decode()  # type: ignore[attr-defined]
    assert "2 đơn vị đang có chuyên quản khác." in page
    give_all(officer="binh", do="minutes")
    number = re.search(r"BG-\d{4}-\d{4}", said(at("an"), "/viec-cua-toi/")).group()  # type: ignore[union-attr]
    assert at("khe").get(f"/ban-giao/{number}/").status_code == 404
    for name in ("an", "binh"):
        at(name).post(f"/ban-giao/{number}/")
    assert made.record.name in said(at("binh"), "/viec-cua-toi/")
    assert "Bạn chưa phụ trách đơn vị nào." in said(at("an"), "/viec-cua-toi/")
    pdf = at("binh").get(f"/ban-giao/{number}/bien-ban.pdf")
    assert pdf.content.startswith(b"%PDF-")


def test_a_public_objection_gives_a_code_reaches_the_officer_and_its_answer_comes_back(made: Cast) -> None:
    page = (
        Client()
        .post(
            "/phan-anh/", {"tax_code": "3099 427 096", "text": "Đơn vị có 5 lao động.", "said_by": "Kế toán"}
        )
        .content.decode()
    )
    code = re.search(r"PA-[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}", page).group()  # type: ignore[union-attr]
    assert "Phản ánh đang chờ trả lời" in said(Client(), f"/phan-anh/tra-cuu/?ma={code}")
    assert code in said(at("an"), "/phan-anh/cho-tra-loi/")
    assert code not in said(at("khe"), "/phan-anh/cho-tra-loi/")
    assert "Đang có phản ánh" in said(at("an"), "/don-vi/")
    address = f"/don-vi/{made.record.employer_id}/phan-anh/"
    at("an").post(address, {"code": code, "outcome": "upheld", "answer": "Biên bản 15/BB-BHXH."})
    page = said(Client(), f"/phan-anh/tra-cuu/?ma={code}")
    assert "Phản ánh đã có trả lời" in page and "Biên bản 15/BB-BHXH." in page
    assert "Đang có phản ánh" not in said(at("an"), "/don-vi/")
    assert "Trả lời phản ánh" in said(at("an"), f"/don-vi/{made.record.employer_id}/dien-bien/")


def test_the_public_page_tells_nothing_of_who_is_known(made: Cast) -> None:
    def shown(tax_code: str) -> str:
        given = {"tax_code": tax_code, "text": "Số liệu của tôi bị sai.", "said_by": "A"}
        page = Client().post("/phan-anh/", given).content.decode()
        return re.sub(r"PA-[A-Z0-9-]{11}|nonce=\"[^\"]+\"|value=\"\w{40,}\"", "", page)

    assert shown("3099427096") == shown("3001427096")
    assert [o.employer_id for o in Objection.objects.order_by("id")] == [made.record.employer_id, None]


def test_an_officer_notes_an_objection_and_another_area_cannot(made: Cast) -> None:
    address = f"/don-vi/{made.record.employer_id}/phan-anh/"
    given = {"text": "Ba người đã nghỉ việc từ tháng 3.", "said_by": "Giám đốc"}
    assert at("khe").post(address, given).status_code == 404
    assert "Chưa ghi người phản ánh." in at("an").post(address, {"text": "x" * 20}).content.decode()
    assert "Đã ghi nhận phản ánh của đơn vị" in at("an").post(address, given, follow=True).content.decode()
    assert Objection.objects.get().noted_by.username == "an"


def test_a_kept_filter_is_its_owners_and_its_link_opens_with_the_readers_rights(made: Cast) -> None:
    at("boss").post("/don-vi/bo-loc/", {"question": "standing=partial&district=446", "name": "Thiếu"})
    assert KeptFilter.objects.get().question == "standing=partial&district=446"
    assert "Thiếu</a>" in said(at("boss"), "/don-vi/")
    assert "Thiếu</a>" not in said(at("an"), "/don-vi/")
    link = "/don-vi/?standing=partial&district=446"
    assert made.record.name in said(at("an"), link)
    assert made.record.name not in said(at("khe"), link)
    at("boss").post("/don-vi/bo-loc/", {"question": "", "name": "Thiếu", "do": "drop"})
    assert not KeptFilter.objects.exists()


def test_columns_are_chosen_and_a_head_sorts_both_ways(made: Cast) -> None:
    page = said(at("an"), "/don-vi/?cot=owed&cot=kind")
    assert "Còn nợ (đồng)" in page and '<th class="num">Thuộc diện' not in page
    other = made.other.name
    page = said(at("an"), "/don-vi/?sort=name")
    assert page.index(other) < page.index(made.record.name)
    page = said(at("an"), "/don-vi/?sort=name&up=1")
    assert page.index(made.record.name) < page.index(other)


def test_pages_lead_on_and_back_without_losing_or_repeating_a_row(made: Cast) -> None:
    for number in range(100, 230):
        factory.standing(
            made.run, factory.employer(number, district_code="446"), "missing", subject=number % 7
        )
    client, seen, address = at("an"), [], "/don-vi/?sort=subject"
    pages = [address]
    while address:
        page = said(client, address)
        seen.append(re.findall(r'name="chon" value="(\w+)"', page))
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/don-vi/{found.group(1)}".replace("&amp;", "&") if found else ""
        pages.append(address)
    flat = [one for part in seen for one in part]
    assert [len(part) for part in seen] == [50, 50, 32]
    assert len(set(flat)) == 132
    back = re.search(r'rel="prev" href="([^"]+)"', said(client, pages[2])).group(1)  # type: ignore[union-attr]
    assert (
        re.findall(r'name="chon" value="(\w+)"', said(client, f"/don-vi/{back}".replace("&amp;", "&")))
        == seen[1]
    )


def test_an_export_is_journaled_with_its_question(made: Cast) -> None:
    answer = at("an").post("/don-vi/chon/", {"question": "sort=name", "all": "1", "do": "sheet"})
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    entry = AuditEntry.objects.get(action="employers.export")
    assert entry.detail == {"rows": 2, "question": "sort=name", "ticked": False}


def test_pages_stay_within_the_budget_of_queries(made: Cast, django_assert_max_num_queries: object) -> None:
    said(at("boss"), "/don-vi/")
    give_all()
    give_all(officer="binh", do="minutes")
    one, client = f"/don-vi/{made.record.employer_id}", at("an")
    for address in (
        "/viec-cua-toi/",
        "/ban-giao/",
        "/phan-anh/cho-tra-loi/",
        f"{one}/phan-anh/",
        f"{one}/dien-bien/",
    ):
        with django_assert_max_num_queries(BUDGET):  # type: ignore[operator]
            said(client, address)
