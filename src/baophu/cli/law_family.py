"""`baophu law father|sick-child|convalescence|accident|survivors|retirement`: benefits of other kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final

import typer

from baophu.cli.law_answers import Average, Json, Months, On, contributed_until, show
from baophu.kernel.time import Month
from baophu.law.benefits import accident as accident_rules
from baophu.law.benefits import maternity as maternity_rules
from baophu.law.benefits import sickness as sickness_rules
from baophu.law.benefits import survivors as survivors_rules
from baophu.law.benefits.age import Condition, Sex
from baophu.law.benefits.age import retirement as retirement_of
from baophu.law.benefits.time import in_words
from baophu.lawbook.queries import book_if_ready

WithoutCarer = Annotated[
    bool, typer.Option("--without-carer", help="Thân nhân không còn người trực tiếp nuôi dưỡng.")
]
Count = Annotated[int, typer.Option(min=0, help="Số ngày.")]


def father(
    *,
    on: On,
    average_vnd: Average,
    birth: Annotated[
        maternity_rules.Birth, typer.Option(help="Vợ sinh thế nào.")
    ] = maternity_rules.Birth.NORMAL,
    as_json: Json = False,
) -> None:
    """Ngày nghỉ và trợ cấp của cha khi vợ sinh con trong ngày hỏi."""
    ruling = maternity_rules.father(average_vnd=average_vnd, birth=birth, on=on.date(), book=book_if_ready())
    show(ruling, as_json, value={"days": ruling.value[0], "amount": ruling.value[1]})


def sick_child(
    *,
    on: On,
    average_vnd: Average,
    age: Annotated[int, typer.Option(min=0, help="Tuổi của con, năm tròn.")],
    days: Count,
    used_days: Annotated[int, typer.Option(min=0, help="Số ngày đã hưởng trong năm.")] = 0,
    as_json: Json = False,
) -> None:
    """Trợ cấp nghỉ chăm con ốm: số ngày được hưởng, số tiền."""
    book, day = book_if_ready(), on.date()
    told = sickness_rules.child_days(days=days, age_years=age, on=day, book=book, used_days=used_days)
    paid = sickness_rules.child_amount(wage_vnd=average_vnd, days=told, on=day, book=book)
    show(paid, as_json, value={"days": told.value, "amount": paid.value})


def convalescence(
    *,
    on: On,
    days: Count,
    rest: Annotated[
        sickness_rules.Rest, typer.Option(help="Dưỡng sức sau việc gì.")
    ] = sickness_rules.Rest.SICKNESS,
    as_json: Json = False,
) -> None:
    """Trợ cấp dưỡng sức, trong số ngày tối đa."""
    show(sickness_rules.convalescence(days=days, rest=rest, on=on.date(), book=book_if_ready()), as_json)


def accident(
    *,
    on: On,
    percent: Annotated[int, typer.Option(min=0, max=100, help="Suy giảm khả năng lao động, %.")],
    years: Annotated[int, typer.Option(min=0, help="Số năm đóng vào quỹ; từ một năm trở xuống ghi 1.")] = 1,
    average_vnd: Average = 0,
    helpless: Annotated[
        bool, typer.Option("--helpless", help="Liệt cột sống, mù hai mắt, cụt liệt hai chi hoặc tâm thần.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Trợ cấp tai nạn lao động, bệnh nghề nghiệp: một lần hoặc hằng tháng, và người phục vụ."""
    ruling = accident_rules.allowance(
        percent=percent,
        years=years,
        wage_vnd=average_vnd,
        helpless=helpless,
        on=on.date(),
        book=book_if_ready(),
    )
    found = ruling.value
    value = {
        "monthly": found.monthly,
        "by_disability": found.by_disability_vnd,
        "by_years": found.by_years_vnd,
        "total": found.total_vnd,
        "carer": found.carer_vnd,
    }
    show(ruling, as_json, value=value)


def survivors(
    *,
    on: On,
    months: Months,
    average_vnd: Average = 0,
    voluntary_months: Annotated[int, typer.Option(min=0, help="Trong đó số tháng tự nguyện.")] = 0,
    months_before_2014: Annotated[
        int | None, typer.Option("--months-before-2014", min=0, help="Số tháng đóng trước năm 2014.")
    ] = None,
    relatives: Annotated[int, typer.Option(min=0, help="Số thân nhân hưởng hằng tháng.")] = 1,
    without_carer: WithoutCarer = False,
    at_work: Annotated[bool, typer.Option("--at-work", help="Chết do tai nạn lao động.")] = False,
    pensioner: Annotated[bool, typer.Option("--pensioner", help="Đang hưởng lương hưu.")] = False,
    as_json: Json = False,
) -> None:
    """Chế độ tử tuất: mai táng, tuất hằng tháng hoặc tuất một lần."""
    contributed, remark = contributed_until(months, months_before_2014, Month.of(on.date()))
    ruling = survivors_rules.death(
        survivors_rules.Death(
            contributed=contributed,
            voluntary_months=voluntary_months,
            average_vnd=average_vnd,
            relatives=relatives,
            has_carer=not without_carer,
            at_work=at_work,
            pensioner=pensioner,
        ),
        on=on.date(),
        book=book_if_ready(),
    )
    found = ruling.value
    value = {
        "funeral": found.funeral_vnd,
        "kind": "monthly" if found.monthly else "lump_sum",
        "each": found.each_vnd,
        "relatives": found.relatives,
        "total": found.total_vnd,
    }
    show(ruling, as_json, value=value, remark=remark)


def retirement(
    *,
    sex: Annotated[Sex, typer.Option(help="m: nam, f: nữ.")],
    born: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Ngày sinh, ví dụ 1963-05-20.")],
    condition: Annotated[Condition, typer.Option(help="Điều kiện giảm tuổi nghỉ hưu.")] = Condition.NORMAL,
    as_json: Json = False,
) -> None:
    """Tuổi nghỉ hưu, tháng đủ tuổi, ngày bắt đầu hưởng lương hưu."""
    ruling = retirement_of(sex=sex, born=Month.of(born.date()), book=book_if_ready(), condition=condition)
    found = ruling.value
    value = {
        "age_months": found.age_months,
        "age": in_words(found.age_months),
        "reached_in": found.reached_in.text,
        "from": found.pension_from,
    }
    show(ruling, as_json, value=value)


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "father": father,
    "sick-child": sick_child,
    "convalescence": convalescence,
    "accident": accident,
    "survivors": survivors,
    "retirement": retirement,
}
