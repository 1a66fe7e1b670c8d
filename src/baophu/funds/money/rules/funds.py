"""The four columns of a unit's account, and the order in which money fills them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from baophu.kernel.errors import Corrupt
from baophu.law.book import Book
from baophu.law.interest import DebtFund

INTEREST: Final = "interest"
ORDER: Final = "arrears.allocation_order"


class MoneyFund(StrEnum):
    """A column of the notice; `social` is pension and death with sickness and maternity."""

    SOCIAL = "social"
    HEALTH = "health"
    UNEMPLOYMENT = "unemployment"
    ACCIDENT = "accident"

    @property
    def rate_of(self) -> DebtFund:
        """Whose rate of interest it bears."""
        return DebtFund.BHYT if self is MoneyFund.HEALTH else DebtFund.BHXH


POOL: Final = MoneyFund.SOCIAL
"""The column in which money that nothing is owed for waits."""

FUND_NAMES: Final = {
    MoneyFund.SOCIAL: "BHXH",
    MoneyFund.HEALTH: "BHYT",
    MoneyFund.UNEMPLOYMENT: "BHTN",
    MoneyFund.ACCIDENT: "BHTNLĐ, BNN",
}


class BrokenOrder(Corrupt):
    """The order of allocation does not name each fund and the interest once."""

    code = "funds.broken_order"
    message = "thứ tự phân bổ {order} phải nêu mỗi quỹ và tiền lãi đúng một lần"


def allocation_order(book: Book, on: date) -> tuple[str, ...]:
    """Give the funds and `interest` in the order in which money fills them; raises `UnknownParameter`."""
    order = tuple(str(part) for part in book.parts(ORDER, on))
    if sorted(order) != sorted([*MoneyFund, INTEREST]):
        raise BrokenOrder(order=", ".join(order))
    return order
