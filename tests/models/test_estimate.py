import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.models.estimate import answer_tokens, estimate
from panel.models.request import Parameters
from panel.models.tokens import BYTES_PER_TOKEN
from tests.models.samples import SCHEMA, request, settings


def test_calls_tokens_and_price_of_several_requests_add_up():
    one = estimate("m", settings(), [request()])
    three = estimate("m", settings(), [request()] * 3)

    assert one.calls == 1
    assert one.prompt_tokens == 2 * 8 + 5 + 3
    assert one.completion_tokens == answer_tokens(SCHEMA)
    assert one.usd == pytest.approx((one.prompt_tokens * 0.5 + one.completion_tokens * 1.5) / 1e6)
    assert three.usd == pytest.approx(3 * (one.usd or 0))
    assert one.usd < one.most_usd


def test_an_answer_is_never_longer_than_max_tokens():
    assert estimate("m", settings(), [request(parameters=Parameters(0.7, 5))]).completion_tokens == 5


def test_an_unknown_price_stays_unknown():
    unknown = estimate("m", settings(price=None), [request()])

    assert (unknown.usd, unknown.most_usd) == (None, None)


def test_nothing_to_ask_costs_nothing():
    nothing = estimate("m", settings(), [])

    assert (nothing.calls, nothing.usd, nothing.most_usd) == (0, 0, 0)


@given(st.integers(0, 500), st.integers(1, 6), st.sampled_from(["ship", "skip", "neither of them"]))
def test_the_longest_answer_fits_into_its_estimate(length, count, choice):
    schema = {
        "type": "object",
        "properties": {
            "findings": {"type": "array", "maxItems": count, "items": {"$ref": "#/$defs/finding"}},
            "verdict": {"enum": ["ship", choice]},
            "sure": {"type": "boolean"},
            "kind": {"const": "ballot"},
            "note": {"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 10}]},
        },
        "$defs": {"finding": {"type": "string", "maxLength": length}},
    }
    longest = {
        "findings": ["x" * length] * count,
        "verdict": choice,
        "sure": False,
        "kind": "ballot",
        "note": "x" * 10,
    }

    assert answer_tokens(schema) >= len(json.dumps(longest)) / BYTES_PER_TOKEN - 1
