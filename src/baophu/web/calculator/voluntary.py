"""A plan of voluntary insurance: what is due now, who pays it, every way side by side, where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baophu.kernel.errors import Refused
from baophu.kernel.time import Month
from baophu.law.answered import answered
from baophu.law.benefits.age import Sex
from baophu.law.book import Book
from baophu.law.ruling import Ruling
from baophu.law.support import Group
from baophu.law.voluntary import Limits, limits
from baophu.law.voluntary_plan import Option, Outlook, Person, Plan, Way, Wish, plan
from baophu.reporting import formats
from baophu.web.calculator.asking import CalculatorForm, calculator, choices, day_text, grounds, money
from baophu.web.calculator.fields import (
    BirthField,
    CountField,
    DayField,
    MonthField,
    PercentField,
    VndField,
    read_day,
)
from baophu.web.calculator.saying import length_words, refusal, sentences, share
from baophu.web.calculator.words import GROUPS, SEXES
from baophu.web.guards import public
from baophu.web.law_in_force import book_in_force

OLDEST: Final = 120
WAYS: Final[dict[str, str]] = {
    "1": gettext_noop("Hằng tháng"),
    "3": gettext_noop("3 tháng một lần"),
    "6": gettext_noop("6 tháng một lần"),
    "12": gettext_noop("12 tháng một lần"),
    "truoc-24": gettext_noop("Một lần cho 2 năm về sau"),
    "truoc-36": gettext_noop("Một lần cho 3 năm về sau"),
    "truoc-48": gettext_noop("Một lần cho 4 năm về sau"),
    "truoc-60": gettext_noop("Một lần cho 5 năm về sau"),
    "thieu": gettext_noop("Một lần cho những tháng còn thiếu để hưởng lương hưu"),
}


class VoluntaryForm(CalculatorForm):
    """Income, group, way of paying, day; what was paid and supported before; who else helps; the person."""

    on_field = {
        "law.bad_income": "thu_nhap",
        "law.bad_mode": "cach",
        "law.too_young": "sinh",
        "law.bad_months": "da_ho_tro",
    }

    thu_nhap = VndField(label=_("Thu nhập chọn làm căn cứ đóng, một tháng (đồng)"))
    nhom = forms.TypedChoiceField(label=_("Nhóm được Nhà nước hỗ trợ"), coerce=Group, choices=choices(GROUPS))
    cach = forms.ChoiceField(label=_("Cách đóng"), choices=choices(WAYS))
    ngay = DayField(label=_("Ngày đóng"))
    bat_dau = MonthField(
        label=_("Đóng từ tháng"), required=False, help_text=_("Bỏ trống: tháng của ngày đóng.")
    )
    da_dong = CountField(label=_("Đã đóng trước đó (số tháng, cả bắt buộc và tự nguyện)"), required=False)
    da_ho_tro = CountField(label=_("Trong đó đã được Nhà nước hỗ trợ (số tháng)"), required=False)
    dia_phuong = PercentField(
        label=_("Địa phương hỗ trợ thêm (% mức đóng theo chuẩn hộ nghèo)"),
        required=False,
        help_text=_("Ghi theo nghị quyết của địa phương. Bỏ trống thì không tính."),
    )
    nguoi_khac = VndField(label=_("Người khác đóng giúp mỗi tháng (đồng)"), required=False)
    sinh = BirthField(
        label=_("Ngày sinh hoặc năm sinh"),
        required=False,
        help_text=_("Ghi thì trang tính thêm lương hưu sau này."),
    )
    gioi = forms.TypedChoiceField(label=_("Giới tính"), coerce=Sex, choices=choices(SEXES))

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        birth = self.fields["sinh"]
        assert isinstance(birth, DayField)
        birth.first, birth.last = date(today.year - OLDEST, 1, 1), today
        self.bounds = self._bounds()

    def first_values(self, today: date) -> dict[str, str]:
        """Today, every month, no group, nothing paid before."""
        return {"ngay": day_text(today), "cach": "1", "nhom": Group.OTHER, "gioi": Sex.FEMALE}

    def _bounds(self) -> Limits | None:
        """The incomes that may be chosen on the day typed, for the slider; None where they are not known."""
        on = read_day(str(self["ngay"].value() or "").strip()) or self.today
        try:
            return limits(on=on, book=book_in_force()).value
        except Refused:
            return None

    @property
    def slider(self) -> dict[str, int] | None:
        """The ends, the step and the place of the slider."""
        if self.bounds is None:
            return None
        least, step = self.bounds.least_vnd, self.bounds.step_vnd
        most = least + (self.bounds.most_vnd - least) // step * step
        chosen = self.cleaned_data.get("thu_nhap") if self.is_bound and self.is_valid() else None
        return {"least": least, "most": most, "step": step, "value": min(max(chosen or least, least), most)}

    def clean(self) -> dict[str, object]:
        """No more months supported than contributed."""
        given = super().clean() or {}
        paid, supported = given.get("da_dong"), given.get("da_ho_tro")
        if isinstance(paid, int) and isinstance(supported, int) and supported > paid:
            self.add_error("da_ho_tro", gettext("Số tháng được hỗ trợ nhiều hơn số tháng đã đóng."))
        return given

    @property
    def wish(self) -> Wish:
        """What was typed, as the rules take it."""
        given = self.cleaned_data
        return Wish(
            income_vnd=given["thu_nhap"],
            group=given["nhom"],
            starts=given["bat_dau"] or Month.of(given["ngay"]),
            used_months=given["da_ho_tro"] or 0,
            contributed_months=given["da_dong"] or 0,
            local_share=given["dia_phuong"],
            sponsor_vnd=given["nguoi_khac"] or 0,
        )

    @property
    def person(self) -> Person | None:
        """Who pays, where the birthday was told."""
        born = self.cleaned_data["sinh"]
        return None if born is None else Person(self.cleaned_data["gioi"], born)

    @property
    def way(self) -> tuple[Way, int]:
        """The way of paying and its months."""
        chosen: str = self.cleaned_data["cach"]
        if chosen == "thieu":
            return Way.MISSING, 0
        head, _dash, months = chosen.rpartition("-")
        return (Way.AHEAD if head else Way.CYCLE), int(months)


@dataclass(frozen=True, slots=True)
class Line:
    """One way to pay in the table."""

    name: str
    chosen: bool
    months: int
    gross: str
    support: str
    local: str
    sponsor: str
    own: str
    month: str
    due_on: date | None
    refused: str


@require_safe
@public("calculator-voluntary")
def page(request: HttpRequest) -> HttpResponse:
    """The plan of a voluntary participant."""
    return calculator(request, VoluntaryForm, _answer, "web/calculator/voluntary.html")


def _answer(form: VoluntaryForm, book: Book) -> dict[str, object]:
    on, (way, months) = form.cleaned_data["ngay"], form.way
    if way is Way.MISSING and form.person is None:
        form.add_error("sinh", gettext("Cách đóng này cần ngày sinh, để biết đã đủ tuổi nghỉ hưu chưa."))
        return {}
    found = answered(lambda asked: plan(form.wish, way, months, on=on, book=asked, person=form.person), book)
    made = found.answer.value
    leads_to = made.outlook
    return {
        "headline": _headline(made.chosen),
        "because": sentences(found.answer),
        "on": on,
        "chosen": _line(made.chosen, made),
        "lines": [_line(option, made) for option in made.options],
        "bounds": made.bounds,
        "helped": bool(form.wish.sponsor_vnd),
        "locally": form.wish.local_share is not None,
        "outlook": _outlook(leads_to, form.wish) if leads_to else None,
        "outlook_because": sentences(leads_to) if leads_to else [],
        "no_outlook": refusal(made.no_outlook) if made.no_outlook else "",
        "grounds": grounds(found.read, book),
    }


def _headline(chosen: Option) -> str:
    """What to pay, or why this way is closed."""
    if chosen.own_vnd is None:
        assert chosen.refused is not None
        return refusal(chosen.refused)
    values = {"own": money(chosen.own_vnd), "n": chosen.months}
    if chosen.due_on is None:
        return gettext("Bạn đóng %(own)s một lần cho %(n)s tháng.") % values
    return gettext("Bạn đóng %(own)s cho %(n)s tháng, chậm nhất ngày %(day)s.") % {
        **values,
        "day": formats.day(chosen.due_on),
    }


def _line(option: Option, made: Plan) -> Line:
    paid = option.paid
    ahead = f"truoc-{option.months}" if option.way is Way.AHEAD else str(option.months)
    return Line(
        name=gettext(WAYS["thieu" if option.way is Way.MISSING else ahead]),
        chosen=option is made.chosen,
        months=option.months,
        gross=money(paid.gross_vnd) if paid else "",
        support=money(paid.support_vnd) if paid else "",
        local=money(paid.local_vnd) if paid else "",
        sponsor=money(option.sponsor_vnd) if paid else "",
        own=money(option.own_vnd) if option.own_vnd is not None else "",
        month=money(option.month_vnd) if option.month_vnd is not None else "",
        due_on=option.due_on,
        refused=refusal(option.refused) if option.refused else "",
    )


def _outlook(ruling: Ruling[Outlook], wish: Wish) -> dict[str, object]:
    """Where the plan leads, in words."""
    found = ruling.value
    to_go = max(0, found.least_months - wish.contributed_months)
    return {
        "found": found,
        "least": length_words(found.least_months),
        "least_now": length_words(found.least_months_now),
        "law_changes": found.least_months != found.least_months_now,
        "to_go": length_words(to_go) if to_go else "",
        "enough_in": found.enough_in.text if found.enough_in else "",
        "then": length_words(found.months_then),
        "lacking": length_words(found.lacking_months) if found.lacking_months else "",
        "rate": share(found.rate) if found.rate is not None else "",
        "pension": money(found.pension_vnd) if found.pension_vnd is not None else "",
        "missing": refusal(found.missing) if found.missing else "",
    }
