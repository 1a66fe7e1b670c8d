"""The receipt's code of an objection, and what is refused. Pure."""

from __future__ import annotations

import hashlib
from typing import Final

from baophu.kernel.errors import NotFound, Refused

# no letter or digit that another is taken for when read out on the telephone
SIGNS: Final = "ABCDEGHKMNPQRTUXY346789"
SHORTEST_TEXT: Final = 10
MOST_WAITING: Final = 20


class TooLittleSaid(Refused):
    """Nobody can answer a word or two."""

    code = "plan.objection_too_short"
    message = "Nội dung mới có {n} ký tự, chưa rõ điều gì sai. Ghi số liệu nào sai và số đúng là bao nhiêu."


class TooManyWaiting(Refused):
    """One code cannot fill the queue."""

    code = "plan.objections_wait"
    message = "Mã {code} đang có {n} phản ánh chờ trả lời. Chờ trả lời, hoặc liên hệ BHXH nơi đơn vị đóng."


class AnsweredAlready(Refused):
    """An answer stands; what comes after is a new objection."""

    code = "plan.objection_answered"
    message = "Phản ánh {code} đã có trả lời. Nếu có ý kiến mới, ghi phản ánh mới."


class AnswerWithoutReason(Refused):
    """An answer says why."""

    code = "plan.answer_without_reason"
    message = "Chưa ghi lý do trả lời phản ánh {code}. Ghi căn cứ: giấy tờ nào, số liệu nào."


class UnknownReceipt(NotFound):
    """No objection has this code."""

    code = "plan.unknown_objection"


def receipt_code(number: int, secret: str) -> str:
    """The code of the objection with this number: three groups that nobody guesses from another's."""
    value = int.from_bytes(hashlib.sha256(f"{secret}:objection:{number}".encode()).digest()[:8], "big")
    signs = []
    for _ in range(9):
        value, rest = divmod(value, len(SIGNS))
        signs.append(SIGNS[rest])
    text = "".join(signs)
    return f"PA-{text[:3]}-{text[3:6]}-{text[6:]}"
