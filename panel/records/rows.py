"""Request and reply as a row of the table of calls, and back. Pure."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from panel.models.anytext import restored, storable
from panel.models.reply import Reply, Usage
from panel.models.request import Parameters, Request
from panel.prompting.prompt import Message, Prompt

REQUEST_COLUMNS = ("key", "model", "kind", "persona", "tools", "prompt_hash", "sample", "attempt", "request")
REPLY_COLUMNS = (
    "text",
    "raw",
    "finish_reason",
    "answered_by",
    "prompt_tokens",
    "completion_tokens",
    "cached_tokens",
    "usd",
    "asked_at",
    "seconds",
    "provenance",
)
CALL_COLUMNS = REQUEST_COLUMNS + REPLY_COLUMNS

Row = Sequence[Any]

_MOST_TOKENS = 2**63 - 1


def to_row(request: Request, reply: Reply) -> Row:
    """Give the values of CALL_COLUMNS."""
    return (
        request.key,
        request.model,
        request.prompt.kind,
        request.prompt.persona,
        " ".join(request.prompt.tools),
        request.prompt.hash,
        request.sample,
        request.attempt,
        json.dumps(request.body, ensure_ascii=False),
        storable(reply.text),
        storable(reply.raw),
        storable(reply.finish_reason),
        storable(reply.model),
        _countable(reply.usage.prompt),
        _countable(reply.usage.completion),
        _countable(reply.usage.cached),
        reply.usd,
        to_timestamp(reply.asked_at),
        reply.seconds,
        storable(reply.provenance),
    )


def to_reply(row: Row) -> Reply:
    """Read the values of REPLY_COLUMNS."""
    text, raw, finish_reason, answered_by, prompt, completion, cached, usd, asked_at, seconds, provenance = (
        row
    )
    return Reply(
        text=restored(text),
        finish_reason=restored(finish_reason),
        model=restored(answered_by),
        usage=Usage(prompt=prompt, completion=completion, cached=cached),
        usd=usd,
        asked_at=from_timestamp(asked_at),
        seconds=seconds,
        raw=restored(raw),
        provenance=restored(provenance),
    )


def to_request(row: Row) -> Request:
    """Read the values of REQUEST_COLUMNS; the request has the key it was kept under."""
    _, model, kind, persona, tools, _, sample, attempt, body_text = row
    body = cast("dict[str, Any]", json.loads(body_text))
    messages = tuple(Message(role=each["role"], content=each["content"]) for each in body["messages"])
    return Request(
        model=model,
        prompt=Prompt(messages=messages, kind=kind, persona=persona, tools=tuple(tools.split())),
        schema=body["schema"],
        parameters=Parameters(
            temperature=body["temperature"],
            max_tokens=body["max_tokens"],
            repetition_penalty=body["repetition_penalty"],
        ),
        sample=sample,
        attempt=attempt,
        server=body.get("server", ""),
    )


def _countable(tokens: int) -> int:
    """Give a count that fits the column, whatever nonsense a server reports."""
    return max(-_MOST_TOKENS, min(tokens, _MOST_TOKENS))


def to_timestamp(moment: datetime) -> str:
    """Give a moment as Django writes it to SQLite: UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def from_timestamp(text: str) -> datetime:
    """Read what `to_timestamp` gave."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
