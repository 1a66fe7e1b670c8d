"""Every list of the folder of real lists: no row lost, row numbers as its truth counts them."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from baophu.intake import actions, queries
from baophu.intake.batch import Status
from baophu.intake.models import Receipt

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def _truth(path: Path) -> dict[str, set[int]]:
    rows: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            rows[line["file"]].add(int(line["row"]))
    return rows


def test_no_row_of_the_real_lists_is_lost(shared: Path, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.EVIDENCE = tmp_path / "evidence"
    data = shared / "data/real"
    outcomes = actions.receive_all(folder=data / "lists", by=None, at=datetime(2018, 7, 5, 3, tzinfo=UTC))
    assert {outcome.status for outcome in outcomes} == {Status.ACCEPTED}
    wanted = _truth(data / "truth/links.csv")
    quarantined: dict[str, set[int]] = defaultdict(set)
    for _, file, row, *_ in queries.quarantine():
        quarantined[file].add(row)
    placed = located = 0
    for list_of in queries.evidence(on=date(2018, 6, 30)):
        rows = pl.read_parquet(list_of.rows_path)
        assert set(rows["row"]) | quarantined[list_of.file_name] == wanted[list_of.file_name], (
            list_of.file_name
        )
        if list_of.list_name == "commune_businesses":
            placed += rows.height
            located += rows["commune_code"].is_not_null().sum()
    total = sum(o.taken + o.quarantined for o in outcomes)
    assert total == sum(map(len, wanted.values()))
    assert sum(o.quarantined for o in outcomes) <= 0.002 * total
    assert located == placed > 1000
    assert {r.encoding for r in Receipt.objects.all()} >= {"", "utf-8-sig", "utf-16", "cp1258", "tcvn3"}
