"""One reconciliation at a time: a lock that a killed process cannot leave behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from baophu.kernel.errors import Refused

ADVISORY = 1572017  # the key of the lock on PostgreSQL


class Busy(Refused):
    """Another process reconciles."""

    code = "pipeline.busy"
    message = "Một lượt đối chiếu khác đang chạy. Chờ lượt đó xong rồi chạy lại."


@contextmanager
def exclusive(home: Path) -> Iterator[None]:
    """Hold the lock of this home folder and, on PostgreSQL, of the database; raises Busy."""
    with (home / "reconcile.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY])
                if not cursor.fetchone()[0]:
                    raise Busy
        try:
            yield
        finally:
            if connection.vendor == "postgresql" and connection.connection is not None:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY])
