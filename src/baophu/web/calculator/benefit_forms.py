"""What each benefit asks: the wages, the months, the day, and what else its rule hangs on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.utils.translation import gettext_lazy as _

from baophu.law.benefits.age import Condition, Sex
from baophu.law.benefits.lump_sum import Ground
from baophu.law.benefits.maternity import Birth
from baophu.law.benefits.sickness import Job
from baophu.web.calculator.asking import CalculatorForm, choices, day_text
from baophu.web.calculator.fields import BirthField, CountField, DayField, HalfDaysField, MonthField, VndField
from baophu.web.calculator.places import PlacedForm
from baophu.web.calculator.words import CONDITIONS, SEXES

OLDEST: Final = 120
EARLIEST: Final = date(1960, 1, 1)
GROUNDS: Final[dict[Ground, str]] = {
    Ground.LEFT_WORK: gettext_noop("Nghỉ việc, chờ đủ một năm"),
    Ground.RETIREMENT_AGE: gettext_noop("Đủ tuổi nghỉ hưu, chưa đủ thời gian đóng"),
    Ground.ABROAD: gettext_noop("Ra nước ngoài định cư"),
    Ground.ILLNESS: gettext_noop("Mắc bệnh hiểm nghèo theo danh mục"),
}
BIRTHS: Final[dict[Birth, str]] = {
    Birth.NORMAL: gettext_noop("Sinh thường, một con"),
    Birth.CAESAREAN: gettext_noop("Sinh mổ, hoặc sinh con dưới 32 tuần"),
    Birth.TWINS: gettext_noop("Sinh đôi"),
    Birth.TWINS_CAESAREAN: gettext_noop("Sinh đôi trở lên, phải mổ"),
    Birth.SECOND_CHILD: gettext_noop("Sinh con thứ hai"),
}
JOBS: Final[dict[Job, str]] = {
    Job.NORMAL: gettext_noop("Điều kiện bình thường"),
    Job.HEAVY: gettext_noop("Nặng nhọc, độc hại, hoặc vùng khó khăn"),
}
_WAGE: Final = gettext_lazy("Bình quân tiền lương tháng đóng BHXH (đồng)")
_MONTHS: Final = gettext_lazy("Đã đóng (số tháng)")


class BenefitForm(CalculatorForm):
    """The form of one benefit."""

    title: ClassVar[str]
    about: ClassVar[str]

    def first_values(self, today: date) -> dict[str, str]:
        """Today."""
        return {"ngay": day_text(today)}


class PensionForm(BenefitForm):
    """Lương hưu."""

    title = gettext_noop("Lương hưu")
    about = gettext_noop("Đủ tuổi và đủ thời gian chưa, hưởng bao nhiêu phần trăm, bao nhiêu tiền một tháng.")

    gioi = forms.TypedChoiceField(label=_("Giới tính"), coerce=Sex, choices=choices(SEXES))
    sinh = BirthField(label=_("Ngày sinh hoặc năm sinh"))
    thang = CountField(label=_MONTHS)
    luong = VndField(label=_WAGE)
    dieu_kien = forms.TypedChoiceField(
        label=_("Điều kiện giảm tuổi"), coerce=Condition, choices=choices(CONDITIONS)
    )
    ngay = DayField(label=_("Ngày bắt đầu hưởng"))

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        birth = self.fields["sinh"]
        assert isinstance(birth, DayField)
        birth.first, birth.last = date(today.year - OLDEST, 1, 1), today

    def first_values(self, today: date) -> dict[str, str]:
        """Today, a woman, ordinary work."""
        return {"ngay": day_text(today), "gioi": Sex.FEMALE, "dieu_kien": Condition.NORMAL}


class LumpSumForm(BenefitForm):
    """BHXH một lần."""

    title = gettext_noop("BHXH một lần")
    about = gettext_noop("Có được hưởng không, bao nhiêu tháng bình quân, bao nhiêu tiền.")
    ly_do = forms.TypedChoiceField(label=_("Vì sao xin hưởng"), coerce=Ground, choices=choices(GROUNDS))
    thang = CountField(label=_MONTHS, least=1)
    truoc_2014 = CountField(label=_("Trong đó đóng trước năm 2014 (số tháng)"), required=False)
    luong = VndField(label=_WAGE)
    ho_tro = VndField(label=_("Nhà nước đã hỗ trợ đóng tự nguyện (đồng)"), required=False)
    bat_dau = MonthField(
        label=_("Tháng bắt đầu đóng"), required=False, help_text=_("Chỉ cần khi xin vì nghỉ việc.")
    )
    nghi = MonthField(
        label=_("Tháng nghỉ việc"), required=False, help_text=_("Chỉ cần khi xin vì nghỉ việc.")
    )
    ngay = DayField(label=_("Ngày ra quyết định"))

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        for name in ("bat_dau", "nghi"):
            field = self.fields[name]
            assert isinstance(field, MonthField)
            field.first = EARLIEST

    def clean(self) -> dict[str, Any]:
        """No more months before 2014 than months; who left work tells when."""
        given = super().clean() or {}
        months, older = given.get("thang"), given.get("truoc_2014")
        if months is not None and older is not None and older > months:
            self.add_error("truoc_2014", gettext("Số tháng trước năm 2014 nhiều hơn số tháng đã đóng."))
        if given.get("ly_do") is Ground.LEFT_WORK:
            for name in ("bat_dau", "nghi"):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, gettext("Chưa có tháng. Ghi như 06/2018."))
        return given


class SicknessForm(BenefitForm):
    """Ốm đau."""

    title = gettext_noop("Ốm đau")
    about = gettext_noop("Được nghỉ bao nhiêu ngày trong năm, mỗi đợt nghỉ được trả bao nhiêu.")
    on_field: ClassVar[dict[str, str]] = {"law.half_days_not_counted": "so_ngay"}
    luong = VndField(label=_("Tiền lương đóng BHXH của tháng trước khi nghỉ (đồng)"))
    thang = CountField(label=_MONTHS)
    so_ngay = HalfDaysField(label=_("Nghỉ ốm (số ngày làm việc)"))
    da_nghi = CountField(label=_("Đã hưởng trong năm (số ngày)"), required=False, most=366)
    viec = forms.TypedChoiceField(label=_("Công việc"), coerce=Job, choices=choices(JOBS))
    ngay = DayField(label=_("Ngày nghỉ"))


class MaternityForm(BenefitForm):
    """Thai sản của mẹ."""

    title = gettext_noop("Thai sản của mẹ")
    about = gettext_noop("Nghỉ bao nhiêu tháng, trợ cấp và trợ cấp một lần khi sinh con.")
    luong = VndField(label=_("Bình quân tiền lương đóng BHXH 6 tháng trước khi nghỉ (đồng)"))
    thang = CountField(label=_("Đã đóng trong 12 tháng trước khi sinh (số tháng)"), most=12)
    so_con = CountField(label=_("Số con sinh lần này"), least=1, most=9)
    thu = CountField(label=_("Con thứ mấy"), least=1, most=20)
    ngay = DayField(label=_("Ngày sinh con"))

    def first_values(self, today: date) -> dict[str, str]:
        """Today, one child, the first."""
        return {"ngay": day_text(today), "so_con": "1", "thu": "1"}


class FatherForm(BenefitForm):
    """Cha nghỉ khi vợ sinh."""

    title = gettext_noop("Cha nghỉ khi vợ sinh")
    about = gettext_noop("Được nghỉ bao nhiêu ngày làm việc, trong bao lâu, trợ cấp bao nhiêu.")
    luong = VndField(label=_("Bình quân tiền lương đóng BHXH 6 tháng trước khi nghỉ (đồng)"))
    sinh_con = forms.TypedChoiceField(label=_("Vợ sinh"), coerce=Birth, choices=choices(BIRTHS))
    ngay = DayField(label=_("Ngày sinh con"))


class SurvivorsForm(BenefitForm):
    """Tử tuất."""

    title = gettext_noop("Tử tuất")
    about = gettext_noop("Trợ cấp mai táng, trợ cấp hằng tháng cho thân nhân hoặc trợ cấp một lần.")
    on_field: ClassVar[dict[str, str]] = {"law.pensioners_lump": "than_nhan", "law.bad_months": "tu_nguyen"}
    thang = CountField(label=_MONTHS)
    tu_nguyen = CountField(label=_("Trong đó tự nguyện (số tháng)"), required=False)
    truoc_2014 = CountField(label=_("Trong đó đóng trước năm 2014 (số tháng)"), required=False)
    luong = VndField(label=_WAGE, required=False)
    than_nhan = CountField(label=_("Thân nhân đủ điều kiện hưởng hằng tháng (số người)"), most=20)
    mot_minh = forms.BooleanField(label=_("Không còn người trực tiếp nuôi dưỡng thân nhân"), required=False)
    tai_nan = forms.BooleanField(label=_("Chết do tai nạn lao động, bệnh nghề nghiệp"), required=False)
    luong_huu = forms.BooleanField(label=_("Người chết đang hưởng lương hưu"), required=False)
    ngay = DayField(label=_("Ngày chết"))

    def first_values(self, today: date) -> dict[str, str]:
        """Today, one relative."""
        return {"ngay": day_text(today), "than_nhan": "1"}

    def clean(self) -> dict[str, Any]:
        """No more months of one kind than months."""
        given = super().clean() or {}
        for name in ("tu_nguyen", "truoc_2014"):
            part, months = given.get(name), given.get("thang")
            if part is not None and months is not None and part > months:
                self.add_error(name, gettext("Số tháng này nhiều hơn số tháng đã đóng."))
        return given


class AccidentForm(BenefitForm):
    """Tai nạn lao động, bệnh nghề nghiệp."""

    title = gettext_noop("Tai nạn lao động, bệnh nghề nghiệp")
    about = gettext_noop("Trợ cấp một lần hoặc hằng tháng theo mức suy giảm, và tiền người phục vụ.")
    on_field: ClassVar[dict[str, str]] = {"law.disability_outside_range": "suy_giam"}
    suy_giam = CountField(label=_("Suy giảm khả năng lao động (%)"), most=100)
    nam = CountField(label=_("Đã đóng vào quỹ (số năm)"), most=60, help_text=_("Từ một năm trở xuống ghi 1."))
    luong = VndField(label=_("Tiền lương đóng vào quỹ của tháng trước khi bị nạn (đồng)"))
    phuc_vu = forms.BooleanField(
        label=_("Liệt cột sống, mù hai mắt, cụt hoặc liệt hai chi, hoặc bệnh tâm thần"), required=False
    )
    ngay = DayField(label=_("Ngày tính trợ cấp"))

    def first_values(self, today: date) -> dict[str, str]:
        """Today, one year."""
        return {"ngay": day_text(today), "nam": "1"}


class UnemploymentForm(PlacedForm, BenefitForm):
    """Thất nghiệp."""

    title = gettext_noop("Trợ cấp thất nghiệp")
    about = gettext_noop("Mỗi tháng bao nhiêu, trong mấy tháng, nộp hồ sơ chậm nhất ngày nào.")
    luong = VndField(label=_("Bình quân tiền lương đóng bảo hiểm thất nghiệp 6 tháng cuối (đồng)"))
    thang = CountField(label=_("Đã đóng bảo hiểm thất nghiệp, chưa hưởng (số tháng)"))
    ngay = DayField(label=_("Ngày nghỉ việc"))
    nha_nuoc = forms.BooleanField(label=_("Hưởng lương từ ngân sách nhà nước"), required=False)
    field_order = ("luong", "thang", "ngay", "huyen", "xa", "nha_nuoc")

    def __init__(self, given: QueryDict, *, today: date) -> None:
        super().__init__(given, today=today)
        self.offer_places()


FORMS: Final[dict[str, type[BenefitForm]]] = {
    "luong-huu": PensionForm,
    "mot-lan": LumpSumForm,
    "om-dau": SicknessForm,
    "thai-san": MaternityForm,
    "cha": FatherForm,
    "tu-tuat": SurvivorsForm,
    "tai-nan": AccidentForm,
    "that-nghiep": UnemploymentForm,
}
