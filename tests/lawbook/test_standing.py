"""An entry may fill what is unknown or begin after the last published value; it never covers one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from baophu.law.book import Book, Dated, Status, UnknownParameter, bind, load
from baophu.lawbook.rules.standing import (
    AlreadyPublished,
    Entry,
    NoSuchParameter,
    NotFirstOfYear,
    PeriodKnown,
    check_place,
    gaps,
    joined,
    may_stand,
)

RATE, SALARY, LOCAL = "arrears.monthly_rate.bhxh", "wages.base_salary", "voluntary.support.local"
ENTRY = Entry(
    RATE, "1,2345%", date(2018, 1, 1), "9999/TB-BHXH", date(2018, 1, 12), "Thông báo của BHXH Việt Nam"
)


@pytest.mark.parametrize(
    ("key", "on"),
    [
        (RATE, date(2018, 1, 1)),  # known to be unknown
        (RATE, date(2026, 1, 1)),  # a year after the last
        ("arrears.monthly_rate.bhyt", date(2015, 1, 1)),  # a year left out between
        (RATE, date(2010, 1, 1)),  # before the first
        (SALARY, date(2027, 7, 1)),  # a new value of a known parameter
        (LOCAL, date(2019, 5, 1)),  # within a time without a value
    ],
)
def test_what_is_unknown_may_be_filled_and_a_later_value_added(key: str, on: date) -> None:
    assert check_place(load(), key, on).key == key


@pytest.mark.parametrize(
    ("key", "on", "fault", "told"),
    [
        ("nothing.like.it", date(2018, 1, 1), NoSuchParameter, "nothing.like.it"),
        (RATE, date(2018, 7, 1), NotFirstOfYear, "01/01/2018"),
        (RATE, date(2019, 1, 1), AlreadyPublished, "01/01/2019"),
        (SALARY, date(2017, 7, 1), AlreadyPublished, "1.300.000"),
        (SALARY, date(2017, 7, 2), PeriodKnown, "01/07/2017"),
    ],
)
def test_a_published_value_is_neither_overwritten_nor_interrupted(
    key: str, on: date, fault: type[Exception], told: str
) -> None:
    with pytest.raises(fault) as refusal:
        check_place(load(), key, on)
    assert told in str(refusal.value)


def test_the_book_with_an_entry_names_the_document_and_says_entered() -> None:
    book = joined(load(), [ENTRY])
    value = book.value(RATE, date(2018, 5, 1))
    assert (value.value, value.status, value.published) == (
        Decimal("0.012345"),
        Status.ENTERED,
        date(2018, 1, 12),
    )
    assert "9999/TB-BHXH ngày 12/01/2018" in value.article
    assert "chưa đối chiếu với nguồn công bố" in value.article
    with pytest.raises(UnknownParameter):
        load().value(RATE, date(2018, 5, 1))
    for other in (date(2017, 12, 31), date(2019, 1, 1)):
        assert book.value(RATE, other) == load().value(RATE, other)


def test_the_hash_follows_the_entries_and_not_their_order() -> None:
    second = replace(ENTRY, key="arrears.monthly_rate.bhyt")
    assert joined(load(), []) is load()
    assert joined(load(), [ENTRY]).hash != load().hash
    assert joined(load(), [ENTRY, second]).hash == joined(load(), [second, ENTRY]).hash
    assert joined(load(), [replace(ENTRY, document="9998/TB-BHXH")]).hash != joined(load(), [ENTRY]).hash


def test_an_entry_without_an_article_is_cited_by_its_number() -> None:
    value = joined(load(), [replace(ENTRY, article="")]).value(RATE, date(2018, 5, 1))
    assert value.article.startswith("Văn bản số 9999/TB-BHXH ngày 12/01/2018")


def _published(value: str) -> Book:
    """A later release of the files that knows the rate of 2018."""
    book = load()
    parameter = book.parameters[RATE]

    def told(dated: Dated) -> Dated:
        if dated.holds_from != ENTRY.holds_from:
            return dated
        return replace(dated, value=Decimal(value), status=Status.VERIFIED, article="Thông báo thật")

    values = tuple(told(dated) for dated in parameter.values)
    return bind({**book.parameters, RATE: replace(parameter, values=values)}, book.sources)


def test_a_value_published_later_holds_and_the_entry_gives_way() -> None:
    release = _published("0.011")
    assert not may_stand(release, ENTRY)
    assert joined(release, [ENTRY]) is release
    assert release.share(RATE, date(2018, 5, 1)) == Decimal("0.011")


def test_an_entry_that_a_later_book_cannot_read_is_left_out_and_the_answer_refuses() -> None:
    book = joined(load(), [replace(ENTRY, typed="một phần trăm")])
    with pytest.raises(UnknownParameter):
        book.value(RATE, date(2018, 5, 1))


def test_a_new_value_holds_from_its_day_and_leaves_the_former_days_alone() -> None:
    entry = Entry(SALARY, "3.000.000", date(2027, 7, 1), "1/2027/NĐ-CP", date(2027, 5, 1), "Nghị định")
    book = joined(load(), [entry])
    assert book.whole(SALARY, date(2027, 7, 1)) == 3_000_000
    assert book.value(SALARY, date(2027, 6, 30)) == load().value(SALARY, date(2027, 6, 30))


def test_the_times_without_a_value_are_told_up_to_a_day() -> None:
    parameters = load().parameters
    assert gaps(parameters[RATE], date(2018, 6, 30)) == (date(2018, 1, 1),)
    assert gaps(parameters[RATE], date(2017, 12, 31)) == ()
    assert date(2015, 1, 1) in gaps(parameters["arrears.monthly_rate.bhyt"], date(2018, 6, 30))
    assert gaps(parameters["participation.foreigner.permit"], date(2010, 1, 1)) == (date(2010, 1, 1),)
