"""The first line of a page: a sentence that a person can act on, with its number."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from baophu.reporting.formats import day_month, number, percent, points
from baophu.reporting.overview import Headline


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentence, and how it stands: ok, warn, bad or off (nothing to hold it against)."""

    sentence: str
    tone: str
    short: str  # the state alone, for a chip


def verdict_of(headline: Headline) -> Verdict:
    """What the figure means against the target of the year and the path to it."""
    if headline.value is None:
        return _unknown(headline)
    if headline.target is None:
        value = percent(headline.value)
        sentence = gettext("%(value)s đơn vị đã tham gia; năm này không có chỉ tiêu.") % {"value": value}
        return Verdict(sentence, "off", gettext("Không có chỉ tiêu"))
    if headline.met:
        return _met(headline)
    return _short(headline)


def _unknown(headline: Headline) -> Verdict:
    rates = [rate for rate in (headline.full, headline.rate) if rate is not None and rate.value is None]
    why = next((rate.why for rate in rates if rate.why), "")  # no employer at all says more than no list
    reason = gettext(why) if why else gettext("không có đơn vị nào đang nộp thuế và thuộc diện.")
    sentence = gettext("Chưa tính được tỷ lệ, vì %(why)s") % {"why": reason[:1].lower() + reason[1:]}
    if headline.full is not None and headline.full.value is not None:
        beside = gettext("Trên mọi đơn vị thuộc diện: %(value)s.") % {"value": percent(headline.full.value)}
        sentence = f"{sentence} {beside}"
    return Verdict(sentence, "off", gettext("Chưa tính được"))


def _met(headline: Headline) -> Verdict:
    assert headline.target is not None and headline.value is not None
    above = points(headline.value - headline.target.share).lstrip("+")
    values = {
        "target": percent(headline.target.share, 0),
        "year": headline.target.year,
        "above": above,
    }
    sentence = gettext("Đã vượt chỉ tiêu %(target)s của năm %(year)s, hơn %(above)s.") % values
    return Verdict(sentence, "ok", gettext("Đạt chỉ tiêu %(target)s") % values)


def _short(headline: Headline) -> Verdict:
    assert headline.target is not None
    needed = headline.needed or 0
    values = {
        "needed": number(headline.needed),
        "due": day_month(headline.due_on),
        "target": percent(headline.target.share, 0),
        "gap": points(abs(headline.gap)).lstrip("+") if headline.gap is not None else "",
    }
    if headline.gap is None:
        sentence = (
            ngettext(
                "Cần thêm %(needed)s đơn vị trước %(due)s để vượt chỉ tiêu %(target)s.",
                "Cần thêm %(needed)s đơn vị trước %(due)s để vượt chỉ tiêu %(target)s.",
                needed,
            )
            % values
        )
        return Verdict(sentence, "warn", gettext("Chưa đạt chỉ tiêu %(target)s") % values)
    if headline.gap < 0:
        sentence = (
            ngettext(
                "Chậm %(gap)s so với lộ trình; cần thêm %(needed)s đơn vị trước %(due)s.",
                "Chậm %(gap)s so với lộ trình; cần thêm %(needed)s đơn vị trước %(due)s.",
                needed,
            )
            % values
        )
        tone = "bad" if headline.gap * 100 < -7 else "warn"
        return Verdict(sentence, tone, gettext("Chậm %(gap)s so với lộ trình") % values)
    sentence = (
        ngettext(
            "Kịp lộ trình, hơn %(gap)s; cần thêm %(needed)s đơn vị trước %(due)s.",
            "Kịp lộ trình, hơn %(gap)s; cần thêm %(needed)s đơn vị trước %(due)s.",
            needed,
        )
        % values
    )
    return Verdict(sentence, "ok", gettext("Kịp lộ trình") % values)
