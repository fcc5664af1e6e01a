"""An answer against its schema."""

import copy

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.verdicts.answer_schema import ballot_schema
from panel.verdicts.fields import SLACK, mismatches
from tests.verdicts.samples import LIMITS, PERSONA, fields

SCHEMA = ballot_schema(PERSONA, LIMITS)


def complaints(answer):
    return [str(each) for each in mismatches(answer, SCHEMA)]


def test_a_fitting_answer_has_no_mismatch():
    assert complaints(fields()) == []


def test_every_mismatch_is_named_at_once_in_the_schemas_order():
    answer = fields(verdict="maybe", confidence=3.0, extra="x")
    del answer["critique"]
    answer["findings"]["rivals"] = ["One"]
    answer["claims"][1]["kind"] = "rumour"
    assert complaints(answer) == [
        "findings.rivals must have 2 to 3 entries, not 1",
        "claims[1].kind must be 'fact' or 'judgement' or 'forecast' or 'general knowledge'",
        "critique is missing",
        "confidence must be a text, not a number",
        "verdict must be 'ship' or 'skip'",
        "'extra' is not asked for",
    ]


@pytest.mark.parametrize(
    ("value", "called"),
    [(1.0, "a number"), (True, "true or false"), (None, "null"), ([], "a list"), ({}, "an object")],
)
def test_another_type_is_named(value, called):
    assert complaints(fields(flip_condition=value)) == [f"flip_condition must be a text, not {called}"]


def test_an_answer_that_is_no_object_is_named_as_such():
    assert complaints(["ship"]) == ["the answer must be an object, not a list"]


def test_an_unknown_key_is_shown_shortened_and_escaped():
    (complaint,) = complaints(fields(**{"\u202e" + "k" * 99: ""}))
    assert complaint == "'\\u202e" + "k" * 39 + "' is not asked for"


@pytest.mark.parametrize(
    ("length", "fits"),
    [(0, False), (1, True), (120, True), (int(120 * SLACK), True), (int(120 * SLACK) + 1, False)],
)
def test_a_sentence_may_overrun_by_a_quarter(length, fits):
    found = list(mismatches(fields(flip_condition="x" * length), SCHEMA))
    assert (found == []) is fits
    assert all(each.too_long is (length > 120) for each in found)


@pytest.mark.parametrize(
    ("length", "fits"), [(79, False), (80, True), (100, True), (500, True), (501, False)]
)
def test_a_critique_may_miss_its_bounds_by_a_quarter(length, fits):
    assert (complaints(fields(critique="x" * length)) == []) is fits


def test_a_critique_that_is_too_short_is_told_how_long_it_must_be():
    assert complaints(fields(critique="Fine.")) == ["critique has 5 characters, but needs at least 100"]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(list(fields())), JSON_VALUES)
def test_whatever_stands_in_a_field_fits_only_if_the_schema_says_so(key, value):
    # The samples' texts are within the bounds, and these values too short to use the slack.
    answer = copy.deepcopy(fields())
    answer[key] = value
    follows = jsonschema.Draft202012Validator(SCHEMA).is_valid(answer)
    assert (complaints(answer) == []) is follows
