"""The truth of a simulated province: counts, hard cases, standings, numbers that pass their checks."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from baophu.kernel.identifiers import TaxCode
from baophu.twin import world as twin
from baophu.twin.employers import Employer, Fate, Form, Hard, Kind, Spoken
from baophu.twin.people import Role
from baophu.twin.standings import Standing, evidence, standing_of


@pytest.fixture(scope="module")
def province() -> twin.World:
    return twin.build(units=5000, people=80_000, seed=7)


def an_employer(
    *, kind: Kind = Kind.ENTERPRISE, form: Form = Form.LIMITED, said: Spoken | None = None
) -> Employer:
    return Employer(
        at=0, kind=kind, form=form, name="CÔNG TY TNHH MẪU", commune=0, street="Thôn 1", owner="Lê Văn Mẫu",
        trade=0, tax_code="3000000129", said=said or Spoken(),
    )  # fmt: skip


def test_a_province_has_exactly_the_employers_and_people_asked_for(province: twin.World) -> None:
    assert len(province.employers) == 5000
    assert len(province.people) == 80_000
    assert sum(province.quotas.values()) == 80_000


def test_every_hard_case_stands_at_least_thirty_times(province: twin.World) -> None:
    assert {hard: count for hard, count in twin.hard_entities(province).items() if count < 30} == {}


def test_each_kind_and_each_standing_occurs(province: twin.World) -> None:
    kinds = Counter(employer.kind for employer in province.employers)
    assert set(kinds) == set(Kind)
    assert {true.standing for true in province.truth} == set(Standing)


def test_state_bodies_are_all_covered(province: twin.World) -> None:
    public = [
        true
        for employer, true in zip(province.employers, province.truth, strict=True)
        if employer.kind is Kind.PUBLIC
    ]
    assert public
    assert {true.standing for true in public} == {Standing.COVERED}


def test_tax_codes_pass_their_check_and_only_shared_ones_stand_twice(province: twin.World) -> None:
    codes = Counter(employer.tax_code for employer in province.employers if employer.tax_code)
    parsed = {code: TaxCode.parse(code) for code in codes}
    assert [code for code, read in parsed.items() if read is None or not read.valid] == []
    twice = {code for code, count in codes.items() if count > 1}
    shared = {employer.tax_code for employer in province.employers if employer.hard is Hard.SHARED_CODE}
    assert twice == shared


def test_personal_numbers_are_given_once(province: twin.World) -> None:
    people = province.people
    old = [people.old_id(at) for at in range(len(people)) if people.old_id(at)]
    new = [people.new_id(at) for at in range(len(people)) if people.new_id(at)]
    insurance = {people.si_number(at) for at in range(len(people))}
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    assert len(insurance) == len(people)
    assert {len(number) for number in old} == {9}
    assert {len(number) for number in new} == {12}


def test_a_new_number_tells_sex_century_and_year_of_birth(province: twin.World) -> None:
    people = province.people
    for at in range(0, len(people), 997):
        if number := people.new_id(at):
            born = people.born_on(at)
            assert int(number[3]) == people.woman[at] + (2 if born.year >= 2000 else 0)
            assert number[4:6] == f"{born.year % 100:02d}"


def test_unit_codes_are_given_once(province: twin.World) -> None:
    codes = [employer.unit_code for employer in province.employers if employer.registered]
    assert len(set(codes)) == len(codes)
    assert {len(code) for code in codes} == {7}


def test_a_small_and_a_crowded_province_come_out_too() -> None:
    for units, people in ((120, 1500), (300, 20_000), (400, 2500)):
        built = twin.build(units=units, people=people, seed=3)
        assert (len(built.employers), len(built.people)) == (units, people)


def test_too_few_people_for_the_units_are_refused_with_the_number_needed() -> None:
    with pytest.raises(twin.TooFewPeople) as refusal:
        twin.build(units=500, people=200, seed=1)
    least = int(str(refusal.value.values["least"]))
    assert str(least) in str(refusal.value)
    assert len(twin.build(units=500, people=least, seed=1).people) == least


def test_another_seed_gives_another_province() -> None:
    one, other = (twin.build(units=60, people=900, seed=seed) for seed in (1, 2))
    assert [employer.name for employer in one.employers] != [employer.name for employer in other.employers]


def test_people_of_one_poor_household_live_in_one_commune(province: twin.World) -> None:
    homes: dict[int, set[int]] = {}
    for household, at in province.poor:
        homes.setdefault(household, set()).add(province.people.commune[at])
    assert {len(communes) for communes in homes.values()} == {1}
    assert len(province.poor) >= len(province.span(Role.POOR))


# --- standings, rule by rule ---


@pytest.mark.parametrize(
    ("counted", "insured", "standing"),
    [
        (None, 3, Standing.COVERED),
        (0, 1, Standing.COVERED),
        (1, 0, Standing.COVERED),
        (2, 0, Standing.PARTIAL),
        (19, 18, Standing.COVERED),
        (39, 38, Standing.COVERED),
        (39, 37, Standing.PARTIAL),
        (40, 38, Standing.COVERED),
        (40, 37, Standing.PARTIAL),
        (59, 57, Standing.COVERED),
        (60, 57, Standing.COVERED),
        (60, 56, Standing.PARTIAL),
    ],
)
def test_a_registered_unit_may_fall_short_by_one_or_five_percent(
    counted: int | None, insured: int, standing: Standing
) -> None:
    employer = an_employer(
        said=Spoken(tax_listed=True, tax_status="NNT đang hoạt động", tax_headcount=counted)
    )
    employer.unit_code, employer.insured = "TA0001C", insured
    assert standing_of(employer, None).standing is standing


def test_the_highest_count_of_any_list_is_the_evidence() -> None:
    said = Spoken(
        tax_listed=True,
        tax_headcount=2,
        labour_listed=True,
        labour_headcount=5,
        payroll_long=4,
        payroll_short=9,
    )
    assert evidence(an_employer(said=said)) == 5


def test_casual_workers_and_the_expected_number_of_a_new_firm_are_no_evidence() -> None:
    assert (
        evidence(an_employer(said=Spoken(payroll_short=4, registered_month=3, expected_headcount=9))) is None
    )


def test_a_count_of_none_is_evidence_and_a_blank_is_not() -> None:
    none = an_employer(said=Spoken(tax_listed=True, tax_status="NNT đang hoạt động", tax_headcount=0))
    blank = an_employer(said=Spoken(tax_listed=True, tax_status="NNT đang hoạt động"))
    assert standing_of(none, None).standing is Standing.NOT_SUBJECT
    assert standing_of(blank, None).standing is Standing.UNVERIFIED


def test_an_unregistered_branch_waits_for_its_head_office() -> None:
    said = Spoken(tax_listed=True, tax_status="NNT đang hoạt động", tax_headcount=4)
    branch, head = an_employer(form=Form.BRANCH, said=said), an_employer()
    branch.partner = 1
    assert standing_of(branch, head).standing is Standing.MISSING
    head.unit_code = "TA0002C"
    assert standing_of(branch, head).standing is Standing.UNVERIFIED
    assert standing_of(branch, None).standing is Standing.UNVERIFIED


def test_a_suspension_that_ended_before_the_day_does_not_close() -> None:
    said = Spoken(tax_listed=True, tax_status="NNT đang hoạt động", tax_headcount=4)
    said.event, said.event_on, said.event_until = "Tạm ngừng kinh doanh", date(2018, 1, 10), date(2018, 4, 30)
    assert standing_of(an_employer(said=said), None).standing is Standing.MISSING
    said.event_until = date(2019, 1, 9)
    assert standing_of(an_employer(said=said), None).standing is Standing.CEASED


def test_a_return_reopens_what_the_tax_office_called_suspended() -> None:
    said = Spoken(tax_listed=True, tax_status="NNT tạm nghỉ kinh doanh", tax_headcount=4)
    assert standing_of(an_employer(said=said), None).standing is Standing.CEASED
    said.event, said.event_on = "Hoạt động trở lại", date(2018, 3, 1)
    assert standing_of(an_employer(said=said), None).standing is Standing.MISSING


def test_newer_payroll_leaves_an_old_remark_unverified() -> None:
    employer = an_employer(said=Spoken(payroll_long=3))
    employer.fate = Fate.REMARKED_BUT_PAID
    assert standing_of(employer, None).standing is Standing.UNVERIFIED
