"""Duties of Plan 157: which list is owed for which period, by when, and how it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.kernel.errors import Corrupt
from baophu.kernel.time import Period
from baophu.plan.duties import Cadence, Duty, DutyState, load, parse, state_of

COMMUNE = next(d for d in load() if d.list_name == "commune_businesses")
TAX = next(d for d in load() if d.list_name == "tax_enterprises")
UNIONS = next(d for d in load() if d.list_name == "trade_unions")
Q2 = Period.parse("2018-Q2")


def test_a_commune_owes_its_list_by_the_fifth_after_the_quarter() -> None:
    assert COMMUNE.due_on(Q2) == date(2018, 7, 5)
    assert COMMUNE.due_on(Period.parse("2018-Q4")) == date(2019, 1, 5)


def test_a_day_beyond_the_end_of_the_month_is_its_last_day() -> None:
    assert TAX.due_on(Period.parse("2017")) == date(2018, 2, 28)
    assert UNIONS.due_on(Period.parse("2018")) == date(2018, 5, 31)


def test_nothing_is_owed_for_a_period_that_ended_before_the_plan() -> None:
    owed = list(COMMUNE.periods(due_from=date(2017, 1, 1), due_to=date(2018, 1, 31)))
    assert [p.text for p in owed] == ["2017-Q2", "2017-Q3", "2017-Q4"]


def test_a_list_of_the_year_is_owed_within_the_year() -> None:
    labour = next(d for d in load() if d.list_name == "labour_use")
    year = Period.parse("2018")
    assert labour.due_on(year) == date(2018, 6, 30)
    assert state_of(labour, period=year, received_on=None, on=date(2018, 6, 1)) == (DutyState.OPEN, 29)
    assert state_of(labour, period=year, received_on=None, on=date(2017, 12, 31)) == (DutyState.NOT_DUE, 0)
    assert [p.text for p in labour.periods(due_from=date(2017, 1, 1), due_to=date(2018, 12, 31))] == [
        "2017",
        "2018",
    ]


def test_each_year_of_a_monthly_list_has_twelve_days() -> None:
    monthly = next(d for d in load() if d.cadence is Cadence.MONTHLY)
    owed = list(monthly.periods(due_from=date(2018, 1, 1), due_to=date(2018, 12, 31)))
    assert [p.text for p in owed][:2] == ["2017-12", "2018-01"]
    assert len(owed) == 12


@pytest.mark.parametrize(
    ("received", "on", "state", "days"),
    [
        (date(2018, 7, 5), date(2018, 7, 8), DutyState.ON_TIME, 0),
        (date(2018, 7, 6), date(2018, 7, 8), DutyState.LATE, 1),
        (None, date(2018, 7, 8), DutyState.OVERDUE, 3),
        (None, date(2018, 7, 5), DutyState.OPEN, 0),
        (None, date(2018, 7, 1), DutyState.OPEN, 4),
        (None, date(2018, 6, 30), DutyState.NOT_DUE, 0),
        (date(2018, 7, 9), date(2018, 7, 8), DutyState.OVERDUE, 3),  # not known yet on that day
        (date(2018, 6, 20), date(2018, 6, 25), DutyState.ON_TIME, 0),
    ],
)
def test_a_duty_stands_by_its_day(received: date | None, on: date, state: DutyState, days: int) -> None:
    assert state_of(COMMUNE, period=Q2, received_on=received, on=on) == (state, days)


def test_an_agency_that_the_plan_does_not_bind_is_never_late() -> None:
    assert not UNIONS.binding
    year = Period.parse("2018")
    assert state_of(UNIONS, period=year, received_on=None, on=date(2019, 1, 1)) == (DutyState.ABSENT, 0)
    came = date(2018, 12, 1)
    assert state_of(UNIONS, period=year, received_on=came, on=came) == (DutyState.ON_TIME, 0)


def test_every_duty_says_where_its_day_comes_from() -> None:
    assert all(duty.due_basis.endswith(".") for duty in load())
    assert {d.list_name for d in load() if d.binding} == {
        "commune_businesses",
        "tax_enterprises",
        "new_businesses",
        "labour_use",
    }


@given(st.dates(date(2017, 6, 1), date(2030, 1, 1)), st.sampled_from(load()))
def test_a_day_is_always_after_its_period_and_before_the_next_but_one(on: date, duty: Duty) -> None:
    for period in duty.periods(due_from=on, due_to=on + timedelta(days=400)):
        assert duty.opens_on(period) <= duty.due_on(period)
        assert on <= duty.due_on(period) <= on + timedelta(days=400)
        assert duty.due_on(period) >= duty.holds_from


def test_a_file_with_an_unknown_cadence_is_refused() -> None:
    with pytest.raises(Corrupt):
        parse(
            "holds_from: 2017-05-11\ndue_basis: {a: b}\nduties:\n- {list: x, title: t, clause: '', "
            "agency_kind: k, cadence: weekly, due: {months: 1, day: 5}, due_basis: a}"
        )
