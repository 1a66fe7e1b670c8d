"""The queue of long work: who may ask, who may cancel, what a dead worker and a slow one leave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from baophu.access.models import AuditEntry, Role, User
from baophu.jobs import actions, queries, queue
from baophu.jobs.models import Job
from baophu.jobs.rules import LEASE, MAY_ASK, JobKind, JobState, seconds_left
from baophu.kernel.errors import Forbidden, NotFound

NOW = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
DAY = {"on": "2018-06-30"}


@pytest.fixture
def officer(db: None) -> User:
    """An officer of the province."""
    return User.objects.create(username="thu", full_name="Cán bộ thu", role=Role.SI_PROVINCE)


def asked(by: User, kind: JobKind = JobKind.RECONCILE) -> int:
    """A job that waits."""
    return actions.ask(kind=kind, arguments=DAY, by=by, at=NOW)


def test_beginning_a_job_is_journaled_in_the_name_of_who_began_it(officer: User) -> None:
    job = asked(officer)
    line = AuditEntry.objects.get(subject=f"job:{job}")
    assert (line.action, line.by, line.detail) == ("job.reconcile", officer, DAY)


@pytest.mark.parametrize("role", sorted(set(Role) - MAY_ASK[JobKind.RECONCILE]))
def test_who_may_not_reconcile_cannot_ask_for_it(role: Role, db: None) -> None:
    with pytest.raises(Forbidden):
        asked(User.objects.create(username="x", full_name="X", role=role))
    assert not Job.objects.exists()


def test_a_second_reconciliation_is_refused_and_names_who_began_the_first(officer: User) -> None:
    asked(officer)
    with pytest.raises(actions.AlreadyAsked, match="Cán bộ thu"):
        asked(officer)
    assert Job.objects.count() == 1


def test_a_waiting_job_is_cancelled_at_once_and_never_taken(officer: User) -> None:
    job = asked(officer)
    actions.cancel(job_id=job, by=officer, at=NOW)
    assert queries.job(job, by=officer).state is JobState.CANCELLED
    assert queue.take(worker="a", at=NOW) is None
    with pytest.raises(actions.AlreadyEnded):
        actions.cancel(job_id=job, by=officer, at=NOW)


def test_a_job_belongs_to_who_began_it(officer: User) -> None:
    job = asked(officer)
    other = User.objects.create(username="khac", full_name="Khác", role=Role.SI_DIRECTOR)
    with pytest.raises(NotFound):
        queries.job(job, by=other)
    with pytest.raises(NotFound):
        actions.cancel(job_id=job, by=other, at=NOW)


def test_a_running_job_leaves_at_its_next_word_once_cancelled(officer: User) -> None:
    asked(officer)
    taken = queue.take(worker="a", at=NOW)
    assert taken is not None
    queue.note(taken, step="Đọc tệp", permille=100, at=NOW)
    actions.cancel(job_id=taken.id, by=officer, at=NOW)
    assert queries.job(taken.id, by=officer).cancelling
    with pytest.raises(queue.Stopped):
        queue.note(taken, step="Đọc từng dòng", permille=200, at=NOW)


def test_a_job_whose_worker_beats_is_left_alone_and_one_that_fell_silent_is_taken_up(officer: User) -> None:
    asked(officer)
    first = queue.take(worker="a", at=NOW)
    assert first is not None
    queue.beat(first, at=NOW + LEASE)
    assert queue.take(worker="b", at=NOW + LEASE + LEASE) is None
    second = queue.take(worker="b", at=NOW + LEASE + LEASE + timedelta(seconds=1))
    assert second is not None and (second.id, second.attempt) == (first.id, 2)


def test_a_worker_that_was_thought_dead_changes_nothing_when_it_wakes(officer: User) -> None:
    asked(officer)
    slow = queue.take(worker="a", at=NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    quick = queue.take(worker="b", at=later)
    assert slow is not None and quick is not None
    assert not queue.beat(slow, at=later)
    with pytest.raises(queue.Lost):
        queue.note(slow, step="x", permille=990, at=later)
    queue.end(slow, state=JobState.DONE, outcome={"run": 1}, at=later)
    assert queries.job(slow.id, by=officer).state is JobState.RUNNING
    queue.end(quick, state=JobState.DONE, outcome={"run": 2}, at=later)
    assert queries.job(slow.id, by=officer).outcome == {"run": 2}


def test_what_waits_is_taken_oldest_first_and_only_once(officer: User) -> None:
    jobs = [asked(officer, JobKind.EXPORT) for _ in range(3)]
    taken = [queue.take(worker=name, at=NOW) for name in "abcd"]
    assert [t.id if t else None for t in taken] == [*jobs, None]


def test_the_end_is_told_once(officer: User) -> None:
    asked(officer)
    taken = queue.take(worker="a", at=NOW)
    assert taken is not None
    assert [j.state for j in queries.untold(officer)] == [JobState.RUNNING]
    actions.note_told(by=officer, at=NOW)  # nothing has ended: nothing is told
    queue.end(taken, state=JobState.DONE, outcome={"run": 1}, at=NOW)
    assert [j.state for j in queries.untold(officer)] == [JobState.DONE]
    actions.note_told(by=officer, at=NOW)
    assert queries.untold(officer) == []


@pytest.mark.parametrize(
    ("elapsed", "permille", "left"),
    [(10, 500, 10), (60, 250, 180), (1, 1000, 0), (5, 20, 245), (5, 19, None), (5, 0, None)],
)
def test_the_time_left_is_reckoned_from_how_it_went_so_far(
    elapsed: int, permille: int, left: int | None
) -> None:
    assert seconds_left(elapsed=timedelta(seconds=elapsed), permille=permille) == left
