"""The calculators of benefits: open to everyone, each with its article, refusing what is not known."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from baophu.web.assets import LOCALE
from baophu.web.calculator.benefit_forms import FORMS
from baophu.web.translations import compile_catalogue

pytestmark = pytest.mark.django_db

BASE = "/tinh/che-do"
ASKED = {
    "luong-huu": "gioi=f&sinh=01/02/1963&thang=300&luong=10.000.000&dieu_kien=normal&ngay=01/03/2018",
    "mot-lan": "ly_do=abroad&thang=126&luong=7.000.000&ngay=01/06/2024",
    "om-dau": "luong=2.400.000&thang=120&so_ngay=40&da_nghi=5&viec=normal&ngay=30/06/2018",
    "thai-san": "luong=18.000.000&thang=12&so_con=2&thu=1&ngay=01/08/2026",
    "cha": "luong=4.800.000&sinh_con=twins&ngay=30/06/2018",
    "tu-tuat": "thang=180&than_nhan=5&ngay=30/06/2018",
    "tai-nan": "suy_giam=31&nam=1&luong=5.000.000&ngay=30/06/2018",
    "that-nghiep": "luong=5.000.000&thang=48&ngay=30/06/2018",
}
HEADLINES = {
    "luong-huu": "Lương hưu 7.300.150 đồng một tháng.",
    "mot-lan": "BHXH một lần 147.000.000 đồng.",
    "om-dau": "Trợ cấp ốm đau 1.875.000 đồng.",
    "thai-san": "Thai sản cộng 136.120.000 đồng.",
    "cha": "Cha được nghỉ 10 ngày làm việc, trợ cấp 2.000.000 đồng.",
    "tu-tuat": "Mai táng 13.000.000 đồng và trợ cấp tuất 2.600.000 đồng một tháng.",
    "tai-nan": "Trợ cấp 415.000 đồng một tháng.",
    "that-nghiep": "Trợ cấp thất nghiệp cộng 12.000.000 đồng.",
}


def text_of(client: Client, path: str) -> str:
    """What a page says, without its marks."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def test_every_benefit_is_asked_here_and_found_from_the_first_page(client: Client) -> None:
    assert set(ASKED) == set(HEADLINES) == set(FORMS)
    assert f'href="{BASE}/"' in client.get("/tinh/").content.decode()
    index = client.get(f"{BASE}/").content.decode()
    assert all(f'href="{BASE}/{kind}/"' in index for kind in FORMS)


@pytest.mark.parametrize("kind", ASKED)
def test_a_visitor_has_the_answer_the_reasons_and_the_articles(client: Client, kind: str) -> None:
    page = text_of(client, f"{BASE}/{kind}/?{ASKED[kind]}")
    assert HEADLINES[kind] in page
    assert "Vì sao" in page
    assert "Căn cứ" in page
    assert re.search(r"Điều \d+", page)


@pytest.mark.parametrize("kind", ASKED)
def test_an_empty_form_asks_and_answers_nothing(client: Client, kind: str) -> None:
    assert "Kết quả hiện ở đây." in text_of(client, f"{BASE}/{kind}/")


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("luong-huu", "sinh=01/02/1970", "Chưa được hưởng lương hưu ngày 01/03/2018."),
        ("mot-lan", "ly_do=left_work&bat_dau=01/2010&nghi=05/2024", "Chưa được hưởng BHXH một lần"),
        ("thai-san", "thang=5", "Chưa đủ điều kiện hưởng chế độ thai sản."),
        ("that-nghiep", "thang=11", "Chưa đủ thời gian đóng"),
        ("tu-tuat", "thang=24&luong=5.000.000", "trợ cấp tuất một lần 20.000.000 đồng."),
    ],
)
def test_who_has_no_right_is_told_so(client: Client, kind: str, more: str, said: str) -> None:
    given = {part.partition("=")[0]: part for part in f"{ASKED[kind]}&{more}".split("&")}
    assert said in text_of(client, f"{BASE}/{kind}/?{'&'.join(given.values())}")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("om-dau/?luong=1&thang=12&so_ngay=0,5&viec=normal&ngay=30/06/2018", "chưa tính nghỉ ốm nửa ngày"),
        ("tai-nan/?suy_giam=4&nam=1&luong=1&ngay=30/06/2018", "Suy giảm 4%"),
        ("tu-tuat/?thang=12&than_nhan=0&luong_huu=on&ngay=30/06/2018", "Ghi số thân nhân"),
        ("mot-lan/?ly_do=left_work&thang=12&luong=1&ngay=30/06/2018", "Chưa có tháng."),
        (
            "mot-lan/?ly_do=abroad&thang=12&truoc_2014=13&luong=1&ngay=30/06/2018",
            "nhiều hơn số tháng đã đóng",
        ),
        ("luong-huu/?gioi=m&sinh=1950&thang=300&luong=1&dieu_kien=normal&ngay=30/06/2015", "Chưa có “"),
    ],
)
def test_a_refusal_is_a_sentence(client: Client, path: str, said: str) -> None:
    assert said in text_of(client, f"{BASE}/{path}")


def test_an_unknown_benefit_is_not_found(client: Client) -> None:
    assert client.get(f"{BASE}/khong-co/").status_code == 404


def test_in_english_no_vietnamese_sentence_is_left() -> None:
    from django.utils.translation import trans_real

    compile_catalogue(LOCALE / "en" / "LC_MESSAGES" / "django.po")
    trans_real._translations.clear()
    client = Client()
    client.cookies["language"] = "en"
    try:
        for kind, asked in ASKED.items():
            page = client.get(f"{BASE}/{kind}/?{asked}").content.decode()
            bare = re.sub(r'<(\w+)[^>]*lang="vi"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
            text = html.unescape(re.sub(r"<[^>]+>", " ", bare))
            left = re.findall(r"[^.]*\b(?:Trợ cấp|đồng|tháng|được|hưởng)\b[^.]*", text)
            assert not left, (kind, left[:3])
    finally:
        trans_real._translations.clear()
