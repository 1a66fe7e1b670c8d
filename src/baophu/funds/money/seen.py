"""What is seen in a run, and the span of interest that cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from baophu.kernel.time import format_day

SENTENCES: Final = {"undetermined": "chưa gồm lãi từ {first} đến {last}"}


def in_run(run: int) -> Q:
    """Rows of the room that are seen in a run."""
    return Q(run_from__lte=run) & (Q(run_until__isnull=True) | Q(run_until__gt=run))


@dataclass(frozen=True, slots=True)
class Undetermined:
    """From which to which charge the rate of interest is not known."""

    first: date
    last: date

    @property
    def sentence(self) -> str:
        """What stands beside every total that lacks it."""
        return SENTENCES["undetermined"].format(first=format_day(self.first), last=format_day(self.last))


def undetermined_span(first: date | None, last: date | None) -> Undetermined | None:
    """The span of two ends, None where there is none."""
    return Undetermined(first, last) if first and last else None
