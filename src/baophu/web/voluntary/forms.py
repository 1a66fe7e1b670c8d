"""The forms of a claim: its quarter, a document, an amount."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from baophu.kernel.money import parse_vnd


class DocumentForm(forms.Form):
    """The number and the day of a document, and a remark."""

    document_no = forms.CharField(
        label=_("Số văn bản"), max_length=80, error_messages={"required": _("Chưa ghi số văn bản.")}
    )
    document_on = forms.DateField(
        label=_("Ngày văn bản"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Chưa ghi ngày văn bản."),
            "invalid": _("Chưa đọc được ngày này. Ghi như 31/12/2018."),
        },
    )


class TransferForm(DocumentForm):
    """What Finance transferred, by which document."""

    amount = forms.CharField(
        label=_("Số tiền đã chuyển (đồng)"), error_messages={"required": _("Chưa ghi số tiền đã chuyển.")}
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def clean_amount(self) -> int:
        """Whole đồng, in any usual spelling."""
        amount = parse_vnd(self.cleaned_data["amount"])
        if amount is None or amount < 0:
            raise forms.ValidationError(_("Chưa đọc được số tiền này. Ghi như 12.345.000."))
        return amount


class NoteForm(forms.Form):
    """Why a claim is settled or taken back."""

    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=300,
        error_messages={"required": _("Chưa ghi chú. Ghi lý do bằng một câu ngắn.")},
    )
