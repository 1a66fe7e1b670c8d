"""The same contributions by openfisca-core: a tax-benefit system made from the law book, vectorised.

Members are persons, units a group of persons; each side of each fund is a monthly variable, rounded half up
per person and added up by unit. Parameters are OpenFisca's own dated parameters, read from our book.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from baophu.law.book import Book

FAMILIES = ("contribution", "wages")
Member = Entity("member", "members", "", "")
Unit = GroupEntity(
    "unit", "units", "", "", roles=[{"key": "worker", "plural": "workers", "label": "", "doc": ""}]
)


def _monthly(name: str, entity: Any, formula: Any) -> type[Variable]:
    """A whole-number variable of a month."""
    body = {
        "value_type": int, "entity": entity, "definition_period": DateUnit.MONTH, "label": name,
    }  # fmt: skip
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _round(amount: Any) -> Any:
    return np.floor(amount + 0.5).astype(np.int32)


def _social_base(members: Any, period: Any, parameters: Any) -> Any:
    at = parameters(period)
    floors = np.where(
        members.unit("region_iii", period) > 0, at.wages.regional_minimum.iii, at.wages.regional_minimum.iv
    )
    floor = np.where(members.unit("public", period) > 0, 0, floors)
    cap = at.contribution.cap.social_health * at.wages.base_salary
    paid = np.minimum(np.maximum(members("wage", period), floor), cap)
    return (paid * (members("insured", period) > 0)).astype(np.int32)


def _unemployment_base(members: Any, period: Any, parameters: Any) -> Any:
    at = parameters(period)
    floors = np.where(
        members.unit("region_iii", period) > 0, at.wages.regional_minimum.iii, at.wages.regional_minimum.iv
    )
    public = members.unit("public", period) > 0
    cap = at.contribution.cap.unemployment * np.where(public, at.wages.base_salary, floors)
    paid = np.minimum(np.maximum(members("wage", period), np.where(public, 0, floors)), cap)
    return (paid * (members("insured", period) > 0)).astype(np.int32)


SIDES = {
    "sickness_maternity": ("employer",), "occupational_accident": ("employer",),
    "retirement_death": ("employer", "employee"), "unemployment": ("employer", "employee"),
    "health": ("employer", "employee"),
}  # fmt: skip
STATE = {("occupational_accident", "employer"), ("unemployment", "employer")}


def _side(fund: str, side: str) -> Any:
    base = "unemployment_base" if fund == "unemployment" else "social_base"

    def formula(members: Any, period: Any, parameters: Any) -> Any:
        at = parameters(period).contribution
        rate = getattr(getattr(at.vietnamese, fund), side)
        if (fund, side) in STATE:
            rate = np.where(
                members.unit("public", period) > 0, getattr(getattr(at.state_budget, fund), side), rate
            )
        return _round(members(base, period).astype(np.float64) * rate)

    return formula


def _union_fee(members: Any, period: Any, parameters: Any) -> Any:
    return _round(
        members("social_base", period).astype(np.float64) * parameters(period).contribution.union_fee
    )


def _of_unit(name: str) -> Any:
    """A unit's sum of a variable of its members; wider than a member's."""

    def formula(units: Any, period: Any) -> Any:
        return units.sum(units.members(name, period).astype(np.float64))

    return formula


AMOUNTS = [f"{fund}_{side}" for fund, sides in SIDES.items() for side in sides]
SUMMED = ["social_base", "unemployment_base", *AMOUNTS, "union_fee"]


def system(book: Book) -> TaxBenefitSystem:
    """The tax-benefit system of the law book."""
    made = TaxBenefitSystem([Member, Unit])
    with tempfile.TemporaryDirectory() as folder:
        _write_parameters(book, Path(folder))
        made.load_parameters(folder)
    for name in ("wage", "insured"):
        made.add_variable(_monthly(name, Member, None))
    for name in ("region_iii", "public"):
        made.add_variable(_monthly(name, Unit, None))
    made.add_variable(_monthly("social_base", Member, _social_base))
    made.add_variable(_monthly("unemployment_base", Member, _unemployment_base))
    for fund, sides in SIDES.items():
        for side in sides:
            made.add_variable(_monthly(f"{fund}_{side}", Member, _side(fund, side)))
    made.add_variable(_monthly("union_fee", Member, _union_fee))
    for name in SUMMED:
        body = {"value_type": float, "entity": Unit, "definition_period": DateUnit.MONTH, "label": name}
        made.add_variable(type(f"unit_{name}", (Variable,), body | {"formula": _of_unit(name)}))
    return made


def _write_parameters(book: Book, folder: Path) -> None:
    """Our dated numbers in OpenFisca's form of files."""
    for key in book.keys:
        dated = book.dated(key)
        if not key.startswith(FAMILIES) or book.parameters[key].shape != "one":
            continue
        if any(isinstance(one.value, bool | str | date) for one in dated):
            continue
        values = {
            one.holds_from: {"value": None if one.value is None else float(str(one.value))} for one in dated
        }
        path = folder.joinpath(*key.split(".")).with_suffix(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump({"description": key, "values": values}), encoding="utf-8")


def dues_of_month(
    made: TaxBenefitSystem, unit_of: Any, units: int, given: Mapping[str, Any], month: str
) -> dict[str, Any]:
    """Every figure of every unit for a month; the inputs are arrays over members and over units."""
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("member", np.arange(len(unit_of)))
    group = builder.declare_entity("unit", np.arange(units))
    builder.join_with_persons(group, unit_of, np.full(len(unit_of), "worker"))
    simulation = builder.build(made)
    for name, values in given.items():
        simulation.set_input(name, month, values)
    return {name: simulation.calculate(f"unit_{name}", month) for name in SUMMED}
