"""Reads of the money room, for faces: accounts, transfers, arrears, closings, notices."""

from __future__ import annotations

from baophu.funds.models import LedgerLine
from baophu.funds.money.accounts import (
    BalanceView,
    ChangeView,
    CloseView,
    LedgerView,
    closes,
    ledger_of,
    ledgers_of,
    next_to_close,
    restatements,
)
from baophu.funds.money.arrears import (
    AGES,
    ARREARS_COLUMNS,
    ArrearsTotals,
    UnitArrears,
    arrears_list,
    arrears_totals,
    export_arrears,
    hard_documents,
)
from baophu.funds.money.decisions import (
    DOCUMENT_KINDS,
    RELIEF_KINDS,
    CommitmentView,
    DisputeView,
    HardView,
    OfUnit,
    ReliefView,
    commitments_of,
    decided_on,
    disputes_of,
    hard_of,
)
from baophu.funds.money.notices import Notice, notice
from baophu.funds.money.rules.ageing import AGE_NAMES, Age
from baophu.funds.money.rules.funds import FUND_NAMES, MoneyFund
from baophu.funds.money.rules.matching import HELD_BECAUSE, HOW_BECAUSE, Held, How
from baophu.funds.money.rules.notice import FUNDS, Row
from baophu.funds.money.seen import Undetermined, in_run
from baophu.funds.money.transfers import (
    AssignmentView,
    MoneyIn,
    TransferView,
    assignments_of,
    held_transfers,
    money_in,
    transfer,
)

__all__ = [
    "AGES",
    "AGE_NAMES",
    "ARREARS_COLUMNS",
    "DOCUMENT_KINDS",
    "FUNDS",
    "FUND_NAMES",
    "HELD_BECAUSE",
    "HOW_BECAUSE",
    "RELIEF_KINDS",
    "Age",
    "ArrearsTotals",
    "AssignmentView",
    "BalanceView",
    "ChangeView",
    "CloseView",
    "CommitmentView",
    "DisputeView",
    "HardView",
    "Held",
    "How",
    "LedgerLine",
    "LedgerView",
    "MoneyFund",
    "MoneyIn",
    "Notice",
    "OfUnit",
    "ReliefView",
    "Row",
    "TransferView",
    "Undetermined",
    "UnitArrears",
    "arrears_list",
    "arrears_totals",
    "assignments_of",
    "closes",
    "commitments_of",
    "decided_on",
    "disputes_of",
    "export_arrears",
    "hard_documents",
    "hard_of",
    "held_transfers",
    "in_run",
    "ledger_of",
    "ledgers_of",
    "money_in",
    "next_to_close",
    "notice",
    "restatements",
    "transfer",
]
