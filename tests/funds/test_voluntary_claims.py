"""Quarter claims to Finance: frozen, explained line by line, corrected by the next, audited."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baophu.access.models import AuditEntry
from baophu.access.queries import first_broken_line
from baophu.funds.models import Claim, ClaimLine, ClaimState, ClaimStep, VoluntaryMonth
from baophu.funds.voluntary.actions import claims as actions
from baophu.funds.voluntary.queries import claims
from baophu.funds.voluntary.rules import Tariff, account_of
from baophu.funds.voluntary.rules.claim import Claimed, lines_of
from baophu.kernel.errors import Forbidden, NotFound
from baophu.kernel.time import Period
from baophu.law.book import load
from baophu.register.queries import in_run
from funds.voluntary_cases import paid
from funds.voluntary_drawn import Lists, drawn
from funds.voluntary_runs import AT, finance, officer, run_of

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = (Period.parse(f"2018-Q{n}") for n in (1, 2, 3))
END = date(2018, 9, 30)


def sent(*rows: Mapping[str, object], on: date = END, **more: object) -> Lists:
    return Lists(on=on).send("voluntary_members", *rows, period="2018-03", **more)  # type: ignore[arg-type]


def of(person: str, row: dict[str, object]) -> dict[str, object]:
    return row | {"person": person}


def told_lines(claim: Claim) -> list[tuple[str, str, str, str, int]]:
    return [
        (line.person_id, f"{line.month:%m/%Y}", line.kind, line.why, line.amount_vnd)
        for line in claims.lines(claim.pk)
    ]


def claim_of(quarter: Period) -> Claim:
    return actions.claim_support(quarter=quarter, by=officer(), at=AT)


def test_a_claim_holds_each_month_paid_in_its_quarter() -> None:
    run_of(sent(
        of("P1", paid("2018-03", 3, "2018-03-31", group="nghèo")), of("P2", paid("2018-03", 1, "2018-04-01")),
    ))  # fmt: skip
    claim = claim_of(Q1)
    assert told_lines(claim) == [("P1", f"0{n}/2018", "claim", "", 46_200) for n in (3, 4, 5)]
    assert (claim.lines, claim.people, claim.amount_vnd, claim.corrections_vnd) == (3, 1, 138_600, 0)
    line = claims.lines(claim.pk)[0]
    assert (line.paid_on, line.grp, line.number, line.row) == (date(2018, 3, 31), "poor", 1, 1)


def test_a_claim_stays_as_it_was_when_lists_change() -> None:
    run_of(sent(paid("2018-03", 1, "2018-03-05")))
    claim = claim_of(Q1)
    run_of(sent(paid("2018-03", 1, "2018-03-05", group="nghèo")))
    assert told_lines(claim) == [("P1", "03/2018", "claim", "", 15_400)]


def test_the_next_claim_corrects_what_changed_and_says_why() -> None:
    lists = sent(
        of("P1", paid("2018-03", 1, "2018-03-05")), of("P2", paid("2018-03", 3, "2018-03-05")),
        of("P3", paid("2018-03", 1, "2018-03-05")), of("P4", paid("2018-03", 3, "2018-03-05")),
        of("P6", paid("2018-03", 1, "2018-03-05")),
    )  # fmt: skip
    run_of(lists)
    first = claim_of(Q1)
    changed = sent(
        of("P1", paid("2018-03", 1, "2018-03-05", group="nghèo")), of("P2", paid("2018-03", 3, "2018-03-05")),
        of("P4", paid("2018-03", 3, "2018-03-05")), of("P5", paid("2018-03", 1, "2018-03-09")),
        of("P1", paid("2018-04", 1, "2018-04-05")), of("P6", paid("2018-03", 1, None)),
    )  # fmt: skip
    changed.send(
        "deaths",
        {"person": "P2", "full_name": "x", "died_on": date(2018, 4, 2)},
        period="2018-04",
        sender="justice",
    )
    member = {
        "person": "P4",
        "full_name": "x",
        "si_number": "1",
        "unit_code": "U",
        "from_month": date(2018, 5, 1),
    }
    changed.send("insured_members", member, period="2018-05")
    now = run_of(changed).pk
    open_now = [(c.person_id, c.why, c.amount_vnd) for c in claims.changes(claims.claim(first.pk), run=now)]
    assert open_now == [
        ("P1", "group", 30_800), ("P2", "died", -15_400), ("P3", "withdrawn", -15_400), ("P4", "insured", -15_400),
        ("P5", "missed", 15_400), ("P6", "no_day", -15_400),
    ]  # fmt: skip
    second = claim_of(Q2)
    assert told_lines(second) == [
        ("P1", "03/2018", "correction", "group", 30_800), ("P1", "04/2018", "claim", "", 15_400),
        ("P2", "05/2018", "correction", "died", -15_400), ("P3", "03/2018", "correction", "withdrawn", -15_400),
        ("P4", "05/2018", "correction", "insured", -15_400), ("P5", "03/2018", "correction", "missed", 15_400),
        ("P6", "03/2018", "correction", "no_day", -15_400),
    ]  # fmt: skip
    assert (second.amount_vnd, second.corrections_vnd) == (0, -15_400)
    assert list(claims.changes(claims.claim(first.pk), run=now)) == []


def test_what_is_paid_without_a_day_is_held_back_and_counted() -> None:
    run_of(Lists(on=END).send("voluntary_members", paid("2018-03", 2, None), period="2018-03"))
    claim = claim_of(Q1)
    assert (claim.lines, claim.held_back) == (0, 2)


def test_over_any_history_the_claims_add_up_to_what_is_due_now() -> None:
    dice = random.Random(5)
    quarters = [Period.parse(f"2025-Q{n}") for n in (1, 2, 3, 4)]
    lists = drawn(150, 11)
    for quarter in quarters:
        for row in lists.rows["voluntary_members"]:
            if dice.random() < 0.1:
                row["group"] = dice.choice(("nghèo", "khác"))
        gone = dice.sample(range(len(lists.rows["voluntary_members"])), 10)
        lists.rows["voluntary_members"] = [
            row for at, row in enumerate(lists.rows["voluntary_members"]) if at not in gone
        ]
        run = run_of(lists)
        claim_of(quarter)
        claimed: dict[tuple[str, date], int] = defaultdict(int)
        for line in ClaimLine.objects.all():
            claimed[line.person_id, line.month] += line.amount_vnd
        done = quarters[: quarters.index(quarter) + 1]
        months = VoluntaryMonth.objects.filter(in_run(run.pk), status="supported", day_told=True)
        due = {(m.person_id, m.month): m.support_vnd for m in months}
        ripe = {
            (m.person_id, m.month) for m in months if any(q.begins_on <= m.paid_on <= q.ends_on for q in done)
        }
        assert {key: claimed[key] for key in claimed} == {key: due.get(key, 0) for key in claimed}
        assert ripe <= set(claimed)
    assert ClaimLine.objects.filter(kind="correction").exists()


def test_the_sql_and_the_oracle_claim_the_same_of_random_people() -> None:
    lists = drawn(200, 12)
    run_of(lists)
    before = claim_of(Period.parse("2025-Q1"))
    rest = drawn(200, 12)
    rest.rows["voluntary_members"] = [
        row | {"group": "nghèo"} for row in rest.rows["voluntary_members"] if hash(row["person"][-1:]) % 5
    ]
    run_of(rest)
    claim = claim_of(Period.parse("2025-Q2"))
    sql = {
        (line.person_id, line.month, line.quarter_on, line.kind, line.why, line.amount_vnd, line.grp, line.paid_on,
         line.number)
        for line in claims.lines(claim.pk)
    }  # fmt: skip
    assert sql == set(_by_oracle(rest, before, claim))


def _by_oracle(lists: Lists, before: Claim, claim: Claim) -> Iterable[tuple[object, ...]]:
    was: dict[str, dict[date, Claimed]] = defaultdict(dict)
    for line in claims.lines(before.pk):
        was[line.person_id][line.month] = Claimed(line.amount_vnd, line.quarter_on, line.grp, line.paid_on)
    law, around, people = Tariff(load()), lists.around(), lists.people()
    for person in sorted(people.keys() | was.keys()):
        account = account_of(people[person], around, law) if person in people else None
        found = lines_of(
            account.months if account else (),
            {p.position: p for p in account.payments} if account else {},
            quarter_on=claim.quarter_on, before=was[person], claimed_quarters={before.quarter_on},
        )  # fmt: skip
        for line in found:
            yield (person, line.month, line.quarter_on, line.kind, line.why, line.amount_vnd, line.group, line.paid_on,
                   line.number)  # fmt: skip


# --- steps ---------------------------------------------------------------------------------------------------


@pytest.fixture
def drafted() -> Claim:
    run_of(sent(paid("2018-03", 3, "2018-03-05")))
    return claim_of(Q1)


def test_a_claim_goes_from_draft_to_settled_and_each_step_is_kept(drafted: Claim) -> None:
    on = date(2018, 10, 8)
    actions.submit_claim(
        claim_id=drafted.pk, document_no="812/BHXH-KHTC", document_on=on, by=officer(), at=AT
    )
    actions.record_transfer(
        claim_id=drafted.pk, amount_vnd=46_000, document_no="UNC 15", document_on=on, by=finance(), at=AT
    )
    view = claims.claim(drafted.pk)
    assert (view.state, view.transferred_vnd, view.difference_vnd) == ("transferred", 46_000, -200)
    actions.settle_claim(claim_id=drafted.pk, note="thiếu 200 đ, chuyển bù quý sau", by=officer(), at=AT)
    assert [step.state for step in claims.claim(drafted.pk).steps] == [
        "drafted",
        "submitted",
        "transferred",
        "settled",
    ]
    deeds = AuditEntry.objects.filter(subject=f"claim:{drafted.pk}").values_list("action", flat=True)
    assert list(deeds) == [
        "voluntary.claim", "voluntary.claim.submitted", "voluntary.claim.transferred", "voluntary.claim.settled",
    ]  # fmt: skip
    assert first_broken_line() is None


def test_a_step_out_of_order_is_refused(drafted: Claim) -> None:
    with pytest.raises(actions.WrongStep, match="Đã lập"):
        actions.settle_claim(claim_id=drafted.pk, note="", by=officer(), at=AT)


def test_a_step_without_its_document_is_refused(drafted: Claim) -> None:
    with pytest.raises(actions.NoDocument):
        actions.submit_claim(claim_id=drafted.pk, document_no=" ", document_on=END, by=officer(), at=AT)
    assert ClaimStep.objects.filter(claim=drafted).count() == 1


def test_only_the_province_submits_and_only_finance_or_the_province_records_money(drafted: Claim) -> None:
    on = date(2018, 10, 8)
    with pytest.raises(Forbidden):
        actions.submit_claim(claim_id=drafted.pk, document_no="1", document_on=on, by=finance(), at=AT)
    with pytest.raises(Forbidden):
        actions.claim_support(quarter=Q2, by=finance(), at=AT)
    actions.submit_claim(claim_id=drafted.pk, document_no="1", document_on=on, by=officer(), at=AT)
    tax = officer("thue", finance().role, "42", "tax")  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        actions.record_transfer(
            claim_id=drafted.pk, amount_vnd=1, document_no="1", document_on=on, by=tax, at=AT
        )


def test_a_quarter_is_claimed_once_unless_the_draft_was_taken_back(drafted: Claim) -> None:
    with pytest.raises(actions.AlreadyClaimed, match="quý I/2018"):
        claim_of(Q1)
    actions.withdraw_claim(claim_id=drafted.pk, note="sai nhóm", by=officer(), at=AT)
    again = claim_of(Q1)
    assert told_lines(again) == told_lines(drafted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(quarter_on=Q1.begins_on, run_id=again.run_id, state=ClaimState.DRAFTED)


def test_a_claim_before_the_quarter_ends_is_refused(drafted: Claim) -> None:
    with pytest.raises(actions.QuarterRunning, match="31/12/2018"):
        claim_of(Period.parse("2018-Q4"))
    with pytest.raises(actions.NotAQuarter):
        claim_of(Period.parse("2018-H1"))


def test_without_a_run_there_is_no_claim() -> None:
    with pytest.raises(actions.NothingPosted):
        claim_of(Q1)


def test_what_a_killed_claim_left_is_swept_and_never_shown(drafted: Claim) -> None:
    dead = Claim.objects.create(quarter_on=Q2.begins_on, run_id=drafted.run_id)
    with pytest.raises(NotFound):
        claims.claim(dead.pk)
    assert [view.id for view in claims.claims()] == [drafted.pk]
    claim_of(Q2)
    assert not Claim.objects.filter(pk=dead.pk).exists()


def test_money_below_nothing_is_refused(drafted: Claim) -> None:
    actions.submit_claim(claim_id=drafted.pk, document_no="1", document_on=END, by=officer(), at=AT)
    with pytest.raises(actions.BadAmount):
        actions.record_transfer(
            claim_id=drafted.pk, amount_vnd=-1, document_no="1", document_on=END, by=finance(), at=AT
        )
