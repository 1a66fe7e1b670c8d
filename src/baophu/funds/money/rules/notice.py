"""The monthly notice C12-TS, line by line; every column adds up: A + B − D = Đ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from baophu.funds.money.rules.funds import MoneyFund
from baophu.kernel.time import format_day

FUNDS: Final = (MoneyFund.SOCIAL, MoneyFund.HEALTH, MoneyFund.UNEMPLOYMENT, MoneyFund.ACCIDENT)
"""The columns of the form in their order."""

TITLES: Final = {
    "A": "Kỳ trước mang sang",
    "A.1": "Số lao động",
    "A.2": "Phải đóng",
    "A.2.1": "Thừa",
    "A.2.2": "Thiếu",
    "A.3": "Lãi chậm đóng",
    "B": "Phát sinh trong kỳ",
    "B.1.1": "Số lao động tăng",
    "B.1.2": "Số lao động giảm",
    "B.2": "Quỹ lương tăng, giảm",
    "B.3": "Phải đóng",
    "B.4": "Điều chỉnh kỳ trước",
    "B.4.1": "Trong đó năm trước",
    "B.5.1": "Số tiền tính lãi",
    "B.5.2": "Tỷ lệ lãi (%)",
    "B.5.3": "Tiền lãi",
    "B.5.4": "Điều chỉnh lãi kỳ trước",
    "B.6": "Kinh phí được giữ lại",
    "C": "Số tiền đã nộp trong kỳ",
    "D": "Phân bổ tiền đóng",
    "D.1": "Vào số phải đóng",
    "D.2": "Vào tiền lãi",
    "Đ": "Chuyển kỳ sau",
    "Đ.1": "Số lao động",
    "Đ.2": "Phải đóng",
    "Đ.2.1": "Thừa",
    "Đ.2.2": "Thiếu",
    "Đ.2.3": "Lãi chậm đóng",
    "C.n": "Chứng từ {number} ngày {on}",
}
"""The lines of the form by their numbers."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of a month: what the account says of a fund."""

    brought_owed_vnd: int = 0
    brought_over_vnd: int = 0
    brought_interest_vnd: int = 0
    due_vnd: int | None = 0
    adjustment_vnd: int = 0
    adjustment_before_year_vnd: int = 0
    interest_base_vnd: int = 0
    rate_ppm: int | None = None
    interest_vnd: int | None = 0
    interest_adjustment_vnd: int = 0
    paid_vnd: int = 0
    paid_interest_vnd: int = 0
    carried_owed_vnd: int = 0
    carried_over_vnd: int = 0
    carried_interest_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """People charged for in a month, and their pay; None where no list tells."""

    workers: int | None = None
    social_base_vnd: int | None = None
    unemployment_base_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A transfer of the month."""

    voucher_no: str
    paid_on: date
    amount_vnd: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the form; a column without a figure is None, as is a figure that cannot be told."""

    code: str
    title: str
    by_fund: Mapping[MoneyFund, int | None] = field(default_factory=dict)
    total: int | None = None
    percent: Mapping[MoneyFund, Decimal | None] = field(default_factory=dict)  # of the rate's line alone


def rows(
    columns: Mapping[MoneyFund, Figures],
    *,
    before: Head,
    now: Head,
    received: Sequence[Received],
    untold_before: Collection[MoneyFund] = (),
    untold_now: Collection[MoneyFund] = (),
) -> tuple[Row, ...]:
    """Give the lines of the form in their order.

    `untold_before` and `untold_now` name the funds whose interest of earlier months, or up to this month's
    end, cannot be told for want of a rate: such interest is no zero.
    """
    asked = {fund: columns.get(fund, Figures()) for fund in FUNDS}
    return (
        *_brought(asked, before, untold_before),
        *_arising(asked, before, now),
        *_received(received),
        *_allocated(asked),
        *_carried(asked, now, untold_now),
    )


def _money(code: str, title: str, amounts: Mapping[MoneyFund, int | None]) -> Row:
    """A line of money; the total leaves out what cannot be told, and is untold where every column is."""
    known = [amount for amount in amounts.values() if amount is not None]
    return Row(code, title, amounts, sum(known) if known else None)


def _interest(code: str, amounts: Mapping[MoneyFund, int | None], untold: Collection[MoneyFund]) -> Row:
    """A line of interest: what is known of it; nothing known and something untold is untold, never zero."""
    told = {fund: None if not amount and fund in untold else amount for fund, amount in amounts.items()}
    known = sum(amount or 0 for amount in told.values())
    return Row(code, TITLES[code], told, None if not known and None in told.values() else known)


