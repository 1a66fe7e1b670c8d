"""Money: whole đồng, no float."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.kernel.money import divide_half_up, format_vnd, parse_vnd


def test_an_amount_is_written_with_dots() -> None:
    assert format_vnd(1234567) == "1.234.567 đ"
    assert format_vnd(0) == "0 đ"
    assert format_vnd(-1000) == "-1.000 đ"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.567 đ", 1234567),
        ("1,234,567", 1234567),
        ("12 000 VNĐ", 12000),
        ("1234567", 1234567),
        ("4500000.0", 4500000),
        ("1.234", 1234),
        ("1.234.567,50", 1234568),
        ("1,234,567.49", 1234567),
        ("0", 0),
        ("(1.000)", -1000),
        ("-5", -5),
        ("4.5E+06", 4500000),
        ("1e30", 10**30),
        ("9" * 39, 10**39 - 1),
        ("'3700000", 3700000),
        ("2,5", 3),
        ("", None),
        ("chưa có", None),
        ("12-2018", None),
        ("1.23.456", None),
    ],
)
def test_usual_spellings_of_amounts_are_read(text: str, amount: int | None) -> None:
    assert parse_vnd(text) == amount


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_is_read_back(amount: int) -> None:
    assert parse_vnd(format_vnd(amount)) == amount


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [divide_half_up(n, 2) for n in (1, 3, -1, -3, 4)] == [1, 2, -1, -2, 2]
    assert divide_half_up(1, -2) == -1
    with pytest.raises(ZeroDivisionError):
        divide_half_up(1, 0)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_a_rounded_quotient_is_the_nearest_whole(numerator: int, denominator: int) -> None:
    assert abs(2 * (divide_half_up(numerator, denominator) * denominator - numerator)) <= denominator
