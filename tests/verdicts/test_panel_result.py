"""Verdicts into a panel result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from panel.verdicts.panel_result import PanelResult, tally
from tests.verdicts.samples import result, verdict

PANELS = st.lists(st.text("sk-", max_size=4), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("votes", "count", "standing", "share"),
    [
        ((), "no verdict", "no verdict", None),
        (("s",), "1 of 1 ship", "ship", 1),
        (("s", "s", "s", "s"), "4 of 4 ship", "ship", 1),
        (("s", "s", "s", "k"), "3 of 4 ship", "ship", 0.75),
        (("s", "k", "k", "k"), "1 of 4 ship", "skip", 0.25),
        (("k", "k", "k", "k"), "0 of 4 ship", "skip", 0),
        (("s", "s", "k", "k"), "2 of 4 ship", "tied", 0.5),
        (("s", "s", "s", "-"), "3 of 3 ship, 1 missing", "incomplete", 1),
        (("s", "s", "k", "sk"), "2 of 3 ship, 1 split", "incomplete", 2 / 3),
        (("s", "sk", "--", "ks"), "1 of 1 ship, 1 missing, 2 split", "incomplete", 1),
        (("-", "--", "", "-"), "no verdict", "no verdict", None),
        (("sk", "sk"), "no verdict", "no verdict", None),
    ],
)
def test_a_panel_is_told_by_its_count_first(votes, count, standing, share):
    panel = result(*votes)
    assert (panel.count, panel.standing, panel.share) == (count, standing, share)


def test_missing_and_split_personas_are_named():
    panel = result("s", "-", "sk", "k")
    assert panel.missing == ("p1",)
    assert panel.split == ("p2",)
    assert not panel.is_complete


@pytest.mark.parametrize(
    ("votes", "dissent"),
    [
        (("s", "s", "s", "k"), ("p3",)),
        (("k", "s", "k", "-"), ("p1",)),
        (("s", "s"), ()),
        (("s", "k"), ()),
        (("-", "sk"), ()),
    ],
)
def test_dissent_is_the_smaller_side(votes, dissent):
    assert result(*votes).dissent == dissent


def test_weights_move_the_weighted_share_and_never_the_count():
    panel = result("s", "k", "k", weights={"p0": 4.0, "p1": 1.0, "p2": 1.0})
    assert panel.weighted_share == pytest.approx(4 / 6)
    assert panel.is_weighted
    assert (panel.count, panel.standing) == ("1 of 3 ship", "skip")


def test_the_weight_of_a_missing_persona_counts_for_neither_side():
    assert result("s", "-", weights={"p0": 1.0, "p1": 9.0}).weighted_share == 1


def test_without_a_verdict_there_is_no_share_and_no_interval():
    panel = result("-", "sk")
    assert (panel.share, panel.weighted_share, panel.interval, panel.vote) == (None, None, None, None)


@pytest.mark.parametrize(
    ("verdicts", "weights", "message"),
    [
        ({"p0": verdict("s", persona="p0")}, {}, "one verdict and one weight"),
        ({"p0": verdict("s", persona="p0")}, {"p0": 1.0, "p1": 1.0}, "one verdict and one weight"),
        (
            {"p0": verdict("s", persona="p0"), "p1": verdict("k", persona="p0")},
            {"p0": 1.0},
            "one verdict and one weight",
        ),
        ({"p0": verdict("s", persona="p0", tool="gate")}, {"p0": 1.0}, "about another tool"),
        ({"p0": verdict("s", persona="p0")}, {"p0": 0.0}, "greater than 0"),
        ({"p0": verdict("s", persona="p0")}, {"p0": float("inf")}, "finite"),
    ],
)
def test_a_panel_that_does_not_add_up_is_refused(verdicts, weights, message):
    with pytest.raises(ValidationError, match=message):
        tally("valve", verdicts, weights)


@given(PANELS)
def test_a_panel_survives_its_json(votes):
    panel = result(*votes)
    assert PanelResult.model_validate_json(panel.model_dump_json()) == panel


@given(PANELS)
def test_everyone_votes_is_split_or_is_missing(votes):
    panel = result(*votes)
    assert panel.voting + len(panel.split) + len(panel.missing) == len(votes)
    assert 0 <= panel.ships <= panel.voting


@given(PANELS)
def test_equal_weights_change_nothing(votes):
    panel = result(*votes)
    assert not panel.is_weighted
    assert (
        panel.weighted_share == pytest.approx(panel.share) if panel.voting else panel.weighted_share is None
    )


@given(PANELS, st.data())
def test_one_poisoned_ballot_moves_at_most_one_vote(votes, data):
    persona = data.draw(st.integers(0, len(votes) - 1))
    sample = data.draw(st.integers(0, len(votes[persona])))
    samples = votes[persona]
    poisoned = [*votes]
    poisoned[persona] = samples[:sample] + data.draw(st.sampled_from("sk-")) + samples[sample + 1 :]
    before, after = result(*votes), result(*poisoned)
    assert abs(after.ships - before.ships) <= 1
    unmoved = [n for n in range(len(votes)) if n != persona]
    assert [after.verdicts[n] for n in unmoved] == [before.verdicts[n] for n in unmoved]
