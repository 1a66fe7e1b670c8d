"""What officers type about money: read strictly, refused in a sentence that says what to write instead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baophu.kernel.money import parse_vnd
from baophu.kernel.time import Month

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


class DayField(forms.DateField):
    """A day as 31/12/2018."""

    def __init__(self, **given: object) -> None:
        """Set the sentences of a day."""
        super().__init__(
            input_formats=DAYS,
            error_messages={
                "required": _("Chưa có ngày. Ghi như 31/12/2018."),
                "invalid": _("Chưa đọc được ngày này. Ghi như 31/12/2018."),
            },
            **given,  # type: ignore[arg-type]
        )


class TextField(forms.CharField):
    """A line of text that must be there."""

    def __init__(self, *, absent: Any, longest: int, **given: object) -> None:
        """Set the sentence for an empty field."""
        super().__init__(
            max_length=longest,
            error_messages={"required": absent, "max_length": _("Dài quá số ký tự cho phép.")},
            **given,  # type: ignore[arg-type]
        )


class MoneyField(forms.CharField):
    """An amount of đồng, with or without points."""

    default_error_messages = {
        "required": _("Chưa có số tiền. Ghi số đồng, ví dụ 5.000.000."),
        "invalid": _("Chưa đọc được số tiền này. Ghi số đồng lớn hơn 0, ví dụ 5.000.000."),
    }

    def clean(self, value: object) -> int:
        """Give whole đồng above nothing."""
        amount = parse_vnd(super().clean(value))
        if amount is None or amount <= 0:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return amount


class AssignForm(forms.Form):
    """To which unit a transfer belongs, and why."""

    unit_code = TextField(
        label=_("Mã đơn vị"), longest=24, absent=_("Chưa có mã đơn vị. Ghi mã do BHXH cấp, ví dụ TA0417B.")
    )
    because = TextField(
        label=_("Lý do"), longest=400, absent=_("Chưa có lý do. Ghi căn cứ, ví dụ công văn của đơn vị.")
    )


class WithdrawForm(forms.Form):
    """Which decision is taken back, and why."""

    number = forms.IntegerField(min_value=1)
    because = TextField(label=_("Lý do rút"), longest=400, absent=_("Chưa có lý do rút quyết định."))


class CommitmentForm(forms.Form):
    """A promise to pay, by which paper."""

    document = TextField(
        label=_("Số văn bản cam kết"), longest=200, absent=_("Chưa có số văn bản cam kết trả nợ.")
    )
    signed_on = DayField(label=_("Ngày ký"))
    amount_vnd = MoneyField(label=_("Số tiền cam kết"))
    pay_by = DayField(label=_("Trả trước ngày"))

    def clean(self) -> dict[str, object]:
        """A promise is kept after it is made."""
        given = super().clean() or {}
        signed, until = given.get("signed_on"), given.get("pay_by")
        if isinstance(signed, date) and isinstance(until, date) and until < signed:
            self.add_error("pay_by", _("Ngày trả trước ngày ký. Kiểm tra lại."))
        return given


class HardForm(forms.Form):
    """The paper that makes a debt hard to collect."""

    document_kind = forms.ChoiceField(label=_("Loại văn bản"))
    document = TextField(label=_("Số văn bản"), longest=200, absent=_("Chưa có số văn bản."))
    issued_on = DayField(label=_("Ngày văn bản"))

    def __init__(self, *given: object, kinds: list[tuple[str, str]], **more: object) -> None:
        """Take the kinds of papers that count."""
        super().__init__(*given, **more)  # type: ignore[arg-type]
        field = self.fields["document_kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, _(label)) for value, label in kinds]


class MonthField(forms.CharField):
    """A month as 06/2018."""

    default_error_messages = {
        "required": _("Chưa có tháng. Ghi như 06/2018."),
        "invalid": _("Chưa đọc được tháng này. Ghi như 06/2018."),
    }

    def clean(self, value: object) -> Month:
        """Give the month."""
        number, _slash, year = str(super().clean(value)).strip().partition("/")
        found = month_of(f"{year}-{number.zfill(2)}")
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class ReliefForm(forms.Form):
    """What a unit need not pay, from when to when, by which paper and article."""

    kind = forms.ChoiceField(label=_("Loại quyết định"))
    first = MonthField(label=_("Từ tháng"))
    last = MonthField(label=_("Đến hết tháng"))
    document = TextField(label=_("Số văn bản"), longest=200, absent=_("Chưa có số văn bản."))
    issued_on = DayField(label=_("Ngày văn bản"))
    article = TextField(
        label=_("Điều khoản"), longest=200, absent=_("Chưa có điều khoản. Ghi như Điều 88 Luật BHXH 2014.")
    )

    def __init__(self, *given: object, kinds: list[tuple[str, str]], **more: object) -> None:
        """Take the kinds of decisions."""
        super().__init__(*given, **more)  # type: ignore[arg-type]
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, _(label)) for value, label in kinds]


class DisputeForm(forms.Form):
    """What a unit holds against its notice."""

    claim = TextField(
        label=_("Đơn vị nêu gì"), longest=1000, absent=_("Chưa có nội dung. Ghi điều đơn vị không đồng ý.")
    )


class SettleForm(forms.Form):
    """The minutes of a reconciliation."""

    number = forms.IntegerField(min_value=1)
    document = TextField(
        label=_("Số biên bản"), longest=80, absent=_("Chưa có số biên bản. Ghi như 12/BB-BHXH.")
    )
    issued_on = DayField(label=_("Ngày biên bản"))
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("upheld", _("Giữ nguyên thông báo")), ("corrected", _("Lập thông báo sửa"))],
    )


def month_of(text: str) -> Month | None:
    """A month from an address, `2018-06`; None when it is none."""
    year, _dash, number = text.partition("-")
    if len(year) != 4 or not (year + number).isdecimal() or len(number) != 2:
        return None
    return Month(int(year), int(number)) if 1 <= int(number) <= 12 and int(year) else None
