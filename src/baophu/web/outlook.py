"""A forecast in words: the interval, the chance as one in so many, or why nothing is forecast."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext

from baophu.law.targets import Target
from baophu.reporting import formats
from baophu.reporting.forecast import LEAST_DAYS, LEAST_POINTS, Forecast, Refusal
from baophu.reporting.homes.standpoint import outlook_of
from baophu.reporting.overview import Overview

SURE, HOPELESS = Decimal("0.95"), Decimal("0.05")


def refusal_words(why: Refusal) -> str:
    """Why nothing is forecast, and what would mend it."""
    return {
        Refusal.FEW: gettext("Chưa dự báo: cần ít nhất %(n)s lượt đối chiếu của các ngày khác nhau.")
        % {"n": LEAST_POINTS},
        Refusal.SHORT: gettext("Chưa dự báo: các lượt đối chiếu phải trải ít nhất %(days)s ngày.")
        % {"days": LEAST_DAYS},
        Refusal.FAR: gettext("Chưa dự báo: ngày 31/12 xa hơn khoảng thời gian đã có số liệu."),
        Refusal.DONE: gettext("Số liệu đã đến ngày cuối năm, không cần dự báo."),
    }[why]


def chance_words(outlook: Forecast, target: Target | None) -> str:
    """How likely the year's target is reached: `Khả năng vượt 80 %: khoảng 1 trên 4.`"""
    if target is None:
        return gettext("Năm này không có chỉ tiêu.")
    chance = outlook.chance_of(target.share)
    goal = formats.percent(target.share, 0)
    if chance >= SURE:
        return gettext("Khả năng vượt %(goal)s: trên 19 trong 20.") % {"goal": goal}
    if chance <= HOPELESS:
        return gettext("Khả năng vượt %(goal)s: dưới 1 trong 20.") % {"goal": goal}
    top, bottom = _simple(chance)
    return gettext("Khả năng vượt %(goal)s: khoảng %(top)s trong %(bottom)s.") % {
        "goal": goal, "top": top, "bottom": bottom
    }  # fmt: skip


def _simple(chance: Decimal) -> tuple[int, int]:
    """The nearest of few in at most ten, the smaller number where two are as near."""
    known = [(top, bottom) for bottom in (2, 3, 4, 5, 10) for top in range(1, bottom)]
    return min(known, key=lambda pair: (abs(Decimal(pair[0]) / pair[1] - chance), pair[1]))


def outlook_context(seen: Overview) -> dict[str, object]:
    """The forecast of an area for a template: figures and their words, or why there are none."""
    outlook = outlook_of(seen)
    if isinstance(outlook, Forecast):
        return {"outlook": outlook, "outlook_said": chance_words(outlook, seen.headline.target)}
    return {"outlook": None, "outlook_said": refusal_words(outlook)}
