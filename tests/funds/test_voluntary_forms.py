"""The SQL and the oracle say the same of random participants, whatever the law book and the sponsors."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest

from baophu.law.book import load
from funds.voluntary_drawn import by_oracle, by_sql, differences, drawn
from law.changed_book import unknown, with_share

PEOPLE = 800


@pytest.mark.parametrize("seed", [1, 2])
def test_both_forms_say_the_same_of_random_people(seed: int) -> None:
    assert differences(drawn(PEOPLE, seed)) == []


def test_both_forms_say_the_same_where_the_province_adds() -> None:
    book = with_share(load(), "voluntary.support.local", date(2018, 1, 1), "0.133333")
    assert differences(drawn(PEOPLE, 3), book) == []


@pytest.mark.parametrize(
    "key",
    ["voluntary.support.near_poor", "voluntary.fund_rate", "voluntary.due_months", "voluntary.least_age"],
)
def test_both_forms_say_the_same_where_a_value_is_unknown(key: str) -> None:
    assert differences(drawn(400, 4), unknown(load(), key)) == []


def test_random_people_reach_every_verdict() -> None:
    accounts = drawn(PEOPLE, 1).accounts().values()
    met = Counter(str(month.status) for account in accounts for month in account.months)
    assert set(met) == {
        "supported", "over_limit", "not_yet", "missing", "doubled", "died", "pension", "lump_sum", "insured", "too_young",
    }  # fmt: skip


def test_no_month_of_a_person_is_counted_twice_and_nobody_gets_more_than_120() -> None:
    sheet = by_sql(drawn(PEOPLE, 6).posted())
    for person, told in sheet.items():
        counted = [month for month in told["months"] if month[2] != "doubled"]
        assert len({month[1] for month in counted}) == len(counted), person
        assert sum(month[2] == "supported" for month in counted) <= 120


def test_who_pays_what_is_never_more_than_is_due() -> None:
    lists = drawn(PEOPLE, 7)
    for told in by_oracle(lists.accounts()).values():
        paid: dict[int, int] = defaultdict(int)
        for month in told["months"]:
            paid[month[0]] += (month[5] or 0) + month[8]
        for payment in told["payments"]:
            if payment[10] is not None and payment[14] == 0:
                assert paid[payment[0]] <= max(payment[10], payment[12] or 0)


def test_the_order_of_arrival_changes_nothing() -> None:
    lists = drawn(300, 8)
    once = by_sql(lists.posted())
    for rows in lists.rows.values():
        rows.reverse()
    assert by_sql(lists.posted()) == once
