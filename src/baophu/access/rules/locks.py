"""When signing in is locked: by the name typed, known or not, and by the address it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

FAILURES_OF_A_NAME = 5
FAILURES_OF_AN_ADDRESS = 30
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)


def locked_until(failures: Iterable[datetime], *, now: datetime, most: int) -> datetime | None:
    """The moment a lock ends, None when there is none: it takes `most` failures within the window.

    A lock begins with the failure that fills the window and lasts `LOCK` from it; the failures told to this
    function are those since the last success or release.
    """
    known = sorted(failures)
    return max(
        (
            known[i] + LOCK
            for i in range(most - 1, len(known))
            if known[i] - known[i - most + 1] <= WINDOW and known[i] + LOCK > now
        ),
        default=None,
    )


def later(moments: Sequence[datetime | None]) -> datetime | None:
    """The last of the moments that are there."""
    return max((m for m in moments if m is not None), default=None)


def name_key(name: str) -> str:
    """The form under which failures of a typed name are counted."""
    return " ".join(name.casefold().split())[:150]
