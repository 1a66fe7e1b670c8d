"""Each move has one cause; the steps of the change start at the one rate and end at the other, exactly."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.coverage.queries import INSIDE, LIABLE, NONE, STANDINGS, Move, RateOf
from baophu.reporting.changes import Cause, cause_of, counts, pairs_of, waterfall

KNOWN = [NONE, *STANDINGS]


def rate(inside: int, known: int, open_: Decimal) -> RateOf:
    bottom = known + open_
    value = Decimal(inside) / bottom if bottom else None
    return RateOf(1, date(2018, 6, 30), "42", "", "province", "units", "", "", value, None, None,
                  Decimal(inside), bottom, "")  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ("missing", "covered", Cause.JOINED),
        (NONE, "partial", Cause.JOINED),
        ("unverified", "missing", Cause.FOUND),
        (NONE, "missing", Cause.FOUND),
        ("covered", "missing", Cause.LEFT),
        ("partial", "ceased", Cause.CEASED),
        ("missing", "not_subject", Cause.CLEARED),
        ("ceased", "unverified", Cause.OPENED),
        ("covered", NONE, Cause.GONE),
        ("partial", "covered", Cause.COMPLETED),
        ("covered", "partial", Cause.SHORT),
        ("covered", "covered", None),
    ],
)
def test_a_move_has_its_cause(before, after, cause):
    assert cause_of(before, after) is cause


def test_every_move_belongs_to_one_cause_and_gone_is_never_mixed():
    gathered = [pair for cause in Cause for pair in pairs_of(cause, STANDINGS)]
    assert len(gathered) == len(set(gathered)) == len(KNOWN) ** 2 - len(KNOWN)
    for cause in Cause:
        assert len({now == NONE for _, now in pairs_of(cause, STANDINGS)}) <= 1


moves = st.lists(
    st.builds(
        Move,
        st.sampled_from(KNOWN),
        st.sampled_from(STANDINGS),
        st.booleans(),
        st.booleans(),
        st.integers(1, 40),
    ),
    max_size=25,
)


@given(moves, st.integers(0, 9))
def test_the_steps_begin_and_end_at_the_two_rates(moved, open_):
    base = Move("covered", "covered", True, True, 5)
    every = [base, *moved]
    before = rate(*_sums(every, later=False), Decimal(open_))
    after = rate(*_sums(every, later=True), Decimal(open_) / 2)
    steps = waterfall(every, before=before, after=after, plan=True)
    at = before.value
    for step in steps:
        assert step.starts == at
        at = step.ends
    assert abs(at - after.value) < Decimal("0.00005")


def _sums(every, *, later):
    def of(move):
        return (move.after, move.paying_after) if later else (move.before, move.paying_before)

    inside = sum(m.employers for m in every if of(m)[1] and of(m)[0] in INSIDE)
    known = sum(m.employers for m in every if of(m)[1] and of(m)[0] in LIABLE)
    return inside, known


def test_counts_leave_out_who_did_not_move():
    assert counts([Move("covered", "covered", True, True, 9), Move("missing", "covered", True, True, 2)]) == {
        Cause.JOINED: 2
    }
