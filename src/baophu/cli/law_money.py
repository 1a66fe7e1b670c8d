"""`baophu law voluntary|may-join|due|evasion|fine|household-health`: other questions of money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Final

import typer

from baophu.cli.law_answers import Json, On, read_amount, show
from baophu.kernel.time import Month
from baophu.law.due import due_day
from baophu.law.household_health import household_health as household_of
from baophu.law.interest import DebtFund, evasion_interest
from baophu.law.joining import Joiner
from baophu.law.joining import may_join as joins
from baophu.law.sanctions import Fault
from baophu.law.sanctions import fine as fine_of
from baophu.law.support import Group
from baophu.law.voluntary import Paid, missing_years, years_ahead
from baophu.law.voluntary import voluntary as voluntary_of
from baophu.lawbook.queries import book_if_ready

MonthDay = typer.Option(formats=["%Y-%m", "%Y-%m-%d"], help="Tháng, ví dụ 2018-06.")

LocalPercent = Annotated[
    int | None, typer.Option("--local-percent", min=0, max=100, help="Tỉnh hỗ trợ thêm, %.")
]
Ahead = Annotated[bool, typer.Option("--ahead", help="Đóng một lần cho những năm về sau.")]
Missing = Annotated[bool, typer.Option("--missing", help="Đóng một lần cho những năm còn thiếu.")]


def voluntary(
    *,
    income_vnd: Annotated[int, typer.Option("--income-vnd", parser=read_amount, help="Thu nhập chọn đóng.")],
    months: Annotated[
        int, typer.Option(min=1, help="Số tháng đóng một lần: 1, 3, 6, 12 hoặc số tháng khác.")
    ],
    on: On,
    group: Annotated[Group, typer.Option(help="Nhóm người tham gia.")] = Group.OTHER,
    used_months: Annotated[int, typer.Option(min=0, help="Số tháng đã được hỗ trợ.")] = 0,
    local_percent: LocalPercent = None,
    ahead: Ahead = False,
    missing: Missing = False,
    as_json: Json = False,
) -> None:
    """BHXH tự nguyện: phải đóng bao nhiêu, Nhà nước và tỉnh hỗ trợ bao nhiêu."""
    book, day = book_if_ready(), on.date()
    if ahead and missing:
        raise typer.BadParameter("Chọn --ahead hoặc --missing, không chọn cả hai.")
    if missing:
        once = missing_years(income_vnd=income_vnd, months=months, on=day, book=book)
        show(once, as_json, value=_paid(Paid(once.value, 0, 0)))
        return
    told = {"income_vnd": income_vnd, "months": months, "group": group, "used_months": used_months}
    share = None if local_percent is None else Fraction(local_percent, 100)
    ruling = (
        years_ahead(**told, on=day, book=book)  # type: ignore[arg-type]
        if ahead
        else voluntary_of(**told, on=day, book=book, local_share=share)  # type: ignore[arg-type]
    )
    show(ruling, as_json, value=_paid(ruling.value))


def _paid(paid: Paid) -> dict[str, int]:
    """What is due and who pays it, as JSON."""
    return {
        "gross": paid.gross_vnd,
        "support": paid.support_vnd,
        "local": paid.local_vnd,
        "own": paid.own_vnd,
    }


def due(
    *,
    month: Annotated[datetime, MonthDay],
    cycle: Annotated[int, typer.Option(min=1, max=6, help="Kỳ đóng: 1, 3 hoặc 6 tháng.")] = 1,
    as_json: Json = False,
) -> None:
    """Ngày cuối phải đóng cho một tháng, hoặc cho kỳ kết thúc bằng tháng đó."""
    if cycle not in (1, 3, 6):
        raise typer.BadParameter(f"Kỳ đóng {cycle} tháng không có. Chọn 1, 3 hoặc 6.")
    show(due_day(month=Month.of(month.date()), book=book_if_ready(), cycle_months=cycle), as_json)


def evasion(
    *,
    fund: Annotated[DebtFund, typer.Option(help="bhxh hoặc bhyt.")],
    owed_vnd: Annotated[int, typer.Option("--owed-vnd", parser=read_amount, help="Số trốn đóng của tháng.")],
    month: Annotated[datetime, MonthDay],
    found: Annotated[datetime, MonthDay],
    as_json: Json = False,
) -> None:
    """Tiền lãi truy thu của một tháng trốn đóng, tính đến tháng phát hiện."""
    ruling = evasion_interest(
        fund=fund,
        months=[(Month.of(month.date()), owed_vnd)],
        found=Month.of(found.date()),
        book=book_if_ready(),
    )
    show(ruling, as_json, value=ruling.value[0])


def fine(
    *,
    fault: Annotated[Fault, typer.Option(help="late: chậm, đóng thiếu; none_for_all; evasion: trốn đóng.")],
    owed_vnd: Annotated[int, typer.Option("--owed-vnd", parser=read_amount, help="Số tiền phải đóng.")],
    on: On,
    person: Annotated[bool, typer.Option("--person", help="Phạt cá nhân; mặc định phạt tổ chức.")] = False,
    as_json: Json = False,
) -> None:
    """Mức phạt thấp nhất và cao nhất của một hành vi trong ngày hỏi."""
    ruling = fine_of(
        fault=fault, owed_vnd=owed_vnd, organisation=not person, on=on.date(), book=book_if_ready()
    )
    show(ruling, as_json, value={"least": ruling.value.least_vnd, "most": ruling.value.most_vnd})


def household_health(
    *,
    on: On,
    members: Annotated[int, typer.Option(min=1, help="Số người của hộ cùng đóng.")],
    months: Annotated[int, typer.Option(min=1, max=12, help="Số tháng.")] = 12,
    as_json: Json = False,
) -> None:
    """Bảo hiểm y tế hộ gia đình: mỗi người đóng bao nhiêu."""
    ruling = household_of(months=[months] * members, on=on.date(), book=book_if_ready())
    show(ruling, as_json, value={"each": list(ruling.value), "total": sum(ruling.value)})


def may_join(
    *,
    born: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Ngày sinh, ví dụ 2003-05-20.")],
    on: On,
    foreigner: Annotated[bool, typer.Option("--foreigner", help="Người nước ngoài.")] = False,
    compulsory: Annotated[bool, typer.Option("--compulsory", help="Thuộc diện BHXH bắt buộc.")] = False,
    pensioner: Annotated[bool, typer.Option("--pensioner", help="Đang hưởng lương hưu.")] = False,
    as_json: Json = False,
) -> None:
    """Có được tham gia BHXH tự nguyện trong ngày hỏi không, vì sao."""
    who = Joiner(born.date(), foreigner=foreigner, compulsory=compulsory, pensioner=pensioner)
    show(joins(who, on=on.date(), book=book_if_ready()), as_json)


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "voluntary": voluntary,
    "may-join": may_join,
    "due": due,
    "evasion": evasion,
    "fine": fine,
    "household-health": household_health,
}
