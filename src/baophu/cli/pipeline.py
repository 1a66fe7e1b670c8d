"""`baophu reconcile`: bring the register and the coverage to what the lists say."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from baophu.cli.progress import bar


def register(app: typer.Typer) -> None:
    """Add the commands of the pipeline."""
    app.command()(reconcile)


def reconcile(
    on: Annotated[
        datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày lấy số liệu, ví dụ 2018-06-30.")
    ],
    engine: Annotated[str, typer.Option(help="Bộ máy tính: duckdb.")] = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON, không in gì khác.")] = False,
) -> None:
    """Đối chiếu các danh sách: ai là ai, đơn vị nào đã, chưa tham gia; tính tỷ lệ bao phủ."""
    from baophu.pipeline.actions import reconcile as carry_out

    with bar("Đối chiếu") as progress:
        done = carry_out(
            by=None, on=on.date(), clock=lambda: datetime.now(UTC), engine=engine, progress=progress
        )
    run = done.run
    if as_json:
        told = {
            "run": run.id,
            "on": run.on.isoformat(),
            "engine": run.engine,
            "evidence": run.evidence_hash,
            "law": run.law_hash,
            "result": run.result_hash,
            "figures": run.figures,
        }
        print(json.dumps(told, ensure_ascii=False))
        return
    print(f"Lượt đối chiếu số {run.id}, số liệu ngày {run.on:%d/%m/%Y}.")
    show_coverage(run.id, run.on)


def show_coverage(run: int, on: date) -> None:
    """Print the coverage of the province and its districts against the year's target."""
    from baophu.reporting.summary import coverage_lines

    lines = coverage_lines(run=run, on=on)
    table = Table(title=lines.title)
    for name in lines.columns:
        table.add_column(name, justify="left" if name == lines.columns[0] else "right")
    for row in lines.rows:
        table.add_row(*row)
    Console(width=118).print(table)
    for note in lines.notes:
        print(note)
