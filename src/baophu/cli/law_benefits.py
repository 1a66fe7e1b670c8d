"""`baophu law pension|lump-sum|maternity|sickness|unemployment|deadline`: benefits and time limits."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Annotated

import typer

from baophu.cli.law_answers import (
    NO_COMMUNE,
    Average,
    Commune,
    Json,
    Months,
    On,
    StateBudget,
    region_at,
    show,
)
from baophu.kernel.time import Month
from baophu.law.bases import Region
from baophu.law.benefits import maternity as maternity_rules
from baophu.law.benefits import sickness as sickness_rules
from baophu.law.benefits import unemployment as unemployment_rules
from baophu.law.benefits.age import Condition, Sex
from baophu.law.benefits.lump_sum import lump_sum as lump_sum_of
from baophu.law.benefits.pension import pension as pension_of
from baophu.law.benefits.time import Contributed
from baophu.law.deadlines import deadline as deadline_of
from baophu.law.ruling import Ruling
from baophu.lawbook.queries import book_if_ready

Day = typer.Option(formats=["%Y-%m-%d"], help="Ngày, ví dụ 1963-05-20.")


def pension(
    *,
    sex: Annotated[Sex, typer.Option(help="m: nam, f: nữ.")],
    born: Annotated[datetime, Day],
    on: On,
    months: Months,
    average_vnd: Average,
    condition: Annotated[Condition, typer.Option(help="Điều kiện giảm tuổi nghỉ hưu.")] = Condition.NORMAL,
    as_json: Json = False,
) -> None:
    """Lương hưu bắt đầu hưởng ngày hỏi: đủ điều kiện chưa, tỷ lệ, số tiền."""
    ruling = pension_of(
        sex=sex,
        born=born.date(),
        months=months,
        average_vnd=average_vnd,
        on=on.date(),
        book=book_if_ready(),
        condition=condition,
    )
    found = ruling.value
    value = {
        "eligible": found.eligible,
        "from": found.starts_on,
        "rate": found.rate,
        "amount": found.amount_vnd,
    }
    show(ruling, as_json, value=value)


def lump_sum(
    *,
    on: On,
    months: Months,
    average_vnd: Average,
    months_before_2014: Annotated[
        int | None,
        typer.Option("--months-before-2014", min=0, help="Số tháng đóng trước năm 2014."),
    ] = None,
    support_vnd: Annotated[int, typer.Option("--support-vnd", min=0, help="Tiền Nhà nước đã hỗ trợ.")] = 0,
    as_json: Json = False,
) -> None:
    """BHXH một lần quyết định trong ngày hỏi."""
    contributed, remark = _contributed(months, months_before_2014, Month.of(on.date()))
    ruling = lump_sum_of(
        contributed=contributed,
        average_vnd=average_vnd,
        on=on.date(),
        book=book_if_ready(),
        support_vnd=support_vnd,
    )
    value = {"months": ruling.value.months_of_average, "amount": ruling.value.amount_vnd}
    show(ruling, as_json, value=value, remark=remark)


def _contributed(months: int, before_2014: int | None, last: Month) -> tuple[Contributed, str]:
    """The months of each part; where it is not told they are taken to end with the month asked for."""
    if before_2014 is not None:
        if before_2014 > months:
            raise typer.BadParameter("Số tháng trước năm 2014 không thể nhiều hơn tổng số tháng.")
        return Contributed(before_2014, months - before_2014), ""
    if not months:
        return Contributed(0, 0), ""
    remark = f" Không nêu số tháng trước năm 2014 nên coi là đóng liên tục đến tháng {last.text}."
    return Contributed.between(last.plus(1 - months), last), remark


def maternity(
    *,
    on: On,
    average_vnd: Average,
    months: Annotated[
        int | None, typer.Option(min=0, help="Số tháng đã đóng trong 12 tháng trước khi sinh.")
    ] = None,
    children: Annotated[int, typer.Option(min=1, help="Số con sinh lần này.")] = 1,
    child_number: Annotated[int, typer.Option(min=1, help="Con thứ mấy.")] = 1,
    as_json: Json = False,
) -> None:
    """Trợ cấp thai sản của người mẹ sinh con trong ngày hỏi."""
    book = book_if_ready()
    if months is not None:
        entitled = maternity_rules.is_entitled(months_in_window=months, on=on.date(), book=book)
        if not entitled.value:
            nothing = {"eligible": False, "leave_months": 0, "allowance": 0, "grant": 0, "total": 0}
            show(entitled, as_json, value=nothing)
            return
    ruling = maternity_rules.maternity(
        average_vnd=average_vnd, on=on.date(), book=book, children=children, child_number=child_number
    )
    found = ruling.value
    value = {
        "eligible": True,
        "leave_months": found.leave_months,
        "allowance": found.allowance_vnd,
        "grant": found.grant_vnd,
        "total": found.total_vnd,
    }
    show(ruling, as_json, value=value)


def sickness(
    *,
    on: On,
    average_vnd: Average,
    days: Annotated[str, typer.Option(help="Số ngày nghỉ ốm, nửa ngày ghi 0.5.")],
    months: Annotated[
        int | None, typer.Option(min=0, help="Số tháng đã đóng, để xét số ngày tối đa.")
    ] = None,
    used_days: Annotated[int, typer.Option(min=0, help="Số ngày đã hưởng trong năm.")] = 0,
    job: Annotated[
        sickness_rules.Job, typer.Option(help="Việc bình thường hay nặng nhọc.")
    ] = sickness_rules.Job.NORMAL,
    as_json: Json = False,
) -> None:
    """Trợ cấp ốm đau cho số ngày nghỉ."""
    book, paid, remark = book_if_ready(), _number(days), ""
    if months is not None:
        cap = sickness_rules.year_days(years=months // 12, job=job, on=on.date(), book=book)
        paid, remark = max(Fraction(0), min(paid, Fraction(cap.value - used_days))), f" {cap.sentences[0]}"
    ruling = sickness_rules.sickness(wage_vnd=average_vnd, days=paid, on=on.date(), book=book)
    show(ruling, as_json, value={"days": paid, "amount": ruling.value}, remark=remark)


def _number(text: str) -> Fraction:
    """A number of days, half days written with a dot or a comma."""
    try:
        number = Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if number < 0 or number.denominator > 2:
        raise typer.BadParameter(f"Số ngày “{text}” không hợp lệ. Ghi số ngày, nửa ngày ghi 0.5.")
    return number


def unemployment(
    *,
    on: On,
    months: Months,
    average_vnd: Average,
    commune: Commune = None,
    state_budget: StateBudget = False,
    as_json: Json = False,
) -> None:
    """Trợ cấp thất nghiệp của người thôi việc trong ngày hỏi."""
    book = book_if_ready()

    def answer(region: Region) -> Ruling[unemployment_rules.Unemployment]:
        return unemployment_rules.unemployment(
            contributed_months=months,
            average_vnd=average_vnd,
            on=on.date(),
            book=book,
            region=region,
            state_budget=state_budget,
        )

    ruling = answer(region_at(commune, on.date(), book))
    found = ruling.value
    value = {
        "eligible": found.months > 0,
        "monthly": found.monthly_vnd if found.months else 0,
        "months": found.months,
        "total": found.total_vnd,
    }
    matters = commune is None and answer(Region.III).value != found
    show(ruling, as_json, value=value, remark=NO_COMMUNE if matters else "")


def deadline(
    *,
    kind: Annotated[str, typer.Option(help="Tên thời hạn, ví dụ pension, complaint_first.")],
    received: Annotated[datetime, Day],
    saturdays: Annotated[
        bool, typer.Option("--saturdays", help="Tính cả thứ Bảy làm bù là ngày làm việc.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ngày cuối của một thời hạn bắt đầu từ ngày nhận."""
    ruling = deadline_of(
        kind=kind.replace("-", "_"),
        received=received.date(),
        book=book_if_ready(),
        swapped_saturdays=saturdays,
    )
    show(ruling, as_json)
