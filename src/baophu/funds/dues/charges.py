"""What one person in one unit is charged for a month: the words of a list put to the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from baophu.kernel.errors import Refused
from baophu.law.bases import Pay, Region, bases, must_contribute, region_of
from baophu.law.book import Book, Reading
from baophu.law.contribution import Contribution, Sides, Terms, Who, contribution
from baophu.law.obligation import Kind, obligation
from baophu.law.ruling import Ruling, half_up, ruled
from baophu.law.work import Fund

_LEAVE: Final = ("maternity", "sick", "unpaid")
_HEALTH_MONTHS: Final = "participation.min_contract_months.health"
_MOST_COEFFICIENT: Final = 20  # an allowance below it is a coefficient of the base salary
_LEAST_AMOUNT: Final = 1000  # and from it on an amount in đồng


class Untold(Refused):
    """A list leaves out, or writes unreadably, what a contribution is counted on."""

    code = "funds.untold"
    message = "Danh sách lao động chưa cho biết “{what}” ({key}). Bổ sung rồi gửi lại danh sách."


class RegionOpen(Refused):
    """The unit's place is not known well enough, and its region would change the amount."""

    code = "funds.region_open"
    message = (
        "Chưa rõ đơn vị thuộc vùng lương tối thiểu nào ({key}), mà số phải đóng tùy theo vùng. "
        "Ghi xã của đơn vị trong danh sách đơn vị rồi chạy lại."
    )


@dataclass(frozen=True, slots=True)
class Member:
    """What a row tells of a person's work, as the list writes it."""

    wage_vnd: int | None = None
    coefficient: str = ""
    allowances: str = ""
    funds: str = ""
    movement: str = ""
    job: str = ""
    unpaid_days: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What decides a unit's rates in a month.

    `places` are the official codes of its commune and those it lies in, one sequence for each place that the
    commune told may mean in the month; none where no list tells. The two decisions are officers'.
    """

    unit_type: str = ""
    places: Sequence[Sequence[str]] = ()
    pension_suspended: bool = False
    reduced_accident: bool = False

    @property
    def public(self) -> bool:
        """Whether the State's budget pays its people."""
        told = self.unit_type.lower()
        if "ngoài công lập" in told:
            return False
        return any(word in told for word in ("hành chính", "sự nghiệp", "đoàn thể", "hcsn"))


@dataclass(frozen=True, slots=True)
class Charge:
    """One person's month; no fund and not on leave is a person whom the law does not oblige."""

    funds: Mapping[Fund, Sides]
    social_base_vnd: int = 0
    unemployment_base_vnd: int = 0
    union_fee_vnd: int = 0
    on_leave: bool = False
    articles: tuple[str, ...] = ()

    @property
    def amounts(self) -> tuple[object, ...]:
        """What two charges are compared by."""
        return (self.funds, self.social_base_vnd, self.unemployment_base_vnd, self.union_fee_vnd)


def charge(member: Member, unit: Unit, *, on: date, book: Book) -> Charge:
    """Give what a person's month costs; raises `UnknownParameter`, `Untold` and `RegionOpen`."""
    if _on_leave(member, on, book):
        return Charge({}, on_leave=True)
    kind = _kind(member.job.lower())
    answer = obligation(kind=kind, contract_months=None, on=on, book=book)
    health_only = kind is Kind.FOREIGNER and not answer.value
    if health_only:
        book.whole(_HEALTH_MONTHS, on)
    elif not answer.value:
        return Charge({})
    wage_vnd = _wage(member, on, book)
    told = _told_funds(member.funds)
    state = unit.public or _by_coefficient(member)
    pays = [Pay(wage_vnd, region, state_budget=state) for region in _regions(unit, on, book)]
    reading = Reading(book, on)
    counted = [
        _health_of_foreigner(pay, reading) if health_only else _contribution(pay, kind, unit, reading)
        for pay in pays
    ]
    kept = [_kept(one, told) for one in counted]
    if any(one.amounts != kept[0].amounts for one in kept):
        raise RegionOpen(key="wages.region_iii")
    return kept[0]


def _on_leave(member: Member, on: date, book: Book) -> bool:
    """Whether the month counts as time but is not contributed for."""
    if member.unpaid_days is not None:
        return not must_contribute(unpaid_days=member.unpaid_days, on=on, book=book).value
    return member.movement in _LEAVE


def _kind(job: str) -> Kind:
    """As what somebody works, by the words of the job; an employee where they say nothing else."""
    foreign = (
        "người nước ngoài",
        "lao động nước ngoài",
        "người lao động nước ngoài",
        "chuyên gia nước ngoài",
    )
    if job.startswith(foreign) or "(người nước ngoài)" in job:
        return Kind.FOREIGNER
    if job.startswith("chủ hộ"):
        return Kind.HOUSEHOLD_OWNER
    if "không chuyên trách" in job:
        of_village = "thôn" in job or "tổ dân phố" in job
        return Kind.VILLAGE_PART_TIMER if of_village else Kind.COMMUNE_PART_TIMER
    return Kind.EMPLOYEE


