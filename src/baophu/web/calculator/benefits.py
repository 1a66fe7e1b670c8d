"""Benefits: who has which, how much, by which article; what is not known is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from baophu.kernel.time import Month
from baophu.law.answered import answered
from baophu.law.benefits import accident, lump_sum, maternity, sickness, survivors, unemployment
from baophu.law.benefits.pension import pension
from baophu.law.benefits.time import Contributed, decimal
from baophu.law.book import Book, Value
from baophu.law.ruling import Ruling
from baophu.reporting import formats
from baophu.web.calculator.asking import calculator, grounds, money
from baophu.web.calculator.benefit_forms import FORMS
from baophu.web.calculator.saying import sentences, share
from baophu.web.guards import public

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: the headline, its parts, the rulings it rests on, what was read."""

    headline: str
    good: bool
    lines: list[tuple[str, str]]
    rulings: list[Ruling[Any]]
    read: list[Value]


@require_safe
@public("calculator-benefits")
def index(request: HttpRequest) -> HttpResponse:
    """The benefits that can be calculated."""
    kinds = [(kind, form.title, form.about) for kind, form in FORMS.items()]
    return render(request, "web/calculator/benefits.html", {"kinds": kinds, "page": "benefits"})


@require_safe
@public("calculator-benefit")
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """One benefit."""
    if kind not in FORMS:
        raise Http404
    answer = ANSWERS[kind]

    def tell(form: Any, book: Book) -> dict[str, object]:
        given, on = form.cleaned_data, form.cleaned_data["ngay"]
        told = answer(given | {"form": form}, on, book)
        return {
            "headline": told.headline,
            "value": told.good,
            "lines": told.lines,
            "because": sentences(*told.rulings),
            "on": on,
            "grounds": grounds(told.read, book),
        }

    return calculator(request, FORMS[kind], tell, "web/calculator/benefit.html")


