"""What readers' words amount to: the newest counts, large merges need two, agreement and intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.linkage.rules import Estimate, Reading, Verdict, agreement, bits, settled
from baophu.linkage.rules.readings import SECOND_READER_PEOPLE, chance, to_reread

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE
LARGE = SECOND_READER_PEOPLE


def test_the_newest_word_counts() -> None:
    assert settled([Reading("a", SAME), Reading("b", DIFFERENT)]) is DIFFERENT
    assert settled([]) is None


def test_a_large_merge_waits_for_a_second_person() -> None:
    one = Reading("a", SAME, LARGE)
    assert settled([one]) is None
    assert settled([one, Reading("a", SAME, LARGE)]) is None
    assert settled([one, Reading("b", SAME, LARGE)]) is SAME


def test_of_a_large_pair_one_person_is_enough_to_keep_it_apart() -> None:
    assert settled([Reading("a", DIFFERENT, LARGE)]) is DIFFERENT
    assert settled([Reading("a", SAME, LARGE), Reading("b", DIFFERENT, LARGE)]) is DIFFERENT
    assert (
        settled([Reading("a", SAME, LARGE), Reading("b", DIFFERENT, LARGE), Reading("a", SAME, LARGE)])
        is None
    )


def test_one_worker_fewer_needs_one_person() -> None:
    assert settled([Reading("a", SAME, LARGE - 1)]) is SAME


def test_agreement_is_over_pairs_that_two_persons_read() -> None:
    pairs = [
        [Reading("a", SAME), Reading("b", SAME)],
        [Reading("a", SAME), Reading("b", DIFFERENT)],
        [Reading("a", DIFFERENT), Reading("b", DIFFERENT)],
        [Reading("a", DIFFERENT), Reading("b", DIFFERENT)],
        [Reading("a", SAME)],
    ]
    told = agreement(pairs)
    assert (told.pairs, told.same.hits) == (4, 3)
    # observed 3/4; by chance 2/4 × 1/4 + 2/4 × 3/4 = 1/2
    assert told.kappa == Decimal("0.5")


def test_without_double_readings_agreement_is_unknown() -> None:
    told = agreement([[Reading("a", SAME)]])
    assert (told.pairs, told.same.share, told.kappa) == (0, None, None)


def test_wilsons_interval_of_a_textbook() -> None:
    # 81 of 263: Agresti and Coull (1998) give 0.255 to 0.366
    told = Estimate(81, 263)
    assert told.low is not None and told.high is not None
    assert (round(told.low, 3), round(told.high, 3)) == (Decimal("0.255"), Decimal("0.366"))


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_its_share_and_stays_within_nothing_and_all(hits: int, more: int) -> None:
    told = Estimate(hits, hits + more)
    if told.share is None:
        assert told.low is None and told.high is None
        return
    assert told.low is not None and told.high is not None
    assert 0 <= told.low <= told.share + Decimal("0.000001")
    assert told.share - Decimal("0.000001") <= told.high <= 1


@pytest.mark.parametrize(
    ("milli", "doublings"), [(0, "0.0"), (693, "1.0"), (-6931, "-10.0"), (10_000, "14.4")]
)
def test_a_weight_in_bits_is_in_doublings_of_the_odds(milli: int, doublings: str) -> None:
    assert bits(milli) == Decimal(doublings)


def test_the_chance_grows_with_the_weight_and_never_reaches_certainty() -> None:
    assert chance(0) == Decimal("0.5")
    assert chance(-3000) < chance(0) < chance(3000) < chance(50_000) < 1


def test_one_decided_pair_in_ten_is_read_again() -> None:
    drawn = sum(to_reread(f"a:{'0' * 64}:{i}", f"b:{'1' * 64}:{i}") for i in range(1, 5001))
    assert 400 < drawn < 600
