"""Names of indicators, categories and causes, in Vietnamese (msgids)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from baophu.register.queries import EmployerKind
from baophu.reporting.changes import Cause
from baophu.web.employers.sectors import SECTORS

DIMENSIONS: dict[str, str] = {
    "kind": gettext_noop("Theo loại đơn vị"),
    "size": gettext_noop("Theo số lao động"),
    "sector": gettext_noop("Theo ngành"),
}
SIZES: dict[str, str] = {
    "0": gettext_noop("chưa biết có lao động"),
    "1-9": gettext_noop("1–9 người"),
    "10-49": gettext_noop("10–49 người"),
    "50-199": gettext_noop("50–199 người"),
    "200+": gettext_noop("từ 200 người"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A further indicator on the page of an area."""

    name: str
    title: str
    unit: str  # what numerator and denominator count; empty where they are not shown
    growth: bool = False  # a change on the year before, not a share
    filters: str = ""  # the employers behind it
    list_name: str = ""  # the list behind it, where it counts rows and not employers


INDICATORS: tuple[Indicator, ...] = (
    Indicator("workers", gettext_noop("Lao động tham gia"), gettext_noop("người"), filters="sort=insured"),
    Indicator(
        "units_unemployment",
        gettext_noop("Đơn vị tham gia BH thất nghiệp"),
        gettext_noop("đơn vị"),
        list_name="insured_units",
    ),
    Indicator(
        "voluntary_growth",
        gettext_noop("BHXH tự nguyện, so cùng kỳ"),
        gettext_noop("người"),
        growth=True,
        list_name="voluntary_members",
    ),
    Indicator(
        "e_filing", gettext_noop("Giao dịch điện tử"), gettext_noop("đơn vị"), list_name="insured_units"
    ),
    Indicator(
        "labour_force",
        gettext_noop("Tham gia trên lực lượng lao động"),
        gettext_noop("người"),
        list_name="population",
    ),
    Indicator("arrears_ratio", gettext_noop("Nợ trên số phải thu"), ""),
)
INDICATOR_TITLES: dict[str, str] = {
    "units_plan": gettext_noop("Đơn vị tham gia, trên đơn vị đang nộp thuế"),
    "units": gettext_noop("Đơn vị tham gia, trên mọi đơn vị thuộc diện"),
    **{indicator.name: indicator.title for indicator in INDICATORS},
    "voluntary": gettext_noop("Người đang tham gia BHXH tự nguyện"),
    "reporting": gettext_noop("Xã, phường, thị trấn đã gửi danh sách quý"),
}
COUNTED = frozenset({"voluntary"})  # a number of people, not a share
CAUSES: dict[Cause, str] = {
    Cause.JOINED: gettext_noop("Đăng ký tham gia mới"),
    Cause.FOUND: gettext_noop("Mới phát hiện thuộc diện"),
    Cause.LEFT: gettext_noop("Thôi tham gia, còn thuộc diện"),
    Cause.CEASED: gettext_noop("Ngừng hoạt động"),
    Cause.CLEARED: gettext_noop("Xác định không thuộc diện"),
    Cause.OPENED: gettext_noop("Cần xác minh"),
    Cause.GONE: gettext_noop("Không còn trong danh sách nào"),
    Cause.COMPLETED: gettext_noop("Đã tham gia đủ lao động"),
    Cause.SHORT: gettext_noop("Từ đủ thành chưa đủ lao động"),
    Cause.PLAN_LIST: gettext_noop("Vào, ra danh sách nộp thuế"),
    Cause.ESTIMATE: gettext_noop("Ước lượng phần chưa xác minh"),
}


def category_label(dimension: str, category: str) -> str:
    """The name of a category of a breakdown (a msgid)."""
    if dimension == "kind" and category in EmployerKind.values:
        return str(EmployerKind(category).label)
    if dimension == "size":
        return SIZES.get(category, category)
    return SECTORS.get(category, category)
