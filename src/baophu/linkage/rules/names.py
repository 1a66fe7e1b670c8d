"""Employers' names on folded text: legal form, core, what is left without trade words, numbers, branch.

The table `data/legal_forms.yaml` is the one source; this module is the oracle, and `bulk.functions` writes
the same rules as SQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from baophu.linkage.rules.misspelt import misspelt_pattern

NUMBER = r"\b(?:[0-9]+|ii|iii|iv|vi|vii|viii|ix)\b"


@dataclass(frozen=True, slots=True)
class Form:
    """One legal form: the words it begins with, and what kind of employer bears it."""

    form: str
    kind: str
    strip: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class NameForms:
    """The table of legal forms and trade words."""

    spellings: tuple[tuple[str, str], ...]  # pattern -> text, in order
    words: tuple[tuple[str, str], ...]  # abbreviated trade word -> in full, after the spellings
    trade: str  # one pattern of all trade words
    trade_words: tuple[str, ...]
    branch: str
    tail: str
    forms: tuple[Form, ...]
    kinds: tuple[tuple[str, str], ...]  # kind, pattern


@dataclass(frozen=True, slots=True)
class NormalName:
    """A name taken apart; `core` is what tells firms of one form apart."""

    form: str
    kind: str
    is_branch: bool
    core: str
    proper: str  # the core without trade words, or the core where nothing else is left
    trade: tuple[str, ...]
    numbers: tuple[str, ...]
    tail: str  # the place of a branch, "kỳ anh" folded


def _squeeze(text: str) -> str:
    return re.sub(" +", " ", text).strip()


@cache
def load_forms() -> NameForms:
    """The table that comes with the package."""
    text = resources.files("baophu.linkage").joinpath("data/legal_forms.yaml").read_text(encoding="utf-8")
    return _forms(yaml.safe_load(text))


def _forms(raw: Mapping[str, Any]) -> NameForms:
    spellings = [(s["pattern"], s["into"]) for s in raw["spellings"]]
    misspelt = [(m["phrase"], m["into"]) for m in raw["misspelt"]]
    right = {text for pair in misspelt for text in pair}
    spellings += [(misspelt_pattern(phrase, right), rf"\1{into}") for phrase, into in misspelt]
    spellings += [(s["pattern"], s["into"]) for s in raw["joined"]]
    return NameForms(
        spellings=tuple(spellings),
        words=tuple((rf"\b{short}\b", full) for short, full in raw["words"].items()),
        trade=r"\b(?:" + "|".join(raw["trade"]) + r"|va)\b",
        trade_words=tuple(raw["trade"]),
        branch=raw["branch"],
        tail=raw["tail"],
        forms=tuple(Form(**form) for form in raw["forms"]),
        kinds=tuple((kind["kind"], kind["pattern"]) for kind in raw["kinds"]),
    )


def normal_name(folded: str, forms: NameForms) -> NormalName:
    """Take a folded name apart by the table."""
    name = expand(folded, forms)
    is_branch = re.search(forms.branch, name) is not None
    if is_branch:
        name = _squeeze(re.sub(forms.branch, "", name, count=1))
    tail = ""
    if is_branch and (found := re.search(forms.tail, name)):
        name, tail = _squeeze(found[1]), found[2]
    form = next((f for f in forms.forms if re.search(f.pattern, name)), None)
    core = _squeeze(re.sub(form.pattern, "", name, count=1)) if form and form.strip else name
    core = core or name
    proper = _squeeze(re.sub(forms.trade, "", core))
    trade = tuple(sorted({word for word in re.findall(forms.trade, core) if word != "va"}))
    numbers = tuple(sorted(_number(n) for n in re.findall(NUMBER, core)))
    return NormalName(
        form=form.form if form else "",
        kind=form.kind if form else "",
        is_branch=is_branch,
        core=core,
        proper=proper or core,
        trade=trade,
        numbers=numbers,
        tail=tail,
    )


def expand(folded: str, forms: NameForms) -> str:
    """Every abbreviation of the table written out."""
    name = folded
    for pattern, into in (*forms.spellings, *forms.words):
        name = re.sub(pattern, into, name)
    return _squeeze(name)


def kind_of(folded_column: str, forms: NameForms) -> str:
    """The kind of employer that a column about the legal form names, or an empty text."""
    text = expand(folded_column, forms)
    return next((kind for kind, pattern in forms.kinds if re.search(pattern, text)), "")


def _number(text: str) -> str:
    return text.lstrip("0") or "0"


def known_forms(forms: Sequence[Form]) -> frozenset[str]:
    """Every form's identifier."""
    return frozenset(form.form for form in forms)
