"""`baophu assets` and `baophu serve`: the web face from the command line."""

from __future__ import annotations

import typer


def assets() -> None:
    """Make the font and the compiled translations."""
    from baophu.web.assets import build

    for path in build():
        typer.echo(f"{path.name}: {path.stat().st_size:,} B".replace(",", "."))


def serve(
    host: str = typer.Option("127.0.0.1", help="Địa chỉ lắng nghe."),
    port: int = typer.Option(8000, min=1, max=65535, help="Cổng."),
    workers: int = typer.Option(1, min=1, max=64, help="Số tiến trình."),
) -> None:
    """Run the web server until Ctrl+C."""
    from granian.constants import Interfaces
    from granian.server import Server

    typer.echo(f"http://{host}:{port}")
    Server(
        "baophu.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
    ).serve()


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("assets", help="Tạo phông chữ và bản dịch cho giao diện web.")(assets)
    app.command("serve", help="Chạy máy chủ web.")(serve)
