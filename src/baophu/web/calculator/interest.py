"""Interest on late payment; where a year's rate is not known the principal stands, and the gap is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baophu.law.answered import answered
from baophu.law.book import Book
from baophu.law.due import due_day
from baophu.law.interest import DebtFund, InterestSpan, Payment, known_spans
from baophu.law.ruling import Ruling
from baophu.reporting import formats
from baophu.web.calculator.asking import CalculatorForm, calculator, choices, day_text, grounds, money
from baophu.web.calculator.fields import DayField, MonthField, VndField
from baophu.web.calculator.saying import sentences, share
from baophu.web.calculator.words import DEBT_FUNDS
from baophu.web.guards import public

PAYMENTS: Final = (1, 2, 3)


class InterestForm(CalculatorForm):
    """Fund, debt, the month owed or the due day, payments since, the day up to which interest is counted."""

    on_field = {"law.bad_debt": "no"}

    quy = forms.TypedChoiceField(label=_("Quỹ"), coerce=DebtFund, choices=choices(DEBT_FUNDS))
    no = VndField(label=_("Số tiền chưa đóng (đồng)"))
    thang = MonthField(
        label=_("Tháng phải đóng"),
        required=False,
        help_text=_("Hạn đóng tính theo luật của tháng ấy."),
    )
    han = DayField(
        label=_("Hoặc ngày cuối của hạn đóng"), required=False, help_text=_("Ghi một trong hai ô.")
    )
    den = DayField(label=_("Tính lãi đến hết ngày"))
    tra_1 = DayField(label=_("Lần trả 1: ngày"), required=False)
    tien_1 = VndField(label=_("Lần trả 1: số tiền (đồng)"), required=False)
    tra_2 = DayField(label=_("Lần trả 2: ngày"), required=False)
    tien_2 = VndField(label=_("Lần trả 2: số tiền (đồng)"), required=False)
    tra_3 = DayField(label=_("Lần trả 3: ngày"), required=False)
    tien_3 = VndField(label=_("Lần trả 3: số tiền (đồng)"), required=False)

    def first_values(self, today: date) -> dict[str, str]:
        """Social insurance, up to today."""
        return {"quy": DebtFund.BHXH, "den": day_text(today)}

    @property
    def payment_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields of the payments."""
        return [(self[f"tra_{n}"], self[f"tien_{n}"]) for n in PAYMENTS]

    @property
    def has_payments(self) -> bool:
        """Whether anything stands in the fields of the payments."""
        return any(field.value() for pair in self.payment_fields for field in pair)

    def clean(self) -> dict[str, object]:
        """One of month and due day; each payment whole; no more paid than owed."""
        given = super().clean() or {}
        told = [name for name in ("thang", "han") if given.get(name)]
        if not told and not {"thang", "han"} & set(self.errors):
            self.add_error("thang", gettext("Chưa có tháng phải đóng, cũng chưa có ngày hết hạn. Ghi một ô."))
        if len(told) > 1:
            self.add_error("han", gettext("Chỉ ghi một trong hai ô: tháng phải đóng hoặc ngày hết hạn."))
        for n in PAYMENTS:
            day, sum_vnd = given.get(f"tra_{n}"), given.get(f"tien_{n}")
            if (day is None) != (sum_vnd is None) and not {f"tra_{n}", f"tien_{n}"} & set(self.errors):
                missing = f"tra_{n}" if day is None else f"tien_{n}"
                self.add_error(missing, gettext("Mỗi lần trả cần cả ngày và số tiền."))
        paid = sum(payment.amount_vnd for payment in self._payments(given))
        if isinstance(owed := given.get("no"), int) and paid > owed:
            self.add_error(
                f"tien_{self._payment_numbers(given)[-1]}",
                gettext("Các lần trả cộng lại %(paid)s, nhiều hơn số nợ %(owed)s.")
                % {"paid": money(paid), "owed": money(owed)},
            )
        return given

    def _payment_numbers(self, given: dict[str, object]) -> list[int]:
        return [n for n in PAYMENTS if isinstance(given.get(f"tien_{n}"), int)]

    def _payments(self, given: dict[str, object]) -> list[Payment]:
        found = []
        for n in PAYMENTS:
            day, sum_vnd = given.get(f"tra_{n}"), given.get(f"tien_{n}")
            if isinstance(day, date) and isinstance(sum_vnd, int):
                found.append(Payment(day, sum_vnd))
        return found

    @property
    def payments(self) -> list[Payment]:
        """The payments typed."""
        return self._payments(self.cleaned_data)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the debt's life."""

    starts_on: date
    ends_on: date
    times: str
    rate: str
    amount: str  # empty where it is not determined
    reason: str


