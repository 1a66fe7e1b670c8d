"""The first page by role: what needs the reader today, the ten questions, no figure without its rows."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baophu.access.actions import record
from baophu.access.models import Role
from baophu.coverage.models import Rate, Standing
from web import factory

MOST_QUERIES = 12


def shown(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def lines(page: str) -> dict[int, str]:
    """The ten questions' rows by number."""
    body = page.partition('id="cau-hoi"')[2].partition("</section>")[0]
    return {
        int(n): row for n, row in re.findall(r'<td class="num ink3 no">(\d+)</td>(.*?)</tr>', body, re.DOTALL)
    }


def person_of(role: Role, area: str, agency: str = "") -> Client:
    who = factory.person(f"{role}-{area}-{agency}", role, area)
    who.agency_code = agency
    who.save()
    client = Client()
    client.force_login(who)
    return client


def test_a_leader_reads_all_ten_questions(sample, signed_in):
    found = lines(shown(signed_in(Role.PROVINCE_LEADER)))
    assert sorted(found) == list(range(1, 11))


def test_the_first_question_counts_the_missing_that_pay_tax_and_leads_to_them(sample, signed_in):
    run = sample.runs[-1]
    missing = Standing.objects.filter(run=run, standing="missing", paying_tax=True).count()
    row = lines(shown(signed_in()))[1]
    assert f'href="/don-vi/?standing=missing&amp;tax=1">{missing}</a>' in row or (
        f'href="/don-vi/?standing=missing&tax=1">{missing}</a>' in row
    )
    assert "30/09/2018" in row


def test_a_question_without_data_says_what_is_missing_and_shows_no_figure(sample, signed_in):
    found = lines(shown(signed_in()))
    assert "Chưa có hồ sơ thanh tra" in found[8] and "<b" not in found[8]
    Rate.objects.filter(indicator="voluntary").delete()
    again = lines(shown(signed_in(language="en")))
    assert "<b" not in again[6]


def test_the_tax_lists_line_adds_up(sample, signed_in):
    run = sample.runs[-1]
    paying = Standing.objects.filter(run=run, paying_tax=True)
    every = paying.exclude(standing="ceased")
    opened = every.filter(standing="unverified").count()
    assert f"{every.count() - opened} / {every.count()}" in lines(shown(signed_in()))[3]


def test_the_worst_district_is_named_with_who_answers_for_it(sample, signed_in):
    run = sample.runs[-1]
    worst = Rate.objects.filter(
        run=run, level="district", indicator="units_plan", dimension="", value__isnull=False
    )
    code = worst.order_by("value", "-area_code").first().area_code
    factory.person("phutrach", Role.SI_DISTRICT, code, full_name="Hà Thị Phụ Trách")
    row = lines(shown(signed_in()))[4]
    assert f'href="/dia-ban/{code}/"' in row and "Hà Thị Phụ Trách" in row


def test_with_three_runs_nothing_is_forecast_and_the_page_says_why(sample, signed_in):
    row = lines(shown(signed_in()))[10]
    assert "Chưa dự báo: cần ít nhất 4 lượt đối chiếu" in row and "<b" not in row


def test_with_enough_runs_the_forecast_has_its_interval_and_its_chance(db, signed_in):
    days = tuple(date(2018, month, 28) for month in (1, 3, 5, 7, 9))
    factory.province(employers=60, days=days)
    row = lines(shown(signed_in()))[10]
    assert re.search(r"\d+,\d.% \(\d+–\d+\)", row) and "Khả năng vượt 80" in row and "31/12/2018" in row


def test_what_needs_the_reader_comes_first_and_leads_to_where_it_is_done(sample, signed_in):
    page = shown(signed_in())
    needs = page.partition('class="needs"')[2].partition("</section>")[0]
    assert page.index('class="needs"') < page.index('id="cau-hoi"')
    assert "Đã trừ tiền bảo hiểm mà chưa đóng" in needs and 'href="/don-vi/?deducted=1"' in needs
    assert "Xã chưa gửi danh sách" in needs


def test_a_district_officer_answers_for_the_own_district_only(sample, signed_in):
    page = shown(signed_in(Role.SI_DISTRICT, "436"))
    run = sample.runs[-1]
    missing = Standing.objects.filter(
        run=run, standing="missing", paying_tax=True, district_code="436"
    ).count()
    assert f">{missing}</a>" in lines(page)[1] and "district=436" in lines(page)[1]
    assert "/dia-ban/437/" not in page and "/tien-cho-khop/" not in page


def test_a_commune_clerk_sees_the_own_lists_and_where_to_send_them(sample):
    page = shown(person_of(Role.COMMUNE_CLERK, "18070"))
    assert "Danh sách của đơn vị tôi" in page and "/danh-sach/gui/?list=commune_businesses" in page
    assert 'id="cau-hoi"' not in page


def test_an_agency_clerk_sees_what_the_agency_owes_and_nobody_elses(sample):
    page = shown(person_of(Role.AGENCY_CLERK, "42", "tax"))
    assert "list=tax_enterprises" in page and "list=commune_businesses" not in page


def test_an_auditor_sees_what_was_seen_and_changed_of_late(sample, signed_in):
    from django.utils import timezone

    officer = factory.person("can-bo-x", Role.SI_DISTRICT, "436", full_name="Lê Văn Xem")
    record(by=officer, at=timezone.now(), action="people.open", subject="employer:E1")
    page = shown(signed_in(Role.AUDITOR))
    assert "Lê Văn Xem" in page and "Mở họ tên người lao động" in page
    assert "Nhật ký 7 ngày qua: 1 việc." in page


def test_an_administrator_sees_accounts_and_no_employer(sample, signed_in):
    page = shown(signed_in(Role.ADMINISTRATOR))
    assert "Tài khoản theo vai trò" in page and "/don-vi/" not in page


@pytest.mark.parametrize(
    ("role", "area", "agency"),
    [
        (Role.PROVINCE_LEADER, "42", ""), (Role.SI_DIRECTOR, "42", ""), (Role.SI_PROVINCE, "42", ""),
        (Role.SI_DISTRICT, "436", ""), (Role.COMMUNE_CLERK, "18070", ""), (Role.AGENCY_CLERK, "42", "tax"),
        (Role.AUDITOR, "42", ""), (Role.ADMINISTRATOR, "42", ""),
    ],
)  # fmt: skip
def test_a_home_asks_the_database_at_most_twelve_times(role, area, agency, sample):
    client = person_of(role, area, agency)
    shown(client)  # the first time fills what a process keeps
    with CaptureQueriesContext(connection) as asked:
        shown(client)
    assert len(asked) <= MOST_QUERIES, "\n".join(q["sql"][:150] for q in asked)
