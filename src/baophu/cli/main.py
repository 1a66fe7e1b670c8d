"""The command line: parse, one call down, print. Exit 0 done, 1 refused, 2 wrong use, 3 data corrupt."""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import typer

from baophu.cli.readiness import guard

MODULES = ("setup", "intake", "pipeline", "reporting", "law", "claim", "twin", "people", "web")


def application() -> typer.Typer:
    """The whole command, each storey's module having added its own."""
    app = typer.Typer(
        name="baophu",
        help="Bao Phủ: tìm mọi người, mọi đơn vị phải tham gia BHXH mà chưa tham gia.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in MODULES:
        importlib.import_module(f"baophu.cli.{name}").register(app)
    guard(app)
    return app


def run() -> None:
    """The console script: errors of the house become one sentence and an exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: list[str]) -> int:
    """Run one command line and give its exit code."""
    import django

    from baophu.kernel.errors import BaophuError, Corrupt

    django.setup()
    try:
        application()(arguments, prog_name="baophu")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaophuError as error:
        print(f"{error}", file=sys.stderr)
        return 3 if isinstance(error, Corrupt) else 1
    except Exception as fault:
        return _tell_fault(fault)
    return 0


def _tell_fault(fault: Exception) -> int:
    """A fault of the program itself: one sentence for the user, the details in a file for the operator."""
    from django.conf import settings

    log = settings.HOME / "faults.log"
    with log.open("a", encoding="utf-8") as file:
        traceback.print_exception(fault, file=file)
    print(
        f"Lỗi của chương trình ({type(fault).__name__}). Dữ liệu đã nhận còn nguyên; chi tiết ở {log}. "
        "Gửi tệp này cho người quản trị.",
        file=sys.stderr,
    )
    return 3
