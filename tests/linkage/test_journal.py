"""The journal of judgements: what counts, what was taken back, what stays to be read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from baophu.access.models import AuditEntry
from baophu.kernel.errors import NotFound
from baophu.linkage import actions
from baophu.linkage.models import Judgement
from baophu.linkage.queries import decided_edges, judgements_of
from baophu.linkage.rules import Edge, Subject, Verdict, row_key

pytestmark = pytest.mark.django_db

AT = datetime(2018, 7, 9, 8, 30, tzinfo=UTC)
ONE = row_key("labour_use", "a" * 64, 3)
TWO = row_key("insured_units", "b" * 64, 12)


def judge(verdict: Verdict, left: str = ONE, right: str = TWO) -> int:
    """A judgement by the program's operator."""
    return actions.judge(
        by=None, at=AT, subject=Subject.EMPLOYER, left=left, right=right, verdict=verdict, note=""
    )


def test_a_judgement_counts_whichever_row_is_named_first() -> None:
    judge(Verdict.SAME, TWO, ONE)
    assert decided_edges() == [Edge(Subject.EMPLOYER, TWO, ONE, Verdict.SAME)]


def test_the_newest_judgement_of_a_pair_counts_and_the_former_is_kept() -> None:
    judge(Verdict.SAME)
    judge(Verdict.DIFFERENT, TWO, ONE)
    assert [edge.verdict for edge in decided_edges()] == [Verdict.DIFFERENT]
    assert [one.verdict for one in judgements_of(ONE)] == [Verdict.DIFFERENT, Verdict.SAME]


def test_an_unsure_judgement_takes_the_former_out_of_force() -> None:
    judge(Verdict.SAME)
    judge(Verdict.UNSURE)
    assert decided_edges() == []


def test_a_withdrawn_judgement_no_longer_counts_but_stays() -> None:
    number = judge(Verdict.SAME)
    actions.withdraw_judgement(by=None, at=AT, judgement=number, because="nhầm dòng")
    assert decided_edges() == []
    assert Judgement.objects.get(pk=number).withdrawn_at == AT


def test_each_judgement_and_each_withdrawal_is_in_the_audit_journal() -> None:
    number = judge(Verdict.SAME)
    actions.withdraw_judgement(by=None, at=AT, judgement=number, because="nhầm dòng")
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "linkage.judge",
        "linkage.withdraw_judgement",
    ]


def test_a_judgement_is_taken_back_once() -> None:
    number = judge(Verdict.SAME)
    actions.withdraw_judgement(by=None, at=AT, judgement=number, because="nhầm dòng")
    with pytest.raises(actions.AlreadyWithdrawn):
        actions.withdraw_judgement(by=None, at=AT, judgement=number, because="nhầm dòng")


def test_a_judgement_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        actions.withdraw_judgement(by=None, at=AT, judgement=404, because="nhầm dòng")


@pytest.mark.parametrize("row", ["", "labour_use", f"labour_use:{'a' * 64}:0", f"labour_use:{'a' * 63}:1"])
def test_a_judgement_names_rows(row: str) -> None:
    with pytest.raises(actions.NotARow):
        judge(Verdict.SAME, ONE, row)


def test_a_row_is_not_judged_against_itself() -> None:
    with pytest.raises(actions.OneRow):
        judge(Verdict.SAME, ONE, ONE)