_WHO: Final = {
    Kind.EMPLOYEE: Who.VIETNAMESE,
    Kind.FOREIGNER: Who.FOREIGNER,
    Kind.HOUSEHOLD_OWNER: Who.HOUSEHOLD_OWNER,
    Kind.COMMUNE_PART_TIMER: Who.COMMUNE_PART_TIMER,
    Kind.VILLAGE_PART_TIMER: Who.COMMUNE_PART_TIMER,
}


def _decimal(text: str) -> Decimal | None:
    """Read a plain number to six decimals; None where it is none."""
    plain = text.strip().replace(",", ".")
    try:
        found = Decimal(plain) if set(plain) <= set("0123456789.") else None
    except InvalidOperation:
        return None
    if found is None or found >= 10**12:
        return None
    return found.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def _by_coefficient(member: Member) -> bool:
    """Whether a coefficient is told instead of a wage."""
    return not member.wage_vnd and (_decimal(member.coefficient) or 0) > 0


def _wage(member: Member, on: date, book: Book) -> int:
    """The month's pay: as told, else the coefficient and its allowances on the base salary."""
    if not _by_coefficient(member):
        if member.wage_vnd is None:
            raise Untold(what="Mức lương đóng", key="insured_members.wage_vnd")
        return member.wage_vnd
    times, amount_vnd = _decimal(member.coefficient) or Decimal(0), 0
    if member.allowances.strip():
        more = _decimal(member.allowances)
        if more is None or not (more < _MOST_COEFFICIENT or more >= _LEAST_AMOUNT):
            raise Untold(what="Phụ cấp", key="insured_members.allowances")
        if more < _MOST_COEFFICIENT:
            times += more
        else:
            amount_vnd = half_up(Fraction(more))
    return half_up(Fraction(times) * book.whole("wages.base_salary", on)) + amount_vnd


_WORDS: Final = {
    Fund.SICKNESS_MATERNITY: ("BHXH", "XÃ HỘI", "ÔĐ", "ỐM", "THAI SẢN"),
    Fund.OCCUPATIONAL_ACCIDENT: ("BHXH", "XÃ HỘI", "@", "TAI NẠN", "BNN"),
    Fund.RETIREMENT_DEATH: ("BHXH", "XÃ HỘI", "HT", "HƯU"),
    Fund.UNEMPLOYMENT: ("#", "THẤT NGHIỆP"),
    Fund.HEALTH: ("BHYT", "Y TẾ"),
}


def _told_funds(text: str) -> frozenset[Fund]:
    """The funds that a row names; all where it says nothing."""
    if not text.strip():
        return frozenset(Fund)
    plain = text.upper()
    # The accident fund's short name holds that of unemployment, and that one the short name of retirement.
    for name, mark in (("BHTNLĐ", "@"), ("BHTNLD", "@"), ("TNLĐ", "@"), ("TNLD", "@"), ("BHTN", "#")):
        plain = plain.replace(name, mark)
    named = frozenset(fund for fund, words in _WORDS.items() if any(word in plain for word in words))
    if not named:
        raise Untold(what="Quỹ tham gia", key="insured_members.funds")
    return named


def _regions(unit: Unit, on: date, book: Book) -> list[Region]:
    """The region of the unit's place; both of the province where that is open."""
    Reading(book, on).table("wages.region_iii")
    found = {region_of(codes, on=on, book=book).value for codes in unit.places}
    return sorted(found or {Region.III, Region.IV})


def _contribution(pay: Pay, kind: Kind, unit: Unit, reading: Reading) -> Ruling[Contribution]:
    terms = Terms(pay.state_budget, unit.reduced_accident, unit.pension_suspended)
    return contribution(
        wage_vnd=pay.wage_vnd,
        on=reading.on,
        book=reading.book,
        who=_WHO[kind],
        region=pay.region,
        terms=terms,
    )


_SIDES: Final = ("employer", "employee")


def _health_of_foreigner(pay: Pay, reading: Reading) -> Ruling[Contribution]:
    """Before social insurance reached foreigners, their contract obliged them in health insurance alone."""
    base = bases(pay, reading, with_unemployment=False).social_vnd
    employer, employee = (reading.share(f"contribution.foreigner.health.{side}") for side in _SIDES)
    sides = Sides(half_up(employer * base), half_up(employee * base))
    owed = Contribution(
        social_base_vnd=base,
        unemployment_base_vnd=0,
        funds={Fund.HEALTH: sides},
        union_fee_vnd=0,
        rates={Fund.HEALTH: (employer, employee)},
        union_rate=Fraction(0),
    )
    return ruled(owed, [], reading)


def _kept(counted: Ruling[Contribution], told: frozenset[Fund]) -> Charge:
    """Leave only the funds that the row names; the union fee goes with social insurance."""
    owed = counted.value
    funds = {fund: sides for fund, sides in owed.funds.items() if fund in told}
    in_social = Fund.SICKNESS_MATERNITY in told or Fund.RETIREMENT_DEATH in told
    return Charge(
        funds=funds,
        social_base_vnd=owed.social_base_vnd if any(f is not Fund.UNEMPLOYMENT for f in funds) else 0,
        unemployment_base_vnd=owed.unemployment_base_vnd if Fund.UNEMPLOYMENT in funds else 0,
        union_fee_vnd=owed.union_fee_vnd if in_social and funds else 0,
        articles=counted.articles,
    )
