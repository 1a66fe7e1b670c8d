"""The groups of compulsory social insurance: for each kind of work, whether it is liable, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from baophu.kernel.money import format_vnd
from baophu.law.book import Reading
from baophu.law.work import Kind, Verdict, Work

_SOCIAL: Final = "participation.min_contract_months.social"


def judge(work: Work, reading: Reading) -> Verdict:
    """Judge somebody's work by the law of the day; raises `UnknownParameter`."""
    return _JUDGES.get(work.kind, _by_group)(work, reading)


def _contract(work: Work, reading: Reading) -> Verdict:
    """An employee, of whatever employer: the contract's length decides."""
    least = reading.whole(_SOCIAL)
    values: dict[str, object] = {"months": work.contract_months, "least": least}
    if work.contract_months is None:
        message = "Hợp đồng không xác định thời hạn: phải tham gia BHXH bắt buộc ({articles})."
        return Verdict(True, "law.obligation.open_ended", message, values)
    if work.lasts(least):
        message = (
            "Hợp đồng {months} tháng, từ đủ {least} tháng trở lên: phải tham gia BHXH bắt buộc ({articles})."
        )
        return Verdict(True, "law.obligation.contract_long_enough", message, values)
    message = (
        "Hợp đồng {months} tháng, ngày {day} phải từ đủ {least} tháng mới thuộc diện: "
        "không phải tham gia BHXH bắt buộc ({articles})."
    )
    return Verdict(False, "law.obligation.contract_too_short", message, values)


def _part_timer(work: Work, reading: Reading) -> Verdict:
    """A part-timer: the contract's length, and from 2025-07-01 the month's pay."""
    by_contract = _contract(work, reading)
    if not by_contract.value or not reading.says("participation.part_time.pay_floor"):
        return by_contract
    floor_vnd = reading.whole("wages.reference_level")
    values = {**by_contract.values, "floor": format_vnd(floor_vnd)}
    if work.monthly_pay_vnd is None:
        message = (
            "Làm việc không trọn thời gian, hợp đồng đủ thời hạn: phải tham gia BHXH bắt buộc "
            "khi tiền lương tháng từ {floor} trở lên ({articles})."
        )
        return Verdict(True, "law.obligation.part_time_if_paid", message, values)
    values["pay"] = format_vnd(work.monthly_pay_vnd)
    if work.monthly_pay_vnd >= floor_vnd:
        message = (
            "Làm việc không trọn thời gian, tiền lương tháng {pay}, từ mức sàn {floor} trở lên: "
            "phải tham gia BHXH bắt buộc ({articles})."
        )
        return Verdict(True, "law.obligation.part_time_paid", message, values)
    message = (
        "Làm việc không trọn thời gian, tiền lương tháng {pay}, thấp hơn mức sàn {floor}: "
        "không phải tham gia BHXH bắt buộc ({articles})."
    )
    return Verdict(False, "law.obligation.part_time_underpaid", message, values)


_FOREIGNER: Final = "Người lao động nước ngoài"


def _foreigner(work: Work, reading: Reading) -> Verdict:
    """A foreign worker: a contract of a year, unless something excludes."""
    if not reading.says("participation.foreigner.social"):
        return _not_yet(_FOREIGNER)
    if work.moved_within_company:
        return _excluded(f"{_FOREIGNER} di chuyển trong nội bộ doanh nghiệp")
    if work.past_retirement_age:
        return _excluded(f"{_FOREIGNER} đã đủ tuổi nghỉ hưu")
    if reading.says("participation.foreigner.permit") and not work.has_permit:
        return _excluded(f"{_FOREIGNER} không có giấy phép lao động, chứng chỉ hoặc giấy phép hành nghề")
    least = reading.whole("participation.min_contract_months.foreigner")
    values: dict[str, object] = {"who": _FOREIGNER, "months": work.contract_months, "least": least}
    if work.lasts(least):
        message = "{who}, hợp đồng từ đủ {least} tháng: phải tham gia BHXH bắt buộc ({articles})."
        return Verdict(True, "law.obligation.foreigner", message, values)
    message = (
        "{who}, hợp đồng {months} tháng, chưa đủ {least} tháng: "
        "không phải tham gia BHXH bắt buộc ({articles})."
    )
    return Verdict(False, "law.obligation.foreigner_contract_too_short", message, values)


def _household_owner(work: Work, reading: Reading) -> Verdict:
    """The owner of a registered household business: the way of paying tax decides from which day."""
    if work.declares_tax:
        who = "Chủ hộ kinh doanh nộp thuế theo phương pháp kê khai"
        return _owner(who, "participation.household_owner.declaring", work, reading)
    who = "Chủ hộ kinh doanh không nộp thuế theo phương pháp kê khai"
    return _owner(who, "participation.household_owner.other", work, reading)


def _manager_unpaid(work: Work, reading: Reading) -> Verdict:
    """Who manages an enterprise or a cooperative without pay."""
    who = "Người quản lý doanh nghiệp, hợp tác xã không hưởng tiền lương"
    return _owner(who, "participation.manager_unpaid", work, reading)


def _owner(who: str, key: str, work: Work, reading: Reading) -> Verdict:
    """Owners and unpaid managers: liable from the group's day to the age of retirement."""
    if not reading.says(key):
        return _not_yet(who)
    return _excluded(f"{who} đã đủ tuổi nghỉ hưu") if work.past_retirement_age else _must(who)


_GROUPS: Final = {
    Kind.COMMUNE_PART_TIMER: (
        "Người hoạt động không chuyên trách ở cấp xã",
        "participation.commune_part_timer.commune",
    ),
    Kind.VILLAGE_PART_TIMER: (
        "Người hoạt động không chuyên trách ở thôn, tổ dân phố",
        "participation.commune_part_timer.village",
    ),
    Kind.PENSIONER: ("Người đang hưởng lương hưu", "participation.pensioner"),
    Kind.PROBATION: ("Người chỉ có hợp đồng thử việc", "participation.probation"),
}


def _by_group(work: Work, reading: Reading) -> Verdict:
    """A group that is liable or not as a whole."""
    who, key = _GROUPS[work.kind]
    if reading.says(key):
        return _must(who)
    return _excluded(who) if work.kind in (Kind.PENSIONER, Kind.PROBATION) else _not_yet(who)


def _must(who: str) -> Verdict:
    """Liable as a member of a group."""
    return Verdict(
        True, "law.obligation.group", "{who}: phải tham gia BHXH bắt buộc ({articles}).", {"who": who}
    )


def _not_yet(who: str) -> Verdict:
    """The group is not in the law of the day."""
    message = "{who}: ngày {day} chưa thuộc diện tham gia BHXH bắt buộc ({articles})."
    return Verdict(False, "law.obligation.not_yet", message, {"who": who})


def _excluded(who: str) -> Verdict:
    """The law of the day leaves these out."""
    message = "{who}: không thuộc diện tham gia BHXH bắt buộc ({articles})."
    return Verdict(False, "law.obligation.excluded", message, {"who": who})


_JUDGES: Final[dict[Kind, Callable[[Work, Reading], Verdict]]] = {
    Kind.EMPLOYEE: _contract,
    Kind.HOUSEHOLD_WORKER: _contract,
    Kind.PART_TIME: _part_timer,
    Kind.FOREIGNER: _foreigner,
    Kind.HOUSEHOLD_OWNER: _household_owner,
    Kind.MANAGER_UNPAID: _manager_unpaid,
}
