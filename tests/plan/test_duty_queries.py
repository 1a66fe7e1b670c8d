"""Duties against what came: nil returns, late lists, withdrawn lists, communes by district."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baophu.intake.models import Receipt
from baophu.kernel.time import Period
from baophu.plan.duties import DutyState
from baophu.plan.queries import communes, expected, late_agencies

pytestmark = pytest.mark.django_db
ON = date(2018, 7, 8)


def came(list_name: str, agency: str, period: str, on: date, **given: object) -> Receipt:
    """A receipt as intake writes it."""
    span = Period.parse(period)
    version = Receipt.objects.filter(list_name=list_name, agency_code=agency, period=period).count() + 1
    fields = {
        "number": f"{period}-{agency}-{list_name}-{version:02}",
        "agency_name": agency,
        "begins_on": span.begins_on,
        "ends_on": span.ends_on,
        "received_at": datetime(on.year, on.month, on.day, 2, tzinfo=UTC),
        "version": version,
        **given,
    }
    return Receipt.objects.create(
        list_name=list_name, agency_code=agency, period=period, received_on=on, **fields
    )


def test_a_nil_return_counts_as_sent() -> None:
    came("commune_businesses", "commune-18070", "2018-Q2", date(2018, 7, 3), nil=True)
    item = next(i for i in expected(on=ON) if i.agency_code == "commune-18070" and i.period.text == "2018-Q2")
    assert item.state is DutyState.ON_TIME
    assert item.arrival is not None
    assert item.arrival.nil


def test_a_corrected_list_keeps_the_day_of_the_first() -> None:
    came("new_businesses", "planning", "2018-05", date(2018, 6, 4), state="replaced")
    came("new_businesses", "planning", "2018-05", date(2018, 7, 1))
    item = next(i for i in expected(on=ON, lists={"new_businesses"}) if i.period.text == "2018-05")
    assert item.state is DutyState.ON_TIME


def test_a_withdrawn_list_never_came() -> None:
    came("new_businesses", "planning", "2018-05", date(2018, 6, 4), state="withdrawn")
    item = next(i for i in expected(on=ON, lists={"new_businesses"}) if i.period.text == "2018-05")
    assert (item.state, item.days) == (DutyState.OVERDUE, 33)
    longest = late_agencies(expected(on=ON, lists={"new_businesses"}))[0]
    assert (longest.period.text, longest.days) == ("2017-12", 184)  # due 5 January


def test_all_262_communes_of_that_day_owe_the_list() -> None:
    came("commune_businesses", "commune-18070", "2018-Q2", date(2018, 7, 6))
    period, parades = communes(on=ON)
    assert period.text == "2018-Q2"
    assert sum(p.total for p in parades) == 262
    assert len(parades) == 13
    city = next(p for p in parades if p.district_code == "436")
    assert (city.sent, city.late, len(city.overdue)) == (1, 1, city.total - 1)


def test_before_the_plan_nothing_was_owed() -> None:
    period, _ = communes(on=date(2017, 6, 1))
    assert period.text == "2017-Q2"


def test_one_read_of_the_database_whatever_the_span(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(expected(on=ON)) > 262 * 4
