"""The forms of sponsorships, of the province's own support, of collection agents."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baophu.access.queries import Run
from baophu.law.support import Group
from baophu.places.queries import areas
from baophu.reporting import formats
from baophu.web.calculator.asking import choices
from baophu.web.calculator.fields import CountField, DayField, MonthField, PercentField, VndField
from baophu.web.calculator.words import GROUPS

WHOLE = "42"
MOST_YEARS = 5
SHARES = {f"ty_le_{group.value}": group for group in Group}
_ABSENT = {"required": _("Chưa ghi ô này.")}


class EnteringForm(forms.Form):
    """A form with ids of its own on a page."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="v-%s", label_suffix="")


def offer_areas(field: forms.Field, run: Run | None) -> None:
    """Fill the choices with the province, its districts and communes as they stand on the run's day."""
    assert isinstance(field, forms.ChoiceField)
    named: list[tuple[str, str]] = [("", gettext("Cả tỉnh"))]
    if run is not None:
        for level in ("district", "commune"):
            named += [
                (place.code, formats.area_name(place.rank, place.name)) for place in areas(level, run.on)
            ]
    field.choices = named


class SponsorForm(EnteringForm):
    """An organisation's promise: how much a month, for whom, by which document."""

    to_chuc = forms.CharField(label=_("Tổ chức tài trợ"), max_length=200, error_messages=_ABSENT)
    van_ban = forms.CharField(label=_("Số văn bản"), max_length=80, error_messages=_ABSENT)
    ngay = DayField(label=_("Ngày văn bản"))
    tu_thang = MonthField(label=_("Từ tháng"))
    den_thang = MonthField(label=_("Đến hết tháng"))
    so_tien = VndField(label=_("Số tiền một người, một tháng (đồng)"), required=False)
    ty_le = PercentField(label=_("Hoặc tỷ lệ mức đóng (%)"), required=False)
    nhom = forms.MultipleChoiceField(
        label=_("Cho nhóm nào"),
        choices=choices(GROUPS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bỏ trống: mọi nhóm."),
    )
    dia_ban = forms.ChoiceField(label=_("Ở địa bàn nào"), required=False)
    nguoi = forms.CharField(
        label=_("Mã số BHXH của người được tài trợ"),
        required=False,
        max_length=30000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một mã 10 chữ số. Bỏ trống: mọi người thuộc nhóm và địa bàn trên."),
    )

    def __init__(self, data: Any = None, *, run: Run | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        offer_areas(self.fields["dia_ban"], run)

    def clean_nguoi(self) -> list[str]:
        """The insurance numbers, in whatever way they are parted."""
        return [word for word in re.split(r"[\s,;]+", self.cleaned_data["nguoi"]) if word]


class ReasonForm(EnteringForm):
    """Why something is taken back or ended."""

    ly_do = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Chưa ghi lý do.")}
    )


class TopUpForm(EnteringForm):
    """How much the province would add for each group, where, for how many years."""

    ty_le_poor = PercentField(label=_("Hộ nghèo (%)"), required=False)
    ty_le_near_poor = PercentField(label=_("Hộ cận nghèo (%)"), required=False)
    ty_le_ethnic_minority = PercentField(label=_("Dân tộc thiểu số (%)"), required=False)
    ty_le_other = PercentField(label=_("Đối tượng khác (%)"), required=False)
    dia_ban = forms.ChoiceField(label=_("Địa bàn"), required=False)
    tu_nam = CountField(label=_("Từ năm"), least=2018, most=2100)
    so_nam = CountField(label=_("Trong mấy năm"), least=1, most=MOST_YEARS)
    ghi_chu = forms.CharField(label=_("Ghi chú khi lưu"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, run: Run | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        offer_areas(self.fields["dia_ban"], run)

    @property
    def shares(self) -> dict[Group, Fraction]:
        """The shares typed, nothing where a field is empty."""
        return {group: self.cleaned_data[name] or Fraction(0) for name, group in SHARES.items()}

    @property
    def years(self) -> range:
        """The years asked for."""
        first = self.cleaned_data["tu_nam"]
        return range(first, first + self.cleaned_data["so_nam"])


class DecisionForm(EnteringForm):
    """What was decided, by which document, why."""

    quyet = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("co", _("Chấp thuận")), ("khong", _("Không chấp thuận"))],
    )
    van_ban = forms.CharField(label=_("Số văn bản"), max_length=80, error_messages=_ABSENT)
    ngay = DayField(label=_("Ngày văn bản"))
    ly_do = forms.CharField(
        label=_("Lý do"), max_length=300, error_messages={"required": _("Chưa ghi lý do.")}
    )


class AgentForm(EnteringForm):
    """An organisation under contract to collect."""

    ma = forms.CharField(label=_("Mã đại lý trong danh sách"), max_length=40, error_messages=_ABSENT)
    to_chuc = forms.CharField(label=_("Tên tổ chức"), max_length=200, error_messages=_ABSENT)
    dia_ban = forms.ChoiceField(label=_("Địa bàn"), required=False)
    van_ban = forms.CharField(label=_("Số hợp đồng"), max_length=80, error_messages=_ABSENT)
    ngay = DayField(label=_("Ngày hợp đồng"))

    def __init__(self, data: Any = None, *, run: Run | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        offer_areas(self.fields["dia_ban"], run)


class EndForm(ReasonForm):
    """On which day a contract ends, and why."""

    ngay = DayField(label=_("Ngày kết thúc"))
    field_order = ("ngay", "ly_do")
