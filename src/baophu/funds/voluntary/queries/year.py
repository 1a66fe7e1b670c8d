"""The year of the voluntary participants in one read: who is new, came back, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from baophu.funds.models import VoluntaryStretch
from baophu.funds.voluntary.rules.evidence import first_of
from baophu.register.queries import in_area, in_run


@dataclass(frozen=True, slots=True)
class Year:
    """Stretches begun and ended from January up to the day's month."""

    new: int
    returned: int
    stopped: int

    @property
    def net(self) -> int:
        """How many more take part than when the year began."""
        return self.new + self.returned - self.stopped


def year_to(run: int, *, on: date, area_code: str) -> Year:
    """What moved from the year's first month up to the month of a day."""
    months = (date(on.year, 1, 1), first_of(on))
    began, ended = Q(starts_on__range=months), Q(ends_before__range=months)
    found = VoluntaryStretch.objects.filter(in_run(run), in_area(area_code)).filter(began | ended)
    told = found.aggregate(
        new=Count("id", filter=began & Q(number=1)),
        returned=Count("id", filter=began & Q(number__gt=1)),
        stopped=Count("id", filter=ended),
    )
    return Year(told["new"], told["returned"], told["stopped"])
