"""The same contributions by openfisca-core: a tax-benefit system made from the law book, vectorised.

Members are persons, units a group of persons; each side of each fund is a monthly variable, rounded half up
per person and added up by unit. Parameters are OpenFisca's own dated parameters, read from our book. It
knows what the measured year needs: workers, state staff, commune part-timers, foreigners insured in health
alone, leave, funds told apart.
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
WORKER, FOREIGNER, PART_TIMER = 0, 1, 4
Member = Entity("member", "members", "", "")
Unit = GroupEntity(
    "unit", "units", "", "", roles=[{"key": "worker", "plural": "workers", "label": "", "doc": ""}]
)
OF_MEMBERS = ("wage", "coefficient_micro", "kind", "charged", "on_leave", "in_sickness", "in_accident", "in_retirement",
              "in_unemployment", "in_health")  # fmt: skip
OF_UNITS = ("region_iii", "public")
SIDES = {
    "sickness_maternity": ("employer",), "occupational_accident": ("employer",),
    "retirement_death": ("employer", "employee"), "unemployment": ("employer", "employee"),
    "health": ("employer", "employee"),
}  # fmt: skip
TOLD = {
    "sickness_maternity": "in_sickness", "occupational_accident": "in_accident", "retirement_death": "in_retirement",
    "unemployment": "in_unemployment", "health": "in_health",
}  # fmt: skip
STATE = {("occupational_accident", "employer"), ("unemployment", "employer")}
GROUPS = {
    WORKER: tuple(SIDES), FOREIGNER: ("health",), PART_TIMER: ("retirement_death",),
}  # fmt: skip
AMOUNTS = [f"{fund}_{side}" for fund, sides in SIDES.items() for side in sides]
SUMMED = ["workers", "leave_workers", "social_base", "unemployment_base", *AMOUNTS, "union_fee"]


def _variable(name: str, entity: Any, formula: Any = None) -> type[Variable]:
    """A whole-number variable of a month."""
    body: dict[str, Any] = {
        "value_type": int, "entity": entity, "definition_period": DateUnit.MONTH, "label": name,
    }  # fmt: skip
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _round(amount: Any) -> Any:
    return np.floor(amount + 0.5).astype(np.int32)


def _state(members: Any, period: Any) -> Any:
    return (members.unit("public", period) > 0) | (members("coefficient_micro", period) > 0)


def _pay(members: Any, period: Any, parameters: Any) -> Any:
    micro = members("coefficient_micro", period)
    by_coefficient = _round(micro.astype(np.float64) * parameters(period).wages.base_salary / 1_000_000)
    return np.where(micro > 0, by_coefficient, members("wage", period))


def _workers(members: Any, period: Any) -> Any:
    insured = (members("kind", period) == WORKER) * members("in_unemployment", period)
    return (_in_social(members, period) | insured * members("charged", period)).astype(np.int32)


def _leave_workers(members: Any, period: Any) -> Any:
    return members("on_leave", period)


def _minimum(members: Any, period: Any, parameters: Any) -> Any:
    wages = parameters(period).wages.regional_minimum
    return np.where(members.unit("region_iii", period) > 0, wages.iii, wages.iv)


def _bounded_pay(members: Any, period: Any) -> Any:
    floor = np.where(_state(members, period), 0, members("minimum", period))
    return np.maximum(members("pay", period), floor)


def _in_social(members: Any, period: Any) -> Any:
    kind = members("kind", period)
    worker = (
        members("in_sickness", period) | members("in_accident", period) | members("in_retirement", period)
        | members("in_health", period)
    )  # fmt: skip
    other = np.where(kind == FOREIGNER, members("in_health", period), members("in_retirement", period))
    return np.where(kind == WORKER, worker, other) * members("charged", period)


def _social_base(members: Any, period: Any, parameters: Any) -> Any:
    at = parameters(period)
    cap = at.contribution.cap.social_health * at.wages.base_salary
    paid = np.minimum(members("bounded_pay", period), cap)
    base = np.where(members("kind", period) == PART_TIMER, at.wages.base_salary, paid)
    return (base * _in_social(members, period)).astype(np.int32)


def _unemployment_base(members: Any, period: Any, parameters: Any) -> Any:
    at = parameters(period)
    counted_on = np.where(_state(members, period), at.wages.base_salary, members("minimum", period))
    paid = np.minimum(members("bounded_pay", period), at.contribution.cap.unemployment * counted_on)
    insured = (
        (members("kind", period) == WORKER) * members("in_unemployment", period) * members("charged", period)
    )
    return (paid * insured).astype(np.int32)


def _rate(fund: str, side: str, members: Any, period: Any, at: Any) -> Any:
    """The rate of a fund's side for everybody, by their group; nothing where the group has no such side."""
    state = _state(members, period)
    kind = members("kind", period)
    rate = getattr(getattr(at.vietnamese, fund), side)
    if (fund, side) in STATE:
        rate = np.where(state, getattr(getattr(at.state_budget, fund), side), rate)
    foreign = getattr(at.foreigner.health, side) if fund == "health" else 0.0
    part_time = getattr(at.commune_part_timer.retirement_death, side) if fund == "retirement_death" else 0.0
    return np.where(kind == WORKER, rate, np.where(kind == FOREIGNER, foreign, part_time))


