"""Speed and memory as ratios in one run; writes its section of `docs/reference/benchmarks.md`.

    python bench/part_1.py [--units 20000 --people 300000] [--write]

Linkage alone (Parquet in, links out) against the floor: read the same Parquet files, hash every column, one
hash join. The files of a list are read together, as linkage reads them: a branch of the query for every file
would cost more in planning than the reading itself. Processor seconds stand beside those of the clock, for a
busy machine stretches the clock alone. The whole reconciliation against linkage's time plus a plain bulk insert
of the same register rows. Reading a workbook against bare calamine.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from section import write_section

DAY = date(2018, 6, 30)
BAOPHU = [sys.executable, "-m", "baophu"]
TIMES = 3
FLOOR_TIMES = 9  # short, therefore noisy


class Seconds(NamedTuple):
    """Medians of several runs."""

    clock: float
    processor: float


def seconds(work: Callable[[], object], times: int = TIMES) -> Seconds:
    """The median of several runs, of the clock and of the processor in all threads."""
    taken = []
    for _ in range(times):
        started, worked = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - started, time.process_time() - worked))
    clock, processor = zip(*taken, strict=True)
    return Seconds(statistics.median(clock), statistics.median(processor))


def prepared(home: Path, units: int, people: int) -> None:
    """A simulated province, received."""
    env = {**os.environ, "BAOPHU_HOME": str(home)}
    for arguments in (
        ["init"], ["simulate", "--units", str(units), "--people", str(people), "--seed", "9", "--out", str(home / "sim")],
        ["receive-all", str(home / "sim/lists")],
    ):  # fmt: skip
        subprocess.run([*BAOPHU, *arguments], env=env, check=True, stdout=subprocess.DEVNULL)


def floor(lists: Sequence[Sequence[str]]) -> Callable[[], object]:
    """Read every file of every list, hash every column of every row, join the hashes with themselves once."""
    import duckdb

    def work() -> object:
        with duckdb.connect(":memory:", config={"threads": 2}) as con:
            parts = " UNION ALL ".join(
                f"SELECT hash(t) AS h FROM read_parquet({list(paths)}, union_by_name = true) t"
                for paths in lists
            )
            con.execute(f"CREATE TABLE hashed AS {parts}")
            return con.execute("SELECT count(*) FROM hashed a JOIN hashed b ON a.h = b.h").fetchall()

    return work


def linkage_work(home: Path) -> tuple[Callable[[], object], list[list[str]]]:
    """Linkage alone on the received lists, and the files of each list."""
    from django.conf import settings

    from baophu.engine.duck import session
    from baophu.intake.queries import evidence
    from baophu.linkage.bulk import link

    lists = evidence(on=DAY)
    number = iter(range(1000))

    def work() -> object:
        out = home / f"bench-links-{next(number)}"
        out.mkdir()
        with session(memory_mb=settings.MEMORY_LIMIT_MB, threads=2, scratch=home / "scratch") as con:
            link(con=con, evidence=lists, judgements=[], previous=None, out=out, progress=lambda _s, _p: None)
        return out

    files: dict[str, list[str]] = {}
    for item in lists:
        if item.taken:
            files.setdefault(item.list_name, []).append(str(item.rows_path))
    return work, list(files.values())


def plain_insert(home: Path) -> Callable[[], object]:
    """The rows that a run writes, copied by bare sqlite3 into a fresh file with the same tables."""
    tables = (
        "register_employer", "register_employerrecord", "register_person", "register_personrecord", "register_spell",
        "linkage_employerrow", "coverage_standing", "coverage_rate", "funds_due", "funds_transfer", "funds_balance",
        "funds_ledgerline", "funds_monthhead", "funds_voluntarypayment", "funds_voluntarymonth",
        "funds_voluntarystretch",
    )  # fmt: skip
    source = sqlite3.connect(f"file:{home / 'baophu.sqlite3'}?mode=ro", uri=True)
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    marked = ",".join("?" * len(tables))
    made = [
        sql for (sql,) in source.execute(
            f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marked}) ORDER BY type DESC",
            tables,
        )
    ]  # fmt: skip

    def work() -> object:
        with tempfile.TemporaryDirectory(dir=home) as folder:
            con = sqlite3.connect(Path(folder) / "plain.sqlite3")
            con.execute("PRAGMA journal_mode=WAL")
            for sql in made:
                con.execute(sql)
            for table, values in rows.items():
                if values:
                    marks = ",".join("?" * len(values[0]))
                    con.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
            con.commit()
            con.close()

    return work


def workbook(home: Path) -> tuple[Seconds, Seconds, int]:
    """Seconds of bare calamine and of our reader on one workbook of 100,000 rows."""
    import python_calamine
    import xlsxwriter

    from baophu.intake.bulk import Task, read_list
    from baophu.intake.contracts import contract
    from baophu.intake.placing import Whereabouts

    path, rows = home / "workbook.xlsx", 100_000
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        header = [
            "Mã số thuế",
            "Tên người nộp thuế",
            "Địa chỉ",
            "Trạng thái",
            "Loại hình",
            "Ngành nghề",
            "Người đại diện",
            "Điện thoại",
            "Số lao động",
        ]
        sheet.write_row(0, 0, header)
        for number in range(rows):
            sheet.write_row(
                number + 1, 0,
                [f"30{number:08d}", f"Công ty TNHH Hồng Lam {number}", f"Thôn {number % 20}, Xã Cẩm Minh, Huyện Cẩm Xuyên, Hà Tĩnh",
                 "NNT đang hoạt động", "Công ty TNHH", "4632:Bán buôn thực phẩm", f"Nguyễn Văn {number % 977}", f"09{number:08d}", number % 40],
            )  # fmt: skip
    bare = seconds(
        lambda: python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    )
    task = Task(
        path=path, file=path.name, contract=contract("tax_enterprises"), remembered={}, limit_mb=256,
        where=Whereabouts(begins_on=date(2017, 1, 1), ends_on=date(2017, 12, 31)),
    )  # fmt: skip
    ours = seconds(
        lambda: read_list(task, rows_path=home / "rows.parquet", cells_path=home / "cells.parquet")
    )
    return bare, ours, rows


def main() -> None:
    """Measure, print, and with --write put the figures into the documentation."""
    options = argparse.ArgumentParser()
    options.add_argument("--units", type=int, default=20_000)
    options.add_argument("--people", type=int, default=300_000)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="baophu-bench-") as name:
        home = Path(name)
        os.environ["BAOPHU_HOME"] = str(home)
        prepared(home, asked.units, asked.people)
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
        django.setup()
        link_work, lists = linkage_work(home)
        least, linking = seconds(floor(lists), FLOOR_TIMES), seconds(link_work)
        whole_seconds, steps = _reconciled()
        inserting = seconds(plain_insert(home))
        bare, ours, rows = workbook(home)
    plain = linking.clock + inserting.clock
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}; medians of {TIMES}, of the floor {FLOOR_TIMES}"
        " (the reconciliation: one run).",
        f"A simulated province of {asked.units:,} employers and {asked.people:,} people,"
        f" {sum(map(len, lists))} files of {len(lists)} lists.",
        "",
        "| what | seconds | against | ratio |",
        "| --- | ---: | --- | ---: |",
        f"| linkage alone, Parquet in, links out | {linking.clock:.2f} | floor {least.clock:.2f} s"
        f" | {linking.clock / least.clock:.1f} |",
        f"| the same, processor seconds | {linking.processor:.2f} | floor {least.processor:.2f} s"
        f" | {linking.processor / least.processor:.1f} |",
        f"| whole reconciliation | {whole_seconds:.2f} | linkage + plain bulk insert of the same rows {plain:.2f} s"
        f" | {whole_seconds / plain:.2f} |",
        f"| a workbook of {rows:,} rows to Parquet | {ours.clock:.2f} | bare calamine {bare.clock:.2f} s"
        f" | {ours.clock / bare.clock:.2f} |",
        "",
        "The reconciliation step by step:",
        "",
        "| step | seconds |",
        "| --- | ---: |",
        *(f"| {step} | {took:.2f} |" for step, took in steps),
    ]
    print("\n".join(lines))
    if asked.write:
        write_section("make bench", lines)


def _reconciled() -> tuple[float, list[tuple[str, float]]]:
    from baophu.pipeline.actions import reconcile

    marks: list[tuple[str, float]] = []
    started = time.perf_counter()
    reconcile(
        by=None,
        on=DAY,
        clock=lambda: datetime.now(UTC),
        progress=lambda step, _share: marks.append((step, time.perf_counter())),
    )
    ended = time.perf_counter()
    steps: dict[str, float] = {}
    for (step, at), (_next, until) in zip(marks, [*marks[1:], ("", ended)], strict=True):
        steps[step] = steps.get(step, 0.0) + until - at
    return ended - started, sorted(steps.items(), key=lambda pair: -pair[1])


if __name__ == "__main__":
    main()
