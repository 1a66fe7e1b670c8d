"""The truth of a simulated province on 30 June 2018: ground, employers, people, and who is where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from baophu.kernel.errors import Refused
from baophu.twin import people as peopling
from baophu.twin.drawing import draw_employers
from baophu.twin.employers import Employer, Hard, Kind
from baophu.twin.ground import Ground, lay
from baophu.twin.people import People, Role
from baophu.twin.saying import Saying, Senders, say, senders
from baophu.twin.standings import TrueStanding, standings

_WORKERS: Final = (0.36, 0.64)  # share of the people who are workers in some list
_PASSES: Final = 14
_REST: Final = {Role.VOLUNTARY: 0.10, Role.POOR: 0.52, Role.BENEFICIARY: 0.34}
_LEAST_UNITS: Final = 20


class TooFewPeople(Refused):
    """Every registered unit and every payroll needs somebody."""

    code = "twin.too_few_people"
    message = "{people} người không đủ cho {units} đơn vị. Cần ít nhất {least} người, hoặc bớt số đơn vị."


class TooFewUnits(Refused):
    """A province of a handful of units has no districts to compare."""

    code = "twin.too_few_units"
    message = "{units} đơn vị là quá ít để mô phỏng một tỉnh. Chọn từ {least} đơn vị trở lên."


@dataclass(slots=True)
class World:
    """All that is true; nothing is written yet."""

    units: int
    seed: int
    ground: Ground
    sent: Senders
    employers: list[Employer]
    people: People
    truth: list[TrueStanding]
    quotas: dict[Role, int]
    poor: list[tuple[int, int]] = field(
        default_factory=list
    )  # (household, person) of poor and near-poor households

    def span(self, role: Role) -> range:
        """Give the places of the people whom that role first brought into a list."""
        start = sum(self.quotas[earlier] for earlier in Role if earlier < role)
        return range(start, start + self.quotas[role])

    def paid(self, employer: Employer) -> list[int]:
        """Give the people of annex 05-1 of its payroll of 2017."""
        start = employer.staff_from + _newcomers(employer)
        return [*range(start, start + employer.said.payroll_long - len(employer.guests)), *employer.guests]

    def paid_short(self, employer: Employer) -> range:
        """Give the people of annex 05-2."""
        start = employer.staff_from + _newcomers(employer) + employer.said.payroll_long - len(employer.guests)
        return range(start, start + employer.said.payroll_short)

    def insured(self, employer: Employer) -> range:
        """Give the people insured in its unit on the day."""
        return range(employer.staff_from, employer.staff_from + employer.insured)

    def newcomers(self, employer: Employer) -> range:
        """Give the insured who came after 2017."""
        return range(employer.staff_from, employer.staff_from + _newcomers(employer))

    def insured_before(self, employer: Employer) -> range:
        """Give the people insured in its unit a year earlier."""
        start = employer.staff_from + _newcomers(employer)
        return range(start, start + employer.insured_before)


def _newcomers(employer: Employer) -> int:
    """Count the insured who came after 2017: no payroll of 2017, no state of a year ago knows them."""
    return employer.insured // 9 if employer.registered else 0


def _listed(employer: Employer) -> int:
    """Count the people of its own who stand in some list."""
    said = employer.said
    new = _newcomers(employer)
    paid = said.payroll_long + said.payroll_short
    return max(employer.insured, new + employer.insured_before, new + paid if paid else 0)


def _say_all(employers: list[Employer], base: list[tuple[int, date]], saying: Saying) -> int:
    total = 0
    for employer, (size, started) in zip(employers, base, strict=True):
        employer.started_on = started
        say(employer, size, saying)
        employer.listed = _listed(employer)
        total += employer.listed
    return total


def _fit(employers: list[Employer], ground: Ground, sent: Senders, people: int, seed: int) -> int:
    """Scale the employers until a fitting share of the people works; give how many do."""
    base = [(employer.size, employer.started_on) for employer in employers]
    factor, total = 1.0, 0
    for _ in range(_PASSES):
        total = _say_all(employers, base, Saying(ground, sent, Random(f"{seed}:saying"), factor))
        if total > people * _WORKERS[1]:
            factor *= max(0.3, 0.97 * people * _WORKERS[1] / total)
        elif total < people * _WORKERS[0] and factor < 40:
            factor *= min(3.0, 1.03 * people * _WORKERS[0] / total)
        else:
            break
    if total > people * 0.9:
        raise TooFewPeople(people=people, units=len(employers), least=total * 10 // 9 + 1)
    return total


def _settle(world: World, workers: int) -> None:
    """Give each employer its people, who live near it, and let a few work in two places."""
    rng = Random(f"{world.seed}:settle")
    start = 0
    for employer in world.employers:
        employer.staff_from, employer.guests = start, ()
        start += employer.listed
        commune = world.ground.communes[employer.commune]
        near = world.ground.by_district[commune.district_code]
        for at in range(employer.staff_from, start):
            draw = rng.random()
            if draw < 0.5:
                world.people.commune[at] = employer.commune
            elif draw < 0.9:
                world.people.commune[at] = near[int(draw * 1000) % len(near)]
    for employer in world.employers:
        own = employer.said.payroll_long
        if own >= 4 and rng.random() < 0.05 and employer.kind is Kind.ENTERPRISE:
            guests = {rng.randrange(workers) for _ in range(rng.randrange(1, 3))}
            inside = range(employer.staff_from, employer.staff_from + employer.listed)
            employer.guests = tuple(sorted(guest for guest in guests if guest not in inside))
            employer.said.payroll_long = own + len(employer.guests)


def _house(world: World) -> None:
    """Put the poor into households of one commune, mostly of one surname; a few workers live in them too."""
    rng = Random(f"{world.seed}:households")
    span, workers = world.span(Role.POOR), world.span(Role.WORKER)
    people, taken = world.people, set[int]()
    at, household = span.start, 0
    while at < span.stop:
        household += 1
        members = min(rng.choice((1, 1, 2, 2, 3, 4, 4, 5, 6)), span.stop - at)
        for member in range(at, at + members):
            people.commune[member] = people.commune[at]
            if rng.random() < 0.6:
                people.surname[member] = people.surname[at]
            world.poor.append((household, member))
        if rng.random() < 0.03 and len(workers):
            worker = rng.randrange(workers.start, workers.stop)
            if worker not in taken:
                taken.add(worker)
                people.commune[worker] = people.commune[at]
                world.poor.append((household, worker))
        at += members


def _quotas(workers: int, people: int) -> dict[Role, int]:
    rest = people - workers
    quotas = {Role.WORKER: workers, **{role: int(rest * share) for role, share in _REST.items()}}
    quotas[Role.DECEASED] = people - sum(quotas.values())
    return quotas


def build(*, units: int, people: int, seed: int) -> World:
    """Give a province of exactly that many employers and listed people; one seed, one province."""
    if units < _LEAST_UNITS:
        raise TooFewUnits(units=units, least=_LEAST_UNITS)
    ground = lay(units=units, seed=seed)
    sent = senders(ground=ground, seed=seed)
    employers = draw_employers(units=units, ground=ground, silent=sent.silent, seed=seed)
    workers = _fit(employers, ground, sent, people, seed)
    quotas = _quotas(workers, people)
    crowd = peopling.draw_people(quotas=quotas, ground=ground, seed=seed)
    world = World(units, seed, ground, sent, employers, crowd, [], quotas)
    _settle(world, workers)
    world.truth = standings(employers)  # only now is every payroll complete
    _house(world)
    return world


def hard_entities(world: World) -> dict[Hard, int]:
    """Count the entities of each hard case."""
    counted = dict.fromkeys(Hard, 0)
    for employer in world.employers:
        if employer.hard:
            counted[employer.hard] += 1
    counted[Hard.TWO_NUMBERS] = sum(world.people.has_two_numbers(at) for at in world.span(Role.WORKER))
    return counted
