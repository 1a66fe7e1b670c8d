"""The truth, found a second way: from the rows that intake reads out of the very files."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from baophu.intake.actions import receive_all
from baophu.intake.queries import evidence
from baophu.places.actions import load
from baophu.twin.actions import simulate

DAY = date(2018, 6, 30)
NOW = datetime(2018, 7, 6, 8, 0, tzinfo=UTC)
HEADCOUNTS = {"tax_enterprises", "labour_use", "zone_enterprises", "trade_unions", "findings"}


@dataclass
class Seen:
    """What the rows of one true employer say."""

    counts: list[int] = field(default_factory=list)
    paid: int = 0
    codes: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    closings: list[tuple[date, int, bool]] = field(default_factory=list)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def closing(list_name: str, row: dict[str, Any], stated_on: date) -> tuple[date, int, bool] | None:
    """Give a row's statement about closing: its day, registered before remarked, closed or not."""
    if list_name == "commune_businesses" and row["note"]:
        return stated_on, 0, True
    if list_name == "tax_enterprises" and row["status"] != "NNT đang hoạt động":
        return stated_on, 1, True
    if list_name == "business_events":
        over = row["until"] is not None and row["until"] <= DAY
        return row["on"], 1, row["event"] != "return" and not over
    return (row["found_on"], 1, True) if list_name == "findings" and row["outcome"] == 3 else None


def note_row(seen: Seen, list_name: str, period: str, row: dict[str, Any], stated_on: date) -> None:
    count = (
        row["headcount"]
        if list_name in HEADCOUNTS
        else row["hired"]
        if list_name == "commune_businesses"
        else None
    )
    if count is not None:
        seen.counts.append(count)
    if list_name == "tax_payroll" and row["annex"].startswith("05-1"):
        seen.paid += 1
    if list_name == "insured_units" and period == "2018-06":
        seen.units.add(row["unit_code"])
    if row.get("tax_code"):
        seen.codes.add(row["tax_code"])
    if said := closing(list_name, row, stated_on):
        seen.closings.append(said)


def standing(seen: Seen, insured: int, heads: dict[str, bool]) -> tuple[str, str]:
    """Give standing and evidence by the published rules; `heads`: ten-digit codes seen, and whether registered."""
    counts = [*seen.counts, *([seen.paid] if seen.paid else [])]
    most = max(counts, default=None)
    written = "" if most is None else str(most)
    if seen.units:
        return (
            "covered" if most is None or insured >= most - max(1, most * 5 // 100) else "partial"
        ), written
    newest = max(seen.closings, default=None)
    if newest is not None and newest[2]:
        if newest[1] == 0 and seen.paid and newest[0] < date(2017, 12, 31):
            return "unverified", written
        return "ceased", ""
    branch = next((code for code in seen.codes if "-" in code), None)
    if most is None or (branch and heads.get(branch[:10], True)):
        return "unverified", written
    return ("missing" if most else "not_subject"), written


def truth_of_rows(truth: Path) -> tuple[dict[str, dict[int, str]], Counter[str]]:
    """Give each file's true employers by row, and its number of rows."""
    rows_of: dict[str, dict[int, str]] = defaultdict(dict)
    most: Counter[str] = Counter()
    for name in ("links.csv", "payments.csv"):
        for row in table(truth / name):
            most[row["file"]] = max(most[row["file"]], int(row["row"]))
            if row.get("kind") == "employer":
                rows_of[row["file"]][int(row["row"])] = row["entity"]
    return rows_of, most


def read_evidence(rows_of: dict[str, dict[int, str]]) -> tuple[dict[str, Seen], dict[str, set[str]]]:
    """Give what the evidence says of each true employer, and the people insured in each unit on the day."""
    seen: dict[str, Seen] = defaultdict(Seen)
    insured: dict[str, set[str]] = defaultdict(set)
    for given in evidence(on=DAY):
        stated_on = min(given.ends_on, given.received_on)
        for row in pl.read_parquet(given.rows_path).iter_rows(named=True):
            if given.list_name == "insured_members" and given.period == "2018-06":
                if row["to_month"] is None or row["to_month"] >= date(2018, 6, 1):
                    insured[row["unit_code"]].add(row["si_number"])
            elif entity := rows_of[given.file_name].get(row["row"]):
                note_row(seen[entity], given.list_name, given.period, row, stated_on)
    return seen, insured


@pytest.mark.django_db(transaction=True)
def test_intake_takes_every_row_and_the_rows_lead_to_the_same_standings(tmp_path: Path) -> None:
    simulate(units=300, people=4000, seed=21, out=tmp_path)
    load(by=None, on=DAY)
    outcomes = receive_all(folder=tmp_path / "lists", by=None, at=NOW)
    rows_of, most = truth_of_rows(tmp_path / "truth")
    assert [(o.file, o.reason) for o in outcomes if o.status != "accepted"] == []
    assert {o.file: o.taken + o.quarantined for o in outcomes if o.list_name != "population"} == dict(most)
    assert {o.list_name for o in outcomes if o.quarantined} <= {"voluntary_members"}

    seen, insured = read_evidence(rows_of)
    heads: dict[str, bool] = {}
    for code, registered in ((code, bool(one.units)) for one in seen.values() for code in one.codes):
        heads[code] = heads.get(code, False) or registered
    wrong = []
    for true in table(tmp_path / "truth/standings.csv"):
        one = seen[true["entity"]]
        people = sum(len(insured[unit]) for unit in one.units)
        if (*standing(one, people, heads), str(people)) != (
            true["standing"],
            true["evidence"],
            true["insured"],
        ):
            wrong.append((true, one))
    assert wrong == []
