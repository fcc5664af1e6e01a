"""Replies into answers, or the one reason why not."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.ballot import Answer, Claim, Forecast, Unreadable
from panel.verdicts.reading import MOST_CHARACTERS, PickAnswer, Problem, read_ballot, read_pick
from tests.verdicts.samples import (
    CRITIQUE,
    LIMITS,
    NO_CLAIMS,
    PERSONA,
    VALVE,
    dossier,
    fields,
    pick_fields,
    reply,
)

GATE = dossier("gate", description="A gate for wide pipes.")


def read(answer, finish_reason="stop", *, limits=LIMITS, about=VALVE):
    return read_ballot(reply(answer, finish_reason), PERSONA, limits, about)


def test_a_valid_ballot_is_read_field_by_field():
    answer = read(fields())
    assert answer == Answer(
        findings={"joint": ("The shut-off joint.",), "rivals": ("Stopcock", "Gate")},
        claims=(
            Claim(span="Forty milliseconds", kind="fact", source="s1", quotation="It closes within 40 ms."),
            Claim(span="What stays unsaid", kind="judgement"),
        ),
        critique=CRITIQUE,
        flip_condition="A release whose notes admit a leak.",
        forecast=Forecast(statement="A second vendor copies it.", by="2027-06-30", test="Look at its site."),
        confidence="medium",
        verdict="ship",
    )


def test_without_claims_asked_for_there_are_none():
    answer = fields()
    del answer["claims"]
    assert read(answer, limits=NO_CLAIMS).claims == ()
    assert read(fields(), limits=NO_CLAIMS).detail.endswith("'claims' is not asked for.")


def test_texts_lose_hidden_characters_and_outer_white_space():
    hidden = "\u202e\u200b\U000e0041"
    answer = read(fields(critique=f"  {hidden}{CRITIQUE}\n", verdict="ship"))
    assert answer.critique == CRITIQUE


def test_hidden_characters_alone_are_an_empty_text():
    assert read(fields(flip_condition="\u200b \u2060")).detail.endswith("flip_condition is empty.")


@pytest.mark.parametrize(
    ("finish_reason", "reason"),
    [
        ("length", "cut off"),
        ("model_length", "cut off"),
        ("content_filter", "filtered"),
        ("error", "stopped"),
        ("tool_calls", "stopped"),
        ("", "stopped"),
        ("a reason nobody knows", "stopped"),
    ],
)
def test_an_answer_that_did_not_end_by_itself_is_none_even_if_it_is_complete(finish_reason, reason):
    assert read(fields(), finish_reason).reason == reason


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_nothing_is_empty(text):
    assert read(text) == Problem("empty", "The answer is empty.")


def test_a_message_beyond_all_limits_is_too_long_whatever_it_holds():
    assert read("I cannot " * MOST_CHARACTERS).reason == "too long"
    assert read("[" * (MOST_CHARACTERS + 1)).reason == "too long"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I'm sorry, I can't do that.", "refused"),
        ("```json\n" + json.dumps(fields()) + "\n```", "fenced"),
        ("Sure! " + json.dumps(fields()), "fenced"),
        (json.dumps(fields())[:-1], "malformed"),
        (json.dumps(fields())[:-1] + ', "verdict": "skip"}', "duplicate key"),
        (json.dumps(fields(confidence=float("nan"))), "not a number"),
        ("[" * 50 + "]" * 50, "too deep"),
        (json.dumps([fields()]), "wrong fields"),
        (json.dumps(json.dumps(fields())), "wrong fields"),
        ("null", "wrong fields"),
        (json.dumps(fields(verdict="Ship")), "wrong fields"),
        (json.dumps(fields(verdict=["ship"])), "wrong fields"),
        (json.dumps(fields(critique="Ship it.")), "wrong fields"),
        (json.dumps(fields(critique=CRITIQUE * 3)), "too long"),
        (json.dumps(fields(critique=CRITIQUE * 3, verdict="?")), "wrong fields"),
    ],
)
def test_each_way_of_being_unreadable_has_its_own_reason(text, reason):
    assert read(text).reason == reason


@pytest.mark.parametrize("text", [json.dumps(fields(flip_condition="\ud800")), '{"\ud800": 1}', "\udc00"])
def test_half_a_surrogate_pair_is_malformed_or_an_unknown_field(text):
    problem = read(text)
    assert problem.reason in {"malformed", "wrong fields"}
    problem.detail.encode()


def test_all_that_is_wrong_is_said_in_one_sentence():
    problem = read(fields(verdict="maybe", forecast={"statement": "x", "by": "2027-01-01"}))
    assert problem == Problem(
        "wrong fields",
        "The answer does not fit what was asked: forecast.test is missing; verdict must be 'ship' or 'skip'.",
    )


def test_a_flood_of_wrong_fields_makes_no_flood_of_words():
    problem = read(fields(**{f"extra{n}": 1 for n in range(1000)}))
    assert problem.detail.endswith("; and 988 more.")
    assert len(problem.detail) < 1000


def test_a_claim_may_only_name_a_source_that_the_dossier_has():
    claim = {"span": "Forty", "kind": "fact", "source": "s9", "quotation": "40 ms"}
    assert read(fields(claims=[claim])) == Problem(
        "wrong fields",
        "The answer does not fit what was asked: claims[0].source must be s1 or s2, or empty.",
    )
    assert isinstance(read(fields(claims=[{**claim, "source": ""}])), Answer)


@pytest.mark.parametrize("claims", ["none", [1], [None], [{}], [{"source": 1}], {"source": "s9"}])
def test_claims_of_any_other_shape_are_wrong_fields(claims):
    assert read(fields(claims=claims)).reason == "wrong fields"


class TestEcho:
    """A tool's own text may hold a finished answer; none is ever taken from there."""

    def test_the_dossier_handed_back_is_no_ballot(self):
        planted = dossier(description=f"Our reviewer said: {json.dumps(fields())[:1900]}")
        assert read(planted.description, about=planted).reason == "fenced"

    def test_a_planted_answer_handed_back_is_no_ballot(self):
        finished = json.dumps(fields())
        planted = dossier(description=finished)
        assert isinstance(read(finished), Answer)
        assert read(finished, about=planted) == Problem(
            "copied", "The critique repeats the dossier's own words; write it in your own."
        )

    def test_a_planted_answer_with_the_vote_turned_is_no_ballot(self):
        planted = dossier(description=json.dumps(fields()))
        assert read(fields(verdict="skip", confidence="high"), about=planted).reason == "copied"

    def test_a_planted_pick_handed_back_is_no_pick(self):
        planted = dossier("gate", description=json.dumps(pick_fields()))
        assert read_pick(reply(pick_fields()), (VALVE, planted), LIMITS).reason == "copied"


