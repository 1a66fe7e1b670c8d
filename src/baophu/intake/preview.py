"""A list looked at before it is received: how its columns are understood, its first rows, what is wrong."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from baophu.access.queries import User
from baophu.intake import filing, staging
from baophu.intake.bulk import Fault, Reading, read_list
from baophu.intake.rights import check_may_send

FIRST_ROWS = 8
MOST_FAULTS = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would be received as."""

    reading: Reading
    rows: tuple[tuple[int, tuple[str | None, ...]], ...]  # line of the sheet, cells
    kinds: tuple[tuple[str, str, int], ...]  # of fault, title of the column, how many cells
    faults: tuple[Fault, ...]

    @property
    def total(self) -> int:
        """How many rows were read."""
        return self.reading.taken + self.reading.quarantined


def preview(
    *,
    list_name: str,
    agency: str,
    period: str,
    staged: str,
    file: str,
    mapping: Mapping[str, str],
    by: User | None,
    at: datetime,
) -> Preview:
    """Read a staged file as it would be received, and keep nothing; raises what receiving would."""
    request = filing.Request.of(
        list_name=list_name, agency=agency, period=period, by=by, at=at, received_on=None
    )
    check_may_send(by=by, agency=request.agency, on=request.received_on)
    name = filing.shown_name(file)
    given = filing.checked_mapping(mapping, request.contract)
    task = filing.task_of(request, path=staging.staged(staged), name=name, given=given)
    with tempfile.TemporaryDirectory(prefix="baophu-preview-") as folder:
        cells = Path(folder) / "cells.parquet"
        reading = read_list(task, rows_path=Path(folder) / "rows.parquet", cells_path=cells)
        first = next(pq.ParquetFile(cells).iter_batches(batch_size=FIRST_ROWS)).to_pylist()
    counted = Counter((fault.code, fault.title) for fault in reading.faults)
    return Preview(
        reading=reading,
        rows=tuple((row["sheet_row"], tuple(row["cells"])) for row in first),
        kinds=tuple((code, title, n) for (code, title), n in counted.most_common()),
        faults=tuple(reading.faults[:MOST_FAULTS]),
    )
