"""The worker that `baophu serve` keeps beside it."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from baophu.cli import web


def test_the_first_worker_is_begun_by_the_thread_that_serves_before_it_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[tuple[str, subprocess.Popen[bytes]]] = []

    def sleeper() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        begun.append((threading.current_thread().name, worker))
        return worker

    monkeypatch.setattr(web, "_begin_worker", sleeper)
    with web._worker_beside():
        assert [name for name, _ in begun] == [threading.current_thread().name]
        begun[0][1].kill()
        for _ in range(100):
            if len(begun) == 2:
                break
            threading.Event().wait(0.1)
        assert [name for name, _ in begun[1:]] == ["worker"]
        assert begun[1][1].poll() is None
    assert begun[1][1].poll() is not None
