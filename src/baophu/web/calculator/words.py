"""What the calculators call groups, funds, modes and the words of the law book (msgids)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from baophu.law.bases import Hazard, Region
from baophu.law.benefits.age import Condition, Sex
from baophu.law.contribution import Who
from baophu.law.interest import DebtFund
from baophu.law.support import Group
from baophu.law.work import Fund, Kind

WHO: Final[dict[Who, str]] = {
    Who.VIETNAMESE: gettext_noop("Người lao động Việt Nam"),
    Who.FOREIGNER: gettext_noop("Người lao động nước ngoài"),
    Who.HOUSEHOLD_OWNER: gettext_noop("Chủ hộ kinh doanh"),
    Who.COMMUNE_PART_TIMER: gettext_noop("Người hoạt động không chuyên trách ở cấp xã"),
}
HAZARDS: Final[dict[Hazard, str]] = {
    Hazard.NONE: gettext_noop("Bình thường"),
    Hazard.HEAVY: gettext_noop("Nặng nhọc, độc hại, nguy hiểm"),
    Hazard.EXTRA: gettext_noop("Đặc biệt nặng nhọc, độc hại, nguy hiểm"),
}
FUNDS: Final[dict[Fund, str]] = {
    Fund.SICKNESS_MATERNITY: gettext_noop("Ốm đau, thai sản"),
    Fund.OCCUPATIONAL_ACCIDENT: gettext_noop("Tai nạn lao động, bệnh nghề nghiệp"),
    Fund.RETIREMENT_DEATH: gettext_noop("Hưu trí, tử tuất"),
    Fund.UNEMPLOYMENT: gettext_noop("Bảo hiểm thất nghiệp"),
    Fund.HEALTH: gettext_noop("Bảo hiểm y tế"),
}
# As the rules write the funds inside a sentence.
FUNDS_IN_SENTENCES: Final[tuple[str, ...]] = (
    gettext_noop("ốm đau, thai sản"),
    gettext_noop("tai nạn lao động, bệnh nghề nghiệp"),
    gettext_noop("hưu trí, tử tuất"),
    gettext_noop("bảo hiểm thất nghiệp"),
    gettext_noop("bảo hiểm y tế"),
)
REGIONS: Final[dict[Region, str]] = {
    Region.III: gettext_noop("vùng III"),
    Region.IV: gettext_noop("vùng IV"),
}
KINDS: Final[dict[Kind, str]] = {
    Kind.EMPLOYEE: gettext_noop("Người lao động có hợp đồng"),
    Kind.HOUSEHOLD_WORKER: gettext_noop("Lao động làm thuê cho hộ kinh doanh"),
    Kind.PART_TIME: gettext_noop("Làm việc không trọn thời gian"),
    Kind.FOREIGNER: gettext_noop("Người lao động nước ngoài"),
    Kind.HOUSEHOLD_OWNER: gettext_noop("Chủ hộ kinh doanh"),
    Kind.MANAGER_UNPAID: gettext_noop("Người quản lý không hưởng tiền lương"),
    Kind.COMMUNE_PART_TIMER: gettext_noop("Người hoạt động không chuyên trách ở cấp xã"),
    Kind.VILLAGE_PART_TIMER: gettext_noop("Người hoạt động không chuyên trách ở thôn, tổ dân phố"),
    Kind.PENSIONER: gettext_noop("Người đang hưởng lương hưu"),
    Kind.PROBATION: gettext_noop("Người chỉ có hợp đồng thử việc"),
}
DEBT_FUNDS: Final[dict[DebtFund, str]] = {
    DebtFund.BHXH: gettext_noop("BHXH, bảo hiểm thất nghiệp, tai nạn lao động"),
    DebtFund.BHYT: gettext_noop("Bảo hiểm y tế"),
}
GROUPS: Final[dict[Group, str]] = {
    Group.OTHER: gettext_noop("Đối tượng khác"),
    Group.POOR: gettext_noop("Hộ nghèo"),
    Group.NEAR_POOR: gettext_noop("Hộ cận nghèo"),
    Group.ETHNIC_MINORITY: gettext_noop("Người dân tộc thiểu số"),
}
SEXES: Final[dict[Sex, str]] = {Sex.FEMALE: gettext_noop("Nữ"), Sex.MALE: gettext_noop("Nam")}
CONDITIONS: Final[dict[Condition, str]] = {
    Condition.NORMAL: gettext_noop("Bình thường"),
    Condition.HEAVY: gettext_noop("Nặng nhọc, độc hại hoặc vùng đặc biệt khó khăn"),
    Condition.DISABILITY_61: gettext_noop("Suy giảm khả năng lao động 61–80%"),
    Condition.DISABILITY_81: gettext_noop("Suy giảm khả năng lao động từ 81%"),
    Condition.HEAVIEST: gettext_noop("Khai thác than trong hầm lò"),
}
# Words of the law book.
WORDS: Final[dict[str | bool, str]] = {
    True: gettext_noop("có"),
    False: gettext_noop("không"),
    "wage_and_allowances": gettext_noop("mức lương và phụ cấp lương"),
    "wage_allowances_and_supplements": gettext_noop("mức lương, phụ cấp lương và khoản bổ sung"),
    "wage_allowances_and_stable_supplements": gettext_noop(
        "mức lương, phụ cấp lương và khoản bổ sung trả thường xuyên"
    ),
    "decision": gettext_noop("ngày ra quyết định"),
    "month_end": gettext_noop("ngày cuối tháng"),
    "monthly": gettext_noop("lãi tháng"),
    "daily": gettext_noop("lãi ngày"),
    "base_salary": gettext_noop("lương cơ sở"),
    "reference_level": gettext_noop("mức tham chiếu"),
    "regional_minimum": gettext_noop("lương tối thiểu vùng"),
    "pay": gettext_noop("tiền lương"),
    "contract_wage": gettext_noop("tiền lương ghi trong hợp đồng"),
}
# Other texts that stand as values in the sentences of law.
VALUES: Final[tuple[str, ...]] = (
    gettext_noop("hộ nghèo"),
    gettext_noop("hộ cận nghèo"),
    gettext_noop("người dân tộc thiểu số"),
    gettext_noop("đối tượng khác"),
    gettext_noop("ngày"),
    gettext_noop("ngày không kể ngày lễ, Tết"),
    gettext_noop("ngày làm việc"),
    gettext_noop("đủ điều kiện"),
    gettext_noop("chưa đủ điều kiện"),
    gettext_noop("được hưởng"),
    gettext_noop("chưa được hưởng"),
    gettext_noop("Người lao động nước ngoài di chuyển trong nội bộ doanh nghiệp"),
    gettext_noop("Người lao động nước ngoài đã đủ tuổi nghỉ hưu"),
    gettext_noop("Người lao động nước ngoài không có giấy phép lao động, chứng chỉ hoặc giấy phép hành nghề"),
    gettext_noop("Chủ hộ kinh doanh nộp thuế theo phương pháp kê khai"),
    gettext_noop("Chủ hộ kinh doanh không nộp thuế theo phương pháp kê khai"),
    gettext_noop("Chủ hộ kinh doanh nộp thuế theo phương pháp kê khai đã đủ tuổi nghỉ hưu"),
    gettext_noop("Chủ hộ kinh doanh không nộp thuế theo phương pháp kê khai đã đủ tuổi nghỉ hưu"),
    gettext_noop("Người quản lý doanh nghiệp, hợp tác xã không hưởng tiền lương"),
    gettext_noop("Người quản lý doanh nghiệp, hợp tác xã không hưởng tiền lương đã đủ tuổi nghỉ hưu"),
)
