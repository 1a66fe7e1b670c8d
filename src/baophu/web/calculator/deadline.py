"""The last day of a procedure, with the days off in between."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baophu.law.answered import answered
from baophu.law.book import Book
from baophu.law.deadlines import Counting, Elapsed, elapsed, kinds
from baophu.reporting import formats
from baophu.web.calculator.asking import CalculatorForm, calculator, day_text, grounds
from baophu.web.calculator.fields import DayField
from baophu.web.calculator.saying import sentences
from baophu.web.guards import public
from baophu.web.law_in_force import book_in_force

FIRST_KIND = "pension"


class DeadlineForm(CalculatorForm):
    """Which procedure, and the day of receipt."""

    viec = forms.ChoiceField(label=_("Việc cần giải quyết"))
    ngay = DayField(label=_("Ngày nhận đủ hồ sơ, hoặc ngày phát sinh"))
    thu_bay = forms.BooleanField(label=_("Tính thứ Bảy làm bù là ngày làm việc"), required=False)

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        named = {kind: gettext(title) for kind, title in kinds(book_in_force()).items()}
        field = self.fields["viec"]
        assert isinstance(field, forms.ChoiceField)
        ordered = sorted((title[:1].upper() + title[1:], kind) for kind, title in named.items())
        field.choices = [(kind, title) for title, kind in ordered]
        field.error_messages["invalid_choice"] = gettext("Không có việc này. Chọn lại trong danh sách.")

    def first_values(self, today: date) -> dict[str, str]:
        """Today, a pension."""
        return {"ngay": day_text(today), "viec": FIRST_KIND}


@require_safe
@public("calculator-deadline")
def page(request: HttpRequest) -> HttpResponse:
    """The last day of a procedure."""
    return calculator(request, DeadlineForm, _answer, "web/calculator/deadline.html")


def _answer(form: DeadlineForm, book: Book) -> dict[str, object]:
    given, on = form.cleaned_data, form.cleaned_data["ngay"]
    found = answered(
        lambda asked: elapsed(
            kind=given["viec"], received=on, book=asked, swapped_saturdays=given["thu_bay"]
        ),
        book,
    )
    stretch = found.answer.value
    return {
        "headline": gettext("Chậm nhất ngày %(day)s.") % {"day": formats.day(stretch.last)},
        "because": sentences(found.answer),
        "on": on,
        "stretch": stretch,
        "holidays": [(day, weekday(day)) for day in stretch.holidays],
        "off_count": _off_count(stretch),
        "grounds": grounds(found.read, book),
    }


def _off_count(stretch: Elapsed) -> str:
    """Whether days off count in the deadline, in a sentence."""
    match stretch.counting:
        case Counting.WORKING:
            told = gettext("Không tính ngày lễ, Tết và %(n)s ngày thứ Bảy, Chủ nhật.")
        case Counting.WITHOUT_HOLIDAYS:
            told = gettext("Không tính ngày lễ, Tết; tính cả %(n)s ngày thứ Bảy, Chủ nhật.")
        case _:
            told = gettext("Tính cả ngày lễ, Tết và %(n)s ngày thứ Bảy, Chủ nhật.")
    return told % {"n": stretch.weekend_days}


def weekday(day: date) -> str:
    """The name of a day of the week."""
    names = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return str(names[day.weekday()])
