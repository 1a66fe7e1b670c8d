"""The transfers that banks and the treasury send: most name their unit, some badly, some twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt
from baophu.twin.employers import Employer, Kind
from baophu.twin.lists.frame import ListFile, Row, stream
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

_DUE_OF_WAGE: Final = (32, 100)  # employer 21.5 %, worker 10.5 %


def _payment_rows(world: World, month: int, *, public: bool) -> Iterator[Row]:
    """Give the transfers of a month: most units pay, some are behind, some pay two months at once."""
    rng = stream(world, "payments", month, public)
    part, whole = _DUE_OF_WAGE
    for employer in world.employers:
        if not employer.registered or (employer.kind is Kind.PUBLIC) != public:
            continue
        slow = not public and employer.at * 2_654_435_761 % 100 < 17
        if rng.random() < (0.55 if slow else 0.03):
            continue
        due = employer.insured * employer.wage_vnd * part // whole
        amount = round(due * (rng.choice((0.5, 1, 2)) if slow else 1) / 1000) * 1000
        code, reference = _naming(employer, month, rng)
        cells: dict[str, Cell] = {
            "paid_on": f"{rng.randrange(5, 29):02d}/{month:02d}/2018",
            "amount_vnd": f"{amount:,}".replace(",", ".") if public else amount,
            "unit_code": code,
            "reference": reference,
            "voucher_no": f"{'KB' if public else 'NH'}{month:02d}{rng.randrange(10_000, 99_999)}",
            "payer": dirt.without_accents(employer.name).upper() if rng.random() < 0.6 else employer.name,
            "account": f"{rng.randrange(3700, 3799)}{rng.randrange(10**8, 10**9)}",
        }
        yield Row(cells, employer.at)


def _naming(employer: Employer, month: int, rng: Random) -> tuple[str | None, str]:
    """Give the unit code of a transfer's cell and its reference; some payers name their unit badly or not."""
    office = f"042{ord(employer.unit_code[-1]) % 13:02d}"
    code = employer.unit_code if rng.random() < 0.7 else None
    draw = rng.random()
    if draw < 0.92 or code:
        return code, f"+BHXH+103+00+{employer.unit_code}+{office}+dong BHXH T{month}.2018+"
    if draw < 0.95 and employer.tax_code:
        return None, f"MST {employer.tax_code} nop BHXH thang {month}/2018"
    if draw < 0.96:
        wrong = employer.unit_code[:-2] + str((int(employer.unit_code[-2]) + 1) % 10) + employer.unit_code[-1]
        return None, f"+BHXH+103+00+{wrong}+{office}+dong BHXH T{month}.2018+"
    return None, f"Nop tien BHXH BHYT BHTN thang {month} nam 2018"


def _repeated(world: World, month: int, *, public: bool) -> Iterator[Row]:
    """Give the last days of the month before, that some banks send again: no money came for them."""
    rng = stream(world, "payments", month, public, "again")
    for row in _payment_rows(world, month - 1, public=public):
        if str(row.cells["paid_on"]) >= "28" and rng.random() < 0.1:
            yield Row(row.cells)


def _payments_of(world: World, month: int, *, public: bool) -> Iterator[Row]:
    if month > 1 and not public:
        yield from _repeated(world, month, public=public)
    yield from _payment_rows(world, month, public=public)


def payments(world: World) -> Iterator[ListFile]:
    """Give the transfers of January to June 2018, treasury and bank apart."""
    for month in range(1, 7):
        for agency, short, public in (
            ("Kho bạc Nhà nước", "KBNN", True),
            ("Ngân hàng chuyên thu", "NH", False),
        ):
            layout = Layout(
                ("paid_on", "amount_vnd", "unit_code", "reference", "voucher_no", "payer", "account"),
                (
                    "Ngày giao dịch",
                    "Số tiền",
                    "Mã đơn vị",
                    "Nội dung",
                    "Số chứng từ",
                    "Người nộp",
                    "Số tài khoản",
                ),
                style=Style(Format.CSV),
            )
            yield ListFile(
                f"{short}_thu_BHXH_2018-{month:02d}.csv",
                "payments",
                agency,
                f"2018-{month:02d}",
                date(2018, month + 1, 3),
                layout,
                _payments_of(world, month, public=public),
            )
