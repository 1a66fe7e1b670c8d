"""Ways in and out, one's own account, the administrator's pages, the auditor's; every look and export is journaled."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
import pyotp
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from baophu.access.models import AuditEntry, Post, Role, SignInAttempt, User
from baophu.access.rules.locks import FAILURES_OF_A_NAME, FAILURES_OF_AN_ADDRESS
from baophu.access.signing.queries import codes_left, has_second_step
from baophu.access.steps import actions as steps
from baophu.access.trail.queries import verify
from web import factory

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 5, 5, 0, tzinfo=UTC)
IN = {"username": "minh", "password": factory.PASSWORD}
LONG = "song La mùa nước nổi"


@pytest.fixture
def minh() -> User:
    return factory.person("minh", Role.SI_DISTRICT, "447", with_password=True)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def enter(client: Client, **changed: str):
    return client.post("/dang-nhap/", {**IN, **changed})


def test_five_wrong_passwords_lock_a_name_even_for_the_right_one_until_the_time_told(minh, clock):
    client = Client()
    for _ in range(FAILURES_OF_A_NAME):
        assert enter(client, password="sai").status_code == 200
    locked = enter(client)
    assert locked.status_code == 409 and "Đăng nhập lại sau 12:15" in locked.content.decode()
    assert 'value="minh"' in locked.content.decode()
    clock.shift(timedelta(minutes=15))
    assert enter(client).status_code == 302


def test_a_name_that_does_not_exist_is_answered_and_locked_like_one_that_does(minh, clock):
    told = {}
    for name in ("minh", "khong-ai"):
        client = Client(REMOTE_ADDR=f"10.0.0.{len(told)}")
        answers = [enter(client, username=name, password="sai") for _ in range(FAILURES_OF_A_NAME + 1)]
        plain = [
            re.sub(r'csrfmiddlewaretoken" value="\w+|nonce="[\w-]+', "", a.content.decode()).replace(
                name, "N"
            )
            for a in answers
        ]
        told[name] = [(a.status_code, text) for a, text in zip(answers, plain, strict=True)]
    assert told["minh"] == told["khong-ai"]


def test_an_address_is_the_one_behind_our_own_proxies_alone(minh, clock, settings):
    for number in range(FAILURES_OF_AN_ADDRESS):
        enter(
            Client(headers={"x-forwarded-for": f"9.9.9.{number}"}), username=f"ten-{number}", password="sai"
        )
    assert set(SignInAttempt.objects.values_list("address", flat=True)) == {"127.0.0.1"}
    assert enter(Client(headers={"x-forwarded-for": "8.8.8.8"})).status_code == 409
    settings.PROXIES = 1
    assert enter(Client(headers={"x-forwarded-for": "7.7.7.7, 8.8.8.8"})).status_code == 302
    assert SignInAttempt.objects.latest("id").address == "8.8.8.8"


def test_a_session_ends_when_it_is_not_used_and_after_its_longest_time(minh, clock, sample):
    client = Client()
    enter(client)
    for _ in range(8):
        clock.shift(timedelta(minutes=59))
        assert client.get("/").status_code == 200
    clock.shift(timedelta(minutes=8))  # eight hours in all
    assert client.get("/").status_code == 302
    enter(client)
    clock.shift(timedelta(minutes=60))
    assert client.get("/").status_code == 302


def test_signing_out_everywhere_ends_the_other_sessions_and_a_new_password_too(minh, sample):
    here, there = Client(), Client()
    enter(here), enter(there)
    changed = here.post("/tai-khoan/mat-khau/", {"former": factory.PASSWORD, "password": LONG, "again": LONG})
    assert changed.status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)
    enter(there, password=LONG)
    assert here.post("/tai-khoan/thoat-moi-noi/").status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (302, 302)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"former": "sai"}, "Mật khẩu đang dùng không đúng."),
        ({"again": "khác"}, "Hai lần nhập không giống nhau."),
        ({"password": "ngắn", "again": "ngắn"}, "Mật khẩu có 4 ký tự. Cần ít nhất 10."),
    ],
)
def test_a_password_that_will_not_do_is_told_why_and_nothing_changes(minh, sent, told):
    client = Client()
    enter(client)
    asked = {"former": factory.PASSWORD, "password": LONG, "again": LONG, **sent}
    answer = client.post("/tai-khoan/mat-khau/", asked)
    assert answer.status_code == 409 and told in answer.content.decode()
    minh.refresh_from_db()
    assert minh.check_password(factory.PASSWORD)


def with_app(user: User) -> tuple[pyotp.TOTP, list[str]]:
    secret = steps.begin_totp(by=user, at=NOON)
    app = pyotp.TOTP(secret)
    return app, steps.confirm_totp(by=user, at=NOON, code=app.at(NOON))


def test_an_app_is_set_up_by_its_first_code_and_asked_for_from_then_on(minh, clock, sample):
    client = Client()
    enter(client)
    client.post("/tai-khoan/ung-dung/")
    page = client.get("/tai-khoan/ma-6-so/").content.decode()
    assert "<svg" in page and "style=" not in page
    app = pyotp.TOTP("".join(re.search(r'class="secret">([\w ]+)<', page)[1].split()))
    assert client.post("/tai-khoan/ma-6-so/", {"code": "000000"}).status_code == 409
    done = client.post("/tai-khoan/ma-6-so/", {"code": app.at(NOON)})
    assert len(re.findall(r"<li><code>[\w-]{14}</code>", done.content.decode())) == steps.RECOVERY_CODES
    other = Client()
    asked = other.post("/dang-nhap/?next=/luot/", {**IN, "next": "/luot/"})
    assert asked["Location"] == "/dang-nhap/buoc-hai/" and other.get("/").status_code == 302
    assert other.post("/dang-nhap/buoc-hai/", {"code": "000000"}).status_code == 409
    clock.shift(timedelta(minutes=1))
    entered = other.post("/dang-nhap/buoc-hai/", {"code": app.at(NOON + timedelta(minutes=1))})
    assert entered["Location"] == "/luot/" and other.get("/luot/").status_code == 200


def test_wrong_codes_lock_the_name_and_the_password_alone_never_enters(minh, clock):
    app, recovery = with_app(minh)
    client = Client()
    enter(client)
    for _ in range(FAILURES_OF_A_NAME):
        client.post("/dang-nhap/buoc-hai/", {"code": "000000"})
    later = app.at(NOON + timedelta(minutes=1))
    clock.shift(timedelta(minutes=1))
    assert client.post("/dang-nhap/buoc-hai/", {"code": later}).status_code == 409
    clock.shift(timedelta(minutes=15))
    assert client.post("/dang-nhap/buoc-hai/", {"code": recovery[0]})["Location"] == "/dang-nhap/"
    enter(client)  # the password of a quarter of an hour ago does not count any more
    assert client.post("/dang-nhap/buoc-hai/", {"code": recovery[0]})["Location"] == "/"
    assert codes_left(minh) == steps.RECOVERY_CODES - 1


def test_a_role_that_must_have_a_second_step_sees_its_account_alone_until_then(minh, clock, settings, sample):
    settings.SECOND_STEP_ROLES = frozenset({"si_district"})
    client = Client()
    enter(client)
    assert client.get("/")["Location"] == "/tai-khoan/"
    assert "cần bước xác nhận thứ hai" in client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/ung-dung/")
    page = client.get("/tai-khoan/ma-6-so/").content.decode()
    app = pyotp.TOTP("".join(re.search(r'class="secret">([\w ]+)<', page)[1].split()))
    client.post("/tai-khoan/ma-6-so/", {"code": app.at(NOON)})
    assert client.get("/").status_code == 200 and has_second_step(minh)


def test_who_holds_no_post_today_sees_the_own_account_alone(minh, sample):
    User.objects.filter(id=minh.pk).update(post_until=date(2018, 1, 1))
    client = Client()
    enter(client)
    assert client.get("/don-vi/")["Location"] == "/tai-khoan/"
    assert "không giữ nhiệm vụ nào" in client.get("/tai-khoan/").content.decode()


def test_a_passkey_that_is_none_is_refused_without_a_word_about_names(minh):
    client = Client()
    assert "challenge" in client.post("/dang-nhap/khoa/hoi/").json()["publicKey"]
    for answer in ('{"rawId": "AAAA"}', "[]", "x", ""):
        told = client.post("/dang-nhap/khoa/", answer, content_type="application/json")
        assert told.status_code == 409 and "Khóa truy cập không được chấp nhận" in told.json()["refused"]
    enter(client)
    assert client.post("/tai-khoan/khoa/hoi/").json()["publicKey"]["rp"]["id"] == "testserver"
    refused = client.post("/tai-khoan/khoa/", '{"rawId": "AAAA"}', content_type="application/json")
    assert refused.status_code == 409


ASKED = {
    "full_name": "Phan Thị Lan", "username": "lan", "role": "si_district", "area_code": "444 Huyện Hương Khê",
    "agency_code": "si-444 BHXH huyện", "title": "Cán bộ thu", "starts_on": "01/01/2018", "last_day": "31/12/2030",
}  # fmt: skip


def test_an_invited_person_sets_a_password_by_the_link_and_signs_in(signed_in, sample):
    administrator = signed_in(Role.ADMINISTRATOR)
    page = administrator.post("/nguoi-dung/moi/", ASKED).content.decode()
    link = re.search(r'value="http://testserver(/moi/[\w-]+/)"', page)[1]
    lan = Client()
    assert lan.get(link).status_code == 200
    assert lan.post(link, {"password": LONG, "again": LONG}).status_code == 200
    assert lan.get(link).status_code == 404
    assert enter(lan, username="lan", password=LONG)["Location"] == "/"
    assert lan.get("/dia-ban/444/").status_code == 200 and lan.get("/dia-ban/447/").status_code == 404
    assert Post.objects.get(user__username="lan").ends_before == date(2031, 1, 1)
    assert "Phan Thị Lan" in administrator.get("/nguoi-dung/?q=phan+thi").content.decode()
    assert verify().broken is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"username": "Lan Phan"}, "Tên đăng nhập gồm 3 đến 40"),
        ({"area_code": "999"}, "không có địa bàn nào mang mã 999"),
        ({"last_day": "31/12/2017"}, "không sau ngày bắt đầu"),
        ({"starts_on": "hôm qua"}, "Chưa đọc được ngày này."),
        ({"full_name": ""}, "Chưa ghi họ và tên."),
    ],
)
def test_an_invitation_that_does_not_fit_says_why_and_makes_nobody(signed_in, changed, told):
    administrator = signed_in(Role.ADMINISTRATOR)
    answer = administrator.post("/nguoi-dung/moi/", {**ASKED, **changed})
    assert told in answer.content.decode() and not User.objects.filter(username="lan").exists()


def test_the_administrator_hands_over_closes_opens_and_releases(signed_in, minh, clock):
    administrator = signed_in(Role.ADMINISTRATOR)
    lan = factory.person("lan", Role.AUDITOR)
    here = f"/nguoi-dung/{minh.pk}"
    given = {**ASKED, "area_code": "447", "agency_code": "si-447"}
    assert administrator.post(f"{here}/giao/", given).status_code == 302
    post = Post.objects.get()
    ended = {"post": post.pk, "last_day": "04/07/2018", "handed_to": lan.pk, "because": "Biên bản 5"}
    Post.objects.filter(id=post.pk).update(ends_before=None)
    assert administrator.post(f"{here}/ket-thuc/", ended).status_code == 302
    lan.refresh_from_db()
    assert (lan.area_code, lan.role, lan.post_from) == ("447", Role.SI_DISTRICT, date(2018, 7, 5))
    for _ in range(FAILURES_OF_A_NAME):
        enter(Client(), password="sai")
    assert "Đang bị khóa đăng nhập" in administrator.get(f"{here}/").content.decode()
    administrator.post(f"{here}/mo-khoa/")
    assert enter(Client()).status_code == 302
    assert administrator.post(f"{here}/khoa/", {"because": ""}).status_code == 409
    administrator.post(f"{here}/khoa/", {"because": "Nghỉ hưu"})
    assert enter(Client()).status_code == 200  # not in
    administrator.post(f"{here}/mo/", {"because": "Trở lại"})
    assert enter(Client()).status_code == 302
    assert administrator.get("/nguoi-dung/999999/").status_code == 404
    assert administrator.post(f"{here}/khong-co/").status_code == 404


def test_the_auditor_searches_the_journal_and_the_export_is_a_line_of_it(signed_in, minh):
    auditor = signed_in(Role.AUDITOR)
    enter(Client())
    page = auditor.get("/nhat-ky/?ai=minh&viec=session.begin").content.decode()
    assert "1 dòng nhật ký." in page and "user:minh" in page
    assert "Chưa đọc được ngày" in auditor.get("/nhat-ky/?tu=hom-qua").content.decode()
    answer = auditor.get("/nhat-ky/xuat.xlsx?ai=minh")
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    assert rows[3][2] == "minh" and len(rows) == 4
    line = AuditEntry.objects.latest("id")
    assert (line.action, line.detail) == ("journal.export", {"lines": 1, "who": "minh"})
    assert verify().broken is None


def test_no_page_of_people_shows_to_who_may_not(signed_in, minh):
    for role in Role:
        client = signed_in(role, "447" if role == Role.SI_DISTRICT else "42")
        assert client.get(reverse("web:people")).status_code == (200 if role == Role.ADMINISTRATOR else 404)
        assert client.get(reverse("web:journal")).status_code == (200 if role == Role.AUDITOR else 404)
