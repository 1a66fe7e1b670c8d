"""`baophu law …`: questions to the law book, answered with the value, the reason and the articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final

import typer

from baophu.cli import law_benefits, law_family, law_money
from baophu.cli.law_answers import (
    NO_COMMUNE,
    Commune,
    Json,
    Months,
    On,
    StateBudget,
    Wage,
    print_json,
    read_amount,
    read_vnd,
    region_at,
    show,
)
from baophu.cli.law_book import BOOK_COMMANDS
from baophu.law.bases import Hazard, Region
from baophu.law.contribution import Contribution, Terms, Who
from baophu.law.contribution import contribution as month_owed
from baophu.law.interest import DebtFund
from baophu.law.interest import interest as interest_owed
from baophu.law.obligation import Kind
from baophu.law.obligation import obligation as must_take_part
from baophu.law.ruling import Ruling
from baophu.law.support import Group
from baophu.law.support import support as state_support
from baophu.lawbook.queries import book_if_ready


def register(app: typer.Typer) -> None:
    """Add the commands of law as one group."""
    law = typer.Typer(no_args_is_help=True, help="Hỏi luật, xem và ghi sách luật.")
    for name, command in {**COMMANDS, **BOOK_COMMANDS}.items():
        law.command(name)(command)
    app.add_typer(law, name="law")


def contribution(
    *,
    wage_vnd: Wage,
    on: On,
    who: Annotated[Who, typer.Option(help="Tính cho ai.")] = Who.VIETNAMESE,
    commune: Commune = None,
    state_budget: StateBudget = False,
    trained: Annotated[bool, typer.Option("--trained", help="Việc đòi hỏi qua đào tạo.")] = False,
    hazard: Annotated[bool, typer.Option("--hazard", help="Việc nặng nhọc, độc hại.")] = False,
    extra_hazard: Annotated[
        bool, typer.Option("--extra-hazard", help="Việc đặc biệt nặng nhọc, độc hại.")
    ] = False,
    reduced_accident: Annotated[
        bool, typer.Option("--reduced-accident", help="Được đóng mức thấp hơn vào quỹ tai nạn lao động.")
    ] = False,
    pension_suspended: Annotated[
        bool, typer.Option("--pension-suspended", help="Đang tạm dừng đóng quỹ hưu trí, tử tuất.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Số phải đóng một tháng, từng quỹ, phần đơn vị và phần người lao động."""
    book, day = book_if_ready(), on.date()
    harm = Hazard.EXTRA if extra_hazard else Hazard.HEAVY if hazard else Hazard.NONE
    terms = Terms(state_budget, reduced_accident, pension_suspended)

    def answer(region: Region) -> Ruling[Contribution]:
        return month_owed(
            wage_vnd=wage_vnd,
            on=day,
            book=book,
            who=who,
            region=region,
            trained=trained,
            hazard=harm,
            terms=terms,
        )

    ruling = answer(region_at(commune, day, book))
    matters = commune is None and answer(Region.III).value != ruling.value
    show(ruling, as_json, value=_month(ruling.value), remark=NO_COMMUNE if matters else "")


def _month(owed: Contribution) -> dict[str, object]:
    """A month's contributions as JSON."""
    return {
        "employer": owed.employer_vnd,
        "employee": owed.employee_vnd,
        "funds": {
            fund.value: {"employer": sides.employer_vnd, "employee": sides.employee_vnd}
            for fund, sides in owed.funds.items()
        },
        "union_fee": owed.union_fee_vnd,
        "social_base": owed.social_base_vnd,
        "unemployment_base": owed.unemployment_base_vnd,
    }


def interest(
    *,
    fund: Annotated[DebtFund, typer.Option(help="bhxh (gồm thất nghiệp, tai nạn lao động) hoặc bhyt.")],
    owed_vnd: Annotated[int, typer.Option("--owed-vnd", parser=read_vnd, help="Số nợ, đồng.")],
    due: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Ngày cuối của hạn đóng.")],
    on: On,
    as_json: Json = False,
) -> None:
    """Toàn bộ tiền lãi từ ngày hết hạn đến ngày hỏi trên số nợ không đổi."""
    show(
        interest_owed(fund=fund, owed_vnd=owed_vnd, due=due.date(), on=on.date(), book=book_if_ready()),
        as_json,
    )


def support(
    *,
    group: Annotated[Group, typer.Option(help="Nhóm người tham gia BHXH tự nguyện.")],
    months: Months,
    on: On,
    used_months: Annotated[int, typer.Option(min=0, help="Số tháng đã được hỗ trợ.")] = 0,
    as_json: Json = False,
) -> None:
    """Tiền Nhà nước hỗ trợ đóng BHXH tự nguyện."""
    ruling = state_support(
        group=group, months=months, on=on.date(), book=book_if_ready(), used_months=used_months
    )
    show(ruling, as_json)


Pay = Annotated[int | None, typer.Option("--pay-vnd", parser=read_amount, help="Tiền lương tháng, đồng.")]
LumpTax = Annotated[bool, typer.Option("--lump-tax", help="Chủ hộ nộp thuế khoán.")]
NoPermit = Annotated[bool, typer.Option("--no-permit", help="Người nước ngoài không có giấy phép lao động.")]
Moved = Annotated[
    bool, typer.Option("--moved-within-company", help="Người nước ngoài di chuyển nội bộ doanh nghiệp.")
]
PastAge = Annotated[bool, typer.Option("--past-retirement-age", help="Đã đủ tuổi nghỉ hưu.")]
PensionPaid = Annotated[bool, typer.Option("--pension-paid", help="Đang hưởng lương hưu.")]
Headcount = Annotated[int | None, typer.Option("--headcount", min=0, help="Số lao động của đơn vị.")]


def obligation(
    *,
    kind: Annotated[Kind, typer.Option(help="Làm việc với tư cách gì.")],
    on: On,
    contract_months: Annotated[
        int | None, typer.Option(help="Số tháng của hợp đồng; bỏ trống: không xác định thời hạn.")
    ] = None,
    pay_vnd: Pay = None,
    lump_tax: LumpTax = False,
    no_permit: NoPermit = False,
    moved_within_company: Moved = False,
    past_retirement_age: PastAge = False,
    pension_paid: PensionPaid = False,
    headcount: Headcount = None,
    as_json: Json = False,
) -> None:
    """Có phải tham gia BHXH bắt buộc không, vào những quỹ nào."""
    answer = must_take_part(
        kind=kind,
        contract_months=contract_months,
        on=on.date(),
        book=book_if_ready(),
        monthly_pay_vnd=pay_vnd,
        declares_tax=not lump_tax,
        has_permit=not no_permit,
        moved_within_company=moved_within_company,
        past_retirement_age=past_retirement_age,
        pension_paid=pension_paid,
        employer_headcount=headcount,
    )
    if as_json:
        print_json(answer.value, answer.because, answer.articles, funds=answer.funds)
        return
    print(answer.because)


COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "contribution": contribution,
    "interest": interest,
    "support": support,
    "obligation": obligation,
    "pension": law_benefits.pension,
    "lump-sum": law_benefits.lump_sum,
    "maternity": law_benefits.maternity,
    "sickness": law_benefits.sickness,
    "unemployment": law_benefits.unemployment,
    "deadline": law_benefits.deadline,
    **law_family.COMMANDS,
    **law_money.COMMANDS,
}
