"""Deeds of the journal in words, gathered by what an auditor asks: seen, taken out, changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from baophu.access.lately import Deeds, Line

SEEN = gettext_noop("Đã xem")
TAKEN = gettext_noop("Đã xuất, tải về")
CHANGED = gettext_noop("Đã thay đổi")
RUNS = gettext_noop("Đối chiếu")
GROUP_OF = {
    "people.open": SEEN, "row.open": SEEN, "voluntary.open": SEEN,
    "list.fetch": TAKEN, "funds.notice_made": TAKEN,
    "run.start": RUNS, "run.publish": RUNS, "run.abandon": RUNS, "register.take_in": RUNS,
    "coverage.measure": RUNS, "funds.dues.post": RUNS, "funds.post_money": RUNS, "voluntary.post": RUNS,
}  # fmt: skip
"""Deeds of no entry here are changes."""

WORDS = {
    "people.open": gettext_noop("Mở họ tên người lao động"),
    "row.open": gettext_noop("Mở một dòng danh sách"),
    "voluntary.open": gettext_noop("Mở hồ sơ người tham gia tự nguyện"),
    "list.fetch": gettext_noop("Tải danh sách đã nhận"),
    "funds.notice_made": gettext_noop("Lập thông báo C12-TS"),
    "run.start": gettext_noop("Bắt đầu đối chiếu"),
    "run.publish": gettext_noop("Công bố lượt đối chiếu"),
    "run.abandon": gettext_noop("Dừng lượt đối chiếu"),
    "register.take_in": gettext_noop("Ghi đơn vị, người vào sổ"),
    "coverage.measure": gettext_noop("Tính tỷ lệ bao phủ"),
    "funds.dues.post": gettext_noop("Tính số phải đóng"),
    "funds.post_money": gettext_noop("Tính tài khoản đơn vị"),
    "voluntary.post": gettext_noop("Tính người tham gia tự nguyện"),
    "funds.assign": gettext_noop("Khớp tiền vào đơn vị"),
    "funds.close_month": gettext_noop("Chốt số liệu tháng"),
    "funds.settle_dispute": gettext_noop("Ghi biên bản đối chiếu"),
    "receipt.accept": gettext_noop("Nhận danh sách"),
    "receipt.nil": gettext_noop("Nhận báo không thay đổi"),
    "receipt.correct": gettext_noop("Sửa dòng danh sách"),
    "receipt.withdraw": gettext_noop("Rút danh sách"),
    "receipt.answer": gettext_noop("Trả lời nơi gửi"),
    "finding.record": gettext_noop("Ghi kết quả làm việc"),
    "linkage.judge": gettext_noop("Quyết định hai dòng là một hay khác"),
    "linkage.withdraw_judgement": gettext_noop("Rút quyết định ghép dòng"),
    "person.add": gettext_noop("Mở tài khoản"),
    "law.enter": gettext_noop("Ghi giá trị luật"),
    "map.keep": gettext_noop("Đổi bản đồ"),
    "map.withdraw": gettext_noop("Rút bản đồ"),
}
ORDER = (SEEN, TAKEN, CHANGED, RUNS)


@dataclass(frozen=True, slots=True)
class Group:
    """The deeds of one question."""

    title: str
    times: int
    last: datetime | None
    deeds: tuple[tuple[Deeds, str], ...]


def words(action: str) -> str:
    """A deed in words; one that has none keeps its code."""
    return gettext(WORDS[action]) if action in WORDS else action


def line_words(line: Line) -> str:
    """The deed of a line of the journal in words."""
    return words(line.action)


def _group(action: str) -> str:
    return GROUP_OF.get(action, TAKEN if action.startswith("export") else CHANGED)


def groups_of(found: Iterable[Deeds]) -> list[Group]:
    """Seen, taken out, changed, runs: each with its deeds, the most frequent first."""
    gathered: dict[str, list[tuple[Deeds, str]]] = {title: [] for title in ORDER}
    for one in found:
        gathered[_group(one.action)].append((one, words(one.action)))
    return [
        Group(
            gettext(title),
            sum(one.times for one, _ in deeds),
            max((one.last for one, _ in deeds), default=None),
            tuple(deeds),
        )
        for title, deeds in gathered.items()
    ]
