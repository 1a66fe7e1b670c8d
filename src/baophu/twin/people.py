"""The people of the province, held in columns: name, sex, birth, commune, numbers."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from random import Random
from typing import Final

from baophu.twin import numbers, parts
from baophu.twin.ground import Ground

_EPOCH: Final = date(2018, 6, 30).toordinal()
_YEAR: Final = 365.25
_NO_ID_UNTIL_YEARS: Final = 14
_PLACES: Final = ("042", "040", "044", "038", "001")  # this province first, then where some were born


class Role(IntEnum):
    """What first brings a person into a list; a person may have further roles."""

    WORKER = 0
    VOLUNTARY = 1
    POOR = 2
    BENEFICIARY = 3
    DECEASED = 4


# Per role: ages between which the given share falls (cumulative share, from, to).
_AGES: Final[dict[Role, tuple[tuple[float, float, float], ...]]] = {
    Role.WORKER: ((0.10, 19, 24), (0.42, 24, 32), (0.74, 32, 42), (0.93, 42, 53), (1.0, 53, 59.9)),
    Role.VOLUNTARY: ((0.08, 20, 30), (0.35, 30, 40), (0.80, 40, 52), (1.0, 52, 59)),
    Role.POOR: ((0.30, 0, 15), (0.52, 15, 35), (0.72, 35, 55), (0.88, 55, 70), (1.0, 70, 95)),
    Role.BENEFICIARY: ((0.06, 4, 17), (0.16, 26, 42), (0.62, 55.1, 68), (0.90, 68, 82), (1.0, 82, 97)),
    Role.DECEASED: ((0.05, 1, 30), (0.20, 30, 55), (0.50, 55, 75), (1.0, 75, 99)),
}


@dataclass(slots=True)
class People:
    """Columns, one place per person; `numbers_held`: bit 1 the nine-digit, bit 2 the twelve-digit number."""

    seed: int
    role: array[int]
    woman: array[int]
    surname: array[int]
    middle: array[int]
    given: array[int]
    born: array[int]  # ordinal of the day
    commune: array[int]  # place in Ground.communes
    numbers_held: array[int]
    place: array[int]  # of birth registration
    order: array[int]  # among those of the same place, sex and year

    def __len__(self) -> int:
        """Count the people."""
        return len(self.role)

    def name(self, at: int) -> str:
        """Give the full name as in the identity papers."""
        middle, given = (
            (parts.MIDDLE_WOMEN, parts.GIVEN_WOMEN) if self.woman[at] else (parts.MIDDLE_MEN, parts.GIVEN_MEN)
        )
        surname = parts.SURNAMES.words[self.surname[at]]
        return f"{surname} {middle.words[self.middle[at]]} {given.words[self.given[at]]}"

    def born_on(self, at: int) -> date:
        """Give the day of birth."""
        return date.fromordinal(self.born[at])

    def si_number(self, at: int) -> str:
        """Give the insurance number."""
        return numbers.si_number(at, self.seed)

    def old_id(self, at: int) -> str:
        """Give the nine-digit number, blank if the person never had one."""
        return numbers.old_id(at, self.seed) if self.numbers_held[at] & 1 else ""

    def new_id(self, at: int) -> str:
        """Give the twelve-digit number, blank if the person has none yet."""
        if not self.numbers_held[at] & 2:
            return ""
        year = self.born_on(at).year
        return numbers.new_id(
            _PLACES[self.place[at]],
            self.woman[at] + (2 if year >= 2000 else 0),
            year,
            self.order[at],
            self.seed,
        )

    def has_two_numbers(self, at: int) -> bool:
        """Say whether lists may carry either of two numbers."""
        return self.numbers_held[at] == 3

    def id_number(self, at: int, *, newest: bool) -> str:
        """Give the number that an office with newer or older papers holds."""
        old, new = self.old_id(at), self.new_id(at)
        return (new or old) if newest else (old or new)


def _draw(words: parts.Weighted, rng: Random, count: int) -> array[int]:
    return array("H", rng.choices(range(len(words.words)), cum_weights=words.cumulative, k=count))


def _birth(role: Role, rng: Random) -> int:
    """Draw a day of birth; some people know only their year and are booked on 1 January."""
    draw = rng.random()
    bands = _AGES[role]
    _, young, old = bands[bisect(bands, draw, key=lambda band: band[0])] if draw < bands[-1][0] else bands[-1]
    day = _EPOCH - int(rng.uniform(young, old) * _YEAR)
    if old > 55 and rng.random() < 0.06:
        return date(date.fromordinal(day).year, 1, 1).toordinal()
    return day


def _numbers_held(age: float, rng: Random) -> int:
    if age < _NO_ID_UNTIL_YEARS:
        return 0
    draw = rng.random()
    if draw < 0.012:
        return 0
    if draw < 0.05:
        return 3
    return 2 if draw < (0.45 if age < 28 else 0.20) else 1


def _names_into(people: People, rng: Random) -> None:
    """Draw names for all: a middle and a given name that suit the sex."""
    count = len(people.role)
    people.surname = _draw(parts.SURNAMES, rng, count)
    men = _draw(parts.MIDDLE_MEN, rng, count), _draw(parts.GIVEN_MEN, rng, count)
    women = _draw(parts.MIDDLE_WOMEN, rng, count), _draw(parts.GIVEN_WOMEN, rng, count)
    for at in range(count):
        middle, given = women if people.woman[at] else men
        people.middle.append(middle[at])
        people.given.append(given[at])


def draw_people(*, quotas: dict[Role, int], ground: Ground, seed: int) -> People:
    """Give people role by role (workers first), each with sex, birth, commune and numbers."""
    rng = Random(f"{seed}:people")
    empty = {name: array("H") for name in ("surname", "middle", "given")}
    people = People(
        seed,
        array("B"),
        array("B"),
        empty["surname"],
        empty["middle"],
        empty["given"],
        array("i"),
        array("H"),
        array("B"),
        array("B"),
        array("I"),
    )
    running: Counter[tuple[int, int, int]] = Counter()
    for role in Role:
        count = quotas.get(role, 0)
        people.commune.extend(
            rng.choices(range(len(ground.communes)), cum_weights=ground.cumulative, k=count)
        )
        for _ in range(count):
            born = _birth(role, rng)
            woman = int(rng.random() < (0.48 if role is Role.WORKER else 0.54))
            place = rng.randrange(1, len(_PLACES)) if rng.random() < 0.06 else 0
            group = (place, woman, date.fromordinal(born).year)
            people.role.append(role)
            people.woman.append(woman)
            people.born.append(born)
            people.numbers_held.append(_numbers_held((_EPOCH - born) / _YEAR, rng))
            people.place.append(place)
            people.order.append(running[group])
            running[group] += 1
    _names_into(people, rng)
    return people
