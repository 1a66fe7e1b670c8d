"""Template tags of the review of doubtful pairs."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from baophu.linkage.review import State
from baophu.linkage.rules import Estimate
from baophu.reporting import formats
from baophu.web.review.queue import STATE_WORDS, VERDICT_WORDS
from baophu.web.templatetags.baophu import chip

register = template.Library()
CHIPS = {
    State.WAITING: ("clock", "act"),
    State.SECOND: ("half", "warn"),
    State.MINE_WAITS: ("ring", "off"),
    State.REREAD: ("die", "unk"),
    State.DECIDED: ("ok", "ok"),
}


@register.simple_tag
def state_chip(state: State) -> SafeString:
    """Where a pair stands: shape, colour and word."""
    return chip(*CHIPS[state], gettext(STATE_WORDS[state]))


@register.simple_tag
def verdict_word(verdict: str) -> str:
    """What was judged, in the reader's language."""
    return gettext(VERDICT_WORDS[verdict])


@register.simple_tag
def estimate(of: Estimate) -> SafeString:
    """A share with its interval and its base: `98,5 % (95–100) trên 200`."""
    if of.share is None or of.low is None or of.high is None:
        return format_html("{}", formats.UNKNOWN)
    said = gettext("%(share)s (%(low)s đến %(high)s) trên %(n)s") % {
        "share": formats.percent(of.share, 1),
        "low": formats.percent(of.low, 1),
        "high": formats.percent(of.high, 1),
        "n": formats.number(of.seen),
    }
    return format_html("{}", said)
