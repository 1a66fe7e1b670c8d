"""Long work through the worker: it ends with a word, cancels clean, and a kill repeats no row."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from baophu.access.models import Role, Run, RunState, User
from baophu.intake import staging
from baophu.intake.models import Receipt
from baophu.jobs import actions, queries, queue
from baophu.jobs.models import Job
from baophu.jobs.rules import LEASE, MOST_ATTEMPTS, JobKind, JobState
from baophu.pipeline.lock import exclusive
from baophu.pipeline.worker import Worker
from baophu.pipeline.works import forget_leftovers
from baophu.register.models import EmployerRecord
from pipeline.main_job import Province

MOMENT = datetime(2018, 7, 5, 8, 0, tzinfo=UTC)
SHOPS = "Tên cơ sở,Chủ hộ,Xã,Loại,Lao động thuê\n" + "".join(
    f"Tạp hóa số {n},Chủ hộ {n},Cẩm Hòa,HKD,{n % 4}\n" for n in range(40)
)


class Ticking:
    """A clock that goes on a second a look, and does something when told a moment has come."""

    def __init__(self, at: datetime = MOMENT, then: Callable[[], None] | None = None, after: int = 0) -> None:
        self.at, self.then, self.after = at, then, after

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        self.after -= 1
        if self.after == 0 and self.then:
            self.then()
        return self.at


@pytest.fixture
def officer(province: Province) -> User:
    """Someone of the province's office, with a few lists to reconcile."""
    province.send(
        "tax_enterprises", ["3000100019", "Công ty TNHH Minh An", "Cẩm Hòa, Cẩm Xuyên", "Đang hoạt động", 12]
    ).send("commune_businesses", ["Tạp hóa A", "Trần A", "", "Cẩm Hòa", "Cẩm Xuyên", "HKD", "", 2, ""])
    province.receive()
    return User.objects.create(username="thu", full_name="Cán bộ thu", role=Role.SI_PROVINCE, area_code="42")


def ask(by: User, kind: JobKind, **arguments: object) -> int:
    return actions.ask(kind=kind, arguments=arguments, by=by, at=MOMENT)


def send_shops(by: User) -> int:
    """A job that receives a commune's list."""
    return ask(
        by,
        JobKind.RECEIVE,
        list="commune_businesses",
        agency="commune-18679",
        period="2018-Q3",
        file="ds.csv",
        staged=staging.stage(SHOPS.encode()),
        mapping={},
    )


def test_a_reconciliation_asked_for_is_published_in_the_name_of_who_asked(officer: User) -> None:
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    assert Worker(name="w", clock=Ticking()).drain() == 1
    seen = queries.job(job, by=officer)
    run = Run.objects.get(state=RunState.PUBLISHED)
    assert (seen.state, seen.outcome, seen.permille) == (JobState.DONE, {"run": run.pk}, 1000)
    assert run.by == officer and EmployerRecord.objects.exists()


def test_a_reconciliation_cancelled_half_way_leaves_nothing_written(officer: User, monkeypatch) -> None:
    monkeypatch.setattr("baophu.pipeline.worker.NOTE_SECONDS", 0.0)
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    stop = Ticking(then=lambda: actions.cancel(job_id=job, by=officer, at=MOMENT), after=12)
    Worker(name="w", clock=stop).drain()
    assert queries.job(job, by=officer).state is JobState.CANCELLED
    assert not Run.objects.filter(state__in=[RunState.RUNNING, RunState.PUBLISHED]).exists()
    assert not EmployerRecord.objects.exists()
    assert ask(officer, JobKind.RECONCILE, on="2018-06-30") != job  # the way is free again
    Worker(name="w", clock=Ticking()).drain()
    assert Run.objects.filter(state=RunState.PUBLISHED).count() == 1


def test_a_worker_told_to_stop_leaves_the_job_to_the_next(officer: User) -> None:
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    stopped = Worker(name="a", clock=Ticking())
    stopped.clock = Ticking(then=stopped.stop.set, after=4)
    stopped.drain()
    assert queries.job(job, by=officer).state is JobState.WAITING
    Worker(name="b", clock=Ticking(MOMENT + timedelta(minutes=1))).drain()
    assert queries.job(job, by=officer).state is JobState.DONE
    assert Run.objects.filter(state=RunState.PUBLISHED).count() == 1


def test_while_another_process_reconciles_the_job_waits_its_turn(officer: User, settings) -> None:
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    with exclusive(settings.HOME):
        assert Worker(name="w", clock=Ticking()).run_one()
        assert queries.job(job, by=officer).state is JobState.WAITING
    Worker(name="w", clock=Ticking(MOMENT + timedelta(minutes=1))).drain()
    assert queries.job(job, by=officer).state is JobState.DONE


