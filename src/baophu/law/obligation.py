"""Who must take part in compulsory social insurance on a day, in which funds, and by which article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from baophu.kernel.errors import Refused
from baophu.kernel.time import format_day
from baophu.law.book import Book, Reading, UnknownParameter
from baophu.law.groups import judge
from baophu.law.ruling import Sentence, remarks
from baophu.law.work import Fund, Kind, Work

__all__ = ["Answer", "BadContractLength", "Fund", "Kind", "obligation"]


class BadContractLength(Refused):
    """A contract cannot last fewer than no months."""

    code = "law.bad_contract_length"
    message = "Thời hạn hợp đồng {months} tháng không hợp lệ. Ghi số tháng từ 0 trở lên."


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody must take part, and why.

    `funds` says yes or no for each fund; one whose rule is not known for the day is left out. The sentence is
    `message` with `values`, so that a face can put it into another language.
    """

    value: bool
    code: str
    message: str
    values: dict[str, object]
    articles: tuple[str, ...]
    funds: dict[str, bool]
    remarks: tuple[Sentence, ...] = ()  # of each value that officers entered and this answer rests on

    @property
    def because(self) -> str:
        """The Vietnamese sentences."""
        return " ".join([self.message.format(**self.values), *map(str, self.remarks)])


def obligation(
    *,
    kind: Kind | str,
    contract_months: int | None,
    on: date,
    book: Book,
    monthly_pay_vnd: int | None = None,
    declares_tax: bool = True,
    has_permit: bool = True,
    moved_within_company: bool = False,
    past_retirement_age: bool = False,
    pension_paid: bool = False,
    employer_headcount: int | None = None,
) -> Answer:
    """Say whether somebody must take part in compulsory social insurance on a day, and in which funds.

    `contract_months` are the contract's full months, None when it is open-ended; they count only for work on
    a contract. A part-timer whose pay is not told is taken to reach the floor, and the sentence says so; an
    owner is taken to declare tax. Who is paid a pension is judged as a pensioner. Raises `UnknownParameter`
    where the law of the day is not in the book, `BadContractLength` below 0.
    """
    if contract_months is not None and contract_months < 0:
        raise BadContractLength(months=contract_months)
    work = Work(
        kind=Kind.PENSIONER if pension_paid else Kind(kind),
        contract_months=contract_months,
        on=on,
        monthly_pay_vnd=monthly_pay_vnd,
        declares_tax=declares_tax,
        has_permit=has_permit,
        moved_within_company=moved_within_company,
        past_retirement_age=past_retirement_age,
        employer_headcount=employer_headcount,
    )
    return _answer(work, book)


def _answer(work: Work, book: Book) -> Answer:
    """Judge the work and gather what the verdict rests on."""
    reading = Reading(book, work.on)
    verdict = judge(work, reading)
    articles = tuple(reading.articles)
    funds = _funds(verdict.value, work, reading.aside())
    return Answer(
        value=verdict.value,
        code=verdict.code,
        message=verdict.message,
        values={**verdict.values, "day": format_day(work.on), "articles": "; ".join(articles)},
        articles=articles,
        funds=funds,
        remarks=tuple(remarks(reading)),
    )


_ON_CONTRACT: Final = frozenset({Kind.EMPLOYEE, Kind.HOUSEHOLD_WORKER, Kind.PART_TIME})
_IN_COMMUNE: Final = frozenset({Kind.COMMUNE_PART_TIMER, Kind.VILLAGE_PART_TIMER})
_HEALTH_OF_GROUP: Final = {
    Kind.HOUSEHOLD_OWNER: "participation.health.household_owner",
    Kind.MANAGER_UNPAID: "participation.health.manager_unpaid",
    Kind.COMMUNE_PART_TIMER: "participation.health.commune_part_timer",
    Kind.VILLAGE_PART_TIMER: "participation.health.commune_part_timer",
}


def _funds(liable: bool, work: Work, reading: Reading) -> dict[str, bool]:
    """Say yes or no for each fund whose rule is known for the day."""
    funds: dict[str, bool] = {}
    for fund in Fund:
        try:
            owes = _owes(fund, liable, work, reading)
        except UnknownParameter:
            continue
        if owes is not None:
            funds[fund.value] = owes
    return funds


def _owes(fund: Fund, liable: bool, work: Work, reading: Reading) -> bool | None:
    """Say whether contributions to a fund are owed; None where the answer hangs on what was not told."""
    match fund:
        case Fund.HEALTH:
            return _owes_health(liable, work, reading)
        case Fund.UNEMPLOYMENT:
            return _owes_unemployment(liable, work, reading)
        case Fund.OCCUPATIONAL_ACCIDENT:
            return liable and (work.kind in _ON_CONTRACT or work.kind is Kind.FOREIGNER)
        case Fund.SICKNESS_MATERNITY if work.kind in _IN_COMMUNE:
            return liable and reading.says("participation.commune_part_timer.sickness")
        case Fund.RETIREMENT_DEATH if work.kind is Kind.FOREIGNER:
            return liable and reading.says("participation.foreigner.retirement")
        case _:
            return liable


def _owes_unemployment(liable: bool, work: Work, reading: Reading) -> bool | None:
    """Unemployment insurance: citizens on a contract long enough, until 2014 of large enough employers."""
    shortest = reading.whole("participation.min_contract_months.unemployment")
    fewest = reading.whole("participation.min_headcount.unemployment")
    if not (liable and work.kind in _ON_CONTRACT and work.lasts(shortest)):
        return False
    if work.employer_headcount is None:
        return True if fewest <= 1 else None
    return work.employer_headcount >= fewest


def _owes_health(liable: bool, work: Work, reading: Reading) -> bool:
    """Health insurance through work; a foreigner owes it even below the year of social insurance."""
    if work.kind in _HEALTH_OF_GROUP:
        return liable and reading.says(_HEALTH_OF_GROUP[work.kind])
    if work.kind not in _ON_CONTRACT and work.kind is not Kind.FOREIGNER:
        return liable
    if not liable and work.kind is not Kind.FOREIGNER:
        return False
    return work.lasts(reading.whole("participation.min_contract_months.health"))
