"""The law of each day of payment, asked once: answers of `law` for days, groups and incomes. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from baophu.kernel.time import Month
from baophu.law.book import Book, Reading, UnknownParameter
from baophu.law.joining import old_enough
from baophu.law.support import Group, local_support, support
from baophu.law.voluntary import BadIncome, BadMode, ahead_due, due_day, missing_years, month_due

T = TypeVar("T")
NO_LIMIT_REACHES = 100_000  # months; no life has as many


@dataclass(frozen=True, slots=True)
class Tariff:
    """The law book, each question put to it once; a refusal is remembered and raised again."""

    book: Book
    _said: dict[tuple[object, ...], object] = field(default_factory=dict)

    def _once(self, asked: tuple[object, ...], ask: Callable[[], T]) -> T:
        if asked not in self._said:
            try:
                self._said[asked] = ask()
            except (UnknownParameter, BadIncome, BadMode) as refused:
                self._said[asked] = refused
        said = self._said[asked]
        if isinstance(said, UnknownParameter | BadIncome | BadMode):
            raise type(said)(**said.values)
        return cast(T, said)

    def share(self, group: Group, on: date) -> bool:
        """Whether the State supports a group on a day at all."""
        return self._once(
            ("share", group, on), lambda: Reading(self.book, on).share(f"voluntary.support.{group}") != 0
        )

    def is_higher(self, group: Group, than: Group, on: date) -> bool:
        """Whether one group's support is higher than another's."""
        return self._once(
            ("higher", group, than, on),
            lambda: (
                Reading(self.book, on).share(f"voluntary.support.{group}")
                > Reading(self.book, on).share(f"voluntary.support.{than}")
            ),
        )

    def month_support(self, group: Group, on: date) -> int:
        """What the State pays of one month."""
        return self._once(
            ("support", group, on), lambda: support(group=group, months=1, on=on, book=self.book).value
        )

    def most_months(self, group: Group, on: date) -> int:
        """How many months of a life the State supports; asked only where it supports the group."""
        a_month = self.month_support(group, on)
        return self._once(
            ("most", group, on),
            lambda: support(group=group, months=NO_LIMIT_REACHES, on=on, book=self.book).value // a_month,
        )

    def local(self, on: date) -> int:
        """What the province adds to one month."""
        return self._once(("local", on), lambda: local_support(months=1, on=on, book=self.book).value)

    def too_young(self, born_on: date, on: date) -> bool:
        """Whether somebody is below the age of who may take part on a day."""
        return self._once(
            ("age", born_on, on), lambda: not old_enough(born=born_on, on=on, book=self.book).value
        )

    def modes(self, on: date) -> tuple[int, ...]:
        """The numbers of months of the cycles."""
        return self._once(("modes", on), lambda: Reading(self.book, on).wholes("voluntary.modes"))

    def month_due(self, income_vnd: int, on: date) -> int:
        """What is due for one month."""
        return self._once(
            ("due", income_vnd, on),
            lambda: month_due(income_vnd=income_vnd, on=on, book=self.book).value,
        )

    def ahead_due(self, income_vnd: int, months: int, on: date) -> int:
        """What is due for months to come."""
        return self._once(
            ("ahead", income_vnd, months, on),
            lambda: ahead_due(income_vnd=income_vnd, months=months, on=on, book=self.book).value,
        )

    def missing_due(self, income_vnd: int, months: int, on: date) -> int:
        """What is due for months missing for a pension."""
        return self._once(
            ("missing", income_vnd, months, on),
            lambda: missing_years(income_vnd=income_vnd, months=months, on=on, book=self.book).value,
        )

    def renew_by(self, starts_on: date, mode_months: int) -> date:
        """The last day to pay a cycle that begins with a month."""
        return self._once(
            ("renew", starts_on, mode_months),
            lambda: due_day(starts=Month.of(starts_on), mode_months=mode_months, book=self.book).value,
        )
