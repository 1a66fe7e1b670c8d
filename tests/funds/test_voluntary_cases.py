"""Named cases of voluntary participants, on the oracle and on the SQL; a mutant of either turns one red."""

from __future__ import annotations

import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from baophu.engine.steps import run_steps
from baophu.funds.voluntary import rules
from baophu.funds.voluntary.bulk.posting import SQL
from baophu.funds.voluntary.bulk.relations import hand_over
from baophu.law.book import load
from funds.voluntary_cases import LETTERS, Case, cases
from funds.voluntary_drawn import Lists, Sheet, by_oracle, by_sql, differences
from law.changed_book import unknown, with_share

CASES = cases()
LOCAL = "voluntary.support.local"


def faults(case: Case, sheet: Sheet) -> list[str]:
    """What a form says otherwise than the case."""
    told = sheet["P1"]
    payments = [(p[10], p[12], p[14], p[15], p[16]) for p in told["payments"]]
    letters = "".join(LETTERS[m[2]] for m in told["months"])
    found = [] if payments == case.payments else [f"payments {payments}"]
    return found if letters.startswith(case.statuses) else [*found, f"months {letters}"]


@pytest.mark.parametrize("name", CASES)
def test_the_oracle_answers_the_case(name: str) -> None:
    assert faults(CASES[name], by_oracle(CASES[name].lists.accounts())) == []


@pytest.mark.parametrize("name", CASES)
def test_the_sql_answers_the_case(name: str) -> None:
    assert faults(CASES[name], by_sql(CASES[name].lists.posted())) == []


# --- mutants ------------------------------------------------------------------------------------------------

SQL_MUTANTS = [
    ("10_staging_rows.sql", "NOT LIKE '%xa hoi%'", "LIKE '%xa hoi%'", "a pension ends participation from its first month"),
    ("10_staging_rows.sql", "NOT IN ('left', 'retired', 'unpaid')", "IN ('left', 'retired', 'unpaid')", "months in a unit go back without the State's part"),
    ("20_intermediate_payments.sql", "FROM told WHERE turn = newest", "FROM told", "a list sent again is no second payment"),
    ("20_intermediate_payments.sql", "coalesce(receipt_on, first_as_of)", "coalesce(receipt_on, from_month)", "a receipt without a day is as old as the first list that tells it"),
    ("30_intermediate_months.sql", "a.age < a.least_age", "a.age <= a.least_age", "paid on the fifteenth birthday it counts"),
    ("30_intermediate_months.sql", "100 * month(p.paid_on) + day(p.paid_on) <", "100 * month(p.paid_on) + day(p.paid_on) >", "paid the day before the fifteenth birthday nothing counts"),
    ("20_intermediate_payments.sql", "d.paid_on < l.holds_before", "d.paid_on <= l.holds_before", "a year's first day has the year's fund rate"),
    ("20_intermediate_payments.sql", "d.paid_on >= l.holds_from", "d.paid_on > l.holds_from", "paid on 01/07/2025 the new rate holds for months before it too"),
    ("21_intermediate_due.sql", "% step_vnd <> 0", "% step_vnd < 0", "an income between two steps has no due, its support stands"),
    ("21_intermediate_due.sql", "NOT (income_vnd BETWEEN", "NOT (income_vnd + 1 BETWEEN", "support does not follow the income chosen"),
    ("21_intermediate_due.sql", "THEN 'missing'\n      ELSE 'ahead'", "THEN 'ahead'\n      ELSE 'ahead'", "missing years are raised, and nobody guesses their support"),
    ("22_intermediate_groups.sql", "listed_ppm > told_ppm THEN listed", "listed_ppm < told_ppm THEN listed", "the poor list of the day raises what was declared"),
    ("22_intermediate_groups.sql", "BETWEEN l.starts_on AND l.last_on", "BETWEEN l.starts_on AND l.last_on - 1", "the last day on the poor list still counts"),
    ("30_intermediate_months.sql", "h.claimant > 1", "h.claimant > 2", "a month paid twice counts once, the second payment goes back"),
    ("30_intermediate_months.sql", "h.month > x.died_in", "h.month >= x.died_in", "the month of a death stands, those after it go back"),
    ("30_intermediate_months.sql", "h.month >= b.pension_from", "h.month > b.pension_from", "a pension ends participation from its first month"),
    ("30_intermediate_months.sql", "AND p.paid_on < b.lump_sum_from + INTERVAL 1 MONTH", "", "who took a lump sum may begin anew"),
    ("30_intermediate_months.sql", "ORDER BY m.turn DESC", "ORDER BY m.turn", "who left the unit before is voluntary again"),
    ("30_intermediate_months.sql", "min(most_months - nth)", "min(most_months + 1 - nth)", "the 121st month of a life is not supported"),
    ("40_intermediate_amounts.sql", "ELSE 0 END\n      AS support_vnd", "ELSE 1 END\n      AS support_vnd", "paid on 31/12/2017 nothing is supported"),
    ("60_mart_payments.sql", "WHEN paid_vnd < own_law_vnd", "WHEN paid_vnd + 1 < own_law_vnd", "a payment short of the law is flagged"),
    ("60_mart_payments.sql", "* unused_months + months)", "* (months - unused_months) + months)", "months in a unit go back without the State's part"),
    ("60_mart_payments.sql", "- coalesce(other_vnd, 0)) END AS own_law_vnd", ") END AS own_law_vnd", "what others declare they gave is no fault of the payer"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "case"), SQL_MUTANTS)
