"""Tables of money, by room: `dues`, `money`, `voluntary`."""

from baophu.funds.models.voluntary import (
    Claim,
    ClaimLine,
    ClaimState,
    ClaimStep,
    GroupKind,
    SponsoredMonth,
    Sponsorship,
    VoluntaryMonth,
    VoluntaryPayment,
    VoluntaryStretch,
)

__all__ = [
    "Claim",
    "ClaimLine",
    "ClaimState",
    "ClaimStep",
    "GroupKind",
    "SponsoredMonth",
    "Sponsorship",
    "VoluntaryMonth",
    "VoluntaryPayment",
    "VoluntaryStretch",
]
