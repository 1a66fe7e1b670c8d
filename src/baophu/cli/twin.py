"""`baophu simulate` and `baophu grade`: a province whose truth is known, and how near a run came to it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from baophu.cli.progress import bar

if TYPE_CHECKING:
    from baophu.twin.grading import Grade, PairFigures

_KINDS = {
    "enterprise": "Doanh nghiệp",
    "household": "Hộ kinh doanh",
    "cooperative": "Hợp tác xã",
    "public": "Đơn vị hành chính, sự nghiệp",
}


def register(app: typer.Typer) -> None:
    """Add the commands of the twin."""
    app.command()(simulate)
    app.command()(grade)


def simulate(
    out: Annotated[Path, typer.Option("--out", help="Thư mục ghi lists/ và truth/.")],
    units: Annotated[int, typer.Option("--units", help="Số đơn vị có thật trong tỉnh mô phỏng.")] = 5000,
    people: Annotated[
        int, typer.Option("--people", help="Số người khác nhau có tên trong các danh sách.")
    ] = 80_000,
    seed: Annotated[int, typer.Option("--seed", help="Hạt giống; cùng hạt giống cho cùng tệp.")] = 7,
) -> None:
    """Mô phỏng một tỉnh: ghi mọi danh sách các cơ quan sẽ gửi, kèm đáp án."""
    from baophu.twin.actions import simulate as carry_out

    with bar("Mô phỏng") as progress:
        carry_out(units=units, people=people, seed=seed, out=out, progress=progress)
    count = sum(1 for _ in (out / "lists").iterdir()) - 1
    print(f"Đã ghi {count} danh sách vào {out / 'lists'}, đáp án vào {out / 'truth'}.")


def grade(
    truth: Annotated[Path, typer.Option("--truth", help="Thư mục truth do baophu simulate ghi.")],
    links: Annotated[
        Path | None, typer.Option("--links", help="Tệp liên kết đã xuất; không có thì lấy lượt mới nhất.")
    ] = None,
    standings: Annotated[Path | None, typer.Option("--standings", help="Tệp tình trạng đã xuất.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON, không in gì khác.")] = False,
) -> None:
    """Chấm một lượt đối chiếu: bao nhiêu dòng, bao nhiêu đơn vị đúng với đáp án."""
    from baophu.twin.actions import grade as carry_out

    with tempfile.TemporaryDirectory() as folder:
        found = carry_out(
            truth=truth,
            links=links or _exported("links", Path(folder)),
            standings=standings or _exported("standings", Path(folder)),
        )
    if as_json:
        print(json.dumps(found.as_data(), ensure_ascii=False))
        return
    for table in (_pairs_table(found), _standings_table(found)):
        Console(width=118).print(table)


def _exported(what: str, folder: Path) -> Path:
    """Export one table of the newest run."""
    from baophu.reporting.exports import write

    out = folder / f"{what}.parquet"
    write(what, out)
    return out


def _percent(value: float) -> str:
    return f"{100 * value:.2f} %".replace(".", ",")


def _pair_row(name: str, figures: PairFigures) -> tuple[str, ...]:
    return (
        name,
        f"{figures.rows:,}".replace(",", "."),
        str(figures.rows_missing),
        _percent(figures.precision),
        _percent(figures.recall),
        f"{figures.false_merges_per_10k:.1f}".replace(".", ","),
    )


def _pairs_table(found: Grade) -> Table:
    table = Table(title="Ghép dòng vào đơn vị và người")
    table.add_column("")
    for name in ("Dòng", "Không thấy", "Đúng", "Đủ", "Gộp nhầm / 10.000"):
        table.add_column(name, justify="right")
    table.add_row(*_pair_row("Đơn vị", found.employers))
    for kind, figures in found.by_kind.items():
        table.add_row(*_pair_row(f"  {_KINDS.get(kind, kind)}", figures))
    table.add_row(*_pair_row("Người", found.people))
    for tag, (whole, of) in found.hard_cases_whole.items():
        table.add_row(f"  trường hợp khó: {tag}", f"{of}", "", "", f"{whole}/{of}", "")
    return table


def _standings_table(found: Grade) -> Table:
    table = Table(title=f"Tình trạng của {found.entities} đơn vị")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row("Đúng tình trạng", _percent(found.standing_agreement))
    table.add_row("Đúng số lao động phải tham gia", _percent(found.subject_agreement))
    table.add_row("Quy lỗi nhầm trên 10.000 đơn vị", f"{found.accused_wrongly_per_10k:.1f}".replace(".", ","))
    table.add_row("Đơn vị không thấy", str(len(found.absent)))
    for standing, value in found.standing_f1.items():
        table.add_row(f"  F1 {standing}", f"{value:.4f}".replace(".", ","))
    for confusion, count in list(found.standing_confusions.items())[:8]:
        table.add_row(f"  {confusion}", str(count))
    return table