class _Asking:
    """Puts questions to the rules, keeping the answers and what they read."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rulings: list[Ruling[Any]] = []
        self.read: list[Value] = []

    def __call__(self, ask: Callable[[Book], Ruling[Any]]) -> Any:
        found = answered(ask, self.book)
        self.rulings.append(found.answer)
        self.read += [value for value in found.read if value not in self.read]
        return found.answer.value

    def told(self, headline: str, good: bool, lines: list[tuple[str, str]]) -> Told:
        """The whole answer."""
        return Told(headline, good, lines, self.rulings, self.read)


def _pension(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    found = ask(
        lambda asked: pension(
            sex=given["gioi"],
            born=given["sinh"],
            months=given["thang"],
            average_vnd=given["luong"],
            on=on,
            book=asked,
            condition=given["dieu_kien"],
        )
    )
    if not found.eligible:
        return ask.told(
            gettext("Chưa được hưởng lương hưu ngày %(day)s.") % {"day": formats.day(on)},
            False,
            [(gettext("Đủ tuổi hưởng từ"), formats.day(found.starts_on))],
        )
    lines = [
        (gettext("Tỷ lệ hưởng"), share(found.rate)),
        (gettext("Lương hưu một tháng"), money(found.amount_vnd)),
        (gettext("Đủ tuổi hưởng từ"), formats.day(found.starts_on)),
    ]
    said = gettext("Lương hưu %(amount)s một tháng.") % {"amount": money(found.amount_vnd)}
    return ask.told(said, True, lines)


def _plain(number: Fraction) -> str:
    """A number without needless decimals, as the reader writes it."""
    shown = decimal(number)
    return shown.replace(",", ".") if formats.english() else shown


def _contributed(months: int, before_2014: int | None, on: date) -> Contributed:
    """The months of each part; untold, they are taken to end with the month of the day."""
    if before_2014 is not None:
        return Contributed(before_2014, months - before_2014)
    last = Month.of(on)
    return Contributed.between(last.plus(1 - months), last) if months else Contributed(0, 0)


def _lump_sum(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    first, left = given["bat_dau"] or Month.of(on), given["nghi"] or Month.of(on)
    may = ask(
        lambda asked: lump_sum.may_take_lump_sum(
            ground=given["ly_do"], months=given["thang"], first=first, left=left, on=on, book=asked
        )
    )
    found = ask(
        lambda asked: lump_sum.lump_sum(
            contributed=_contributed(given["thang"], given["truoc_2014"], on),
            average_vnd=given["luong"],
            on=on,
            book=asked,
            support_vnd=given["ho_tro"] or 0,
        )
    )
    lines = [
        (gettext("Số tháng bình quân"), _plain(found.months_of_average)),
        (gettext("Nếu được hưởng"), money(found.amount_vnd)),
    ]
    if not may:
        return ask.told(
            gettext("Chưa được hưởng BHXH một lần ngày %(day)s.") % {"day": formats.day(on)}, False, lines
        )
    return ask.told(
        gettext("BHXH một lần %(amount)s.") % {"amount": money(found.amount_vnd)}, True, lines[:1]
    )


def _sickness(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    years = given["thang"] // 12
    cap = ask(lambda asked: sickness.year_days(years=years, job=given["viec"], on=on, book=asked))
    left = Fraction(max(0, cap - (given["da_nghi"] or 0)))
    paid = min(given["so_ngay"], left)
    amount = ask(lambda asked: sickness.sickness(wage_vnd=given["luong"], days=paid, on=on, book=asked))
    lines = [
        (gettext("Tối đa trong năm (số ngày)"), str(cap)),
        (gettext("Được trả (số ngày)"), _plain(paid)),
    ]
    return ask.told(gettext("Trợ cấp ốm đau %(amount)s.") % {"amount": money(amount)}, paid > 0, lines)


def _maternity(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    entitled = ask(lambda asked: maternity.is_entitled(months_in_window=given["thang"], on=on, book=asked))
    if not entitled:
        return ask.told(gettext("Chưa đủ điều kiện hưởng chế độ thai sản."), False, [])
    found = ask(
        lambda asked: maternity.maternity(
            average_vnd=given["luong"],
            on=on,
            book=asked,
            children=given["so_con"],
            child_number=given["thu"],
        )
    )
    lines = [
        (gettext("Nghỉ (số tháng)"), str(found.leave_months)),
        (gettext("Trợ cấp thời gian nghỉ"), money(found.allowance_vnd)),
        (gettext("Trợ cấp một lần"), money(found.grant_vnd)),
    ]
    return ask.told(gettext("Thai sản cộng %(amount)s.") % {"amount": money(found.total_vnd)}, True, lines)


def _father(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    days, amount = ask(
        lambda asked: maternity.father(average_vnd=given["luong"], birth=given["sinh_con"], on=on, book=asked)
    )
    said = gettext("Cha được nghỉ %(days)s ngày làm việc, trợ cấp %(amount)s.")
    return ask.told(said % {"days": days, "amount": money(amount)}, True, [])


def _survivors(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    death = survivors.Death(
        contributed=_contributed(given["thang"], given["truoc_2014"], on),
        voluntary_months=given["tu_nguyen"] or 0,
        average_vnd=given["luong"] or 0,
        relatives=given["than_nhan"],
        has_carer=not given["mot_minh"],
        at_work=given["tai_nan"],
        pensioner=given["luong_huu"],
    )
    found = ask(lambda asked: survivors.death(death, on=on, book=asked))
    lines = [(gettext("Trợ cấp mai táng"), money(found.funeral_vnd))]
    if not found.monthly:
        lines.append((gettext("Trợ cấp tuất một lần"), money(found.total_vnd)))
        said = gettext("Mai táng %(funeral)s và trợ cấp tuất một lần %(amount)s.")
    else:
        lines.append((gettext("Mỗi thân nhân một tháng"), money(found.each_vnd)))
        lines.append((gettext("Số thân nhân được hưởng"), str(found.relatives)))
        said = gettext("Mai táng %(funeral)s và trợ cấp tuất %(amount)s một tháng.")
    amounts = {"funeral": money(found.funeral_vnd), "amount": money(found.total_vnd)}
    return ask.told(said % amounts, True, lines)


def _accident(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    found = ask(
        lambda asked: accident.allowance(
            percent=given["suy_giam"],
            years=given["nam"],
            wage_vnd=given["luong"],
            helpless=given["phuc_vu"],
            on=on,
            book=asked,
        )
    )
    lines = [
        (gettext("Theo mức suy giảm"), money(found.by_disability_vnd)),
        (gettext("Theo số năm đóng"), money(found.by_years_vnd)),
    ]
    if found.carer_vnd:
        lines.append((gettext("Người phục vụ, một tháng"), money(found.carer_vnd)))
    said = (
        gettext("Trợ cấp %(amount)s một tháng.") if found.monthly else gettext("Trợ cấp một lần %(amount)s.")
    )
    return ask.told(said % {"amount": money(found.total_vnd)}, True, lines)


def _unemployment(given: Given, on: date, book: Book) -> Told:
    ask = _Asking(book)
    where = given["form"].where(on, book)
    found = ask(
        lambda asked: unemployment.unemployment(
            contributed_months=given["thang"],
            average_vnd=given["luong"],
            on=on,
            book=asked,
            region=where.region,
            state_budget=given["nha_nuoc"],
        )
    )
    until = ask(lambda asked: unemployment.claim_until(left_on=on, book=asked))
    if not found.months:
        return ask.told(gettext("Chưa đủ thời gian đóng để hưởng trợ cấp thất nghiệp."), False, [])
    place = where.name or gettext("Chưa chọn xã: tính theo vùng IV.")
    lines = [
        (gettext("Một tháng"), money(found.monthly_vnd)),
        (gettext("Số tháng hưởng"), str(found.months)),
        (gettext("Nộp hồ sơ chậm nhất"), formats.day(until)),
        (gettext("Nơi làm việc"), place),
    ]
    return ask.told(
        gettext("Trợ cấp thất nghiệp cộng %(amount)s.") % {"amount": money(found.total_vnd)}, True, lines
    )


ANSWERS: Final[dict[str, Callable[[Given, date, Book], Told]]] = {
    "luong-huu": _pension,
    "mot-lan": _lump_sum,
    "om-dau": _sickness,
    "thai-san": _maternity,
    "cha": _father,
    "tu-tuat": _survivors,
    "tai-nan": _accident,
    "that-nghiep": _unemployment,
}
