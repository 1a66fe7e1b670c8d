"""Tables of money, by room: `dues`, `money`, `voluntary`."""

from baophu.funds.models.dues import Due, Telling
from baophu.funds.models.money import (
    Assignment,
    Balance,
    Change,
    Commitment,
    Dispute,
    HardToCollect,
    LedgerLine,
    MonthClose,
    MonthHead,
    OpeningBalance,
    PostedTransfer,
    Posting,
    Reversal,
    Transfer,
)

__all__ = [
    "Assignment",
    "Balance",
    "Change",
    "Commitment",
    "Dispute",
    "Due",
    "HardToCollect",
    "LedgerLine",
    "MonthClose",
    "MonthHead",
    "OpeningBalance",
    "PostedTransfer",
    "Posting",
    "Reversal",
    "Telling",
    "Transfer",
]
