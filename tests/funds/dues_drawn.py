"""Drawn units, months, people and lists: the same seed draws the same ones."""

from __future__ import annotations

from functools import cache
from random import Random

from baophu.funds.dues.rules import Member, MemberList, MemberRow, Unit
from baophu.kernel.time import Month, Period, PeriodKind
from funds.dues_forms import Case

JOBS = (
    "",
    "",
    "",
    "",
    "Công nhân",
    "Chuyên gia nước ngoài",
    "Chủ hộ kinh doanh",
    "Không chuyên trách xã",
    "Không chuyên trách thôn 2",
)
MOVEMENTS = ("", "", "", "", "", "new", "transfer", "maternity", "sick", "unpaid", "left", "retired")
FUNDS = ("", "", "", "", "", "BHXH, BHYT, BHTN", "BHXH, BHYT", "BHTNLĐ", "HT", "ÔĐTS", "BHTN", "?")
TYPES = ("", "Doanh nghiệp ngoài quốc doanh", "Hành chính sự nghiệp, đảng, đoàn thể", "Hợp tác xã")
BEFORE = {"18073": "436", "18754": "449", "18679": "446", "18763": "447"}  # communes with their districts
AFTER = ("18073", "18754", "18604", "18682", "18775")


def drawn_cases(people: int, *, seed: int) -> list[Case]:
    """Units with one to four people each, told by one to three lists, until so many rows are drawn."""
    rng, cases, rows = Random(seed), [], 0
    while rows < people:
        case = _case(rng, len(cases))
        cases.append(case)
        rows += len(case.rows)
    return cases


@cache
def _list(year: int, number: int, quarter: bool) -> MemberList:
    kind = PeriodKind.QUARTER if quarter else PeriodKind.MONTH
    span = Period.of(kind, Month(year, number).first)
    return MemberList(0, span.begins_on, span.ends_on, f"{quarter:d}", "si-42")


def _case(rng: Random, number: int) -> Case:
    at = Month(2016, 1).plus(rng.randrange(129))
    unit, commune = _unit(rng, at)
    lists = [
        _list(at.year, rng.randrange(1, 13), rng.random() < 0.1)
        for _ in range(rng.choice((1, 1, 1, 1, 2, 3)))
    ]
    rows = [
        MemberRow(one, row, f"{si:010d}", *_span(rng, at), _member(rng))
        for one in dict.fromkeys(lists)
        for si in range(rng.randrange(1, 4))
        for row in range(rng.choice((1, 1, 1, 2)))
    ]
    return Case(f"drawn {number}", at, tuple(rows), unit, commune)


def _unit(rng: Random, at: Month) -> tuple[Unit, str]:
    told = rng.choice(TYPES)
    suspended, reduced = rng.random() < 0.05, rng.random() < 0.05
    if rng.random() < 0.1:
        return Unit(told, (), suspended, reduced), ""
    if at < Month(2025, 1):
        code = rng.choice(tuple(BEFORE))
        return Unit(told, ((code, BEFORE[code]),), suspended, reduced), code
    if at < Month(2025, 7):
        return Unit(told, (("18679", "446"),), suspended, reduced), "18679"
    code = rng.choice(AFTER)
    return Unit(told, ((code, "42"),), suspended, reduced), code


def _span(rng: Random, at: Month) -> tuple[Month, Month | None]:
    begins = at.plus(rng.choice((-14, -3, -2, -1, -1, 0, 0, 1)))
    if rng.random() < 0.6:
        return begins, None
    return begins, begins.plus(rng.choice((0, 1, 2, 3, 20)))


def _member(rng: Random) -> Member:
    wage: int | None = rng.choice((
        rng.randrange(0, 12_000_000), rng.randrange(2_000, 9_000) * 1000, rng.randrange(10_000_000, 130_000_000), 0,
    ))  # fmt: skip
    coefficient = allowances = ""
    if rng.random() < 0.15:
        wage = rng.choice((None, 0, wage))
        coefficient = rng.choice(("", "2.34", "3,99", "6.1"))
        allowances = rng.choice(("", "0.3", "650000", "500", "thâm niên"))
    days = rng.randrange(0, 27) if rng.random() < 0.05 else None
    return Member(
        wage, coefficient, allowances, rng.choice(FUNDS), rng.choice(MOVEMENTS), rng.choice(JOBS), days
    )  # fmt: skip
