"""The book in the form of OpenFisca's parameters: a folder of YAML that openfisca-core loads.

A share becomes a number, a day a text, a list a list; a table becomes a node with a parameter for each row.
What is not known, and a year that a yearly parameter does not have, is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import yaml

from baophu.law.book import Amount, Book, Dated, Parameter, Scalar, Unit

_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNITS: Final = {Unit.VND: "currency-VND", Unit.SHARE: "/1", Unit.TIMES: "/1"}
Plain = int | float | bool | str | list[object] | None


def files(book: Book) -> dict[Path, str]:
    """Give every file by its place in the folder, as YAML."""
    return {
        Path(*parameter.key.split(".")).with_suffix(".yaml"): _yaml(_file(parameter, book))
        for parameter in book.parameters.values()
    }


def write(book: Book, folder: Path) -> int:
    """Write the files into a folder; gives how many."""
    made = files(book)
    for place, text in made.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(made)


def plain(value: Scalar | tuple[Scalar, ...] | None) -> Plain:
    """Give a value as OpenFisca holds it."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def row_name(row: int | str) -> str:
    """Give the name of a table's row as a child of its node: one that begins with a letter."""
    return f"row_{row}" if str(row)[:1].isdigit() else str(row)


def _yaml(content: object) -> str:
    return str(yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110))


def _file(parameter: Parameter, book: Book) -> dict[str, object]:
    """The content of one file."""
    rows = {row for dated in parameter.values if isinstance(dated.value, Mapping) for row in dated.value}
    if not rows:
        return _parameter(parameter, book, None)
    node: dict[str, object] = {"description": parameter.name}
    for row in sorted(rows, key=str):
        node[row_name(row)] = _parameter(parameter, book, row)
    return node


def _parameter(parameter: Parameter, book: Book, row: int | str | None) -> dict[str, object]:
    """A parameter of OpenFisca: ours, or one row of our table."""
    unit = _UNITS.get(parameter.unit, parameter.unit.value)
    metadata = {"unit": unit, "key": parameter.key} | ({} if row is None else {"row": str(row)})
    values = {day.isoformat(): told for day, told in _values(parameter, book, row)}
    return {"description": parameter.name, "metadata": metadata, "values": values}


def _values(
    parameter: Parameter, book: Book, row: int | str | None
) -> Iterator[tuple[date, dict[str, object]]]:
    """Each value with its day; the end of a yearly one where no next year follows."""
    for number, dated in enumerate(parameter.values):
        yield dated.holds_from, _told(dated, book, row)
        ends = date(dated.holds_from.year + 1, 1, 1)
        following = parameter.values[number + 1 : number + 2]
        if parameter.yearly and not (following and following[0].holds_from == ends):
            yield ends, {"value": None}


def _told(dated: Dated, book: Book, row: int | str | None) -> dict[str, object]:
    """One value with what it rests on."""
    source = book.sources[dated.source]
    metadata: dict[str, object] = {
        "reference": {"title": dated.article, "number": source.number},
        "status": dated.status.value,
    }
    if source.published:
        metadata["published"] = source.published.isoformat()
    return {"value": plain(_part(dated.value, row)), "metadata": metadata}


def _part(value: Amount | None, row: int | str | None) -> Scalar | tuple[Scalar, ...] | None:
    """A whole value, or one row of a table."""
    if isinstance(value, Mapping):
        return None if row is None else value.get(row)
    return value
