"""What the calculators have in common: a form that a link fills in, and the frame of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baophu.kernel.errors import Refused
from baophu.law.book import Book, Status, Value
from baophu.law.history import Change
from baophu.reporting import formats
from baophu.web.calculator.fields import DayField, MonthField, last_day
from baophu.web.calculator.saying import amount, refusal
from baophu.web.law_in_force import book_in_force, parameter_page

HISTORY_FROM: Final = date(2016, 1, 1)  # the pages tell how the law changed since this day


class CalculatorForm(forms.Form):
    """A form of a page whose address holds everything that was typed.

    It is asked when the address holds any field; a field that is not there keeps its first value, a tick
    that is not there is no tick.
    """

    on_field: ClassVar[dict[str, str]] = {}  # code of a refusal → the field it belongs to

    def __init__(self, given: QueryDict, *, today: date) -> None:
        asked = any(name in given for name in self.base_fields)
        first = self.first_values(today)
        data: dict[str, Any] = {**first, **{name: given[name] for name in given if name in self.base_fields}}
        super().__init__(data if asked else None, initial=first, auto_id="c-%s")
        self.label_suffix = ""
        for field in self.fields.values():
            if isinstance(field, DayField | MonthField):
                field.last = last_day(today)
        self.today = today

    def first_values(self, today: date) -> dict[str, str]:
        """What stands in the fields before anything is typed."""
        raise NotImplementedError(f"{type(self).__name__} says nothing for {today}")

    def refuse(self, refused: Refused) -> bool:
        """Put a refusal beside its field, where it has one."""
        field = self.on_field.get(refused.code)
        if field is not None:
            self.add_error(field, refusal(refused))
        return field is not None

    @property
    def entered(self) -> list[tuple[str, str]]:
        """Label and value of every field with a value, as a printed page shows them."""
        pairs = [(field.label, _shown(field)) for field in self.visible_fields()]
        return [(str(label), shown) for label, shown in pairs if shown]


def _shown(field: forms.BoundField) -> str:
    """The value of a field in words."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return gettext("có") if value else ""
    if isinstance(field.field, forms.ChoiceField):
        pairs = cast(Iterable[tuple[object, object]], field.field.choices)
        return next((str(words) for key, words in pairs if value and str(key) == str(value)), "")
    return str(value or "")


def choices(names: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The choices of a field from words by member."""
    return [(str(member), _(words)) for member, words in names.items()]


@dataclass(frozen=True, slots=True)
class Ground:
    """One number of law that an answer rests on, in words."""

    address: str  # of the number's own page, empty where there is none
    name: str
    value: str
    article: str
    holds_from: date
    verified: bool


_STEPPED: Final = "benefits.pension.age."  # read year by year until one fits: the last one decides


def grounds(read: Iterable[Value], book: Book) -> list[Ground]:
    """Everything an answer rests on, in the order it was read."""
    values = list(read)
    last = {value.key: value for value in values if value.key.startswith(_STEPPED)}
    values = [value for value in values if last.get(value.key, value) is value]
    return [
        Ground(
            parameter_page(value.key),
            gettext(book.parameters[value.key].name),
            amount(value.value, value.unit),
            value.article,
            value.holds_from,
            value.status is Status.VERIFIED,
        )
        for value in values
    ]


def change_words(change: Change, book: Book) -> str:
    """What changed: `Mức lương cơ sở: 1.300.000 đồng → 1.390.000 đồng`."""
    parameter = book.parameters[change.key]
    before, after = (amount(value, parameter.unit) for value in (change.before, change.after))
    return f"{gettext(parameter.name)}: {before} → {after}"


Answer = Callable[[Any, Book], dict[str, object]]


def calculator(
    request: HttpRequest, form_class: type[CalculatorForm], answer: Answer, template: str
) -> HttpResponse:
    """Show a calculator: the form, and the answer or the refusal when something was asked."""
    today, book = timezone.localdate(), book_in_force()
    form = form_class(request.GET, today=today)
    given: dict[str, object] = {"form": form, "page": template.rpartition("/")[2].removesuffix(".html")}
    if form.is_bound and form.is_valid():
        try:
            given.update(answer(form, book))
        except Refused as refused:
            if not form.refuse(refused):
                given["refused"] = refusal(refused)
    given["answered"] = "headline" in given
    found = cast(list[Ground], given.get("grounds", []))
    given["unverified"] = sum(not ground.verified for ground in found)
    response = render(request, template, given)
    response["Cache-Control"] = "private, no-store"  # what was typed stays with who typed it
    return response


def day_text(day: date) -> str:
    """A day as it is typed into a field."""
    return f"{day:%d/%m/%Y}"


def money(value: int) -> str:
    """An amount as the reader writes it."""
    return formats.vnd(value)
