"""Small lists for tests of linkage, drawn as intake would leave them, and what a run makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from baophu.kernel.time import Period
from baophu.linkage.bulk import link
from baophu.linkage.bulk.reading import COLUMNS
from baophu.linkage.rules import Edge, Subject, Verdict, row_key

_KINDS = {"VARCHAR": pa.string(), "DATE": pa.date32()}


@dataclass(frozen=True)
class List:
    """One list that counts."""

    receipt_id: int
    list_name: str
    file_name: str
    sha256: str
    period: str
    begins_on: date
    rows_path: Path


@dataclass
class Drawer:
    """Writes lists into a folder and links them; rows are named `list/number` of the order drawn."""

    folder: Path
    lists: list[List] = field(default_factory=list)

    def add(
        self, list_name: str, rows: Sequence[Mapping[str, Any]], period: str = "2018-06", mark: str = ""
    ) -> List:
        """A list of rows; fields not given are null. `mark` sets the file's hash apart."""
        number = len(self.lists) + 1
        sha = hashlib.sha256(f"{list_name}{period}{mark}".encode()).hexdigest()
        columns: dict[str, pa.Array] = {"row": pa.array(range(1, len(rows) + 1), pa.int32())}
        for column, kind in COLUMNS[list_name].items():
            columns[column] = pa.array([row.get(column) for row in rows], _KINDS[kind])
        unknown = {key for row in rows for key in row} - set(COLUMNS[list_name])
        assert not unknown, unknown
        path = self.folder / f"{number}-{list_name}.parquet"
        pq.write_table(pa.table(columns), path)
        made = List(
            number, list_name, f"{list_name}-{number}.csv", sha, period, Period.parse(period).begins_on, path
        )
        self.lists.append(made)
        return made

    def link(
        self,
        *,
        judgements: Sequence[Edge] = (),
        previous: Path | None = None,
        threads: int = 2,
        lists: Iterable[List] | None = None,
        out: str = "out",
    ) -> Linked:
        """Run linkage over the lists."""
        folder = self.folder / out
        con = duckdb.connect(
            config={"threads": threads, "memory_limit": "1GB", "preserve_insertion_order": False}
        )
        chosen = list(self.lists if lists is None else lists)
        link(
            con=con,
            evidence=chosen,
            judgements=judgements,
            previous=previous,
            out=folder,
            progress=lambda _step, _share: None,
        )
        con.close()
        return Linked(folder, chosen)


@dataclass(frozen=True)
class Linked:
    """What a run wrote."""

    folder: Path
    lists: list[List]

    def table(self, name: str) -> list[dict[str, Any]]:
        """A file of the run as rows."""
        found: list[dict[str, Any]] = pq.read_table(self.folder / f"{name}.parquet").to_pylist()
        return found

    def entity(self, at: List, row: int = 1, kind: str = "employer") -> str:
        """The identifier of a row."""
        found = [
            link["entity"]
            for link in self.table("links")
            if (link["kind"], link["list"], link["sha256"], link["row"])
            == (kind, at.list_name, at.sha256, row)
        ]
        assert len(found) == 1, (at, row, kind, found)
        return str(found[0])

    def one(self, *rows: tuple[List, int], kind: str = "employer") -> bool:
        """Whether all rows are one entity."""
        return len({self.entity(at, row, kind) for at, row in rows}) == 1

    def partition(self) -> set[frozenset[tuple[str, str, str, int]]]:
        """The groups of rows, whatever they are called."""
        groups: dict[str, set[tuple[str, str, str, int]]] = {}
        for made in self.table("links"):
            at = (made["kind"], made["list"], made["sha256"], made["row"])
            groups.setdefault(made["entity"], set()).add(at)
        return {frozenset(group) for group in groups.values()}


def judged(
    verdict: Verdict, left: tuple[List, int], right: tuple[List, int], subject: Subject = Subject.EMPLOYER
) -> Edge:
    """A person's judgement of two rows."""
    (one, first), (two, second) = left, right
    return Edge(
        subject,
        row_key(one.list_name, one.sha256, first),
        row_key(two.list_name, two.sha256, second),
        verdict,
    )


def tax_code(nine: str) -> str:
    """A valid tax code from nine digits."""
    from baophu.kernel.identifiers import check_digit

    last = check_digit(nine)
    assert last is not None, nine
    return nine + last
