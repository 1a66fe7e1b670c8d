"""Draws the employers of a province: how many of each kind, their names, owners, places and hard cases."""

from __future__ import annotations

import math
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from baophu.twin import naming, numbers, parts
from baophu.twin.employers import Employer, Fate, Form, Hard, Kind
from baophu.twin.ground import Ground

_SHARES: Final = {Kind.PUBLIC: 0.15, Kind.COOPERATIVE: 0.05, Kind.HOUSEHOLD: 0.34}
_HARD_SHARE: Final = 0.0078
_FORMS: Final = ((Form.LIMITED, 46), (Form.SINGLE, 31), (Form.JOINT_STOCK, 12), (Form.PRIVATE, 11))
_SINGLES: Final = (Hard.FOREIGN_CODE, Hard.WRONG_CODE, Hard.TWICE, Hard.RENAMED, Hard.CUT)
_CUT_AT: Final = 35
_FIRM_TRADES: Final = tuple(at for at, trade in enumerate(parts.TRADES) if trade.firm_words)
_COOPERATIVE_TRADES: Final = tuple(
    at for at, trade in enumerate(parts.TRADES) if trade.code in {"4620", "0321", "0146", "1020"}
)
_HOUSEHOLD_TRADES: Final = tuple(at for at, trade in enumerate(parts.TRADES) if trade.household_words)


@dataclass(slots=True)
class Drawing:
    """What one drawing of employers shares."""

    ground: Ground
    rng: Random
    codes: numbers.TaxCodes
    names: naming.FirmNames
    employers: list[Employer]
    silent: frozenset[int]  # communes that send no list: what they know, the tax office must know

    def commune(self) -> int:
        """Draw a commune by its weight."""
        return bisect(self.ground.cumulative, self.rng.random() * self.ground.cumulative[-1])


def person_name(rng: Random) -> str:
    """Give the name of an owner or representative; two in three are men."""
    woman = rng.random() < 0.34
    middle, given = (parts.MIDDLE_WOMEN, parts.GIVEN_WOMEN) if woman else (parts.MIDDLE_MEN, parts.GIVEN_MEN)
    drawn = [rng.choices(p.words, cum_weights=p.cumulative)[0] for p in (parts.SURNAMES, middle, given)]
    return " ".join(drawn)


def street(ground: Ground, commune: int, rng: Random) -> str:
    """Give the part of an address below the commune."""
    if ground.communes[commune].urban and rng.random() < 0.75:
        road = rng.choice(parts.STREETS)
        return (
            f"Số {rng.randrange(1, 420)} đường {road}"
            if rng.random() < 0.8
            else f"Tổ dân phố {rng.randrange(1, 14)}"
        )
    if rng.random() < 0.55:
        return f"Thôn {rng.choice(parts.HAMLETS)}"
    return f"{rng.choice(('Thôn', 'Xóm'))} {rng.randrange(1, 16)}"


def _day(rng: Random, first: int, last: int) -> date:
    """Draw a day of the years first..last; firms are younger rather than older."""
    year = last - int((last - first + 1) * rng.random() ** 1.8)
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def enterprise_size(rng: Random) -> int:
    """Draw a number of workers: most firms are tiny, a few are very large."""
    if rng.random() < 0.10:
        return 0
    tail: float = math.pow(rng.paretovariate(1.35), 0.6)
    return max(1, min(4000, round(math.exp(rng.gauss(1.25, 1.05)) * tail)))


def counts(units: int, bodies: int) -> dict[Kind, int]:
    """Say how many employers of each kind a province of that many units has."""
    public = min(round(units * _SHARES[Kind.PUBLIC]), bodies)
    cooperative = round(units * _SHARES[Kind.COOPERATIVE])
    household = round(units * _SHARES[Kind.HOUSEHOLD])
    return {
        Kind.PUBLIC: public,
        Kind.COOPERATIVE: cooperative,
        Kind.HOUSEHOLD: household,
        Kind.ENTERPRISE: units - public - cooperative - household,
    }


