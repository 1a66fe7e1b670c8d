"""An answer that rests on a value which officers entered names the document, whatever the rule."""

from __future__ import annotations

from datetime import date

import pytest

from baophu.law.book import load
from baophu.law.obligation import Kind, obligation
from baophu.law.ruling import Ruling
from law.changed_book import entered
from law.listening import every_case, heard_by, raw, whole_book

DOCUMENT = "9999/TB-BHXH"
# The case hands one rule's answer to another rule; what the first read, the first names.
HANDED_ON = ("refund", "pension_start")
NO_RULINGS = ("method", "obligation")
SAID = f"theo văn bản số {DOCUMENT} ngày 12/01/2018, chưa đối chiếu với nguồn công bố."


@pytest.mark.parametrize("key", load().keys)
def test_every_ruling_that_reads_an_entered_value_names_its_document(key: str) -> None:
    book = entered(whole_book(), key, DOCUMENT)
    silent = []
    for case in every_case():
        if key not in heard_by()[case.name].keys or case.ask in (*NO_RULINGS, *HANDED_ON):
            continue
        ruling = raw(case, book)
        if isinstance(ruling, Ruling) and SAID not in ruling.because:
            silent.append(case.name)
    assert silent == []


def test_a_ruling_that_reads_no_entered_value_says_nothing_of_one() -> None:
    for case in every_case():
        if case.ask not in NO_RULINGS:
            ruling = raw(case, whole_book())
            assert not isinstance(ruling, Ruling) or (
                ruling.entered == () and "cán bộ ghi" not in ruling.because
            )


def test_the_document_is_named_once_and_before_the_articles() -> None:
    key = "wages.base_salary"
    book = entered(whole_book(), key, DOCUMENT)
    for case in every_case():
        if key in heard_by()[case.name].keys and isinstance(ruling := raw(case, book), Ruling):
            assert ruling.because.count(SAID) == 1
            assert ruling.sentences[-1].code == "law.articles" or case.ask == "sickness_paid"


@pytest.mark.parametrize(
    "key",
    [
        "participation.min_contract_months.social",
        "participation.min_contract_months.health",
        "participation.min_contract_months.unemployment",
    ],
)
def test_an_obligation_names_the_document_of_its_verdict_and_of_each_fund(key: str) -> None:
    on = date(2018, 6, 30)
    told = {"kind": Kind.EMPLOYEE, "contract_months": 12, "on": on}
    assert SAID in obligation(**told, book=entered(load(), key, DOCUMENT)).because
    assert "cán bộ ghi" not in obligation(**told, book=load()).because
    plain, marked = obligation(**told, book=load()), obligation(**told, book=entered(load(), key, DOCUMENT))
    assert (plain.value, plain.funds, plain.articles) == (marked.value, marked.funds, marked.articles)
