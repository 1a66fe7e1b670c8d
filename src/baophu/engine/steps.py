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
    _check(con, file.stem, _CHECK.findall(text))


def _check(con: duckdb.DuckDBPyConnection, step: str, checks: list[tuple[str, str]]) -> None:
    """All checks of a step in one statement; what it suspects is then counted exactly."""
    if not checks:
        return
    asked = " UNION ALL ".join(
        f"SELECT {number} AS number, ({_count(step, kind, target, hashed=True)}) AS found"
        for number, (kind, target) in enumerate(checks)
    )
    for number, _ in con.execute(f"SELECT * FROM ({asked}) WHERE found > 0 ORDER BY number").fetchall():
        kind, target = checks[number]
        found = con.execute(_count(step, kind, target, hashed=False)).fetchall()[0][0]
        if found:
            raise StepBroken(step=step, check=f"{kind}: {target}", count=found)


def _count(step: str, kind: str, target: str, *, hashed: bool) -> str:
    """The query that counts the rows that break a promise; hashed, unique columns are grouped by one number.

    Equal values have equal hashes, so nothing is missed; a chance meeting of hashes only asks again.
    """
    if kind == "empty":
        return f"SELECT count(*) FROM ({target})"
    match = _TABLE.match(target)
    if match is None:
        raise StepBroken(step=step, check=f"{kind}: {target}", count=0)
    table, columns = match.groups()
    if kind == "unique":
        grouped = f"hash({columns})" if hashed else columns
        return f"SELECT count(*) FROM (SELECT 1 FROM {table} GROUP BY {grouped} HAVING count(*) > 1)"
    nulls = " OR ".join(f"{column.strip()} IS NULL" for column in columns.split(","))
    return f"SELECT count(*) FROM {table} WHERE {nulls}"
