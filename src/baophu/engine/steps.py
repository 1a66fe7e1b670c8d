"""Ordered SQL files with checks: a step that breaks its own promise stops the run.

A file holds statements, ended by `;` at the end of a line, and lines such as
`-- check unique: employers(entity)`, `-- check not null: employers(entity, name)`,
`-- check empty: SELECT …`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb

from baophu.kernel.errors import Corrupt

_CHECK = re.compile(r"^--\s*check (unique|not null|empty):\s*(.+?)\s*$", re.MULTILINE)
_TABLE = re.compile(r"^(\w+)\((.+)\)$")


class StepBroken(Corrupt):
    """A check of a SQL step failed."""

    code = "engine.step_broken"
    message = "Bước {step} không giữ đúng cam kết: {check} ({count} dòng). Lượt này không được công bố."


def run_steps(
    con: duckdb.DuckDBPyConnection, folder: Path, progress: Callable[[str, float], None] | None = None
) -> None:
    """Run every `*.sql` of a folder in the order of its names, each followed by its checks."""
    files = sorted(folder.glob("*.sql"))
    for number, file in enumerate(files):
        if progress:
            progress(file.stem, number / len(files))
        run_step(con, file)


def run_step(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Run one file's statements, then its checks."""
    text = file.read_text(encoding="utf-8")
    for statement in re.split(r";[ \t]*(?:\n|$)", text):
        if re.sub(r"--.*", "", statement).strip():
            con.execute(statement)
    for kind, target in _CHECK.findall(text):
        _check(con, file.stem, kind, target)


def _check(con: duckdb.DuckDBPyConnection, step: str, kind: str, target: str) -> None:
    if kind == "empty":
        sql = f"SELECT count(*) FROM ({target})"
    else:
        match = _TABLE.match(target)
        if match is None:
            raise StepBroken(step=step, check=f"{kind}: {target}", count=0)
        table, columns = match.groups()
        if kind == "unique":
            sql = (
                f"SELECT count(*) FROM (SELECT {columns} FROM {table} GROUP BY {columns} HAVING count(*) > 1)"
            )
        else:
            nulls = " OR ".join(f"{column.strip()} IS NULL" for column in columns.split(","))
            sql = f"SELECT count(*) FROM {table} WHERE {nulls}"
    found = con.execute(sql).fetchall()[0][0]
    if found:
        raise StepBroken(step=step, check=f"{kind}: {target}", count=found)
