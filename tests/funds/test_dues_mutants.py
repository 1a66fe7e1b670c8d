"""A mutant of either form turns a named case red: values of law, texts of steps, the oracle's own book."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from baophu.funds.dues import bulk
from baophu.funds.dues.rules import Unit
from baophu.kernel.time import Month
from baophu.law.book import Book, load
from funds.dues_forms import (
    Case,
    Tellings,
    by_steps,
    decisions_of,
    differing,
    ledger_of,
    lists_of,
    mutated_folder,
    numbered,
    one,
    read,
)
from funds.dues_named import named_cases
from law.changed_book import unknown, with_share, with_whole

ELSEWHERE = {Month(2020, 7), Month(2020, 8), Month(2021, 8), Month(2025, 8)}
FILES = sorted(bulk.SQL.glob("*.sql"))
# What each step is changed to: file, text, other text. Every line must turn a named case red.
TEXTS = [
    ("10", "year(ends_on) * 12 AS told_from", "year(ends_on) * 12 + 1 AS told_from"),
    ("10", "ORDER BY ends_on, begins_on", "ORDER BY ends_on, begins_on DESC"),
    ("10", "ORDER BY ends_on, begins_on, sha256", "ORDER BY ends_on, begins_on, sha256 DESC"),
    ("10", "'BHTNLĐ', '@'", "'BHTNLĐ', '#'"),
    ("10", "'BHTN', '#'", "'BHTN', '@'"),
    ("10", "upper(funds)", "funds"),
    ("10", "lower(coalesce(job, ''))", "coalesce(job, '')"),
    ("10", "THEN 'BHXH#BHYT'", "THEN 'BHXH#'"),
    ("10", "',', '.') AS coefficient", "',', '') AS coefficient"),
    ("10", "',', '.') AS allowances", "',', '') AS allowances"),
    ("10", "pay < 2 AND", "pay < 1 AND"),
    ("10", "coalesce(coefficient_micro, 0) > 0", "coalesce(coefficient_micro, 0) >= 0"),
    ("10", "job_told LIKE 'chủ hộ%'", "job_told LIKE '%chủ hộ%'"),
    ("10", "job_told LIKE 'chuyên gia nước ngoài%'", "job_told LIKE '%nước ngoài%'"),
    ("10", "OR job_told LIKE '%(người nước ngoài)%'", ""),
    ("10", "job_told LIKE '%thôn%' OR", ""),
    ("10", "OR job_told LIKE '%tổ dân phố%'", ""),
    ("10", "social OR funds_told LIKE '%ÔĐ%'", "funds_told LIKE '%ÔĐ%'"),
    ("10", "OR funds_told LIKE '%ỐM%' OR funds_told LIKE '%THAI SẢN%'", ""),
    ("10", "social OR funds_told LIKE '%@%'", "funds_told LIKE '%@%'"),
    ("10", "OR funds_told LIKE '%TAI NẠN%'", ""),
    ("10", "social OR funds_told LIKE '%HT%'", "funds_told LIKE '%HT%'"),
    ("10", "OR funds_told LIKE '%HƯU%'", ""),
    ("10", "OR funds_told LIKE '%THẤT NGHIỆP%'", ""),
    ("10", "OR funds_told LIKE '%Y TẾ%'", ""),
    ("10", "allowance_micro >= 20000000 AND", "allowance_micro > 20000000 AND"),
    ("10", "allowance_micro < 1000000000)", "allowance_micro <= 1000000000)"),
    ("10", "least(unpaid_days, 31) + 2", "least(unpaid_days, 31) + 3"),
    ("10", "IN ('maternity', 'sick', 'unpaid')", "IN ('maternity', 'sick')"),
    ("10", "leaves AND ended IS NULL", "leaves"),
    ("10", "IN ('left', 'retired')", "IN ('left')"),
    ("10", "greatest(begun, told_from)", "told_from"),
    ("10", "least(coalesce(ended, told_to)", "least(coalesce(told_to, ended)"),
    ("10", "half_up(allowance_micro, 1000000)", "allowance_micro"),
    ("11", "OR unit_type LIKE '%sự nghiệp%'", ""),
    ("11", "unit_type LIKE '%hành chính%' OR", ""),
    ("11", "OR unit_type LIKE '%đoàn thể%'", ""),
    ("11", "AND unit_type NOT LIKE '%ngoài công lập%'", ""),
    ("20", "m.first_day < v.holds_before", "m.first_day <= v.holds_before"),
    ("20", "= 'regional_minimum' AND t.state THEN 0", "= 'regional_minimum' AND NOT t.state THEN 0"),
    ("20", "CASE WHEN t.state THEN w.unemployment_state_of ELSE w.unemployment_of END", "w.unemployment_of"),
    ("20", "THEN 'foreigner_health'", "THEN 'foreigner'"),
    ("20", "OR j.who = 'foreigner' AND j.judgeable AS liable", "AS liable"),
    ("21", "d.reduced AND NOT d.state", "d.reduced"),
    ("21", "AND l.micro > 0 AS lowered", "AS lowered"),
    ("21", "d.suspended AND k.part LIKE 'retirement%'", "d.suspended AND k.part LIKE 'sickness%'"),
    ("21", "AND NOT l.begun AS later", "AND l.begun AS later"),
    ("21", "a.part_timer_base <> 'pay' AS on_base_salary", "a.part_timer_base = 'pay' AS on_base_salary"),
    ("21", "greatest(a.floor_vnd, b.floor_vnd)", "least(a.floor_vnd, b.floor_vnd)"),
    ("21", "least(a.unemployment_cap_vnd, b.unemployment_cap_vnd)", "greatest(a.unemployment_cap_vnd, b.unemployment_cap_vnd)"),
    ("22", "WHEN bool_and(in_region_iii) THEN 'iii'", "WHEN bool_and(in_region_iii) THEN 'iv'"),
    ("22", "coalesce(r.region, '')", "coalesce(r.region, 'iv')"),
    ("22", "bool_or(d.pension_suspended)", "bool_or(d.reduced_accident)"),
    ("23", "c.unpaid_days >= d.unpaid_days END AS on_leave", "c.unpaid_days > d.unpaid_days END AS on_leave"),
    ("23", "c.in_sickness OR c.in_retirement AS in_social", "c.in_sickness AND c.in_retirement AS in_social"),
    ("23", "(k.public OR c.by_coefficient)", "k.public"),
    ("23", "(k.public OR c.by_coefficient)", "c.by_coefficient"),
    ("23", "CASE WHEN charged AND in_unemployment THEN sure_to_vnd", "CASE WHEN charged THEN sure_to_vnd"),
    ("23", "in_sickness OR in_accident OR in_retirement OR in_health AS on_social_base", "true AS on_social_base"),
    ("30", "ORDER BY told_to) + 1, told_from)", "ORDER BY told_to), told_from)"),
    ("30", "ORDER BY r.begun DESC, r.row DESC", "ORDER BY r.begun, r.row DESC"),
    ("30", "ORDER BY r.begun DESC, r.row DESC", "ORDER BY r.begun DESC, r.row"),
    ("30", "PARTITION BY r.unit, r.person, r.told_to) = r.turn", "PARTITION BY r.unit, r.person, r.told_from) = r.turn"),
    ("30", "PARTITION BY r.unit, r.person, r.told_from) = r.turn", "PARTITION BY r.unit, r.person, r.told_to) = r.turn"),
    ("30", "WHERE NOT h.gone AND", "WHERE"),
    ("30", "WHERE NOT r.gone AND", "WHERE"),
    ("30", "WHERE r.several AND r.declares", "WHERE r.several"),
    ("30", "FROM ranked WHERE NOT several AND declares", "FROM ranked WHERE NOT several"),
    ("30", "CASE WHEN h.holds AND h.from_month", "CASE WHEN h.from_month"),
    ("30", "greatest(h.from_month, p.declared_from)", "h.from_month"),
    ("23", "max(CASE WHEN charged THEN greatest(floor_vnd, sure_from_vnd)", "min(CASE WHEN charged THEN greatest(floor_vnd, sure_from_vnd)"),
    ("23", "min(CASE WHEN charged THEN least(social_cap_vnd", "max(CASE WHEN charged THEN least(social_cap_vnd"),
    ("23", "1000 * on_unemployment_base", "1000"),
    ("30", ">= r.from_month AS meets_former", "> r.from_month AS meets_former"),
    ("30", "coalesce(meets_former, false)", "false"),
    ("40", "SELECT unit, to_month + 1 FROM stays", "SELECT unit, to_month FROM stays"),
    ("40", "SELECT unit, begins AS month FROM unit_kinds\n  UNION\n  SELECT", "SELECT"),
    ("40", "least(s.to_month, k.ends)", "s.to_month"),
    ("40", "greatest(s.from_month, k.begins)", "s.from_month"),
    ("40", "half_up(w.coefficient_micro * t.base_salary, 1000000) + w.allowance_vnd", "half_up(w.coefficient_micro * t.base_salary, 1000000)"),
    ("40", "WHEN s.wage_vnd < t.sure_from_vnd", "WHEN s.wage_vnd <= t.sure_from_vnd"),
    ("40", "s.wage_vnd > t.sure_to_vnd", "s.wage_vnd >= t.sure_to_vnd"),
    ("40", "greatest(s.wage_vnd, t.floor_vnd), t.social_cap_vnd", "s.wage_vnd, t.social_cap_vnd"),
    ("40", "greatest(s.wage_vnd, t.floor_vnd), t.unemployment_cap_vnd", "s.wage_vnd, t.unemployment_cap_vnd"),
    ("40", "greatest(wage_vnd, floor_vnd), social_cap_vnd", "greatest(wage_vnd, floor_vnd), unemployment_cap_vnd"),
    ("40", "half_up(social_vnd * retirement_employee, 1000000)", "(social_vnd * retirement_employee // 1000000)"),
    ("40", "half_up(unemployment_vnd * unemployment_employee, 1000000)", "half_up(social_vnd * unemployment_employee, 1000000)"),
    ("40", "e.unemployment * t.unemployment_employee", "e.social * t.unemployment_employee"),
    ("40", "e.people * t.leave_workers", "t.leave_workers"),
    ("40", "e.people * t.workers", "t.workers"),
    ("40", "max(open) AS open,\n    half_up", "0 AS open,\n    half_up"),
    ("40", "coalesce(t.undetermined, CASE WHEN e.open = 1 THEN 'wages.region_iii' END)", "t.undetermined"),
    ("40", "min(undetermined) AS undetermined,\n  CAST(sum(social_base)", "max(undetermined) AS undetermined,\n  CAST(sum(social_base)"),
    ("50", "c.telling IN (0, v.telling)", "c.telling IN (0, 1)"),
    ("50", "c.telling IN (0, v.telling)", "c.telling IN (0, 2)"),
    ("50", "WHERE telling <> 0", "WHERE telling > 1"),
    ("50", "THEN d.receipt_id ELSE n.receipt_id END", "THEN d.receipt_id ELSE d.receipt_id END"),
    ("50", "WHERE version = 'declared' AND (workers > 0 OR leave_workers > 0)", "WHERE version = 'declared' AND workers > 0"),
]  # fmt: skip


@cache
def _known() -> tuple[list[Case], list[Tellings]]:
    """The named cases and what the oracle says of them."""
    cases = numbered(named_cases())
    return cases, [case.by_oracle(load()) for case in cases]


@cache
def _for_texts() -> tuple[list[Case], list[Tellings]]:
    """The known cases of a year and of some months more: every text is read in one of them."""
    known = zip(*_known(), strict=True)
    kept = [(c, e) for c, e in known if c.month.year == 2018 or c.month in ELSEWHERE]
    return [c for c, _ in kept], [e for _, e in kept]


def _of_months(first: Month, last: Month) -> tuple[list[Case], list[Tellings]]:
    """The known cases of some months."""
    cases, expected = _known()
    chosen = [(c, e) for c, e in zip(cases, expected, strict=True) if first <= c.month <= last]
    return [c for c, _ in chosen], [e for _, e in chosen]


def test_every_changed_text_of_a_step_turns_a_named_case_red() -> None:
    cases, expected = _for_texts()
    con = lists_of(cases)
    _hand_over(con, cases, load())
    _run(con, "10")
    assert differing(cases, read(con, cases), expected) == []
    survived = []
    # From the last step to the first: what a mutant spoilt is made anew by every mutant after it.
    for number, old, new in sorted(TEXTS, key=lambda text: text[0], reverse=True):
        if not _turns_red(con, number, old, new):
            survived.append((number, old, new))
    assert not survived, survived


def _turns_red(con: duckdb.DuckDBPyConnection, number: str, old: str, new: str) -> bool:
    """Run the changed step and all after it; a step that fails outright is red too."""
    cases, expected = _for_texts()
    try:
        _run(con, number, (old, new))
    except duckdb.Error:
        return True
    return differing(cases, read(con, cases), expected) != []


def _run(con: duckdb.DuckDBPyConnection, number: str, change: tuple[str, str] = ("", "")) -> None:
    """Run the steps from a number on, the first one changed, without their checks."""
    for file in (f for f in FILES if f.name[:2] >= number):
        text = file.read_text(encoding="utf-8")
        if file.name.startswith(number):
            assert change[0] in text, change
            text = text.replace(*change, 1) if change[0] else text
        for statement in re.split(r";[ \t]*(?:\n|$)", text):
            if re.sub(r"--.*", "", statement).strip():
                con.execute(statement)


# Values that are read, but whose other value would not show: that they are known is what counts.
UNSEEN = {
    "participation.min_contract_months.social": "a listed worker's contract is taken to be long enough",
    "participation.min_contract_months.foreigner": "a listed foreigner's contract is taken to be long enough",
    "participation.min_contract_months.health": "a listed foreigner's contract is taken to be long enough",
    "participation.foreigner.permit": "a listed foreigner is taken to have a permit",
    "contribution.suspension": "the decision on the unit is what suspends",
    "wages.region_iii": "its codes stand in a relation of their own",
}
CHANGED = """
UPDATE law_value SET whole = whole + 10000, micro = micro + 1000, says = NOT says,
  word = CASE WHEN key = 'contribution.commune_part_timer.base'
      THEN CASE word WHEN 'pay' THEN 'base_salary' ELSE 'pay' END
    WHEN word = 'regional_minimum' THEN 'base_salary' ELSE 'regional_minimum' END
