"""How `baophu law …` reads its usual options and prints an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any

import typer

from baophu.kernel.money import parse_vnd
from baophu.kernel.time import Month
from baophu.law.bases import Region, region_of
from baophu.law.benefits.age import Sex
from baophu.law.benefits.time import Contributed
from baophu.law.book import Book
from baophu.law.ruling import Ruling


def read_vnd(text: str | int) -> int:
    """Read an amount of đồng as people type it: 5000000, 5.000.000, "5 000 000 đ"."""
    amount = parse_vnd(str(text))
    if amount is None:
        raise typer.BadParameter(f"Chưa đọc được số tiền “{text}”. Ghi như 5000000 hoặc 5.000.000.")
    return amount


def read_amount(text: str | int) -> int:
    """Read an amount that is not below nothing."""
    amount = read_vnd(text)
    if amount < 0:
        raise typer.BadParameter(f"Số tiền “{text}” nhỏ hơn 0. Ghi từ 0 trở lên.")
    return amount


Json = Annotated[bool, typer.Option("--json", help="In một đối tượng JSON, không in gì khác.")]
On = Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Ngày áp dụng, ví dụ 2018-06-30.")]
Commune = Annotated[str | None, typer.Option(help="Mã xã; bỏ trống thì tính vùng IV.")]
Months = Annotated[int, typer.Option(min=0, help="Số tháng.")]
Average = Annotated[
    int,
    typer.Option("--average-vnd", "--wage-vnd", parser=read_amount, help="Bình quân tiền lương tháng, đồng."),
]
Wage = Annotated[int, typer.Option("--wage-vnd", parser=read_vnd, help="Tiền lương tháng, đồng.")]
Told = Annotated[Sex | None, typer.Option("--sex", help="Giới tính: m hoặc f.")]
Born = Annotated[
    datetime | None,
    typer.Option("--born", formats=["%Y-%m-%d"], help="Ngày sinh, ví dụ 1963-05-20."),
]
StateBudget = Annotated[bool, typer.Option("--state-budget", help="Hưởng lương từ ngân sách nhà nước.")]
NO_COMMUNE = " Không nêu xã nên tính theo vùng IV."


def region_at(commune: str | None, on: date, book: Book) -> Region:
    """Give the region of a commune on a day; its district may decide. Region IV without a commune."""
    if commune is None:
        return Region.IV
    from baophu.kernel.errors import NotFound
    from baophu.places.queries import area

    place = area(commune, on)
    if place is None:
        raise NotFound(what=f"xã có mã {commune} vào ngày {on:%d/%m/%Y}")
    codes = [code for code in (place.code, place.parent_code) if code]
    return region_of(codes, on=on, book=book).value


def show(ruling: Ruling[Any], as_json: bool, *, value: object = None, remark: str = "") -> None:
    """Print an answer; `value` stands in for one that is not a plain value."""
    shown = ruling.value if value is None else value
    because = ruling.because + remark
    if as_json:
        print_json(shown, because, ruling.articles)
        return
    if isinstance(shown, Mapping):
        print("; ".join(f"{name}: {_plain(part)}" for name, part in shown.items()))
    else:
        print(_plain(shown))
    print(because)


def print_json(value: object, because: str, articles: tuple[str, ...], **more: object) -> None:
    """Print one object and nothing else."""
    answer = {"value": value, "because": because, "articles": list(articles), **more}
    print(json.dumps(answer, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    """A value as JSON knows it: days in ISO form, shares as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction | Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def contributed_until(months: int, before_2014: int | None, last: Month) -> tuple[Contributed, str]:
    """The months of each part; where it is not told they are taken to end with the month asked for."""
    if before_2014 is not None:
        if before_2014 > months:
            raise typer.BadParameter("Số tháng trước năm 2014 không thể nhiều hơn tổng số tháng.")
        return Contributed(before_2014, months - before_2014), ""
    if not months:
        return Contributed(0, 0), ""
    remark = f" Không nêu số tháng trước năm 2014 nên coi là đóng liên tục đến tháng {last.text}."
    return Contributed.between(last.plus(1 - months), last), remark


def check_born(born: datetime | None, on: datetime) -> None:
    """Refuse a birthday after the day asked about."""
    if born is not None and born > on:
        raise typer.BadParameter(f"Ngày sinh {born:%d/%m/%Y} sau ngày hỏi {on:%d/%m/%Y}.")
