"""What the living style page shows: invented values, written by the filters that every page uses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from baophu.web.jobs.words import left_words


def samples() -> dict[str, object]:
    """Template variables of the page: one value of each kind."""
    return {
        "samples": {
            "number": 1_234_567,
            "share": Decimal("0.831"),
            "change": Decimal("-0.178"),
            "money": 17_600_000,
            "day": date(2018, 10, 8),
            "code": "3001427096",
        },
        "running": gettext("Đang làm"),
        "left": left_words(120),
    }
