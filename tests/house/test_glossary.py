"""The glossary keeps the promise of its table: every name in it is a name of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from baophu.law.book import load
from house.source import PACKAGE, ROOT, tree


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """The rows of every table: Vietnamese term, names, article."""
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return tuple((row[0], row[1], row[2]) for row in cells if row[0] != "Vietnamese" and "---" not in row[0])


@cache
def names_of_code() -> frozenset[str]:
    """Every name that the code gives or uses, words of data files, folders and files by name; no comments."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*"):
        if path.is_dir():
            found.add(path.name)
        elif path.suffix == ".py":
            found.add(path.stem)
            found.update(_names_in(tree(path)))
        elif path.suffix in {".sql", ".yaml"}:
            found.add(path.stem)
            plain = re.sub(r"(--|#).*", "", path.read_text(encoding="utf-8"))
            found.update(re.findall(r"[A-Za-z_]\w*", plain))
    return frozenset(found)


def _names_in(module: ast.Module) -> Iterator[str]:
    """Names of a module: what is defined, called for, or stands as a text of one word."""
    for node in ast.walk(module):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.Name(id=name):
                yield name
            case ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.Constant(value=str(name)) if name.isidentifier():
                yield name


NAMES = [(term, name) for term, names, _ in rows() for name in re.findall(r"`([^`]+)`", names)]


@pytest.mark.parametrize(("term", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_name_in_the_glossary_is_a_name_of_the_code(term: str, name: str) -> None:
    if "." in name:
        assert name in load().keys, f"“{term}”: the law book has no parameter {name}"
    else:
        assert name in names_of_code(), f"“{term}”: nothing in src is called {name}"


def test_every_term_has_a_name_and_an_article() -> None:
    assert len(rows()) > 40
    assert [term for term, names, article in rows() if "`" not in names or not article] == []


def test_a_term_stands_once_and_a_name_says_one_thing() -> None:
    terms = [term for term, _, _ in rows()]
    names = [name for _, name in NAMES]
    assert sorted(set(terms)) == sorted(terms)
    assert sorted(set(names)) == sorted(names)
