"""The plan of a voluntary participant: every way side by side, who pays, where it leads, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from baophu.kernel.time import Month
from baophu.law.benefits.age import Sex
from baophu.law.book import UnknownParameter, load
from baophu.law.deadlines import Counting, elapsed
from baophu.law.support import Group
from baophu.law.voluntary import BadIncome, BadMode, years_ahead
from baophu.law.voluntary_plan import Option, Person, Plan, TooYoung, Way, Wish, outlook, plan
from law.changed_book import unknown

ON = date(2026, 3, 15)
WISH = Wish(2_000_000, Group.OTHER, Month(2026, 3), contributed_months=100)
WOMAN = Person(Sex.FEMALE, date(1975, 3, 5))


def planned(wish: Wish = WISH, way: Way = Way.CYCLE, months: int = 3, person: Person | None = WOMAN) -> Plan:
    return plan(wish, way, months, on=ON, book=load(), person=person).value


def by_way(found: Plan) -> dict[tuple[Way, int], Option]:
    return {(option.way, option.months): option for option in found.options}


def test_three_months_cost_three_times_a_month_less_the_support() -> None:
    chosen = planned().chosen
    assert chosen.paid is not None
    assert (chosen.paid.gross_vnd, chosen.paid.support_vnd, chosen.own_vnd) == (1_320_000, 198_000, 1_122_000)
    assert (chosen.month_vnd, chosen.due_on) == (374_000, date(2026, 5, 31))


def test_every_way_of_the_day_stands_beside_the_chosen_one() -> None:
    assert list(by_way(planned(person=None))) == [
        (Way.CYCLE, 1), (Way.CYCLE, 3), (Way.CYCLE, 6), (Way.CYCLE, 12),
        (Way.AHEAD, 24), (Way.AHEAD, 36), (Way.AHEAD, 48), (Way.AHEAD, 60),
    ]  # fmt: skip
    assert [option.way for option in planned().options][-1] is Way.MISSING


def test_years_ahead_are_discounted_as_the_rule_says() -> None:
    two_years = by_way(planned())[Way.AHEAD, 24]
    rule = years_ahead(income_vnd=2_000_000, months=24, group=Group.OTHER, on=ON, book=load())
    assert two_years.paid == rule.value
    assert two_years.month_vnd is not None and two_years.month_vnd < 374_000


def test_help_of_the_locality_and_of_others_lowers_what_one_pays() -> None:
    helped = planned(replace(WISH, local_share=Fraction(1, 10), sponsor_vnd=100_000)).chosen
    assert helped.paid is not None
    assert (helped.paid.local_vnd, helped.sponsor_vnd, helped.own_vnd) == (99_000, 300_000, 723_000)
    ahead = by_way(planned(replace(WISH, local_share=Fraction(1, 10))))[Way.AHEAD, 24]
    assert ahead.paid is not None and ahead.paid.local_vnd == 24 * 33_000


def test_nobody_is_given_more_than_is_due() -> None:
    chosen = planned(replace(WISH, sponsor_vnd=400_000)).chosen
    assert chosen.own_vnd is None
    assert chosen.refused is not None and chosen.refused.code == "law.too_much_help"


def test_months_supported_before_use_up_the_limit() -> None:
    chosen = planned(replace(WISH, contributed_months=130, used_months=119), months=12).chosen
    assert chosen.paid is not None and chosen.paid.support_vnd == 66_000


def test_missing_months_wait_for_the_age_of_retirement() -> None:
    missing = planned(way=Way.MISSING).chosen
    assert missing.refused is not None and missing.refused.code == "law.not_yet_of_age"
    assert "05/11/2034" in str(missing.refused)


def test_who_is_of_age_pays_the_missing_months_at_once_without_support() -> None:
    wish = replace(WISH, contributed_months=130)
    missing = planned(wish, Way.MISSING, person=Person(Sex.FEMALE, date(1966, 1, 1))).chosen
    assert missing.months == 50 and missing.paid is not None
    assert missing.paid.support_vnd == 0
    assert missing.paid.gross_vnd > 50 * 440_000


def test_more_missing_months_than_the_law_allows_are_refused_with_the_bounds() -> None:
    missing = planned(way=Way.MISSING, person=Person(Sex.FEMALE, date(1966, 1, 1))).chosen
    assert missing.refused is not None and "1-60" in str(missing.refused)


def test_who_has_enough_months_has_none_to_make_up_for() -> None:
    missing = planned(replace(WISH, contributed_months=180), Way.MISSING).chosen
    assert missing.refused is not None and missing.refused.code == "law.nothing_missing"


def test_an_income_outside_the_bounds_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(BadIncome, match=r"từ 1\.500\.000 đ đến 46\.800\.000 đ, mỗi bậc 50\.000 đ"):
        planned(replace(WISH, income_vnd=1_999_999))


def test_a_way_that_the_law_of_the_day_does_not_have_is_refused() -> None:
    with pytest.raises(BadMode, match="1, 3, 6, 12"):
        planned(months=2)


def test_a_child_may_not_take_part() -> None:
    with pytest.raises(TooYoung, match="từ đủ 15 tuổi"):
        planned(person=Person(Sex.MALE, date(2015, 1, 1)))


def test_in_2018_the_ways_at_once_refuse_for_want_of_the_fund_s_rate() -> None:
    wish = replace(WISH, starts=Month(2018, 6))
    found = plan(wish, Way.CYCLE, 1, on=date(2018, 6, 30), book=load()).value
    refused = {option.months: option.refused for option in found.options if option.way is Way.AHEAD}
    assert set(refused) == {24, 36, 48, 60}
    assert all(isinstance(why, UnknownParameter) for why in refused.values())
    assert found.chosen.own_vnd == 424_600


def test_the_outlook_counts_months_to_the_age_and_the_pension_they_give() -> None:
    found = outlook(WISH, person=WOMAN, on=ON, book=load()).value
    assert (found.pension_from, found.least_months, found.lacking_months) == (date(2034, 12, 1), 180, 0)
    assert found.months_then == 100 + 8 * 12 + 9
    assert found.enough_in == Month(2032, 10)
    assert (found.rate, found.pension_vnd) == (Fraction(1, 2), 1_000_000)


def test_too_few_months_at_the_age_give_no_pension_and_say_how_many_lack() -> None:
    found = outlook(replace(WISH, contributed_months=0), person=WOMAN, on=ON, book=load()).value
    assert (found.months_then, found.lacking_months, found.pension_vnd) == (105, 75, None)
    assert found.enough_in == Month(2041, 2)


def test_a_plan_of_2018_knows_both_the_twenty_years_of_then_and_the_fifteen_of_later() -> None:
    wish = replace(WISH, starts=Month(2018, 6))
    found = outlook(wish, person=WOMAN, on=date(2018, 6, 30), book=load()).value
    assert (found.least_months_now, found.least_months) == (240, 180)


def test_a_forgotten_rate_of_the_pension_leaves_the_amount_open() -> None:
    book = unknown(load(), "benefits.pension.base_rate")
    found = outlook(WISH, person=WOMAN, on=ON, book=book).value
    assert found.pension_vnd is None and isinstance(found.missing, UnknownParameter)


def test_a_deadline_in_working_days_lists_the_holidays_it_leaves_out() -> None:
    found = elapsed(kind="sickness", received=date(2026, 4, 24), book=load()).value
    assert found.counting is Counting.WORKING
    assert date(2026, 4, 30) in found.holidays and date(2026, 5, 1) in found.holidays
    days = [date.fromordinal(n) for n in range(date(2026, 4, 25).toordinal(), found.last.toordinal() + 1)]
    assert len(days) == found.days + len(found.holidays) + found.weekend_days


def test_a_deadline_in_calendar_days_tells_the_days_off_that_count_in_it() -> None:
    found = elapsed(kind="complaint_first", received=date(2018, 4, 20), book=load()).value
    assert found.counting is Counting.CALENDAR
    assert found.holidays[:3] == (date(2018, 4, 25), date(2018, 4, 30), date(2018, 5, 1))
    assert found.rolled_over is (found.last != found.ends)


def test_a_deadline_that_reaches_a_year_without_its_list_of_days_off_refuses() -> None:
    book = load()
    received = date(book.dated("calendar.days_off")[-1].holds_from.year, 12, 20)
    with pytest.raises(UnknownParameter, match=r"calendar\.days_off"):
        elapsed(kind="complaint_file", received=received, book=book)