WHERE key = ?
"""


def test_every_changed_value_of_law_turns_a_named_case_red() -> None:
    assert [key for key in bulk.keys_read() if key not in UNSEEN and not _value_turns_red(CHANGED, key)] == []
    region = "UPDATE region_iii SET code = 'none' WHERE code = ?"
    assert [
        code for code in ("436", "449", "18073", "18754", "18604") if not _value_turns_red(region, code)
    ] == []


def _value_turns_red(change: str, what: str) -> bool:
    """Change values in the relations that the steps are handed, and nowhere else; the months in turn."""
    for at in (Month(2018, 12), Month(2018, 6), Month(2025, 7), Month(2020, 8)):
        con, cases, expected = _prepared(at)
        for name in ("law_value", "region_iii"):
            con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM true_{name}")
        con.execute(change, [what])
        _run(con, "20")
        if differing(cases, read(con, cases), expected):
            return True
    return False


@cache
def _prepared(at: Month) -> tuple[duckdb.DuckDBPyConnection, list[Case], list[Tellings]]:
    """The lists of a month's cases with the true law handed over, read by the first steps."""
    cases, expected = _of_months(at, at)
    con = lists_of(cases)
    _hand_over(con, cases, load())
    for name in ("law_value", "region_iii"):
        con.execute(f"CREATE TABLE true_{name} AS SELECT * FROM {name}")
    _run(con, "10")
    assert differing(cases, read(con, cases), expected) == []
    return con, cases, expected


