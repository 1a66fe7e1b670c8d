"""Search of employers: what a careless text still finds, in the asker's area and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from baophu.access.bulk import store
from baophu.engine.duck import session
from baophu.places.actions import load
from baophu.register.models import Employer, EmployerRecord, SearchWord
from baophu.register.search import bulk, rules
from baophu.register.search.queries import MOST_RANKED, Found, How, find

EMPLOYERS = (  # name, tax code, unit code, representative, address, commune, district
    ("CÔNG TY TNHH MAY CẨM BÌNH HỒNG", "3001427096", "TA0417B", "Phan Văn Khải", "Thôn Đông", "18685", "446"),
    ("Cơ sở May Hồng", "", "", "Trần Thị Lan", "Thôn Bắc", "18685", "446"),
    ("CÔNG TY CỔ PHẦN VẬN TẢI HUY TÀI", "3000999882", "", "Lê Huy Tài", "Đường 3/2", "18073", "436"),
    ("CÔNG TY CP XÂY DỰNG ĐẠI PHÁT", "3001888775", "TB0021A", "Võ Đại Phát", "", "18073", "436"),
    ("HTX Chế biến nước mắm Kỳ Ninh Xanh", "3002071526", "", "", "Thôn Tam Hải", "18754", "449"),
)


@pytest.fixture
def indexed(db: None, tmp_path) -> None:
    """Five employers with the index of run 1."""
    load(by=None, on=date(2018, 6, 30))
    for number, (name, tax, unit, person, address, commune, district) in enumerate(EMPLOYERS, start=1):
        employer(number, name, tax_code=tax, unit_code=unit, representative=person, address=address,
                 commune_code=commune, district_code=district)  # fmt: skip
    make_index(tmp_path)


def employer(number: int, name: str, **given: str) -> None:
    owner = Employer.objects.create(id=f"E{number}", minted_from=f"tax:0:{number}", minted_run=1)
    EmployerRecord.objects.create(
        employer=owner, kind="enterprise", name=name, search=name.lower(), run_from=1, **given
    )


def make_index(folder, run: int = 1, published: int = 0) -> None:
    with session(memory_mb=400, threads=1, scratch=folder) as con:
        bulk.index(store(), con, run=run, published=published)


def first(text: str, area: str = "42") -> tuple[Found, str]:
    """What a text finds, and the first employer's number."""
    found = find(text, run=1, area_code=area)
    assert found is not None
    return found, found.employers[0] if found.employers else ""


@pytest.mark.parametrize(
    ("typed", "number", "how"),
    [
        ("mây cẩm bình", "E1", How.EXACT),  # other accents
        ("binh may hong cam", "E1", How.EXACT),  # another order
        ("cty tnhh may cam binh", "E1", How.EXACT),  # as people shorten it
        ("cong ty co phan xay dung dai phat", "E4", How.EXACT),  # the register shortens it
        ("hop tac xa ky ninh xanh", "E5", How.EXACT),
        ("phan van khai", "E1", How.EXACT),  # the representative
        ("may thon dong", "E1", How.EXACT),  # the address
        ("may cẩm bìnn hồng", "E1", How.CORRECTED),  # a letter wrong
        ("vạn tải huy tia", "E3", How.CORRECTED),  # neighbours swapped
        ("nuoc mm ky ninh", "E5", How.CORRECTED),  # a letter missing
        ("xây dựngg đại phát", "E4", How.CORRECTED),  # a letter too many
        ("vaanj tair huy taif", "E3", How.CORRECTED),  # Telex keys without accents
        ("vantai huytai", "E3", How.CORRECTED),  # words run together
        ("say dung dai phat", "E4", How.CORRECTED),  # written as heard
        ("may cam binh hong thach lien", "E1", How.CLOSE),  # a word that is nobody's
        ("xay dung dai ph", "E4", How.CORRECTED),  # still typing
        ("3001427096", "E1", How.CODE),
        ("3001 427 096", "E1", How.CODE),
        ("300142", "E1", How.CODE),  # its beginning
        ("3001427095", "E1", How.CODE_CORRECTED),  # a digit wrong
        ("300142706", "E1", How.CODE_CORRECTED),  # a digit missing
        ("3001427906", "E1", How.CODE_CORRECTED),  # two digits swapped
        ("ta0417b", "E1", How.CODE),
        ("ta0471b", "E1", How.CODE_CORRECTED),
        ("may cam binh 3001427096", "E1", How.CODE),
    ],
)
def test_a_careless_text_finds_its_employer_first(indexed: None, typed: str, number: str, how: How) -> None:
    found, best = first(typed)
    assert (best, found.how) == (number, how), found


def test_what_was_understood_is_told(indexed: None) -> None:
    assert first("vạn tải huy tia")[0].read_as == (("tia", "tai"),)
    assert first("3001427095")[0].read_as == (("3001427095", "3001427096"),)
    found, _ = first("may cam binh hong zzzzzz")
    assert found.left_out == ("zzzzzz",)


