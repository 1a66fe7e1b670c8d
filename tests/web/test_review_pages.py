"""Doubtful pairs in the browser: the queue by effect, two persons for large merges, kinds, undo, the lot."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baophu.access.models import AuditEntry, Role, Run
from baophu.linkage.models import ClusterCheck, DoubtfulPair, EmployerRow, Judgement
from baophu.linkage.queries import decided_edges
from web import factory
from web.employers_cast import ON
from web.test_employers_pages import signed_in

pytestmark = pytest.mark.django_db
HASH = {"a": "ab" * 32, "b": "cd" * 32}
SMALL, LARGE = 8, 60


def pair(
    run: Run, number: int, *, people: int, weight: int = 300, districts: tuple[str, str] = ("446", "446")
) -> DoubtfulPair:
    """Two employers that may be one, each with a standing."""
    ends = []
    for side, district in zip((0, 1), districts, strict=True):
        record = factory.employer(number * 2 + side, name=f"Công ty Gỗ {number}", district_code=district)
        factory.standing(run, record, "missing", subject=people // 2)
        EmployerRow.objects.create(
            employer=record.employer,
            list_name="tax_enterprises",
            receipt_id=1,
            row=number * 2 + side + 1,
            method="new",
            probability_e4=10_000,
            run_from=1,
        )
        ends.append(record.employer)
    return DoubtfulPair.objects.create(
        run=run,
        left_employer=ends[0],
        right_employer=ends[1],
        weight_milli=weight,
        why="near_threshold",
        left=f"tax_enterprises:{HASH['a']}:{number}",
        right=f"labour_use:{HASH['b']}:{number}",
        levels={"name": ["exact", 8300], "form": ["same", 300]},
    )


@pytest.fixture
def run() -> Run:
    return factory.run(ON)


@pytest.fixture
def officer(run: Run) -> Client:
    return signed_in(Role.SI_DISTRICT, "446", "can-bo-huyen")


@pytest.fixture
def second(run: Run) -> Client:
    return signed_in(Role.SI_PROVINCE, "42", "can-bo-tinh")


def decide(client: Client, one: DoubtfulPair, verdict: str) -> Any:
    return client.post(f"/xet-cap/{one.pk}/", {"verdict": verdict, "note": ""}, follow=True)


def test_the_queue_begins_with_what_changes_most(run: Run, officer: Client) -> None:
    sure = pair(run, 1, people=SMALL, weight=6000)
    few, many = pair(run, 2, people=SMALL), pair(run, 3, people=2 * SMALL)
    answer = officer.get("/xet-cap/")
    assert [line.pair.id for line in answer.context["lines"]] == [many.pk, few.pk, sure.pk]
    assert "3 cặp chờ xét, liên quan 32 lao động." in answer.content.decode()


def test_an_officer_sees_no_pair_that_reaches_into_another_district(run: Run, officer: Client) -> None:
    outside = pair(run, 1, people=SMALL, districts=("446", "447"))
    assert officer.get("/xet-cap/").context["lines"] == []
    assert officer.get(f"/xet-cap/{outside.pk}/").status_code == 404
    assert officer.post(f"/xet-cap/{outside.pk}/", {"verdict": "same"}).status_code == 404
    assert Judgement.objects.count() == 0


def test_an_answer_is_written_and_leads_to_the_next_pair(run: Run, officer: Client) -> None:
    first, then = pair(run, 1, people=2 * SMALL), pair(run, 2, people=SMALL)
    answer = decide(officer, first, "same")
    assert answer.redirect_chain[-1][0].startswith(f"/xet-cap/{then.pk}/")
    said = Judgement.objects.get()
    assert (said.verdict, said.people, said.of_queue) == ("same", 2 * SMALL, True)
    assert AuditEntry.objects.filter(action="linkage.judge").count() == 1
    assert [edge.verdict for edge in decided_edges()] == ["same"]


def test_a_large_merge_counts_when_a_second_person_says_the_same(
    run: Run, officer: Client, second: Client
) -> None:
    one = pair(run, 1, people=LARGE)
    assert "tính khi người thứ hai cùng kết luận" in decide(officer, one, "same").content.decode()
    assert decided_edges() == []
    unseen = second.get(f"/xet-cap/{one.pk}/").content.decode()
    assert "Đã có người xét cặp này." in unseen and "<b>là một đơn vị</b>" not in unseen
    decide(second, one, "same")
    assert [edge.verdict for edge in decided_edges()] == ["same"]


def test_what_one_person_took_back_no_longer_counts(run: Run, officer: Client, second: Client) -> None:
    one = pair(run, 1, people=SMALL)
    decide(officer, one, "same")
    number = Judgement.objects.get().pk
    assert second.post(f"/xet-cap/rut/{number}/").status_code == 404
    assert officer.post(f"/xet-cap/rut/{number}/").status_code == 302
    assert decided_edges() == [] and Judgement.objects.get().withdrawn_at is not None


def test_pairs_alike_are_decided_together_only_after_the_sample(run: Run, officer: Client) -> None:
    for number in range(1, 13):
        pair(run, number, people=SMALL if number > 1 else LARGE)
    kind = officer.get("/xet-cap/").context["kinds"][0]
    where = f"/xet-cap/nhom/{kind.pattern}/"
    refused = officer.post(where, {"verdict": "same"})
    assert refused.status_code == 409 and "cần xét riêng đủ 5 cặp mẫu" in refused.content.decode()
    for one in kind.sample:
        decide(officer, DoubtfulPair.objects.get(pk=one.id), "same")
    assert officer.post(where, {"verdict": "different"}).status_code == 409
    assert officer.post(where, {"verdict": "same"}).status_code == 302
    batch = Judgement.objects.exclude(batch="")
    large = DoubtfulPair.objects.get(left__endswith=":1")
    assert batch.count() == sum(one.id != large.pk for one in kind.waiting)
    assert not batch.filter(people__gte=50).exists()
    assert officer.post(f"/xet-cap/rut-dot/{batch[0].batch}/").status_code == 302
    assert not Judgement.objects.exclude(batch="").filter(withdrawn_at=None).exists()


def test_a_sample_that_disagrees_opens_nothing(run: Run, officer: Client) -> None:
    for number in range(1, 13):
        pair(run, number, people=SMALL)
    kind = officer.get("/xet-cap/").context["kinds"][0]
    for place, one in enumerate(kind.sample):
        decide(officer, DoubtfulPair.objects.get(pk=one.id), "different" if place == 0 else "same")
    for verdict in ("same", "different"):
        assert officer.post(f"/xet-cap/nhom/{kind.pattern}/", {"verdict": verdict}).status_code == 409


def test_employers_drawn_by_lot_tell_precision_and_recall(run: Run, second: Client) -> None:
    for number in range(1, 4):
        pair(run, number, people=SMALL)
    assert second.post("/xet-cap/chat-luong/").status_code == 302
    drawn = list(ClusterCheck.objects.order_by("place"))
    assert len(drawn) == 6
    for place, one in enumerate(drawn):
        found = "foreign" if place == 0 else "missing" if place == 1 else "right"
        assert second.post(f"/xet-cap/mau/{one.pk}/", {"found": found}).status_code == 302
    again = second.post(f"/xet-cap/mau/{drawn[0].pk}/", {"found": "right"})
    assert again.status_code == 409 and ClusterCheck.objects.get(pk=drawn[0].pk).found == "foreign"
    told = second.get("/xet-cap/chat-luong/").context["q"]
    assert (told.checked, told.clean.hits, told.whole.hits) == (6, 5, 5)
    second.post("/xet-cap/chat-luong/")
    assert ClusterCheck.objects.count() == 6


def test_a_leader_reads_the_quality_and_decides_nothing(run: Run) -> None:
    one = pair(run, 1, people=SMALL)
    leader = signed_in(Role.PROVINCE_LEADER, "42", "lanh-dao")
    assert leader.get("/xet-cap/chat-luong/").status_code == 200
    assert leader.post("/xet-cap/chat-luong/").status_code == 404
    assert leader.get("/xet-cap/").status_code == 404
    assert leader.get(f"/xet-cap/{one.pk}/").status_code == 404


@pytest.mark.parametrize("verdict", ["", "maybe", "SAME"])
def test_an_answer_is_one_of_three(run: Run, officer: Client, verdict: str) -> None:
    one = pair(run, 1, people=SMALL)
    assert officer.post(f"/xet-cap/{one.pk}/", {"verdict": verdict}).status_code == 404
    assert Judgement.objects.count() == 0


def test_the_queue_asks_few_questions(run: Run, officer: Client, django_assert_max_num_queries: Any) -> None:
    pairs = [pair(run, number, people=SMALL) for number in range(1, 21)]
    with django_assert_max_num_queries(12):
        officer.get("/xet-cap/")
    with django_assert_max_num_queries(12):
        officer.get(f"/xet-cap/{pairs[0].pk}/")
