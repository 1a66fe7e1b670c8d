"""Search of employers in a run, within an area: what fits, what was understood, the closest first.

The index keeps, for each folded word, the numbers of the records that have it; a search is one read of the
words typed, seldom a second one of words close to them, and looks into sorted lists in memory. What lies
outside the area is taken away before a correction is chosen, so that no correction tells of it.
"""

from __future__ import annotations

import json
import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from baophu.kernel.identifiers import tax_code_repairs
from baophu.kernel.text import fold
from baophu.register.models import EmployerRecord, SearchNear, SearchWord
from baophu.register.queries import in_area, in_run
from baophu.register.queries import matching as holding
from baophu.register.search import rules

WEIGHTS: Final = {"n": 1.0, "p": 0.7, "a": 0.45}  # of a name, a representative, an address
MOST_RANKED: Final = 1_000  # beyond it nobody reads by closeness: the list's own order stands
MOST_NAMED: Final = 200  # of which names are compared with the whole text
MANY: Final = 4_000  # records beyond which whole lists are met at once
BISECTIONS: Final = 8  # a look into a sorted list costs about as many steps of going through it
MOST_CLOSE: Final = 40  # shown when nothing holds every word
LEAST_SHARE: Final = 0.5  # of the text's weight, for a row that lacks a word
CORRECTED, PREFIX, SHORT = 0.75, 0.85, 0.9  # what a word that is not quite the typed one counts
PROVINCE_DIGITS: Final = 2
MOST_ALTERNATIVES: Final = 12


class How(StrEnum):
    """How the rows fit the text."""

    EXACT = "exact"  # every word, as typed
    CORRECTED = "corrected"  # every word, some of them corrected
    CLOSE = "close"  # not every word
    CODE = "code"  # the code, or codes that begin with it
    CODE_CORRECTED = "code_corrected"  # a code one digit away
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """Records that fit a text; `read_as` are (typed, taken for), `left_out` words that nobody has."""

    how: How
    records: tuple[int, ...] = ()  # the closest first when `ranked`
    employers: tuple[str, ...] = ()  # of ranked records, in the same order
    ranked: bool = True
    read_as: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def among(self) -> QuerySet[EmployerRecord, str]:
        """The employers found, as a query to stand in another, whatever their number."""
        return EmployerRecord.objects.filter(id__in=_numbers(self.records)).values_list(
            "employer_id", flat=True
        )