def test_a_list_received_by_a_killed_worker_is_found_and_not_received_twice(officer: User) -> None:
    job = send_shops(officer)
    killed = queue.take(worker="a", at=MOMENT)
    assert killed is not None
    Worker(name="a", clock=Ticking())._bring_to_end(killed)  # all done but the last word
    Job.objects.filter(id=job).update(state=JobState.RUNNING, outcome={}, ended_at=None)
    token = staging.stage(SHOPS.encode())
    Job.objects.filter(id=job).update(arguments={**killed.arguments, "staged": token})
    Worker(name="b", clock=Ticking(MOMENT + LEASE + LEASE)).drain()
    receipt = Receipt.objects.get(period="2018-Q3")
    seen = queries.job(job, by=officer)
    assert (receipt.taken, receipt.version) == (40, 1)
    assert (seen.state, seen.outcome["receipt"], seen.attempt) == (JobState.DONE, receipt.pk, 2)


def test_the_same_file_asked_for_twice_is_refused_with_the_receipt_it_has(officer: User) -> None:
    send_shops(officer)
    second = send_shops(officer)
    Worker(name="w", clock=Ticking()).drain()
    seen = queries.job(second, by=officer)
    assert seen.state is JobState.REFUSED
    assert seen.outcome["code"] == "intake.already_received"
    assert "2018-Q3-18679-01" in str(seen.outcome["values"])


def test_a_list_that_cannot_be_read_ends_with_its_sentence_and_its_file_is_let_go(officer: User) -> None:
    token = staging.stage(b"%PDF-1.4 nothing to read")
    job = ask(
        officer, JobKind.RECEIVE, list="commune_businesses", agency="commune-18679", period="2018-Q3",
        file="ds.pdf", staged=token, mapping={},
    )  # fmt: skip
    Worker(name="w", clock=Ticking()).drain()
    assert queries.job(job, by=officer).state is JobState.REFUSED
    assert not Receipt.objects.filter(period="2018-Q3").exists()
    with pytest.raises(staging.NoSuchFile):
        staging.staged(token)


def test_a_job_whose_workers_die_again_and_again_is_ended_with_a_sentence(officer: User) -> None:
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    at = MOMENT
    for name in range(MOST_ATTEMPTS):
        assert queue.take(worker=str(name), at=at) is not None  # and dies
        at += LEASE + timedelta(seconds=1)
    Worker(name="w", clock=Ticking(at)).drain()
    seen = queries.job(job, by=officer)
    assert seen.state is JobState.FAILED and "{n}" in str(seen.outcome["message"])


def test_a_job_cancelled_while_no_worker_lived_is_tidied_and_not_begun_again(officer: User) -> None:
    job = ask(officer, JobKind.RECONCILE, on="2018-06-30")
    assert queue.take(worker="dead", at=MOMENT) is not None
    actions.cancel(job_id=job, by=officer, at=MOMENT)
    Worker(name="w", clock=Ticking(MOMENT + LEASE + LEASE)).drain()
    assert queries.job(job, by=officer).state is JobState.CANCELLED
    assert not Run.objects.exists()


@pytest.mark.parametrize(("what", "ending"), [("standings", "csv"), ("duties", "xlsx")])
def test_an_export_stands_whole_under_its_name(officer: User, what: str, ending: str) -> None:
    ask(officer, JobKind.RECONCILE, on="2018-06-30")
    job = ask(officer, JobKind.EXPORT, what=what, ending=ending)
    Worker(name="w", clock=Ticking()).drain()
    seen = queries.job(job, by=officer)
    assert seen.state is JobState.DONE and int(str(seen.outcome["rows"])) > 0
    assert [p.name for p in queries.made_folder(job).iterdir()] == [f"{what}.{ending}"]


def test_uploads_that_nobody_confirmed_are_let_go_after_a_day_and_no_others(officer: User) -> None:
    send_shops(officer)
    waiting = str(Job.objects.get().arguments["staged"])
    old, young = staging.stage(b"a"), staging.stage(b"b")
    tomorrow = datetime.fromtimestamp(staging.staged(old).stat().st_mtime, UTC) + timedelta(days=1, hours=1)
    os.utime(staging.staged(young), (tomorrow.timestamp(), tomorrow.timestamp()))
    assert forget_leftovers(tomorrow) == 1
    assert staging.staged(young) and staging.staged(waiting)
    with pytest.raises(staging.NoSuchFile):
        staging.staged(old)
