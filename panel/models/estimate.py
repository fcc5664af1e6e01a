"""What a run would cost, before it is made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panel.models.reply import Usage, price_of
from panel.models.request import Request
from panel.models.tokens import BYTES_PER_TOKEN, prompt_tokens, prompt_tokens_at_most
from panel.settings import ModelSettings

USUAL_TEXT = 60
"""Characters of a text whose length the schema leaves open."""


@dataclass(frozen=True)
class Estimate:
    """What calls to one model would take.

    Attributes:
        model: What panel.toml calls it.
        calls: How many calls.
        prompt_tokens: Likely tokens sent.
        completion_tokens: Tokens of answers that use the room their schemas give, which few pass.
        usd: Price of these in USD, with nothing cached; None where the model's price is unknown.
        most_usd: The most that these calls could cost, in USD, repairs and retries apart.
    """

    model: str
    calls: int
    prompt_tokens: int
    completion_tokens: int
    usd: float | None
    most_usd: float | None


def estimate(name: str, settings: ModelSettings, requests: Sequence[Request]) -> Estimate:
    """Estimate what these requests to the model called `name` would take."""
    likely = Usage(
        prompt=sum(map(prompt_tokens, requests)),
        completion=sum(min(each.parameters.max_tokens, answer_tokens(each.schema)) for each in requests),
    )
    most = Usage(
        prompt=sum(map(prompt_tokens_at_most, requests)),
        completion=sum(each.parameters.max_tokens for each in requests),
    )
    return Estimate(
        model=name,
        calls=len(requests),
        prompt_tokens=likely.prompt,
        completion_tokens=likely.completion,
        usd=price_of(likely, settings.price),
        most_usd=price_of(most, settings.price),
    )


def answer_tokens(schema: Mapping[str, Any]) -> int:
    """Give the tokens of an answer that is as long as its schema allows."""
    return round(_characters(schema, schema) / BYTES_PER_TOKEN)


def _characters(schema: Mapping[str, Any], root: Mapping[str, Any]) -> int:  # noqa: PLR0911 - one a case
    """Count the characters of the longest JSON value that a schema allows; schemas here do not recur."""
    match schema:
        case {"$ref": str(name)}:
            return _characters(root["$defs"][name.rsplit("/", 1)[-1]], root)
        case {"enum": [*values]}:
            return max(len(json.dumps(value)) for value in values)
        case {"const": value}:
            return len(json.dumps(value))
        case {"anyOf": [*choices]}:
            return max(_characters(choice, root) for choice in choices)
        case {"properties": {**fields}}:
            return 2 + sum(len(name) + 6 + _characters(field, root) for name, field in fields.items())
        case {"items": items}:
            return 2 + schema.get("maxItems", 1) * (2 + _characters(items, root))
        case {"type": "string"}:
            return 2 + schema.get("maxLength", USUAL_TEXT)
        case _:
            return len("false")
