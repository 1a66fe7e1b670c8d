"""Why a list, nil return, withdrawal or correction is refused although the file itself could be read."""

from __future__ import annotations

from baophu.kernel.errors import Refused


class AlreadyReceived(Refused):
    """The same bytes for the same agency, list and period."""

    code = "intake.already_received"
    message = (
        "Tệp {file} đã nhận ngày {day}, biên nhận {number}. "
        "Nếu có sửa, gửi tệp đã sửa: bản mới sẽ thay bản cũ."
    )


class NilAlreadyReceived(Refused):
    """A second nil return."""

    code = "intake.nil_already_received"
    message = "Báo “không thay đổi” kỳ {period} của {agency} đã nhận ngày {day}, biên nhận {number}."


class ListAlreadyReceived(Refused):
    """A nil return where a list stands."""

    code = "intake.list_already_received"
    message = (
        "{agency} đã gửi danh sách kỳ {period}, biên nhận {number}. "
        "Nếu danh sách đó gửi nhầm, rút lại (baophu withdraw) rồi mới báo “không thay đổi”."
    )


class NoSuchFile(Refused):
    """The path names nothing that can be read."""

    code = "intake.no_such_file"
    message = "Không có tệp {file}, hoặc không được phép đọc. Kiểm tra lại tên tệp và thư mục."


class UnsafePath(Refused):
    """A manifest names a file outside its folder."""

    code = "intake.unsafe_path"
    message = "Tệp {file} nằm ngoài thư mục của manifest.csv. Đặt tệp vào cùng thư mục rồi nhận lại."


class PeriodTooFarAhead(Refused):
    """A period that begins more than a year after the list came: a typing error."""

    code = "intake.period_too_far_ahead"
    message = "Kỳ {period} bắt đầu sau ngày nhận ({day}) hơn một năm. Kiểm tra lại kỳ rồi gửi lại."


class BadManifest(Refused):
    """The manifest itself cannot be read."""

    code = "intake.bad_manifest"
    message = (
        "Chưa đọc được {file}: {why}. Tệp cần các cột file,list,agency,period (và received_on nếu có), "
        "mỗi danh sách một dòng."
    )


class BadDay(Refused):
    """A day that is none."""

    code = "intake.bad_day"
    message = "Không có ngày “{text}”. Ghi theo dạng 2018-06-30."


class BadMapping(Refused):
    """The mapping given names no field of the list, or is no mapping."""

    code = "intake.bad_mapping"
    message = (
        "Bảng ghép cột không dùng được: {why}. Mỗi dòng ghi “Tiêu đề trong tệp: mã trường”; "
        "các mã trường của danh sách: {fields}."
    )


class AlreadyWithdrawn(Refused):
    """A second withdrawal."""

    code = "intake.already_withdrawn"
    message = "Biên nhận {number} đã rút ngày {day}, lý do: {because}."


class NotTheNewest(Refused):
    """Only the version that counts can be withdrawn or corrected."""

    code = "intake.not_the_newest"
    message = "Biên nhận {number} đã có bản sửa. Làm với bản mới nhất: {newest}."


class NoReason(Refused):
    """A withdrawal without a word."""

    code = "intake.no_reason"
    message = "Chưa ghi lý do rút biên nhận {number}. Ghi một câu vì sao rút."


class AlreadyCorrected(Refused):
    """The fault was corrected before."""

    code = "intake.already_corrected"
    message = "Ô này đã sửa thành “{value}”. Tải lại trang để xem các ô còn phải sửa."


class StillFaulty(Refused):
    """The new value is no better."""

    code = "intake.still_faulty"
    message = "Giá trị sửa chưa dùng được. {reason}"


class NothingToAnswer(Refused):
    """A nil return has no rows to give back."""

    code = "intake.nothing_to_answer"
    message = "Biên nhận {number} là báo “không thay đổi”, không có dòng nào để trả lời."


class NotASpreadsheetName(Refused):
    """An answer is a workbook."""

    code = "intake.not_a_spreadsheet_name"
    message = "Tệp trả lời {file} phải có đuôi .xlsx. Đổi tên rồi chạy lại."
