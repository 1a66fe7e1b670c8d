"""`baophu law pension|lump-sum|maternity|sickness|unemployment|deadline`: benefits and time limits."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Annotated

import typer

from baophu.cli.law_answers import (
    NO_COMMUNE,
    Average,
    Born,
    Commune,
    Json,
    Months,
    On,
    StateBudget,
    Told,
    check_born,
    contributed_until,
    read_amount,
    region_at,
    show,
)
from baophu.kernel.errors import Refused
from baophu.kernel.time import Month
from baophu.law.bases import Region
from baophu.law.benefits import maternity as maternity_rules
from baophu.law.benefits import sickness as sickness_rules
from baophu.law.benefits import unemployment as unemployment_rules
from baophu.law.benefits.age import Condition, Sex
from baophu.law.benefits.lump_sum import lump_sum as lump_sum_of
from baophu.law.benefits.pension import pension as pension_of
from baophu.law.deadlines import deadline as deadline_of
from baophu.law.ruling import Ruling
from baophu.lawbook.queries import book_if_ready

TWENTY_YEARS = 240
LONG_ENOUGH = (
    " Đóng từ đủ 20 năm: chỉ người ra nước ngoài định cư hoặc mắc bệnh hiểm nghèo theo quy định mới được "
    "hưởng một lần."
)
Day = typer.Option(formats=["%Y-%m-%d"], help="Ngày, ví dụ 1963-05-20.")


class NotTheMother(Refused):
    """A man has the father's leave, not the mother's."""

    code = "law.not_the_mother"
    message = "Trợ cấp này của người mẹ. Cha nghỉ khi vợ sinh: hỏi bằng baophu law father."


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
    support_vnd: Annotated[
        int, typer.Option("--support-vnd", parser=read_amount, help="Tiền Nhà nước đã hỗ trợ.")
    ] = 0,
    sex: Told = None,  # noqa: ARG001 - the commands of benefits take one set of options
    born: Born = None,
    as_json: Json = False,
) -> None:
    """BHXH một lần quyết định trong ngày hỏi: số tháng bình quân, số tiền."""
    check_born(born, on)
    contributed, remark = contributed_until(months, months_before_2014, Month.of(on.date()))
    ruling = lump_sum_of(
        contributed=contributed,
        average_vnd=average_vnd,
        on=on.date(),
        book=book_if_ready(),
        support_vnd=support_vnd,
    )
    value = {"months": ruling.value.months_of_average, "amount": ruling.value.amount_vnd}
    if months >= TWENTY_YEARS:
        remark += LONG_ENOUGH
    show(ruling, as_json, value=value, remark=remark)


def maternity(
    *,
    on: On,
    average_vnd: Average,
    months: Annotated[
        int | None, typer.Option(min=0, help="Số tháng đã đóng trong 12 tháng trước khi sinh.")
    ] = None,
    children: Annotated[int, typer.Option(min=1, help="Số con sinh lần này.")] = 1,
    child_number: Annotated[int, typer.Option(min=1, help="Con thứ mấy.")] = 1,
    sex: Told = None,
    born: Born = None,
    as_json: Json = False,
) -> None:
    """Trợ cấp thai sản của người mẹ sinh con trong ngày hỏi."""
    check_born(born, on)
    if sex is Sex.MALE:
        raise NotTheMother
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
    days: Annotated[
        str | None, typer.Option(help="Số ngày nghỉ ốm, nửa ngày ghi 0.5; bỏ trống thì tính số ngày tối đa.")
    ] = None,
    months: Annotated[
        int | None, typer.Option(min=0, help="Số tháng đã đóng, để xét số ngày tối đa.")
    ] = None,
    used_days: Annotated[int, typer.Option(min=0, help="Số ngày đã hưởng trong năm.")] = 0,
    job: Annotated[
        sickness_rules.Job, typer.Option(help="Việc bình thường hay nặng nhọc.")
    ] = sickness_rules.Job.NORMAL,
    sex: Told = None,  # noqa: ARG001 - the commands of benefits take one set of options
    born: Born = None,
    as_json: Json = False,
) -> None:
    """Trợ cấp ốm đau cho số ngày nghỉ, trong số ngày tối đa của năm."""
    check_born(born, on)
    book, remark = book_if_ready(), ""
    if days is None and months is None:
        raise typer.BadParameter("Ghi số ngày nghỉ (--days) hoặc số tháng đã đóng (--months).")
    paid = None if days is None else _number(days)
    if months is not None:
        cap = sickness_rules.year_days(years=months // 12, job=job, on=on.date(), book=book)
        left, remark = Fraction(max(0, cap.value - used_days)), f" {cap.sentences[0]}"
        paid = left if paid is None else min(paid, left)
    assert paid is not None
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
    sex: Told = None,  # noqa: ARG001 - the commands of benefits take one set of options
    born: Born = None,
    as_json: Json = False,
) -> None:
    """Trợ cấp thất nghiệp của người thôi việc trong ngày hỏi."""
    check_born(born, on)
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
