"""The one place that calls the storeys in order: link → take in → measure → publish."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import duckdb
from django.conf import settings

import baophu.access.actions as journal
import baophu.coverage.actions as coverage
import baophu.funds.dues.actions as dues
import baophu.funds.money.actions as money
import baophu.funds.voluntary.actions.posting as voluntary
import baophu.plan.lines.actions as lines
import baophu.register.actions as register
from baophu.access.bulk import store
from baophu.access.queries import Run, User, current_run, running
from baophu.coverage import results
from baophu.engine.duck import session
from baophu.funds.money.charging import post_dues
from baophu.intake.queries import Evidence, evidence
from baophu.kernel.errors import Refused
from baophu.law.book import Book
from baophu.lawbook import queries as lawbook
from baophu.linkage import bulk as linking
from baophu.linkage import golden, keeping
from baophu.linkage.queries import decided_edges
from baophu.linkage.relations import attach
from baophu.linkage.rules import Edge
from baophu.pipeline.folders import folder_of
from baophu.pipeline.lock import Busy, exclusive
from baophu.pipeline.naming import resolved

Progress = Callable[[str, float], None]


class NothingReceived(Refused):
    """There is no list to reconcile."""

    code = "pipeline.nothing_received"
    message = "Chưa có danh sách nào tính đến ngày {on}. Nhận danh sách trước (baophu receive-all THƯ_MỤC)."


class UnknownEngine(Refused):
    """An engine that this version does not carry."""

    code = "pipeline.unknown_engine"
    message = "Bộ máy “{engine}” chưa có trong bản này. Dùng --engine duckdb."


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A published run and what it changed."""

    run: Run
    counts: dict[str, int]


def reconcile(
    *, by: User | None, on: date, clock: Callable[[], datetime], engine: str = "duckdb", progress: Progress
) -> Reconciled:
    """Bring the register and the coverage to what the lists of `on` say; publishes one new run.

    Killed at any moment, it leaves nothing visible: the next call sweeps what the dead run wrote.
    """
    if engine != "duckdb":
        raise UnknownEngine(engine=engine)
    with exclusive(settings.HOME):
        _bury_dead_run(by=by, at=clock())
        lists = evidence(on=on)
        if not any(item.taken for item in lists):
            raise NothingReceived(on=on.strftime("%d/%m/%Y"))
        before = current_run()
        run = journal.start_run(by=by, at=clock(), on=on, engine=engine)
        try:
            return _carry_through(run, lists, before, by=by, clock=clock, progress=_noted(run, progress))
        except BaseException as error:
            journal.abandon_run(by=by, at=clock(), run=run, because=f"{type(error).__name__}: {error}")
            _sweep(run.id)
            raise


def tidy(*, by: User | None, at: datetime) -> None:
    """Take away what a killed reconciliation left; nothing while another process reconciles."""
    with contextlib.suppress(Busy), exclusive(settings.HOME):
        _bury_dead_run(by=by, at=at)


def _carry_through(
    run: Run,
    lists: Sequence[Evidence],
    before: Run | None,
    *,
    by: User | None,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Reconciled:
    out = folder_of(run.id)
    out.mkdir(parents=True)
    lists, edges = resolved(lists, decided_edges(), run=before.id if before else None, folder=out / "named")
    law = lawbook.book()
    with _duck() as con:
        linking.link(
            con=con,
            evidence=lists,
            judgements=edges,
            previous=folder_of(before.id) if before else None,
            out=out,
            progress=_part(progress, 0.0, 0.35),
        )
    counts = _take_in(run, lists, law, by=by, clock=clock, progress=progress)
    figures = results.figures(run.id) | {"rows": counts}
    hashes = _hashes(run, lists, edges, law)
    published = journal.publish_run(by=by, at=clock(), run=run, hashes=hashes, figures=figures)
    return Reconciled(run=published, counts=counts)


def _take_in(
    run: Run,
    lists: Sequence[Evidence],
    law: Book,
    *,
    by: User | None,
    clock: Callable[[], datetime],
    progress: Progress,
) -> dict[str, int]:
    """Write the register's, the links' and the coverage's rows of the run; returns how many, by table."""
    with _duck() as con:
        attach(con, lists)
        golden.make(con, folder_of(run.id))
        told = partial(_tell, run=run, con=con, law=law, by=by, clock=clock, progress=progress)
        counts = register.take_in(
            store=store(), con=con, run=run.id, by=by, at=clock(), progress=_part(progress, 0.35, 0.7)
        )
        counts |= keeping.keep_links(store(), con, run=run.id)
        counts |= keeping.keep_doubts(store(), con, run=run.id)
        counts |= told(post_dues, share=(0.7, 0.75))
        counts |= told(money.post, share=(0.75, 0.82))
        counts |= told(voluntary.post, share=(0.82, 0.86))
        counts |= told(coverage.measure, share=(0.86, 0.98))
        counts |= told(lines.post, share=(0.98, 1.0))
    return counts


def _tell(
    tell: Callable[..., dict[str, int]],
    *,
    run: Run,
    con: duckdb.DuckDBPyConnection,
    law: Book,
    by: User | None,
    clock: Callable[[], datetime],
    progress: Progress,
    share: tuple[float, float],
) -> dict[str, int]:
    """Let a storey write what the run's day comes to by the law; `share` is its part of the progress."""
    return tell(
        store=store(),
        con=con,
        run=run.id,
        on=run.on,
        law=law,
        by=by,
        at=clock(),
        progress=_part(progress, *share),
    )


def _hashes(run: Run, lists: Sequence[Evidence], edges: Sequence[Edge], law: Book) -> dict[str, str]:
    """What went into the run and what came out."""
    return {
        "evidence_hash": _hash([(e.list_name, e.agency_code, e.period, e.sha256, e.taken) for e in lists]),
        "decisions_hash": _hash([(e.subject, e.left, e.right, str(e.verdict)) for e in edges]),
        "law_hash": law.hash,
        "result_hash": results.result_hash(run.id),
    }


def _duck() -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return session(
        memory_mb=settings.MEMORY_LIMIT_MB, threads=settings.THREADS, scratch=settings.HOME / "scratch"
    )


def _bury_dead_run(*, by: User | None, at: datetime) -> None:
    dead = running()
    if dead is not None:
        _sweep(dead.id)
        journal.abandon_run(by=by, at=at, run=dead, because="Tiến trình đã dừng giữa chừng")
    shutil.rmtree(settings.HOME / "scratch", ignore_errors=True)


def _sweep(run: int) -> None:
    published = current_run()
    last = published.id if published else 0
    register.sweep(store=store(), published=last)
    keeping.sweep_unpublished(store(), published=last)
    dues.sweep(store=store(), published=last)
    money.sweep(store=store(), published=last)
    voluntary.sweep(store=store(), published=last)
    coverage.sweep(store=store(), published=last)
    lines.sweep(store=store(), published=last)
    shutil.rmtree(folder_of(run), ignore_errors=True)


def _hash(lines: Sequence[tuple[object, ...]]) -> str:
    text = json.dumps(sorted(map(list, lines), key=repr), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _part(progress: Progress, low: float, high: float) -> Progress:
    return lambda step, share: progress(step, low + (high - low) * share)


def _noted(run: Run, progress: Progress) -> Progress:
    last = [-1]

    def note(step: str, share: float) -> None:
        permille = int(share * 1000)
        if permille != last[0]:
            last[0] = permille
            journal.note_progress(run=run, step=step, permille=permille)
        progress(step, share)

    return note
