"""The form of a law file: what may stand in it, and what is refused when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import yaml

from baophu.kernel.errors import Corrupt

Scalar: TypeAlias = int | Decimal | bool | str | date
Amount: TypeAlias = Scalar | tuple[Scalar, ...] | Mapping[int | str, Scalar]
E = TypeVar("E", bound=StrEnum)


class LawFileBroken(Corrupt):
    """A law file does not have the form it must have."""

    code = "law.broken_file"
    message = "Tệp tham số pháp luật {file} sai: {what}. Sửa tệp rồi chạy lại."


class Status(StrEnum):
    """How sure a value is."""

    VERIFIED = "verified"  # seen in a source
    UNVERIFIED = "unverified"  # known, not seen
    ENTERED = "entered"  # written by an officer from a document, in no file; see `lawbook`
    UNKNOWN = "unknown"  # there is no known value


class Unit(StrEnum):
    """What a value counts; its type follows from it."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    VND = "vnd"
    PERCENT = "percent"
    PEOPLE = "people"
    UNITS = "units"
    VERIFICATIONS = "verifications"
    SHARE = "share"  # a fraction of one, written as text: "0.70"
    TIMES = "times"  # how many times something else, written as text: "1.08"
    YES_NO = "yes_no"
    WORD = "word"  # one of the words that a rule knows: regional_minimum
    NAME = "name"  # a name or a sentence as people write it
    DATE = "date"


class Shape(StrEnum):
    """Whether a value is one, several in order, or several each under a number or a code."""

    ONE = "one"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Source:
    """A document."""

    id: str
    title: str
    number: str
    published: date | None
    in_force: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a day on; None where no value is known."""

    holds_from: date
    value: Amount | None
    article: str
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of law and its values, oldest first; a yearly one ends on each 31 December."""

    key: str
    name: str
    unit: Unit
    yearly: bool
    values: tuple[Dated, ...]
    shape: Shape = Shape.ONE


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain YAML in which no key may stand twice and only true and false are yes and no."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    if len(set(keys)) < len(keys):
        raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
    return {
        key: loader.construct_object(value, deep=True)
        for key, (_, value) in zip(keys, node.value, strict=True)
    }


