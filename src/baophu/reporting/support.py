"""Support of voluntary participants as tables: month by month, and what a local top-up would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from baophu.funds.voluntary.queries import participants
from baophu.funds.voluntary.reasons import article_of, sentence, values_of
from baophu.intake.receipts import receipts_by_id
from baophu.kernel.time import Period, PeriodKind
from baophu.law.book import Book
from baophu.law.support import Group, budget
from baophu.reporting.formats import masked_number


def months_of_run(run: int, book: Book) -> Iterator[tuple[object, ...]]:
    """Every month of every payment in the columns of `export support`; blank where law gives no amount."""
    numbers = participants.si_numbers(run)
    names = _Names()
    articles: dict[tuple[str, date], str] = {}
    for row in participants.export_months(run):
        told = dict(zip(participants.EXPORT, row, strict=True))
        group, paid_on, month = str(told["grp"]), _day(told["paid_on"]), _day(told["month"])
        key = (group, paid_on)
        if key not in articles:
            articles[key] = article_of(group, paid_on, book)
        receipt, place = _whole(told["receipt_id"]), _whole(told["row"])
        yield (
            told["person_id"], masked_number(numbers.get((receipt, place), "")),
            Period.of(PeriodKind.QUARTER, paid_on).text, f"{month:%Y-%m}", group, paid_on,
            told["support_vnd"], told["local_vnd"],
            _whole(told["other_vnd"]) or _whole(told["sponsored_vnd"]),
            _because(told, articles[key]), names.rows(told),
        )  # fmt: skip


def _because(told: Mapping[str, object], article: str) -> str:
    """Why a month has its amount."""
    amount, number = told["support_vnd"], told["number"]
    values = values_of(
        group=str(told["grp"]),
        paid_on=_day(told["paid_on"]),
        month=_day(told["month"]),
        amount_vnd=amount if isinstance(amount, int) else None,
        number=number if isinstance(number, int) else None,
        lacks=str(told["lacks"]),
        article=article,
    )
    said = sentence(str(told["status"]), values)
    return said if told["day_told"] else f"{said} {sentence('day_assumed', {})}"


class _Names:
    """The names of lists and files, each looked up once."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}

    def rows(self, told: Mapping[str, object]) -> str:
        """The rows that a month rests on: the payment's, and the poor household's."""
        found = [self._row(_whole(told["receipt_id"]), _whole(told["row"]))]
        if told["poor_receipt_id"] is not None:
            found.append(self._row(_whole(told["poor_receipt_id"]), _whole(told["poor_row"])))
        return ";".join(sorted(found))

    def _row(self, receipt_id: int, row: int) -> str:
        if receipt_id not in self.known:
            view = receipts_by_id({receipt_id}).get(receipt_id)
            self.known[receipt_id] = f"{view.list_name}:{view.file_name}" if view else f"receipt:{receipt_id}"
        return f"{self.known[receipt_id]}:{row}"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One group in a budget estimate; the last line (group empty) is the sum."""

    group: str
    people: int
    state_vnd: int
    local_vnd: int


def estimate(
    run: int, *, on: date, area_code: str, shares: Mapping[str, Fraction], months: int, book: Book
) -> list[Estimate]:
    """What the State pays over some months for those in force, and what a local top-up would cost."""
    counted = participants.groups_in_force(run, on=on, area_code=area_code)
    costs = budget(
        people={Group(group): people for group, people in counted.items()},
        shares={Group(group): share for group, share in shares.items()},
        months=months,
        on=on,
        book=book,
    ).value
    lines = [Estimate(str(group), c.people, c.state_vnd, c.local_vnd) for group, c in costs.items()]
    whole = Estimate(
        "",
        sum(line.people for line in lines),
        sum(line.state_vnd for line in lines),
        sum(line.local_vnd for line in lines),
    )
    return [*lines, whole]


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"not a day: {value!r}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value
