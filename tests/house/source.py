"""The source tree as the house tests read it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "baophu"
NOT_OURS = {".git", ".venv", "var", "build", "dist", "__pycache__", "node_modules", "test-results"}


@cache
def layers() -> tuple[str, ...]:
    """The rows of storeys as import-linter holds them, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(settings["tool"]["importlinter"]["contracts"][0]["layers"])


@cache
def storeys() -> dict[str, int]:
    """Every storey with how far up it stands: a greater number may import a smaller."""
    return {name.strip(): -row for row, names in enumerate(layers()) for name in re.split("[:|]", names)}


def height(storey: str) -> int:
    """How far up a storey stands."""
    return storeys()[storey]


def may_import(own: str, other: str) -> bool:
    """True when the other stands below, or beside in a row that `:` joins."""
    beside = any(":" in row and {own, other} <= {n.strip() for n in row.split(":")} for row in layers())
    return beside or height(other) < height(own)


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the package but the migrations."""
    return tuple(sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts))


def storey_of(path: Path) -> str:
    """The storey a module stands in; blank at the package's root."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def dotted(path: Path) -> str:
    """The module's name below the package: "places.rules.finder"."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module or name that a module imports, written in full, at any depth."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods and inner functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the checkout that is ours."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if (
            not path.is_file()
            or NOT_OURS & set(inside)
            or any(p.endswith((".egg-info", "_cache")) for p in inside)
        ):
            continue
        if (
            inside[0] == ".hypothesis"
            or "built" in inside
            or path.suffix in {".mo", ".png", ".woff2", ".pyc"}
        ):
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
