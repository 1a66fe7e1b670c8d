"""What a page says of bounds, places, lines of business and duties, and which employers it puts first."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from baophu.access.models import Role
from baophu.coverage.queries import RateOf
from baophu.places.queries import area
from baophu.web.beside import MOST, shortest
from baophu.web.employers.filters import Filters
from baophu.web.employers.profile import industry_words, phone_words
from baophu.web.lists.calendar import Mark, Row
from baophu.web.templatetags.baophu import bounds
from baophu.web.templatetags.lists import place_words
from web import factory
from web.test_province import shown

DAY = date(2018, 6, 30)


def rate(low: str | None, high: str | None) -> RateOf:
    shares = [None if share is None else Decimal(share) for share in ("0.8", low, high)]
    return RateOf(
        1, DAY, "42", "Tỉnh Hà Tĩnh", "province", "units", "", "", *shares, Decimal(8), Decimal(10), ""
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [("0.787", "0.871", "79–87"), ("0", None, "từ 0"), (None, None, "—"), (None, "0.9", "—")],
)
def test_an_upper_bound_that_cannot_be_told_is_not_written_as_a_number(low, high, said):
    assert bounds(rate(low, high)) == said


def test_no_rate_has_no_bounds():
    assert bounds(None) == "—"


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("vi", "Huyện Kỳ Anh", "Huyện Kỳ Anh"),
        ("en", "Huyện Kỳ Anh", "Kỳ Anh district"),
        ("en", "Thành phố Hà Tĩnh", "Hà Tĩnh city"),
        ("en", "Sở Tư pháp", "Sở Tư pháp"),
    ],
)
def test_a_district_is_named_in_the_readers_language(language, name, said):
    with translation.override(language):
        assert place_words(name) == said


@pytest.mark.parametrize(
    ("industry", "code", "said"),
    [
        ("4711:Bán lẻ lương thực", "", "Bán lẻ lương thực (4711)"),
        ("4711 - Bán lẻ lương thực", "4719", "Bán lẻ lương thực (4719)"),
        ("May trang phục", "1410", "May trang phục (1410)"),
        ("May trang phục", "", "May trang phục"),
        ("", "1410", "1410"),
        ("", "", ""),
    ],
)
def test_a_line_of_business_stands_before_its_code(industry, code, said):
    assert industry_words(industry, code) == said


@pytest.mark.parametrize(
    ("phone", "said"),
    [("0915234412", "0915 234 412"), ("01685595979", "01685 595 979"), ("0239 3831 xxx", "0239 3831 xxx")],
)
def test_a_telephone_number_is_grouped_and_anything_else_left_as_written(phone, said):
    assert phone_words(phone) == said


def duty(*shapes: str) -> Row:
    marks = tuple(
        (Mark(shape, "off", f"{place} {shape}"),) if shape else () for place, shape in enumerate(shapes)
    )
    return Row("Sở Tư pháp", None, marks, "1/12")


@pytest.mark.parametrize(
    ("shapes", "told"),
    [
        (("late", "ok", "ok", "ring"), "0 late"),
        (("ok", "", "half", "ring"), "2 half"),
        (("ring", "ring"), "0 ring"),
    ],
)
def test_on_a_phone_a_duty_is_told_by_what_is_overdue_else_by_the_newest_due(shapes, told):
    assert duty(*shapes).telling.words == told


def test_a_duty_without_a_day_this_year_tells_nothing():
    assert duty("", "").telling is None


def test_the_employers_that_lack_most_come_first_and_those_that_lack_none_not_at_all(db):
    made = factory.run(DAY)
    for number in range(MOST + 2):
        record = factory.employer(number, district_code="447", commune_code="18763")
        factory.standing(made, record, "missing", subject=number)  # the first lacks nobody
    found = shortest(made, area("447", DAY))
    assert [short.line.lacking for short in found] == list(range(MOST + 1, 1, -1))
    assert {short.where for short in found} == {"Xã Kỳ Phú"}
    assert {short.where for short in shortest(made, area("42", DAY))} == {"Kỳ Anh"}
    assert shortest(made, area("436", DAY)) == []


def test_who_may_not_open_employers_is_not_shown_them_on_the_overview(sample, signed_in):
    assert "Thiếu nhiều lao động nhất" not in shown(signed_in(Role.ADMINISTRATOR))


def test_the_filters_that_the_headline_does_not_name_stand_below_it():
    filters = Filters.read({"standing": "missing", "district": "447", "size": "1-9", "tax": "1"})
    assert filters.conditions() == [("Quy mô", "1–9 người"), ("Nghĩa vụ thuế", "đang thực hiện")]


def test_the_list_of_runs_says_each_runs_rate_with_its_bounds(sample, signed_in):
    page = shown(signed_in(), "/luot/")
    assert f"{len(sample.runs)} lượt đối chiếu; lượt mới nhất có số liệu đến hết ngày 30/09/2018." in page
    assert page.count('data-label="Đơn vị tham gia"><b><a class="n"') == len(sample.runs)
