"""The tables mirror the package's sheets."""

from __future__ import annotations

from datetime import date

import pytest

from baophu.places import sheets
from baophu.places.actions import load
from baophu.places.models import Agency, Area, Succession

pytestmark = pytest.mark.django_db
ON = date(2018, 6, 30)


def _everything() -> tuple[list[tuple[object, ...]], ...]:
    return tuple(list(table.objects.order_by("id").values_list()) for table in (Area, Succession, Agency))


def test_loading_fills_the_tables_from_the_sheets() -> None:
    load(by=None, on=ON)
    assert Area.objects.count() == len(sheets.areas())
    assert Succession.objects.count() == len([s for s in sheets.successions() if s.to_code])
    assert Agency.objects.count() == len(sheets.agencies())


def test_loading_twice_changes_nothing() -> None:
    load(by=None, on=ON)
    before = _everything()
    load(by=None, on=ON)
    assert _everything() == before


def test_loading_puts_a_changed_row_right_again() -> None:
    load(by=None, on=ON)
    Area.objects.filter(code="18070", level="commune").update(name="Sai")
    load(by=None, on=ON)
    assert not Area.objects.filter(name="Sai").exists()


def test_a_succession_leads_from_the_row_before_to_the_row_of_the_day() -> None:
    load(by=None, on=ON)
    for row in Succession.objects.select_related("from_area", "to_area"):
        assert row.from_area.starts_on < row.on
        assert row.to_area.starts_on <= row.on
        assert row.to_area.ends_before is None or row.on < row.to_area.ends_before
