"""Ballots into a verdict."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from panel.verdicts.verdict import Verdict, settle
from tests.verdicts.samples import ballot, no_ballot, verdict

SAMPLES = st.text("sk-", max_size=9)


@pytest.mark.parametrize(
    ("samples", "vote", "stability", "flip_rate"),
    [
        ("", None, "", None),
        ("---", None, "", None),
        ("s", "ship", "1 of 1", None),
        ("k", "skip", "1 of 1", None),
        ("k--", "skip", "1 of 1", None),
        ("sss", "ship", "3 of 3", 0),
        ("ssk", "ship", "2 of 3", 2 / 3),
        ("skk", "skip", "2 of 3", 2 / 3),
        ("sk", None, "1 of 2", 1),
        ("sk-", None, "1 of 2", 1),
        ("sskk", None, "2 of 4", 2 / 3),
    ],
)
def test_the_majority_settles_and_ties_do_not(samples, vote, stability, flip_rate):
    settled = verdict(samples)
    assert (settled.vote, settled.stability, settled.flip_rate) == (vote, stability, flip_rate)


def test_a_tie_is_split_and_an_empty_verdict_is_not():
    assert verdict("sk").is_split
    assert not verdict("---").is_split
    assert not verdict("s").is_split


def test_no_ballot_is_kept_with_its_reason_and_counts_for_neither_side():
    settled = verdict("s-k-s")
    assert [each.sample for each in settled.missing] == [1, 3]
    assert {each.reason for each in settled.missing} == {"refused"}
    assert (settled.ships, len(settled.ballots), settled.agreeing) == (2, 3, 2)


@pytest.mark.parametrize(("samples", "speaks"), [("kss", 1), ("skk", 1), ("sk", 0), ("-s", 1)])
def test_the_first_ballot_on_the_verdicts_side_speaks_for_it(samples, speaks):
    assert verdict(samples).spoken.sample == speaks


def test_nobody_speaks_without_a_ballot():
    assert verdict("--").spoken is None


def test_the_order_in_which_samples_come_in_does_not_matter():
    answers = [ballot("ship", sample=0), ballot("skip", sample=1), no_ballot(sample=2), ballot(sample=3)]
    outcomes = {settle("plumber", "valve", each).model_dump_json() for each in permutations(answers)}
    assert len(outcomes) == 1


def test_a_sample_is_never_counted_twice():
    with pytest.raises(ValidationError, match="same sample"):
        settle("plumber", "valve", [ballot(sample=1), ballot(sample=1)])
    with pytest.raises(ValidationError, match="same sample"):
        settle("plumber", "valve", [ballot(sample=1), no_ballot(sample=1)])


def test_an_answer_about_something_else_is_never_counted():
    with pytest.raises(ValidationError, match="about something else"):
        settle("plumber", "valve", [ballot(tool="gate")])
    with pytest.raises(ValidationError, match="about something else"):
        settle("plumber", "valve", [no_ballot(persona="painter")])


@given(SAMPLES)
def test_a_verdict_survives_its_json(samples):
    settled = verdict(samples)
    assert Verdict.model_validate_json(settled.model_dump_json()) == settled


@given(SAMPLES)
def test_the_flip_rate_is_the_share_of_pairs_that_disagree(samples):
    votes = samples.replace("-", "")
    pairs = [(a, b) for n, a in enumerate(votes) for b in votes[n + 1 :]]
    expected = sum(a != b for a, b in pairs) / len(pairs) if pairs else None
    rate = verdict(samples).flip_rate
    assert rate == expected if expected is None else rate == pytest.approx(expected)
    assert rate is None or 0 <= rate <= 1


@given(SAMPLES.filter(bool), st.data())
def test_one_poisoned_sample_moves_the_agreeing_count_by_one_at_most(samples, data):
    position = data.draw(st.integers(0, len(samples) - 1))
    poisoned = samples[:position] + data.draw(st.sampled_from("sk-")) + samples[position + 1 :]
    assert abs(verdict(poisoned).ships - verdict(samples).ships) <= 1
