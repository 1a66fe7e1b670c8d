"""Weights of agreement and disagreement, in thousandths of a natural logarithm of odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """What each level of agreement is worth for one subject, and from where on rows are joined."""

    least_population: int
    accept: int
    margin: int
    doubt: int
    calibration_percent: int
    surest_e4: int
    rarity_cap: Mapping[str, int]
    unseen_names_percent: Mapping[str, int]
    levels: Mapping[str, Mapping[str, int]]  # field -> level -> milli
    name_share: Mapping[str, int]  # level of the name -> percent of its rarity


@cache
def load_weights(subject: str) -> Weights:
    """The weights that come with the package, for `employer` or `person`."""
    text = resources.files("baophu.linkage").joinpath("data/weights.yaml").read_text(encoding="utf-8")
    return _weights(yaml.safe_load(text)[subject])


_SETTINGS = (
    "least_population",
    "accept",
    "margin",
    "doubt",
    "calibration_percent",
    "surest_e4",
    "rarity_cap",
    "unseen_names_percent",
)


def _weights(raw: Mapping[str, Any]) -> Weights:
    fields = {key: value for key, value in raw.items() if key not in _SETTINGS}
    name = fields.pop("name")
    levels: dict[str, dict[str, int]] = {field: dict(by_level) for field, by_level in fields.items()}
    levels["name"] = {level: added for level, (_, added) in name.items()}
    settings = {key: raw[key] for key in _SETTINGS}
    return Weights(levels=levels, name_share={level: share for level, (share, _) in name.items()}, **settings)
