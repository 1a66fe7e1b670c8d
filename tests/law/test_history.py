"""What an answer rests on, and the days on which the law changed it."""

from __future__ import annotations

from datetime import date

from baophu.law.answered import answered, contribution_sheet, obligation_sheet
from baophu.law.book import Book, UnknownParameter, load
from baophu.law.contribution import Contribution, Who, contribution
from baophu.law.history import history
from baophu.law.obligation import Answer, obligation
from baophu.law.ruling import Ruling
from baophu.law.watching import watched
from baophu.law.work import Kind
from law.changed_book import unknown

FIRST, LAST = date(2016, 1, 1), date(2026, 6, 30)
ACCIDENT = "contribution.vietnamese.occupational_accident.employer"
UNEMPLOYMENT = "contribution.vietnamese.unemployment.employer"


def month(book: Book, on: date, wage_vnd: int = 8_000_000, who: Who = Who.VIETNAMESE) -> Ruling[Contribution]:
    return contribution(wage_vnd=wage_vnd, on=on, book=book, who=who)


def test_a_watched_book_answers_like_the_book_and_remembers_each_value_once() -> None:
    book = watched(load())
    on = date(2018, 6, 30)
    assert month(book, on) == month(load(), on) == month(book, on)
    assert book.keys_read >= {"wages.base_salary", ACCIDENT, "contribution.union_fee"}
    assert len(book.read) == len({(value.key, value.holds_from) for value in book.read})
    assert [value.key for value in book.unverified] == ["wages.base_salary"]


def test_an_answer_names_the_values_that_were_not_seen_in_a_source() -> None:
    found = answered(lambda book: month(book, date(2018, 6, 30)), load())
    assert {value.key for value in found.unverified} == {"wages.base_salary"}
    assert found.answer.value.employer_vnd == 1_720_000


def test_a_wage_between_floor_and_cap_changes_only_with_the_rates() -> None:
    steps = history(lambda book, on: month(book, on).value, first=FIRST, last=LAST, book=load())
    told = [
        (step.on, step.answer.employer_vnd, [change.key for change in step.changes])
        for step in steps
        if step.answer
    ]
    assert told == [
        (date(2016, 1, 1), 1_760_000, []),
        (date(2017, 6, 1), 1_720_000, [ACCIDENT]),
        (date(2021, 7, 1), 1_680_000, [ACCIDENT]),
        (date(2021, 10, 1), 1_600_000, [UNEMPLOYMENT]),
        (date(2022, 7, 1), 1_640_000, [ACCIDENT]),
        (date(2022, 10, 1), 1_720_000, [UNEMPLOYMENT]),
    ]


def test_a_wage_above_the_cap_changes_with_the_base_salary() -> None:
    steps = history(lambda book, on: month(book, on, 90_000_000).value, first=FIRST, last=LAST, book=load())
    changed = {step.on: [change.key for change in step.changes] for step in steps}
    assert changed[date(2018, 7, 1)] == ["wages.base_salary"]
    [change] = next(step for step in steps if step.on == date(2018, 7, 1)).changes
    assert (change.before, change.after) == (1_300_000, 1_390_000)


def test_a_group_that_is_not_liable_yet_is_refused_until_its_day() -> None:
    sheet = contribution_sheet(
        lambda book, on: month(book, on, who=Who.HOUSEHOLD_OWNER),
        on=date(2026, 1, 1), first=FIRST, last=LAST, book=load(),
    )  # fmt: skip
    before, begins = sheet.steps[0], sheet.steps[1]
    assert before.refused is not None and before.refused.code == "law.not_liable_yet"
    assert (begins.on, begins.answer is not None) == (date(2025, 7, 1), True)


def test_what_became_unknown_is_a_step_that_names_the_number() -> None:
    book = unknown(load(), ACCIDENT)
    steps = history(lambda asked, on: month(asked, on).value, first=FIRST, last=LAST, book=book)
    assert len(steps) == 1
    refused = steps[0].refused
    assert isinstance(refused, UnknownParameter) and ACCIDENT in str(refused)


def must(book: Book, on: date, months: int | None = 2, kind: Kind = Kind.EMPLOYEE) -> Answer:
    return obligation(kind=kind, contract_months=months, on=on, book=book)


def test_a_contract_of_two_months_is_liable_since_2018() -> None:
    sheet = obligation_sheet(must, on=date(2018, 6, 30), first=FIRST, last=LAST, book=load())
    assert sheet.day.answer.value is True
    assert sheet.since == date(2018, 1, 1)
    assert [change.key for change in sheet.steps[1].changes] == ["participation.min_contract_months.social"]


def test_a_fund_that_joins_later_does_not_move_since_when_somebody_is_liable() -> None:
    sheet = obligation_sheet(must, on=date(2026, 3, 1), first=FIRST, last=LAST, book=load())
    assert [step.on for step in sheet.steps] == [
        date(2016, 1, 1), date(2018, 1, 1), date(2025, 7, 1), date(2026, 1, 1),
    ]  # fmt: skip
    assert sheet.since == date(2018, 1, 1)


def test_an_open_ended_contract_is_liable_since_before_the_first_day() -> None:
    def ask(book: Book, on: date) -> Answer:
        return must(book, on, None)

    sheet = obligation_sheet(ask, on=date(2018, 6, 30), first=FIRST, last=LAST, book=load())
    assert sheet.day.answer.value is True and sheet.since is None


def test_an_owner_is_not_liable_in_2018_and_the_steps_say_when_that_ends() -> None:
    def ask(book: Book, on: date) -> Answer:
        return must(book, on, None, Kind.HOUSEHOLD_OWNER)

    sheet = obligation_sheet(ask, on=date(2018, 6, 30), first=FIRST, last=LAST, book=load())
    assert sheet.day.answer.value is False and sheet.since is None
    turned = next(step for step in sheet.steps if step.answer and step.answer.value)
    assert turned.on == date(2025, 7, 1)
