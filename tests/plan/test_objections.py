"""Objections: kept with a code and a clock, urging rests, answered once and with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from baophu.access.models import AuditEntry, Role
from baophu.kernel.errors import Forbidden
from baophu.plan.lines.actions import complete
from baophu.plan.models import Objection, Outcome
from baophu.plan.objections import actions, queries, rules
from web import factory

pytestmark = pytest.mark.django_db
ON = date(2018, 7, 2)
AT = datetime(2018, 7, 2, 3, tzinfo=UTC)
TEXT = "Đơn vị chỉ có 4 lao động, số 7 là sai."


def receive(by=None, employer_id: str | None = "E00000001", text: str = TEXT, on: date = ON) -> Objection:
    return actions.receive(
        by=by, at=AT, on=on, employer_id=employer_id, tax_code="3001427096", text=text, said_by="Kế toán", contact=""
    )  # fmt: skip


@pytest.fixture
def officer():
    run = factory.run(date(2018, 6, 30))
    factory.standing(run, factory.employer(1, district_code="446"), "missing", subject=7)
    complete(run=run, by=None, at=AT)
    return factory.person("can-bo", Role.SI_DISTRICT, "446")


def test_an_objection_has_a_code_and_the_clock_of_a_first_complaint(officer) -> None:
    kept = receive()
    assert kept.due_on == date(2018, 8, 1)  # 30 days, Article 28
    view = queries.by_code(kept.code.lower().replace("-", " "))
    assert (view.text, view.open, view.noted_by) == (TEXT, True, "")
    assert receive().code != kept.code


def test_a_year_without_days_off_leaves_the_clock_open(officer) -> None:
    assert receive(on=date(2090, 1, 5)).due_on is None


def test_urging_rests_until_the_answer(officer) -> None:
    kept = receive(by=officer)
    assert queries.urging_rests(["E00000001", "E00000002"]) == {"E00000001"}
    actions.answer(
        by=officer, at=AT, code=kept.code, outcome=Outcome.UPHELD, reason="Hợp đồng của 3 người đã hết."
    )
    assert queries.urging_rests(["E00000001"]) == set()
    view = queries.of_employer("E00000001")[0]
    assert (view.outcome_words, view.answered_by) == ("Đơn vị đúng", "Cán bộ can-bo")
    assert [e.action for e in AuditEntry.objects.order_by("id")] == ["objection.receive", "objection.answer"]


def test_an_answer_has_a_reason_and_is_given_once_by_social_insurance(officer) -> None:
    kept = receive()
    with pytest.raises(rules.AnswerWithoutReason):
        actions.answer(by=officer, at=AT, code=kept.code, outcome=Outcome.REJECTED, reason="  ")
    with pytest.raises(Forbidden):
        actions.answer(
            by=factory.person("kt", Role.AUDITOR), at=AT, code=kept.code, outcome=Outcome.REJECTED, reason="x"
        )
    actions.answer(
        by=officer, at=AT, code=kept.code, outcome=Outcome.REJECTED, reason="Bảng lương ghi 7 người."
    )
    with pytest.raises(rules.AnsweredAlready):
        actions.answer(by=officer, at=AT, code=kept.code, outcome=Outcome.UPHELD, reason="Khác")


def test_the_database_holds_no_answer_without_a_reason(officer) -> None:
    kept = receive()
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=kept.pk).update(outcome="upheld", answered_at=AT)


def test_too_few_words_and_too_many_waiting_are_refused(officer) -> None:
    with pytest.raises(rules.TooLittleSaid):
        receive(text="sai")
    for _ in range(rules.MOST_WAITING):
        receive()
    with pytest.raises(rules.TooManyWaiting):
        receive()


def test_the_own_area_sees_its_objections_and_the_province_those_of_nobody(officer) -> None:
    run = factory.Run.objects.get().pk
    mine, nobodys = receive().code, receive(employer_id=None).code
    assert [o.code for o in queries.waiting(run=run, area_code="446")] == [mine]
    assert [o.code for o in queries.waiting(run=run, area_code="444")] == []
    assert {o.code for o in queries.waiting(run=run, area_code="42")} == {mine, nobodys}


def test_an_unknown_code_is_not_found(officer) -> None:
    with pytest.raises(rules.UnknownReceipt):
        queries.by_code("PA-AAA-AAA-AAA")
