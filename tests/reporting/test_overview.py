"""An area's page: what changed between two runs, its parts, the charts behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from baophu.coverage import queries
from baophu.coverage.models import Rate
from baophu.kernel.errors import NotFound
from baophu.reporting.charts.dots import dots, span_of
from baophu.reporting.charts.schematic import shapes
from baophu.reporting.overview import overview
from baophu.reporting.summary import coverage_lines
from baophu.reporting.verdict import verdict_of
from web import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_runs():
    before, after = factory.run(date(2018, 3, 31)), factory.run(date(2018, 6, 30))
    city = {"district_code": "436", "commune_code": "18070"}
    joined, found, gone, stays, moved = (factory.employer(n, **city) for n in range(1, 6))
    factory.standing(before, joined, "missing")
    factory.standing(after, joined, "covered")
    factory.standing(after, found, "missing")
    factory.standing(before, gone, "covered", paying_tax=False)
    factory.standing(before, stays, "covered")
    factory.standing(after, stays, "covered")
    factory.standing(before, moved, "covered")
    factory.standing(after, moved, "covered", district_code="437", commune_code="18115")
    return before, after


def test_moves_count_new_gone_and_changed_employers(two_runs):
    before, after = two_runs
    found = {(m.before, m.after): m.employers for m in queries.moves(before.id, after.id, conditions={})}
    assert found == {
        ("missing", "covered"): 1, ("", "missing"): 1, ("covered", ""): 1, ("covered", "covered"): 2,
    }  # fmt: skip


def test_who_crossed_the_border_is_gone_in_one_area_and_new_in_the_other(two_runs):
    before, after = two_runs
    city = queries.moves(before.id, after.id, conditions={"district_code": "436"})
    assert ("covered", "", 1) in [(m.before, m.after, m.employers) for m in city if m.paying_before]
    town = queries.moves(before.id, after.id, conditions={"district_code": "437"})
    assert [(m.before, m.after) for m in town] == [("", "covered")]


def test_movers_are_the_employers_behind_the_counts(two_runs):
    before, after = two_runs
    for pairs in ([("missing", "covered")], [("", "missing")], [("covered", "")], [("covered", "covered")]):
        moves = queries.moves(before.id, after.id, conditions={})
        expected = sum(m.employers for m in moves if (m.before, m.after) in pairs)
        assert queries.movers(before.id, after.id, pairs=pairs, conditions={}).count() == expected


def test_an_area_that_is_none_is_not_found():
    made = factory.run(date(2018, 6, 30))
    with pytest.raises(NotFound):
        overview(made, code="999")


def test_a_second_run_of_the_same_day_is_no_step_in_time():
    sample = factory.province(employers=30, days=(date(2018, 3, 31), date(2018, 6, 30), date(2018, 6, 30)))
    seen = overview(sample.runs[-1], code="42")
    assert seen.before.run == sample.runs[0].id
    assert [rate.on for rate in seen.past] == [date(2018, 3, 31), date(2018, 6, 30)]
    assert seen.past[-1].run == sample.runs[-1].id


def test_districts_are_ranked_and_an_older_run_does_not_see_newer_ones():
    sample = factory.province()
    seen = overview(sample.runs[1], code="42")
    values = [line.headline.value for line in seen.lines if line.headline.value is not None]
    assert len(seen.lines) == 13
    assert values == sorted(values, reverse=True)
    assert max(rate.run for rate in seen.past) == sample.runs[1].id


def test_the_verdict_turns_good_when_the_target_is_exceeded():
    made = factory.run(date(2018, 6, 30))
    Rate.objects.create(run=made, on=made.on, area_code="42", area="", level="province", indicator="units_plan",
                        value=Decimal("0.81"), low=Decimal("0.80"), high=Decimal("0.82"),
                        numerator=81, denominator=100)  # fmt: skip
    verdict = verdict_of(overview(made, code="42").headline)
    assert verdict.tone == "ok"
    assert verdict.sentence == "Đã vượt chỉ tiêu 80\u00a0% của năm 2018, hơn 1,0\u00a0điểm."


def test_a_dot_lies_between_its_bounds():
    sample = factory.province()
    seen = overview(sample.runs[-1], code="42")
    rates = [line.headline.rate for line in seen.lines if line.headline.rate.value is not None]
    for rate in rates:
        drawn = dots(rate, span_of(rates), None, 150)
        assert 0 < float(drawn.low) <= float(drawn.value) <= float(drawn.high) < 150


def test_the_schematic_names_each_district_once():
    from baophu.places.queries import areas

    assert sorted(s.code for s in shapes()) == sorted(a.code for a in areas("district", date(2018, 6, 30)))


def test_the_printed_table_has_the_province_first_and_a_dash_for_the_unknown():
    sample = factory.province(employers=20, days=(date(2018, 6, 30),))
    table = coverage_lines(run=sample.runs[0].id, on=date(2018, 6, 30))
    assert table.rows[0][0] == "Tỉnh Hà Tĩnh"
    assert len(table.rows) == 14
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert "—" in {cell for row in table.rows for cell in row}