def test_units_of_open_region_agree_where_no_other_unit_is_there(tmp_path: Path) -> None:
    cases, expected = _open_alone()
    assert {str(one["declared"][-2]) for one in expected} == {"", "wages.region_iii"}
    assert differing(cases, by_steps(cases), expected) == []
    # Elsewhere a unit of region III makes the higher floor known.
    changed = ("THEN greatest(floor_vnd, sure_from_vnd) END", "THEN floor_vnd END")
    folder = mutated_folder(tmp_path / "sql", "23_intermediate_tariff.sql", *changed)
    assert differing(cases, by_steps(cases, folder=folder), expected) != []


def _open_alone() -> tuple[list[Case], list[Tellings]]:
    """Units told without a commune, with wages between the regions' floors and caps, and beyond."""
    cases = numbered(
        one("an open region", "2018-03", wage, unit=Unit(), commune="")
        for wage in (2_000_000, 2_900_000, 5_000_000, 25_000_000, 60_000_000)
    )
    return cases, [case.by_oracle(load()) for case in cases]


def test_a_law_whose_unemployment_cap_is_the_lower_one_is_obeyed_by_both_forms() -> None:
    cases, told = _of_months(Month(2018, 1), Month(2018, 12))
    key = "contribution.cap.unemployment"
    holding = [dated.holds_from for dated in load().dated(key) if dated.holds_from <= date(2018, 1, 1)]
    lower = with_share(load(), key, holding[-1], "5")
    expected = [case.by_oracle(lower) for case in cases]
    assert expected != told
    assert differing(cases, by_steps(cases, book=lower), expected) == []


