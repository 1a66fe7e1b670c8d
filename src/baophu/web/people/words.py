"""What the journal's actions are called."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

DEEDS: dict[str, str] = {
    "people.open": gettext_noop("mở đủ họ tên người lao động của đơn vị"),
    "row.open": gettext_noop("mở đủ một dòng danh sách"),
    "voluntary.open": gettext_noop("mở hồ sơ người tham gia tự nguyện"),
    "person.seen": gettext_noop("xem ai đã mở hồ sơ"),
    "finding.record": gettext_noop("ghi kết quả làm việc"),
    "list.receive": gettext_noop("nhận danh sách"),
    "list.fetch": gettext_noop("tải tệp danh sách"),
    "list.withdraw": gettext_noop("rút danh sách"),
    "list.answer": gettext_noop("tải kết quả trả lời"),
    "employers.export": gettext_noop("xuất danh sách đơn vị"),
    "journal.export": gettext_noop("xuất nhật ký"),
    "journal.search": gettext_noop("tra nhật ký"),
    "funds.notice_made": gettext_noop("lập thông báo C12-TS"),
    "run.start": gettext_noop("bắt đầu đối chiếu"),
    "run.publish": gettext_noop("công bố lượt đối chiếu"),
    "run.abandon": gettext_noop("bỏ lượt đối chiếu"),
    "session.begin": gettext_noop("đăng nhập"),
    "session.lock": gettext_noop("bị khóa vì nhập sai nhiều lần"),
    "session.release": gettext_noop("mở khóa đăng nhập"),
    "session.end_all": gettext_noop("đăng xuất ở mọi nơi"),
    "password.change": gettext_noop("đổi mật khẩu"),
    "person.add": gettext_noop("lập tài khoản"),
    "person.invite": gettext_noop("mời người"),
    "person.link": gettext_noop("lập đường dẫn đặt mật khẩu"),
    "person.accept": gettext_noop("đặt mật khẩu theo đường dẫn"),
    "person.deactivate": gettext_noop("khóa tài khoản"),
    "person.reactivate": gettext_noop("mở lại tài khoản"),
    "post.give": gettext_noop("giao nhiệm vụ"),
    "post.end": gettext_noop("kết thúc nhiệm vụ"),
    "post.take_up": gettext_noop("nhận nhiệm vụ"),
    "step.add": gettext_noop("thêm bước xác nhận"),
    "step.remove": gettext_noop("gỡ bước xác nhận"),
    "step.codes": gettext_noop("lập mã dự phòng mới"),
    "step.recovery_used": gettext_noop("dùng mã dự phòng"),
    "step.copied": gettext_noop("khóa truy cập có dấu hiệu bị sao chép"),
}


def deed_words(action: str) -> str:
    """An action in words; one without words as it is written."""
    return gettext(DEEDS[action]) if action in DEEDS else action
