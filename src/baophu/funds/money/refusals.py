"""What the money room refuses, each with the way out."""

from __future__ import annotations

from baophu.kernel.errors import Refused


class NothingReckoned(Refused):
    """No run has been published yet."""

    code = "funds.nothing_reckoned"
    message = "Chưa có lượt đối chiếu nào. Đối chiếu xong rồi chốt số liệu."


class RunUnderWay(Refused):
    """A run reads what a closing would change."""

    code = "funds.run_under_way"
    message = "Đang có lượt đối chiếu chạy. Chờ xong rồi chốt số liệu."


class MonthClosed(Refused):
    """A month is closed once."""

    code = "funds.month_closed"
    message = "Tháng {month} đã chốt số liệu. Sai sót được điều chỉnh vào tháng mở đầu tiên."


class RunEndsEarly(Refused):
    """The newest run does not reach the month's end."""

    code = "funds.run_ends_early"
    message = (
        "Lượt đối chiếu mới nhất tính đến ngày {on}, chưa hết tháng {month}. Đối chiếu đến {last} rồi chốt."
    )


class EarlierMonthOpen(Refused):
    """Months close in their order."""

    code = "funds.earlier_month_open"
    message = "Tháng {earlier} chưa chốt. Chốt tháng {earlier} trước tháng {month}."


class NotInLedger(Refused):
    """The ledger has nothing of the month."""

    code = "funds.not_in_ledger"
    message = "Sổ không có số liệu nào của tháng {month}. Kiểm tra lại tháng, danh sách và lượt đối chiếu."


class ReasonMissing(Refused):
    """A decision needs a reason."""

    code = "funds.reason_missing"
    message = "Chưa ghi lý do. Ghi lý do của quyết định rồi lưu lại."


class RepeatedTransfer(Refused):
    """A repeated transfer is money that came once."""

    code = "funds.repeated_transfer"
    message = "Giao dịch này trùng với {other}, tiền chỉ vào một lần. Rút danh sách gửi trùng."


class AlreadyAssigned(Refused):
    """A transfer belongs to one unit."""

    code = "funds.already_assigned"
    message = (
        "Giao dịch này đã được chọn cho đơn vị {unit_code} (quyết định số {number}). Rút quyết định đó trước."
    )


class NotWithdrawable(Refused):
    """A decision is withdrawn once."""

    code = "funds.not_withdrawable"
    message = "Quyết định số {number} đã được rút lại trước đó."


class BadDecision(Refused):
    """A decision lacks what makes it one."""

    code = "funds.bad_decision"
    message = "Không ghi được: {what}. Sửa lại rồi lưu."
