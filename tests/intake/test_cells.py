"""How one cell is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.intake.cells import (
    Unread,
    read_count,
    read_day,
    read_money,
    read_month,
    read_number,
    read_yes_no,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("05/03/2018", date(2018, 3, 5)), ("5-3-18", date(2018, 3, 5)), ("5.3.2018", date(2018, 3, 5)),
        ("5 / 3 / 2018", date(2018, 3, 5)), ("2018-03-05", date(2018, 3, 5)), ("2018-03-05 00:00:00", date(2018, 3, 5)),
        ("20180305", date(2018, 3, 5)), ("43164", date(2018, 3, 5)), ("43164.5", date(2018, 3, 5)),
        ("ngày 5 tháng 3 năm 2018", date(2018, 3, 5)), ("2018", date(2018, 1, 1)), ("năm 1975", date(1975, 1, 1)),
        ("03/2018", date(2018, 3, 1)), ("00/00/1975", date(1975, 1, 1)), ("00/07/1975", date(1975, 7, 1)),
        ("--/--/1975", date(1975, 1, 1)), ("/1975", date(1975, 1, 1)), ("05/03/2018 08:30", date(2018, 3, 5)),
        ("5/3/2018 12:00:00 AM", date(2018, 3, 5)), ("5/3/2018 8:30 SA", date(2018, 3, 5)), ("05-Mar-2018", date(2018, 3, 5)),
        ("05032018", date(2018, 3, 5)), ("'05/03/2018", date(2018, 3, 5)), ("05/03/2018.", date(2018, 3, 5)),
        ("29/02/2016", date(2016, 2, 29)), ("chưa rõ", None), ("không", None),
        ("29/02/2018", Unread.IMPOSSIBLE), ("31/04/2018", Unread.IMPOSSIBLE), ("12/25/2018", Unread.IMPOSSIBLE),
        ("05/03/0201", Unread.IMPOSSIBLE), ("năm ngoái", Unread.UNREADABLE), ("5/3", Unread.UNREADABLE),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(text: str, wanted: object) -> None:
    assert read_day(text) == wanted


def test_a_birth_of_two_digits_lies_before_the_list() -> None:
    assert read_day("05/03/85", latest_short_year=2018) == date(1985, 3, 5)
    assert read_day("05/03/18", latest_short_year=2018) == date(2018, 3, 5)
    assert read_day("05/03/19", latest_short_year=2018) == date(1919, 3, 5)


@given(st.dates(date(1920, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day}-{day.month}-{day.year}", str(serial)):
        assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("03/2018", date(2018, 3, 1)), ("3-2018", date(2018, 3, 1)), ("2018-03", date(2018, 3, 1)),
        ("Tháng 3/2018", date(2018, 3, 1)), ("T3/2018", date(2018, 3, 1)), ("tháng 3 năm 2018", date(2018, 3, 1)),
        ("201803", date(2018, 3, 1)), ("15/03/2018", date(2018, 3, 1)), ("2018-03-15 00:00:00", date(2018, 3, 1)),
        ("00/2018", Unread.IMPOSSIBLE), ("43164", date(2018, 3, 1)), ("3/18", date(2018, 3, 1)), ("13/2018", Unread.IMPOSSIBLE),
        ("Mar-18", date(2018, 3, 1)), ("032018", date(2018, 3, 1)), ("'03/2018", date(2018, 3, 1)),
        ("chưa có", None), ("quý I", Unread.UNREADABLE),
    ],
)  # fmt: skip
def test_a_month_is_its_first_day(text: str, wanted: object) -> None:
    assert read_month(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5", 5), ("05", 5), ("5.0", 5), ("5,00", 5), ("5 người", 5), ("12 lao động", 12), ("1.234", 1234),
        ("1,234", 1234), ("12.345.678", 12345678), ("-3", -3), ("không", 0), ("Không có", 0), ("ko", 0),
        ("2 thợ", 2), ("3 LĐ", 3), ("không thuê", 0), ("Không có lao động", 0), ("khoảng 3", Unread.UNREADABLE),
        ("chưa rõ", None), ("nhiều", Unread.UNREADABLE), ("3-5", Unread.UNREADABLE), ("2,5", Unread.UNREADABLE),
    ],
)  # fmt: skip
def test_a_count_is_read_with_or_without_its_unit(text: str, wanted: object) -> None:
    assert read_count(text) == wanted


@given(st.integers(0, 10**12))
def test_a_count_with_dots_between_thousands_is_the_same_count(count: int) -> None:
    assert read_count(f"{count:,}".replace(",", ".")) == count


@pytest.mark.parametrize(
    ("text", "factor", "wanted"),
    [
        ("3.700.000", 1, 3_700_000), ("3,700,000", 1, 3_700_000), ("3700000 đ", 1, 3_700_000), ("3.700", 1000, 3_700_000),
        ("3,7", 1_000_000, 3_700_000), ("3700", 1000, 3_700_000), ("0", 1, 0), ("chưa có", 1, None),
        ("5 triệu", 1, 5_000_000), ("1,5 tỷ", 1, 1_500_000_000), ("500 nghìn đồng", 1, 500_000), ("3,5tr", 1000, 3_500_000),
        ("ba triệu", 1, Unread.UNREADABLE), ("5 triệu rưỡi", 1, Unread.UNREADABLE), ("-5.000", 1, -5000),
    ],
)  # fmt: skip
def test_money_becomes_whole_dong(text: str, factor: int, wanted: object) -> None:
    assert read_money(text, factor=factor) == wanted


def test_a_coefficient_keeps_its_decimals_as_text() -> None:
    assert read_number("2,34") == "2.34"
    assert read_number("2.34") == "2.34"
    assert read_number("hai") is Unread.UNREADABLE


@pytest.mark.parametrize("text", ["x", "X", "Có", "có", "1", "true", "✓", "v"])
def test_a_mark_is_yes(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", ["Không", "0", "chưa", "false"])
def test_a_denial_is_no(text: str) -> None:
    assert read_yes_no(text) is False


def test_any_text_gets_an_answer_and_never_an_error() -> None:
    for text in ("", "…", "٣٤", "½", "१२/०३/२०१८", "99999999999999999999/1/2018", "1" * 400):
        for read in (read_day, read_month, read_count, read_money, read_number, read_yes_no):
            assert not isinstance(read(text), timedelta)
