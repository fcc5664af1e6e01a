"""Requests, replies and settings that the tests of this room share."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from panel.models.reply import Reply, Usage
from panel.models.request import Parameters, Request
from panel.prompting.prompt import Message, Prompt
from panel.settings import ModelSettings

SCHEMA = {
    "type": "object",
    "properties": {"critique": {"type": "string", "maxLength": 60}, "verdict": {"enum": ["ship", "skip"]}},
    "required": ["critique", "verdict"],
    "additionalProperties": False,
}
PRICE = {"input": 0.5, "output": 1.5, "cached_input": 0.05, "as_of": "2026-08-21"}

REPLY = Reply(
    text='{"verdict": "ship"}',
    finish_reason="stop",
    model="m-2026",
    usage=Usage(prompt=1000, completion=200, cached=64),
    usd=0.001,
    asked_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    seconds=1.5,
    raw='{"id": "x"}',
)


def request(user: str = "What is uv?", **changes: Any) -> Request:
    """Give a request of one persona on one tool."""
    messages = (Message("system", "You review tools."), Message("user", user))
    prompt = Prompt(messages, "ballot", "minimalist", ("uv",))
    return replace(Request("m", prompt, SCHEMA, Parameters(0.7, 100)), **changes)


def head_to_head(*tools: str) -> Request:
    """Give a request of the head-to-head."""
    return request(prompt=Prompt((Message("user", " or ".join(tools)),), "head-to-head", "", tools))


def settings(**changes: Any) -> ModelSettings:
    """Give settings that hold nothing up."""
    fast = {"id": "m", "requests_per_minute": 1_000_000, "tokens_per_minute": 1_000_000_000, "price": PRICE}
    return ModelSettings.model_validate({**fast, "longest_wait_seconds": 0.01, **changes})
