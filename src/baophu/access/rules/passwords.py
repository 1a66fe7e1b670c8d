"""What a password must be; each fault is one sentence with the way out."""

from __future__ import annotations

from baophu.kernel.text import fold

LEAST_LETTERS = 10
MOST_LETTERS = 128
LEAST_DIFFERENT = 5
LEAST_NAME = 4  # shorter names may stand in a password: "an" would forbid too much

SENTENCES: dict[str, str] = {
    "short": "Mật khẩu có {n} ký tự. Cần ít nhất {least}.",
    "long": "Mật khẩu dài quá {most} ký tự.",
    "digits": "Mật khẩu chỉ có chữ số. Thêm chữ hoặc dấu.",
    "alike": "Mật khẩu lặp quá ít ký tự khác nhau. Cần ít nhất {least} ký tự khác nhau.",
    "name": "Mật khẩu chứa tên đăng nhập hoặc họ tên của bạn. Chọn mật khẩu khác.",
    "same": "Mật khẩu mới trùng mật khẩu đang dùng. Chọn mật khẩu khác.",
    "common": "Mật khẩu này nằm trong danh sách hay bị đoán nhất. Chọn mật khẩu khác.",
}


def fault_of(password: str, *, username: str, full_name: str) -> tuple[str, dict[str, object]] | None:
    """The first thing wrong with a password: its name in `SENTENCES` and its values; None when it will do."""
    bare = fold(password).replace(" ", "")
    if len(password) < LEAST_LETTERS:
        return "short", {"n": len(password), "least": LEAST_LETTERS}
    if len(password) > MOST_LETTERS:
        return "long", {"most": MOST_LETTERS}
    if password.isdigit():
        return "digits", {}
    if len(set(password)) < LEAST_DIFFERENT:
        return "alike", {"least": LEAST_DIFFERENT}
    if any(name in bare for name in _names(username, full_name)):
        return "name", {}
    return None


def _names(username: str, full_name: str) -> list[str]:
    """The sign-in name and the whole name, folded and without spaces, where long enough to matter."""
    folded = (fold(name).replace(" ", "") for name in (username, full_name))
    return [name for name in folded if len(name) >= LEAST_NAME]
