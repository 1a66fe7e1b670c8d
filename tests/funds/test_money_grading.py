"""Transfers of a simulated province, held against its truth: which unit, which are held."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from baophu.access.queries import current_run
from baophu.cli.main import execute
from baophu.engine.duck import session
from baophu.funds.money import bulk
from baophu.intake.queries import evidence
from baophu.law.book import load
from baophu.linkage import golden
from baophu.linkage.relations import attach
from baophu.pipeline.folders import folder_of
from baophu.twin.actions import simulate
from funds.money_world import DUE

ON = date(2018, 6, 30)


@dataclass(frozen=True)
class Graded:
    """How many transfers were given to the right unit, to a wrong one, held; repeated ones taken for new."""

    right: int
    wrong: int
    held: int
    repeats: int
    repeats_taken: int

    @property
    def precision(self) -> float:
        """Of those given to a unit, the share that is right."""
        return self.right / (self.right + self.wrong + self.repeats_taken)

    @property
    def recall(self) -> float:
        """Of the true ones, the share that was given to the right unit."""
        return self.right / (self.right + self.wrong + self.held)


def truth(folder: Path) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], str]]:
    """The entity of each transfer, and of each row of the lists of units, by file and row."""
    with (folder / "payments.csv").open(encoding="utf-8") as file:
        paid = {(row["file"], int(row["row"])): row["entity"] for row in csv.DictReader(file)}
    with (folder / "links.csv").open(encoding="utf-8") as file:
        units = {
            (row["file"], int(row["row"])): row["entity"]
            for row in csv.DictReader(file)
            if row["list"] == "insured_units"
        }
    return paid, units


def graded(folder: Path) -> Graded:
    """Match the transfers of the lists that were received, and hold each against the truth."""
    paid, units = truth(folder)
    run = current_run()
    assert run is not None
    with session(memory_mb=1_000, threads=2, scratch=settings.HOME / "scratch") as con:
        attach(con, evidence(on=ON))
        golden.make(con, folder_of(run.id))
        con.execute(f"CREATE TABLE due ({DUE})")
        bulk.reckon(con, bulk.nothing_decided(), on=ON, law=load(), progress=lambda _step, _share: None)
        entity_of = {
            code: units[(file, row)]
            for code, file, row in con.execute(
                "SELECT unit_code, file, row FROM rows_insured_units"
            ).fetchall()
        }
        rows = con.execute(
            "SELECT r.file, t.row, t.unit_code, t.held FROM transfer_marts t JOIN receipts r USING (receipt_id)"
        ).fetchall()
    return counted(rows, paid, entity_of)


def counted(
    rows: list[tuple[str, int, str, str]], paid: Mapping[tuple[str, int], str], entity_of: Mapping[str, str]
) -> Graded:
    right = wrong = held = repeats = taken = 0
    for file, row, code, waits in rows:
        true = paid.get((file, row))
        if true is None:
            repeats += 1
            taken += not waits
        elif waits:
            held += 1
        elif entity_of[code] == true:
            right += 1
        else:
            wrong += 1
    return Graded(right, wrong, held, repeats, taken)


@pytest.mark.django_db(transaction=True)
def test_transfers_of_a_simulated_province_reach_their_unit_or_are_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    simulate(units=500, people=6_000, seed=11, out=tmp_path)
    for command in (["init"], ["receive-all", str(tmp_path / "lists")], ["reconcile", "--on", "2018-06-30"]):
        assert execute(command) == 0, capsys.readouterr().err
    found = graded(tmp_path / "truth")
    assert found.right + found.wrong + found.held > 500
    assert found.repeats > found.repeats_taken == 0
    assert found.precision == 1.0
    assert found.recall > 0.95
