"""Two persons answer for an entered value; nothing is deleted; each deed is in the journal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

import baophu.lawbook.actions as law
from baophu.access.models import AuditEntry, Role
from baophu.access.queries import first_broken_line
from baophu.kernel.errors import NotFound
from baophu.law.book import UnknownParameter, load
from baophu.lawbook.models import EnteredValue
from baophu.lawbook.queries import EntryState, book, book_if_ready, entries, entry, pending, published
from baophu.lawbook.rules.rights import DECIDERS, NotADecider
from baophu.lawbook.rules.standing import AlreadyPublished
from baophu.lawbook.rules.typed import BadShare
from lawbook.desk import AT, KEY, NEW_YEAR, confirmed, entered, officer

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 1)


def test_what_one_person_entered_does_not_hold() -> None:
    number = entered()
    assert [one.id for one in pending()] == [number]
    assert book().hash == load().hash
    with pytest.raises(UnknownParameter):
        book().value(KEY, DAY)


def test_confirmed_by_another_it_holds_with_its_document() -> None:
    number = confirmed()
    assert book().share(KEY, DAY) == Decimal("0.012345")
    assert book() is book() and book().hash != load().hash == published().hash
    assert book_if_ready().hash == book().hash
    seen = entry(number)
    assert (seen.state, seen.document) == (EntryState.CONFIRMED, "9999/TB-BHXH")
    assert (seen.entered_by, seen.confirmed_by) == ("Cán bộ lan", "Cán bộ minh")
    assert pending() == []


def test_the_value_is_kept_exactly_as_typed() -> None:
    assert entry(entered(value="1,2345 %")).typed == "1,2345 %"


def test_who_entered_may_neither_confirm_nor_reject() -> None:
    number = entered(officer("lan"))
    with pytest.raises(law.SamePerson, match=str(number)):
        law.confirm(by=officer("lan"), at=AT, number=number)
    with pytest.raises(law.SamePerson):
        law.reject(by=officer("lan"), at=AT, number=number, because="sai")
    assert entry(number).state is EntryState.PENDING


@pytest.mark.parametrize("role", [role for role in Role if role not in DECIDERS])
def test_a_role_outside_the_province_s_bhxh_decides_nothing(role: Role) -> None:
    number, someone = entered(), officer("ai", role)
    for deed in (
        lambda: entered(someone),
        lambda: law.confirm(by=someone, at=AT, number=number),
        lambda: law.reject(by=someone, at=AT, number=number, because="sai"),
        lambda: law.withdraw(by=someone, at=AT, number=number, because="sai"),
    ):
        with pytest.raises(NotADecider):
            deed()
    assert entry(number).state is EntryState.PENDING


def test_the_deciders_are_the_director_and_the_officers_of_the_province() -> None:
    assert {Role.SI_DIRECTOR, Role.SI_PROVINCE} == DECIDERS
    gone = officer("gone")
    gone.is_active = False
    with pytest.raises(NotADecider):
        entered(gone)


def test_a_rejected_value_never_held_and_stays_in_sight() -> None:
    number = entered()
    law.reject(by=officer("minh"), at=AT, number=number, because="Số văn bản không đúng")
    assert entry(number).state is EntryState.REJECTED
    assert entry(number).reason == "Số văn bản không đúng"
    with pytest.raises(law.AlreadyDecided):
        law.confirm(by=officer("minh"), at=AT, number=number)
    again = entered()
    assert [one.id for one in entries(KEY)] == [again, number]


def test_a_withdrawn_value_holds_no_more_and_stays_in_sight() -> None:
    number = confirmed()
    law.withdraw(by=officer("lan"), at=AT + timedelta(days=1), number=number, because="Văn bản bị thay thế")
    assert entry(number).state is EntryState.WITHDRAWN
    assert book().hash == load().hash
    with pytest.raises(law.NotInForce):
        law.withdraw(by=officer("lan"), at=AT, number=number, because="lần nữa")
    assert confirmed() != number


def test_one_s_own_waiting_entry_is_withdrawn_another_s_is_rejected() -> None:
    number = entered(officer("lan"))
    with pytest.raises(law.NotYourOwn):
        law.withdraw(by=officer("minh"), at=AT, number=number, because="sai")
    law.withdraw(by=officer("lan"), at=AT, number=number, because="Gõ nhầm")
    assert entry(number).state is EntryState.WITHDRAWN


def test_nothing_is_closed_without_a_reason() -> None:
    number = entered()
    with pytest.raises(law.NoReason):
        law.reject(by=officer("minh"), at=AT, number=number, because="  ")
    with pytest.raises(law.TooLong, match="400"):
        law.reject(by=officer("minh"), at=AT, number=number, because="x" * 401)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "1,2345"}, BadShare),
        ({"holds_from": date(2019, 1, 1)}, AlreadyPublished),
        ({"document": " Số "}, law.DocumentMissing),
        ({"document": "x" * 121}, law.TooLong),
        ({"document_on": date(2018, 3, 6)}, law.DocumentInTheFuture),
    ],
)
def test_what_cannot_stand_is_not_entered(changes: dict[str, object], fault: type[Exception]) -> None:
    changes = {"document": "1/TB", **changes} if changes.get("document") != " Số " else {"document": "  "}
    with pytest.raises(fault):
        entered(**changes)
    assert entries() == []
    assert not AuditEntry.objects.filter(action__startswith="law.").exists()


def test_one_day_holds_one_live_entry() -> None:
    number = entered()
    with pytest.raises(law.TwoValuesForOneDay, match=rf"1,2345%.*số {number}"):
        entered(officer("minh"), value="2%")
    assert [one.id for one in entries()] == [number]


def test_a_number_that_is_no_entry_is_not_found() -> None:
    for deed in (lambda: entry(99), lambda: law.confirm(by=officer("lan"), at=AT, number=99)):
        with pytest.raises(NotFound, match="99"):
            deed()


def test_every_deed_is_in_the_journal_with_who_and_when() -> None:
    law.withdraw(by=officer("lan"), at=AT, number=confirmed(), because="Văn bản bị thay thế")
    law.reject(by=officer("minh"), at=AT, number=entered(), because="Sai số")
    lines = list(AuditEntry.objects.filter(subject=f"law:{KEY}").order_by("id"))
    assert [line.action for line in lines] == [
        "law.enter", "law.confirm", "law.withdraw", "law.enter", "law.reject",
    ]  # fmt: skip
    assert [line.by.username for line in lines if line.by] == ["lan", "minh", "lan", "lan", "minh"]
    assert lines[0].detail["document"] == "9999/TB-BHXH"
    assert lines[0].detail["value"] == "1,2345%"
    assert lines[2].detail["because"] == "Văn bản bị thay thế"
    assert first_broken_line() is None


def row(**changes: object) -> EnteredValue:
    """A row as the table would take it, with something changed."""
    given: dict[str, object] = {
        "key": KEY,
        "value": "1%",
        "holds_from": NEW_YEAR,
        "document": "1/TB",
        "document_on": NEW_YEAR,
        "article": "Thông báo",
        "entered_by": officer("lan"),
        "entered_at": AT,
    }
    return EnteredValue.objects.create(**{**given, **changes})


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("lawbook_value_has_a_document", {"document": ""}),
        ("lawbook_value_has_a_document", {"value": ""}),
        ("lawbook_value_has_a_document", {"key": ""}),
        ("lawbook_confirmed_by_and_at_together", {"confirmed_at": AT}),
        ("lawbook_confirmed_by_and_at_together", {"confirmed_by": "minh"}),
        ("lawbook_confirmed_by_another", {"confirmed_by": "lan", "confirmed_at": AT}),
        ("lawbook_closed_with_a_reason", {"closing": "withdrawn", "closed_by": "lan", "closed_at": AT}),
        ("lawbook_closed_with_a_reason", {"closing": "withdrawn", "reason": "sai"}),
        ("lawbook_closed_with_a_reason", {"reason": "sai"}),
        ("lawbook_closed_with_a_reason", {"closing": "lost", "closed_by": "lan", "closed_at": AT, "reason": "sai"}),
        (
            "lawbook_rejected_by_another_while_pending",
            {"closing": "rejected", "closed_by": "lan", "closed_at": AT, "reason": "sai"},
        ),
        (
            "lawbook_rejected_by_another_while_pending",
            {"closing": "rejected", "closed_by": "thu", "closed_at": AT, "reason": "sai",
             "confirmed_by": "minh", "confirmed_at": AT},
        ),
        ("lawbook_moments_in_order", {"confirmed_by": "minh", "confirmed_at": AT - timedelta(seconds=1)}),
        (
            "lawbook_moments_in_order",
            {"closing": "withdrawn", "closed_by": "lan", "closed_at": AT - timedelta(1), "reason": "sai"},
        ),
    ],
)  # fmt: skip
def test_the_table_itself_refuses_what_the_rules_forbid(constraint: str, changes: dict[str, object]) -> None:
    people = {name: officer(str(who)) for name, who in changes.items() if name.endswith("_by")}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(**{**changes, **people})
    row()


def test_the_table_itself_holds_one_live_value_a_day() -> None:
    row(closing="withdrawn", closed_by=officer("lan"), closed_at=AT, reason="sai")
    row()
    with pytest.raises(IntegrityError), transaction.atomic():
        row(value="2%")
    row(holds_from=date(2024, 1, 1))


def test_every_constraint_of_the_table_is_tried_here() -> None:
    tried = {mark.args[1][n][0] for mark in test_the_table_itself_refuses_what_the_rules_forbid.pytestmark
             for n in range(len(mark.args[1]))}  # fmt: skip
    named = {constraint.name for constraint in EnteredValue._meta.constraints}
    assert named - tried == {"lawbook_one_live_value_a_day"}
