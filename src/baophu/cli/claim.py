"""`baophu claim …`: the quarter's claim to Finance, from the draft to the settled difference."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from baophu.cli.law_answers import Json, read_vnd
from baophu.kernel.money import format_vnd

if TYPE_CHECKING:
    from baophu.funds.voluntary.queries.claims import Change, ClaimView

Number = Annotated[int, typer.Argument(help="Số đề nghị.")]
By = Annotated[str, typer.Option("--by", help="Tên đăng nhập của người làm.")]
Document = Annotated[str, typer.Option("--document", help="Số văn bản.")]
DocumentDay = Annotated[
    datetime, typer.Option("--document-day", formats=["%Y-%m-%d"], help="Ngày văn bản, ví dụ 2018-07-16.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of claims as one group."""
    group = typer.Typer(no_args_is_help=True, help="Đề nghị Sở Tài chính chuyển kinh phí hỗ trợ theo quý.")
    for name, command in (
        ("prepare", prepare), ("list", list_claims), ("show", show), ("submit", submit),
        ("transfer", transfer), ("settle", settle), ("withdraw", withdraw), ("differences", differences),
    ):  # fmt: skip
        group.command(name)(command)
    app.add_typer(group, name="claim")


def prepare(
    quarter: Annotated[str, typer.Argument(help="Quý, ví dụ 2018-Q2.")], by: By, as_json: Json = False
) -> None:
    """Lập đề nghị cho một quý từ lượt đối chiếu mới nhất."""
    from baophu.access.queries import person
    from baophu.funds.voluntary.actions import claims
    from baophu.kernel.time import Period

    made = claims.claim_support(quarter=Period.parse(quarter), by=person(by), at=datetime.now(UTC))
    _say(made.pk, as_json)


def list_claims(as_json: Json = False) -> None:
    """Mọi đề nghị, quý mới nhất trước."""
    from baophu.funds.voluntary.queries import claims

    told = claims.claims()
    if as_json:
        print(json.dumps({"claims": [_plain(view) for view in told]}, ensure_ascii=False, default=str))
        return
    for view in told:
        print(_line(view))
    print(f"{len(told)} đề nghị.")


def show(number: Number, as_json: Json = False) -> None:
    """Một đề nghị: số tiền, từng nhóm, các bước đã làm."""
    _say(number, as_json)


def submit(
    number: Number, by: By, document: Document, document_day: DocumentDay, as_json: Json = False
) -> None:
    """Ghi đã gửi đề nghị cho Sở Tài chính."""
    from baophu.access.queries import person
    from baophu.funds.voluntary.actions import claims

    claims.submit_claim(
        claim_id=number,
        document_no=document,
        document_on=document_day.date(),
        by=person(by),
        at=datetime.now(UTC),
    )
    _say(number, as_json)


def transfer(  # noqa: PLR0917 - the options of a command line
    number: Number,
    by: By,
    amount_vnd: Annotated[
        int, typer.Option("--amount-vnd", parser=read_vnd, help="Số tiền đã chuyển, đồng.")
    ],
    document: Document,
    document_day: DocumentDay,
    note: Annotated[str, typer.Option("--note", help="Ghi chú.")] = "",
    as_json: Json = False,
) -> None:
    """Ghi số tiền Sở Tài chính đã chuyển."""
    from baophu.access.queries import person
    from baophu.funds.voluntary.actions import claims

    claims.record_transfer(
        claim_id=number,
        amount_vnd=amount_vnd,
        document_no=document,
        document_on=document_day.date(),
        note=note,
        by=person(by),
        at=datetime.now(UTC),
    )
    _say(number, as_json)


Because = Annotated[str, typer.Option("--because", help="Lý do, một câu ngắn.")]


def settle(number: Number, by: By, because: Because, as_json: Json = False) -> None:
    """Quyết toán một đề nghị đã chuyển tiền; ghi vì sao chênh lệch."""
    from baophu.access.queries import person
    from baophu.funds.voluntary.actions import claims

    claims.settle_claim(claim_id=number, note=because, by=person(by), at=datetime.now(UTC))
    _say(number, as_json)


def withdraw(number: Number, by: By, because: Because, as_json: Json = False) -> None:
    """Hủy một đề nghị chưa gửi; các dòng vẫn giữ."""
    from baophu.access.queries import person
    from baophu.funds.voluntary.actions import claims

    claims.withdraw_claim(claim_id=number, note=because, by=person(by), at=datetime.now(UTC))
    _say(number, as_json)


def differences(number: Number, as_json: Json = False) -> None:
    """Tháng nào của người nào nay khác đề nghị, vì sao, bao nhiêu."""
    from baophu.access.queries import current_run
    from baophu.funds.voluntary.queries import claims

    view, run = claims.claim(number), current_run()
    found = list(claims.changes(view, run=run.pk)) if run else []
    total = sum(change.amount_vnd for change in found)
    if as_json:
        told = {"claim": number, "total_vnd": total, "changes": [asdict(change) for change in found]}
        print(json.dumps(told, ensure_ascii=False, default=str))
        return
    for change in found:
        print(_changed(change))
    print(f"{len(found)} tháng nay khác đề nghị số {number}: {format_vnd(total)}.")


def _changed(change: Change) -> str:
    """One month that is now another: person, month, amount, reason."""
    from baophu.funds.voluntary.reasons import REASONS

    why = REASONS[change.why].format_map(_Named(month=f"{change.month:%m/%Y}"))
    return f"{change.person_id}\t{change.month:%m/%Y}\t{format_vnd(change.amount_vnd)}\t{why}"


class _Named(dict[str, object]):
    """The values of a reason; what a list of changes does not carry is left out."""

    def __missing__(self, key: str) -> str:
        return "…"


def _say(number: int, as_json: bool) -> None:
    """Print one claim."""
    from baophu.funds.voluntary.queries import claims

    view = claims.claim(number)
    groups = claims.by_group(number)
    if as_json:
        named = [
            {"group": group, "people": people, "months": months, "amount_vnd": vnd}
            for group, people, months, vnd in groups
        ]
        print(json.dumps(_plain(view) | {"groups": named}, ensure_ascii=False, default=str))
        return
    print(_line(view))
    for group, people, months, vnd in groups:
        print(f"  {group}: {people} người, {months} tháng, {format_vnd(vnd)}")
    for step in view.steps:
        document = f", văn bản {step.document_no}" if step.document_no else ""
        print(f"  {step.at:%d/%m/%Y} {step.state}{document} ({step.who})")


def _line(view: ClaimView) -> str:
    """A claim in one line."""
    from baophu.funds.voluntary.queries.claims import ClaimState

    paid = "" if view.transferred_vnd is None else f", đã chuyển {format_vnd(view.transferred_vnd)}"
    return (
        f"Đề nghị số {view.id}, quý từ {view.quarter_on:%m/%Y}: {format_vnd(view.amount_vnd)} cho "
        f"{view.people} người, {ClaimState(view.state).label.lower()}{paid}."
    )


def _plain(view: ClaimView) -> dict[str, Any]:
    """A claim as plain data."""
    return asdict(view) | {"difference_vnd": view.difference_vnd}