Numbers: TypeAlias = "array[int]"
Fields: TypeAlias = "dict[str, dict[str, array[int]]]"  # word -> field -> records, ascending


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a record may have a typed word: it stands in all of some lists; what it counts."""

    lists: tuple[Numbers, ...]  # the shortest first
    weight: float

    def holds(self, number: int) -> bool:
        """Whether a record is in every list."""
        return all(_among(number, numbers) for numbers in self.lists)

    def records(self) -> set[int]:
        """The records in every list."""
        found = set(self.lists[0])
        for numbers in self.lists[1:]:
            found = _both(found, numbers)
        return found


@dataclass(slots=True)
class _Group:
    """What one typed word may stand for: words and how much each counts, phrases in its stead."""

    typed: str
    words: dict[str, float] = field(default_factory=dict)
    phrases: list[tuple[str, ...]] = field(default_factory=list)  # all of whose words must be there
    ways: list[_Way] = field(default_factory=list)  # the weightiest first
    size: int = 0
    idf: float = 0.0

    def weight(self, number: int) -> float:
        """What the word counts for a record; 0 where the record has it in no way."""
        return next((way.weight for way in self.ways if way.holds(number)), 0.0)

    def records(self) -> set[int]:
        """Every record that has the word in some way."""
        return set().union(*(way.records() for way in self.ways))


def _among(number: int, numbers: Numbers) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def _both(found: set[int], numbers: Numbers) -> set[int]:
    """Those of some records that stand in a list; the cheaper way of two."""
    if len(found) * BISECTIONS > len(numbers):
        return found.intersection(numbers)
    return {number for number in found if _among(number, numbers)}


def find(text: str, *, run: int, area_code: str) -> Found | None:
    """Employers of a run inside an area that fit a text; None where the text asks nothing."""
    asked = rules.read(text)
    if not asked.words and not asked.code:
        return None
    if asked.code:
        by_code = _by_code(asked.code, run=run, area_code=area_code)
        if by_code.how is not How.NOTHING or not asked.words:
            return by_code
    found = _by_words(asked.words, run=run, area_code=area_code)
    if found.how is How.NOTHING and not SearchWord.objects.filter(run=run).exists():
        return _without_index(text, run=run, area_code=area_code)
    return found


def _numbers(records: Sequence[int]) -> RawSQL | Sequence[int]:
    """Numbers as one parameter, however many there are."""
    if len(records) <= 100:
        return list(records)
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(records)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(records)])


def _by_code(code: str, *, run: int, area_code: str) -> Found:
    """The employers of a code; of codes that begin so; of codes one slip away, likelier repairs first."""
    rows = EmployerRecord.objects.filter(in_run(run), in_area(area_code))
    upper = code.upper()
    written = rules.written_tax_code(code)
    start = Q(tax_code__gte=written, tax_code__lte=written + "Z" * 14) | Q(
        unit_code__gte=upper, unit_code__lte=upper + "Z" * 24
    )
    beginning = rows.filter(start).order_by("tax_code", "id").values_list("id", "employer_id")[:MOST_RANKED]
    if beginning:
        numbers, ids = zip(*beginning, strict=True)
        return Found(How.CODE, numbers, ids)
    repairs = set(tax_code_repairs(code))
    near = {rules.written_tax_code(one) for one in rules.codes_near(upper)}
    found = rows.filter(Q(tax_code__in=near) | Q(unit_code__in=near)).values_list(
        "id", "tax_code", "unit_code", "employer_id"
    )
    hits = sorted(found, key=lambda hit: (hit[1] not in repairs, hit[1], hit[0]))
    if not hits:
        return Found(How.NOTHING)
    taken = tuple((code, hit[1] if hit[1] in near else hit[2]) for hit in hits[:1])
    numbers, ids = tuple(hit[0] for hit in hits), tuple(hit[3] for hit in hits)
    return Found(How.CODE_CORRECTED, numbers, ids, read_as=taken)


def _without_index(text: str, *, run: int, area_code: str) -> Found:
    """Runs made before there was an index: every word, as typed."""
    held = holding(text, run=run)
    rows = EmployerRecord.objects.filter(in_run(run), in_area(area_code), employer_id__in=held or [])
    numbers = tuple(rows.order_by("name", "id").values_list("id", flat=True))
    return Found(How.EXACT if numbers else How.NOTHING, numbers, ranked=False)


def _by_words(words: Sequence[str], *, run: int, area_code: str) -> Found:
    area = "" if len(area_code) == PROVINCE_DIGITS else f"@{area_code}"
    groups = _groups(words)
    fields = _read({*_all_words(groups), *([area] if area else [])}, run=run)
    inside = fields.pop(area, {}).get("z", array("I")) if area else None
    _prepare(groups, fields)
    every = _every(groups, inside)
    if every:
        return _ranked(How.EXACT, every, groups)
    corrected = _corrected(groups, fields, run=run)
    _prepare(corrected, fields)
    every = _every(corrected, inside)
    if every:
        return _ranked(How.CORRECTED, every, corrected, read_as=_best_words(corrected, fields, every))
    return _close(corrected, fields, inside)


def _groups(words: Sequence[str]) -> list[_Group]:
    """Each word by itself, by what it abbreviates, and by the abbreviation of the words it stands among."""
    groups = [_Group(word, {word: 1.0}) for word in words]
    for group in groups:
        if group.typed in rules.ABBREVIATIONS:
            group.phrases.append(rules.ABBREVIATIONS[group.typed])
    for short, phrase in rules.ABBREVIATIONS.items():
        if set(phrase) <= set(words):
            for group in groups:
                if group.typed in phrase:
                    group.words.setdefault(short, SHORT)
    return groups


def _all_words(groups: Iterable[_Group]) -> set[str]:
    return {word for g in groups for word in (*g.words, *(w for phrase in g.phrases for w in phrase))}


def _read(words: Iterable[str], *, run: int, head: str = "") -> Fields:
    """The records of words, and of words of names that begin with `head`, in one read."""
    wanted = Q(word__in=set(words))
    if head:
        wanted |= Q(word__gte=head, word__lte=head + "z" * rules.LONGEST_WORD, field="n")
    fields: Fields = {}
    for word, name, records in SearchWord.objects.filter(wanted, run=run).values_list(
        "word", "field", "records"
    ):
        fields.setdefault(word, {})[name] = _unpacked(records)
    return fields


def _unpacked(records: Any) -> Numbers:
    numbers: Numbers = array("I")
    numbers.frombytes(records)
    return numbers


def _prepare(groups: Iterable[_Group], fields: Fields) -> None:
    """Find the ways of each group, and how telling it is beside the commonest."""
    for group in groups:
        ways = [
            _Way((numbers,), WEIGHTS[name] * share)
            for word, share in group.words.items()
            for name, numbers in fields.get(word, {}).items()
        ]
        for phrase in group.phrases:
            lists = [fields.get(word, {}).get("n") for word in phrase]
            known = sorted((numbers for numbers in lists if numbers), key=len)
            if len(known) == len(phrase):
                ways.append(_Way(tuple(known), WEIGHTS["n"] * SHORT))
        group.ways = sorted(ways, key=lambda way: -way.weight)
        group.size = sum(len(way.lists[0]) for way in group.ways)
    total = max((group.size for group in groups), default=1)
    for group in groups:
        group.idf = math.log(1 + total / (1 + group.size)) + 0.05


def _every(groups: Sequence[_Group], inside: Numbers | None) -> set[int]:
    """Records of the area that every group holds, the rarest group first."""
    ordered = sorted(groups, key=lambda group: group.size)
    found = _inside(ordered[0].records(), inside)
    for group in ordered[1:]:
        if len(found) > MANY:
            found &= group.records()
        else:
            found = {number for number in found if group.weight(number)}
    return found


def _inside(found: set[int], inside: Numbers | None) -> set[int]:
    return found if inside is None else _both(found, inside)


def _corrected(groups: Sequence[_Group], sets: Fields, *, run: int) -> list[_Group]:
    """The groups with the words close to theirs; words heard alike count as near as one letter."""
    keys, wanted = {}, set()
    doubtful = [group for group in groups if not group.size] or groups  # words that nobody has, else any
    for group in doubtful:
        if len(group.typed) >= rules.SHORTEST_TYPED and not group.typed.isdigit():
            keys[group.typed] = rules.without_one(group.typed)
        wanted |= rules.sounds_like(group.typed)
        wanted |= {part for pair in rules.joined_words(group.typed) for part in pair}
    rows = SearchNear.objects.filter(key__in={key for many in keys.values() for key in many})
    under: dict[str, set[str]] = defaultdict(set)
    for key, word in rows.values_list("key", "word"):
        under[key].add(word)
    near = {
        typed: {w for key in many for w in under.get(key, ()) if w != typed and rules.is_near(typed, w)}
        for typed, many in keys.items()
    }
    words = {*wanted, *(word for many in near.values() for word in many)} - sets.keys()
    last = groups[-1]
    head = last.typed if last.typed not in sets and len(last.typed) > 1 else ""
    sets |= _read(words, run=run, head=head)
    wider = [
        _wider(group, near.get(group.typed, set()), sets) if group in doubtful else group for group in groups
    ]
    if head:  # still being typed
        wider[-1].words |= {word: PREFIX for word in sets if word.startswith(head)}
    return wider


def _wider(group: _Group, near: set[str], sets: Fields) -> _Group:
    """A group with corrections that the area has, and with the two words that one may be."""
    wider = _Group(group.typed, dict(group.words), list(group.phrases))
    heard = {word for word in rules.sounds_like(group.typed) if word in sets}
    for word in heard | {word for word in near if word in sets}:
        wider.words.setdefault(word, CORRECTED + (0.1 if word in heard else 0.0))
    if group.typed not in sets:
        wider.phrases += [
            pair for pair in rules.joined_words(group.typed) if all("n" in sets.get(w, {}) for w in pair)
        ]
    return wider


def _best_words(groups: Sequence[_Group], sets: Fields, every: set[int]) -> tuple[tuple[str, str], ...]:
    """For each word that is in none of the rows: what it was taken for most often."""
    some, said = sorted(every)[:MOST_NAMED], []
    for group in groups:
        if _count(some, list(sets.get(group.typed, {}).values())):
            continue
        counts = [
            (_count(some, list(sets[word].values())), word)
            for word in group.words
            if word in sets and word != group.typed
        ]
        for phrase in group.phrases:
            held = [sets.get(word, {}).get("n", array("I")) for word in phrase]
            n = sum(all(_among(number, numbers) for numbers in held) for number in some)
            counts.append((n, " ".join(phrase)))
        best = max(counts, default=(0, ""))
        if best[0]:
            said.append((group.typed, best[1]))
    return tuple(said)


def _count(some: Sequence[int], lists: Sequence[Numbers]) -> int:
    """How many of some records stand in any of the lists."""
    return sum(any(_among(number, numbers) for numbers in lists) for number in some)


def _close(groups: Sequence[_Group], sets: Fields, inside: Numbers | None) -> Found:
    """Records that have most of what was typed; common words alone find nobody."""
    known = sorted((group for group in groups if group.size), key=lambda group: group.size)
    total = max((group.size for group in known), default=0)
    found: set[int] = set()
    for group in known:
        if group.size <= max(50, total // 5) and len(found) <= MANY:
            found |= _inside(group.records(), inside)
    weight = {number: sum(g.weight(number) * g.idf for g in known) for number in found}
    least = LEAST_SHARE * sum(group.idf for group in known) * WEIGHTS["a"]
    best = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMED]
    kept = {number for number, share in best if share >= least and share >= best[0][1] * 0.6}
    if not kept:
        return Found(How.NOTHING, left_out=tuple(g.typed for g in groups if not g.size))
    close = _ranked(How.CLOSE, kept, groups)
    shown, ids = close.records[:MOST_CLOSE], close.employers[:MOST_CLOSE]
    left_out = tuple(g.typed for g in groups if not any(g.weight(number) for number in shown))
    read_as = _best_words([g for g in groups if g.typed not in left_out], sets, set(shown))
    return Found(How.CLOSE, shown, ids, read_as=read_as, left_out=left_out)


def _ranked(
    how: How, numbers: set[int], groups: Sequence[_Group], read_as: tuple[tuple[str, str], ...] = ()
) -> Found:
    """The closest first, by the words' weight and then by the whole name; beyond a bound, in no order."""
    if len(numbers) > MOST_RANKED:
        return Found(how, tuple(sorted(numbers)), ranked=False, read_as=read_as)
    score = {number: sum(g.weight(number) * g.idf for g in groups) for number in numbers}
    order = sorted(numbers, key=lambda number: (-score[number], number))
    first = order[:MOST_NAMED]
    rows = EmployerRecord.objects.filter(id__in=_numbers(order)).values_list("id", "employer_id", "name")
    owners = {number: (employer_id, name) for number, employer_id, name in rows}
    names = {number: owners[number][1] for number in first}
    whole = " ".join(group.typed for group in groups)
    most = max(score.values(), default=1.0) or 1.0
    closeness = {number: score[number] / most + _likeness(whole, names.get(number, "")) for number in first}
    first.sort(key=lambda number: (-closeness[number], names.get(number, ""), number))
    order = [*first, *order[MOST_NAMED:]]
    return Found(how, tuple(order), tuple(owners[number][0] for number in order), read_as=read_as)


def _likeness(typed: str, name: str) -> float:
    """How much of a name the typed words are, with a share for their order."""
    said = fold(name)
    words, own = typed.split(), said.split()
    if not own:
        return 0.0
    share = len(set(words) & set(own)) / len(set(words) | set(own))
    return share + (0.5 if typed in said else 0.0)
