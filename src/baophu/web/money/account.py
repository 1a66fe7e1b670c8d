"""One unit's account as its page shows it: each month with what it rests on, and the verdict over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop, ngettext

from baophu.access.queries import Run
from baophu.funds.dues.queries import MonthOfDues
from baophu.funds.dues.queries import of_employer as dues_of
from baophu.funds.money import queries as money
from baophu.kernel.time import Month
from baophu.law.book import Book, UnknownParameter
from baophu.law.contribution import contribution
from baophu.law.interest import entered_rates
from baophu.law.ruling import Sentence
from baophu.reporting import formats

AGES = {  # shape, colour, words
    money.Age.NOT_DUE: ("clock", "act", gettext_noop("Chưa đến hạn")),
    money.Age.LATE: ("clock", "warn", gettext_noop("Chậm dưới 1 tháng")),
    money.Age.OWED: ("late", "bad", gettext_noop("Nợ từ 1 đến dưới 3 tháng")),
    money.Age.LONG: ("late", "bad", gettext_noop("Nợ kéo dài từ 3 tháng")),
}
FULL = ("ok", "ok", gettext_noop("Đã nộp đủ"))
SAMPLE_VND = 10_000_000  # a pay between floor and cap: only the rates' sentence of its ruling is shown


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of the account, summed over the funds."""

    month: Month
    dues: MonthOfDues | None
    due_vnd: int | None
    adjustment_vnd: int
    paid_vnd: int
    interest_vnd: int | None  # None: not determined
    owed_vnd: int  # carried to the next month
    own_owed_vnd: int  # of this month's own dues, on the run's day
    age: str
    due_on: date | None
    rates: Sentence | None  # by which rates the dues were counted
    articles: tuple[str, ...]

    @property
    def look(self) -> tuple[str, str, str]:
        """Shape, colour and words of the state."""
        shape, colour, words = AGES[money.Age(self.age)] if self.own_owed_vnd else FULL
        return shape, colour, gettext(words)


@dataclass(frozen=True, slots=True)
class Account:
    """All that the page shows of one unit."""

    ledger: money.LedgerView
    months: tuple[MonthLine, ...]  # newest first
    commitments: tuple[money.CommitmentView, ...]
    hard: tuple[money.HardView, ...]
    disputes: tuple[money.DisputeView, ...]
    reliefs: tuple[money.ReliefView, ...]
    union_fee_vnd: int
    remarks: tuple[Sentence, ...]  # of each rate of interest that officers entered

    @property
    def unit_code(self) -> str:
        """The unit's code."""
        return self.ledger.unit_code

    @property
    def due_vnd(self) -> int:
        """All that fell due in the months shown."""
        return sum((line.due_vnd or 0) + line.adjustment_vnd for line in self.months)

    @property
    def paid_vnd(self) -> int:
        """All that was allotted to dues."""
        return sum(line.paid_vnd for line in self.months)

    @property
    def owing_months(self) -> int:
        """How many months are past their day and not paid in full."""
        return sum(1 for m in self.months if m.own_owed_vnd and m.age != money.Age.NOT_DUE)

    @property
    def verdict(self) -> str:
        """The first line: what is owed past its day, since when, and what is not in it."""
        overdue = self.ledger.overdue_vnd
        if not overdue:
            return gettext("Không có khoản nào quá hạn đóng.")
        since = min(
            (b.month for b in self.ledger.balances if b.owed_vnd and b.age != money.Age.NOT_DUE),
            default=None,
        )
        said = ngettext(
            "Quá hạn %(sum)s của %(n)s tháng, từ tháng %(since)s",
            "Quá hạn %(sum)s của %(n)s tháng, từ tháng %(since)s",
            self.owing_months,
        ) % {
            "sum": formats.vnd(overdue),
            "n": formats.number(self.owing_months),
            "since": f"{since:%m/%Y}" if since else "",
        }
        return (
            f"{said}; {undetermined_words(self.ledger.undetermined)}."
            if self.ledger.undetermined
            else f"{said}."
        )


