"""What the law's pages show: the shelf of parameters on a day, and one parameter with all known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop

from baophu.access.queries import Entry as JournalEntry
from baophu.kernel.errors import Refused
from baophu.kernel.text import fold
from baophu.law.book import Amount, Book, Dated, Parameter, Source, Status, Unit, UnknownParameter
from baophu.lawbook.queries import EntryState, EntryView, published
from baophu.lawbook.rules.standing import gaps
from baophu.lawbook.rules.typed import amount_of
from baophu.reporting import formats
from baophu.reporting.citations import citations
from baophu.reporting.law_words import ENTRY_STATES, GROUPS, STATUSES, rule_name, shown

MOST_PARTS = 3  # a longer list or table is counted on the shelf and shown on its own page
UNKNOWN, UNCHECKED, BY_OFFICERS = "chua-co", "chua-doi-chieu", "can-bo"
FILTERS: dict[str, str] = {
    UNKNOWN: gettext_noop("Chưa có giá trị"),
    UNCHECKED: gettext_noop("Chưa đối chiếu"),
    BY_OFFICERS: gettext_noop("Cán bộ ghi"),
}
STATUS_CHIPS: dict[Status, tuple[str, str]] = {
    Status.VERIFIED: ("ok", "ok"),
    Status.UNVERIFIED: ("half", "warn"),
    Status.ENTERED: ("ring-ok", "act"),
    Status.UNKNOWN: ("ask", "unk"),
}
STATE_CHIPS: dict[EntryState, tuple[str, str]] = {
    EntryState.PENDING: ("clock", "act"),
    EntryState.CONFIRMED: ("ring-ok", "ok"),
    EntryState.OVERTAKEN: ("dash", "off"),
    EntryState.REJECTED: ("cross", "off"),
    EntryState.WITHDRAWN: ("cross", "off"),
}
DEEDS: dict[str, str] = {
    "law.enter": gettext_noop("ghi giá trị"),
    "law.confirm": gettext_noop("xác nhận"),
    "law.reject": gettext_noop("không xác nhận"),
    "law.withdraw": gettext_noop("rút"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """Shape, colour and word of a state."""

    shape: str
    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter on the shelf."""

    parameter: Parameter
    value: str
    named: bool  # the value is a name, which stays Vietnamese
    since: date | None
    article: str
    status: Status
    gaps: tuple[date, ...]

    @property
    def chip(self) -> Chip:
        """How sure the value of the day is."""
        return status_chip(self.status)

    def fits(self, narrowed: str) -> bool:
        """Whether the parameter is one of those asked for."""
        if narrowed == UNKNOWN:
            return bool(self.gaps)
        wanted = {UNCHECKED: Status.UNVERIFIED, BY_OFFICERS: Status.ENTERED}.get(narrowed)
        return wanted is None or any(dated.status is wanted for dated in self.parameter.values)


@dataclass(frozen=True, slots=True)
class Group:
    """The parameters of one chapter."""

    name: str
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Row:
    """One dated value on the page of its parameter."""

    dated: Dated
    value: str
    source: Source
    now: bool

    @property
    def entered(self) -> bool:
        """Whether officers entered it."""
        return self.dated.status is Status.ENTERED

    @property
    def chip(self) -> Chip:
        """How sure the value is."""
        return status_chip(self.dated.status)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry on the page of its parameter."""

    entry: EntryView
    value: str  # as the rules read what was typed; empty where they no longer can

    @property
    def chip(self) -> Chip:
        """Where it stands."""
        shape, colour = STATE_CHIPS[self.entry.state]
        return Chip(shape, colour, gettext(ENTRY_STATES[self.entry.state]))


@dataclass(frozen=True, slots=True)
class Cited:
    """A chapter of rules that uses a parameter."""

    title: str
    module: str
    rules: tuple[str, ...]
    direct: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the journal about a parameter."""

    line: JournalEntry
    words: str
    value: str
    reason: str


def status_chip(status: Status) -> Chip:
    """The chip of a status."""
    shape, colour = STATUS_CHIPS[status]
    return Chip(shape, colour, gettext(STATUSES[status]))


def shelf(book: Book, on: date) -> list[Line]:
    """Every parameter with its value on a day."""
    return [line_of(parameter, book, on) for parameter in book.parameters.values()]


def chosen(lines: Iterable[Line], *, narrowed: str, group: str, words: str) -> list[Line]:
    """The parameters that fit what was asked; every word must stand in the name, the key or an article."""
    wanted = fold(words).split()
    return [
        line
        for line in lines
        if line.fits(narrowed)
        if not group or line.parameter.key.startswith(f"{group}.")
        if not wanted or _holds(line.parameter, wanted)
    ]


def _holds(parameter: Parameter, wanted: list[str]) -> bool:
    text = fold(" ".join([parameter.name, parameter.key, *(dated.article for dated in parameter.values)]))
    return all(word in text for word in wanted)


def grouped(lines: Iterable[Line]) -> list[Group]:
    """The parameters by chapter, in the order of the chapters."""
    by_group: dict[str, list[Line]] = {}
    for line in lines:
        by_group.setdefault(line.parameter.key.partition(".")[0], []).append(line)
    order = [*GROUPS, *sorted(set(by_group) - set(GROUPS))]
    return [
        Group(name, gettext(GROUPS.get(name, name)), by_group[name]) for name in order if name in by_group
    ]


def line_of(parameter: Parameter, book: Book, on: date) -> Line:
    """A parameter with its value on a day."""
    missing, named = gaps(parameter, on), parameter.unit is Unit.NAME
    try:
        value = book.value(parameter.key, on)
    except UnknownParameter:
        return Line(parameter, formats.UNKNOWN, False, None, "", Status.UNKNOWN, missing)
    text = _counted(value.value) or shown(value.value, parameter.unit)
    return Line(parameter, text, named, value.holds_from, value.article, value.status, missing)


def _counted(value: Amount) -> str:
    """How many parts a long list or table has; empty for a short one."""
    if isinstance(value, tuple | Mapping) and len(value) > MOST_PARTS:
        return gettext("%(n)s dòng") % {"n": formats.number(len(value))}
    return ""


def rows_of(line: Line, book: Book) -> list[Row]:
    """Every dated value of a parameter, the newest first."""
    unit = line.parameter.unit
    return [
        Row(dated, shown(dated.value, unit), book.sources[dated.source], dated.holds_from == line.since)
        for dated in reversed(line.parameter.values)
    ]


def entered_of(parameter: Parameter, entries: Iterable[EntryView]) -> list[Entered]:
    """Every entry with its value as the rules read it."""
    return [Entered(entry, _read(entry, parameter)) for entry in entries]


def _read(entry: EntryView, parameter: Parameter) -> str:
    try:
        return shown(amount_of(entry.typed, parameter, published()), parameter.unit)
    except Refused:
        return ""


def cited_by(key: str) -> list[Cited]:
    """Who uses a parameter, those that read it themselves first."""
    return [Cited(rule_name(one.module), one.module, one.rules, one.direct) for one in citations(key)]


def deeds_of(lines: Iterable[JournalEntry]) -> list[Deed]:
    """The journal of a parameter in words."""
    return [
        Deed(
            line,
            gettext(DEEDS.get(line.action, line.action)),
            str(line.detail.get("value", "")),
            str(line.detail.get("because", "")),
        )
        for line in lines
    ]
