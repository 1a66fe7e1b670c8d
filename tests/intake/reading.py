"""A file read without a database, for tests."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from baophu.intake.bulk import Reading, read_list
from baophu.intake.choosing import Task
from baophu.intake.contracts import contract
from baophu.intake.placing import Whereabouts
from baophu.kernel.time import Period


@dataclass(frozen=True)
class Came:
    """What a file gave."""

    reading: Reading
    rows: pl.DataFrame
    cells: pl.DataFrame

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        """Faults as (row, field, code)."""
        return [(fault.row, fault.field, fault.code) for fault in self.reading.faults]


def read(
    data: bytes,
    list_name: str,
    *,
    period: str = "2018",
    commune: str = "",
    remembered: dict[str, str] | None = None,
    file: str = "ds",
    limit_mb: int = 256,
) -> Came:
    """Read bytes as a list."""
    span = Period.parse(period)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        rows, cells = path.with_name("rows.parquet"), path.with_name("cells.parquet")
        where = Whereabouts(span.begins_on, span.ends_on, commune)
        task = Task(path, file, contract(list_name), where, remembered or {}, limit_mb)
        reading = read_list(task, rows_path=rows, cells_path=cells)
        return Came(reading, pl.read_parquet(rows), pl.read_parquet(cells))
