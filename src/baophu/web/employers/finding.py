"""The form of an officer's own finding on an employer."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from baophu.plan.findings import OUTCOMES

FIRST_DAY = date(2017, 1, 1)
MOST_WORKERS = 100_000
COUNTED, NOBODY, NEEDS_NOTE = 1, 2, frozenset({4, 9})


class FindingForm(forms.Form):
    """What was seen, when, on which paper."""

    found_on = forms.DateField(
        label=_("Ngày làm việc"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Chưa có ngày làm việc. Ghi ngày trên biên bản."),
            "invalid": _("Chưa đọc được ngày này. Ghi như 31/12/2018."),
        },
    )
    document = forms.CharField(
        label=_("Số văn bản"),
        max_length=120,
        error_messages={
            "required": _("Chưa có số văn bản. Ghi số biên bản hoặc công văn, ví dụ 15/BB-BHXH."),
            "max_length": _("Số văn bản dài quá 120 ký tự."),
        },
    )
    outcome = forms.TypedChoiceField(
        label=_("Kết quả"),
        coerce=int,
        choices=[(code, _(words)) for code, words in OUTCOMES.items()],
        error_messages={
            "required": _("Chưa chọn kết quả."),
            "invalid_choice": _("Kết quả là một trong chín mã 1–9."),
        },
    )
    headcount = forms.IntegerField(
        label=_("Số lao động thuộc diện"),
        required=False,
        min_value=0,
        max_value=MOST_WORKERS,
        error_messages={
            "invalid": _("Số lao động là số nguyên, ví dụ 12. Ghi 0 nếu không thuê ai."),
            "min_value": _("Số lao động không nhỏ hơn 0."),
            "max_value": _("Số lao động quá lớn. Kiểm tra lại."),
        },
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Ghi chú dài quá 400 ký tự.")},
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        """Take the day on which the form is filled in: a finding cannot lie after it."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_found_on(self) -> date:
        """Not in the future, not before the plan."""
        day: date = self.cleaned_data["found_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày làm việc sau hôm nay. Kiểm tra lại ngày."))
        if day < FIRST_DAY:
            raise forms.ValidationError(_("Ngày làm việc trước năm 2017. Kiểm tra lại năm."))
        return day

    def clean(self) -> dict[str, object]:
        """A count belongs to outcome 1, none to 2; some outcomes need a word more."""
        given = super().clean() or {}
        outcome, headcount = given.get("outcome"), given.get("headcount")
        if outcome == COUNTED and headcount is None and "headcount" not in self.errors:
            self.add_error("headcount", _("Chưa có số lao động thuộc diện. Kết quả 1 cần số này."))
        if outcome == COUNTED and headcount == 0:
            self.add_error(
                "headcount", _("Kết quả 1 là có lao động thuộc diện. Nếu không có ai, chọn kết quả 2.")
            )
        if outcome == NOBODY and headcount:
            self.add_error(
                "headcount", _("Kết quả 2 là không có lao động thuộc diện. Nếu có, chọn kết quả 1.")
            )
        if outcome in NEEDS_NOTE and not given.get("note"):
            self.add_error(
                "note", _("Kết quả này cần ghi chú: ngừng đến ngày nào, hoặc trùng với đơn vị nào.")
            )
        return given
