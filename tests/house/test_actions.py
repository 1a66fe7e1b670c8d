"""Actions say who and when, by name."""

from __future__ import annotations

import ast

from house import source

WITH_TABLES = {path.parent.name for path in source.PACKAGE.glob("*/models.py")}
# A storey without tables writes no row that someone answers for; these write none either.
WITHOUT_ACTOR = {
    "access.actions.note_progress": "how far a run has come is not audited",
    "register.actions.sweep": "takes away what an unpublished run left, before anybody can act",
    "plan.lines.actions.sweep": "takes away what an unpublished run left, before anybody can act",
    "coverage.actions.sweep": "takes away what an unpublished run left, before anybody can act",
}


def _actions() -> dict[str, ast.arguments]:
    """Every public function of an actions module, with its arguments."""
    return {
        f"{source.dotted(path)}.{node.name}": node.args
        for path in source.modules()
        if "actions" in source.dotted(path).split(".")
        for node in source.tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    }


def test_an_action_takes_every_argument_by_name() -> None:
    assert [name for name, args in _actions().items() if args.args or args.posonlyargs or args.vararg] == []


def test_an_action_is_told_who_and_when() -> None:
    faults = []
    for name, args in _actions().items():
        told = {argument.arg for argument in args.kwonlyargs}
        answered_for = name.split(".", 1)[0] in WITH_TABLES and name not in WITHOUT_ACTOR
        if answered_for and not ("by" in told and told & {"on", "at", "clock"}):
            faults.append(name)
    assert faults == []


def test_every_exception_still_exists() -> None:
    assert set(WITHOUT_ACTOR) <= set(_actions())
