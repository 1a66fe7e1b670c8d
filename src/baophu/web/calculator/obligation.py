"""Whether somebody must take part, in which funds, since when, and when that was otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baophu.law.answered import Liability, ObligationSheet, obligation_sheet
from baophu.law.book import Book
from baophu.law.history import Step
from baophu.law.obligation import Answer, obligation
from baophu.law.work import Fund, Kind
from baophu.reporting import formats
from baophu.web.calculator.asking import (
    HISTORY_FROM,
    CalculatorForm,
    calculator,
    change_words,
    choices,
    day_text,
    grounds,
)
from baophu.web.calculator.fields import CountField, DayField, VndField
from baophu.web.calculator.saying import filled, refusal
from baophu.web.calculator.words import FUNDS, KINDS
from baophu.web.guards import public


class ObligationForm(CalculatorForm):
    """Kind of work, contract, day, and what else the law asks of some groups."""

    ai = forms.TypedChoiceField(label=_("Làm việc với tư cách gì"), coerce=Kind, choices=choices(KINDS))
    ngay = DayField(label=_("Ngày cần xét"))
    hop_dong = CountField(
        label=_("Thời hạn hợp đồng (số tháng đủ)"),
        required=False,
        most=600,
        help_text=_("Bỏ trống nếu hợp đồng không xác định thời hạn."),
    )
    luong = VndField(
        label=_("Tiền lương tháng (đồng)"),
        required=False,
        help_text=_("Chỉ cần cho người làm việc không trọn thời gian."),
    )
    khoan = forms.BooleanField(label=_("Chủ hộ không nộp thuế theo kê khai"), required=False)
    khong_phep = forms.BooleanField(
        label=_("Người nước ngoài không có giấy phép lao động, chứng chỉ hành nghề"), required=False
    )
    noi_bo = forms.BooleanField(
        label=_("Người nước ngoài di chuyển trong nội bộ doanh nghiệp"), required=False
    )
    du_tuoi = forms.BooleanField(label=_("Đã đủ tuổi nghỉ hưu"), required=False)
    luong_huu = forms.BooleanField(label=_("Đang hưởng lương hưu"), required=False)

    def first_values(self, today: date) -> dict[str, str]:
        """Today, an employee."""
        return {"ngay": day_text(today), "ai": Kind.EMPLOYEE}


@dataclass(frozen=True, slots=True)
class FundLine:
    """One fund: yes, no, or not known from what was told."""

    name: str
    owes: bool | None


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer from a day on."""

    on: date
    value: bool | None
    funds: list[str]
    refused: str
    changes: list[str]
    now: bool


@require_safe
@public("calculator-obligation")
def page(request: HttpRequest) -> HttpResponse:
    """Must somebody take part."""
    return calculator(request, ObligationForm, _answer, "web/calculator/obligation.html")


def _answer(form: ObligationForm, book: Book) -> dict[str, object]:
    given, on = form.cleaned_data, form.cleaned_data["ngay"]

    def ask(asked: Book, day: date) -> Answer:
        return obligation(
            kind=given["ai"],
            contract_months=given["hop_dong"],
            on=day,
            book=asked,
            monthly_pay_vnd=given["luong"],
            declares_tax=not given["khoan"],
            has_permit=not given["khong_phep"],
            moved_within_company=given["noi_bo"],
            past_retirement_age=given["du_tuoi"],
            pension_paid=given["luong_huu"],
        )

    sheet = obligation_sheet(ask, on=on, first=HISTORY_FROM, last=max(form.today, on), book=book)
    answer = sheet.day.answer
    return {
        "headline": filled(answer.message, answer.values),
        "value": answer.value,
        "because": [_since(sheet)],
        "on": on,
        "funds": [FundLine(gettext(FUNDS[fund]), answer.funds.get(fund.value)) for fund in Fund],
        "turns": _turns(sheet.steps, on, book),
        "grounds": grounds(sheet.day.read, book),
    }


def _since(sheet: ObligationSheet) -> str:
    """Since when the answer holds."""
    if sheet.since is None:
        earliest = {"day": formats.day(sheet.steps[0].on)}
        return gettext("Như vậy từ trước hoặc đúng ngày %(day)s.") % earliest
    return gettext("Như vậy từ ngày %(day)s.") % {"day": formats.day(sheet.since)}


def _turns(steps: tuple[Step[Liability], ...], on: date, book: Book) -> list[Turn]:
    """The days on which the answer changed, the one in force on the day asked marked."""
    current = max((step.on for step in steps if step.on <= on), default=None)
    return [
        Turn(
            step.on,
            step.answer.value if step.answer else None,
            [gettext(FUNDS[Fund(fund)]) for fund, owes in step.answer.funds if owes] if step.answer else [],
            refusal(step.refused) if step.refused else "",
            [change_words(change, book) for change in step.changes],
            step.on == current,
        )
        for step in steps
    ]
