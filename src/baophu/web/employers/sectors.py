"""The sections of the classification of industries (VSIC 2007, Decision 10/2007/QĐ-TTg)."""

from __future__ import annotations

from django.utils.translation import gettext_noop

SECTORS: dict[str, str] = {
    "A": gettext_noop("Nông nghiệp, lâm nghiệp và thủy sản"),
    "B": gettext_noop("Khai khoáng"),
    "C": gettext_noop("Công nghiệp chế biến, chế tạo"),
    "D": gettext_noop("Sản xuất và phân phối điện, khí đốt"),
    "E": gettext_noop("Cung cấp nước; xử lý rác thải, nước thải"),
    "F": gettext_noop("Xây dựng"),
    "G": gettext_noop("Bán buôn, bán lẻ; sửa chữa xe có động cơ"),
    "H": gettext_noop("Vận tải, kho bãi"),
    "I": gettext_noop("Dịch vụ lưu trú và ăn uống"),
    "J": gettext_noop("Thông tin và truyền thông"),
    "K": gettext_noop("Tài chính, ngân hàng và bảo hiểm"),
    "L": gettext_noop("Kinh doanh bất động sản"),
    "M": gettext_noop("Chuyên môn, khoa học và công nghệ"),
    "N": gettext_noop("Hành chính và dịch vụ hỗ trợ"),
    "O": gettext_noop("Đảng, tổ chức chính trị - xã hội, quản lý nhà nước"),
    "P": gettext_noop("Giáo dục và đào tạo"),
    "Q": gettext_noop("Y tế và trợ giúp xã hội"),
    "R": gettext_noop("Nghệ thuật, vui chơi và giải trí"),
    "S": gettext_noop("Dịch vụ khác"),
    "T": gettext_noop("Làm thuê trong hộ gia đình"),
    "U": gettext_noop("Tổ chức và cơ quan quốc tế"),
}
