"""Identifiers: read from what offices type, checked, repaired, masked. All numbers here are made up."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.vn import mst

from baophu.kernel.identifiers import (
    TaxCode,
    check_digit,
    digits_lost,
    id_number,
    mask,
    si_number,
    tax_code_repairs,
    unit_code,
)

ten_digits = st.from_regex(r"[0-9]{10}", fullmatch=True)
nine_digits = st.from_regex(r"[0-9]{9}", fullmatch=True)


@st.composite
def valid_heads(draw: st.DrawFn, pattern: str = r"[0-9]{9}") -> str:
    nine = draw(st.from_regex(pattern, fullmatch=True))
    last = check_digit(nine)
    assume(last is not None and nine[2:] != "0000000")
    return nine + str(last)


@given(ten_digits)
def test_another_library_judges_every_ten_digits_alike(digits: str) -> None:
    code = TaxCode.parse(digits)
    assert code is not None
    assert code.valid == mst.is_valid(digits)


@given(nine_digits)
def test_the_check_digit_is_ten_minus_the_weighted_sum(nine: str) -> None:
    total = sum(int(d) * w for d, w in zip(nine, (31, 29, 23, 19, 17, 13, 7, 5, 3), strict=True))
    expected = 10 - total % 11
    assert check_digit(nine) == (None if expected == 10 else str(expected))


def test_a_number_whose_check_digit_would_be_ten_is_never_issued() -> None:
    assert check_digit("000000000") is None
    assert not TaxCode("0000000000", valid=False).valid
    assert TaxCode.parse("0000000000") == TaxCode("0000000000", valid=False)


@pytest.mark.parametrize("rounded", ["3.00012E+09", "4.2085E+10", "1.84E+08", "4E+9"])
def test_a_number_rounded_when_it_was_shown_is_no_number(rounded: str) -> None:
    assert digits_lost(rounded)
    assert TaxCode.parse(rounded) is None
    assert id_number(rounded) is None
    assert si_number(rounded) is None


@pytest.mark.parametrize(
    ("raw", "text", "valid"),
    [
        ("3000123455", "3000123455", True),
        (" 3000123455 ", "3000123455", True),
        ("'3000123455", "3000123455", True),
        ("3000 123 455", "3000123455", True),
        ("3.000.123.455", "3000123455", True),
        ("3000123455.0", "3000123455", True),
        ("3.000123455E+09", "3000123455", True),
        ("3.0001237E+09", "3000123700", False),
        ("MST: 3000123455", "3000123455", True),
        ("3000123456", "3000123456", False),
        ("3000123455-001", "3000123455-001", True),
        ("3000123455001", "3000123455-001", True),
        ("3000123455 - 001", "3000123455-001", True),
        ("3000123455-1", "3000123455-001", True),
        ("3000123455-000", "3000123455-000", False),
        ("042085001136", "042085001136", True),
        ("999985001136", "999985001136", False),
        ("42085001136", "042085001136", True),
    ],
)
def test_usual_spellings_of_a_tax_code_are_read(raw: str, text: str, valid: bool) -> None:
    assert TaxCode.parse(raw) == TaxCode(text, valid)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "chưa có",
        "không",
        "28A8001234",
        "12345678",
        "99999999999",
        "12345678901234",
        "3000123455, 3000123456",
    ],
)
def test_what_is_no_tax_code_gives_none(raw: str) -> None:
    assert TaxCode.parse(raw) is None


@given(valid_heads(r"0[1-9][0-9]{7}"))
def test_a_lost_leading_zero_comes_back(head: str) -> None:
    assert TaxCode.parse(head[1:]) == TaxCode(head, valid=True)
    assert TaxCode.parse(f"{head[1:]}-002") == TaxCode(f"{head}-002", valid=True)
    assert tax_code_repairs(head[1:]) == (head,)


@given(valid_heads(r"0[1-9][0-9]{7}"))
def test_a_branch_code_that_a_spreadsheet_took_for_a_number_comes_back(head: str) -> None:
    assert TaxCode.parse(head[1:] + "001") == TaxCode(f"{head}-001", valid=True)


@given(valid_heads())
def test_a_branch_is_not_its_parent_but_shares_its_head(head: str) -> None:
    parent, branch = TaxCode.parse(head), TaxCode.parse(f"{head}-017")
    assert parent is not None
    assert branch is not None
    assert parent != branch
    assert parent.head == branch.head == head
    assert (parent.branch, branch.branch) == ("", "017")


def test_the_head_of_a_personal_number_is_all_of_it() -> None:
    code = TaxCode.parse("042085001136")
    assert code is not None
    assert (code.head, code.branch) == ("042085001136", "")


@given(valid_heads(), st.integers(0, 9), st.integers(0, 9))
def test_a_wrong_digit_is_caught_and_the_right_code_is_among_the_repairs(
    head: str, at: int, digit: int
) -> None:
    assume(head[at] != str(digit))
    wrong = head[:at] + str(digit) + head[at + 1 :]
    code = TaxCode.parse(wrong)
    assert code is not None
    assert not code.valid
    assert head in tax_code_repairs(wrong)
    assert f"{head}-001" in tax_code_repairs(f"{wrong}-001")


@given(valid_heads(), st.integers(0, 8))
def test_a_swap_of_neighbours_is_repaired(head: str, at: int) -> None:
    assume(head[at] != head[at + 1])
    swapped = head[:at] + head[at + 1] + head[at] + head[at + 2 :]
    assume(swapped[2:9] != "0000000")
    assert not TaxCode(swapped, valid=mst.is_valid(swapped)).valid
    assert head in tax_code_repairs(swapped)


@given(ten_digits)
def test_every_repair_is_valid_and_one_step_away(digits: str) -> None:
    repairs = tax_code_repairs(digits)
    assert list(repairs) == sorted(set(repairs))
    for repair in repairs:
        assert mst.is_valid(repair)
        differing = [at for at in range(10) if repair[at] != digits[at]]
        assert len(differing) == 1 or (len(differing) == 2 and differing[1] - differing[0] == 1)


def test_a_valid_code_and_a_strange_text_have_no_repairs() -> None:
    assert tax_code_repairs("3000123455") == ()
    assert tax_code_repairs("") == ()
    assert tax_code_repairs("042085001136") == ()
    assert tax_code_repairs("28A8001234") == ()


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("183123456", "183123456"),
        ("183.123.456", "183123456"),
        ("042085001136", "042085001136"),
        ("42085001136", "042085001136"),
        ("42085001136.0", "042085001136"),
        ("1085001136", "001085001136"),
        ("12345678", "012345678"),
        ("999999999999", "999999999999"),
        ("99999999999", None),
        ("9085001136", None),
        ("1234567", None),
        ("B1234567", None),
        ("chưa có", None),
        ("", None),
    ],
)
def test_an_identity_number_is_read_with_its_lost_zeros(raw: str, read: str | None) -> None:
    assert id_number(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("4210030156", "4210030156"),
        ("104003015", "0104003015"),
        ("42 1003 0156", "4210030156"),
        ("DN4424210030156", "4210030156"),
        ("GD 4 42 4210030156", "4210030156"),
        ("042085001136", None),
        ("", None),
        ("không", None),
    ],
)
def test_an_insurance_number_is_read(raw: str, read: str | None) -> None:
    assert si_number(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("ta0021c", "TA0021C"),
        (" TZ 0490-L ", "TZ0490L"),
        ("0123456789DNA03", "0123456789DNA03"),
        ("1234567HC", "1234567HC"),
        ("", None),
        ("chưa có", None),
        ("TNHH", None),
        ("123", None),
    ],
)
def test_a_unit_code_is_read_in_upper_case(raw: str, read: str | None) -> None:
    assert unit_code(raw) == read


def test_a_masked_number_shows_its_ends_only() -> None:
    assert mask("042085000136") == "0420•••••136"
    assert mask("183123456") == "1•••••456"
    assert mask("4210030156") == "42•••••156"
    assert mask("1234567") == "•••••••"
    assert mask("") == ""


@given(st.from_regex(r"[0-9]{8,15}", fullmatch=True))
def test_masking_hides_at_least_five_digits_and_keeps_the_length(number: str) -> None:
    assert mask(number).count("•") >= 5
    assert len(mask(number)) == len(number)


@given(st.text(max_size=30))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in (TaxCode.parse, id_number, si_number, unit_code, tax_code_repairs):
        read(text)