def _add_enterprise(drawing: Drawing, form: Form | None = None) -> Employer:
    rng = drawing.rng
    form = form or rng.choices([f for f, _ in _FORMS], weights=[w for _, w in _FORMS])[0]
    owner = person_name(rng)
    trade = rng.choices(_FIRM_TRADES, weights=[parts.TRADES[at].weight for at in _FIRM_TRADES])[0]
    commune = drawing.commune()
    employer = Employer(
        at=len(drawing.employers),
        kind=Kind.ENTERPRISE,
        form=form,
        name=drawing.names.draw(form, parts.TRADES[trade], owner),
        commune=commune,
        street=street(drawing.ground, commune, rng),
        owner=owner,
        trade=trade,
        tax_code=drawing.codes.draw(home=rng.random() > 0.05),
        phone=numbers.phone(rng),
        started_on=_day(rng, 1999, 2017),
        size=enterprise_size(rng),
        wage_vnd=round(rng.lognormvariate(15.25, 0.22) / 100_000) * 100_000,
    )
    drawing.employers.append(employer)
    return employer


def _add_branch(drawing: Drawing, head: Employer | None, number: int) -> Employer:
    rng = drawing.rng
    employer = _add_enterprise(drawing)
    employer.form, employer.hard = Form.BRANCH, Hard.BRANCH
    commune = drawing.ground.communes[employer.commune]
    where = commune.name if rng.random() < 0.5 else commune.district.split(maxsplit=1)[1].removeprefix("xã ")
    if head is None:
        employer.head_elsewhere = True
        head_name, head_code = employer.name, drawing.codes.draw(home=False)
        where = "HÀ TĨNH"
    else:
        employer.partner, employer.trade = head.at, head.trade
        head_name, head_code = head.name, head.tax_code
    employer.tax_code = f"{head_code}-{number:03d}"
    word = "CHI NHÁNH" if rng.random() < 0.85 else "VĂN PHÒNG ĐẠI DIỆN"
    employer.name = f"{word} {head_name} TẠI {where}".upper()
    employer.size = rng.randrange(1, 12)
    return employer


def _mark_singles(drawing: Drawing, free: list[Employer], each: int) -> None:
    """Give each hard case of a single firm its share of firms."""
    rng = drawing.rng
    for hard in _SINGLES:
        for _ in range(each):
            firm = free.pop()
            firm.hard, firm.size = hard, max(1, firm.size)
            if hard is Hard.FOREIGN_CODE:
                firm.partner = free[rng.randrange(len(free))].at
            elif hard is Hard.RENAMED:
                firm.former_name = drawing.names.draw(firm.form, parts.TRADES[firm.trade], person_name(rng))
            elif hard is Hard.CUT:
                while len(firm.name) <= _CUT_AT + 2:
                    firm.name = drawing.names.draw(firm.form, parts.TRADES[firm.trade], person_name(rng))


def _mark_pairs(drawing: Drawing, free: list[Employer], pairs: int) -> None:
    """Let pairs of firms share a code, and private enterprises end where their owner's company begins."""
    rng = drawing.rng
    for _ in range(pairs):
        one, other = free.pop(), free.pop()
        other.tax_code = one.tax_code
        one.hard = other.hard = Hard.SHARED_CODE
        one.partner, other.partner = other.at, one.at
    for _ in range(pairs):
        closed, opened = free.pop(), free.pop()
        closed.form, closed.fate = Form.PRIVATE, Fate.TAX_CLOSED
        closed.name = drawing.names.draw(Form.PRIVATE, parts.TRADES[closed.trade], closed.owner)
        opened.form = rng.choice((Form.SINGLE, Form.LIMITED))
        opened.name = drawing.names.twin_of(closed.name, opened.form)
        opened.owner, opened.commune, opened.street = closed.owner, closed.commune, closed.street
        opened.trade, opened.started_on = closed.trade, date(2017, rng.randrange(1, 13), rng.randrange(1, 28))
        opened.size = max(1, opened.size)
        closed.hard = opened.hard = Hard.CLOSED_OPEN
        closed.partner, opened.partner = opened.at, closed.at


