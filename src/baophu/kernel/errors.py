"""The four families of errors; a concrete class stands beside the code that raises it."""

from __future__ import annotations

from typing import ClassVar


class BaophuError(Exception):
    """A sentence for the person who asked: what was wrong, with the value, and the way out.

    A concrete class gives a stable `code` and a Vietnamese `message` with named fields; the values are
    handed over when it is raised, so that a face can put the same sentence into another language.
    Never put a citizen's number in full among the values.
    """

    code: ClassVar[str] = "error"
    message: ClassVar[str] = "Có lỗi chưa rõ nguyên nhân."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message.format(**values))


class Refused(BaophuError):
    """A rule says no; the request was understood (web 409 or 422, command line exit 1)."""

    code = "refused"


class NotFound(BaophuError):
    """Absent, or outside the asker's area: the two are never told apart (web 404, exit 1)."""

    code = "not_found"
    message = "Không tìm thấy {what}, hoặc ngoài địa bàn của bạn."


class Forbidden(BaophuError):
    """The role may not do this (web 403, exit 1)."""

    code = "forbidden"
    message = "Vai trò của bạn không được làm việc này: {what}."


class Corrupt(BaophuError):
    """Stored data breaks a promise; an operator must look (web 500, exit 3)."""

    code = "corrupt"
    message = "Dữ liệu lưu giữ bị hỏng: {what}."
