"""Writes of places: the tables as a mirror of the package's sheets."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from baophu.places import sheets
from baophu.places.models import Agency, Area, Succession
from baophu.places.rules.areas import AreaFact, SuccessionFact


def load(*, by: AbstractBaseUser | None, on: date) -> None:  # noqa: ARG001 - every action says who and when
    """Fill the tables from the sheets; safe to repeat, and rows that others point at keep their identity."""
    with transaction.atomic():
        _load_areas()
        _load_successions()
        _load_agencies()


def _load_areas() -> None:
    """Write every area, known by its level, code and first day."""
    Area.objects.bulk_create(
        [
            Area(
                code=fact.area.code,
                level=fact.area.level,
                name=fact.area.name,
                rank=fact.area.rank,
                parent_code=fact.area.parent_code,
                starts_on=fact.starts_on,
                ends_before=fact.ends_before,
            )
            for fact in sheets.areas()
        ],
        update_conflicts=True,
        unique_fields=["level", "code", "starts_on"],
        update_fields=["name", "rank", "parent_code", "ends_before"],
        batch_size=100,
    )


def _load_successions() -> None:
    """Write every change with a known successor, from the row before the day to the row that stands on it."""
    rows = {(row.level, row.code, row.starts_on): row.id for row in Area.objects.all()}
    spans: dict[tuple[str, str], list[AreaFact]] = {}
    for fact in sheets.areas():
        spans.setdefault((fact.area.level, fact.area.code), []).append(fact)
    Succession.objects.bulk_create(
        [
            Succession(
                from_area_id=rows[change.level, change.from_code, _row_before(spans, change)],
                to_area_id=rows[change.level, change.to_code, _row_on(spans, change)],
                on=change.on,
                whole=change.whole,
            )
            for change in sheets.successions()
            if change.to_code
        ],
        update_conflicts=True,
        unique_fields=["from_area", "to_area"],
        update_fields=["on", "whole"],
        batch_size=100,
    )


def _row_before(spans: dict[tuple[str, str], list[AreaFact]], change: SuccessionFact) -> date:
    """Give the first day of the giving area's row as it stood before the change."""
    facts = spans[change.level, change.from_code]
    return next(
        f.starts_on
        for f in facts
        if f.starts_on < change.on and (not f.ends_before or f.ends_before >= change.on)
    )


def _row_on(spans: dict[tuple[str, str], list[AreaFact]], change: SuccessionFact) -> date:
    """Give the first day of the taking area's row on the day of the change."""
    return next(f.starts_on for f in spans[change.level, change.to_code] if f.holds_on(change.on))


def _load_agencies() -> None:
    """Write the agencies of the province; those of each area follow from the areas and are not stored."""
    Agency.objects.bulk_create(
        [
            Agency(
                code=fact.code,
                name=fact.name,
                kind=fact.kind,
                clause=fact.clause,
                area_code=fact.area_code,
                starts_on=fact.starts_on,
                ends_before=fact.ends_before,
            )
            for fact in sheets.agencies()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "clause", "area_code", "starts_on", "ends_before"],
    )
