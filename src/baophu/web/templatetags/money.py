"""Template tags of the pages of money."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from baophu.funds.money import queries as money
from baophu.kernel.time import Month
from baophu.law.ruling import Sentence
from baophu.web.calculator.saying import said
from baophu.web.money.account import undetermined_words

register = template.Library()


@register.filter
def month(value: object) -> str:
    """`06/2018`."""
    if isinstance(value, Month):
        return f"{value.number:02}/{value.year}"
    return f"{value:%m/%Y}" if value else ""


@register.filter
def month_address(value: Month) -> str:
    """`2018-06`, as addresses have it."""
    return f"{value.year:04}-{value.number:02}"


@register.filter
def undetermined(span: money.Undetermined | None) -> str:
    """Which interest a sum leaves out."""
    return undetermined_words(span)


@register.filter
def law_words(sentence: Sentence | None) -> str:
    """A sentence of law in the reader's language."""
    return said(sentence) if sentence else ""


@register.simple_tag
def why_held(transfer: money.TransferView) -> str:
    """Why a transfer waits, or how its unit was found."""
    if transfer.held:
        return gettext(money.HELD_BECAUSE[money.Held(transfer.held)]).format(other=transfer.other)
    return gettext(money.HOW_BECAUSE[money.How(transfer.how)])


@register.simple_tag
def came_by(line: money.MoneyIn) -> str:
    """How money was matched, or why it waits, without what stood in the way."""
    if line.is_held:
        return gettext(money.HELD_BECAUSE[money.Held(line.of)]).format(other="…")
    return gettext(money.HOW_BECAUSE[money.How(line.of)])


@register.filter
def fund_name(fund: str) -> str:
    """A column of the notice."""
    return gettext(money.FUND_NAMES[money.MoneyFund(fund)])