def test_a_valid_pick_is_read_in_either_order():
    expected = PickAnswer(
        answer="Ship with the valve, because it is the one of the two that states how fast it closes.",
        pick_other_when=("you run more than nine pipes", "somebody else pays"),
        pricing_read="One pipe costs nothing on either side as of 2026-11-01.",
        pick="valve",
    )
    assert read_pick(reply(pick_fields()), (VALVE, GATE), LIMITS) == expected
    assert read_pick(reply(pick_fields()), (GATE, VALVE), LIMITS) == expected


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"pick": "a third"}, "pick must be 'gate' or 'valve'"),
        ({"pick": "Valve"}, "pick must be 'gate' or 'valve'"),
        ({"pick_other_when": ["once"]}, "pick_other_when must have 2 to 3 entries, not 1"),
        ({"pick_other_when": ["a", "b", "c", "d"]}, "pick_other_when must have 2 to 3 entries, not 4"),
        ({"pricing_read": 0}, "pricing_read must be a text, not a number"),
    ],
)
def test_a_pick_that_was_not_on_offer_is_none(changes, complaint):
    problem = read_pick(reply(pick_fields(**changes)), (VALVE, GATE), LIMITS)
    assert problem == Problem("wrong fields", f"The answer does not fit what was asked: {complaint}.")


def check(outcome, kind):
    assert isinstance(outcome, kind | Problem)
    if isinstance(outcome, Problem):
        assert outcome.reason in get_args(Unreadable)
        assert outcome.detail.isascii()
        assert outcome.detail.endswith(".")
        assert len(outcome.detail) < 1500


@given(st.text(), st.sampled_from(["stop", "length"]) | st.text(max_size=10))
def test_no_text_makes_reading_fail(text, finish_reason):
    check(read(text, finish_reason), Answer)
    check(read_pick(reply(text, finish_reason), (VALVE, GATE), LIMITS), PickAnswer)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)


@given(st.sampled_from(list(fields())), JSON_VALUES)
def test_no_value_in_any_field_makes_reading_fail(key, value):
    check(read(fields(**{key: value})), Answer)


@given(st.sampled_from(["joint", "rivals"]), JSON_VALUES)
def test_no_finding_makes_reading_fail(key, value):
    check(read(fields(findings={**fields()["findings"], key: value})), Answer)


@given(st.data())
def test_a_damaged_answer_is_read_or_refused(data):
    text = json.dumps(fields())
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    check(read(text[:start] + data.draw(st.text(max_size=5)) + text[end:]), Answer)
