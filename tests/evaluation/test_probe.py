"""How much what was taken out moved each persona."""

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.evaluation.probe import Count, Effect, can_show, difference_interval, effects
from panel.verdicts.panel_result import PanelResult, tally
from panel.verdicts.verdict import Verdict
from tests.verdicts.samples import PERSONA, verdict


def reviewed(votes: str, prompt: str) -> PanelResult:
    """The panel result of one persona's samples, all asked by this prompt."""
    settled = verdict(votes)
    ballots = [
        each.model_copy(update={"calls": (each.calls[0].model_copy(update={"prompt_hash": prompt}),)})
        for each in settled.ballots
    ]
    again = Verdict(persona="plumber", tool="valve", ballots=tuple(ballots), missing=settled.missing)
    return tally("valve", {"plumber": again}, {"plumber": 1.0})


def effect(before: str, after: str, probe="blind", prompt="without") -> Effect:
    (found,) = effects(probe, reviewed(before, "as it is"), reviewed(after, prompt), [PERSONA])
    return found


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_newcombes(first, second, low, high):
    interval = difference_interval(Count(*first, None), Count(*second, None))
    assert interval == pytest.approx((low, high), abs=5e-5)


COUNTS = st.integers(1, 200).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n), st.none()))


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_difference_and_treats_both_sides_alike(first: Count, second: Count):
    low, high = difference_interval(first, second)
    assert low <= first.ships / first.ballots - second.ships / second.ballots <= high
    assert difference_interval(second, first) == pytest.approx((-high, -low))


def test_a_vote_that_turns_with_the_name_is_a_name_effect():
    found = effect("sss", "kkk")

    assert (found.before, found.after) == (Count(3, 3, "ship"), Count(0, 3, "skip"))
    assert found.difference == 1
    assert found.beyond_chance
    assert found.sentence == (
        "Name effect, Plumbing: ships 3 of 3 with the names, 0 of 3 without them; "
        "the names move its vote beyond chance."
    )


def test_a_name_that_costs_votes_is_one_too():
    found = effect("kkk", "sss", probe="canary")

    assert found.difference == -1
    assert found.beyond_chance
    assert found.sentence.startswith("Canary, Plumbing: ships 0 of 3 with the suspicious sentences, 3 of 3")


def test_what_chance_can_do_is_called_that():
    found = effect("ssk", "skk")

    assert found.difference == pytest.approx(1 / 3)
    assert not found.beyond_chance
    assert found.sentence.endswith("chance alone could do that.")


def test_equal_shares_show_no_difference():
    found = effect("sk", "sskk")

    assert (found.difference, found.before.vote, found.after.vote) == (0, None, None)
    assert found.sentence.endswith("no difference seen.")


def test_one_ballot_on_a_side_cannot_show_an_effect():
    found = effect("s", "k")

    assert found.difference == 1
    assert not found.beyond_chance
    assert found.sentence.endswith("too few ballots to show an effect.")
    assert [can_show(1, 1), can_show(3, 3)] == [False, True]


@pytest.mark.parametrize(
    ("before", "after", "side"),
    [("--", "ss", "as it is"), ("ss", "--", "without the names"), ("", "", "as it is")],
)
def test_without_a_ballot_there_is_nothing_to_compare(before: str, after: str, side: str):
    found = effect(before, after)

    assert (found.difference, found.interval, found.beyond_chance) == (None, None, False)
    assert f"no ballot on the dossier {side}" in found.sentence


def test_missing_ballots_are_no_skips():
    assert effect("s-s", "ss-").difference == 0


def test_a_persona_that_does_not_read_what_was_removed_is_told_apart():
    found = effect("ssk", "ssk", probe="canary", prompt="as it is")
    assert found.sentence == (
        "Canary, Plumbing: does not read the suspicious sentences; its prompt is the same without them."
    )


@pytest.mark.parametrize(("ballots", "most"), [(2, 0.13), (3, 0.04), (5, 0.08), (9, 0.08), (25, 0.08)])
def test_a_model_that_nothing_moves_is_seldom_accused(ballots: int, most: float):
    """The rates that docs/probes.md gives, exactly, for the share of ships that is worst."""
    accused = [
        pair
        for pair in product(range(ballots + 1), repeat=2)
        if difference_interval(Count(pair[0], ballots, None), Count(pair[1], ballots, None))[0] > 0
    ]
    rates = [
        sum(
            2 * comb(ballots, i) * comb(ballots, j) * p ** (i + j) * (1 - p) ** (2 * ballots - i - j)
            for i, j in accused
        )
        for p in (k / 100 for k in range(1, 100))
    ]
    assert max(rates) <= most
