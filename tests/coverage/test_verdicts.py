"""The standing rule: named boundary cases on the oracle, and the oracle against the bulk SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baophu.coverage.bulk import SQL
from baophu.coverage.reasons import REASONS
from baophu.coverage.rules import Facts, Method, Verdict, verdict_on
from baophu.engine.steps import run_steps

DAY = date(2018, 6, 30)
METHOD = Method(
    on_day=DAY, window_from=date(2016, 12, 30), short_contracts_from=date(2018, 1, 1), tolerance_percent=5,
    tolerance_least=1, error_percent=5, error_least=1, small_group=30, enough_visits=50,
)  # fmt: skip
CLOSED = {"said": "dissolved", "said_closing": True, "said_weight": 2}
REMARK = {"said": "remark", "said_closing": True, "said_weight": 1}

CASES = [
    ("registered with no evidence of more is covered", Facts(registered=True, insured=3), "covered"),
    ("short by one is within the tolerance", Facts(registered=True, insured=9, subject=10), "covered"),
    ("short by two of ten is partial", Facts(registered=True, insured=8, subject=10), "partial"),
    ("five percent of forty is two", Facts(registered=True, insured=38, subject=40), "covered"),
    ("three short of forty is partial", Facts(registered=True, insured=37, subject=40), "partial"),
    ("five percent of 39 is one, rounded down", Facts(registered=True, insured=37, subject=39), "partial"),
    ("one worker, none insured, registered: within the tolerance", Facts(registered=True, subject=1), "covered"),
    ("evidence of one worker and no registration is missing", Facts(subject=1), "missing"),
    ("evidence of none is not subject", Facts(subject=0), "not_subject"),
    ("no evidence either way is unverified", Facts(), "unverified"),
    ("a registered closure ceases", Facts(subject=5, **CLOSED), "ceased"),
    ("a remark alone closes", Facts(subject=5, **REMARK), "ceased"),
    ("newer payroll speaks against a remark", Facts(subject=5, payroll_told_later=True, **REMARK), "unverified"),
    ("a payroll of the closing year does not reopen a registered closure", Facts(subject=5, payroll_told_later=True, **CLOSED), "ceased"),
    ("pay after a registered closure is doubtful", Facts(subject=5, payroll_told_later=True, paid_since=True, **CLOSED), "unverified"),
    ("people insured keep it covered whatever was said", Facts(registered=True, insured=4, **CLOSED), "covered"),
    ("registered, nobody insured, dissolved: ceased", Facts(registered=True, **CLOSED), "ceased"),
    ("a suspension that has ended no longer closes", Facts(subject=2, said="suspended", said_closing=True, said_weight=2, said_until=DAY), "missing"),
    ("a suspension that ends tomorrow still closes", Facts(subject=2, said="suspended", said_closing=True, said_weight=2, said_until=DAY + timedelta(1)), "ceased"),
    ("a branch of a registered head is unverified", Facts(branch=True, head_known=True, head_registered=True, subject=4), "unverified"),
    ("a branch whose head is known and not registered stands by itself", Facts(branch=True, head_known=True, subject=4), "missing"),
    ("a branch of a head outside the province is unverified", Facts(branch=True, subject=4), "unverified"),
    ("a branch with its own registration is judged as any other", Facts(branch=True, registered=True, insured=2, subject=9), "partial"),
    ("an officer who found it declared elsewhere leaves it unverified", Facts(subject=4, visit="7"), "unverified"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "standing"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_oracle_and_the_sql_give_each_named_case_its_standing(facts: Facts, standing: str) -> None:
    assert verdict_on(facts, METHOD).standing == standing
    assert in_bulk([facts])[0].standing == standing


def a_fact() -> st.SearchStrategy[Facts]:
    said = st.sampled_from(
        [
            "",
            "working",
            "remark",
            "suspended",
            "dissolved",
            "bankrupt",
            "code_closed",
            "not_at_address",
            "closed_found",
        ]
    )
    return st.builds(
        Facts,
        registered=st.booleans(), insured=st.integers(0, 60), subject=st.none() | st.integers(0, 60), said=said,
        said_until=st.none() | st.sampled_from([DAY, DAY - timedelta(1), DAY + timedelta(1)]),
        payroll_told_later=st.booleans(), paid_since=st.booleans(), branch=st.booleans(), head_known=st.booleans(),
        head_registered=st.booleans(), visit=st.none() | st.sampled_from(list("123456789")),
    ).map(lambda f: replace(f, said_closing=f.said not in ("", "working"), said_weight=0 if not f.said else 1 if f.said == "remark" else 2))  # fmt: skip


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(st.lists(a_fact(), min_size=50, max_size=250))
def test_the_bulk_sql_agrees_with_the_oracle(population: list[Facts]) -> None:
    assert in_bulk(population) == [verdict_on(facts, METHOD) for facts in population]


def test_every_reason_that_can_be_given_has_a_sentence() -> None:
    codes = {verdict_on(case[1], METHOD).because_code for case in CASES}
    assert codes <= set(REASONS)


def in_bulk(population: Sequence[Facts]) -> list[Verdict]:
    """Run the verdict step alone on a relation of facts."""
    rows = [
        {"entity": f"{i:06d}"} | {field.name: getattr(facts, field.name) for field in fields(facts)}
        for i, facts in enumerate(population)
    ]
    types = {"entity": pa.string(), "said": pa.string(), "visit": pa.string(), "said_until": pa.date32()}
    whole = {"insured", "subject", "said_weight"}
    schema = pa.schema(
        [
            (n, types.get(n, pa.int32() if n in whole else pa.bool_()))
            for n in ["entity", *(f.name for f in fields(Facts))]
        ]
    )
    facts_relation = pa.Table.from_pylist(rows, schema=schema)  # noqa: F841 - read by DuckDB by its name
    with duckdb.connect(":memory:") as con:
        con.execute("CREATE TABLE facts AS SELECT * FROM facts_relation")
        con.execute(
            "CREATE TABLE p AS SELECT ?::DATE AS on_day, 5 AS tolerance_percent, 1 AS tolerance_least", [DAY]
        )
        run_steps(con, SQL / "verdict")
        found = con.execute("SELECT standing, because_code FROM verdicts ORDER BY entity").fetchall()
    return [Verdict(*row) for row in found]
