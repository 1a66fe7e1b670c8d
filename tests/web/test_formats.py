"""How figures are written, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from baophu.reporting import formats


@pytest.fixture(params=["vi", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("written", "vietnamese", "english"),
    [
        (lambda: formats.number(1234567), "1.234.567", "1,234,567"),
        (lambda: formats.number(0), "0", "0"),
        (lambda: formats.number(None), "—", "—"),
        (lambda: formats.number(Decimal("7.25"), 1), "7,3", "7.3"),
        (lambda: formats.percent(Decimal("0.8314")), "83,1\u00a0%", "83.1%"),
        (lambda: formats.percent(Decimal("0.8"), 0), "80\u00a0%", "80%"),
        (lambda: formats.percent(None), "—", "—"),
        (lambda: formats.bounds(Decimal("0.787"), Decimal("0.871")), "79–87", "79–87"),
        (lambda: formats.points(Decimal("0.009")), "+0,9\u00a0điểm", "+0.9\u00a0points"),
        (lambda: formats.points(Decimal("-0.1781")), "\u221217,8\u00a0điểm", "\u221217.8\u00a0points"),
        (lambda: formats.bare_points(Decimal("-0.0004")), "0,0", "0.0"),
        (lambda: formats.signed(165), "+165", "+165"),
        (lambda: formats.signed(0), "0", "0"),
        (lambda: formats.vnd(17600000), "17.600.000\u00a0đồng", "VND\u00a017,600,000"),
        (lambda: formats.day(date(2018, 12, 31)), "31/12/2018", "31\u00a0Dec\u00a02018"),
        (lambda: formats.day_month(date(2018, 12, 31)), "31/12", "31\u00a0Dec"),
        (
            lambda: formats.moment(datetime(2018, 10, 4, 23, 12, tzinfo=UTC)),
            "05/10/2018 06:12",
            "5\u00a0Oct\u00a02018 06:12",
        ),
        (lambda: formats.masked_name("Nguyễn Thị Hường"), "Nguyễn Thị H•••", "Nguyễn Thị H•••"),
    ],
)
def test_a_figure_is_written_as_the_reader_writes_it(language, written, vietnamese, english):
    assert written() == (vietnamese if language == "vi" else english)
