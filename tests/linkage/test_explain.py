"""The sentences that tell a person why two rows were joined or left open."""

from __future__ import annotations

import re
from importlib import resources

from baophu.linkage.rules import explain, load_weights
from baophu.linkage.rules.explain import SENTENCES


def test_levels_become_sentences_the_strongest_first() -> None:
    levels = {"commune": ["same", 5000], "name": ["exact", 11918], "tax_code": ["same", 13000]}
    assert explain(levels) == [
        "Cùng mã số thuế.",
        "Tên trùng nhau sau khi bỏ loại hình doanh nghiệp.",
        "Cùng xã, phường.",
    ]


def test_what_is_unknown_is_not_said() -> None:
    assert explain({"phone": ["unknown", 0], "address": "unknown"}) == []


def test_why_a_pair_was_left_open_is_said_last() -> None:
    assert explain({"why": "rival", "name": ["exact", 1]})[-1] == "Có đơn vị khác cũng khớp gần như vậy."


def test_every_level_that_weighs_something_has_its_sentence() -> None:
    silent = {"same", "unknown", "other"}
    for subject in ("employer", "person"):
        for field, levels in load_weights(subject).levels.items():
            for level in levels:
                assert level in silent or (field, level) in SENTENCES, (subject, field, level)


def test_every_reason_that_the_sql_gives_has_its_sentence() -> None:
    sql = resources.files("baophu.linkage").joinpath("sql/32_mart_journal.sql").read_text(encoding="utf-8")
    reasons = set(re.findall(r"THEN '([a-z_]+)'", sql))
    assert reasons
    assert {("why", reason) for reason in reasons} <= set(SENTENCES)
