"""What the State pays for voluntary participants: each group before and after each change, the limit of months."""

from __future__ import annotations

from datetime import date

import pytest

from baophu.law.book import UnknownParameter, load
from baophu.law.support import BadMonths, Group, local_support, support


def paid(group: Group, months: int, on: date, used_months: int = 0) -> int:
    return support(group=group, months=months, on=on, book=load(), used_months=used_months).value


@pytest.mark.parametrize(
    ("on", "poor", "near_poor", "ethnic_minority", "other"),
    [
        (date(2015, 12, 31), 0, 0, 0, 0),
        (date(2017, 12, 31), 0, 0, 0, 0),
        (date(2018, 1, 1), 46_200, 38_500, 15_400, 15_400),
        (date(2021, 12, 31), 46_200, 38_500, 15_400, 15_400),
        (date(2022, 1, 1), 99_000, 82_500, 33_000, 33_000),
        (date(2025, 6, 30), 99_000, 82_500, 33_000, 33_000),
        (date(2025, 7, 1), 165_000, 132_000, 99_000, 66_000),
        (date(2026, 12, 31), 165_000, 132_000, 99_000, 66_000),
    ],
)
def test_each_group_has_its_amount_from_its_day(
    on: date, poor: int, near_poor: int, ethnic_minority: int, other: int
) -> None:
    assert [paid(group, 1, on) for group in Group] == [poor, near_poor, ethnic_minority, other]


def test_before_2018_the_nothing_has_its_article() -> None:
    ruling = support(group=Group.POOR, months=3, on=date(2017, 12, 31), book=load())
    assert ruling.value == 0
    assert "134/2015/NĐ-CP" in ruling.because


@pytest.mark.parametrize(
    ("months", "used", "supported"),
    [(0, 0, 0), (1, 119, 1), (1, 120, 0), (120, 0, 120), (121, 0, 120), (12, 110, 10), (12, 200, 0)],
)
def test_no_more_than_120_months_are_supported(months: int, used: int, supported: int) -> None:
    assert paid(Group.OTHER, months, date(2026, 1, 1), used) == supported * 66_000


def test_the_province_s_own_support_is_not_known_and_refused() -> None:
    with pytest.raises(UnknownParameter, match=r"voluntary\.support\.local"):
        local_support(months=1, on=date(2026, 1, 1), book=load())


def test_months_below_nothing_are_refused() -> None:
    with pytest.raises(BadMonths):
        paid(Group.POOR, -1, date(2026, 1, 1))