def _brought(
    asked: Mapping[MoneyFund, Figures], before: Head, untold: Collection[MoneyFund]
) -> tuple[Row, ...]:
    net = {fund: f.brought_owed_vnd - f.brought_over_vnd for fund, f in asked.items()}
    return (
        Row("A", TITLES["A"]),
        Row("A.1", TITLES["A.1"], total=before.workers),
        _money("A.2", TITLES["A.2"], dict(net)),
        _money("A.2.1", TITLES["A.2.1"], {fund: f.brought_over_vnd for fund, f in asked.items()}),
        _money("A.2.2", TITLES["A.2.2"], {fund: f.brought_owed_vnd for fund, f in asked.items()}),
        _interest("A.3", {fund: f.brought_interest_vnd for fund, f in asked.items()}, untold),
    )


def _arising(asked: Mapping[MoneyFund, Figures], before: Head, now: Head) -> tuple[Row, ...]:
    joined = _difference(before.workers, now.workers)
    pay = {
        fund: _difference(before.unemployment_base_vnd, now.unemployment_base_vnd)
        if fund is MoneyFund.UNEMPLOYMENT
        else _difference(before.social_base_vnd, now.social_base_vnd)
        for fund in FUNDS
    }
    rates = {fund: None if f.rate_ppm is None else Decimal(f.rate_ppm) / 10_000 for fund, f in asked.items()}
    return (
        Row("B", TITLES["B"]),
        Row("B.1.1", TITLES["B.1.1"], total=None if joined is None else max(joined, 0)),
        Row("B.1.2", TITLES["B.1.2"], total=None if joined is None else max(-joined, 0)),
        Row("B.2", TITLES["B.2"], pay),
        _money("B.3", TITLES["B.3"], {fund: f.due_vnd for fund, f in asked.items()}),
        _money("B.4", TITLES["B.4"], {fund: f.adjustment_vnd for fund, f in asked.items()}),
        _money("B.4.1", TITLES["B.4.1"], {fund: f.adjustment_before_year_vnd for fund, f in asked.items()}),
        _money("B.5.1", TITLES["B.5.1"], {fund: f.interest_base_vnd for fund, f in asked.items()}),
        Row("B.5.2", TITLES["B.5.2"], percent=rates),
        _interest("B.5.3", {fund: f.interest_vnd for fund, f in asked.items()}, ()),
        _money("B.5.4", TITLES["B.5.4"], {f: c.interest_adjustment_vnd for f, c in asked.items()}),
        _money("B.6", TITLES["B.6"], dict.fromkeys(FUNDS, 0)),
    )


def _difference(before: int | None, now: int | None) -> int | None:
    return None if now is None else now - (before or 0)


def _voucher(one: Received) -> str:
    return TITLES["C.n"].format(number=one.voucher_no or "…", on=format_day(one.paid_on))


def _received(received: Sequence[Received]) -> tuple[Row, ...]:
    head = Row("C", TITLES["C"], total=sum(one.amount_vnd for one in received))
    lines = (
        Row(
            f"C.{number}",
            f"Chứng từ {one.voucher_no or '…'} ngày {one.paid_on:%d/%m/%Y}",
            total=one.amount_vnd,
        )
        for number, one in enumerate(received, 1)
    )
    return (head, *lines)


def _allocated(asked: Mapping[MoneyFund, Figures]) -> tuple[Row, ...]:
    return (
        _money("D", TITLES["D"], {f: c.paid_vnd + c.paid_interest_vnd for f, c in asked.items()}),
        _money("D.1", TITLES["D.1"], {fund: f.paid_vnd for fund, f in asked.items()}),
        _money("D.2", TITLES["D.2"], {fund: f.paid_interest_vnd for fund, f in asked.items()}),
    )


def _carried(asked: Mapping[MoneyFund, Figures], now: Head, untold: Collection[MoneyFund]) -> tuple[Row, ...]:
    net = {fund: f.carried_owed_vnd - f.carried_over_vnd for fund, f in asked.items()}
    return (
        Row("Đ", TITLES["Đ"]),
        Row("Đ.1", TITLES["Đ.1"], total=now.workers),
        _money("Đ.2", TITLES["Đ.2"], dict(net)),
        _money("Đ.2.1", TITLES["Đ.2.1"], {fund: f.carried_over_vnd for fund, f in asked.items()}),
        _money("Đ.2.2", TITLES["Đ.2.2"], {fund: f.carried_owed_vnd for fund, f in asked.items()}),
        _interest("Đ.2.3", {fund: f.carried_interest_vnd for fund, f in asked.items()}, untold),
    )
