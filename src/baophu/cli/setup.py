"""`baophu init`, `baophu demo`: the database, the places, the demonstration province."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from baophu.cli.progress import bar


def register(app: typer.Typer) -> None:
    """Add the commands of setting up."""
    app.command()(init)
    app.command()(demo)


def init() -> None:
    """Chuẩn bị cơ sở dữ liệu, địa bàn, cơ quan, luật; chạy lại không hại gì."""
    from baophu.pipeline.setting_up import prepare

    prepared = prepare(by=None, at=datetime.now(UTC))
    print(
        f"Đã sẵn sàng: {prepared.communes} xã, phường, thị trấn năm 2017, {prepared.agencies} cơ quan, "
        f"{prepared.parameters} tham số luật."
    )


def demo(
    units: Annotated[int, typer.Option(help="Số đơn vị của tỉnh mô phỏng.")] = 600,
    people: Annotated[int, typer.Option(help="Số người của tỉnh mô phỏng.")] = 9000,
    seed: Annotated[int, typer.Option(help="Hạt giống; cùng hạt giống cho cùng một tỉnh.")] = 157,
) -> None:
    """Dựng một tỉnh mô phỏng nhỏ, nhận danh sách, đối chiếu, in bảng bao phủ và tài khoản thử."""
    from baophu.cli.pipeline import show_coverage
    from baophu.twin.demonstration import set_up

    with bar("Tỉnh mô phỏng") as progress:
        ready = set_up(
            units=units,
            people=people,
            seed=seed,
            by=None,
            clock=lambda: datetime.now(UTC),
            progress=progress,
        )
    show_coverage(ready.run.id, ready.run.on)
    print("\nTài khoản thử (dữ liệu mô phỏng, không phải người thật):")
    for person in ready.people:
        print(f"  {person.username:<14} {person.password:<18} {person.full_name}, {person.post}")
