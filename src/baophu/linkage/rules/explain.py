"""Why two rows were joined, kept apart or left open: whole Vietnamese sentences made when read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SENTENCES: Mapping[tuple[str, str], str] = {
    ("name", "exact"): "Tên trùng nhau sau khi bỏ loại hình doanh nghiệp.",
    ("name", "joined"): "Tên trùng nhau, chỉ khác cách viết liền hay rời.",
    ("name", "trade"): "Tên trùng nhau, một bên bỏ bớt từ chỉ ngành nghề.",
    ("name", "trade_half"): "Tên trùng nhau, một bên thiếu một chữ trong từ chỉ ngành nghề.",
    ("name", "abbreviated"): "Tên trùng nhau khi viết đầy đủ chữ tắt.",
    ("name", "lost_u"): "Tên trùng nhau, một bên mất chữ ư khi chuyển mã TCVN3.",
    ("name", "typo"): "Tên chỉ khác nhau một lỗi gõ.",
    ("name", "typos"): "Tên khác nhau vài lỗi gõ.",
    ("name", "cut"): "Tên của một bên bị cắt ngắn.",
    ("name", "contained"): "Tên này nằm trong tên kia.",
    ("name", "overlap"): "Tên có nhiều chữ chung.",
    ("name", "other_trade"): "Tên riêng giống nhau nhưng ngành nghề trong tên khác nhau.",
    ("name", "shortened"): "Tên của một bên thiếu chữ đệm.",
    ("name", "different"): "Tên khác hẳn nhau.",
    ("tax_code", "same"): "Cùng mã số thuế.",
    ("tax_code", "same_register"): "Cùng mã số thuế trong các danh sách của cơ quan cấp mã.",
    ("tax_code", "near"): "Mã số thuế chỉ lệch một chữ số và có một mã sai số kiểm tra.",
    ("tax_code", "unlike"): "Hai mã số thuế hợp lệ khác nhau.",
    ("tax_code", "disputed"): "Mã số thuế khác nhau, nhưng mã của một bên đang thuộc đơn vị mang tên khác.",
    ("tax_code", "invalid"): "Mã số thuế khác nhau, có mã sai số kiểm tra.",
    ("unit_code", "same"): "Cùng mã đơn vị bảo hiểm xã hội.",
    ("unit_code", "unlike"): "Hai mã đơn vị bảo hiểm xã hội khác nhau.",
    ("number", "one_sided"): "Chỉ một bên có số thứ tự trong tên.",
    ("number", "unlike"): "Số trong tên khác nhau.",
    ("branch", "unlike"): "Một bên là chi nhánh, bên kia không phải.",
    ("tail", "same"): "Cùng nơi đặt chi nhánh.",
    ("tail", "unlike"): "Chi nhánh ở hai nơi khác nhau.",
    ("form", "changed"): "Loại hình doanh nghiệp khác nhau, có thể đã chuyển đổi.",
    ("form", "unlike"): "Một bên là hộ kinh doanh hoặc hợp tác xã, bên kia là loại hình khác.",
    ("commune", "same"): "Cùng xã, phường.",
    ("commune", "unlike"): "Khác xã, phường.",
    ("commune", "unlike_local"): "Khác xã, phường; loại đơn vị này gắn với một nơi.",
    ("commune", "district"): "Cùng huyện, một bên không ghi xã.",
    ("commune", "unlike_district"): "Khác huyện.",
    ("address", "same"): "Cùng địa chỉ.",
    ("address", "within"): "Địa chỉ này nằm trong địa chỉ kia.",
    ("address", "unlike"): "Địa chỉ khác nhau.",
    ("address", "elsewhere"): "Địa chỉ khác nhau; hợp tác xã cùng nơi chỉ khác ngành nghề trong tên.",
    ("phone", "same"): "Cùng số điện thoại.",
    ("phone", "unlike"): "Số điện thoại khác nhau.",
    ("representative", "same"): "Cùng chủ hoặc người đại diện.",
    ("representative", "near"): "Tên chủ hoặc người đại diện gần giống nhau.",
    ("representative", "unlike"): "Người đại diện khác nhau.",
    ("representative", "unlike_household"): "Chủ hộ khác nhau.",
    ("born", "same"): "Cùng ngày sinh.",
    ("born", "year"): "Cùng năm sinh, một bên chỉ ghi năm.",
    ("born", "swapped"): "Ngày sinh đảo ngày và tháng.",
    ("born", "near"): "Ngày sinh lệch ít.",
    ("born", "unlike"): "Ngày sinh khác nhau.",
    ("id_number", "same"): "Cùng số CMND/CCCD.",
    (
        "id_number",
        "old_and_new",
    ): "Một bên ghi số CMND 9 số, bên kia số CCCD 12 số; giới tính và năm sinh trong số khớp.",
    ("id_number", "old_and_new_unlike"): "Năm sinh hoặc giới tính trong số CCCD không khớp.",
    ("id_number", "near"): "Số CMND/CCCD chỉ lệch một chữ số.",
    ("id_number", "unlike"): "Số CMND/CCCD khác nhau.",
    ("si_number", "same"): "Cùng mã số BHXH.",
    ("si_number", "near"): "Mã số BHXH chỉ lệch một chữ số.",
    ("si_number", "unlike"): "Mã số BHXH khác nhau.",
    ("sex", "unlike"): "Giới tính khác nhau.",
    ("employer", "same"): "Cùng nơi làm việc.",
    ("employer", "unlike"): "Nơi làm việc khác nhau.",
    ("one_list", "again"): "Cùng một danh sách ghi hai dòng cùng tên mà không đủ ngày sinh.",
    ("one_list", "beside"): "Cùng một danh sách ghi hai tên hoặc hai ngày sinh.",
    ("why", "near_threshold"): "Bằng chứng chưa đủ để tự động ghép.",
    ("why", "rival"): "Có đơn vị khác cũng khớp gần như vậy.",
    ("why", "code_conflict"): "Mọi thứ khớp nhưng hai mã số thuế khác nhau.",
    ("why", "code_alone"): "Chỉ có mã số thuế trùng, không có gì khác xác nhận.",
}

_ORDER = (
    "tax_code", "unit_code", "id_number", "si_number", "name", "number", "branch", "tail", "born", "sex",
    "form", "commune", "address", "phone", "representative", "employer", "one_list", "why",
)  # fmt: skip


def explain(levels: Mapping[str, object]) -> list[str]:
    """One sentence per field that speaks for or against, strongest kind of evidence first.

    `levels` maps a field to its level, or to `[level, milli-weight]` as the journal keeps it. Levels that say
    nothing (unknown on one side) give no sentence.
    """
    said = [SENTENCES.get((field, _level(levels[field]))) for field in _ORDER if field in levels]
    return [sentence for sentence in said if sentence]


def _level(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence) and value:
        return str(value[0])
    return ""
