"""Two forms, one meaning: the bulk dues equal the one-case rule on every named case and on drawn ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baophu.funds.dues import bulk
from baophu.law.book import load
from funds.dues_drawn import drawn_cases
from funds.dues_forms import by_steps, differing, numbered
from funds.dues_named import named_cases


def test_every_named_case_is_named_once() -> None:
    names = [case.name for case in named_cases()]
    assert len(names) > 800
    assert sorted(names) == sorted(set(names))


def test_the_two_forms_agree_on_every_named_case() -> None:
    cases = numbered(named_cases())
    expected = [case.by_oracle(load()) for case in cases]
    assert differing(cases, by_steps(cases), expected) == []
    assert sum(bool(one) for one in expected) > 600


def test_the_two_forms_agree_on_100_000_drawn_people() -> None:
    cases = numbered(drawn_cases(100_000, seed=157))
    assert sum(len(case.rows) for case in cases) >= 100_000
    expected = [case.by_oracle(load()) for case in cases]
    assert differing(cases, by_steps(cases), expected) == []


@pytest.mark.parametrize("file", sorted(bulk.SQL.glob("*.sql")), ids=lambda file: str(file.stem))
def test_the_steps_are_written_in_what_both_engines_read(file: Path) -> None:
    text = re.sub(r"--[^\n]*|'[^']*'", "", file.read_text(encoding="utf-8"))
    of_one_engine = r"//|::|\b(FILTER|QUALIFY|MATERIALIZED|BY NAME|EXCLUDE|GROUP BY ALL|LIST|STRUCT)\b"
    assert re.findall(of_one_engine, text) == []
    made = re.findall(r"^(?:CREATE|INSERT|UPDATE|DELETE|DROP)[^\n]*", text, re.MULTILINE)
    assert made and all(re.match(r"CREATE OR REPLACE (TABLE|VIEW) \w+ AS$", one.strip()) for one in made)
