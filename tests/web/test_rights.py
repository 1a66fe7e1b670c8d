"""Who may open which page, made from the one table of rights; the other area does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import URLResolver, reverse
from django.urls.resolvers import get_resolver

from baophu.access.models import Role
from baophu.web.guards import Scope, area_of
from baophu.web.rights import ENTRANCES, PUBLIC, RIGHTS, may_open
from web import factory

pytestmark = pytest.mark.django_db
OPEN = ENTRANCES | {"sign-out", "language", "theme"}  # no one needs to be signed in


def every_view():
    """Every named address of the face with its view."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            elif pattern.name:
                yield pattern.name, pattern.callback

    return dict(walk(get_resolver().url_patterns))


PLAIN = [
    "home",
    "runs",
    "design",
    "employers",
    "lists",
    "send-calendar",
    "law",
    "my-account",
    "people",
    "journal",
    "person-seen",
]


def test_each_page_is_named_in_the_table_of_rights():
    for name, view in every_view().items():
        if name in OPEN or view.__module__.startswith("django."):
            continue
        assert getattr(view, "page_name", None) in RIGHTS.keys() | PUBLIC, f"{name} has no gate"


def test_what_is_open_to_everyone_is_named_and_in_no_other_table():
    assert PUBLIC.isdisjoint(RIGHTS)
    assert {name for name, view in every_view().items() if getattr(view, "page_name", "") in PUBLIC} == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_page_opens_for_everyone_signed_in_or_not(name, client, signed_in):
    assert client.get(reverse(f"web:{name}")).status_code == 200
    assert signed_in(Role.COMMUNE_CLERK, "18070").get(reverse(f"web:{name}")).status_code == 200


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PLAIN)
def test_a_role_opens_the_pages_of_its_rights_and_no_other(name, role, sample, signed_in):
    if name not in every_view():
        pytest.skip(f"{name} is not part of this product yet")
    area = {"commune_clerk": "18070", "si_district": "436"}.get(role, "42")
    answer = signed_in(role, area).get(reverse(f"web:{name}"))
    expected = 200 if may_open(role, name) else 404
    assert answer.status_code == expected


@pytest.mark.parametrize("name", PLAIN)
def test_who_is_not_signed_in_is_asked_to(name, client):
    if name not in every_view():
        pytest.skip(f"{name} is not part of this product yet")
    answer = client.get(reverse(f"web:{name}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("web:sign-in"))


def test_a_district_officer_sees_the_own_district_and_its_communes_only(sample, signed_in):
    client = signed_in(Role.SI_DISTRICT, "436")
    assert "Thành phố Hà Tĩnh" in client.get("/").content.decode()
    assert client.get("/dia-ban/436/").status_code == 200
    assert client.get("/dia-ban/18070/").status_code == 200  # Trần Phú, in the city
    assert client.get("/dia-ban/437/").status_code == 404
    assert client.get("/dia-ban/42/").status_code == 404


def test_a_commune_clerk_sees_the_own_commune_only(sample, signed_in):
    client = signed_in(Role.COMMUNE_CLERK, "18070")
    assert "Phường Trần Phú" in client.get("/").content.decode()
    assert client.get("/dia-ban/436/").status_code == 404
    assert client.get("/dia-ban/18073/").status_code == 404
    assert client.get("/thay-doi/dang-ky-moi/?area=436").status_code == 404


def test_no_code_that_is_no_area_opens_a_page(sample, signed_in):
    client = signed_in(Role.AUDITOR)
    for code in ("999", "00000", "x", "4"):
        assert client.get(f"/dia-ban/{code}/").status_code == 404


def test_an_area_of_unknown_shape_sees_nothing():
    assert area_of(factory.person("odd", Role.SI_DIRECTOR, "99"), date(2018, 6, 30)) == Scope("commune", "99")


def test_sign_out_needs_a_post(sample, signed_in):
    client = signed_in()
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/").status_code == 302


def test_a_wrong_password_is_told_in_a_sentence(client):
    factory.person("minh", with_password=True)
    answer = client.post("/dang-nhap/", {"username": "minh", "password": "khong-dung"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()
    answer = client.post("/dang-nhap/", {"username": "minh", "password": factory.PASSWORD})
    assert answer["Location"] == "/"
