"""`baophu assets`, `baophu serve`, `baophu work`: the web face and its worker from the command line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import typer

RESTART_SECONDS = 1.0
END_SECONDS = 20.0


def assets() -> None:
    """Make the font and the compiled translations."""
    from baophu.web.assets import build

    for path in build():
        typer.echo(f"{path.name}: {path.stat().st_size:,} B".replace(",", "."))


def serve(
    host: str = typer.Option("127.0.0.1", help="Địa chỉ lắng nghe."),
    port: int = typer.Option(8000, min=1, max=65535, help="Cổng."),
    workers: int = typer.Option(1, min=1, max=64, help="Số tiến trình."),
    with_worker: bool = typer.Option(
        True, "--with-worker/--no-worker", help="Chạy kèm tiến trình làm việc nền (baophu work)."
    ),
) -> None:
    """Run the web server, and a worker beside it, until Ctrl+C."""
    from granian.constants import Interfaces
    from granian.server import Server

    typer.echo(f"http://{host}:{port}")
    server = Server(
        "baophu.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
    )
    if not with_worker:
        server.serve()
        return
    with _worker_beside():
        server.serve()


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A worker process beside this one: begun again when it dies, ended with this one.

    The first is begun here, not in the thread: the server forks its own processes next, and a fork in the
    middle of a `Popen` keeps the pipe open on which that `Popen` waits: it would never return.
    """
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(_begin_worker(), over), name="worker", daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join(END_SECONDS + RESTART_SECONDS)


def _begin_worker() -> subprocess.Popen[bytes]:
    """A worker that leaves when this process is gone."""
    return subprocess.Popen([sys.executable, "-m", "baophu", "work", "--parent", str(os.getpid())])


def _watch(worker: subprocess.Popen[bytes], over: threading.Event) -> None:
    """Keep one worker alive until told to end."""
    while not over.wait(0.2):
        if worker.poll() is not None and not over.wait(RESTART_SECONDS):
            worker = _begin_worker()
    if worker.poll() is None:
        worker.terminate()
        try:
            worker.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()  # what it held is taken up again by the next worker
            worker.wait()


def work(
    drain: bool = typer.Option(False, "--drain", help="Làm hết việc đang chờ rồi thoát."),
    parent: int = typer.Option(0, hidden=True, help="Thoát khi tiến trình này không còn."),
) -> None:
    """Take jobs from the queue and carry them out, until Ctrl+C or SIGTERM."""
    from datetime import UTC, datetime

    from baophu.pipeline.worker import Worker

    worker = Worker(name=f"{socket.gethostname()}:{os.getpid()}", clock=lambda: datetime.now(UTC))
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda _number, _frame: worker.stop.set())
    if drain:
        typer.echo(f"Đã làm {worker.drain()} việc.")
        return
    worker.run(until=lambda: bool(parent) and os.getppid() != parent)


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("assets", help="Tạo phông chữ và bản dịch cho giao diện web.")(assets)
    app.command("serve", help="Chạy máy chủ web, kèm tiến trình làm việc nền.")(serve)
    app.command("work", help="Làm các việc nền đang chờ: nhận danh sách, đối chiếu, xuất, lập đề nghị.")(work)
