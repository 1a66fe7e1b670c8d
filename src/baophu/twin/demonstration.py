"""The demonstration: a small simulated province, received and reconciled as of several days."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from baophu.access.queries import Run, User, current_run
from baophu.intake.actions import receive_all
from baophu.intake.queries import evidence
from baophu.kernel.errors import Refused
from baophu.pipeline.actions import reconcile
from baophu.pipeline.setting_up import DemoPerson, add_demo_people, prepare
from baophu.twin.actions import simulate

DAYS = (date(2018, 3, 31), date(2018, 6, 30))  # the quarter before shows what changed

Progress = Callable[[str, float], None]


class HomeInUse(Refused):
    """Invented people and firms must not stand among real ones."""

    code = "twin.home_in_use"
    message = (
        "Thư mục {home} đã có danh sách thật; không dựng tỉnh mô phỏng ở đây. "
        "Đặt BAOPHU_HOME sang một thư mục khác rồi chạy lại."
    )


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was set up."""

    run: Run
    people: tuple[DemoPerson, ...]


def set_up(
    *, units: int, people: int, seed: int, by: User | None, clock: Callable[[], datetime], progress: Progress
) -> Demonstration:
    """Set up the demonstration once; safe to repeat, refuses a home that holds real lists."""
    folder = Path(settings.HOME) / "demo"
    prepare(by=by, at=clock())
    run = current_run()
    if not folder.is_dir() and (run is not None or evidence(on=date.max)):
        raise HomeInUse(home=settings.HOME)
    accounts = add_demo_people(by=by, at=clock())
    if run is None or run.on < DAYS[-1]:
        run = _carried_out(folder, units, people, seed, by=by, clock=clock, progress=progress)
    return Demonstration(run=run, people=accounts)


def _carried_out(
    folder: Path,
    units: int,
    people: int,
    seed: int,
    *,
    by: User | None,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Run:
    shutil.rmtree(folder, ignore_errors=True)
    simulate(units=units, people=people, seed=seed, out=folder, progress=_part(progress, 0.0, 0.2))
    receive_all(folder=folder / "lists", by=by, at=clock(), progress=_part(progress, 0.2, 0.6))
    for number, day in enumerate(DAYS):
        part = _part(progress, 0.6 + 0.2 * number, 0.8 + 0.2 * number)
        run = reconcile(by=by, on=day, clock=clock, progress=part).run
    return run


def _part(progress: Progress, low: float, high: float) -> Progress:
    return lambda step, share: progress(step, low + (high - low) * share)
