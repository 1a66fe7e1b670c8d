"""`baophu export`: results to files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of reporting."""
    app.command()(export)


def export(
    what: Annotated[
        str,
        typer.Argument(
            help="links, standings, coverage, breakdown, quarantine, duties, arrears hoặc support."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Tệp ghi ra: .csv, .parquet hoặc .xlsx.")],
    run: Annotated[int | None, typer.Option("--run", min=1, help="Số lượt; mặc định lượt mới nhất.")] = None,
) -> None:
    """Xuất kết quả của một lượt đối chiếu ra tệp, xếp theo byte."""
    from baophu.reporting.exports import write

    rows = write(what, out, run=run)
    typer.echo(f"{out}: {rows} dòng.")
