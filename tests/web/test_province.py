"""The province's page: the verdict first, no naked number, every district a link."""

from __future__ import annotations

import re

import pytest

from baophu.access.models import Role
from baophu.coverage.models import Rate
from baophu.places.queries import areas
from web import factory


def shown(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_run_the_page_says_what_to_do(db, signed_in):
    assert "Chưa có lượt đối chiếu nào." in shown(signed_in())


def test_the_first_line_is_the_verdict_with_its_number(sample, signed_in):
    head = re.search(r"<h1>(.*?)</h1>", shown(signed_in()))[1]
    assert re.search(r"Chậm \d+,\d.điểm so với lộ trình; cần thêm \d+ đơn vị trước 31/12\.", head)


def test_the_verdict_is_held_against_the_plan_and_not_the_full_rate(sample, signed_in):
    rate = Rate.objects.get(run=sample.runs[-1], level="province", indicator="units_plan", dimension="")
    page = shown(signed_in())
    assert f"{rate.value * 100:.1f}".replace(".", ",") in re.search(r'class="fact">(.*?)</p>', page)[1]


def test_every_district_is_a_link_on_the_map_and_in_the_table(sample, signed_in):
    page = shown(signed_in(), "/dia-ban/42/")
    for district in areas("district", sample.runs[-1].on):
        assert page.count(f'href="/dia-ban/{district.code}/"') == 2, district.name


def test_every_count_of_standings_leads_to_its_rows(sample, signed_in):
    page = shown(signed_in())
    for kind in ("covered", "partial", "missing", "unverified", "not_subject", "ceased"):
        assert f"standing={kind}" in page


def test_a_missing_list_shows_a_dash_and_the_reason(sample, signed_in):
    page = shown(signed_in())
    assert "Chưa có danh sách dân số, lao động năm 2018." in page
    assert page.count("—") > 1


def test_it_says_on_how_many_communes_it_rests(sample, signed_in):
    assert "225/262" in shown(signed_in())


def test_the_steps_of_the_change_lead_to_the_employers_that_moved(sample, signed_in):
    client = signed_in()
    page = shown(client)
    links = re.findall(r'href="(/thay-doi/[\w-]+/\?area=42)">[^<]*<span class="src">(\d+) đơn vị', page)
    assert links
    for address, count in links:
        assert f": {count} đơn vị</h1>" in shown(client, address)


def test_a_chart_has_a_sentence_and_a_table_behind_it(sample, signed_in):
    page = shown(signed_in())
    assert re.search(r'role="img" aria-label="30/09/2018: \d+,\d.%, giới hạn ', page)
    assert "Bảng số của biểu đồ" in page
    for made in sample.runs:
        assert f'href="/luot/{made.id}/"' in page


def test_a_figure_that_cannot_be_computed_is_no_zero(db, signed_in):
    made = factory.run(factory.date(2018, 6, 30))
    Rate.objects.create(run=made, on=made.on, area_code="42", area="Tỉnh Hà Tĩnh", level="province",
                        indicator="units_plan", why="Chưa có danh sách của cơ quan thuế.")  # fmt: skip
    page = shown(signed_in(Role.AUDITOR), "/dia-ban/42/")
    assert "Chưa tính được tỷ lệ, vì chưa có danh sách của cơ quan thuế." in page


@pytest.mark.parametrize("path", ["/", "/dia-ban/436/", "/dia-ban/18070/", "/luot/"])
def test_one_h1_a_page(path, sample, signed_in):
    assert len(re.findall(r"<h1[ >]", shown(signed_in(), path))) == 1