def test_a_text_that_asks_nothing_finds_everybody_unasked(indexed: None) -> None:
    assert find("  –  ", run=1, area_code="42") is None


def test_what_is_nobodys_finds_nothing(indexed: None) -> None:
    found, best = first("qwpfgh zzxkj")
    assert (found.how, best) == (How.NOTHING, "")


@pytest.mark.parametrize(
    "typed", ["may cam binh", "3001427096", "3001427095", "TA0417B", "may cam bihn", "phan van khai", "hong"]
)
@pytest.mark.parametrize("area", ["436", "18073", "447"])
def test_another_area_finds_nothing_and_is_told_nothing(indexed: None, typed: str, area: str) -> None:
    found, best = first(typed, area)
    assert best not in {"E1", "E2", "E5"}
    assert not found.read_as or best


@pytest.mark.parametrize("area", ["446", "18685", "42"])
def test_the_own_area_finds_its_own(indexed: None, area: str) -> None:
    assert first("may cam bihn", area)[1] == "E1"


def test_the_words_of_a_name_go_before_those_of_a_person_and_of_an_address(indexed: None, tmp_path) -> None:
    employer(11, "Quán Sen Vàng", representative="Hoàng Bích")
    employer(12, "Quán Hoàng Bích")
    employer(13, "Quán Mai", address="Ngõ Hoàng Bích")
    make_index(tmp_path, run=2, published=1)
    found = find("hoang bich", run=2, area_code="42")
    assert found and found.employers == ("E12", "E11", "E13")


def test_more_than_can_be_ranked_are_all_found_in_no_order(indexed: None, tmp_path) -> None:
    owners = [Employer(id=f"M{n}", minted_from=f"tax:9:{n}", minted_run=2) for n in range(MOST_RANKED + 1)]
    Employer.objects.bulk_create(owners)
    EmployerRecord.objects.bulk_create(
        EmployerRecord(employer=owner, kind="household", name=f"Hộ Muôn {n}", search="", run_from=2)
        for n, owner in enumerate(owners)
    )
    make_index(tmp_path, run=2, published=1)
    found = find("ho muon", run=2, area_code="42")
    assert found and not found.ranked and found.among.count() == MOST_RANKED + 1


def test_the_index_of_a_run_shows_its_own_records_and_older_ones_go(indexed: None, tmp_path) -> None:
    EmployerRecord.objects.filter(employer_id="E1").update(run_until=2)
    EmployerRecord.objects.create(
        employer_id="E1", kind="enterprise", name="CÔNG TY TNHH THÊU PHƯƠNG ĐÔNG", search="", run_from=2
    )
    make_index(tmp_path, run=2, published=1)
    assert find("theu phuong dong", run=2, area_code="42").how is How.EXACT
    assert first("may cam binh hong")[1] == "E1"  # the run that is shown still stands
    make_index(tmp_path, run=3, published=2)
    assert not SearchWord.objects.filter(run=1).exists()


def test_what_an_unpublished_run_wrote_is_swept(indexed: None, tmp_path) -> None:
    make_index(tmp_path, run=2, published=1)
    bulk.sweep(store(), published=1)
    assert set(SearchWord.objects.values_list("run", flat=True)) == {1}


def test_a_run_without_an_index_still_finds_what_is_typed_right(indexed: None) -> None:
    EmployerRecord.objects.filter(employer_id="E1").update(search="cong ty tnhh may cam binh hong")
    found = find("cẩm bình", run=9, area_code="42")
    assert found and list(found.among) == ["E1"]


@pytest.mark.parametrize("typed", ["may cam binh", "vạn tải huy tia", "3001427095", "zzzz yyyy"])
def test_a_search_costs_few_reads(indexed: None, typed: str) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        find(typed, run=1, area_code="446")
    assert len(asked) <= 5


@given(st.text("abcdegh", min_size=1, max_size=9), st.text("abcdegh", min_size=1, max_size=9))
def test_a_distance_is_the_same_both_ways_and_nought_for_the_same(one: str, other: str) -> None:
    assert rules.distance(one, other) == rules.distance(other, one)
    assert (rules.distance(one, other) == 0) == (one == other)


@given(st.text("abcdegh", min_size=3, max_size=9), st.data())
def test_one_slip_of_a_word_meets_it_under_a_common_key(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slip = data.draw(
        st.sampled_from(
            [word[:at] + word[at + 1 :], word[:at] + "k" + word[at:], word[:at] + "k" + word[at + 1 :]]
        )
    )
    assert rules.without_one(word) & rules.without_one(slip)
    assert rules.is_near(slip, word)


def test_every_repair_of_a_wrong_digit_is_among_the_codes_near() -> None:
    assert {"3001427096", "3001427905"} <= rules.codes_near("3001427095")
    assert len(rules.codes_near("3001427095")) < 400


def test_a_day_is_no_code_and_a_spaced_code_is_one() -> None:
    assert rules.read("3001 427 096").code == "3001427096"
    assert rules.read(str(date(2018, 6, 30).year)) == rules.Asked(("2018",), "")
