"""Time: months, half-open spans, periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.kernel.time import Month, Period, PeriodKind, Span, UnreadablePeriod, format_day

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "begins_on", "ends_on", "vietnamese"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "năm 2018"),
        ("2018-H1", date(2018, 1, 1), date(2018, 6, 30), "6 tháng đầu năm 2018"),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31), "6 tháng cuối năm 2018"),
        ("2018-Q2", date(2018, 4, 1), date(2018, 6, 30), "quý II/2018"),
        ("2018-Q4", date(2018, 10, 1), date(2018, 12, 31), "quý IV/2018"),
        ("2018-06", date(2018, 6, 1), date(2018, 6, 30), "tháng 6/2018"),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28), "tháng 02/2018"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "tháng 02/2020"),
        ("2018-06-30", date(2018, 6, 30), date(2018, 6, 30), "ngày 30/06/2018"),
    ],
)
def test_a_period_is_read_and_told(text: str, begins_on: date, ends_on: date, vietnamese: str) -> None:
    period = Period.parse(text)
    assert (period.begins_on, period.ends_on) == (begins_on, ends_on)
    assert period.text == text
    assert period.vietnamese == vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018-Q5",
        "2018-H3",
        "2018-13",
        "2018-00",
        "2018-02-30",
        "2018-6",
        " 2018",
        "2018-q2",
        "0000",
        "２０１８",
    ],
)
def test_any_other_text_is_refused_with_the_forms_that_are_read(text: str) -> None:
    with pytest.raises(UnreadablePeriod, match="2018-Q2") as refusal:
        Period.parse(text)
    assert refusal.value.values == {"text": text}


@given(days, st.sampled_from(PeriodKind))
def test_periods_of_a_kind_follow_one_another_without_gap(on: date, kind: PeriodKind) -> None:
    period = Period.of(kind, on)
    assert period.begins_on <= on <= period.ends_on
    assert period.next.begins_on == period.ends_on + timedelta(days=1)
    assert period.next.previous == period
    assert Period.parse(period.text) == period


def test_periods_stand_in_the_order_of_their_first_day() -> None:
    texts = ["2018-Q2", "2017", "2018-06", "2018-Q1"]
    assert [p.text for p in sorted(map(Period.parse, texts))] == ["2017", "2018-Q1", "2018-Q2", "2018-06"]


def test_a_month_knows_its_days_and_neighbours() -> None:
    december = Month(2017, 12)
    assert december.next == Month(2018, 1) > december
    assert december.next.previous == december
    assert (december.first, december.last) == (date(2017, 12, 1), date(2017, 12, 31))
    assert Month.of(date(2020, 2, 29)).last == date(2020, 2, 29)
    assert Month(2018, 6).plus(-18) == Month(2016, 12)
    assert Month(2018, 6).text == "06/2018"
    with pytest.raises(ValueError, match="13"):
        Month(2018, 13)


def test_a_span_holds_its_first_day_and_not_the_day_it_ends_before() -> None:
    span = Span(date(2018, 1, 1), date(2018, 2, 1))
    assert date(2018, 1, 1) in span
    assert date(2018, 1, 31) in span
    assert date(2018, 2, 1) not in span
    assert date(2017, 12, 31) not in span
    assert date(2999, 1, 1) in Span(date(2018, 1, 1), None)
    assert "2018" not in span
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2018, 1, 2), date(2018, 1, 1))


def test_spans_that_touch_do_not_overlap() -> None:
    january = Span(date(2018, 1, 1), date(2018, 2, 1))
    assert not january.overlaps(Span(date(2018, 2, 1)))
    assert january.overlaps(Span(date(2018, 1, 31)))
    assert not Span(date(2018, 2, 1)).overlaps(january)


def test_a_day_is_written_day_first() -> None:
    assert format_day(date(2018, 2, 1)) == "01/02/2018"
