"""`baophu law list|show|enter|confirm|…`: the law book itself, and what officers enter into it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from baophu.cli.law_answers import Json
from baophu.law.book import Book, Dated, Parameter, Status, UnknownParameter
from baophu.law.openfisca import write as write_openfisca
from baophu.lawbook.queries import EntryView, book_if_ready
from baophu.lawbook.rules.standing import NoSuchParameter, gaps
from baophu.lawbook.rules.typed import typed_form

Key = Annotated[str, typer.Argument(help="Khóa của tham số, ví dụ arrears.monthly_rate.bhxh.")]
Number = Annotated[int, typer.Argument(min=1, help="Số của giá trị đã ghi, xem baophu law show.")]
By = Annotated[str, typer.Option("--by", help="Tên đăng nhập của người làm.")]
Because = Annotated[str, typer.Option("--because", help="Lý do.")]
Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày hỏi; mặc định hôm nay.")
]


def enter(
    key: Key,
    *,
    value: Annotated[
        str, typer.Option("--value", help="Giá trị, ghi như trong văn bản: 1,24% hoặc 2.760.000.")
    ],
    holds_from: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="Ngày bắt đầu áp dụng.")
    ],
    document: Annotated[str, typer.Option("--document", help="Số văn bản, ví dụ 157/TB-BHXH.")],
    document_on: Annotated[
        datetime, typer.Option("--document-day", formats=["%Y-%m-%d"], help="Ngày văn bản.")
    ],
    by: By,
    article: Annotated[str, typer.Option("--article", help="Điều khoản, cơ quan ban hành.")] = "",
    note: Annotated[str, typer.Option("--note", help="Ghi chú.")] = "",
) -> None:
    """Ghi một giá trị còn thiếu theo văn bản; người thứ hai xác nhận thì dùng được."""
    from baophu.access.queries import person
    from baophu.lawbook import actions

    number = actions.enter(
        by=person(by),
        at=datetime.now(UTC),
        key=key,
        value=value,
        holds_from=holds_from.date(),
        document=document,
        document_on=document_on.date(),
        article=article,
        note=note,
    )
    print(f"Đã ghi, số {number}. Người thứ hai xác nhận: baophu law confirm {number} --by TÊN.")


def confirm(number: Number, by: By) -> None:
    """Xác nhận giá trị do người khác ghi; từ lúc này mọi phép tính dùng giá trị đó."""
    from baophu.access.queries import person
    from baophu.lawbook import actions

    actions.confirm(by=person(by), at=datetime.now(UTC), number=number)
    print(f"Đã xác nhận giá trị số {number}.")


def reject(number: Number, by: By, because: Because) -> None:
    """Không xác nhận giá trị do người khác ghi."""
    from baophu.access.queries import person
    from baophu.lawbook import actions

    actions.reject(by=person(by), at=datetime.now(UTC), number=number, because=because)
    print(f"Không xác nhận giá trị số {number}.")


def withdraw(number: Number, by: By, because: Because) -> None:
    """Rút giá trị của mình còn chờ, hoặc một giá trị đang dùng; lịch sử giữ nguyên."""
    from baophu.access.queries import person
    from baophu.lawbook import actions

    actions.withdraw(by=person(by), at=datetime.now(UTC), number=number, because=because)
    print(f"Đã rút giá trị số {number}.")


def list_parameters(
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Chỉ những tham số có thời gian chưa có giá trị.")
    ] = False,
    on: Day = None,
    as_json: Json = False,
) -> None:
    """Các tham số của sách luật với giá trị vào một ngày."""
    book, day = book_if_ready(), _day(on)
    lines = [_line(parameter, book, day) for parameter in book.parameters.values()]
    chosen = [line for line in lines if not unknown or line["unknown_from"]]
    if as_json:
        print(json.dumps({"on": day.isoformat(), "parameters": chosen}, ensure_ascii=False))
        return
    for line in chosen:
        missing = f"\tchưa có từ {', '.join(line['unknown_from'])}" if line["unknown_from"] else ""
        print(f"{line['key']}\t{line['value'] or '—'}\t{line['status']}\t{line['name']}{missing}")
    print(f"{len(chosen)} tham số, ngày {day:%d/%m/%Y}.")


def show(key: Key, as_json: Json = False) -> None:
    """Một tham số: mọi giá trị theo ngày, nguồn, ai dùng, giá trị do cán bộ ghi."""
    from baophu.reporting.citations import citations

    book = book_if_ready()
    parameter = book.parameters.get(key)
    if parameter is None:
        raise NoSuchParameter(key=key)
    told = {
        "key": key,
        "name": parameter.name,
        "unit": parameter.unit.value,
        "yearly": parameter.yearly,
        "values": [_dated(dated, parameter, book) for dated in parameter.values],
        "entries": [_plain(asdict(one)) for one in _entries(key)],
        "cited_by": [asdict(one) for one in citations(key)],
    }
    if as_json:
        print(json.dumps(told, ensure_ascii=False, default=str))
        return
    print(f"{parameter.name} ({key}), đơn vị {parameter.unit}")
    for value in (_dated(dated, parameter, book) for dated in parameter.values):
        print(f"  từ {value['holds_from']}: {value['value'] or '—'} [{value['status']}] {value['article']}")
    for one in _entries(key):
        print(f"  đã ghi số {one.id}: {one.typed} từ {one.holds_from} theo {one.document} [{one.state}]")
    print("Dùng ở: " + ", ".join(one.module for one in citations(key)))


def reference(out: Annotated[Path, typer.Argument(help="Tệp Markdown ghi ra.")]) -> None:
    """Ghi cả sách luật thành một trang tra cứu."""
    from baophu.reporting.law_page import law_page

    book = book_if_ready()
    out.write_text(law_page(book), encoding="utf-8")
    print(f"{out}: {len(book.keys)} tham số.")


def openfisca(out: Annotated[Path, typer.Argument(help="Thư mục ghi ra.")]) -> None:
    """Ghi sách luật thành thư mục tham số của OpenFisca."""
    print(f"{out}: {write_openfisca(book_if_ready(), out)} tệp.")


def _day(on: datetime | None) -> date:
    """The day asked about: today in the province unless told."""
    from django.utils import timezone

    return on.date() if on else timezone.localdate()


def _line(parameter: Parameter, book: Book, on: date) -> dict[str, Any]:
    """A parameter with its value on a day, and from which days it has none."""
    told = {
        "key": parameter.key,
        "name": parameter.name,
        "unit": parameter.unit.value,
        "unknown_from": [begins.isoformat() for begins in gaps(parameter, on)],
    }
    try:
        value = book.value(parameter.key, on)
    except UnknownParameter:
        return {**told, "value": "", "status": Status.UNKNOWN.value, "holds_from": "", "article": ""}
    return {
        **told,
        "value": typed_form(value.value, parameter.unit),
        "status": value.status.value,
        "holds_from": value.holds_from.isoformat(),
        "article": value.article,
    }


def _dated(dated: Dated, parameter: Parameter, book: Book) -> dict[str, object]:
    """One value with what it rests on."""
    source = book.sources[dated.source]
    return {
        "holds_from": dated.holds_from.isoformat(),
        "value": None if dated.value is None else typed_form(dated.value, parameter.unit),
        "article": dated.article,
        "status": dated.status.value,
        "document": source.number,
        "published": source.published.isoformat() if source.published else None,
    }


def _entries(key: str) -> list[EntryView]:
    """What officers entered; nothing where the database was never prepared."""
    from baophu.lawbook.queries import entries, is_ready

    return entries(key) if is_ready() else []


def _plain(told: Mapping[str, object]) -> dict[str, object]:
    """An entry without the numbers of accounts."""
    return {name: value for name, value in told.items() if name != "entered_by_id"}


BOOK_COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "list": list_parameters,
    "show": show,
    "enter": enter,
    "confirm": confirm,
    "reject": reject,
    "withdraw": withdraw,
    "reference": reference,
    "openfisca": openfisca,
}
