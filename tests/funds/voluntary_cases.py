"""Named cases of voluntary participants on the borders of the law: lists in, what must come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from funds.voluntary_drawn import Lists, month


@dataclass(frozen=True)
class Case:
    """Lists that tell of one person P1, and each payment's due, support, unused months, refund and flags."""

    lists: Lists
    payments: list[tuple[int | None, int | None, int, int | None, str]]
    statuses: str = ""  # the months in order, as first letters


def paid(
    first: str, months: int, on: str | None, income: int = 700_000, group: str | None = "khác", **more: Any
) -> dict[str, Any]:
    """A row of a list: months from a first one, paid on a day."""
    start = date.fromisoformat(f"{first}-01")
    return {
        "person": "P1", "full_name": "Người Thử", "si_number": "4200000001", "income_vnd": income,
        "mode_months": months, "from_month": start, "to_month": month(start, months - 1), "group": group,
        "receipt_on": date.fromisoformat(on) if on else None, "district_code": "446", "commune_code": "18685",
        **more,
    }  # fmt: skip


def told(*rows: dict[str, Any], period: str, on: date = date(2026, 6, 30)) -> Lists:
    """One list of voluntary members."""
    return Lists(on=on).send("voluntary_members", *rows, period=period)


def _life(months: int) -> Lists:
    """Paid month by month since 2018, ten years and what is asked beyond."""
    lists = Lists(on=date(2030, 12, 31))
    rows = [
        paid(
            f"{month(date(2018, 1, 1), at):%Y-%m}",
            1,
            f"{month(date(2018, 1, 1), at):%Y-%m}-05",
            group="dân tộc",
        )
        for at in range(months)
    ]
    income = [700_000 if row["receipt_on"] < date(2022, 1, 1) else 1_500_000 for row in rows]
    return lists.send(
        "voluntary_members",
        *[r | {"income_vnd": i} for r, i in zip(rows, income, strict=True)],
        period="2025-12",
    )


