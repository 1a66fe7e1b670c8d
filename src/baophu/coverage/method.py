"""The numbers of the rule, read from the law book for a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from baophu.coverage.rules import Method
from baophu.law.book import Book
from baophu.law.obligation import Kind, obligation

CONTRACT = "participation.min_contract_months.social"
SHORTEST_LONG_CONTRACT = 3  # annex 05-1/BK lists contracts of three months or more (Circular 92/2015/TT-BTC)


def method_on(on: date, law: Book) -> Method:
    """Every number of the standing rule as it holds on a day; a missing one refuses."""
    return Method(
        on_day=on,
        window_from=months_before(on, law.whole("method.evidence.window_months", on)),
        short_contracts_from=_short_contracts_from(law),
        tolerance_percent=law.whole("method.tolerance.percent", on),
        tolerance_least=law.whole("method.tolerance.least", on),
        error_percent=law.whole("method.count_error.percent", on),
        error_least=law.whole("method.count_error.least", on),
        small_group=law.whole("method.estimate.small_group_units", on),
        enough_visits=law.whole("method.estimate.enough_verifications", on),
    )


def article_of(on: date, law: Book) -> str:
    """The article that obliges an employer's workers on a day, as a standing cites it."""
    contract_months = law.whole(CONTRACT, on)
    return obligation(kind=Kind.EMPLOYEE, contract_months=contract_months, on=on, book=law).articles[0]


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, the month's last day where it has no such day."""
    index = on.year * 12 + on.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _short_contracts_from(law: Book) -> date:
    """The day from which contracts shorter than those of annex 05-1/BK oblige; an unknown length refuses."""
    begins = [dated.holds_from for dated in law.dated(CONTRACT)]
    short = [day for day in begins if law.whole(CONTRACT, day) < SHORTEST_LONG_CONTRACT]
    return min(short, default=date.max)
