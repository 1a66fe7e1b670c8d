"""Where an entered value may stand in the law book, and what the book becomes with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.time import format_day
from baophu.law.book import Book, Dated, Parameter, Source, Status, bind
from baophu.lawbook.rules.typed import amount_of, typed_form


class NoSuchParameter(NotFound):
    """Only what the book names may be given a value."""

    code = "lawbook.no_such_parameter"
    message = (
        "Không có tham số “{key}” trong sách luật. Tìm tên đúng ở trang “Luật” hoặc bằng baophu law list."
    )


class NotFirstOfYear(Refused):
    """A yearly parameter changes on 1 January only."""

    code = "lawbook.not_first_of_year"
    message = (
        "“{name}” được công bố theo năm, giá trị bắt đầu từ ngày 01/01. Ghi 01/01/{year}, không ghi {day}."
    )


class AlreadyPublished(Refused):
    """A published value is never overwritten by hand."""

    code = "lawbook.already_published"
    message = (
        "Sách luật đã có giá trị {value} của “{name}” từ ngày {day} ({article}); giá trị công bố không bị "
        "ghi đè. Nếu văn bản của bạn có hiệu lực từ ngày khác, ghi ngày đó."
    )


class PeriodKnown(Refused):
    """Between two published values nothing is unknown."""

    code = "lawbook.period_known"
    message = (
        "Ngày {day} đã có giá trị công bố của “{name}”: {value} từ ngày {begun} ({article}), giá trị sau "
        "từ ngày {last}. Chỉ ghi cho thời gian chưa có giá trị, hoặc từ một ngày sau {last}."
    )


def gaps(parameter: Parameter, on: date) -> tuple[date, ...]:
    """Give the first day of each time, up to a day, that lacks a value: unknown ones, years left out."""
    begun = [dated for dated in parameter.values if dated.holds_from <= on]
    unknown = {dated.holds_from for dated in begun if dated.value is None}
    if not begun:
        unknown.add(on)
    elif parameter.yearly:
        told = {dated.holds_from.year for dated in begun}
        unknown |= {date(year, 1, 1) for year in range(min(told), max(told)) if year not in told}
    return tuple(sorted(unknown))


@dataclass(frozen=True, slots=True)
class Entry:
    """A confirmed value as officers entered it."""

    key: str
    typed: str
    holds_from: date
    document: str
    document_on: date
    article: str

    @property
    def source(self) -> str:
        """Under which name its document stands among the book's sources."""
        return f"entered:{self.key}:{self.holds_from.isoformat()}"


def check_place(book: Book, key: str, holds_from: date) -> Parameter:
    """Give the parameter whose value may begin on a day; `book` is the files' book, without entries.

    A value may fill what is unknown, or begin after the last published one; otherwise a refusal is raised.
    """
    parameter = book.parameters.get(key)
    if parameter is None:
        raise NoSuchParameter(key=key)
    told: dict[str, object] = {"name": parameter.name, "day": format_day(holds_from)}
    if parameter.yearly and (holds_from.month, holds_from.day) != (1, 1):
        raise NotFirstOfYear(**told, year=holds_from.year)
    begun = [dated for dated in parameter.values if dated.holds_from <= holds_from]
    current = begun[-1] if begun else None
    if current is None or current.value is None:
        return parameter
    told |= {"value": typed_form(current.value, parameter.unit), "article": current.article}
    if current.holds_from == holds_from:
        raise AlreadyPublished(**told)
    last = parameter.values[-1]
    if holds_from < last.holds_from and (not parameter.yearly or current.holds_from.year == holds_from.year):
        begins, ends = format_day(current.holds_from), format_day(last.holds_from)
        raise PeriodKnown(**told, begun=begins, last=ends)
    return parameter


def may_stand(book: Book, entry: Entry) -> bool:
    """Whether the files' book still has room for a confirmed entry; a later release may have filled it."""
    try:
        amount_of(entry.typed, check_place(book, entry.key, entry.holds_from), book)
    except (Refused, NotFound):
        return False
    return True


def joined(book: Book, entries: Iterable[Entry]) -> Book:
    """Give the book with the entries that it has room for; without any it is the book itself."""
    parameters, sources = dict(book.parameters), dict(book.sources)
    standing = [entry for entry in entries if may_stand(book, entry)]
    for entry in sorted(standing, key=lambda entry: (entry.key, entry.holds_from)):
        sources[entry.source] = source_of(entry)
        parameters[entry.key] = _with(parameters[entry.key], entry, book)
    return bind(parameters, sources) if standing else book


def source_of(entry: Entry) -> Source:
    """Give the document of an entry as the book names documents."""
    return Source(
        id=entry.source,
        title=entry.article or "Văn bản do cán bộ ghi",
        number=entry.document,
        published=entry.document_on,
        in_force=entry.holds_from,
        status=Status.ENTERED,
    )


def cited(entry: Entry) -> str:
    """Give the article of an entry: it names the document, and that nobody compared it with a publication."""
    number = f"văn bản số {entry.document} ngày {format_day(entry.document_on)}"
    named = f"{entry.article}, {number}" if entry.article else f"V{number[1:]}"
    return f"{named} (do cán bộ ghi, chưa đối chiếu với nguồn công bố)"


def _with(parameter: Parameter, entry: Entry, book: Book) -> Parameter:
    """Give the parameter with one more value; an unknown one of the same day gives way."""
    value = amount_of(entry.typed, parameter, book)
    dated = Dated(entry.holds_from, value, cited(entry), Status.ENTERED, entry.source)
    others = [other for other in parameter.values if other.holds_from != entry.holds_from]
    values = sorted([*others, dated], key=lambda each: each.holds_from)
    return replace(parameter, values=tuple(values))
