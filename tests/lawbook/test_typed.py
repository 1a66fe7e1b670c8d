"""A typed value is read in the unit and shape of its parameter, or refused with an example."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.law.book import Amount, load
from baophu.lawbook.rules import typed

RATE, MONTHS, MONEY = (
    "arrears.monthly_rate.bhxh",
    "participation.min_contract_months.social",
    "wages.base_salary",
)


def read(key: str, text: str) -> Amount:
    return typed.amount_of(text, load().parameters[key], load())


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        (RATE, "1,2345%", Decimal("0.012345")),
        (RATE, " 1.2345 % ", Decimal("0.012345")),
        (RATE, "0%", Decimal(0)),
        (RATE, "100%", Decimal(1)),
        (MONTHS, "3", 3),
        (MONEY, "1.390.000", 1_390_000),
        (MONEY, "1,390,000", 1_390_000),
        (MONEY, "1 390 000 đồng", 1_390_000),
        (MONEY, "1390000đ", 1_390_000),
        ("method.tolerance.percent", "5%", 5),
        ("contribution.cap.social_health", "20", Decimal(20)),
        ("benefits.survivors.lump_from_2014", "1,5", Decimal("1.5")),
        ("participation.pensioner", "Không", False),
        ("participation.pensioner", "yes", True),
        ("contribution.floor.kind", "reference_level", "reference_level"),
        ("calendar.days_off", "01/01/2027; 2027-02-05", (date(2027, 1, 1), date(2027, 2, 5))),
        ("arrears.criminal.amounts", "1.000; 2.000", (1000, 2000)),
        ("calendar.saturdays_worked", "Không có", ()),
        ("deadlines.pension", "working: 12", {"working": 12}),
        ("voluntary.due_months", "1: 1; 3: 4", {1: 1, 3: 4}),
        ("wages.region_iii", "436: Thành phố Hà Tĩnh", {"436": "Thành phố Hà Tĩnh"}),
    ],
)
def test_a_value_is_read_as_documents_write_it(key: str, text: str, value: Amount) -> None:
    assert read(key, text) == value
    assert type(read(key, text)) is type(value)


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        (RATE, "1,2345", typed.BadShare),  # 1,2345 of one, or of a hundred?
        (RATE, "0,012345", typed.BadShare),
        (RATE, "101%", typed.BadShare),
        (RATE, "-1%", typed.BadShare),
        (RATE, "1e2%", typed.BadShare),
        (RATE, "%", typed.BadShare),
        (RATE, "một phần trăm", typed.BadShare),
        (MONTHS, "1,5", typed.BadValue),
        (MONTHS, "-1", typed.BadValue),
        (MONTHS, "", typed.BadValue),
        (MONTHS, "3 đồng", typed.BadValue),
        (MONTHS, "1" * 16, typed.BadValue),
        (MONEY, "1.39", typed.BadValue),
        (MONEY, "1.390,000", typed.BadValue),
        (MONEY, "١٢٣", typed.BadValue),
        ("contribution.cap.social_health", "20%", typed.BadTimes),
        ("participation.pensioner", "1", typed.BadAnswer),
        ("contribution.floor.kind", "something", typed.BadWord),
        ("calendar.days_off", "31/02/2027", typed.BadDay),
        ("calendar.days_off", ";", typed.BadRows),
        ("deadlines.pension", "12", typed.BadRows),
        ("deadlines.pension", "lunar: 12", typed.BadRows),
        ("deadlines.pension", "working: 12; calendar: 20", typed.BadRows),
        ("deadlines.pension", "working: nhanh", typed.BadValue),
        ("voluntary.due_months", "1: 1; 1: 2", typed.BadRows),
        ("voluntary.due_months", "a: 1", typed.BadRows),
        ("wages.region_iii", "Hà Tĩnh: 1", typed.BadRows),
    ],
)
def test_what_is_unclear_is_refused_with_the_value(key: str, text: str, fault: type[typed.BadValue]) -> None:
    with pytest.raises(fault) as refusal:
        read(key, text)
    assert type(refusal.value) is fault
    assert "“" in str(refusal.value) and str(refusal.value).endswith(".")


def _known() -> list[Any]:
    return [
        (key, dated.value) for key in load().keys for dated in load().dated(key) if dated.value is not None
    ]


@given(st.sampled_from(_known()))
def test_every_value_of_the_book_is_read_from_the_form_in_which_it_is_typed(
    known: tuple[str, Amount],
) -> None:
    key, value = known
    assert read(key, typed.typed_form(value, load().parameters[key].unit)) == value


@given(st.decimals(0, 100, places=4))
def test_a_share_is_never_taken_for_a_hundred_times_as_much(percent: Decimal) -> None:
    assert read(RATE, f"{percent}%") == percent / 100
    with pytest.raises(typed.BadShare):
        read(RATE, str(percent))