def cases() -> dict[str, Case]:
    """Every named case."""
    poor = {"person": "P1", "full_name": "Người Thử", "class": "nghèo"}
    unit = {"person": "P1", "full_name": "Người Thử", "si_number": "4200000001", "unit_code": "U1"}
    return {
        "paid on 31/12/2017 nothing is supported": Case(
            told(paid("2018-01", 3, "2017-12-31", group="nghèo"), period="2017-12"),
            [(462_000, 0, 0, 0, "group_unchecked")], "nnn",
        ),
        "paid on 01/01/2018 the poor get 30 %": Case(
            told(paid("2018-01", 3, "2018-01-01", group="nghèo"), period="2018-01"),
            [(462_000, 3 * 46_200, 0, 0, "group_unchecked")], "sss",
        ),
        "a new poverty line changes nothing inside a span paid before 2022": Case(
            told(paid("2021-10", 12, "2021-12-31", group="cận nghèo"), period="2021-12"),
            [(12 * 154_000, 12 * 38_500, 0, 0, "group_unchecked")], "s" * 12,
        ),
        "paid on 01/01/2022 the new poverty line holds": Case(
            told(paid("2021-10", 12, "2022-01-01", 1_500_000, group="cận nghèo"), period="2022-01"),
            [(12 * 330_000, 12 * 82_500, 0, 0, "group_unchecked")], "s" * 12,
        ),
        "a new rate changes nothing inside a span paid on 30/06/2025": Case(
            told(paid("2025-04", 12, "2025-06-30", 1_500_000), period="2025-06"),
            [(12 * 330_000, 12 * 33_000, 0, 0, "")], "s" * 12,
        ),
        "paid on 01/07/2025 the new rate holds for months before it too": Case(
            told(paid("2025-04", 12, "2025-07-01", 1_500_000), period="2025-07"),
            [(12 * 330_000, 12 * 66_000, 0, 0, "")], "s" * 12,
        ),
        "paid the day before the fifteenth birthday nothing counts": Case(
            told(paid("2018-07", 1, "2018-06-30", born_on=date(2003, 7, 1), paid_vnd=138_600), period="2018-06"),
            [(154_000, 0, 1, 138_600, "too_young")], "y",
        ),
        "paid on the fifteenth birthday it counts": Case(
            told(paid("2018-07", 1, "2018-07-01", born_on=date(2003, 7, 1)), period="2018-07"),
            [(154_000, 15_400, 0, 0, "")], "s",
        ),
        "support does not follow the income chosen": Case(
            told(paid("2026-01", 1, "2026-01-10", 20 * 2_340_000, group="dân tộc"), period="2026-01"),
            [(10_296_000, 99_000, 0, 0, "")], "s",
        ),
        "an income between two steps has no due, its support stands": Case(
            told(paid("2026-01", 1, "2026-01-10", 1_525_000), period="2026-01"),
            [(None, 66_000, 0, None, "income_refused")], "s",
        ),
        "a list sent again is no second payment": Case(
            Lists(on=date(2026, 6, 30))
            .send("voluntary_members", paid("2018-01", 3, "2018-01-05"), period="2018-01")
            .send("voluntary_members", paid("2018-01", 3, "2018-01-05", group="nghèo"), period="2018-02"),
            [(462_000, 138_600, 0, 0, "group_unchecked")], "sss",
        ),
        "a month paid twice counts once, the second payment goes back": Case(
            told(
                paid("2018-01", 3, "2018-01-05", receipt_no="A1"),
                paid("2018-03", 3, "2018-03-05", receipt_no="A2", paid_vnd=415_800), period="2018-03",
            ),
            [(462_000, 46_200, 0, 0, ""), (462_000, 30_800, 1, 138_600, "doubled")], "sssdss",
        ),
        "the poor list of the day raises what was declared": Case(
            told(paid("2018-04", 1, "2018-04-10"), period="2018-04").send("poor_households", poor, period="2018", sender="labour"),
            [(154_000, 46_200, 0, 0, "group_raised")], "s",
        ),
        "declared poor but on no list of the day is flagged": Case(
            told(paid("2018-04", 1, "2018-04-10", group="nghèo"), period="2018-04")
            .send("poor_households", poor | {"person": "P2"}, period="2018", sender="labour"),
            [(154_000, 46_200, 0, 0, "group_unlisted")], "s",
        ),
        "the last day on the poor list still counts": Case(
            told(paid("2018-04", 1, "2018-04-10"), paid("2018-05", 1, "2018-04-11"), period="2018-04")
            .send("poor_households", poor | {"valid_from": date(2018, 1, 1), "valid_to": date(2018, 4, 10)}, period="2018", sender="labour"),
            [(154_000, 46_200, 0, 0, "group_raised"), (154_000, 15_400, 0, 0, "")], "ss",
        ),
        "the 121st month of a life is not supported": Case(
            _life(97).send("voluntary_members", paid("2026-02", 24, "2026-01-20", 1_500_000, mode_months=1), period="2026-01"),
            [(154_000, 15_400, 0, 0, "")] * 48 + [(330_000, 33_000, 0, 0, "")] * 42 + [(330_000, 99_000, 0, 0, "")] * 7
            + [(24 * 330_000, 23 * 66_000, 0, 0, "over_limit")],
            "s" * 120 + "o",
        ),
        "months in a unit go back without the State's part": Case(
            told(paid("2018-01", 6, "2018-01-05", paid_vnd=6 * 138_600), period="2018-01")
            .send("insured_members", unit | {"from_month": date(2018, 5, 1)}, period="2018-06"),
            [(6 * 154_000, 4 * 15_400, 2, 2 * 138_600, "insured")], "ssssii",
        ),
        "who left the unit before is voluntary again": Case(
            told(paid("2018-01", 6, "2018-01-05"), period="2018-01")
            .send("insured_members", unit | {"from_month": date(2018, 1, 1)}, period="2018-02")
            .send("insured_members", unit | {"from_month": date(2017, 1, 1), "to_month": date(2017, 12, 1), "movement": "left"}, period="2018-03"),
            [(6 * 154_000, 6 * 15_400, 0, 0, "")], "ssssss",
        ),
        "the month of a death stands, those after it go back": Case(
            told(paid("2018-01", 6, "2018-01-05"), period="2018-01")
            .send("deaths", {"person": "P1", "full_name": "Người Thử", "died_on": date(2018, 4, 30)}, period="2018-05", sender="justice"),
            [(6 * 154_000, 4 * 15_400, 2, 277_200, "died")], "ssssDD",
        ),
        "a pension ends participation from its first month": Case(
            told(paid("2018-01", 6, "2018-01-05"), period="2018-01")
            .send("beneficiaries", unit_less(unit) | {"benefit": "Lương hưu", "from_month": date(2018, 6, 1)}, period="2018-06"),
            [(6 * 154_000, 5 * 15_400, 1, 138_600, "pension")], "sssssp",
        ),
        "who took a lump sum may begin anew": Case(
            told(paid("2018-01", 3, "2018-01-05", receipt_no="A1"), paid("2018-04", 1, "2018-04-02", receipt_no="A2"), period="2018-04")
            .send("beneficiaries", unit_less(unit) | {"benefit": "BHXH một lần", "from_month": date(2018, 3, 1)}, period="2018-03"),
            [(462_000, 2 * 15_400, 1, 138_600, "lump_sum"), (154_000, 15_400, 0, 0, "")], "ssls",
        ),
        "years ahead are discounted at the fund's rate": Case(
            told(paid("2020-01", 24, "2020-01-10", mode_months=24), period="2020-01"),
            [(3_498_598, 24 * 15_400, 0, 0, "")], "s" * 24,
        ),
        "a year's first day has the year's fund rate": Case(
            told(paid("2021-01", 24, "2021-01-01", mode_months=24), period="2021-01"),
            [(3_524_239, 24 * 15_400, 0, 0, "")], "s" * 24,
        ),
        "missing years are raised, and nobody guesses their support": Case(
            told(paid("2018-01", 24, "2020-01-10", mode_months=24), period="2020-01"),
            [(3_927_782, None, 0, None, "")], "m" * 24,
        ),
        "a receipt without a day is as old as the first list that tells it": Case(
            told(paid("2018-01", 1, None), period="2017-12"),
            [(154_000, 0, 0, 0, "day_assumed")], "n",
        ),
        "a payment short of the law is flagged": Case(
            told(paid("2018-01", 1, "2018-01-05", due_vnd=154_000, paid_vnd=138_599, state_support_vnd=15_400), period="2018-01"),
            [(154_000, 15_400, 0, 0, "paid_short")], "s",
        ),
        "what others declare they gave is no fault of the payer": Case(
            told(paid("2018-01", 3, "2018-01-05", paid_vnd=315_799, other_support_vnd=100_001, state_support_vnd=46_200), period="2018-01"),
            [(462_000, 46_200, 0, 0, "")], "sss",
        ),
    }  # fmt: skip


def unit_less(row: dict[str, Any]) -> dict[str, Any]:
    """The person's cells without the unit."""
    return {key: value for key, value in row.items() if key != "unit_code"}


LETTERS = {"supported": "s", "over_limit": "o", "not_yet": "n", "missing": "m", "undetermined": "u", "doubled": "d", "too_young": "y",
           "died": "D", "pension": "p", "lump_sum": "l", "insured": "i"}  # fmt: skip
