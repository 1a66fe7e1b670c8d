"""Who is in charge of which unit: spans that never overlap, minutes that both confirm, what presses most."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baophu.access.models import AuditEntry, Role
from baophu.kernel.errors import Forbidden, NotFound
from baophu.plan.lines.actions import complete
from baophu.plan.models import Charge
from baophu.plan.portfolio import actions, queries, rules
from baophu.register.models import IdentityEvent
from web import factory

pytestmark = pytest.mark.django_db
ON, LATER = date(2018, 7, 2), date(2018, 9, 1)
AT = datetime(2018, 7, 2, 3, tzinfo=UTC)


@pytest.fixture
def cast():
    """A run with four units of Cẩm Xuyên and one of Hương Khê; a director, two officers, one elsewhere."""
    run = factory.run(date(2018, 6, 30))
    for number, (district, kind, subject) in enumerate(
        (
            ("446", "missing", 9),
            ("446", "missing", 2),
            ("446", "covered", 5),
            ("446", "ceased", 0),
            ("444", "missing", 4),
        ),
        start=1,
    ):
        record = factory.employer(number, district_code=district)
        factory.standing(run, record, kind, subject=subject, subject_low=subject, subject_high=subject)
    complete(run=run, by=None, at=AT)
    people = {
        "boss": factory.person("boss", Role.SI_DIRECTOR),
        "an": factory.person("an", Role.SI_DISTRICT, "446"),
        "binh": factory.person("binh", Role.SI_DISTRICT, "446"),
        "khe": factory.person("khe", Role.SI_DISTRICT, "444"),
        "clerk": factory.person("clerk", Role.COMMUNE_CLERK, "18685"),
    }
    return run, people


def unit(number: int) -> str:
    return f"E{number:08}"


def give(run, by, officer, *numbers: int, on: date = ON) -> actions.Given:
    ids = [unit(number) for number in numbers]
    return actions.give(by=by, at=AT, on=on, run=run.pk, employer_ids=ids, officer=officer)


def hand_over(run, by, giver, receiver, *numbers: int):
    ids = [unit(number) for number in numbers]
    return actions.draw_up(
        by=by, at=AT, on=ON, run=run.pk, giver=giver, receiver=receiver, employer_ids=ids, because="Điều động"
    )  # fmt: skip


def test_units_are_given_in_bulk_and_giving_again_changes_nothing(cast) -> None:
    run, who = cast
    assert give(run, who["boss"], who["an"], 1, 2) == actions.Given(2, 0)
    assert give(run, who["boss"], who["an"], 1, 2, 3) == actions.Given(1, 2)
    assert set(queries.in_charge([unit(1), unit(3), unit(4)])) == {unit(1), unit(3)}
    assert AuditEntry.objects.filter(action="charge.give").count() == 2


def test_a_unit_in_other_hands_is_not_taken_without_minutes(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1)
    with pytest.raises(rules.InOtherHands):
        give(run, who["boss"], who["binh"], 1, 2)
    assert queries.in_charge([unit(2)]) == {}


def test_an_officer_takes_units_of_the_own_area_only(cast) -> None:
    run, who = cast
    with pytest.raises(rules.NotInCharge):
        give(run, who["boss"], who["khe"], 1)
    with pytest.raises(rules.NotInCharge):
        give(run, who["boss"], who["clerk"], 1)
    with pytest.raises(Forbidden):
        give(run, who["an"], who["khe"], 5)
    with pytest.raises(Forbidden):
        give(run, who["clerk"], who["an"], 1)
    assert not Charge.objects.exists()


def test_units_pass_on_with_the_second_word_and_the_history_stays(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1, 2, 3)
    minutes = hand_over(run, who["boss"], who["an"], who["binh"], 1, 2)
    actions.confirm(by=who["an"], at=AT, on=LATER, number=minutes.number)
    assert queries.in_charge([unit(1)])[unit(1)].username == "an"
    actions.confirm(by=who["binh"], at=AT, on=LATER, number=minutes.number)
    assert queries.in_charge([unit(1)])[unit(1)].username == "binh"
    assert queries.in_charge([unit(3)])[unit(3)].username == "an"
    assert queries.in_charge_on(unit(1), date(2018, 8, 31)) == "Cán bộ an"
    assert queries.in_charge_on(unit(1), LATER) == "Cán bộ binh"
    assert [(v.username, v.ends_before, v.handover) for v in queries.history_of(unit(1))] == [
        ("binh", None, minutes.number),
        ("an", LATER, ""),
    ]


def test_minutes_keep_what_was_open_and_who_has_no_part_does_not_see_them(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1)
    minutes = hand_over(run, who["an"], who["an"], who["binh"], 1)
    view, items = queries.handover(minutes.number, user=who["binh"], area_code="446")
    assert (view.units, items[0].lacking, items[0].standing) == (1, 9, "missing")
    assert [h.number for h in queries.waiting_for(who["binh"])] == [minutes.number]
    with pytest.raises(NotFound):
        queries.handover(minutes.number, user=who["khe"], area_code="444")


def test_only_those_named_confirm_and_a_unit_waits_in_one_minutes_alone(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1)
    minutes = hand_over(run, who["boss"], who["an"], who["binh"], 1)
    with pytest.raises(rules.NotYourMinutes):
        actions.confirm(by=who["khe"], at=AT, on=ON, number=minutes.number)
    with pytest.raises(rules.NothingToHandOver):
        hand_over(run, who["boss"], who["an"], who["boss"], 1)
    actions.cancel(by=who["an"], at=AT, number=minutes.number)
    with pytest.raises(rules.HandoverClosed):
        actions.confirm(by=who["an"], at=AT, on=ON, number=minutes.number)
    assert hand_over(run, who["boss"], who["an"], who["boss"], 1).number == "BG-2018-0002"


def test_nobody_hands_over_to_himself(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1)
    with pytest.raises(rules.SameHands):
        hand_over(run, who["boss"], who["an"], who["an"], 1)


def test_a_director_confirms_for_someone_who_has_left(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1)
    minutes = hand_over(run, who["boss"], who["an"], who["binh"], 1)
    with pytest.raises(rules.NotYourMinutes):
        actions.confirm(by=who["boss"], at=AT, on=ON, number=minutes.number)
    who["an"].is_active = False
    who["an"].save()
    actions.confirm(by=who["boss"], at=AT, on=ON, number=minutes.number)
    actions.confirm(by=who["binh"], at=AT, on=ON, number=minutes.number)
    assert queries.in_charge([unit(1)])[unit(1)].username == "binh"


def test_the_most_people_for_the_longest_time_stand_first(cast) -> None:
    run, who = cast
    give(run, who["boss"], who["an"], 1, 2, 3, 4)
    found = queries.my_units(who["an"], run=run.pk, on=run.on)
    assert [(u.employer_id, u.pressing.people) for u in found] == [
        (unit(1), 9), (unit(2), 2), (unit(3), 0), (unit(4), 0),
    ]  # fmt: skip


def test_a_unit_merged_into_another_stays_in_the_officers_list(cast) -> None:
    run, who = cast
    gone = factory.employer(77, district_code="446")
    Charge.objects.create(
        employer=gone.employer, officer=who["an"], starts_on=ON, given_by=who["boss"], given_at=AT
    )
    IdentityEvent.objects.create(
        subject="employer", left_id=unit(77), right_id=unit(1), kind="merged_into", run=run.pk
    )
    assert [u.employer_id for u in queries.my_units(who["an"], run=run.pk, on=run.on)] == [unit(1)]


@pytest.mark.parametrize(
    ("since", "owed_since", "insured", "expected"),
    [
        (date(2018, 6, 30), None, 5, (7, 1)),  # this month
        (date(2018, 3, 31), None, 5, (7, 3)),
        (date(2018, 3, 31), date(2017, 6, 1), 5, (12, 12)),  # debts touch those insured too
    ],
)
def test_pressing_counts_people_and_months(since, owed_since, insured, expected) -> None:
    found = rules.pressing(
        lacking=7, deducted=3, insured=insured, owed_since=owed_since, since=since, on=date(2018, 6, 30)
    )
    assert (found.people, found.months) == expected
