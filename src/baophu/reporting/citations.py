"""Who cites a parameter of law: found in the source of the rules themselves, so that no list can age.

Every name at the top of a module (function, class, constant) is read: the keys that stand in it, also those
put together from a constant and a part that is known only later, and the other names that it uses. A rule
cites a key when it reaches it by such names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from baophu.lawbook.queries import published

PACKAGE: Final = Path(__file__).resolve().parent.parent
# Faces show answers and cite nothing; the book itself, and what only describes it, reads every key alike.
_NOT_RULES: Final = ("web", "cli", "config", "lawbook", "locale", "twin", "access", "kernel", "engine")
_NOT_MODULES: Final = frozenset({"law.book", "law.reading", "law.ruling", "law.openfisca"})
_DESCRIBING: Final = "reporting.law"  # modules that begin so only describe the book
_ANY: Final = "[a-z0-9_]+"
_MOST_FORMS: Final = 64

Name = tuple[str, str]  # a module and a name at its top


@dataclass(slots=True)
class _Node:
    """What stands in one name: patterns of keys, and other names used."""

    patterns: set[str] = field(default_factory=set)
    uses: set[Name] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Citation:
    """A module of rules that cites a parameter, and by which functions; `direct` where it reads it itself."""

    module: str
    rules: tuple[str, ...]
    direct: bool


def citations(key: str) -> tuple[Citation, ...]:
    """Give who cites a parameter, those that read it themselves first."""
    return _citations().get(key, ())


@cache
def _citations() -> Mapping[str, tuple[Citation, ...]]:
    nodes = _nodes()
    users: dict[Name, set[Name]] = {}
    for name, node in nodes.items():
        for used in node.uses:
            users.setdefault(used, set()).add(name)
    keys = {name: _keys(node.patterns) for name, node in nodes.items() if node.patterns}
    return {
        key: _cited({name for name, found in keys.items() if key in found}, users) for key in published().keys
    }


def _keys(patterns: Iterable[str]) -> frozenset[str]:
    """The keys of the book that patterns stand for."""
    found: set[str] = set()
    for pattern in patterns:
        match = re.compile(pattern).fullmatch
        found.update(key for key in published().keys if match(key))
    return frozenset(found)


def _cited(direct: set[Name], users: Mapping[Name, set[Name]]) -> tuple[Citation, ...]:
    """Every public rule that reaches a key, by module."""
    reached, waiting = set(direct), list(direct)
    while waiting:
        new = users.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    modules: dict[str, list[str]] = {}
    for module, name in sorted(reached):
        if not name.startswith("_") and not name.isupper():
            modules.setdefault(module, []).append(name)
    reading = {module for module, _ in direct}
    found = [Citation(module, tuple(rules), module in reading) for module, rules in modules.items()]
    return tuple(sorted(found, key=lambda one: (not one.direct, one.module)))


@cache
def _nodes() -> Mapping[Name, _Node]:
    """Every name at the top of a module of rules."""
    sources = {_dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in _modules()}
    tops = {module: _tops(tree) for module, tree in sources.items()}
    nodes: dict[Name, _Node] = {}
    for module, tree in sources.items():
        known = _known(module, tree, tops)
        texts = _Texts(known, tops)
        for name, parts in tops[module].items():
            nodes[module, name] = _node(parts, known, texts)
    return nodes


def _modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        dotted = _dotted(path)
        storey = dotted.partition(".")[0]
        if storey in _NOT_RULES or "migrations" in path.parts or dotted in _NOT_MODULES:
            continue
        if not dotted.startswith(_DESCRIBING) and dotted != "reporting.citations":
            yield path


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _tops(tree: ast.Module) -> dict[str, list[ast.AST]]:
    """What each name at the top of a module stands for; a name may be given in pieces."""
    found: dict[str, list[ast.AST]] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.setdefault(name, []).append(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
    return found


def _known(module: str, tree: ast.Module, tops: Mapping[str, Mapping[str, object]]) -> dict[str, Name]:
    """The names that a module may use: its own and those it imports from other modules of rules."""
    known: dict[str, Name] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("baophu."):
            origin = node.module.removeprefix("baophu.")
            known |= {
                alias.asname or alias.name: (origin, alias.name)
                for alias in node.names
                if alias.name in tops.get(origin, {})
            }
    return known | {name: (module, name) for name in tops[module]}


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts that an expression may stand for, as patterns of keys."""

    known: Mapping[str, Name]
    tops: Mapping[str, Mapping[str, list[ast.AST]]]

    def of(self, node: ast.AST) -> list[str]:
        """The patterns of an expression; anything where it is known only later."""
        match node:
            case ast.Constant(value=str(text)):
                return [re.escape(text)]
            case ast.JoinedStr(values=parts):
                return self._joined(parts)
            case ast.FormattedValue(value=value):
                return self.of(value)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined([left, right])
            case ast.IfExp(body=body, orelse=orelse):
                return [*self.of(body), *self.of(orelse)]
        return self._named(node)

    def _named(self, node: ast.AST) -> list[str]:
        """The patterns of a name that stands for a constant text."""
        if not isinstance(node, ast.Name) or node.id not in self.known:
            return [_ANY]
        module, top = self.known[node.id]
        value = self.tops[module][top][0]
        return self.of(value) if isinstance(value, ast.Constant | ast.JoinedStr) else [_ANY]

    def _joined(self, parts: Iterable[ast.AST]) -> list[str]:
        ways = [self.of(part) for part in parts]
        return ["".join(way) for way, _ in zip(product(*ways), range(_MOST_FORMS), strict=False)]


def _node(parts: Iterable[ast.AST], known: Mapping[str, Name], texts: _Texts) -> _Node:
    """Read one name: the keys in it and the names it uses."""
    node, groups = _Node(), "|".join(sorted({key.partition(".")[0] for key in published().keys}))
    begins = re.compile(rf"(?:{groups})\\\.")
    for part in parts:
        for inner in ast.walk(part):
            if isinstance(inner, ast.Name) and inner.id in known:
                node.uses.add(known[inner.id])
            if isinstance(inner, ast.Constant | ast.JoinedStr | ast.BinOp):
                node.patterns.update(pattern for pattern in texts.of(inner) if begins.match(pattern))
    return node
