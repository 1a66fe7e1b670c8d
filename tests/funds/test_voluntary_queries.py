"""Who takes part, who must pay soon, who interrupted, on a day; movements; what the province would add."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from baophu.access.models import AuditEntry
from baophu.funds.models import Sponsorship, VoluntaryStretch
from baophu.funds.voluntary.actions.sponsorships import (
    AlreadyTakenBack,
    BadSponsorship,
    enter_sponsorship,
    take_back_sponsorship,
)
from baophu.funds.voluntary.queries import participants as queries
from baophu.funds.voluntary.queries.agents import AgentSum, agent_sums, fee_of
from baophu.funds.voluntary.queries.participants import State
from baophu.kernel.time import Month
from baophu.law.book import UnknownParameter, load
from baophu.law.support import BadMonths, Group, budget
from baophu.reporting.support import estimate, months_of_run
from funds.voluntary_cases import paid
from funds.voluntary_drawn import Lists, drawn
from funds.voluntary_runs import AT, officer, run_of
from law.changed_book import with_share

pytestmark = pytest.mark.django_db
ON = date(2018, 6, 30)


def of(person: str, first: str, months: int, on: str, **more: object) -> dict[str, object]:
    return paid(first, months, on) | {"person": person, **more}


def sent(*rows: Mapping[str, object], period: str = "2018-06", on: date = ON) -> Lists:
    return Lists(on=on).send("voluntary_members", *rows, period=period)


def people(run: int, state: State, on: date = ON, area: str = "42") -> list[str]:
    return [row.person_id for row in queries.people(run, state, on=on, area_code=area, soon_days=30)]


def test_a_day_knows_who_takes_part_who_waits_and_who_interrupted_since_when() -> None:
    run = run_of(sent(
        of("P1", "2018-06", 1, "2018-06-02"), of("P2", "2018-03", 3, "2018-03-02"), of("P3", "2018-01", 1, "2018-01-02"),
        of("P4", "2018-01", 12, "2018-01-02"), of("P5", "2018-01", 6, "2018-01-02"),
    )).pk  # fmt: skip
    assert people(run, State.IN_FORCE) == ["P1", "P5", "P4"]
    assert people(run, State.WAITING) == ["P2"]  # three months from June: until 31 August
    assert people(run, State.INTERRUPTED) == ["P3"]
    stopped = queries.people(run, State.INTERRUPTED, on=ON, area_code="42", soon_days=30)[0]
    assert (stopped.ends_before, stopped.renew_by) == (date(2018, 2, 1), date(2018, 2, 28))
    assert people(run, State.SOON, on=date(2018, 7, 1)) == ["P1"]  # 31 July is 30 days on
    assert people(run, State.SOON) == []


def test_the_last_day_to_pay_still_waits_and_the_day_after_is_an_interruption() -> None:
    run = run_of(sent(of("P1", "2018-01", 1, "2018-01-02"))).pk
    assert people(run, State.WAITING, on=date(2018, 2, 28)) == ["P1"]
    assert people(run, State.INTERRUPTED, on=date(2018, 3, 1)) == ["P1"]


def test_movements_add_up_month_by_month() -> None:
    run = run_of(drawn(200, 21)).pk
    moved = queries.movements(run, to=date(2026, 6, 30), months=48, area_code="42")
    for before, after in pairwise(moved):
        assert after.in_force == before.in_force + after.net
        assert after.in_force == queries.in_force(run, on=after.month, area_code="42")
    assert {m.returned > 0 for m in moved} == {True, False}


def test_who_pays_on_renews_and_who_comes_back_returns() -> None:
    run = run_of(sent(
        of("P1", "2018-01", 1, "2018-01-02", receipt_no="1"), of("P1", "2018-02", 1, "2018-02-02", receipt_no="2"),
        of("P1", "2018-04", 1, "2018-04-02", receipt_no="3"),
    )).pk  # fmt: skip
    moved = queries.movements(run, to=date(2018, 5, 31), months=5, area_code="42")
    assert [(m.new, m.returned, m.stopped, m.renewed) for m in moved] == [
        (1, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 1, 0, 0), (0, 0, 1, 0),
    ]  # fmt: skip
    assert [m.in_force for m in moved] == [1, 1, 0, 1, 0]


def test_the_newest_list_of_a_sender_decides_who_takes_part_and_others_are_told_apart() -> None:
    lists = sent(
        of("P1", "2018-01", 12, "2018-01-02"), of("P2", "2018-01", 12, "2018-01-02"), period="2018-01"
    )
    lists.send("voluntary_members", of("P2", "2018-01", 12, "2018-01-02"), period="2018-06")
    run = run_of(lists).pk
    assert queries.in_force(run, on=ON, area_code="42") == 1
    assert queries.not_named(run, on=ON, area_code="42") == 1
    assert queries.in_force(run, on=date(2018, 5, 31), area_code="42") == 2


def test_another_area_is_not_counted() -> None:
    run = run_of(sent(
        of("P1", "2018-06", 1, "2018-06-02"), of("P2", "2018-06", 1, "2018-06-02", district_code="447", commune_code=None),
    )).pk  # fmt: skip
    assert queries.in_force(run, on=ON, area_code="447") == 1
    assert people(run, State.IN_FORCE, area="18685") == ["P1"]
    told = queries.tallies(run, on=ON, area_code="42", by="district_code", soon_days=30)
    assert [(one.key, one.in_force) for one in told] == [("446", 1), ("447", 1)]


def test_an_unchanged_list_writes_no_row_again() -> None:
    lists = sent(of("P1", "2018-06", 1, "2018-06-02"))
    run_of(lists)
    before = VoluntaryStretch.objects.count()
    run_of(lists)
    assert VoluntaryStretch.objects.count() == before


def test_what_must_be_given_back_is_summed() -> None:
    lists = sent(of("P1", "2018-01", 6, "2018-01-02", paid_vnd=6 * 138_600), period="2018-01")
    lists.send("deaths", {"person": "P1", "full_name": "x", "died_on": date(2018, 4, 1)}, period="2018-04")
    assert queries.to_give_back(run_of(lists).pk, area_code="42") == queries.Flagged(1, 2 * 138_600)


# --- what the province would add, and the export ------------------------------------------------------------


def test_a_top_up_costs_people_times_share_times_months() -> None:
    shares = {Group.POOR: Fraction(1, 2), Group.OTHER: Fraction(1, 10)}
    found = budget(
        people={Group.POOR: 3, Group.OTHER: 10}, shares=shares, months=12, on=date(2026, 1, 1), book=load()
    )
    assert found.value[Group.POOR].local_vnd == 3 * 12 * 165_000
    assert found.value[Group.OTHER].local_vnd == 10 * 12 * 33_000
    assert found.value[Group.OTHER].state_vnd == 10 * 12 * 66_000
    assert found.value[Group.NEAR_POOR].people == 0
    assert "159/2025" in " ".join(found.articles)


def test_a_budget_of_fewer_than_no_months_is_refused() -> None:
    with pytest.raises(BadMonths, match="-1"):
        budget(people={}, shares={}, months=-1, on=ON, book=load())


def test_the_estimate_counts_those_in_force_by_group() -> None:
    run = run_of(sent(
        of("P1", "2018-06", 1, "2018-06-02", group="nghèo"), of("P2", "2018-06", 1, "2018-06-02"),
        of("P3", "2018-01", 1, "2018-01-02"),
    )).pk  # fmt: skip
    told = estimate(run, on=ON, area_code="42", shares={"poor": Fraction(1, 10)}, months=6, book=load())
    assert [(line.group, line.people, line.state_vnd, line.local_vnd) for line in told] == [
        ("poor", 1, 6 * 46_200, 6 * 15_400), ("near_poor", 0, 0, 0), ("ethnic_minority", 0, 0, 0),
        ("other", 1, 6 * 15_400, 0), ("", 2, 6 * 61_600, 6 * 15_400),
    ]  # fmt: skip


def test_the_export_says_for_each_month_who_pays_what_and_why() -> None:
    lists = sent(of("P1", "2018-03", 1, "2018-03-31"), of("P2", "2017-12", 1, "2017-12-05"), period="2018-03")
    run = run_of(lists).pk
    told = sorted(months_of_run(run, load()))
    assert [row[0:9] for row in told] == [
        ("P1", "••••••0001", "2018-Q1", "2018-03", "other", date(2018, 3, 31), 15_400, None, 0),
        ("P2", "••••••0001", "2017-Q4", "2017-12", "other", date(2017, 12, 5), 0, None, 0),
    ]
    assert "15.400 đ" in str(told[0][9]) and "134/2015" in str(told[0][9])
    assert "chưa hỗ trợ" in str(told[1][9]) and "58/2014" in str(told[1][9])
    assert told[0][10] == "receipt:1:1"


# --- sponsors and agents ------------------------------------------------------------------------------------


def sponsor(amount: int | None = None, share: int | None = None, **more: object) -> Sponsorship:
    terms: dict[str, object] = {
        "organisation": "Hội Liên hiệp Phụ nữ tỉnh", "document_no": "12/KH-PN", "document_on": date(2018, 1, 2),
        "first": Month(2018, 1), "last": Month(2018, 12), "amount_vnd": amount, "share_ppm": share, "groups": (),
        "area_code": "", "by": officer(), "at": AT,
    }  # fmt: skip
    return enter_sponsorship(**terms | more)  # type: ignore[arg-type]


def test_sponsors_together_never_pay_more_than_the_participant_would() -> None:
    sponsor(amount=100_000)
    sponsor(share=500_000, organisation="Công đoàn")
    person = queries.of_person("P1", run=run_of(sent(of("P1", "2018-06", 1, "2018-06-02"))).pk)
    paid = person.sponsors[date(2018, 6, 1)]
    assert paid == [("Hội Liên hiệp Phụ nữ tỉnh", 100_000), ("Công đoàn", 38_600)]  # 154,000 less 15,400
    assert person.months[0].sponsored_vnd == 138_600


def test_a_sponsorship_reaches_its_group_area_and_months_only() -> None:
    sponsor(amount=1_000, groups=(Group.POOR,), area_code="446", last=Month(2018, 6))
    run = run_of(sent(
        of("P1", "2018-06", 3, "2018-06-02", group="nghèo"), of("P2", "2018-06", 1, "2018-06-02"),
        of("P3", "2018-06", 1, "2018-06-02", group="nghèo", district_code="447", commune_code=None),
    )).pk  # fmt: skip
    assert queries.of_person("P1", run=run).sponsors == {
        date(2018, 6, 1): [("Hội Liên hiệp Phụ nữ tỉnh", 1_000)]
    }
    assert queries.of_person("P2", run=run).sponsors == queries.of_person("P3", run=run).sponsors == {}


def test_a_sponsorship_taken_back_pays_nothing_from_the_next_run_on() -> None:
    made = sponsor(amount=1_000)
    lists = sent(of("P1", "2018-06", 1, "2018-06-02"))
    first = run_of(lists).pk
    take_back_sponsorship(sponsorship_id=made.pk, because="hết kinh phí", by=officer(), at=AT)
    second = run_of(lists).pk
    assert queries.of_person("P1", run=first).sponsors and not queries.of_person("P1", run=second).sponsors
    with pytest.raises(AlreadyTakenBack):
        take_back_sponsorship(sponsorship_id=made.pk, because="x", by=officer(), at=AT)
    deeds = AuditEntry.objects.filter(subject=f"sponsorship:{made.pk}").values_list("action", flat=True)
    assert list(deeds) == ["voluntary.sponsorship", "voluntary.sponsorship.take_back"]


@pytest.mark.parametrize(
    "terms",
    [{}, {"amount": 1, "share": 1}, {"amount": 0}, {"share": 1_000_001}, {"amount": 1, "last": Month(2017, 12)},
     {"amount": 1, "organisation": " "}],
)  # fmt: skip
def test_a_sponsorship_that_cannot_be_paid_is_refused(terms: dict[str, object]) -> None:
    with pytest.raises(BadSponsorship):
        sponsor(**terms)  # type: ignore[arg-type]
    assert not Sponsorship.objects.exists()


def test_the_table_itself_refuses_amount_and_share_together() -> None:
    made = sponsor(amount=1_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sponsorship.objects.filter(pk=made.pk).update(share_ppm=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sponsorship.objects.filter(pk=made.pk).update(ends_before=made.starts_on)


def test_an_agents_sum_parts_new_from_renewed_and_its_fee_refuses_while_unknown() -> None:
    run = run_of(sent(
        of("P1", "2018-04", 1, "2018-04-02", enrolment="new", agent_code="DL1", paid_vnd=138_600, receipt_no="1"),
        of("P1", "2018-05", 1, "2018-05-02", enrolment="new", agent_code="DL1", paid_vnd=138_600, receipt_no="2"),
        of("P2", "2018-05", 1, "2018-05-02", enrolment="renewed", agent_code="DL1", paid_vnd=100_000),
    )).pk  # fmt: skip
    (told,) = agent_sums(run, first=date(2018, 4, 1), last=date(2018, 6, 30), area_code="42")
    assert told == AgentSum("DL1", 1, 2, 138_600, 238_600)
    with pytest.raises(UnknownParameter, match=r"voluntary\.agent_fee\.new"):
        fee_of(told, on=ON, book=load())
    book = with_share(load(), "voluntary.agent_fee.new", date(2016, 1, 1), "0.12")
    book = with_share(book, "voluntary.agent_fee.renewed", date(2016, 1, 1), "0.09")
    assert fee_of(told, on=ON, book=book) == 16_632 + 21_474
