"""How the law book is shown: groups, units, states, values, names of rules, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext, gettext_noop

from baophu.law.book import Amount, Scalar, Status, Unit
from baophu.lawbook.queries import EntryState
from baophu.reporting import formats

GROUPS: Final[dict[str, str]] = {
    "participation": gettext_noop("Diện phải tham gia"),
    "contribution": gettext_noop("Mức đóng bắt buộc"),
    "wages": gettext_noop("Lương cơ sở, lương tối thiểu, mức tham chiếu"),
    "arrears": gettext_noop("Hạn đóng, chậm đóng, xử phạt"),
    "voluntary": gettext_noop("BHXH tự nguyện"),
    "health": gettext_noop("Bảo hiểm y tế hộ gia đình"),
    "benefits": gettext_noop("Chế độ"),
    "deadlines": gettext_noop("Thời hạn thủ tục, khiếu nại, tố cáo"),
    "calendar": gettext_noop("Ngày nghỉ, ngày làm việc"),
    "targets": gettext_noop("Chỉ tiêu của kế hoạch"),
    "method": gettext_noop("Cách tính của phần mềm"),
}
UNITS: Final[dict[Unit, str]] = {
    Unit.YEAR: gettext_noop("năm"),
    Unit.MONTH: gettext_noop("tháng"),
    Unit.DAY: gettext_noop("ngày"),
    Unit.VND: gettext_noop("đồng"),
    Unit.PERCENT: gettext_noop("phần trăm"),
    Unit.PEOPLE: gettext_noop("người"),
    Unit.UNITS: gettext_noop("đơn vị"),
    Unit.VERIFICATIONS: gettext_noop("lần xác minh"),
    Unit.SHARE: gettext_noop("tỷ lệ"),
    Unit.TIMES: gettext_noop("lần"),
    Unit.YES_NO: gettext_noop("có hoặc không"),
    Unit.WORD: gettext_noop("từ của quy tắc"),
    Unit.NAME: gettext_noop("tên"),
    Unit.DATE: gettext_noop("ngày tháng"),
}
STATUSES: Final[dict[Status, str]] = {
    Status.VERIFIED: gettext_noop("Đã đối chiếu"),
    Status.UNVERIFIED: gettext_noop("Chưa đối chiếu"),
    Status.ENTERED: gettext_noop("Cán bộ ghi"),
    Status.UNKNOWN: gettext_noop("Chưa có giá trị"),
}
ENTRY_STATES: Final[dict[EntryState, str]] = {
    EntryState.PENDING: gettext_noop("Chờ xác nhận"),
    EntryState.CONFIRMED: gettext_noop("Đang dùng"),
    EntryState.OVERTAKEN: gettext_noop("Đã có giá trị công bố, không dùng nữa"),
    EntryState.REJECTED: gettext_noop("Không xác nhận"),
    EntryState.WITHDRAWN: gettext_noop("Đã rút"),
}
WORDS: Final[dict[str, str]] = {
    "social": gettext_noop("BHXH"),
    "health": gettext_noop("BHYT"),
    "unemployment": gettext_noop("BHTN"),
    "accident": gettext_noop("BHTNLĐ, BNN"),
    "interest": gettext_noop("tiền lãi"),
    "monthly": gettext_noop("lãi tính theo tháng"),
    "daily": gettext_noop("lãi tính theo ngày"),
    "decision": gettext_noop("ngày ra quyết định"),
    "regional_minimum": gettext_noop("lương tối thiểu vùng"),
    "base_salary": gettext_noop("lương cơ sở"),
    "reference_level": gettext_noop("mức tham chiếu"),
    "pay": gettext_noop("tiền lương, phụ cấp"),
    "contract_wage": gettext_noop("tiền lương ghi trong hợp đồng"),
    "wage_and_allowances": gettext_noop("mức lương và phụ cấp lương"),
    "wage_allowances_and_supplements": gettext_noop("mức lương, phụ cấp lương và khoản bổ sung khác"),
    "wage_allowances_and_stable_supplements": gettext_noop(
        "mức lương, phụ cấp lương và khoản bổ sung trả thường xuyên"
    ),
    "month_end": gettext_noop("ngày cuối tháng"),
    "working": gettext_noop("ngày làm việc"),
    "without_holidays": gettext_noop("ngày không kể lễ, Tết"),
    "calendar": gettext_noop("ngày thường"),
    "accident_15": gettext_noop("tai nạn lao động, suy giảm từ 15%"),
    "accident_31": gettext_noop("tai nạn lao động, suy giảm từ 31%"),
    "accident_51": gettext_noop("tai nạn lao động, suy giảm từ 51%"),
    "birth": gettext_noop("sinh con"),
    "caesarean": gettext_noop("sinh mổ"),
    "long_disease": gettext_noop("bệnh dài ngày"),
    "normal": gettext_noop("sinh thường"),
    "second_child": gettext_noop("sinh con thứ hai"),
    "sickness": gettext_noop("ốm đau khác"),
    "surgery": gettext_noop("phẫu thuật"),
    "twins": gettext_noop("sinh đôi trở lên"),
    "twins_caesarean": gettext_noop("sinh đôi trở lên, sinh mổ"),
}
_COUNTED: Final = frozenset({Unit.YEAR, Unit.MONTH, Unit.DAY, Unit.PEOPLE, Unit.UNITS, Unit.VERIFICATIONS})


def shown(value: Amount | None, unit: Unit) -> str:
    """Write a value for a reader; a dash where none is known."""
    if value is None:
        return formats.UNKNOWN
    if isinstance(value, Mapping):
        return "; ".join(f"{_row(row)}: {_scalar(part, unit)}" for row, part in value.items())
    if isinstance(value, tuple):
        return "; ".join(_scalar(part, unit) for part in value) or gettext("không có")
    return _scalar(value, unit)


def _row(row: int | str) -> str:
    return gettext(WORDS[row]) if isinstance(row, str) and row in WORDS else str(row)


def _scalar(value: Scalar, unit: Unit) -> str:
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, str):
        return gettext(WORDS[value]) if value in WORDS else value
    return _number(Decimal(value), unit)


def _number(value: Decimal, unit: Unit) -> str:
    """A number with what it counts."""
    if unit is Unit.VND:
        return formats.vnd(int(value))
    if unit in (Unit.SHARE, Unit.PERCENT):
        share = value if unit is Unit.SHARE else value / 100
        return formats.percent(share, _places(share * 100))
    if unit is Unit.YEAR and value > 1000:  # a year of the calendar, not a number of years
        return str(value)
    number = formats.number(value, _places(value))
    return f"{number}{formats.NO_BREAK}{gettext(UNITS[unit])}" if unit in _COUNTED else number


def _places(value: Decimal) -> int:
    """How many digits stand after the sign, none of them needless."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


