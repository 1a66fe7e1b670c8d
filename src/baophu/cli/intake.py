"""`baophu receive`, `receive-all`, `withdraw`, `answer`, `templates`: lists in, answers out."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from baophu.cli.progress import bar

Json = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON, không in gì khác.")]


def register(app: typer.Typer) -> None:
    """Add the commands of intake."""
    app.command()(receive)
    app.command("receive-all")(receive_all)
    app.command()(withdraw)
    app.command()(answer)
    app.command()(templates)


def receive(  # noqa: PLR0917  # one option each
    list_name: Annotated[str, typer.Option("--list", help="Loại danh sách, ví dụ commune_businesses.")],
    agency: Annotated[str, typer.Option("--from", help="Mã hoặc tên cơ quan gửi.")],
    period: Annotated[str, typer.Option(help="Kỳ: 2018, 2018-H1, 2018-Q2, 2018-06 hoặc 2018-06-30.")],
    file: Annotated[Path | None, typer.Argument(help="Tệp danh sách (csv, xlsx, xls, ods).")] = None,
    nil: Annotated[bool, typer.Option("--nil", help="Báo không thay đổi, không có tệp.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="Tệp YAML: tiêu đề trong tệp: mã trường.")
    ] = None,
    received_on: Annotated[
        datetime | None,
        typer.Option("--received-on", formats=["%Y-%m-%d"], help="Ngày nhận; mặc định hôm nay."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Nhận một danh sách, hoặc báo không thay đổi (--nil)."""
    if nil == (file is not None):
        raise typer.BadParameter("Cho một tệp, hoặc --nil khi không có thay đổi; không cả hai.")
    words: dict[str, Any] = {"list_name": list_name, "agency": agency, "period": period}
    day = received_on.date() if received_on else None
    _show(_nil(words, day) if file is None else _list(words, day, file, mapping), as_json=as_json)


def _nil(words: dict[str, Any], received_on: date | None) -> Any:
    """Receive "no change"."""
    from baophu.intake import actions

    return actions.receive_nil(**words, received_on=received_on, by=None, at=datetime.now(UTC))


def _list(words: dict[str, Any], received_on: date | None, file: Path, mapping: Path | None) -> Any:
    """Receive a file."""
    from baophu.intake import actions
    from baophu.intake.mapping import read_mapping

    given = read_mapping(mapping, list_name=words["list_name"]) if mapping else None
    return actions.receive(
        **words, path=file, received_on=received_on, mapping=given, by=None, at=datetime.now(UTC)
    )


def _show(receipt: Any, *, as_json: bool) -> None:
    """Print what was received."""
    if as_json:
        print(json.dumps(_entry(receipt), ensure_ascii=False))
        return
    print(f"Đã nhận {receipt.taken} dòng. Biên nhận {receipt.number}, {receipt.received_on:%d/%m/%Y}.")
    if receipt.quarantined:
        print(f"{receipt.quarantined} dòng cần sửa: baophu answer {receipt.number} --out tra-loi.xlsx.")
    for warning in receipt.warnings:
        print(f"Lưu ý: {warning}")


def _entry(receipt: Any) -> dict[str, object]:
    """A receipt as JSON, in the words of `receive-all`."""
    return {
        "file": receipt.file_name,
        "list": receipt.list_name,
        "receipt": receipt.number,
        "taken": receipt.taken,
        "quarantined": receipt.quarantined,
        "status": str(receipt.state),
        "period": receipt.period,
        "agency": receipt.agency_code,
        "nil": receipt.nil,
        "warnings": receipt.warnings,
    }


def receive_all(
    folder: Annotated[
        Path, typer.Argument(help="Thư mục có manifest.csv: file,list,agency,period[,received_on].")
    ],
    as_json: Json = False,
) -> None:
    """Nhận mọi danh sách ghi trong manifest.csv; chạy lại không nhận hai lần."""
    from baophu.intake import actions

    with bar("Nhận danh sách") as progress:
        outcomes = actions.receive_all(folder=folder, by=None, at=datetime.now(UTC), progress=progress)
    refused = [outcome for outcome in outcomes if outcome.reason]
    if as_json:
        print(json.dumps({"receipts": [outcome.as_json() for outcome in outcomes]}, ensure_ascii=False))
    else:
        accepted = [outcome for outcome in outcomes if outcome.status == "accepted"]
        print(
            f"Đã nhận {len(accepted)} danh sách, {sum(o.taken for o in accepted)} dòng; "
            f"{sum(o.quarantined for o in accepted)} dòng cần sửa; "
            f"{len(outcomes) - len(accepted) - len(refused)} danh sách đã nhận từ trước; "
            f"{len(refused)} tệp bị từ chối."
        )
    for outcome in refused:
        print(outcome.reason, file=sys.stderr)
    if refused:
        raise typer.Exit(1)


def withdraw(
    receipt: Annotated[str, typer.Argument(help="Số biên nhận.")],
    because: Annotated[str, typer.Option(help="Vì sao rút.")],
    as_json: Json = False,
) -> None:
    """Rút một danh sách gửi nhầm; bản trước đó được tính lại."""
    from baophu.intake import actions

    done = actions.withdraw(number=receipt, because=because, by=None, at=datetime.now(UTC))
    if as_json:
        print(json.dumps(_entry(done), ensure_ascii=False))
    else:
        print(f"Đã rút biên nhận {done.number}.")


def answer(
    receipt: Annotated[str, typer.Argument(help="Số biên nhận.")],
    out: Annotated[Path, typer.Option(help="Tệp trả lời, đuôi .xlsx.")],
) -> None:
    """Trả lời nơi gửi: các dòng của họ, kèm chỗ cần sửa cạnh từng dòng."""
    from baophu.intake import actions

    print(f"Đã ghi {actions.answer(number=receipt, out=out, by=None, at=datetime.now(UTC))}.")


def templates(
    out: Annotated[Path, typer.Argument(help="Thư mục để ghi mẫu.")],
) -> None:
    """Ghi mẫu bảng tính và mô tả cột (Frictionless Table Schema) của mọi danh sách."""
    from baophu.intake.templates import write_templates

    names = write_templates(out, year=datetime.now(UTC).year)
    print(f"Đã ghi {len(names)} mẫu vào {out}.")