def _side(fund: str, side: str) -> Any:
    base = "unemployment_base" if fund == "unemployment" else "social_base"

    def formula(members: Any, period: Any, parameters: Any) -> Any:
        rate = _rate(fund, side, members, period, parameters(period).contribution)
        return _round(members(base, period).astype(np.float64) * rate * members(TOLD[fund], period))

    return formula


def _union_fee(members: Any, period: Any, parameters: Any) -> Any:
    insured = members("in_sickness", period) | members("in_retirement", period)
    owed = insured * (members("kind", period) == WORKER) * members("social_base", period).astype(np.float64)
    return _round(owed * parameters(period).contribution.union_fee)


def _of_unit(name: str) -> Any:
    def formula(units: Any, period: Any) -> Any:
        return units.sum(units.members(name, period)).astype(np.int32)

    return formula


def system(book: Book) -> TaxBenefitSystem:
    """The tax-benefit system of the law book."""
    made = TaxBenefitSystem([Member, Unit])
    with tempfile.TemporaryDirectory() as folder:
        _write_parameters(book, Path(folder))
        made.load_parameters(folder)
    variables = [_variable(name, Member) for name in OF_MEMBERS] + [
        _variable(name, Unit) for name in OF_UNITS
    ]
    formulas = {
        "workers": _workers, "leave_workers": _leave_workers, "pay": _pay, "minimum": _minimum, "bounded_pay": _bounded_pay, "social_base": _social_base,
        "unemployment_base": _unemployment_base, "union_fee": _union_fee,
    }  # fmt: skip
    formulas |= {f"{fund}_{side}": _side(fund, side) for fund, sides in SIDES.items() for side in sides}
    variables += [_variable(name, Member, formula) for name, formula in formulas.items()]
    variables += [_variable(f"unit_{name}", Unit, _of_unit(name)) for name in SUMMED]
    for variable in variables:
        made.add_variable(variable)
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


class Year:
    """A simulation over members and units; each month is given its inputs, calculated and let go."""

    def __init__(self, made: TaxBenefitSystem, unit_of: Any, units: int) -> None:
        builder = SimulationBuilder()
        builder.create_entities(made)
        builder.declare_person_entity("member", np.arange(len(unit_of)))
        group = builder.declare_entity("unit", np.arange(units))
        builder.join_with_persons(group, unit_of, np.full(len(unit_of), "worker"))
        self.simulation = builder.build(made)
        self.variables = list(made.variables)

    def dues_of_month(self, given: Mapping[str, Any], month: str) -> dict[str, Any]:
        """Every figure of every unit for a month; the inputs are arrays over members and over units."""
        for name, values in given.items():
            self.simulation.set_input(name, month, values)
        found = {name: self.simulation.calculate(f"unit_{name}", month) for name in SUMMED}
        for name in self.variables:
            self.simulation.delete_arrays(name, month)
        return found
