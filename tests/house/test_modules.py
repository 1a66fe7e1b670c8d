"""Modules: small, described, named for what they hold; tests named as sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house import source

MOST_LINES = 600
MOST_FUNCTION_LINES = 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
FILLED = [path for path in source.modules() if path.stat().st_size]


def _tests() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of tests, parsed."""
    for path in sorted((source.ROOT / "tests").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_a_module_is_not_too_long() -> None:
    lengths = {source.dotted(p): len(p.read_text(encoding="utf-8").splitlines()) for p in FILLED}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_a_function_is_not_too_long() -> None:
    lengths = {
        f"{source.dotted(path)}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in FILLED
        for node in source.functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES} == {}


def test_a_module_says_what_it_holds() -> None:
    assert [source.dotted(path) for path in FILLED if not ast.get_docstring(source.tree(path))] == []


def test_a_public_function_or_class_says_what_it_promises() -> None:
    faults = [
        f"{source.dotted(path)}.{node.name}"
        for path in FILLED
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert faults == []


def test_a_name_says_something() -> None:
    assert [source.dotted(path) for path in FILLED if EMPTY_NAMES & set(source.dotted(path).split("."))] == []


def test_only_the_command_line_prints() -> None:
    faults = [
        f"{source.dotted(path)}:{node.lineno}"
        for path in FILLED
        if source.storey_of(path) != "cli"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "pprint"}
    ]
    assert faults == []


def test_a_test_is_named_by_the_sentence_it_proves() -> None:
    faults = [
        f"{path.name}:{node.name}"
        for path, tree in _tests()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if len(node.name.split("_")) < 4
    ]
    assert faults == []


def test_a_test_does_not_mock_our_own_code() -> None:
    faults = [
        f"{path.name}:{node.lineno}"
        for path, tree in _tests()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node)
    ]
    assert faults == []
