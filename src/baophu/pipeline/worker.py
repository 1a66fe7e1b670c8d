"""The worker: takes jobs from the queue one after the other, beats while it works, ends each with a word.

Killed at any moment it leaves a job whose beat stops; the next worker tidies up and takes it up again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import OperationalError, close_old_connections, connections

from baophu.jobs import queue
from baophu.jobs.queue import Lost, Stopped, Taken
from baophu.jobs.rules import BEAT_SECONDS, MOST_ATTEMPTS, WHOLE, JobState
from baophu.kernel.errors import BaophuError
from baophu.pipeline.lock import Busy
from baophu.pipeline.works import WORKS, forget, forget_leftovers

Clock = Callable[[], datetime]
NOTE_SECONDS: Final = 0.3  # how far a job is, is written no more often
IDLE_SECONDS: Final = 1.0
GAVE_UP: Final = (
    "Máy chủ dừng giữa chừng {n} lần nên việc này được kết thúc. Chưa có gì được ghi. Báo người quản trị."
)
FAULT: Final = (
    "Lỗi của chương trình ({kind}). Chưa có gì được ghi dở. Báo người quản trị, kèm số công việc {job}."
)
log = logging.getLogger(__name__)


class Halted(BaseException):
    """The worker was told to stop: leave the job clean, to be taken up again."""


@dataclass(slots=True)
class Worker:
    """One process that works on jobs until it is told to stop."""

    name: str
    clock: Clock
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Work until stopped, or until the caller's word is true (asked between jobs)."""
        forget_leftovers(self.clock())
        while not self.stop.is_set() and not until():
            close_old_connections()
            if not self.run_one():
                self.stop.wait(IDLE_SECONDS)

    def drain(self) -> int:
        """Work off what waits now; gives how many jobs there were."""
        done = 0
        while not self.stop.is_set() and self.run_one():
            done += 1
        return done

    def run_one(self) -> bool:
        """Take one job and bring it to an end; False when none waits."""
        taken = queue.take(worker=self.name, at=self.clock())
        if taken is None:
            return False
        with self._beating(taken):
            self._bring_to_end(taken)
        return True

    def _bring_to_end(self, taken: Taken) -> None:
        """Carry a job out and write how it ended."""
        try:
            if taken.attempt > 1 or taken.cancelled:
                WORKS[taken.kind].tidy(taken, self.clock)
            if taken.cancelled:
                raise Stopped
            if taken.attempt > MOST_ATTEMPTS:
                self._end(taken, JobState.FAILED, {"message": GAVE_UP, "values": {"n": MOST_ATTEMPTS}})
                return
            outcome = WORKS[taken.kind].carry_out(taken, self.clock, self._noting(taken))
            self._end(taken, JobState.DONE, outcome)
        except Busy:
            queue.put_back(taken, at=self.clock(), busy=True)
        except Halted:
            queue.put_back(taken, at=self.clock(), busy=False)
        except Stopped:
            self._end(taken, JobState.CANCELLED, {})
        except Lost:
            log.warning("job %s is another worker's now", taken.id)
        except BaophuError as error:
            told = {"message": error.message, "values": {k: str(v) for k, v in error.values.items()}}
            self._end(taken, JobState.REFUSED, {**told, "code": error.code})
        except Exception as fault:
            log.exception("job %s failed", taken.id)
            self._end(
                taken,
                JobState.FAILED,
                {"message": FAULT, "values": {"kind": type(fault).__name__, "job": taken.id}},
            )

    def _end(self, taken: Taken, state: JobState, outcome: dict[str, object]) -> None:
        """Write the end, then let go of what waited for it."""
        queue.end(taken, state=state, outcome=outcome, at=self.clock())
        forget(taken)

    def _noting(self, taken: Taken) -> Callable[[str, float], None]:
        """Progress, written now and then; leaves the work when it is cancelled or the worker stopped."""
        last = [0.0]

        def note(step: str, share: float) -> None:
            if self.stop.is_set():
                raise Halted
            now = time.monotonic()
            if now - last[0] >= NOTE_SECONDS:
                last[0] = now
                queue.note(taken, step=step, permille=int(min(share, 1.0) * WHOLE), at=self.clock())

        return note

    @contextmanager
    def _beating(self, taken: Taken) -> Iterator[None]:
        """Beat beside the work, on a connection of its own."""
        over = threading.Event()

        def beat() -> None:
            while not over.wait(BEAT_SECONDS):
                try:
                    queue.beat(taken, at=self.clock())
                except OperationalError:  # a busy or restarting database: the next beat tries again
                    log.warning("job %s: a beat was missed", taken.id)
            connections.close_all()

        thread = threading.Thread(target=beat, name=f"beat-{taken.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