def _draw_enterprises(drawing: Drawing, count: int, units: int) -> None:
    each = max(1, round(units * _HARD_SHARE)) if units >= 40 else 0
    pairs = (each + 1) // 2
    for _ in range(count - each):
        _add_enterprise(drawing)
    free = list(drawing.employers)
    drawing.rng.shuffle(free)
    _mark_pairs(drawing, free, pairs)
    _mark_singles(drawing, free, each)
    for number in range(each):
        head = None if number % 7 == 6 else free[number % len(free)]
        _add_branch(drawing, head, 1 + number // max(1, len(free)) + drawing.rng.randrange(2))


def _draw_households(drawing: Drawing, count: int) -> None:
    rng = drawing.rng
    for _ in range(count):
        commune, owner = drawing.commune(), person_name(rng)
        trade = rng.choices(_HOUSEHOLD_TRADES, weights=[parts.TRADES[at].weight for at in _HOUSEHOLD_TRADES])[
            0
        ]
        district = drawing.ground.communes[commune].district_code
        hires = parts.TRADES[trade].hires
        drawing.employers.append(
            Employer(
                at=len(drawing.employers),
                kind=Kind.HOUSEHOLD,
                form=Form.HOUSEHOLD,
                name=naming.household(parts.TRADES[trade], owner, rng),
                commune=commune,
                street=street(drawing.ground, commune, rng),
                owner=owner,
                trade=trade,
                tax_code=drawing.codes.draw() if commune in drawing.silent or rng.random() < 0.42 else "",
                licence=numbers.licence(district, rng) if rng.random() < 0.7 else "",
                phone=numbers.phone(rng),
                started_on=_day(rng, 2003, 2017),
                size=0 if rng.random() < 0.55 else min(15, 1 + int(hires * rng.random() ** 1.6)),
                wage_vnd=rng.randrange(28, 48) * 100_000,
            )
        )


def _draw_cooperatives(drawing: Drawing, count: int) -> None:
    rng, given = drawing.rng, set[str]()
    for _ in range(count):
        commune = drawing.commune()
        name = naming.cooperative(drawing.ground.communes[commune], rng)
        while name in given:
            name = f"{name} {rng.choice(parts.PROPER_SECOND)}"
        given.add(name)
        drawing.employers.append(
            Employer(
                at=len(drawing.employers),
                kind=Kind.COOPERATIVE,
                form=Form.COOPERATIVE,
                name=name,
                commune=commune,
                street=street(drawing.ground, commune, rng),
                owner=person_name(rng),
                trade=rng.choice(_COOPERATIVE_TRADES),
                tax_code=drawing.codes.draw() if commune in drawing.silent or rng.random() < 0.8 else "",
                phone=numbers.phone(rng),
                started_on=_day(rng, 1998, 2017),
                size=0 if rng.random() < 0.3 else 1 + int(12 * rng.random() ** 2.2),
                wage_vnd=rng.randrange(29, 46) * 100_000,
            )
        )


def _draw_public(drawing: Drawing, bodies: list[tuple[str, int, int]], count: int) -> None:
    rng = drawing.rng
    order = list(range(len(bodies)))
    rng.shuffle(order)
    for at in sorted(order[:count]):
        name, commune, staff = bodies[at]
        drawing.employers.append(
            Employer(
                at=len(drawing.employers),
                kind=Kind.PUBLIC,
                form=Form.PUBLIC,
                name=name,
                commune=commune,
                street=street(drawing.ground, commune, rng) if rng.random() < 0.6 else "",
                owner=person_name(rng),
                trade=0,
                tax_code=drawing.codes.draw() if rng.random() < 0.3 else "",
                phone=f"02393{rng.randrange(100_000, 999_999)}",
                started_on=_day(rng, 1991, 2012),
                size=max(3, round(staff * rng.lognormvariate(0.0, 0.28))),
                wage_vnd=rng.randrange(42, 72) * 100_000,
            )
        )


def draw_employers(*, units: int, ground: Ground, silent: frozenset[int], seed: int) -> list[Employer]:
    """Give exactly that many employers, with hard cases marked and fates still open."""
    rng = Random(f"{seed}:employers")
    drawing = Drawing(ground, rng, numbers.TaxCodes(rng), naming.FirmNames(rng), [], silent)
    bodies = naming.public_bodies(ground)
    many = counts(units, len(bodies))
    _draw_enterprises(drawing, many[Kind.ENTERPRISE], units)
    _draw_cooperatives(drawing, many[Kind.COOPERATIVE])
    _draw_households(drawing, many[Kind.HOUSEHOLD])
    _draw_public(drawing, bodies, many[Kind.PUBLIC])
    return drawing.employers