@require_safe
@public("calculator-interest")
def page(request: HttpRequest) -> HttpResponse:
    """The interest on a debt up to a day."""
    return calculator(request, InterestForm, _answer, "web/calculator/interest.html")


def _answer(form: InterestForm, book: Book) -> dict[str, object]:
    given = form.cleaned_data

    def ask(asked: Book) -> tuple[date, list[Ruling[date]], Ruling[tuple[InterestSpan, ...]]]:
        due = [due_day(month=given["thang"], book=asked)] if given["thang"] else []
        ends = due[0].value if due else given["han"]
        spans = known_spans(
            fund=given["quy"],
            owed_vnd=given["no"],
            due=ends,
            on=given["den"],
            book=asked,
            payments=form.payments,
        )
        return ends, due, spans

    found = answered(ask, book)
    due, due_ruling, spans = found.answer
    known = sum(span.amount_vnd for span in spans.value if span.amount_vnd is not None)
    left = given["no"] - sum(p.amount_vnd for p in form.payments if p.on <= given["den"])
    gaps = undetermined(spans.value)
    return {
        "headline": _headline((left, known), gaps, due, given["den"]),
        "because": [*sentences(*due_ruling, spans)],
        "on": given["den"],
        "due": due,
        "left": money(left),
        "known": money(known),
        "late_days": max(0, (given["den"] - due).days),
        "gaps": gaps,
        "missing": _missing(spans.value, book),
        "lines": [_line(span, book) for span in spans.value],
        "total": money(left + known) if not gaps else "",
        "grounds": grounds(found.read, book),
    }


def undetermined(spans: tuple[InterestSpan, ...]) -> list[tuple[date, date]]:
    """The stretches without a known rate, those that touch joined."""
    gaps: list[tuple[date, date]] = []
    for span in spans:
        if span.missing is None:
            continue
        if gaps and gaps[-1][1] + timedelta(days=1) == span.starts_on:
            gaps[-1] = (gaps[-1][0], span.ends_on)
        else:
            gaps.append((span.starts_on, span.ends_on))
    return gaps


def _headline(sums: tuple[int, int], gaps: list[tuple[date, date]], due: date, on: date) -> str:
    """The first line: the interest, or the principal and from when to when the interest cannot be told."""
    left, known = sums
    if on <= due:
        return gettext("Chưa quá hạn đóng %(day)s nên chưa có lãi.") % {"day": formats.day(due)}
    if not gaps:
        return gettext("Tiền lãi chậm đóng đến hết ngày %(day)s: %(amount)s.") % {
            "day": formats.day(on),
            "amount": money(known),
        }
    stretches = gettext(" và ").join(
        gettext("từ %(first)s đến %(last)s") % {"first": formats.day(a), "last": formats.day(b)}
        for a, b in gaps
    )
    return gettext("Nợ gốc còn %(left)s; chưa xác định được tiền lãi %(stretches)s.") % {
        "left": money(left),
        "stretches": stretches,
    }


def _missing(spans: tuple[InterestSpan, ...], book: Book) -> list[str]:
    """Which numbers of law are missing, each once."""
    names = [_reason(span, book) for span in spans if span.missing is not None]
    return list(dict.fromkeys(names))


def _reason(span: InterestSpan, book: Book) -> str:
    """Which number is missing for a stretch."""
    if span.missing is None:
        return ""
    name = book.parameters[str(span.missing.values["key"])].name
    return gettext("chưa có “%(name)s” của năm %(year)s") % {
        "name": gettext(name),
        "year": span.starts_on.year,
    }


def _line(span: InterestSpan, book: Book) -> Line:
    times = (
        ngettext("%(n)s ngày", "%(n)s ngày", span.times)
        if span.by_day
        else ngettext("%(n)s lần, vào ngày 1 của tháng", "%(n)s lần, vào ngày 1 của tháng", span.times)
    )
    return Line(
        span.starts_on,
        span.ends_on,
        times % {"n": span.times},
        share(span.rate) if span.rate is not None and span.missing is None else "",
        money(span.amount_vnd) if span.amount_vnd is not None else "",
        _reason(span, book),
    )
