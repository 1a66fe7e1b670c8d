"""What is done with a simulated province: write it with its truth, and grade a run against it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from baophu.twin import grading, sheets
from baophu.twin.grading import Grade
from baophu.twin.lists import every_file
from baophu.twin.lists.frame import ListFile, Row
from baophu.twin.world import World, build

Progress = Callable[[str, float], None]
_UNLINKED: Final = frozenset({"population", "payments"})  # rows that name no employer or person to link
_LINKS: Final = ("list", "file", "row", "kind", "entity", "hard")
_STANDINGS: Final = ("entity", "kind", "district_code", "standing", "evidence", "insured")
_MANIFEST: Final = ("file", "list", "agency", "period", "received_on")


def _silent(_: str, __: float) -> None:
    """Tell nobody."""


class _Truth:
    """Writes what is true beside each row as it goes by."""

    def __init__(self, world: World, links: IO[str], payments: IO[str]) -> None:
        self._world = world
        self._links = csv.writer(links, lineterminator="\n")
        self._links.writerow(_LINKS)
        self._payments = csv.writer(payments, lineterminator="\n")
        self._payments.writerow(("list", "file", "row", "entity"))

    def rows(self, file: ListFile) -> Iterator[list[sheets.Cell]]:
        """Pass the cells on in the file's column order, and write each row's truth."""
        fields = file.layout.fields
        for number, row in enumerate(file.rows, 1):
            if file.list_name not in _UNLINKED:
                self._say(file, number, row)
            elif row.employer is not None:
                entity = self._world.employers[row.employer].entity
                self._payments.writerow((file.list_name, file.file, number, entity))
            yield [row.cells.get(name) for name in fields]

    def _say(self, file: ListFile, number: int, row: Row) -> None:
        if row.employer is not None:
            entity = self._world.employers[row.employer].entity
            self._links.writerow((file.list_name, file.file, number, "employer", entity, row.mark or ""))
        if row.person is not None:
            self._links.writerow(
                (file.list_name, file.file, number, "person", f"P{row.person:07d}", row.person_mark or "")
            )


def _write_standings(world: World, out: Path) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_STANDINGS)
        for employer, true in zip(world.employers, world.truth, strict=True):
            district = world.ground.communes[employer.commune].district_code
            evidence = "" if true.evidence is None else true.evidence
            writer.writerow((employer.entity, employer.kind, district, true.standing, evidence, true.insured))


def simulate(*, units: int, people: int, seed: int, out: Path, progress: Progress | None = None) -> None:
    """Write lists into `out/lists` and the truth into `out/truth`; the same seed gives the same bytes."""
    tell = progress or _silent
    tell("Dựng tỉnh", 0.0)
    world = build(units=units, people=people, seed=seed)
    lists, truth = out / "lists", out / "truth"
    lists.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    files = list(every_file(world))
    with ExitStack() as stack:
        links, payments, manifest = (
            stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            for path in (truth / "links.csv", truth / "payments.csv", lists / "manifest.csv")
        )
        telling = _Truth(world, links, payments)
        held = csv.writer(manifest, lineterminator="\n")
        held.writerow(_MANIFEST)
        for at, file in enumerate(files):
            tell(file.file, 0.1 + 0.9 * at / len(files))
            sheets.write(lists / file.file, file.layout, telling.rows(file))
            held.writerow((file.file, file.list_name, file.agency, file.period, file.received_on.isoformat()))
    _write_standings(world, truth / "standings.csv")
    tell("Xong", 1.0)


def grade(*, truth: Path, links: Path, standings: Path) -> Grade:
    """Hold a run's exported links and standings against the folder of the truth."""
    return grading.grade(truth=truth, links=links, standings=standings)