def undetermined_words(span: money.Undetermined | None) -> str:
    """Which interest a sum leaves out, in the reader's language; empty where it leaves out none."""
    if span is None:
        return ""
    return gettext("chưa gồm lãi từ %(first)s đến %(last)s") % {
        "first": formats.day(span.first),
        "last": formats.day(span.last),
    }


def accounts_of(employer_id: str, *, run: Run, book: Book) -> list[Account]:
    """Put the page of an employer together, unit by unit, in as many queries for one unit as for ten."""
    ledgers = money.ledgers_of(employer_id, run=run.pk)
    dues: dict[str, dict[Month, MonthOfDues]] = defaultdict(dict)
    for of in dues_of(employer_id, run=run.pk):
        dues[of.unit_code][of.month] = of
    decided = money.decided_on([ledger.unit_code for ledger in ledgers])
    return [_account(one, dues[one.unit_code], decided[one.unit_code], book) for one in ledgers]


def _account(
    ledger: money.LedgerView, dues: dict[Month, MonthOfDues], decided: money.OfUnit, book: Book
) -> Account:
    months = _months(ledger, dues, book)
    charged = [of.charged for of in dues.values() if of.charged and of.month in {m.month for m in months}]
    return Account(
        ledger=ledger,
        months=months,
        commitments=tuple(decided.commitments),
        hard=tuple(decided.hard),
        disputes=tuple(decided.disputes),
        reliefs=tuple(decided.reliefs),
        union_fee_vnd=sum(told.union_fee_vnd or 0 for told in charged),
        remarks=tuple(entered_rates((m.month for m in months if m.interest_vnd), book=book)),
    )


def _months(ledger: money.LedgerView, dues: dict[Month, MonthOfDues], book: Book) -> tuple[MonthLine, ...]:
    lines = defaultdict(list)
    for line in ledger.lines:
        lines[Month.of(line.month)].append(line)
    balances = defaultdict(list)
    for balance in ledger.balances:
        balances[Month.of(balance.month)].append(balance)
    newest_first = sorted(lines, key=lambda month: month.first, reverse=True)
    return tuple(_month(m, lines[m], balances[m], dues.get(m), book) for m in newest_first)


def _month(
    month: Month,
    lines: Sequence[money.LedgerLine],
    balances: Sequence[money.BalanceView],
    dues: MonthOfDues | None,
    book: Book,
) -> MonthLine:
    rates, articles = rates_of(month, book)
    owing = [b for b in balances if b.owed_vnd]
    order = list(money.AGES)
    return MonthLine(
        month=month,
        dues=dues,
        due_vnd=_sum([line.due_vnd for line in lines]),
        adjustment_vnd=sum(line.adjustment_vnd for line in lines),
        paid_vnd=sum(line.paid_vnd for line in lines),
        interest_vnd=_sum([line.interest_vnd for line in lines]),
        owed_vnd=sum(line.carried_owed_vnd for line in lines),
        own_owed_vnd=sum(b.owed_vnd for b in owing),
        age=max(
            (b.age for b in owing), key=lambda age: order.index(money.Age(age)), default=money.Age.NOT_DUE
        ),
        due_on=balances[0].due_on if balances else None,
        rates=rates,
        articles=articles,
    )


def _sum(amounts: Sequence[int | None]) -> int | None:
    """The sum; not told where any part is not."""
    return None if None in amounts else sum(amount or 0 for amount in amounts)


def rates_of(month: Month, book: Book) -> tuple[Sentence | None, tuple[str, ...]]:
    """The rates of a month in a sentence of law, with the articles; nothing where the law does not tell."""
    try:
        ruling = contribution(wage_vnd=SAMPLE_VND, on=month.first, book=book)
    except UnknownParameter:
        return None, ()
    said = next((s for s in ruling.sentences if s.code == "law.contribution.rates"), None)
    return said, ruling.articles
