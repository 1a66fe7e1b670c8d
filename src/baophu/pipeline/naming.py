"""Findings that name an employer by its register number, told to linkage by its codes, name and row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from baophu.intake.queries import Evidence
from baophu.kernel.errors import NotFound
from baophu.linkage.rules import Edge, Subject, Verdict, row_key
from baophu.register.queries import EmployerCard, current, employers, minted_from

LIST: Final = "findings"
NUMBER: Final = re.compile(r"\s*E([0-9A-F]{8,19})\s*", re.IGNORECASE)
WORDS: Final = {
    "employer": "name",
    "tax_code": "tax_code",
    "unit_code": "unit_code",
    "commune_code": "commune_code",
    "district_code": "district_code",
}
"""What a finding says of its employer, and where the register keeps it; the name alone is replaced."""


def resolved(
    lists: Sequence[Evidence], edges: Sequence[Edge], *, run: int | None, folder: Path
) -> tuple[list[Evidence], list[Edge]]:
    """Give the lists and judgements with each register number of the findings resolved as of a run.

    Such a row is given the employer's name, and its codes and place where the row has none, in a copy under
    `folder`; and the judgement that it is one employer with the row that the number was minted from, unless
    an officer judged the two. A number that the run does not know stays as it is.
    """
    told, said = [], list(edges)
    judged = {(edge.subject, edge.left, edge.right) for edge in edges}
    for item in lists:
        named = _named(item, run) if run is not None and item.list_name == LIST and item.taken else {}
        told.append(_with_words(item, named, folder) if named else item)
        for row, card in sorted(named.items()):
            pair = sorted((row_key(LIST, item.sha256, row), minted_from(card.id)))
            edge = Edge(Subject.EMPLOYER, pair[0], pair[1], Verdict.SAME)
            if (edge.subject, edge.left, edge.right) not in judged:
                said.append(edge)
    return told, sorted(said)


def _named(item: Evidence, run: int | None) -> dict[int, EmployerCard]:
    """The employers that rows of a list name by number, by row."""
    rows = pq.read_table(item.rows_path, columns=["row", "employer"]).to_pylist()
    found = {row["row"]: _current(f"E{match[1].lower()}", run) for row in rows if (match := _number(row))}
    cards = employers([one for one in found.values() if one], run=run or 0)
    return {row: cards[one] for row, one in found.items() if one in cards}


def _number(row: dict[str, Any]) -> re.Match[str] | None:
    return NUMBER.fullmatch(row["employer"] or "")


def _current(employer_id: str, run: int | None) -> str:
    """The number that stands after all mergers; empty for one that was never given."""
    try:
        return current(employer_id, run=run)
    except NotFound:
        return ""


def _with_words(item: Evidence, named: dict[int, EmployerCard], folder: Path) -> Evidence:
    """The list with the employers' words in the rows that name them by number."""
    table = pq.read_table(item.rows_path)
    rows = table.to_pylist()
    for row in rows:
        card = named.get(row["row"])
        for field, kept in WORDS.items() if card else ():
            if field == "employer" or (field in row and not row[field]):
                row[field] = getattr(card, kept) or row[field]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{LIST}-{item.receipt_id}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    return replace(item, rows_path=path)
