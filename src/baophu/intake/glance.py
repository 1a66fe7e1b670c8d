"""One look at the lists: how many count, how many rows wait in quarantine, when the last came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, Sum

from baophu.intake.models import Receipt, ReceiptState


@dataclass(frozen=True, slots=True)
class Glance:
    """The lists within someone's sight; the last day is of all lists up to the day asked for."""

    faulty_lists: int
    quarantined: int  # rows
    last_received: date | None


def glance(
    *, by: date, agency_codes: Collection[str] | None = None, area_codes: Collection[str] | None = None
) -> Glance:
    """Rows in quarantine of lists that count, of some agencies or areas only when given; in one read."""
    seen = Q(state=ReceiptState.ACCEPTED, quarantined__gt=0)
    if agency_codes is not None or area_codes is not None:
        seen &= Q(agency_code__in=agency_codes or ()) | Q(area_code__in=area_codes or ())
    told = Receipt.objects.aggregate(
        lists=Count("id", filter=seen),
        rows=Sum("quarantined", filter=seen, default=0),
        last=Max("received_on", filter=Q(received_on__lte=by)),
    )
    return Glance(told["lists"], told["rows"], told["last"])
