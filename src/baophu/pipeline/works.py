"""What each kind of job does. Each may be begun again after a kill: what stands is found, not repeated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import baophu.intake.actions as intake
import baophu.pipeline.actions as pipeline
from baophu.access.queries import published_runs
from baophu.funds.voluntary.actions import claims
from baophu.intake import receipts, staging
from baophu.intake.refusals import AlreadyReceived
from baophu.jobs.queries import made_folder, staged_in_use
from baophu.jobs.queue import Taken
from baophu.jobs.rules import JobKind
from baophu.kernel.time import Period
from baophu.reporting.exports import write

Clock = Callable[[], datetime]
Progress = Callable[[str, float], None]
Outcome = dict[str, object]
KEPT: Final = timedelta(days=1)  # an upload that was looked at and not confirmed


@dataclass(frozen=True, slots=True)
class Work:
    """How a kind of job is carried out, and what a killed attempt leaves to take away."""

    carry_out: Callable[[Taken, Clock, Progress], Outcome]
    tidy: Callable[[Taken, Clock], object]


def _reconcile(job: Taken, clock: Clock, progress: Progress) -> Outcome:
    """Reconcile; a run that an earlier attempt published just before it was killed is the outcome."""
    on = job.day("on")
    for run in published_runs():
        if run.by_id == job.by.pk and run.on == on and run.started_at >= job.started_at:
            return {"run": run.pk}
    return {"run": pipeline.reconcile(by=job.by, on=on, clock=clock, progress=progress).run.pk}


def _receive(job: Taken, clock: Clock, progress: Progress) -> Outcome:
    """Receive a staged file; a receipt that a killed attempt wrote just before is the outcome."""
    mapping = job.arguments.get("mapping")
    try:
        receipt_id = intake.receive(
            list_name=job.text("list"),
            agency=job.text("agency"),
            period=job.text("period"),
            by=job.by,
            at=clock(),
            path=staging.staged(job.text("staged")),
            file_name=job.text("file"),
            mapping=mapping if isinstance(mapping, dict) else None,
            progress=progress,
        ).pk
    except AlreadyReceived as told:
        if job.attempt == 1:
            raise
        receipt_id = receipts.receipt_of_number(str(told.values["number"])).id
    found = receipts.receipt(receipt_id)
    return {
        "receipt": receipt_id,
        "number": found.number,
        "taken": found.taken,
        "quarantined": found.quarantined,
    }


def _export(job: Taken, _clock: Clock, progress: Progress) -> Outcome:
    """Write one export into the job's own folder, under its name only once it is whole."""
    folder, name = made_folder(job.id), f"{job.text('what')}.{job.text('ending')}"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"dang-ghi-{job.attempt}.{job.text('ending')}"
    progress("Lập bảng", 0.1)
    try:
        rows = write(job.text("what"), aside)
        progress("Ghi tệp", 0.95)
        aside.rename(folder / name)
    finally:
        aside.unlink(missing_ok=True)
    return {"file": name, "rows": rows}


def _claim(job: Taken, clock: Clock, progress: Progress) -> Outcome:
    """Draft a quarter's claim; one that an earlier attempt drafted is the outcome."""
    progress("Tính kinh phí hỗ trợ", 0.1)
    try:
        return {
            "claim": claims.claim_support(quarter=Period.parse(job.text("quarter")), by=job.by, at=clock()).pk
        }
    except claims.AlreadyClaimed as told:
        if job.attempt == 1:
            raise
        return {"claim": told.values["claim"]}


def _nothing(_job: Taken, _clock: Clock) -> None:
    """Nothing is left behind."""


WORKS: Final[dict[JobKind, Work]] = {
    JobKind.RECEIVE: Work(_receive, lambda job, clock: intake.sweep(by=job.by, at=clock())),
    JobKind.RECONCILE: Work(_reconcile, lambda job, clock: pipeline.tidy(by=job.by, at=clock())),
    JobKind.EXPORT: Work(_export, _nothing),
    JobKind.CLAIM: Work(_claim, _nothing),
}


def forget_leftovers(at: datetime) -> int:
    """Let go of uploads that nobody confirmed for a day and no job needs; gives how many there were."""
    return staging.discard_all_but(staged_in_use(), older_than=(at - KEPT).timestamp())


def forget(job: Taken) -> None:
    """The job has ended: let go of the file that waited for it."""
    if job.kind is JobKind.RECEIVE:
        staging.discard(job.text("staged"))