RULES: Final[dict[str, str]] = {
    "funds.dues.bulk": gettext_noop("Số phải đóng hằng tháng, tính cả tỉnh"),
    "funds.dues.charges": gettext_noop("Số phải đóng của một người"),
    "funds.dues.rules": gettext_noop("Số phải đóng của một đơn vị"),
    "funds.money.bulk": gettext_noop("Sổ thu nộp, tính cả tỉnh"),
    "funds.money.agreements": gettext_noop("Cam kết trả nợ, tạm dừng, mức đóng giảm"),
    "funds.money.lawful": gettext_noop("Luật của từng tháng trong sổ thu nộp"),
    "funds.money.rules.ageing": gettext_noop("Tuổi nợ"),
    "funds.money.rules.funds": gettext_noop("Thứ tự phân bổ tiền đóng"),
    "funds.money.rules.ledger": gettext_noop("Sổ thu nộp của một đơn vị"),
    "funds.voluntary.actions.topups": gettext_noop("Lưu đề xuất hỗ trợ thêm"),
    "funds.voluntary.queries.topups": gettext_noop("Ước tính tiền hỗ trợ thêm"),
    "pipeline.worker": gettext_noop("Việc chạy nền"),
    "plan.objections.actions": gettext_noop("Hạn trả lời phản ánh"),
    "funds.voluntary.bulk.posting": gettext_noop("BHXH tự nguyện, tính cả tỉnh"),
    "funds.voluntary.bulk.relations": gettext_noop("Luật của BHXH tự nguyện, tính cả tỉnh"),
    "funds.voluntary.queries.agents": gettext_noop("Thù lao đại lý thu"),
    "funds.voluntary.reasons": gettext_noop("Lý do của từng tháng hỗ trợ"),
    "funds.voluntary.rules.account": gettext_noop("Sổ của một người tự nguyện"),
    "funds.voluntary.rules.months": gettext_noop("Tháng được hỗ trợ"),
    "funds.voluntary.rules.payments": gettext_noop("Lần đóng tự nguyện"),
    "funds.voluntary.rules.tariff": gettext_noop("Mức đóng và hỗ trợ tự nguyện"),
    "reporting.charts.roadmap": gettext_noop("Biểu đồ lộ trình"),
    "reporting.homes.standpoint": gettext_noop("Trang đầu của người phụ trách số liệu"),
    "reporting.support": gettext_noop("Dự toán hỗ trợ"),
    "law.bases": gettext_noop("Căn cứ đóng, mức sàn, mức trần"),
    "law.benefits.accident": gettext_noop("Tai nạn lao động, bệnh nghề nghiệp"),
    "law.benefits.age": gettext_noop("Tuổi nghỉ hưu"),
    "law.benefits.average": gettext_noop("Bình quân tiền lương"),
    "law.benefits.lump_sum": gettext_noop("BHXH một lần"),
    "law.benefits.maternity": gettext_noop("Thai sản"),
    "law.benefits.pension": gettext_noop("Lương hưu"),
    "law.benefits.sickness": gettext_noop("Ốm đau, dưỡng sức"),
    "law.benefits.survivors": gettext_noop("Tử tuất"),
    "law.benefits.unemployment": gettext_noop("Trợ cấp thất nghiệp"),
    "law.contribution": gettext_noop("Số phải đóng một tháng"),
    "law.joining": gettext_noop("Ai được tham gia tự nguyện"),
    "law.deadlines": gettext_noop("Thời hạn"),
    "law.due": gettext_noop("Hạn đóng"),
    "law.groups": gettext_noop("Nhóm phải tham gia"),
    "law.household_health": gettext_noop("Bảo hiểm y tế hộ gia đình"),
    "law.interest": gettext_noop("Lãi chậm đóng"),
    "law.late": gettext_noop("Chậm đóng, trốn đóng"),
    "law.obligation": gettext_noop("Phải tham gia hay không"),
    "law.sanctions": gettext_noop("Xử phạt, xử lý hình sự"),
    "law.support": gettext_noop("Nhà nước hỗ trợ đóng"),
    "law.targets": gettext_noop("Chỉ tiêu, lộ trình"),
    "law.voluntary": gettext_noop("Đóng BHXH tự nguyện"),
    "law.voluntary_plan": gettext_noop("Kế hoạch đóng BHXH tự nguyện"),
    "coverage.actions": gettext_noop("Đo bao phủ"),
    "coverage.method": gettext_noop("Cách đo bao phủ"),
    "coverage.setting": gettext_noop("Đo bao phủ"),
    "reporting.exports": gettext_noop("Tệp xuất"),
    "reporting.overview": gettext_noop("Trang địa bàn"),
    "reporting.summary": gettext_noop("Bảng tóm tắt"),
    "reporting.targets": gettext_noop("So với chỉ tiêu"),
}


def rule_name(module: str) -> str:
    """The name of a module of rules; one without a name is shown by its own."""
    return gettext(RULES[module]) if module in RULES else module
