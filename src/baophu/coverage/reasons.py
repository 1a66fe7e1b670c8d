"""The sentences of coverage by their codes: why an employer stands where it stands, why a rate is blank."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: dict[str, str] = {
    "covered_no_evidence": (
        "Đang tham gia {insured} người; chưa có danh sách nào cho biết số lao động thuộc diện ({article})."
    ),
    "covered_enough": (
        "Đang tham gia {insured}, thuộc diện {subject}: đủ theo mức sai số cho phép ({article})."
    ),
    "partial": "Đang tham gia {insured}, thuộc diện {subject}: thiếu {short} lao động ({article}).",
    "missing": "Chưa tham gia; có bằng chứng về {subject} lao động thuộc diện ({article}).",
    "not_subject": "Không có lao động thuộc diện theo các danh sách đã nhận ({article}).",
    "unverified_no_evidence": (
        "Chưa tham gia; chưa có danh sách nào cho biết số lao động. Cần xác minh ({article})."
    ),
    "unverified_head_registered": (
        "Chi nhánh chưa đăng ký riêng, trụ sở chính đã tham gia: lao động có thể đóng tại trụ sở chính. "
        "Cần xác minh ({article})."
    ),
    "unverified_head_elsewhere": (
        "Chi nhánh chưa đăng ký riêng, trụ sở chính không có trong danh sách của tỉnh: lao động có thể "
        "đóng nơi khác. Cần xác minh ({article})."
    ),
    "unverified_declared_elsewhere": (
        "Cán bộ ghi nhận ngày {visited}: chi nhánh, đã kê khai nơi khác. Cần xác minh nơi đóng ({article})."
    ),
    "unverified_closed_but_paid": (
        "Có tin ngừng hoạt động ngày {said_on} nhưng quyết toán thuế sau đó vẫn có người được trả lương. "
        "Cần xác minh ({article})."
    ),
    "ceased_remark": "Ngừng hoạt động theo ghi chú của UBND cấp xã ngày {said_on} ({article}).",
    "ceased_suspended": "Tạm ngừng kinh doanh, tin ngày {said_on} ({article}).",
    "ceased_dissolved": "Đã giải thể, tin ngày {said_on} ({article}).",
    "ceased_bankrupt": "Đã phá sản, tin ngày {said_on} ({article}).",
    "ceased_code_closed": (
        "Cơ quan thuế ghi nhận ngừng hoạt động, đóng mã số thuế, tin ngày {said_on} ({article})."
    ),
    "ceased_not_at_address": "Không hoạt động tại địa chỉ đã đăng ký, tin ngày {said_on} ({article}).",
    "ceased_closed_found": "Cán bộ ghi nhận ngày {said_on}: đã đóng cửa, chưa làm thủ tục ({article}).",
}

ABSENT: dict[str, str] = {
    "units": "Không có đơn vị nào trong địa bàn này.",
    "units_plan": "Chưa có danh sách đơn vị đang thực hiện nghĩa vụ thuế ở địa bàn này.",
    "units_unemployment": "Danh sách người tham gia không ghi quỹ bảo hiểm thất nghiệp.",
    "workers": "Không có đơn vị nào trong địa bàn này.",
    "labour_force": "Chưa có số lực lượng lao động của cơ quan thống kê.",
    "voluntary": "Chưa có danh sách người tham gia BHXH tự nguyện.",
    "voluntary_growth": "Chưa có danh sách BHXH tự nguyện của cùng kỳ năm trước.",
    "e_filing": "Danh sách đơn vị không ghi giao dịch điện tử.",
    "arrears_ratio": "Chưa tính: chưa có số phải thu và số đã thu.",
    "reporting": "Không có xã nào trong địa bàn này.",
}
"""Every indicator, with why it is blank where no list tells it."""


def sentence(code: str, values: Mapping[str, object]) -> str:
    """The Vietnamese sentence of a reason; an unknown code is a fault of the program (KeyError)."""
    return REASONS[code].format(**values)
