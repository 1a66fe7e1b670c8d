"""Every command first looks whether the database was set up, but those that ask nothing of it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import typer

NEEDS_NOTHING: Final = frozenset({"init", "demo", "assets", "templates", "simulate"})
LAW_ALONE: Final = frozenset(
    {
        "contribution", "interest", "support", "obligation", "pension", "lump-sum", "maternity", "sickness",
        "unemployment", "father", "sick-child", "convalescence", "accident", "survivors", "retirement",
        "voluntary", "may-join", "due", "evasion", "fine", "household-health", "deadline", "list", "show",
        "reference", "openfisca",
    }
)  # fmt: skip
"""Questions that the shipped law answers before anything was set up: nobody can have entered any law."""


def guard(app: typer.Typer, *, asks_law: bool = False) -> None:
    """Put the look before each command of a program and of its groups."""
    for command in app.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "").replace("_", "-")
        if command.callback is not None and (asks_law or name not in NEEDS_NOTHING):
            command.callback = _looking(command.callback, or_never=asks_law and name in LAW_ALONE)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            guard(group.typer_instance, asks_law=group.name == "law")


def _looking(command: Callable[..., Any], *, or_never: bool) -> Callable[..., Any]:
    @functools.wraps(command)
    def looked(*arguments: Any, **options: Any) -> Any:
        from baophu.pipeline.readiness import check_prepared

        check_prepared(or_never=or_never)
        return command(*arguments, **options)

    return looked