_BOOL: Final = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file being read: every check names it."""

    file: str

    def refuse(self, what: str) -> LawFileBroken:
        return LawFileBroken(file=self.file, what=what)

    def fields(
        self, found: object, required: Mapping[str, type], optional: Mapping[str, type]
    ) -> dict[str, Any]:
        """Give the fields, each of its type, none missing and none unknown."""
        if not isinstance(found, dict):
            raise self.refuse("phải gồm các trường có tên")
        known = {**required, **optional}
        for name in found:
            if name not in known:
                raise self.refuse(f"không có trường “{name}”")
        for name in required:
            if name not in found:
                raise self.refuse(f"thiếu trường “{name}”")
        for name, value in found.items():
            # bool is an int and a moment is a day in Python, but not here.
            if type(value) is not known[name] and known[name] is not object:
                raise self.refuse(f"trường “{name}” không thể là {value!r}")
            if known[name] is str and not value.strip():
                raise self.refuse(f"trường “{name}” trống")
        return found

    def word(self, kind: type[E], text: str) -> E:
        """Give the member of an enumeration that a text names."""
        try:
            return kind(text)
        except ValueError:
            raise self.refuse(f"không có “{text}” trong: {', '.join(kind)}") from None


def _load(path: Path, sheet: _Sheet) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, ValueError) as fault:
        raise sheet.refuse(f"không đọc được YAML ({' '.join(str(fault).split())})") from fault


_SOURCE: Final[dict[str, type]] = {
    "id": str,
    "title": str,
    "number": str,
    "published": object,
    "in_force": object,
    "status": str,
}
_PARAMETER: Final[dict[str, type]] = {"key": str, "name": str, "unit": str, "values": list}
_DATED: Final[dict[str, type]] = {
    "holds_from": date,
    "value": object,
    "article": str,
    "status": str,
    "source": str,
}


def read_sources(path: Path) -> dict[str, Source]:
    """Read the documents by their id; raises `LawFileBroken`."""
    sheet = _Sheet(path.name)
    found = _load(path, sheet)
    if not isinstance(found, list):
        raise sheet.refuse("phải là một danh sách văn bản")
    sources: dict[str, Source] = {}
    for entry in found:
        fields = sheet.fields(entry, _SOURCE, {})
        for name in ("published", "in_force"):
            if fields[name] is not None and type(fields[name]) is not date:
                raise sheet.refuse(f"trường “{name}” không thể là {fields[name]!r}")
        source = Source(**{**fields, "status": _status(fields["status"], sheet)})
        if source.id in sources:
            raise sheet.refuse(f"văn bản “{source.id}” ghi hai lần")
        sources[source.id] = source
    return sources


def _status(text: str, sheet: _Sheet) -> Status:
    """Give the status that a file names; what officers enter stands in no file."""
    status = sheet.word(Status, text)
    if status is Status.ENTERED:
        raise sheet.refuse("“entered” chỉ dành cho giá trị do cán bộ ghi")
    return status


def read_parameters(folder: Path, sources: Iterable[str]) -> dict[str, Parameter]:
    """Read every parameter under a folder by its key, in order of keys; raises `LawFileBroken`."""
    known = frozenset(sources)
    found = [_parameter(path, folder, known) for path in folder.rglob("*.yaml")]
    return {parameter.key: parameter for parameter in sorted(found, key=lambda parameter: parameter.key)}


def _parameter(path: Path, folder: Path, sources: frozenset[str]) -> Parameter:
    """Read one file; its key is its place in the folder."""
    place = path.relative_to(folder)
    sheet = _Sheet(place.as_posix())
    fields = sheet.fields(_load(path, sheet), _PARAMETER, {"yearly": bool, "shape": str})
    if fields["key"] != ".".join(place.with_suffix("").parts):
        raise sheet.refuse(f"khóa “{fields['key']}” không khớp tên tệp")
    unit = sheet.word(Unit, fields["unit"])
    yearly = fields.get("yearly", False)
    shape = sheet.word(Shape, fields.get("shape", Shape.ONE))
    values = tuple(_dated(entry, (unit, shape), sheet, sources) for entry in fields["values"])
    days = [dated.holds_from for dated in values]
    if not days or days != sorted(set(days)):
        raise sheet.refuse("các giá trị phải xếp theo ngày, mỗi ngày một giá trị")
    if yearly and any((day.month, day.day) != (1, 1) for day in days):
        raise sheet.refuse("tham số theo năm phải bắt đầu từ ngày 1 tháng 1")
    return Parameter(fields["key"], fields["name"], unit, yearly, values, shape)


def _dated(entry: object, form: tuple[Unit, Shape], sheet: _Sheet, sources: frozenset[str]) -> Dated:
    """Read one value."""
    fields = sheet.fields(entry, _DATED, {})
    status = _status(fields["status"], sheet)
    if (status is Status.UNKNOWN) != (fields["value"] is None):
        raise sheet.refuse("giá trị trống phải ghi unknown, và chỉ giá trị trống mới ghi unknown")
    if fields["source"] not in sources:
        raise sheet.refuse(f"không có văn bản “{fields['source']}” trong sources.yaml")
    value = None if fields["value"] is None else _amount(fields["value"], form, sheet)
    return Dated(fields["holds_from"], value, fields["article"], status, fields["source"])


def _amount(found: object, form: tuple[Unit, Shape], sheet: _Sheet) -> Amount:
    """Give a value in the shape of its parameter, each part in the type of its unit."""
    unit, shape = form
    if shape is Shape.ONE:
        return _scalar(found, unit, sheet)
    if shape is Shape.LIST and isinstance(found, list):
        return tuple(_scalar(part, unit, sheet) for part in found)
    if shape is Shape.TABLE and isinstance(found, dict) and found:
        if {type(key) for key in found} not in ({int}, {str}):
            raise sheet.refuse("các dòng của một bảng phải cùng là số hoặc cùng là mã")
        return {key: _scalar(part, unit, sheet) for key, part in found.items()}
    raise sheet.refuse(f"giá trị {found!r} không hợp dạng “{shape}”")


_WORD: Final = re.compile(r"[a-z][a-z_]*")
_DECIMAL: Final = (Unit.SHARE, Unit.TIMES)
_TYPED: Final[dict[Unit, type]] = {Unit.YES_NO: bool, Unit.NAME: str, Unit.WORD: str, Unit.DATE: date}


def _scalar(found: object, unit: Unit, sheet: _Sheet) -> Scalar:
    """Give one value in the type of its unit; a float is never taken."""
    if unit in _DECIMAL and isinstance(found, str):
        try:
            return Decimal(found)
        except InvalidOperation:
            raise sheet.refuse(f"“{found}” không phải một số") from None
    fits = unit not in _DECIMAL and type(found) is _TYPED.get(unit, int)
    if fits and (unit is not Unit.WORD or _WORD.fullmatch(str(found))):
        return found  # type: ignore[return-value]
    raise sheet.refuse(f"giá trị {found!r} không hợp đơn vị “{unit}”")
