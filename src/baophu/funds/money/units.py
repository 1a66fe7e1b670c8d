"""Which units of account an employer holds."""

from __future__ import annotations

from collections.abc import Mapping

from baophu.funds.models import LedgerLine, Transfer
from baophu.funds.money.seen import in_run


def units_of(employer_id: str, *, run: int) -> list[str]:
    """The codes of the units of an employer that the ledger of a run knows, in order."""
    mine = {"employer_id": employer_id}
    accounts = LedgerLine.objects.filter(in_run(run), **mine).values_list("unit_code", flat=True)
    paid = Transfer.objects.filter(in_run(run), held="", **mine).values_list("unit_code", flat=True)
    return sorted(accounts.union(paid))


def holders(codes: set[str], *, run: int) -> Mapping[str, str]:
    """The employer of each of some units, where the register knows it."""
    rows = LedgerLine.objects.filter(in_run(run), unit_code__in=codes, employer_id__isnull=False)
    return dict(rows.values_list("unit_code", "employer_id").distinct())