def test_a_mutant_of_the_sql_turns_a_case_red(
    file: str, old: str, new: str, case: str, tmp_path: Path
) -> None:
    steps = tmp_path / "post"
    shutil.copytree(SQL / "post", steps)
    text = (steps / file).read_text(encoding="utf-8")
    assert old in text, "the mutant no longer bites"
    (steps / file).write_text(text.replace(old, new), encoding="utf-8")
    con = CASES[case].lists.relations()
    hand_over(con, on=CASES[case].lists.on, law=load(), sponsorships=[])
    run_steps(con, steps)
    assert faults(CASES[case], by_sql(con)) != []


ORACLE_MUTANTS = [
    ("payments.py", "max(row.turn for row in told)", "min(row.turn for row in told)", "a list sent again is no second payment"),
    ("payments.py", "rows[0].receipt_on or first_as_of", "rows[0].receipt_on or rows[0].from_month", "a receipt without a day is as old as the first list that tells it"),
    ("payments.py", "poor.starts_on <= paid_on <= poor.last_on", "poor.starts_on <= paid_on < poor.last_on", "the last day on the poor list still counts"),
    ("payments.py", "law.is_higher(poor.group, told, paid_on):", "law.is_higher(told, poor.group, paid_on):", "the poor list of the day raises what was declared"),
    ("payments.py", "divide_half_up(own_vnd * unused, months)", "divide_half_up(own_vnd * months, months)", "months in a unit go back without the State's part"),
    ("tariff.py", "lambda: not old_enough", "lambda: old_enough", "paid on the fifteenth birthday it counts"),
    ("months.py", "if month in held:", "if month in ():", "a month paid twice counts once, the second payment goes back"),
    ("months.py", "month > first_of(person.died_on)", "month >= first_of(person.died_on)", "the month of a death stands, those after it go back"),
    ("months.py", "month >= first_of(person.pension_from)", "month > first_of(person.pension_from)", "a pension ends participation from its first month"),
    ("months.py", " and payment.paid_on < plus_months(first_of(lump), 1)", "", "who took a lump sum may begin anew"),
    ("months.py", "newest = max(row.turn for row in rows)", "newest = min(row.turn for row in rows)", "who left the unit before is voluntary again"),
    ("months.py", "if used < law.most_months", "if used <= law.most_months", "the 121st month of a life is not supported"),
    ("months.py", "return Status.MISSING, None", "return Status.MISSING, 0", "missing years are raised, and nobody guesses their support"),
    ("account.py", "row.paid_vnd < own", "row.paid_vnd + 1 < own", "a payment short of the law is flagged"),
    ("account.py", " - (row.other_vnd or 0)", "", "what others declare they gave is no fault of the payer"),
]  # fmt: skip


@pytest.fixture
def mutated(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[ModuleType, Case]]:
    """The oracle's package with one text replaced, imported under a name of its own."""
    file, old, new, case = request.param
    name = f"mutant_{abs(hash((file, old)))}"
    folder = tmp_path / name
    shutil.copytree(Path(rules.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, "the mutant no longer bites"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    for part in folder.glob("*.py"):
        known = part.read_text(encoding="utf-8")
        part.write_text(re.sub(r"baophu\.funds\.voluntary\.rules", name, known), encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    yield importlib.import_module(name), CASES[case]
    sys.path.remove(str(tmp_path))
    for key in [key for key in sys.modules if key.split(".")[0] == name]:
        del sys.modules[key]


@pytest.mark.parametrize("mutated", ORACLE_MUTANTS, indirect=True)
def test_a_mutant_of_the_oracle_turns_a_case_red(mutated: tuple[ModuleType, Case]) -> None:
    oracle, case = mutated
    around, people = case.lists.around(), case.lists.people()
    found = {key: oracle.account_of(one, around, oracle.Tariff(load())) for key, one in people.items()}
    assert faults(case, by_oracle(found)) != []


# --- what the law book decides ------------------------------------------------------------------------------


def _one(group: str | None = "khác") -> Lists:
    from funds.voluntary_cases import paid, told

    return told(paid("2018-04", 1, "2018-04-10", group=group), period="2018-04")


@pytest.mark.parametrize(
    "key",
    ["voluntary.support.other", "voluntary.rate", "voluntary.poverty_line", "voluntary.support.max_months"],
)
def test_an_unknown_value_leaves_support_undetermined_and_never_zero(key: str) -> None:
    book = unknown(load(), key)
    for sheet in (by_sql(_one().posted(book)), by_oracle(_one().accounts(book))):
        (month,) = sheet["P1"]["months"]
        assert (month[2], month[5], month[9]) == ("undetermined", None, key)
    assert differences(_one(), book) == []


@pytest.mark.parametrize(
    "key",
    ["voluntary.modes", "voluntary.income_cap", "voluntary.income_step", "wages.base_salary",
     "contribution.cap.social_health_of"],
)  # fmt: skip
def test_an_unknown_value_leaves_what_is_due_undetermined(key: str) -> None:
    book = unknown(load(), key)
    for sheet in (by_sql(_one().posted(book)), by_oracle(_one().accounts(book))):
        (payment,) = sheet["P1"]["payments"]
        assert (payment[10], payment[11]) == (None, key)
        assert payment[12] == 15_400
    assert differences(_one(), book) == []


def test_the_provinces_part_is_blank_until_the_book_knows_it() -> None:
    for sheet in (by_sql(_one().posted()), by_oracle(_one().accounts())):
        assert sheet["P1"]["months"][0][6] is None
    book = with_share(load(), LOCAL, date(2018, 1, 1), "0.1")
    assert book.share(LOCAL, date(2018, 4, 10)) == Decimal("0.1")
    for sheet in (by_sql(_one().posted(book)), by_oracle(_one().accounts(book))):
        assert sheet["P1"]["months"][0][6] == 15_400
        assert sheet["P1"]["payments"][0][13] == 154_000 - 2 * 15_400
    assert differences(_one(), book) == []
