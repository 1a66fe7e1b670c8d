"""A suspension of the pension fund and a lower accident rate: decided by officers, charged by the next run."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from baophu.access.models import Role
from baophu.funds.models import Relief
from baophu.funds.money import actions
from baophu.funds.money.actions import Paper
from baophu.funds.money.queries import decided_on
from baophu.funds.money.refusals import BadDecision, NotWithdrawable, ReasonMissing
from baophu.kernel.errors import Forbidden, NotFound
from baophu.kernel.time import Month
from baophu.law.book import UnknownParameter, load
from baophu.law.work import Fund
from funds.money_runs import half_year, officer, posted
from funds.test_dues_post import BINH, _in_february, _months, province
from funds.test_dues_post import UNIT as HOUSE
from pipeline.main_job import Province

AT, PAPER = datetime(2018, 7, 2, 3, 0, tzinfo=UTC), Paper("12/QĐ-BHXH", date(2018, 2, 1))
UNIT, ARTICLE = "TA0001A", "Điều 88 Luật BHXH 2014"
SUSPENDED, REDUCED = "pension_suspension", "accident_reduction"
JANUARY, FEBRUARY, MARCH = Month(2018, 1), Month(2018, 2), Month(2018, 3)
__all__ = ["province"]


def relieve(kind: str = SUSPENDED, first: Month = FEBRUARY, last: Month = FEBRUARY, **given: object) -> int:
    told = {
        "by": None,
        "at": AT,
        "unit_code": UNIT,
        "paper": PAPER,
        "article": ARTICLE,
        "law": load(),
        **given,
    }
    return actions.relieve(kind=kind, months=(first, last), **told)  # type: ignore[arg-type]


def charged(fund: Fund, month: Month) -> tuple[int, int]:
    told = _months()[month].charged
    assert told is not None and told.funds is not None
    return told.funds[fund].employer_vnd, told.funds[fund].employee_vnd


def test_a_suspended_pension_fund_is_not_charged_in_its_months_and_is_again_once_taken_back(
    province: Province,
) -> None:
    _in_february(province).carried()
    before = charged(Fund.RETIREMENT_DEATH, FEBRUARY), charged(Fund.HEALTH, FEBRUARY)
    made = relieve()
    assert charged(Fund.RETIREMENT_DEATH, FEBRUARY) == before[0], "the next run charges it, not this one"
    province.reconcile()
    assert charged(Fund.RETIREMENT_DEATH, FEBRUARY) == (0, 0)
    assert charged(Fund.HEALTH, FEBRUARY) == before[1]
    assert charged(Fund.RETIREMENT_DEATH, JANUARY) == before[0]
    actions.withdraw(by=None, at=AT, kind="relief", number=made, because="ghi nhầm tháng")
    relieve(first=JANUARY, last=JANUARY)
    province.reconcile()
    assert charged(Fund.RETIREMENT_DEATH, FEBRUARY) == before[0]
    assert charged(Fund.RETIREMENT_DEATH, JANUARY) == (0, 0)


def test_a_lower_accident_rate_is_charged_in_its_months_alone(province: Province) -> None:
    told = {"period": "2020-09", "received_on": "2020-10-01"}
    province.send("insured_units", HOUSE, **told)
    province.send("insured_members", (*BINH, 9_000_000, "08/2020", ""), **told).carried("2020-09-30")
    august, september = Month(2020, 8), Month(2020, 9)
    full = charged(Fund.OCCUPATIONAL_ACCIDENT, september)
    relieve(REDUCED, first=september, last=september)
    province.reconcile("2020-09-30")
    assert full == (45_000, 0)
    assert charged(Fund.OCCUPATIONAL_ACCIDENT, september) == (27_000, 0)
    assert charged(Fund.OCCUPATIONAL_ACCIDENT, august) == full


@pytest.mark.django_db
def test_a_month_in_which_the_law_knows_no_lower_rate_is_refused() -> None:
    posted(half_year())
    with pytest.raises(UnknownParameter, match="occupational_accident_reduced"):
        relieve(REDUCED)
    with pytest.raises(UnknownParameter):
        relieve(REDUCED, first=Month(2020, 6), last=Month(2020, 12))


@pytest.mark.django_db
def test_two_standing_decisions_of_a_kind_do_not_share_a_month() -> None:
    posted(half_year())
    first = relieve(first=JANUARY, last=FEBRUARY)
    with pytest.raises(BadDecision, match=f"số {first} "):
        relieve(first=FEBRUARY, last=MARCH)
    relieve(REDUCED, first=Month(2021, 1), last=Month(2021, 3))
    relieve(first=MARCH, last=MARCH)
    actions.withdraw(by=officer(), at=AT, kind="relief", number=first, because="nhầm")
    relieve(first=JANUARY, last=FEBRUARY)
    kept = decided_on([UNIT])[UNIT].reliefs
    assert [(one.kind, one.first, one.last, bool(one.decided.withdrawn_at)) for one in kept] == [
        (SUSPENDED, JANUARY, FEBRUARY, False), (SUSPENDED, MARCH, MARCH, False), (REDUCED, Month(2021, 1), Month(2021, 3), False),
        (SUSPENDED, JANUARY, FEBRUARY, True),
    ]  # fmt: skip
    assert kept[-1].decided.withdrawn_because == "nhầm"


@pytest.mark.django_db
def test_a_decision_needs_a_unit_a_kind_months_in_order_a_paper_and_an_article() -> None:
    posted(half_year())
    for wrong in (
        {"kind": "gift"}, {"first": MARCH}, {"paper": Paper(" ", date(2018, 2, 1))}, {"article": " "},
    ):  # fmt: skip
        with pytest.raises(BadDecision):
            relieve(**wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        relieve(unit_code="ZZ9999Z")
    with pytest.raises(Forbidden):
        relieve(by=officer(Role.COMMUNE_CLERK))
    assert not Relief.objects.exists()


@pytest.mark.django_db
def test_a_decision_is_taken_back_once_and_with_a_reason() -> None:
    posted(half_year())
    made = relieve()
    with pytest.raises(ReasonMissing):
        actions.withdraw(by=None, at=AT, kind="relief", number=made, because=" ")
    actions.withdraw(by=None, at=AT, kind="relief", number=made, because="nhầm")
    with pytest.raises(NotWithdrawable):
        actions.withdraw(by=None, at=AT, kind="relief", number=made, because="nhầm")


@pytest.mark.django_db
def test_the_database_keeps_the_months_in_order() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Relief.objects.create(
            unit_code=UNIT, at=AT, kind=SUSPENDED, from_month=MARCH.first, to_month=JANUARY.first, document="1",
            decided_on=AT.date(), article="1",
        )  # fmt: skip