def test_a_law_that_is_not_in_whole_thousands_is_rounded_person_by_person() -> None:
    cases, told = _of_months(Month(2018, 1), Month(2018, 12))
    key = "contribution.vietnamese.health.employer"
    finer = with_share(load(), key, load().dated(key)[1].holds_from, "0.030303")
    floors = with_whole(load(), "wages.regional_minimum.iv", date(2018, 1, 1), 2_760_007)
    caps = with_whole(load(), "wages.base_salary", date(2018, 7, 1), 1_390_007)
    for book in (finer, floors, caps):
        expected = [case.by_oracle(book) for case in cases]
        assert expected != told
        assert differing(cases, by_steps(cases, book=book), expected) == []


def test_a_forgotten_value_is_named_alike_by_both_forms() -> None:
    cases, told = _chosen()
    con = lists_of(cases)
    for key in (*bulk.keys_read(), "wages.region_iii"):
        book = unknown(load(), key)
        expected = [case.by_oracle(book) for case in cases]
        _hand_over(con, cases, book)
        _run(con, "10")
        assert differing(cases, read(con, cases), expected) == [], key
        named = {str(one["declared"][-2]) for one in expected if "declared" in one}
        assert key in named, f"the oracle never missed {key}"
        assert expected != told


def _chosen() -> tuple[list[Case], list[Tellings]]:
    """The cases of a few months in which every value is read by somebody."""
    months = {Month(2018, 11), Month(2018, 12), Month(2020, 8), Month(2025, 8)}
    known = zip(*_known(), strict=True)
    kept = [(c, e) for c, e in known if c.month in months or (c.month == Month(2018, 6) and "days" in c.name)]
    return [c for c, _ in kept], [e for _, e in kept]


def _hand_over(con: duckdb.DuckDBPyConnection, cases: list[Case], book: Book) -> None:
    """Hand over the law, and of the ledger only the months that are asked for."""
    bulk.hand_over(con, ledger=ledger_of(cases), law=book, decisions=decisions_of(cases))
    asked = {case.month.year * 12 + case.month.number - 1 for case in cases}
    if any(month // 12 == 2018 for month in asked):
        asked |= set(range(2018 * 12, 2019 * 12))
    con.execute(f"DELETE FROM ledger_months WHERE month NOT IN ({', '.join(map(str, sorted(asked)))})")
    # A year that is asked for whole keeps its months together; where months are left out each stands alone.
    con.execute(
        "UPDATE ledger_months SET places_changed = true WHERE first_day NOT BETWEEN '2018-02-01' AND '2018-12-01'"
    )
