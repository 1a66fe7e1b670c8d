"""How much is owed a month: who, on what pay, where; and how the law changed it since 2016."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baophu.law.answered import contribution_sheet
from baophu.law.bases import Hazard
from baophu.law.book import Book
from baophu.law.contribution import Contribution, Terms, Who, contribution
from baophu.law.history import Step
from baophu.law.ruling import Ruling
from baophu.web.calculator.asking import (
    HISTORY_FROM,
    calculator,
    change_words,
    choices,
    day_text,
    grounds,
    money,
)
from baophu.web.calculator.fields import DayField, VndField
from baophu.web.calculator.places import PlacedForm
from baophu.web.calculator.saying import refusal, sentences, share
from baophu.web.calculator.words import FUNDS, HAZARDS, REGIONS, WHO
from baophu.web.guards import public

HEADLINES: Final[dict[Who, str]] = {
    Who.VIETNAMESE: gettext_noop("Đơn vị đóng %(employer)s, người lao động đóng %(employee)s mỗi tháng."),
    Who.FOREIGNER: gettext_noop("Đơn vị đóng %(employer)s, người lao động đóng %(employee)s mỗi tháng."),
    Who.HOUSEHOLD_OWNER: gettext_noop("Chủ hộ tự đóng %(employee)s mỗi tháng."),
    Who.COMMUNE_PART_TIMER: gettext_noop(
        "Ủy ban nhân dân cấp xã đóng %(employer)s, người tham gia đóng %(employee)s mỗi tháng."
    ),
}


class ContributionForm(PlacedForm):
    """Pay, day, who, where, and what changes the rates."""

    on_field = {"law.not_liable_yet": "ngay"}

    luong = VndField(label=_("Tiền lương làm căn cứ đóng, một tháng (đồng)"))
    ngay = DayField(label=_("Ngày trong tháng phải đóng"))
    ai = forms.TypedChoiceField(label=_("Đóng cho ai"), coerce=Who, choices=choices(WHO))
    viec = forms.TypedChoiceField(label=_("Việc làm"), coerce=Hazard, choices=choices(HAZARDS))
    dao_tao = forms.BooleanField(label=_("Việc đòi hỏi qua đào tạo"), required=False)
    ngan_sach = forms.BooleanField(label=_("Hưởng lương từ ngân sách nhà nước"), required=False)
    tai_nan_giam = forms.BooleanField(
        label=_("Được duyệt đóng mức thấp hơn vào quỹ tai nạn lao động"), required=False
    )
    tam_dung = forms.BooleanField(label=_("Đang tạm dừng đóng quỹ hưu trí, tử tuất"), required=False)

    field_order = ("luong", "ai", "ngay", "huyen", "xa", "viec")

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        self.offer_places()

    def first_values(self, today: date) -> dict[str, str]:
        """Today, a Vietnamese worker, ordinary work."""
        return {"ngay": day_text(today), "ai": Who.VIETNAMESE, "viec": Hazard.NONE}


@dataclass(frozen=True, slots=True)
class Line:
    """One fund of the table; a side without a rate has none."""

    name: str
    base: str
    employer_rate: str
    employer: str
    employee_rate: str
    employee: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The same pay from a day on."""

    on: date
    employer: str
    employee: str
    refused: str
    changes: list[str]
    now: bool


@require_safe
@public("calculator-contribution")
def page(request: HttpRequest) -> HttpResponse:
    """The month's contribution on a pay."""
    return calculator(request, ContributionForm, _answer, "web/calculator/contribution.html")


def _answer(form: ContributionForm, book: Book) -> dict[str, object]:
    given, on = form.cleaned_data, form.cleaned_data["ngay"]
    where = form.where(on, book)

    def ask(asked: Book, day: date) -> Ruling[Contribution]:
        return contribution(
            wage_vnd=given["luong"],
            on=day,
            book=asked,
            who=given["ai"],
            region=where.region,
            trained=given["dao_tao"],
            hazard=given["viec"],
            terms=Terms(given["ngan_sach"], given["tai_nan_giam"], given["tam_dung"]),
        )

    sheet = contribution_sheet(ask, on=on, first=HISTORY_FROM, last=max(form.today, on), book=book)
    owed = sheet.month.answer.value
    return {
        "headline": gettext(HEADLINES[given["ai"]])
        % {"employer": money(owed.employer_vnd), "employee": money(owed.employee_vnd)},
        "because": sentences(sheet.month.answer)[1:],
        "on": on,
        "lines": _lines(owed),
        "owed": owed,
        "union_rate": share(owed.union_rate) if owed.union_rate else "",
        "where": where,
        "region": gettext(REGIONS[where.region]),
        "turns": _turns(sheet.steps, on, book),
        "grounds": grounds(sheet.month.read, book),
    }


def _lines(owed: Contribution) -> list[Line]:
    """The table fund by fund."""
    return [
        Line(
            gettext(FUNDS[fund]),
            money(owed.base_vnd(fund)),
            share(owed.rates[fund][0]),
            money(sides.employer_vnd),
            share(owed.rates[fund][1]),
            money(sides.employee_vnd),
        )
        for fund, sides in owed.funds.items()
    ]


def _turns(steps: tuple[Step[Contribution], ...], on: date, book: Book) -> list[Turn]:
    """The days on which the law changed the sum, the one in force on the day asked marked."""
    current = max((step.on for step in steps if step.on <= on), default=None)
    return [
        Turn(
            step.on,
            money(step.answer.employer_vnd) if step.answer else "",
            money(step.answer.employee_vnd) if step.answer else "",
            refusal(step.refused) if step.refused else "",
            [change_words(change, book) for change in step.changes],
            step.on == current,
        )
        for step in steps
    ]
