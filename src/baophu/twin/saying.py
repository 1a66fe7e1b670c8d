"""Decides who registers, what became of each employer, and what every office's list says of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from baophu.twin import numbers
from baophu.twin.employers import CommuneEntry, Employer, Fate, Form, Hard, Kind, Spoken
from baophu.twin.ground import Ground

PERIOD: Final = "2018-Q2"
EARLIER: Final = "2018-Q1"
LONG_AGO: Final = "2017-Q3"
ACTIVE: Final = "NNT đang hoạt động"
SUSPENDED_STATUS: Final = "NNT tạm nghỉ kinh doanh"
CLOSED_STATUSES: Final = (
    SUSPENDED_STATUS,
    "NNT ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST",
    "NNT không hoạt động tại địa chỉ đã đăng ký",
    "NNT ngừng hoạt động và đã đóng MST",
)
REMARKS: Final = ("đã nghỉ", "ngừng hoạt động", "không còn kinh doanh")
_FATES: Final[Mapping[Kind, Mapping[Fate, float]]] = {
    Kind.ENTERPRISE: {
        Fate.TAX_CLOSED: 0.115,
        Fate.TAX_SUSPENDED_RETURNED: 0.008,
        Fate.DISSOLVED: 0.018,
        Fate.SUSPENDED: 0.016,
        Fate.SUSPENDED_OVER: 0.008,
        Fate.REMARKED: 0.022,
        Fate.REMARKED_BUT_PAID: 0.006,
        Fate.NOT_FOUND: 0.008,
    },
    Kind.COOPERATIVE: {Fate.TAX_CLOSED: 0.05, Fate.REMARKED: 0.06},
    Kind.HOUSEHOLD: {Fate.REMARKED: 0.085, Fate.NOT_FOUND: 0.004},
    Kind.PUBLIC: {},
}
_CLOSED: Final = frozenset({Fate.TAX_CLOSED, Fate.DISSOLVED, Fate.SUSPENDED, Fate.REMARKED, Fate.NOT_FOUND})
_BLOCKS: Final = {Kind.PUBLIC: "H", Kind.ENTERPRISE: "A", Kind.COOPERATIVE: "P", Kind.HOUSEHOLD: "R"}


@dataclass(frozen=True, slots=True)
class Senders:
    """Which communes sent a list in which quarter, and which never sent one."""

    of: frozenset[tuple[int, str]]
    silent: frozenset[int]


def senders(*, ground: Ground, seed: int) -> Senders:
    """Draw the communes that sent; diligent districts have more of them."""
    rng = Random(f"{seed}:senders")
    sent = set()
    for at, commune in enumerate(ground.communes):
        diligent = ground.districts[commune.district_code].diligent
        for period, share in ((PERIOD, 1.0), (EARLIER, 0.45), (LONG_AGO, 0.25)):
            if rng.random() < diligent * share:
                sent.add((at, period))
    silent = frozenset(range(len(ground.communes))) - {at for at, _ in sent}
    return Senders(frozenset(sent), silent)


def about(count: int, rng: Random) -> int:
    """Give a count as an office has it: mostly right, sometimes a little off; none stays none."""
    draw = rng.random()
    if count == 0 or draw < 0.72:
        return count
    if draw < 0.92:
        return max(1, count + rng.choice((-1, 1)))
    return max(1, count + rng.choice((-1, 1)) * math.ceil(count * 0.1))


@dataclass(slots=True)
class Saying:
    """What one pass over the employers shares."""

    ground: Ground
    sent: Senders
    rng: Random
    factor: float
    units_given: int = 0

    def sends(self, employer: Employer, period: str) -> bool:
        """Say whether the employer's commune sent that quarter's list."""
        return (employer.commune, period) in self.sent.of


def _possible(fate: Fate, employer: Employer, saying: Saying) -> bool:
    """Say whether any office could speak of that fate: its commune sends, or a code names it."""
    if fate is Fate.REMARKED:
        return saying.sends(employer, PERIOD)
    if fate is Fate.REMARKED_BUT_PAID:
        return saying.sends(employer, LONG_AGO)
    return bool(employer.tax_code) or fate not in {Fate.NOT_FOUND, Fate.TAX_CLOSED}


def _fate(employer: Employer, saying: Saying) -> Fate:
    if employer.hard is not None:
        closed = employer.hard is Hard.CLOSED_OPEN and employer.form is Form.PRIVATE
        return Fate.TAX_CLOSED if closed else Fate.OPEN
    draw = saying.rng.random()
    for fate, share in _FATES[employer.kind].items():
        if draw < share:
            return fate if _possible(fate, employer, saying) else Fate.OPEN
        draw -= share
    return Fate.OPEN


def _registers(employer: Employer, saying: Saying) -> bool:
    if employer.kind is Kind.PUBLIC:
        return True
    if employer.fate is Fate.REMARKED:
        return employer.size > 0 and saying.rng.random() < 0.04
    if employer.fate in _CLOSED or employer.fate is Fate.REMARKED_BUT_PAID or not employer.size:
        return False
    willing = saying.ground.districts[saying.ground.communes[employer.commune].district_code].willing
    ease = {Kind.ENTERPRISE: 0.62, Kind.COOPERATIVE: 0.35, Kind.HOUSEHOLD: 0.05}[employer.kind]
    return saying.rng.random() < min(0.96, willing * (ease + 0.18 * math.log(employer.size)))


def _register(employer: Employer, saying: Saying) -> None:
    """Give the unit code and the number of insured people."""
    rng = saying.rng
    district = saying.ground.communes[employer.commune].district_code
    employer.unit_code = numbers.unit_code(saying.units_given, int(district) - 436, _BLOCKS[employer.kind])
    saying.units_given += 1
    first = max(employer.started_on, date(1995, 1, 1))
    joined = first + timedelta(days=rng.randrange(30, 900))
    employer.joined_on = min(joined, date(2018, 5, 1)).replace(day=1)
    if employer.kind is Kind.PUBLIC or rng.random() < 0.74:
        employer.insured = about(employer.size, rng)
    else:
        employer.insured = max(1, int(employer.size * rng.uniform(0.15, 0.85)))
    if employer.joined_on < date(2017, 6, 1):
        employer.insured_before = max(1, round(employer.insured * rng.uniform(0.84, 1.03)))


def _say_tax(employer: Employer, saying: Saying) -> None:
    said, rng = employer.said, saying.rng
    chance = {Kind.ENTERPRISE: 0.965, Kind.COOPERATIVE: 0.55, Kind.HOUSEHOLD: 0.16, Kind.PUBLIC: 0.0}[
        employer.kind
    ]
    new = bool(said.registered_month)
    forced = employer.fate in (Fate.TAX_CLOSED, Fate.TAX_SUSPENDED_RETURNED, Fate.DISSOLVED) or (
        employer.hard is not None and not new
    )
    if (
        employer.fate is Fate.REMARKED_BUT_PAID
        or new
        or not (forced or rng.random() < chance)
        or not employer.tax_code
    ):
        return
    said.tax_listed, said.tax_status = True, ACTIVE
    if employer.fate is Fate.TAX_CLOSED:
        said.tax_status = CLOSED_STATUSES[3] if employer.hard else rng.choice(CLOSED_STATUSES)
    elif employer.fate is Fate.TAX_SUSPENDED_RETURNED:
        said.tax_status = SUSPENDED_STATUS
    blank = 0.75 if employer.kind is Kind.HOUSEHOLD else 0.18
    said.tax_headcount = None if rng.random() < blank else about(employer.size, rng)


def _say_payroll(employer: Employer, saying: Saying) -> None:
    said, rng = employer.said, saying.rng
    silent = employer.kind in (Kind.HOUSEHOLD, Kind.PUBLIC) or employer.fate is Fate.TAX_CLOSED
    if said.registered_month or silent or not employer.tax_code:
        return
    chance = 0.2 if employer.kind is Kind.COOPERATIVE else 0.62
    if employer.fate is not Fate.REMARKED_BUT_PAID and rng.random() > chance:
        return
    if employer.size or employer.fate is Fate.REMARKED_BUT_PAID:
        said.payroll_long = max(1, round(employer.size * rng.choice((1.0, 1.0, 1.0, 0.95, 0.9, 1.05))))
    if rng.random() < 0.35:
        said.payroll_short = rng.randrange(1, 2 + min(12, employer.size))


def _say_labour(employer: Employer, saying: Saying) -> None:
    said, rng = employer.said, saying.rng
    if employer.kind in (Kind.PUBLIC, Kind.HOUSEHOLD) or employer.fate in (*_CLOSED, Fate.REMARKED_BUT_PAID):
        return
    forced = employer.hard in (Hard.FOREIGN_CODE, Hard.WRONG_CODE, Hard.CUT, Hard.RENAMED)
    chance = (0.75 if employer.size >= 10 else 0.4) if employer.kind is Kind.ENTERPRISE else 0.25
    if forced or rng.random() < chance:
        said.labour_listed = True
        said.labour_headcount = None if rng.random() < 0.03 else about(employer.size, rng)


def _say_communes(employer: Employer, saying: Saying) -> None:
    said, rng = employer.said, saying.rng
    chance = {Kind.ENTERPRISE: 0.22, Kind.COOPERATIVE: 0.8, Kind.HOUSEHOLD: 0.96, Kind.PUBLIC: 0.0}[
        employer.kind
    ]
    blank = 0.13 if employer.kind is Kind.HOUSEHOLD else 0.2
    if employer.fate is Fate.REMARKED_BUT_PAID:
        said.communes.append(CommuneEntry(LONG_AGO, None, rng.choice(REMARKS)))
        return
    for period, share in ((LONG_AGO, 0.9), (EARLIER, 0.95), (PERIOD, 1.0)):
        if not saying.sends(employer, period) or said.registered_month > (3 if period == EARLIER else 6):
            continue
        if period == LONG_AGO and employer.started_on > date(2017, 7, 1):
            continue
        if period == PERIOD and employer.fate is Fate.REMARKED:
            said.communes.append(CommuneEntry(period, rng.choice((None, 0)), rng.choice(REMARKS)))
        elif employer.fate in _CLOSED and (period != LONG_AGO or employer.fate is Fate.TAX_CLOSED):
            if period == PERIOD and employer.fate is not Fate.REMARKED and rng.random() < 0.15:
                said.communes.append(CommuneEntry(period, None, rng.choice(REMARKS)))
        elif rng.random() < chance * share:
            said.communes.append(
                CommuneEntry(period, None if rng.random() < blank else about(employer.size, rng))
            )


def _say_others(employer: Employer, saying: Saying) -> None:
    """Zone, union, associations and findings."""
    said, rng = employer.said, saying.rng
    if employer.kind is Kind.PUBLIC or employer.fate in _CLOSED or employer.fate is Fate.REMARKED_BUT_PAID:
        if employer.fate is Fate.NOT_FOUND:
            said.finding_code = 3
        return
    zone = saying.ground.communes[employer.commune].district_code == "449"
    if zone and employer.kind is Kind.ENTERPRISE and rng.random() < 0.3:
        said.zone_listed, said.zone_headcount = True, about(employer.size, rng)
    if employer.kind is Kind.ENTERPRISE and rng.random() < (0.45 if employer.size >= 20 else 0.02):
        said.union_listed, said.union_headcount = True, about(employer.size, rng)
    if employer.kind is not Kind.HOUSEHOLD and employer.tax_code and rng.random() < 0.07:
        said.associations = 1
    if employer.tax_code and employer.hard is None and not employer.registered and rng.random() < 0.012:
        said.finding_code = 1 if employer.size else 2
        said.finding_headcount = employer.size


def _say_event(employer: Employer, rng: Random) -> None:
    """Give the event of the planning department that the fate asks for."""
    said = employer.said
    on = date(2018, rng.randrange(1, 6), rng.randrange(1, 28))
    if employer.fate is Fate.DISSOLVED:
        said.event, said.event_on = rng.choice(("Giải thể", "Giải thể", "Giải thể", "Phá sản")), on
    elif employer.fate is Fate.SUSPENDED:
        said.event, said.event_on = "Tạm ngừng kinh doanh", on
        said.event_until = on.replace(year=2019) - timedelta(days=1)
    elif employer.fate is Fate.SUSPENDED_OVER:
        said.event, said.event_on = "Tạm ngừng kinh doanh", date(2018, 1, rng.randrange(1, 20))
        said.event_until = date(2018, rng.choice((3, 4)), 30)
    elif employer.fate is Fate.TAX_SUSPENDED_RETURNED:
        said.event, said.event_on = "Hoạt động trở lại", on


def _newly_registered(employer: Employer, saying: Saying) -> None:
    """Make some firms new ones of 2018: no tax list of 2017 knows them."""
    rng = saying.rng
    able = (
        employer.kind is Kind.ENTERPRISE and employer.fate is Fate.OPEN and employer.form is not Form.BRANCH
    )
    if (
        able
        and employer.hard in (None, Hard.CLOSED_OPEN)
        and rng.random() < (0.3 if employer.hard else 0.065)
    ):
        month = rng.randrange(1, 7)
        employer.said.registered_month = month
        employer.started_on = date(2018, month, rng.randrange(1, 28))
        employer.said.expected_headcount = rng.choice((None, None, rng.randrange(0, 12)))
        employer.size = min(employer.size, 12)


def _in_some_list(employer: Employer) -> bool:
    said = employer.said
    return bool(
        said.tax_listed
        or said.labour_listed
        or said.communes
        or said.payroll_long
        or said.payroll_short
        or said.registered_month
        or said.zone_listed
        or said.union_listed
        or employer.registered
    )


def say(employer: Employer, size: int, saying: Saying) -> None:
    """Fill in one employer: fate, registration, what each list says; it stands in one list at least."""
    rng = saying.rng
    if employer.kind in (Kind.ENTERPRISE, Kind.COOPERATIVE) and size > 1:
        size = max(1, round(size * saying.factor))
    elif employer.kind is Kind.PUBLIC:
        size = max(3, round(size * min(1.0, saying.factor**0.5)))
    employer.size, employer.said = size, Spoken()
    employer.unit_code, employer.insured, employer.insured_before, employer.joined_on = "", 0, 0, None
    employer.fate = _fate(employer, saying)
    _newly_registered(employer, saying)
    if _registers(employer, saying):
        _register(employer, saying)
    _say_event(employer, rng)
    for step in (_say_tax, _say_payroll, _say_labour, _say_communes, _say_others):
        step(employer, saying)
    if not _in_some_list(employer):
        _last_resort(employer, saying)


def _last_resort(employer: Employer, saying: Saying) -> None:
    """Put an employer that no list names into one: the tax list, or its commune's if it has no code."""
    if employer.tax_code:
        employer.said.tax_listed, employer.said.tax_status = True, ACTIVE
    else:
        period = next(p for p in (PERIOD, EARLIER, LONG_AGO) if saying.sends(employer, p))
        employer.said.communes.append(CommuneEntry(period, None))
