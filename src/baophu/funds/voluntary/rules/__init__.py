"""The rules of one voluntary participant: the oracle of the bulk SQL. Pure."""

from baophu.funds.voluntary.rules.account import Account, account_of, group_word, stretches_of
from baophu.funds.voluntary.rules.evidence import (
    Around,
    MemberRow,
    PaidMonth,
    Participant,
    Payment,
    PoorRow,
    Row,
    Settled,
    Sponsorship,
    Status,
    Stretch,
    Way,
)
from baophu.funds.voluntary.rules.tariff import Tariff

__all__ = [
    "Account", "Around", "MemberRow", "PaidMonth", "Participant", "Payment", "PoorRow", "Row", "Settled",
    "Sponsorship", "Status", "Stretch", "Tariff", "Way", "account_of", "group_word", "stretches_of",
]  # fmt: skip
