"""The form by which an officer enters a value of law from a document."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from baophu.law.book import Parameter, Shape, Unit
from baophu.lawbook.rules.typed import newest, typed_form, words_of

_DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
_NO_DAY = _("Chưa đọc được ngày này. Ghi như 31/12/2018.")
HELP: dict[Unit, str] = {
    Unit.SHARE: gettext_noop("Ghi tỷ lệ kèm dấu %, đúng như văn bản."),
    Unit.TIMES: gettext_noop("Ghi số lần, ví dụ 1,08."),
    Unit.VND: gettext_noop("Ghi số đồng."),
    Unit.YES_NO: gettext_noop("Ghi “có” hoặc “không”."),
    Unit.DATE: gettext_noop("Ghi ngày/tháng/năm."),
}


class ValueForm(forms.Form):
    """What the document says, from which day, and the document itself."""

    holds_from = forms.DateField(
        label=_("Áp dụng từ ngày"),
        input_formats=_DAYS,
        error_messages={"required": _("Chưa có ngày bắt đầu áp dụng."), "invalid": _NO_DAY},
    )
    value = forms.CharField(
        label=_("Giá trị"),
        max_length=4000,
        error_messages={"required": _("Chưa có giá trị."), "max_length": _("Giá trị dài quá 4000 ký tự.")},
    )
    document = forms.CharField(
        label=_("Số văn bản"),
        max_length=120,
        error_messages={
            "required": _("Chưa có số văn bản. Ghi số trên văn bản, ví dụ 157/TB-BHXH."),
            "max_length": _("Số văn bản dài quá 120 ký tự."),
        },
    )
    document_on = forms.DateField(
        label=_("Ngày văn bản"),
        input_formats=_DAYS,
        error_messages={"required": _("Chưa có ngày văn bản."), "invalid": _NO_DAY},
    )
    article = forms.CharField(
        label=_("Điều khoản, cơ quan ban hành"),
        max_length=200,
        error_messages={
            "required": _("Chưa có điều khoản, cơ quan ban hành, ví dụ Thông báo của BHXH Việt Nam."),
            "max_length": _("Phần này dài quá 200 ký tự."),
        },
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Ghi chú dài quá 400 ký tự.")},
    )


def help_for(parameter: Parameter) -> str:
    """How a value of the parameter is typed, with its newest one as an example."""
    parts = [gettext(HELP[parameter.unit])] if parameter.unit in HELP else []
    if parameter.unit is Unit.WORD:
        parts.append(gettext("Một trong các từ: %(words)s.") % {"words": ", ".join(words_of(parameter))})
    if parameter.shape is Shape.LIST:
        parts.append(
            gettext("Các giá trị cách nhau bằng dấu chấm phẩy; không có giá trị nào thì ghi “không có”.")
        )
    if parameter.shape is Shape.TABLE:
        parts.append(gettext("Mỗi dòng ghi “dòng: giá trị”, cách nhau bằng dấu chấm phẩy."))
    model = newest(parameter)
    if model is not None:
        parts.append(gettext("Giá trị gần nhất: %(value)s.") % {"value": typed_form(model, parameter.unit)})
    return " ".join(parts)
