"""Why a file cannot be read: one sentence each, naming the file, the place and the way out."""

from __future__ import annotations

from baophu.kernel.errors import Refused


class UnreadableFile(Refused):
    """Any file that no reader can take."""

    code = "intake.unreadable_file"
    message = "Chưa đọc được tệp {file}. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


class EmptyFile(UnreadableFile):
    """No bytes, or no cell with text."""

    code = "intake.empty_file"
    message = "Tệp {file} trống, không có dòng nào. Kiểm tra lại rồi gửi đúng tệp danh sách."


class NoDataRows(UnreadableFile):
    """A header and nothing below it."""

    code = "intake.no_data_rows"
    message = (
        "Tệp {file} chỉ có dòng tiêu đề (dòng {line}), chưa có dòng dữ liệu nào. "
        "Điền danh sách rồi gửi lại; nếu không có thay đổi thì gửi báo “không thay đổi”."
    )


class FileTooLarge(UnreadableFile):
    """More bytes than this installation takes."""

    code = "intake.file_too_large"
    message = "Tệp {file} dài {size_mb} MB, quá {limit_mb} MB. Tách thành nhiều tệp nhỏ hơn rồi gửi từng tệp."


class PasswordProtected(UnreadableFile):
    """Encrypted workbook."""

    code = "intake.password_protected"
    message = "Chưa đọc được tệp {file}. Tệp có mật khẩu. Bỏ mật khẩu trong Excel rồi gửi lại."


class CutOff(UnreadableFile):
    """The end of the file is missing or its inside does not agree."""

    code = "intake.cut_off"
    message = "Tệp {file} bị hỏng hoặc bị cắt giữa chừng. Mở tệp gốc bằng Excel, lưu lại rồi gửi lại cả tệp."


class CutOffText(UnreadableFile):
    """A text file ends inside a quotation or a character."""

    code = "intake.cut_off_text"
    message = (
        "Tệp {file} bị cắt giữa chừng, hoặc có dấu ngoặc kép mở đóng không khớp, ở dòng {line}. "
        "Sửa dòng đó, hoặc xuất lại tệp rồi gửi lại."
    )


class NotAList(UnreadableFile):
    """A document, picture or archive instead of a table."""

    code = "intake.not_a_list"
    message = (
        "Tệp {file} là {kind}, không phải bảng tính. Gửi danh sách dạng .xlsx, .xls, .ods hoặc .csv "
        "(lấy mẫu bằng lệnh baophu templates)."
    )


class BinaryJunk(UnreadableFile):
    """Bytes that are no text and no known file."""

    code = "intake.binary_junk"
    message = (
        "Tệp {file} không phải bảng tính và không phải văn bản: có ký tự không đọc được ở dòng {line}. "
        "Mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
    )


class MixedEncodings(UnreadableFile):
    """Some lines in one encoding, some in another."""

    code = "intake.mixed_encodings"
    message = (
        "Tệp {file} trộn nhiều bảng mã: dòng {line} không cùng bảng mã Unicode với các dòng khác. "
        "Mở bằng Excel, chuyển về một bảng mã (Unicode), lưu lại dạng .xlsx rồi gửi lại."
    )


class SuspiciousArchive(UnreadableFile):
    """A workbook that unpacks to far more than its size allows."""

    code = "intake.suspicious_archive"
    message = (
        "Tệp {file} giải nén ra tới {size_mb} MB, quá mức cho một danh sách. "
        "Chép các dòng dữ liệu sang một bảng tính mới, lưu lại rồi gửi lại."
    )


class SheetTooLarge(UnreadableFile):
    """Cells at far ends of the sheet make it huge."""

    code = "intake.sheet_too_large"
    message = (
        "Tệp {file}, trang tính “{sheet}”: vùng có dữ liệu rộng {rows} dòng × {columns} cột, "
        "quá mức cho một danh sách. "
        "Xóa các ô thừa ở xa, hoặc chép bảng sang một bảng tính mới rồi gửi lại."
    )


class TooManyColumns(UnreadableFile):
    """More columns than any list has."""

    code = "intake.too_many_columns"
    message = (
        "Tệp {file} có {columns} cột ở dòng {line}, quá {limit} cột. Giữ lại các cột của mẫu rồi gửi lại."
    )


class CellTooLong(UnreadableFile):
    """One cell holds a whole text."""

    code = "intake.cell_too_long"
    message = "Tệp {file} có ô dài hơn {limit} ký tự ở dòng {line}. Rút ngắn ô đó rồi gửi lại."


class FormulaWithoutValue(UnreadableFile):
    """A formula that was never calculated."""

    code = "intake.formula_without_value"
    message = (
        "Tệp {file}, trang tính “{sheet}”, ô {cell} có công thức chưa được tính. "
        "Mở tệp bằng Excel cho tính lại, lưu rồi gửi lại."
    )
