"""Template tags of the pages of money."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_noop

from baophu.funds.money import queries as money
from baophu.kernel.time import Month
from baophu.law.ruling import Sentence
from baophu.web.calculator.saying import said
from baophu.web.money.account import undetermined_words

register = template.Library()

WAITING = {
    money.Held.DUPLICATE: gettext_noop("Trùng với một dòng đã nhận"),
    money.Held.NOT_POSITIVE: gettext_noop("Số tiền không dương"),
    money.Held.AFTER_DAY: gettext_noop("Nộp sau ngày chốt số liệu"),
    money.Held.UNKNOWN_UNIT: gettext_noop("Mã được chọn chưa có trong danh sách đơn vị"),
    money.Held.UNKNOWN_CODE: gettext_noop("Mã đơn vị không có trong danh sách đơn vị"),
    money.Held.CODES_CONFLICT: gettext_noop("Ghi nhiều mã đơn vị khác nhau"),
    money.Held.PAYER_CONFLICT: gettext_noop("Mã và tên người nộp không khớp"),
    money.Held.PAYER_UNKNOWN: gettext_noop("Tên người nộp không giống tên đơn vị"),
    money.Held.SEVERAL_UNITS: gettext_noop("Nhiều đơn vị cùng khớp"),
    money.Held.NO_TRACE: gettext_noop("Không có mã hay tên nào khớp"),
    money.Held.BEFORE_OPENING: gettext_noop("Nộp trước ngày mở sổ"),
    money.Held.WAITS_OPEN_MONTH: gettext_noop("Chờ ghi vào tháng mở đầu tiên"),
}
"""Why money waits, in a few words."""


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
        return gettext(money.HELD_BECAUSE[money.Held(transfer.held)]).format(other=_other(transfer))
    return gettext(money.HOW_BECAUSE[money.How(transfer.how)])


def _other(transfer: money.TransferView) -> str:
    """What stood in the way, as a reader knows it: of a repeated row its number, of a unit its code."""
    if transfer.held != money.Held.DUPLICATE:
        return transfer.other
    return gettext("dòng %(row)s của danh sách nhận trước") % {"row": transfer.other.rpartition(":")[2]}


@register.simple_tag
def came_by(line: money.MoneyIn) -> str:
    """How money was matched, or why it waits, without what stood in the way."""
    if line.is_held:
        return gettext(WAITING[money.Held(line.of)])
    return gettext(money.HOW_BECAUSE[money.How(line.of)])


@register.filter
def fund_name(fund: str) -> str:
    """A column of the notice."""
    return gettext(money.FUND_NAMES[money.MoneyFund(fund)])
