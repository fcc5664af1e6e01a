import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.settling import LEAD, is_settled
from tests.verdicts.samples import verdict


def test_one_side_must_lead_by_three_as_walds_test_says():
    assert LEAD == 3


@pytest.mark.parametrize("votes", ["", "ss", "sksk", "skss", "s-s"])
def test_a_verdict_whose_sides_are_closer_is_not_settled(votes: str):
    assert not is_settled(verdict(votes))


@pytest.mark.parametrize("votes", ["sss", "kkk", "sksss", "s-ss"])
def test_a_verdict_with_a_lead_of_three_is_settled(votes: str):
    assert is_settled(verdict(votes))


@given(st.text("sk", min_size=2, max_size=12))
def test_the_flip_interval_lies_between_nought_and_one_and_holds_the_rate(votes: str):
    taken = verdict(votes)

    assert taken.flip_interval is not None
    low, high = taken.flip_interval
    assert 0 <= low <= taken.flip_rate <= high <= 1


def test_one_ballot_has_no_flip_rate_and_no_interval():
    assert verdict("s").flip_interval is None
