"""Template tags of the employers' and the lists' pages."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.utils.translation import gettext

from baophu.coverage.queries import standing_label
from baophu.coverage.standings import Line
from baophu.register.queries import EmployerKind
from baophu.web.employers.profile import because_of
from baophu.web.employers.sources import Cell
from baophu.web.shapes import STANDINGS
from baophu.web.templatetags.baophu import query, source_link

register = template.Library()


@register.simple_tag
def standing_word(kind: str) -> str:
    """A standing's name in the reader's language."""
    return gettext(standing_label(kind))


@register.simple_tag
def kind_word(kind: str) -> str:
    """A kind of employer in the reader's language."""
    return gettext(str(EmployerKind(kind).label)) if kind in EmployerKind.values else kind


@register.simple_tag
def standing_colour(kind: str) -> str:
    """The class of colour of a standing."""
    return STANDINGS[kind][1] if kind in STANDINGS else "off"


@register.simple_tag
def source_address(cell: Cell) -> str:
    """The address of the row that a cell stands in."""
    return source_link(cell.receipt_id, cell.row, cell.column)


@register.filter
def date_value(value: object) -> str:
    """A day as it is typed, 31/12/2018; a text that is no day stays as it is."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


@register.simple_tag
def reason(line: Line) -> str:
    """Why an employer stands where it stands, in the reader's language."""
    return because_of(line.because_code, line.because_values, line.because)


@register.filter
def month_before(ends_before: date) -> str:
    """The last month of a span that ends before a first day: 12/2018."""
    return f"{ends_before - timedelta(days=1):%m/%Y}"


@register.filter
def item(known: dict[str, object], key: str) -> object:
    """What stands under a key, nothing where it is absent."""
    return known.get(key)


@register.simple_tag(takes_context=True)
def ask(context: template.Context, **changes: object) -> str:
    """The list's query string with some parts changed, from its first page; None takes one out."""
    return query(context, sau=None, truoc=None, tu=None, **changes)


@register.simple_tag(takes_context=True)
def step(context: template.Context, asked: dict[str, str]) -> str:
    """The list's query string that leads to another page."""
    return query(context, **({"sau": None, "truoc": None, "tu": None} | asked))


@register.simple_tag(takes_context=True)
def sorted_by(context: template.Context, order: str, chosen: str, up: str) -> str:
    """The query string that sorts by a column; asked again, the other way round."""
    return ask(context, sort=order, up="1" if order == chosen and not up else None)
