"""The sentences of voluntary participants by their codes: why a month is supported, what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from baophu.kernel.money import format_vnd
from baophu.kernel.time import format_day
from baophu.law.book import Book, UnknownParameter

REASONS: dict[str, str] = {
    "supported": (
        "{group}, đóng ngày {paid_on}: Nhà nước hỗ trợ {amount} cho tháng {month}, "
        "là tháng được hỗ trợ thứ {number} ({article})."
    ),
    "not_yet": "Đóng ngày {paid_on}: khi đó Nhà nước chưa hỗ trợ, 0 đ cho tháng {month} ({article}).",
    "over_limit": ("Tháng {month}: đã hết số tháng được hỗ trợ nhiều nhất, 0 đ ({article})."),
    "missing": (
        "Tháng {month} đóng bù cho thời gian còn thiếu: "
        "sổ pháp luật chưa ghi phần Nhà nước hỗ trợ, chưa tính."
    ),
    "undetermined": "Tháng {month}: chưa có giá trị của {lacks} cho ngày {paid_on}, chưa tính được.",
    "doubled": "Tháng {month} đã được đóng ở lần đóng trước: không tính hai lần, hoàn trả người tham gia.",
    "too_young": "Ngày đóng {paid_on} chưa đủ tuổi tham gia: không hỗ trợ tháng {month}, hoàn trả.",
    "died": "Tháng {month} sau tháng người tham gia chết: không hỗ trợ, hoàn trả thân nhân.",
    "pension": "Tháng {month} người tham gia đã hưởng lương hưu: không hỗ trợ, hoàn trả.",
    "lump_sum": "Tháng {month} sau khi hưởng BHXH một lần: không hỗ trợ, hoàn trả.",
    "insured": "Tháng {month} người tham gia đóng BHXH bắt buộc: không hỗ trợ, hoàn trả.",
    "day_assumed": "Danh sách không ghi ngày biên lai: tính theo ngày muộn nhất có thể.",
    "missed": "Lần đóng của quý đã đề nghị, nay mới có trong danh sách.",
    "withdrawn": "Dòng làm căn cứ không còn trong danh sách nào đang tính.",
    "group": "Nhóm đối tượng được sửa.",
    "paid_on": "Ngày đóng được sửa.",
    "amount": "Mức hỗ trợ tính lại.",
    "no_day": "Danh sách mới không còn ghi ngày biên lai.",
}
"""Why a month is what it is, and why a claim's line differs from the claim before."""

FLAGS: dict[str, str] = {
    "day_assumed": "Không ghi ngày biên lai",
    "repeated": "Một lần đóng ghi hai dòng giống nhau",
    "income_refused": "Thu nhập chọn đóng không đúng mức luật cho phép",
    "way_unclear": "Số tháng đóng không khớp phương thức đóng",
    "span_not_of_mode": "Số tháng không chia hết cho kỳ đóng",
    "due_differs": "Số phải đóng khác số tính theo luật",
    "state_differs": "Số Nhà nước hỗ trợ khác số tính theo luật",
    "paid_short": "Người tham gia đóng thiếu",
    "paid_over": "Người tham gia đóng thừa",
    "group_raised": "Danh sách hộ nghèo cho mức hỗ trợ cao hơn nhóm đã khai",
    "group_lower": "Danh sách hộ nghèo cho mức hỗ trợ thấp hơn nhóm đã khai",
    "group_unlisted": "Khai hộ nghèo, cận nghèo nhưng không có trong danh sách hộ nghèo",
    "group_unchecked": "Khai hộ nghèo, cận nghèo nhưng chưa có danh sách hộ nghèo của ngày đóng",
    "not_new": "Khai đóng mới nhưng trước đó đã tham gia",
    "over_limit": "Đã hết số tháng được hỗ trợ",
    "doubled": "Có tháng đóng hai lần",
    "too_young": "Chưa đủ tuổi tham gia vào ngày đóng",
    "died": "Người tham gia đã chết trong kỳ đóng",
    "pension": "Đã hưởng lương hưu trong kỳ đóng",
    "lump_sum": "Đã hưởng BHXH một lần trong kỳ đóng",
    "insured": "Đóng BHXH bắt buộc trong kỳ đóng",
}
"""What an officer must look at in a payment."""

GROUPS: dict[str, str] = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "ethnic_minority": "Người dân tộc thiểu số",
    "other": "Đối tượng khác",
}


def article_of(group: str, paid_on: date, book: Book) -> str:
    """The article that a group's support rests on for a day of payment; empty where there is no value."""
    try:
        return book.value(f"voluntary.support.{group}", paid_on).article
    except UnknownParameter:
        return ""


def values_of(
    *,
    group: str,
    paid_on: date | None,
    month: date,
    amount_vnd: int | None,
    number: int | None,
    lacks: str,
    article: str,
) -> dict[str, object]:
    """What the sentence of a month is filled with."""
    return {
        "group": GROUPS.get(group, group),
        "paid_on": format_day(paid_on) if paid_on else "",
        "month": f"{month:%m/%Y}",
        "amount": format_vnd(amount_vnd or 0),
        "number": number or 0,
        "lacks": lacks,
        "article": article,
    }


def sentence(code: str, values: Mapping[str, object]) -> str:
    """The Vietnamese sentence of a reason; an unknown code is a fault of the program (KeyError)."""
    return REASONS[code].format(**values)
