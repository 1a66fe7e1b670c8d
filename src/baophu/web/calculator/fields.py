"""Fields that read what people type: amounts in any spelling, days, months, counts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baophu.kernel.money import parse_vnd
from baophu.kernel.time import Month
from baophu.law.benefits.age import birth_of_year
from baophu.reporting import formats

FIRST_DAY: Final = date(2014, 1, 1)  # the law book knows no wage and no rate before
MOST_VND: Final = 1_000_000_000_000
MOST_MONTHS: Final = 720
LONGEST: Final = 40  # letters of anything typed into a small field
_DAY_FORMATS: Final = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
_MONTH: Final = re.compile(r"(?:(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2}))", re.ASCII)


def last_day(today: date) -> date:
    """Give the last day that may be asked about: the end of next year."""
    return date(today.year + 1, 12, 31)


class _Typed(forms.CharField):
    """A text field of one line that is read as something else."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """None where nothing was typed."""
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > LONGEST:
            raise forms.ValidationError(gettext("Ô này dài quá %(n)s ký tự.") % {"n": LONGEST})
        return self.read(text)

    def read(self, text: str) -> Any:
        """Read what was typed; raises `ValidationError` with a sentence."""
        raise NotImplementedError


class VndField(_Typed):
    """An amount of đồng: 5.000.000, 5000000, 5 000 000 đ."""

    default_error_messages = {"required": _("Chưa có số tiền. Ghi như 5.000.000.")}

    def read(self, text: str) -> int:
        """Not below nothing, not more than a thousand milliards."""
        amount = parse_vnd(text)
        if amount is None:
            raise forms.ValidationError(
                gettext("Chưa đọc được số tiền “%(text)s”. Ghi như 5.000.000 hoặc 5000000.") % {"text": text}
            )
        if amount < 0:
            raise forms.ValidationError(gettext("Số tiền không nhỏ hơn 0."))
        if amount > MOST_VND:
            most = formats.vnd(MOST_VND)
            raise forms.ValidationError(gettext("Số tiền lớn quá %(most)s. Kiểm tra lại.") % {"most": most})
        return amount


class DayField(_Typed):
    """A day: 31/12/2018 or 2018-12-31, within bounds that the form sets."""

    default_error_messages = {"required": _("Chưa có ngày. Ghi như 31/12/2018.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first, self.last = FIRST_DAY, date.max
        self.widget.attrs["placeholder"] = "31/12/2018"

    def read(self, text: str) -> date:
        """A day of the calendar that lies within the bounds."""
        day = read_day(text)
        if day is None:
            raise forms.ValidationError(
                gettext("Chưa đọc được ngày “%(text)s”. Ghi như 31/12/2018.") % {"text": text}
            )
        if not self.first <= day <= self.last:
            raise forms.ValidationError(
                gettext("Ngày %(day)s ngoài khoảng tính được. Chọn ngày từ %(first)s đến %(last)s.")
                % {
                    "day": formats.day(day),
                    "first": formats.day(self.first),
                    "last": formats.day(self.last),
                }
            )
        return day


def read_day(text: str) -> date | None:
    """Read a day in a usual spelling, None where it is none."""
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


class BirthField(DayField):
    """A birthday, or the year alone: then 1 January of the next year counts, as for the age of retirement."""

    default_error_messages = {"required": _("Chưa có ngày sinh. Ghi như 20/05/1978, hoặc năm sinh.")}

    def read(self, text: str) -> date:
        """A year of four digits is a birthday too."""
        if re.fullmatch(r"\d{4}", text, re.ASCII) and date.min.year < int(text) < date.max.year:
            year = birth_of_year(int(text))
            return super().read(f"{year:%d/%m}/{year.year:04}")
        return super().read(text)


class MonthField(_Typed):
    """A month: 06/2018 or 2018-06."""

    default_error_messages = {"required": _("Chưa có tháng. Ghi như 06/2018.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first, self.last = FIRST_DAY, date.max
        self.widget.attrs["placeholder"] = "06/2018"

    def read(self, text: str) -> Month:
        """A month of the calendar whose days lie within the bounds."""
        found = _MONTH.fullmatch(text)
        number, year = (int(found[1] or found[4]), int(found[2] or found[3])) if found else (0, 0)
        if not 1 <= number <= 12:
            raise forms.ValidationError(
                gettext("Chưa đọc được tháng “%(text)s”. Ghi như 06/2018.") % {"text": text}
            )
        month, first, last = Month(year, number), Month.of(self.first), Month.of(self.last)
        if not first <= month <= last:
            raise forms.ValidationError(
                gettext("Tháng %(month)s ngoài khoảng tính được. Chọn tháng từ %(first)s đến %(last)s.")
                % {"month": month.text, "first": first.text, "last": last.text}
            )
        return month


class CountField(_Typed):
    """A whole number from 0 to a most."""

    default_error_messages = {"required": _("Chưa có số. Ghi số nguyên, ví dụ 12.")}

    def __init__(self, *, least: int = 0, most: int = MOST_MONTHS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        """Digits only."""
        if not re.fullmatch(r"[-−]?\d{1,30}", text, re.ASCII):
            raise forms.ValidationError(
                gettext("Chưa đọc được số “%(text)s”. Ghi số nguyên, ví dụ 12.") % {"text": text}
            )
        number = int(text.replace("−", "-"))
        if not self.least <= number <= self.most:
            raise forms.ValidationError(
                gettext("Ghi số từ %(least)s đến %(most)s.") % {"least": self.least, "most": self.most}
            )
        return number


class PercentField(_Typed):
    """A share written in per cent: 10, 12,5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def read(self, text: str) -> Fraction:
        """From 0 to 100."""
        try:
            number = Decimal(text.rstrip("% ").replace(",", "."))
        except InvalidOperation:
            number = Decimal(-1)
        if not (number.is_finite() and 0 <= number <= 100):
            raise forms.ValidationError(
                gettext("Chưa đọc được tỷ lệ “%(text)s”. Ghi số từ 0 đến 100, ví dụ 10.") % {"text": text}
            )
        return Fraction(number) / 100


class HalfDaysField(_Typed):
    """A number of days, half days written with a comma or a dot."""

    default_error_messages = {"required": _("Chưa có số ngày. Ghi như 3 hoặc 2,5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def read(self, text: str) -> Fraction:
        """More than nothing, at most a year."""
        found = re.fullmatch(r"(\d{1,3})(?:[.,]([05]))?", text, re.ASCII)
        number = Fraction(f"{found[1]}.{found[2] or 0}") if found else Fraction(0)
        if not 0 < number <= 366:
            raise forms.ValidationError(
                gettext("Chưa đọc được số ngày “%(text)s”. Ghi từ 0,5 đến 366, nửa ngày ghi 0,5.")
                % {"text": text}
            )
        return number
