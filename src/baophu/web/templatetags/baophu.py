"""Template tags: formats of numbers and days, shapes, chips, links to source rows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from baophu.coverage.queries import RateOf, standing_label
from baophu.places.rules import AreaRef
from baophu.reporting import formats
from baophu.web.employers.profile import because_of
from baophu.web.rights import RIGHTS, may_open
from baophu.web.shapes import ICONS, SHAPES, STANDINGS

register = template.Library()


class Reasoned(Protocol):
    """A standing with its reason as code, values and sentence."""

    because_code: str
    because_values: dict[str, object]
    because: str


def _known(value: object) -> Decimal | int | None:
    """A figure, or None: a template hands an empty text over where a name leads nowhere."""
    return value if isinstance(value, Decimal | int) else None


def _share(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


@register.filter
def number(value: Decimal | int | None, places: int = 0) -> str:
    """`{{ count|number }}` → 1.234.567."""
    return formats.number(_known(value), places)


@register.filter
def percent(share: Decimal | None, places: int = 1) -> str:
    """`{{ rate.value|percent }}` → 83,1 % (a share of 1, not of 100)."""
    return formats.percent(_share(share), places)


@register.filter
def bare_percent(share: Decimal | None, places: int = 1) -> str:
    """A share without the sign, for a column whose head carries it."""
    return formats.bare_percent(_share(share), places)


@register.filter
def bounds(rate: RateOf | None, places: int = 0) -> str:
    """`{{ rate|bounds }}` → 79–87; "từ 79" where the upper one cannot be told, — where neither can."""
    if rate is None or rate.low is None:
        return formats.UNKNOWN
    if rate.high is None:
        return gettext("từ %(low)s") % {"low": formats.bare_percent(rate.low, places)}
    return formats.bounds(rate.low, rate.high, places)


@register.filter
def points(difference: Decimal | None, places: int = 1) -> str:
    """`{{ gap|points }}` → +0,9 điểm (a difference of two shares)."""
    return formats.points(_share(difference), places)


@register.filter
def bare_points(difference: Decimal | None, places: int = 1) -> str:
    """A difference in points without the word."""
    return formats.bare_points(_share(difference), places)


@register.filter
def signed(value: Decimal | int | None, places: int = 0) -> str:
    """+165, −12, 0."""
    return formats.signed(_known(value), places)


@register.filter
def vnd(amount: int | None) -> str:
    """17.600.000 đồng."""
    return formats.vnd(amount)


@register.filter
def day(value: date | None) -> str:
    """31/12/2018."""
    return formats.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """05/10/2018 06:12, province time."""
    return formats.moment(value)


@register.filter
def masked_name(full_name: str) -> str:
    """Nguyễn Thị H•••."""
    return formats.masked_name(full_name)


@register.filter
def daymonth(value: date) -> str:
    """31/12."""
    return formats.day_month(value)


@register.filter
def plain(text: str) -> str:
    """A signed figure without its sign, where the word beside it says the direction."""
    return text.lstrip(f"+{formats.MINUS}")


@register.filter
def short(area: AreaRef) -> str:
    """An area's name as tables write it: TP. Hà Tĩnh, Hương Khê, P. Nam Hà."""
    return formats.short_area_name(area.rank, area.name)


@register.filter
def full(area: AreaRef) -> str:
    """An area's name with its rank, in the reader's language."""
    return formats.area_name(area.rank, area.name)


@register.filter
def lowrank(name: str) -> str:
    """An area's name inside a sentence: the Vietnamese rank begins small, an English name stays."""
    return name if formats.english() else uncapital(name)


@register.filter
def uncapital(sentence: str) -> str:
    """A sentence that goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]


@register.filter
def at(names: dict[str, str], key: str) -> str:
    """The name under a key, — where there is none."""
    return names.get(key) or formats.UNKNOWN


@register.filter
def because(row: Reasoned) -> str:
    """The reason of a standing in the reader's language."""
    return because_of(row.because_code, row.because_values, row.because)


@register.filter
def dash(value: object) -> object:
    """The value, or — where there is none; zero stays 0."""
    return formats.UNKNOWN if value is None or value == "" else value


@register.filter
def taxcode(code: str) -> SafeString:
    """A tax code in groups of four, three, three; copied without the spaces (grouping by CSS)."""
    if not code:
        return format_html("{}", formats.UNKNOWN)
    head, _, branch = code.partition("-")
    groups = [head[:4], head[4:7], head[7:]] if len(head) == 10 else [head]
    spans = mark_safe("".join(format_html("<span>{}</span>", part) for part in groups))
    return format_html('<span class="tc">{}{}</span>', spans, f"-{branch}" if branch else "")


@register.simple_tag
def shape(name: str) -> SafeString:
    """A 12 px shape of a state."""
    drawn = mark_safe(SHAPES[name])
    return format_html('<svg class="sh" viewBox="0 0 12 12" aria-hidden="true">{}</svg>', drawn)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A 14 px line icon."""
    return format_html(
        '<svg class="ic" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.4"'
        ' aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def chip(shape_name: str, colour: str, text: str, extra: str = "") -> SafeString:
    """`{% chip "late" "bad" text %}`: shape, word and colour together."""
    return format_html('<span class="chip {} {}">{}{}</span>', colour, extra, shape(shape_name), text)


@register.simple_tag
def standing(kind: str, extra: str = "") -> SafeString:
    """`{% standing employer.standing %}`: the chip of a standing."""
    shape_name, colour = STANDINGS[kind]
    return chip(shape_name, colour, gettext(standing_label(kind)), extra)


@register.simple_tag(takes_context=True)
def may(context: template.Context, page: str) -> bool:
    """Whether the reader may open a page."""
    return may_open(getattr(context["request"].user, "role", ""), page)


@register.simple_tag(takes_context=True)
def address(context: template.Context, name: str, *args: object) -> str:
    """A page's address, empty where the reader may not open it or this part of the product is not there."""
    request = context.get("request")
    role = getattr(request.user, "role", "") if request else ""
    return "" if name in RIGHTS and not may_open(role, name) else _reversed(name, *args)


def _reversed(name: str, *args: object) -> str:
    try:
        return reverse(f"web:{name}", args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def figure(text: object, where: str, *query: str) -> SafeString:
    """A figure that leads to what it rests on: `{% figure n|number employers filters "tax=1" %}`.

    The bare figure where there is no way (`where` is empty) or nothing is known.
    """
    if not where or text in ("", formats.UNKNOWN):
        return format_html("{}", text)
    asked = "".join(query)
    mark = "?" if asked and not asked.startswith("#") else ""
    return format_html('<a class="n" href="{}{}{}">{}</a>', where, mark, asked, text)


@register.simple_tag
def source_link(receipt: int, row: int, column: str = "") -> str:
    """The address of one row of a list as it came, with one cell marked."""
    where = _reversed("row", receipt, row)
    return f"{where}?column={column}" if where and column else where


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The page's query string with some parameters changed; None takes one out, `page` is dropped."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"
