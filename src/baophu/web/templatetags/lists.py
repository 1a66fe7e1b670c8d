"""Template tags of the lists' pages."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from baophu.intake.contracts import contracts
from baophu.intake.receipts import FaultView, ReceiptView
from baophu.kernel.time import Period
from baophu.plan.duties import Expected
from baophu.reporting import formats
from baophu.web.employers.profile import METHODS
from baophu.web.employers.sources import list_title, lowered
from baophu.web.lists.calendar import shape_of, state_words
from baophu.web.lists.words import CADENCES, FAULTS, LEGEND, STATES, period_words
from baophu.web.templatetags.baophu import chip

register = template.Library()

BAR = 80  # px


@register.filter
def translated(text: str) -> str:
    """A stored Vietnamese sentence in the reader's language, where the catalogue has it."""
    return gettext(text) if text else ""


@register.filter
def place_words(name: str) -> str:
    """An area's full name in the reader's language: "Huyện Kỳ Anh", "Kỳ Anh district"."""
    rank = next((rank for rank in formats.RANKS if name.startswith(f"{rank} ")), "")
    return formats.area_name(rank, name.removeprefix(f"{rank} ")) if rank else name


@register.filter
def lower_first(text: str) -> str:
    """A title inside a sentence."""
    return lowered(text)


@register.filter
def period(value: Period) -> str:
    """`quý II/2018`, in English `Q2 2018`."""
    return period_words(value)


@register.simple_tag
def list_word(list_name: str) -> str:
    """A list's title."""
    return list_title(list_name)


@register.simple_tag
def receipt_state_word(state: str) -> str:
    """A receipt's state as a choice of the filter."""
    return gettext(STATES[state][2])


@register.simple_tag
def receipt_chip(receipt: ReceiptView) -> SafeString:
    """The chip of a receipt: counted, rows waiting, replaced, withdrawn, nil."""
    state = receipt.state
    if state == "accepted" and receipt.quarantined:
        state = "quarantined"
    elif state == "accepted" and receipt.nil:
        state = "nil"
    shape, colour, words = STATES[state]
    return chip(shape, colour, gettext(words))


@register.simple_tag
def state_chip(item: Expected) -> SafeString:
    """The chip of an owed list."""
    shape, colour = shape_of(item)
    return chip(shape, colour, state_words(item))


@register.simple_tag
def legend() -> SafeString:
    """What each shape of the calendar means."""
    chips = ((chip(shape, colour, gettext(words), "bare"),) for shape, colour, words in LEGEND)
    return format_html_join("", "{}", chips)


@register.simple_tag
def cadence_word(cadence: str) -> str:
    """`hằng quý`."""
    return gettext(CADENCES[cadence])


@register.simple_tag
def fault_word(code: str) -> str:
    """A kind of fault in a few words; a new kind says its code."""
    return gettext(FAULTS[code]) if code in FAULTS else code


@register.simple_tag
def fault_reason(fault: FaultView, list_name: str) -> str:
    """Why a cell was not taken: the sentence that intake kept, in another language field, kind and value."""
    if not formats.english():
        return fault.reason
    known = contracts()
    fields = known[list_name].fields if list_name in known else ()
    title = next((gettext(field.title) for field in fields if field.id == fault.column), fault.title)
    said = f"{title}: {lowered(fault_word(fault.code))}" if title else fault_word(fault.code)
    return f"{said}: “{fault.value}”." if fault.value else f"{said}."


@register.filter
def warning_words(warning: object) -> str:
    """A warning that intake kept: its sentence with its values."""
    if isinstance(warning, dict):
        message = str(warning.get("message", ""))
        values = warning.get("values", {})
        try:
            return gettext(message).format(**values)
        except (KeyError, IndexError, TypeError):
            return message
    return gettext(str(warning))


@register.simple_tag
def method_word(method: str) -> str:
    """How a row found its employer."""
    return gettext(METHODS.get(method, method))


@register.simple_tag
def bar(done: int, total: int) -> SafeString:
    """A bar of what came; the numbers stand beside it."""
    width = BAR * done // total if total else 0
    return format_html(
        '<svg class="meter" width="{0}" height="8" viewBox="0 0 {0} 8" aria-hidden="true">'
        '<rect class="m-all" width="{0}" height="8"/><rect class="m-done" width="{1}" height="8"/></svg>',
        BAR,
        width,
    )
