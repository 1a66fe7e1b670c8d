"""Storeys: all named, climbing one way, pure where they say so."""

from __future__ import annotations

import ast
from pathlib import Path

from house import source

WITHOUT_TABLES = {"kernel", "law", "engine"}
FACES = {"cli", "web"}
CLOCKS = {"datetime.now", "date.today", "timezone.now", "datetime.utcnow", "time.time", "timezone.localdate"}


def _other_storey(path: Path, name: str) -> str:
    """The storey that an imported name belongs to, when it is another than the module's own."""
    parts = name.split(".")
    other = parts[1] if parts[0] == "baophu" and len(parts) > 1 else ""
    return other if other in source.storeys() and other != source.storey_of(path) else ""


def test_every_folder_is_a_storey_and_every_storey_a_folder() -> None:
    assert {p.parent.name for p in source.PACKAGE.glob("*/__init__.py")} == set(source.storeys())


def test_a_storey_imports_only_what_stands_below_it() -> None:
    faults = [
        f"{source.dotted(path)} imports {name}"
        for path in source.modules()
        for name in source.imports(path)
        if (own := source.storey_of(path)) and (other := _other_storey(path, name))
        if not source.may_import(own, other)
    ]
    assert faults == []


def test_no_storey_imports_the_tables_of_another() -> None:
    faults = [
        f"{source.dotted(path)} imports {name}"
        for path in source.modules()
        for name in source.imports(path)
        if _other_storey(path, name) and name.split(".")[2:3] == ["models"] and len(name.split(".")) > 3
    ]
    assert faults == []


def test_a_storey_without_tables_knows_no_django() -> None:
    faults = [
        f"{source.dotted(path)} imports {name}"
        for path in source.modules()
        for name in source.imports(path)
        if source.storey_of(path) in WITHOUT_TABLES and name.split(".", 1)[0] == "django"
    ]
    assert faults == []


def test_rules_are_pure() -> None:
    faults = []
    for path in source.modules():
        if "rules" not in source.dotted(path).split("."):
            continue
        own = source.storey_of(path)
        impure = tuple(f"baophu.{own}.{part}" for part in ("models", "queries", "actions", "bulk"))
        for name in source.imports(path):
            if name.split(".", 1)[0] == "django" or name.startswith(impure):
                faults.append(f"{source.dotted(path)} imports {name}")
    assert faults == []


def test_only_a_face_reads_the_clock() -> None:
    faults = [
        f"{source.dotted(path)}:{node.lineno}"
        for path in source.modules()
        if source.storey_of(path) not in FACES
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    ]
    assert faults == []
