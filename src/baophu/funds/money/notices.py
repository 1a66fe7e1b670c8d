"""The monthly notice of a unit, read as it was closed, else as the run shows it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from baophu.funds.models import Change, LedgerLine, MonthClose, MonthHead, Transfer
from baophu.funds.money.rules import notice as form
from baophu.funds.money.rules.funds import MoneyFund
from baophu.funds.money.seen import Undetermined, in_run, undetermined_span
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Month


@dataclass(frozen=True, slots=True)
class Notice:
    """The lines of a unit's notice of a month; a closed month's as it was closed."""

    unit_code: str
    month: Month
    run: int
    closed: bool
    rows: tuple[form.Row, ...]
    undetermined: Undetermined | None  # of the interest brought to the month's end
    missing: tuple[str, ...]  # keys of the law's values that are not known


def notice(unit_code: str, month: Month, *, run: int) -> Notice:
    """All lines of the form C12-TS of a unit and a month; raises NotFound when the ledger has none."""
    close = MonthClose.objects.filter(month=month.first).first()
    shown = close.run_id if close else run
    lines = list(LedgerLine.objects.filter(in_run(shown), unit_code=unit_code, month__lte=month.first))
    own = [line for line in lines if line.month == month.first]
    moved = Transfer.objects.filter(
        in_run(shown), unit_code=unit_code, held="", booked_on__range=(month.first, month.last)
    ).order_by("booked_on", "id")
    received = [form.Received(row.voucher_no, row.paid_on, row.amount_vnd) for row in moved]
    if not own and not received:
        raise NotFound(what=f"số liệu tháng {month.text} của đơn vị mã {unit_code}")
    untold = [line for line in lines if line.interest_vnd is None]
    unknown = [line.month for line in untold]
    columns = _columns(own, _before_year(unit_code, month, shown))
    heads = _heads(unit_code, month, shown)
    return Notice(
        unit_code=unit_code,
        month=month,
        run=shown,
        closed=close is not None,
        rows=form.rows(
            columns,
            before=heads[0],
            now=heads[1],
            received=received,
            untold_before={MoneyFund(line.fund) for line in untold if line.month < month.first},
            untold_now={MoneyFund(line.fund) for line in untold},
        ),
        undetermined=undetermined_span(min(unknown, default=None), max(unknown, default=None)),
        missing=tuple(sorted({line.undetermined for line in lines if line.undetermined})),
    )


def _columns(lines: list[LedgerLine], before_year: dict[str, int]) -> dict[MoneyFund, form.Figures]:
    return {
        MoneyFund(line.fund): form.Figures(
            line.brought_owed_vnd, line.brought_over_vnd, line.brought_interest_vnd, line.due_vnd,
            line.adjustment_vnd, before_year.get(line.fund, 0), line.interest_base_vnd, line.rate_ppm,
            line.interest_vnd, line.interest_adjustment_vnd, line.paid_vnd, line.paid_interest_vnd,
            line.carried_owed_vnd, line.carried_over_vnd, line.carried_interest_vnd,
        )
        for line in lines
    }  # fmt: skip


def _before_year(unit_code: str, month: Month, run: int) -> dict[str, int]:
    """What the month's adjustments come to for years before its own, by fund."""
    sums: dict[str, int] = defaultdict(int)
    rows = Change.objects.filter(
        in_run(run), unit_code=unit_code, month=month.first, of_month__lt=date(month.year, 1, 1)
    ).exclude(kind="interest_adjustment")
    for row in rows:
        sums[row.fund] += row.amount_vnd
    return sums


def _heads(unit_code: str, month: Month, run: int) -> tuple[form.Head, form.Head]:
    rows = MonthHead.objects.filter(
        in_run(run), unit_code=unit_code, month__in=(month.previous.first, month.first)
    )
    known = {
        row.month: form.Head(row.workers, row.social_base_vnd, row.unemployment_base_vnd) for row in rows
    }
    return known.get(month.previous.first, form.Head()), known.get(month.first, form.Head())
