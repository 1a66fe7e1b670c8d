"""Nothing inline, nothing from outside, and each page within its query budget."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baophu.web import assets

WEB = Path(assets.__file__).resolve().parent
PAGES = ["/", "/dia-ban/436/", "/dia-ban/18070/", "/thay-doi/dang-ky-moi/", "/luot/", "/luot/{run}/",
         "/ngon-ngu-thiet-ke/", "/luat/", "/luat/arrears.monthly_rate.bhxh/", "/luat/wages.base_salary/ghi/"]  # fmt: skip
OUTSIDE = re.compile(r"""(?:src|href|action|url)\s*[=(]\s*["']?(?:https?:)?//""", re.IGNORECASE)
BUDGET = 15  # one of them reads what officers entered into the law book


@pytest.fixture(params=PAGES)
def path(request, sample):
    return request.param.format(run=sample.runs[-1].id)


def test_a_page_keeps_its_query_budget(path, signed_in, django_assert_max_num_queries):
    client = signed_in()
    with django_assert_max_num_queries(BUDGET):
        assert client.get(path).status_code == 200


def test_a_page_carries_a_strict_policy(path, signed_in):
    policy = signed_in().get(path)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert re.search(r"script-src 'self' 'nonce-[\w-]{20,}'", policy)


def test_no_page_has_a_style_attribute_or_an_inline_script(path, signed_in):
    text = signed_in().get(path).content.decode()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style|\son\w+\s*=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*\snonce=)", text)


def test_two_answers_have_two_nonces(sample, signed_in):
    client = signed_in()
    assert client.get("/")["Content-Security-Policy"] != client.get("/")["Content-Security-Policy"]


@pytest.mark.parametrize("suffix", ["html", "css", "js", "svg"])
def test_no_file_of_the_face_asks_another_host(suffix):
    files = [f for f in WEB.rglob(f"*.{suffix}") if "built" not in f.parts]
    assert files or suffix == "svg"
    for file in files:
        assert not OUTSIDE.search(file.read_text(encoding="utf-8")), file.name


def test_no_template_styles_by_hand():
    for file in WEB.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle\s*=|<style", text), file.name
        assert not re.search(r"\son(click|change|load|submit|input)\s*=", text), file.name


def test_what_is_absent_says_so_with_a_way_on(sample, signed_in):
    answer = signed_in().get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này, hoặc trang ngoài địa bàn của bạn." in answer.content.decode()
    assert signed_in(language="en").get("/luot/999/").status_code == 404


def test_a_stale_form_is_told_plainly(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "chưa được ghi" in answer.content.decode()


def test_language_is_vietnamese_until_chosen(sample, signed_in):
    client = signed_in()
    assert client.get("/", headers={"accept-language": "en-GB"})["Content-Language"] == "vi"
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/luot/"})
    assert answer["Location"] == "/luot/"
    assert client.get("/")["Content-Language"] == "en"


def test_a_switch_never_leads_away(sample, signed_in):
    answer = signed_in().post("/mau-nen/", {"theme": "dark", "next": "//elsewhere.example/"})
    assert answer["Location"] == "/"
    assert answer.cookies["theme"].value == "dark"
