"""The day that the lists' pages speak of."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone

from baophu.intake.receipts import last_received
from baophu.web.context import run_of

SILENT_DAYS = 366
GATHERING_DAYS = 31  # lists of a period come in the weeks after it


def day_shown(request: HttpRequest) -> date:
    """The day that the page speaks of, chosen once a request."""
    if not hasattr(request, "_day_shown"):
        request._day_shown = _choose(request)  # type: ignore[attr-defined]
    shown: date = request._day_shown  # type: ignore[attr-defined]
    return shown


def _choose(request: HttpRequest) -> date:
    """The day asked for, else today; while the figures shown are a year old, the day they were gathered."""
    today = timezone.localdate()
    asked = _read(request.GET.get("ngay", ""))
    if asked:
        return min(asked, today)
    run = run_of(request)
    if run is None or today - run.on <= timedelta(days=SILENT_DAYS):
        return today
    return last_received(by=run.on + timedelta(days=GATHERING_DAYS)) or run.on


def _read(text: str) -> date | None:
    """A day as `2018-07-08`; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
