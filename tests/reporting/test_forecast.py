"""A forecast carries the drift on, widens with the swings, and refuses when the history is too short."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.reporting.forecast import Forecast, Point, Refusal, forecast, quantile, student

YEAR_END = date(2018, 12, 31)


def series(*shares: str, first: date = date(2018, 1, 31), step: int = 30) -> list[Point]:
    return [Point(first + timedelta(days=step * n), Decimal(share)) for n, share in enumerate(shares)]


def test_a_steady_growth_goes_on_without_doubt():
    told = forecast(series("0.60", "0.61", "0.62", "0.63", "0.64", "0.65"), to=date(2018, 8, 29))
    assert isinstance(told, Forecast)
    assert (told.share, told.low, told.high) == (Decimal("0.670000"),) * 3
    assert told.chance_of(Decimal("0.66")) == 1 and told.chance_of(Decimal("0.68")) == 0


def test_the_interval_is_that_of_the_drift_method_by_hand():
    told = forecast(series("0.60", "0.63", "0.62", "0.66"), to=date(2018, 5, 31))
    slope = 0.06 / 90
    variance = sum((change - slope * 30) ** 2 / 30 for change in (0.03, -0.01, 0.04)) / 2
    reach = 1.8856 * math.sqrt(variance * 30 * (1 + 30 / 90))
    assert isinstance(told, Forecast) and told.share == Decimal("0.680000")
    assert float(told.high) == pytest.approx(0.68 + reach, abs=1e-5)
    assert float(told.low) == pytest.approx(0.68 - reach, abs=1e-5)


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ([], Refusal.FEW),
        (series("0.5", "0.6", "0.7"), Refusal.FEW),
        (series("0.5", "0.6", "0.7", "0.8", step=10), Refusal.SHORT),
        (series("0.5", "0.6", "0.7", "0.8", step=31), Refusal.FAR),
        (series("0.5", "0.6", "0.7", "0.8", first=date(2018, 10, 2)), Refusal.DONE),
    ],
)
def test_too_little_history_is_refused_and_says_why(points, why):
    assert forecast(points, to=YEAR_END) is why


def test_what_is_older_than_two_years_tells_nothing():
    old = [Point(date(2015, 1, 1), Decimal("0.10"))]
    recent = series("0.60", "0.61", "0.62", "0.63", "0.64", "0.65", "0.66")
    assert forecast(old + recent, to=YEAR_END) == forecast(recent, to=YEAR_END)


@given(st.lists(st.integers(0, 1000), min_size=4, max_size=12), st.integers(1, 90))
def test_a_share_stays_between_its_bounds_and_within_0_and_1(shares, ahead):
    points = series(*(str(Decimal(share) / 1000) for share in shares))
    told = forecast(points, to=points[-1].on + timedelta(days=ahead))
    assert isinstance(told, Forecast)
    assert 0 <= told.low <= told.share <= told.high <= 1


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=12))
def test_a_higher_goal_is_never_likelier(shares):
    points = series(*(str(Decimal(share) / 1000) for share in shares))
    told = forecast(points, to=points[-1].on + timedelta(days=60))
    assert isinstance(told, Forecast)
    chances = [told.chance_of(Decimal(goal) / 10) for goal in range(11)]
    assert chances == sorted(chances, reverse=True)


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 3.0777), (2, 1.8856), (3, 1.6377), (5, 1.4759), (10, 1.3722), (30, 1.3104)]
)
def test_the_quantiles_are_those_of_the_tables(freedom, value):
    assert quantile(0.9, freedom) == pytest.approx(value, abs=5e-5)
    assert student(-value, freedom) == pytest.approx(0.1, abs=1e-5)
