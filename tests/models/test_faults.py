import json
from datetime import UTC, datetime

import pytest

from panel.errors import ModelError, RunStopped
from panel.models.faults import Filtered, Server, TryAgain, Unreachable, fault_of_response, who
from tests.models.samples import head_to_head, request

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SERVER = Server("mistral:m", "m", "api.mistral.ai", "MISTRAL_API_KEY", "secret-key-4711")


def fault(status, body="", headers=None):
    text = body if isinstance(body, str) else json.dumps(body)
    return fault_of_response(status, headers or {}, text, SERVER, request(), NOW)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 422, 301, 308])
def test_what_every_further_call_would_meet_stops_the_run(status):
    assert type(fault(status)) is RunStopped


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}},
        {"code": "credit_balance_exhausted"},
        {"message": "Organisation spending limit reached"},
        {"message": "Please add a payment method"},
        {"code": "account_balance_too_low"},
    ],
)
def test_a_429_about_money_stops_the_run(body):
    assert type(fault(429, body)) is RunStopped


@pytest.mark.parametrize(
    "message",
    [
        "Rate limit exceeded",
        "Requests rate limit exceeded: tokens per minute",
        "Quota per minute exceeded",
        "You exceeded your current quota of requests per minute",
        "Too many tokens per second; see your plan",
        "Rate limited by the load balancer",
        "Refused by the load-balancer",
        "Rate limit reached on tokens per min (TPM); add a payment method to raise it",
        "",
    ],
)
def test_a_429_about_pace_may_be_tried_again_and_pauses_all(message):
    found = fault(429, {"message": message})

    assert isinstance(found, TryAgain)
    assert found.pauses_all


def test_a_429_that_says_how_long_to_wait_is_about_pace_whatever_its_words():
    found = fault(429, {"message": "You exceeded your current quota"}, {"retry-after": "7"})

    assert isinstance(found, TryAgain)
    assert (found.wait_seconds, found.pauses_all) == (7, True)


def test_no_words_on_pace_make_a_402_pass():
    assert type(fault(402, {"message": "Rate limit"}, {"retry-after": "7"})) is RunStopped


@pytest.mark.parametrize("status", [200, 408, 500, 502, 503, 504, 520, 529])
def test_what_may_pass_may_be_tried_again(status):
    found = fault(status)

    assert isinstance(found, TryAgain)
    assert found.pauses_all == (status in {503, 529})


@pytest.mark.parametrize("status", [400, 405, 409, 413, 415])
def test_what_is_wrong_with_one_request_fails_that_call_alone(status):
    assert type(fault(status, {"message": "no"})) is ModelError


@pytest.mark.parametrize(
    "message",
    [
        "Prompt contains 300000 tokens, too large for model with 262144 maximum context length",
        "request (9031 tokens) exceeds the available context size (8192 tokens)",
    ],
)
def test_a_prompt_that_does_not_fit_is_named(message):
    assert "does not fit into the model's context" in str(fault(400, {"message": message}))


@pytest.mark.parametrize("status", [400, 403])
def test_a_filter_is_told_apart_from_a_wrong_key(status):
    assert isinstance(fault(status, {"type": "guardrail_violation", "message": "Blocked"}), Filtered)
    assert isinstance(fault(status, {"error": {"code": "content_filter"}}), Filtered)


def test_a_message_is_one_sentence_with_model_persona_tool_cause_and_what_to_do():
    assert str(fault(401, {"message": "Unauthorized for secret-key-4711\nindeed."})) == (
        "No answer from mistral:m for persona minimalist on uv: api.mistral.ai refused the key "
        "(401: Unauthorized for [key] indeed); put a valid key into MISTRAL_API_KEY, the `key_env` of "
        '[models."mistral:m"] in panel.toml, and run it again.'
    )
    assert str(fault(404)) == (
        "No answer from mistral:m for persona minimalist on uv: api.mistral.ai knows no model 'm' (404); "
        'correct `id` or `server_url` of [models."mistral:m"] in panel.toml.'
    )


def test_braces_in_a_provider_message_are_left_alone():
    assert "{server.key} {0}" in str(fault(401, {"message": "{server.key} {0}"}))


def test_a_call_that_is_given_up_says_how_often_it_was_tried():
    once = fault(500).given_up(1)
    often = fault(500).given_up(5)

    assert type(once) is type(often) is ModelError
    assert "attempts" not in str(once)
    assert "api.mistral.ai failed (500), at the last of 5 attempts; run the same command again later" in str(
        often
    )


def test_a_server_that_cannot_be_reached_stops_the_run_in_the_end():
    given_up = Unreachable(SERVER, request(), "api.mistral.ai cannot be reached (no route)").given_up(3)

    assert type(given_up) is RunStopped
    assert "check the network" in str(given_up)


def test_a_head_to_head_is_named_as_such():
    assert who(head_to_head("uv", "poetry")) == "the head-to-head of uv and poetry"


def test_the_key_is_in_no_representation():
    assert "secret-key-4711" not in repr(SERVER)
