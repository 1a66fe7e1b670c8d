"""The book in OpenFisca's form says, loaded by openfisca-core, what the book says, on each day that matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from openfisca_core.parameters import ParameterNode

from baophu.law.book import Amount, Book, UnknownParameter, load
from baophu.law.openfisca import files, plain, row_name, write


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> ParameterNode:
    """The folder as openfisca-core reads it."""
    folder = tmp_path_factory.mktemp("openfisca")
    assert write(load(), folder) == len(load().keys)
    return ParameterNode("", directory_path=str(folder))


def _days(key: str) -> Iterator[date]:
    """The day before each value, its first day, and the days around the year's end."""
    for dated in load().dated(key):
        yield dated.holds_from - timedelta(days=1)
        yield dated.holds_from
        yield date(dated.holds_from.year, 12, 31)
        yield date(dated.holds_from.year + 1, 1, 1)


def _ours(book: Book, key: str, on: date) -> Amount | None:
    try:
        return book.value(key, on).value
    except UnknownParameter:
        return None


def _theirs(root: ParameterNode, key: str, on: date) -> Any:
    """What openfisca-core gives; a table as its rows."""
    node: Any = root
    for name in key.split("."):
        node = node.children[name]
    if isinstance(node, ParameterNode):
        return {name: child(on.isoformat()) for name, child in node.children.items()}
    return node(on.isoformat())


@pytest.mark.parametrize("key", load().keys)
def test_a_parameter_holds_the_same_values_in_both_forms(loaded: ParameterNode, key: str) -> None:
    for on in sorted(set(_days(key))):
        ours, theirs = _ours(load(), key, on), _theirs(loaded, key, on)
        if isinstance(theirs, dict):
            assert ours is None or isinstance(ours, Mapping)
            rows = {} if ours is None else {row_name(row): plain(part) for row, part in ours.items()}
            assert {row: value for row, value in theirs.items() if value is not None} == rows, on
        else:
            assert theirs == (None if ours is None else plain(ours)), on  # type: ignore[arg-type]


def test_a_share_loses_nothing_on_its_way_through_a_number() -> None:
    for key in load().keys:
        for dated in load().dated(key):
            if isinstance(dated.value, Decimal):
                assert Decimal(repr(plain(dated.value))) == dated.value


def test_each_value_carries_its_article_and_its_status(loaded: ParameterNode) -> None:
    [rate] = [v for v in loaded.arrears.monthly_rate.bhxh.values_list if v.instant_str == "2017-01-01"]
    assert rate.metadata["status"] == "verified"
    assert rate.metadata["reference"]["title"].startswith("Thông báo 425/TB-BHXH")
    assert loaded.wages.base_salary.metadata["unit"] == "currency-VND"


def test_every_file_has_the_place_of_its_key() -> None:
    places = list(files(load()))
    assert {".".join(path.with_suffix("").parts) for path in places} == set(load().keys)
    assert all(path.suffix == ".yaml" and not path.is_absolute() for path in places)
