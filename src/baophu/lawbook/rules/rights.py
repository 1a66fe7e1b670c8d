"""Who may decide what the law book says: the province's BHXH, two persons; never the administrator."""

from __future__ import annotations

from typing import Final

from baophu.kernel.errors import Forbidden

DECIDERS: Final = frozenset({"si_director", "si_province"})


class NotADecider(Forbidden):
    """The role may not decide what the law book says."""

    code = "lawbook.not_a_decider"
    message = (
        "Vai trò của bạn không ghi hoặc xác nhận giá trị luật. Người được làm: Giám đốc, cán bộ BHXH tỉnh."
    )


def may_decide(role: str, *, active: bool = True) -> bool:
    """Whether a role enters and confirms values."""
    return active and role in DECIDERS


def check_may_decide(role: str, *, active: bool) -> None:
    """Raise `NotADecider` unless a role enters and confirms values."""
    if not may_decide(role, active=active):
        raise NotADecider
